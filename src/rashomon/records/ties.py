"""Ties between statements: what is kept of them so that a later report need not be held against all.

They hold nothing that does not follow from the statements; where they are lost, they are made again.
"""

from collections.abc import Iterable

from msgspec import Struct


class Posting(Struct, frozen=True, order=True, gc=False):
    """A statement found under a key, and its rank among those that are."""

    key: tuple[str, ...]
    rank: int
    statement: str


class Tie(Struct, frozen=True, order=True, gc=False):
    """What speaks for two statements being one claim, in bits.

    ``reuse`` is the copied passage in which ``other`` repeats ``one``; empty where the two are like each
    other, in the order of their ids. A copy that gives another number speaks for nothing.
    """

    one: str
    other: str
    bits: float
    reuse: str = ""


class Opposition(Struct, frozen=True, order=True, gc=False):
    """Two statements that cannot both be right as worded; see `rashomon.claiming.clashes.Clash`.

    ``owner`` is what it was found by, and is found anew by: a pair of statements, a place, a copied
    passage, a report.
    """

    owner: tuple[str, ...]
    field: str
    topic: str
    one: str
    other: str
    values: tuple[str, str]
    doubtful: bool
    subjects: tuple[str, ...]


class AllTies(Struct, frozen=True):
    """The ties of all statements, and what entities are looked up by.

    What is iterated over is used up.
    """

    postings: Iterable[Posting]
    ties: Iterable[Tie]
    clashes: Iterable[tuple[Opposition, str]]
    wholes: Iterable[tuple[str, str]]
