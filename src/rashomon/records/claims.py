"""Claims, the origins behind them, and the disputes between them."""

from typing import Literal

from msgspec import Struct

from rashomon.instants import Days


class Origin(Struct, frozen=True):
    """One independent place that a claim comes from, and what makes it one.

    ``statements`` are those that go back to it; ``doubtful`` says that it may be the same as another.
    """

    id: str
    name: str
    why: str
    statements: tuple[str, ...]
    doubtful: bool = False


class Claim(Struct, frozen=True):
    """The same thing said, in one report or many.

    ``reports`` and ``outlets`` count those who carry it, ``independent`` the origins behind it: at
    most so many. ``first_reported`` and ``last_reported`` are intervals, as days of publication are.
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
