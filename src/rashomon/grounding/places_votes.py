"""The votes that names in a report cast for the places that they may mean, round by round.

Stands beside `places_choice`. Enters: the names of a report, grouped, each with its places. Leaves: in
each group the scores of its places. Each name spreads one vote over its places; the votes add up by
country, by region and by neighbourhood, and a place gains from what the *other* names say.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from rashomon.gazetteers.places import Entry

K = TypeVar("K")
Cell = tuple[int, int]
"""A square of one degree."""

_ROUNDS = 3
_COUNTRY_GAIN = 1.3
_REGION_GAIN = 1.5
_NEAR_GAIN = 1.6
_SHARPNESS = 1.6
"""Gains and sharpness: fitted by hand on local and world news; the order of the three matters more than
their size. See the measurements in docs/quality.md."""

_LEDGER_GAIN = 1.0
"""What it is worth that all reports of the ledger are about a country: less than one other place of
the same report, and nothing for a name that is known in every country's news."""

_PEOPLE_WEIGHT = 0.8


class Seat(Struct, frozen=True):
    """What a vote for a place counts for: its country, region and neighbourhood, and how much."""

    country: str | None
    region: tuple[str, str] | None
    cell: Cell | None
    part: float


class Group(Struct):
    """All names of one spelling and container: they mean one place.

    ``local``: no place of the name is known beyond its country, so that what all reports are about
    says something of it.
    """

    entries: Sequence[Entry]
    container: tuple[Entry, ...]
    local: bool
    weight: float
    priors: list[float]
    seats: list[Seat]
    scores: list[float] = []
    votes: list[float] = []

    @property
    def is_doubtful(self) -> bool:
        """Whether there is a choice."""
        return len(self.entries) > 1


class _Votes(Struct, frozen=True):
    """Votes added up by country, by region and by neighbourhood."""

    countries: dict[str, float]
    regions: dict[tuple[str, str], float]
    cells: dict[Cell, float]


def take_seats(entries: Sequence[Entry]) -> list[Seat]:
    """What votes for some places count for."""
    return [
        Seat(entry.country, region(entry), _cell(entry), _PEOPLE_WEIGHT if entry.people else 1.0)
        for entry in entries
    ]


def region(entry: Entry) -> tuple[str, str] | None:
    """The region that a place lies in, with its country; None where it is not known."""
    if entry.country is None or entry.region is None:
        return None
    return entry.country, entry.region


def _cell(entry: Entry) -> Cell | None:
    """The square that a town lies in; None for what is no town."""
    if entry.kind != "city":
        return None
    return math.floor(entry.lat or 0.0), math.floor(entry.lon or 0.0)


def elect(groups: Sequence[Group], ledger: Mapping[str, float]) -> None:
    """Let all names vote in rounds, each weighing its places by the votes of the others.

    The vote of a name of one place stands, and nobody asks for its score.

    Args:
        groups: The names of one report.
        ledger: For each country the share of all reports that are about it.
    """
    for group in groups:
        group.scores, group.votes = group.priors, _softmax(group.priors)
    if not any(group.is_doubtful for group in groups):
        return
    cast = [_cast(group) for group in groups]
    for _ in range(_ROUNDS):
        votes = _add_up(cast)
        for i, group in enumerate(groups):
            if group.is_doubtful:
                group.scores = _score(group, votes, cast[i], ledger)
                group.votes = _softmax(group.scores)
                cast[i] = _cast(group)


def _softmax(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    best = max(scores)
    shares = [math.exp(_SHARPNESS * (score - best)) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def _add_up(cast: Sequence[_Votes]) -> _Votes:
    votes = _Votes({}, {}, {})
    for one in cast:
        _add(votes.countries, one.countries)
        _add(votes.regions, one.regions)
        _add(votes.cells, one.cells)
    return votes


def _add(total: dict[K, float], more: Mapping[K, float]) -> None:
    for key, vote in more.items():
        total[key] = total.get(key, 0.0) + vote


def _score(group: Group, votes: _Votes, own: _Votes, ledger: Mapping[str, float]) -> list[float]:
    """How likely each place of a name is, by the votes of the other names and what a ledger is about."""
    told = ledger if group.local else {}
    return [
        prior
        + _LEDGER_GAIN * told.get(seat.country or "", 0.0)
        + _COUNTRY_GAIN * math.log1p(_rest(votes.countries, own.countries, seat.country))
        + _REGION_GAIN * math.log1p(_rest(votes.regions, own.regions, seat.region))
        + _NEAR_GAIN * math.log1p(_around(votes.cells, own.cells, seat.cell))
        for prior, seat in zip(group.priors, group.seats, strict=True)
    ]


def _cast(group: Group) -> _Votes:
    """The votes of one name."""
    votes = _Votes({}, {}, {})
    for seat, vote in zip(group.seats, group.votes, strict=True):
        weight = vote * group.weight * seat.part
        _lay(votes.countries, seat.country, weight)
        _lay(votes.regions, seat.region, weight)
        _lay(votes.cells, seat.cell, weight)
    for container in group.container:
        if len(group.container) == 1:
            _lay(votes.regions, region(container), group.weight)
    return votes


def _lay(total: dict[K, float], key: K | None, vote: float) -> None:
    if key is not None:
        total[key] = total.get(key, 0.0) + vote


def _rest(total: Mapping[K, float], own: Mapping[K, float], key: K | None) -> float:
    return 0.0 if key is None else max(0.0, total.get(key, 0.0) - own.get(key, 0.0))


def _around(cells: Mapping[Cell, float], own: Mapping[Cell, float], cell: Cell | None) -> float:
    if cell is None:
        return 0.0
    votes = [cells[one] - own.get(one, 0.0) for one in _squares(cell) if one in cells]
    return max(0.0, sum(votes))


_SQUARES_HELD = 16_384


@lru_cache(maxsize=_SQUARES_HELD)
def _squares(cell: Cell) -> tuple[Cell, ...]:
    """A square with those next to it."""
    row, column = cell
    return tuple((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
