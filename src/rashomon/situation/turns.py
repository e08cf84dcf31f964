"""What became of a pact after its signing, and whether it was in force on a day.

Enters: the statements of a pact, whose ``mode`` names a turn in its life. Leaves: its turns in the order
of days; and, for a day, how it stood. A turn counts as anything that happened does (see `bearings`);
what is planned, feared or denied changed nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol, get_args, get_type_hints

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.pacts import Signing, Turn
from rashomon.records.statements import Statement
from rashomon.situation.bearings import event_bearing
from rashomon.situation.holdings import HELD
from rashomon.situation.parties import Parties

_KINDS = frozenset(get_args(get_type_hints(Turn)["kind"]))
_OUT = frozenset({"suspended", "ended", "expired"})
_TWO = 2


def find_turns(
    statements: Iterable[Statement], parties: tuple[str, ...], known: Parties
) -> tuple[Turn, ...]:
    """The turns that statements of one pact tell of, in the order of days."""
    found = [
        Turn(
            kind=one.mode,  # type: ignore[arg-type]
            days=None if one.time is None else one.time.days,
            by=tuple(sorted(set(known.of(one.actors)) & set(parties))),
            status=one.status,
            statement=one.id,
        )
        for one in statements
        if one.mode in _KINDS
    ]
    return tuple(sorted(found, key=_in_order))


def _in_order(turn: Turn) -> tuple[date, date, str]:
    if turn.days is None:
        return date.max, date.max, turn.statement
    return turn.days.last, turn.days.first, turn.statement


class Standing(Struct, frozen=True):
    """How a pact stood on a day.

    ``lapse`` is the turn by which it was out of force, None where it was in force; ``gone`` are the
    parties that had left it to the others.
    """

    lapse: Turn | None
    gone: frozenset[str]


class Pledge(Protocol):
    """A pact as far as it is told whether it is in force, and for whom."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def parties(self) -> tuple[str, ...]:
        """Those whom it binds."""

    @property
    def signed(self) -> tuple[Signing, ...]:
        """The days on which it is said to have been signed."""

    @property
    def history(self) -> tuple[Turn, ...]:
        """What became of it."""


def standing_of(pact: Pledge, on: date, told: Mapping[str, Days | None]) -> Standing:
    """How a pact stood on a day.

    Args:
        pact: The pact.
        on: The day.
        told: The statements that may be looked at, with the days of their reports.
    """
    lapse: Turn | None = None
    gone: set[str] = set()
    for turn in _turns_by(pact, on, told):
        remain = set(pact.parties) - gone - set(turn.by)
        if turn.kind in _OUT or (turn.kind == "left" and len(remain) < _TWO):
            lapse = turn
        elif turn.kind == "left":
            gone.update(turn.by)
        else:
            lapse = None
            gone.difference_update(turn.by)
    return Standing(lapse, frozenset(gone))


def _turns_by(pact: Pledge, on: date, told: Mapping[str, Days | None]) -> list[Turn]:
    """The turns that had come about by a day, in order."""
    found = []
    for turn in pact.history:
        if turn.status in HELD and turn.statement in told:
            reported = told[turn.statement]
            bearing = event_bearing(turn.days, reported)
            if bearing is not None and bearing.since <= on:
                found.append((bearing.since, turn.statement, turn))
    return [turn for _, _, turn in sorted(found, key=lambda row: row[:2])]
