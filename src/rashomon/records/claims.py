"""Claims, the origins behind them, and the disputes between them."""

from typing import Literal

from msgspec import Struct

from rashomon.instants import Days


class Merge(Struct, frozen=True, order=True):
    """A reason why statements have one origin, and how strong it is.

    *certain*: it can be shown (a copied passage, one named speaker, one publisher). *likely*: so an
    editor would take it (the same words for an unnamed source). *doubtful*: it may be so, and is not
    counted as so.
    """

    statements: tuple[str, ...]
    why: str
    strength: Literal["certain", "likely", "doubtful"]


class Origin(Struct, frozen=True):
    """One independent place that a claim comes from, and what makes it one.

    ``statements`` are those that go back to it, ``merges`` the reasons why these have one origin;
    ``doubtful`` says that it may be the same as another. ``heard_by`` are those who heard a named
    speaker say it, each independently: one origin for what is said, as many as these for that it was
    said. Empty where the origin is no named speaker.
    """

    id: str
    name: str
    why: str
    statements: tuple[str, ...]
    doubtful: bool = False
    merges: tuple[Merge, ...] = ()
    heard_by: tuple[str, ...] = ()


class MatchWeight(Struct, frozen=True, gc=False):
    """One field's part in a comparison, in bits: for a match above zero, against it below.

    ``shared`` are the entities (their ids) that both have in that role.
    """

    field: str
    bits: float
    reason: str
    shared: tuple[str, ...] = ()


class Match(Struct, frozen=True):
    """Why two statements were taken to say the same of the same."""

    one: str
    other: str
    weights: tuple[MatchWeight, ...]


class Claim(Struct, frozen=True):
    """The same thing said, in one report or many.

    ``reports`` and ``outlets`` count those who carry it, ``independent`` the origins behind it: at
    most so many. ``doubts`` are merges of origins that may be one; if all of them are, there are at
    most ``independent_low``, which is None where nothing is in doubt. ``matches`` join the statements,
    one less than these are. ``first_reported`` and ``last_reported`` are intervals, as days of
    publication are.
    """

    id: str
    text: str
    type: str | None
    status: Literal["single", "corroborated", "disputed", "denied"]
    statements: tuple[str, ...]
    reports: int
    outlets: int
    origins: tuple[Origin, ...]
    independent: int
    first_reported: Days | None
    last_reported: Days | None
    independent_low: int | None = None
    doubts: tuple[Merge, ...] = ()
    matches: tuple[Match, ...] = ()


class Side(Struct, frozen=True):
    """One account in a dispute; ``independent`` counts its ``origins``: at most so many."""

    value: str
    claims: tuple[str, ...]
    statements: tuple[str, ...]
    independent: int
    origins: tuple[Origin, ...] = ()


class Dispute(Struct, frozen=True):
    """Accounts that cannot all be right as worded, side by side, with the cause.

    ``field`` is what they differ in; ``cause`` says why they clash (a different value, a denial, one
    publisher family contradicting itself, …). ``about`` is ``question`` with the accounts as its
    answers, where they are short enough.
    """

    id: str
    about: str
    field: str
    cause: str
    sides: tuple[Side, ...]
    question: str = ""
