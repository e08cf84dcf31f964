"""Reuse: a passage that one report took from another."""

from typing import Literal

from msgspec import Struct

from rashomon.spans import Span


class Loss(Struct, frozen=True):
    """Words that a copy left out or changed: what stood in the original, and what stands there now.

    ``kind``: a source, a hedge, a number, a name, or other words. ``original`` or ``copy`` is empty
    where words were added or left out.
    """

    kind: Literal["source", "hedge", "number", "words"]
    original: str
    copy: str


class Reuse(Struct, frozen=True):
    """A passage of ``to_report`` taken from ``from_report``, or standing matter that both print.

    Where nobody can tell who took from whom, ``direction`` is ``unknown`` and the two are in the order
    of their ids. ``why`` says how the direction was told. ``words`` counts the words that are equal.

    ``extent`` is how much of the shorter report all that the two share is: *most* from a half on,
    *slight* below a tenth where neither names the other beside it, else *part*. ``standing`` says why a
    slight share is standing matter, which either may have from an archive; empty for what was taken.
    """

    id: str
    from_report: str
    from_span: Span
    to_report: str
    to_span: Span
    kind: Literal["verbatim", "edited", "quoted"]
    credited: bool
    direction: Literal["known", "unknown"]
    why: str
    lost: tuple[Loss, ...] = ()
    words: int = 0
    extent: Literal["most", "part", "slight"] = "part"
    standing: str = ""
