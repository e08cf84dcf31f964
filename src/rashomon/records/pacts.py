"""Pacts and forecasts: what binds whom, and what was predicted."""

from datetime import date
from typing import Literal

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.drafts import Status


class Signing(Struct, frozen=True):
    """A day, or the days, on which a pact is said to have been signed, and by which statements."""

    days: Days | None
    statements: tuple[str, ...]


class PactClause(Struct, frozen=True):
    """One obligation: ``obligated`` and ``beneficiary`` are entity ids, ``trigger`` words."""

    text: str
    trigger: str | None
    obligated: tuple[str, ...]
    beneficiary: str | None
    statement: str


class Turn(Struct, frozen=True):
    """What became of a pact after its signing, by one statement.

    ``days`` are those on which it came about, None where the words tell none; ``by`` the parties whose
    doing it was (of one that left a pact of several, that party). ``status`` is the statement's: what
    is planned or denied changed nothing.
    """

    kind: Literal[
        "ratified", "in force", "renewed", "extended", "suspended", "left", "ended", "expired"
    ]
    days: Days | None
    by: tuple[str, ...]
    status: Status
    statement: str


class Pact(Struct, frozen=True):
    """A commitment between parties (entity ids) as the reports tell of it.

    ``prior`` names the file that it was taken from where no report tells of it: its parties are then
    names, and its clauses' ``statement`` is its own id. ``lapsed`` is when it ended by such a file, None
    for not known; what reports tell of its end is in ``history``, in the order of days, those without
    one last.
    """

    id: str
    name: str
    parties: tuple[str, ...]
    signed: tuple[Signing, ...]
    clauses: tuple[PactClause, ...]
    invocations: tuple[str, ...]
    statements: tuple[str, ...]
    prior: str | None = None
    lapsed: Days | None = None
    history: tuple[Turn, ...] = ()


class Forecast(Struct, frozen=True):
    """Something that somebody said would happen, when, and what came of it as far as was reported.

    ``by`` is an entity id or the source's words; None where the outlet itself predicts and is unknown.
    ``standing`` is the finer outcome: an open one is *pending* (its window is not over by the last
    report, or it has none), *partly* borne out, or its window is over and nobody *can tell*.
    """

    id: str
    statement: str
    by: str | None
    window: Days | None
    outcome: Literal["open", "borne out", "not borne out"]
    decided_by: tuple[str, ...]
    why: str
    standing: Literal["pending", "cannot tell", "partly", "borne out", "not borne out"] = "pending"


class Obligation(Struct, frozen=True):
    """An obligation that an event would bring into play; the answer to a what-if."""

    party: str
    pact: str
    clause: str
    because: str
    statement: str


class Holding(Struct, frozen=True):
    """A state that held on a day as far as was reported by another; a row of the situation.

    ``subject`` is what is held (a place, an office, a force, captives, a pact), ``value`` who or what
    holds it, as entity ids or words. ``since`` is the first day on which the statements let it hold;
    ``reported`` are the days of the latest report that says so, None for a report without a day;
    ``contesting`` are the statements on whose word it is contested.
    """

    kind: Literal["control", "force", "post", "pact", "captivity"]
    subject: str
    value: tuple[str, ...]
    contested_by: tuple[str, ...]
    statements: tuple[str, ...]
    independent: int
    since: date | None = None
    reported: Days | None = None
    contesting: tuple[str, ...] = ()


class Supposition(Struct, frozen=True):
    """An event that somebody supposes, as it was understood: the question of a what-if.

    ``event`` is the kind of event (attack, war, insurrection, …); ``actors``, ``targets`` and
    ``places`` are entity ids, or the words of names that no report speaks of. ``said`` puts what was
    understood in one phrase, for a person to check. ``ground`` are those from whose territory it is
    done, and ``setting`` is *sea* where it happens at sea, whoever is hit. ``named`` are those
    whom or what it hits by their own names: a town, where the target is the state that it lies in.
    """

    event: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    said: str
    ground: tuple[str, ...] = ()
    setting: str = ""
    named: tuple[str, ...] = ()
