"""Why names are taken for one bearer: weighed evidence, and what people say against or for it."""

from typing import Literal

from msgspec import Struct

from rashomon.spans import Span


class Handle(Struct, frozen=True):
    """A name that somebody points at: in every report, or where it stands in one.

    ``report`` and ``span`` anchor it: then only the mentions that the span touches are meant. Where both
    are None, every mention worded so is.
    """

    name: str
    report: str | None = None
    span: Span | None = None


class Constraint(Struct, frozen=True):
    """What a person says of two names: that they have the same bearer, or that they are apart.

    ``why`` is shown with the entity; it says who said so, and on what grounds. Where constraints
    contradict each other, what is apart stays apart. A constraint that is taken away leaves no trace:
    the entities are those that they were before.
    """

    relation: Literal["same", "apart"]
    one: Handle
    other: Handle
    why: str = ""


class Joining(Struct, frozen=True):
    """Why a wording is taken for one of an entity's names.

    ``name`` is the wording, ``to`` the name that it was joined to. ``weight_bits`` is the match weight
    where wordings were compared; None where a table, a report or a person says so.
    """

    name: str
    to: str
    weight_bits: float | None
    reasons: tuple[str, ...]


class Listing(Struct, frozen=True):
    """An entry of a watch list that an entity's name agrees with: a hint, never a merge.

    ``listed`` is the watch list's name, ``entry`` the id there, ``caption`` the name there; ``name`` is
    the reports' wording that agrees with it. ``weight_bits`` is what speaks for it, by ``reasons``.
    """

    listed: str
    entry: str
    caption: str
    name: str
    weight_bits: float
    reasons: tuple[str, ...]
