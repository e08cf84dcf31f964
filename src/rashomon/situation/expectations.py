"""What is kept of forecasts, so that a later report is held against those only that it can settle.

Enters: settled forecasts. Leaves: under what doing, what name and what month each is found again, by
whatever later report changes its outcome or what its outcome says.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from msgspec import Struct

from rashomon.claiming.facts import Facts
from rashomon.claiming.posting import SETTLING, About, find_abouts
from rashomon.instants import Days
from rashomon.situation.coverage import end_of, find_covering
from rashomon.situation.forecasts import Settled
from rashomon.workings import Shelf, UnfitError, Workings

_FOREVER = date.max.toordinal()
"""Until then a later report may settle what none has settled."""


class Expected(Struct, frozen=True):
    """A forecast as it is kept: the statements that make it, and where it is found."""

    group: tuple[str, ...]
    doings: tuple[str, ...]
    names: tuple[str, ...]
    month: str | None


_Reach = tuple[int, int]

EXPECTED = Shelf("forecast", Expected)
"""By forecast."""

MADE = Shelf("forecast.made", str)
"""The forecast that a statement makes, by statement."""

DOING = Shelf("forecast.doing", tuple[int, int])
"""By doing, a forecast a member: the days between which a report that tells of it may matter."""

NAME = Shelf("forecast.name", tuple[int, int])
"""By whom or what its coverage is asked of, a forecast a member: the days of reports that count."""

MONTH = Shelf("forecast.month", int)
"""By the month in which its window ends, a forecast a member: the window's last day."""

LAST = Shelf("forecast.last", int)
"""The last day of all reports."""


def keep_forecasts(workings: Workings, settled: Iterable[Settled], last: date | None) -> None:
    """Keep where forecasts are found, and the last day of all reports."""
    for one in settled:
        _keep(workings, one)
    workings.put(LAST, "", "", None if last is None else last.toordinal())


def _keep(workings: Workings, settled: Settled) -> None:
    name, foreseen = settled.forecast.id, settled.foreseen
    group = tuple(one.id for one in foreseen.group)
    for statement in group:
        workings.put(MADE, statement, "", name)
    if foreseen.told is None:  # nothing is known to be later
        workings.put(EXPECTED, name, "", Expected(group, (), (), None))
        return
    until = _FOREVER if settled.outcome.on is None else settled.outcome.on.first.toordinal()
    doings = tuple(sorted(map(_joined, settled.abouts)))
    for doing in doings:
        workings.put(DOING, doing, name, (foreseen.told.last.toordinal() + 1, until))
    window = foreseen.window
    if window is None:
        workings.put(EXPECTED, name, "", Expected(group, doings, (), None))
        return
    names = tuple(find_covering(foreseen.group))
    for one in names:
        workings.put(NAME, one, name, (window.first.toordinal(), end_of(window).toordinal()))
    month = _month(window.last)
    workings.put(MONTH, month, name, window.last.toordinal())
    workings.put(EXPECTED, name, "", Expected(group, doings, names, month))


def drop_forecasts(workings: Workings, forecasts: Iterable[str]) -> None:
    """Take forecasts away from wherever they are found."""
    for name in forecasts:
        kept = workings.get(EXPECTED, name)
        if kept is None:
            continue
        workings.put(EXPECTED, name, "", None)
        for statement in kept.group:
            workings.put(MADE, statement, "", None)
        for doing in kept.doings:
            workings.put(DOING, doing, name, None)
        for one in kept.names:
            workings.put(NAME, one, name, None)
        if kept.month is not None:
            workings.put(MONTH, kept.month, name, None)


def find_touchable(workings: Workings, facts: Iterable[Facts]) -> set[str]:
    """The forecasts whose outcome some statements may change, or what it says, by coming or going."""
    doings: set[tuple[str, int]] = set()
    names: set[tuple[str, int]] = set()
    for fact in facts:
        said, told = fact.statement, fact.told or fact.within
        if told is not None and said.type is not None and said.status in SETTLING:
            abouts = find_abouts(said.type, said, fact.doers, fact.done_to)
            doings |= {(_joined(about), told.first.toordinal()) for about in abouts}
        if fact.told is not None:
            spoken_of = {*said.places, *said.actors, *said.targets}
            names |= {(name, fact.told.last.toordinal()) for name in spoken_of}
    return {*_meeting(workings, DOING, doings), *_meeting(workings, NAME, names)}


def find_waiting(
    workings: Workings, told: Iterable[tuple[Days, frozenset[About]]], spoken: Iterable[str]
) -> set[str]:
    """The forecasts whose outcome some statements may decide, whatever was known beside them.

    Unlike `find_touchable` it takes no account of what has decided them meanwhile.

    Args:
        workings: Where forecasts are found.
        told: The days of the reports of statements, and what doings they tell of.
        spoken: Those who are spoken of in reports that may make a window covered.
    """
    found: set[str] = set()
    asked: dict[str, date] = {}
    for days, abouts in told:
        for about in abouts:
            key = _joined(about)
            asked[key] = max(days.first, asked.get(key, date.min))
    for key, day in sorted(asked.items()):
        waiting = workings.find(DOING, key).items()
        found |= {one for one, (first, _) in waiting if first <= day.toordinal()}
    for name in sorted(set(spoken)):
        found |= workings.find(NAME, name).keys()
    return found


def _meeting(
    workings: Workings, shelf: Shelf[_Reach], asked: Collection[tuple[str, int]]
) -> Iterator[str]:
    for key in sorted({key for key, _ in asked}):
        days = [day for one, day in asked if one == key]
        for name, (first, last) in workings.find(shelf, key).items():
            if any(first <= day <= last for day in days):
                yield name


def find_due(workings: Workings, before: date, after: date) -> set[str]:
    """The forecasts whose windows are over by the one of two last days of all reports only."""
    first, last = sorted((before, after))
    found: set[str] = set()
    month = first.replace(day=1)
    while month <= last:
        ends = workings.find(MONTH, _month(month))
        found |= {one for one, end in ends.items() if first.toordinal() <= end <= last.toordinal()}
        month = _next_month(month)
    return found


def find_last(
    kept: int | None, gone: Iterable[Days | None], come: Iterable[Days | None]
) -> int | None:
    """The last day of all reports after a change; None where none has a day.

    Args:
        kept: The last day before.
        gone: The days of reports as they were that are gone, or are others now.
        come: The days of reports that have come, and of those that are others now.

    Raises:
        UnfitError: A report of the last day went, so that only all reports can tell it.
    """
    if any(days is not None and days.last.toordinal() == kept for days in gone):
        raise UnfitError("a report of the last day went")
    lasts = [days.last.toordinal() for days in come if days is not None]
    return max(lasts if kept is None else [kept, *lasts], default=None)


def _joined(about: tuple[str, str, str]) -> str:
    return "|".join(about)


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
