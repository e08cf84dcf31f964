"""Dated things grouped by day, month, year or decade, where there are too many to be drawn."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from rashomon.instants import Days
from rashomon.views.axes import Axis, place_day
from rashomon.views.cells import MONTHS, Role, day_short
from rashomon.views.standings import Turn, role_on


class Dated(Struct, frozen=True):
    """Something with the day that it is grouped by, the day on which it was first told, its colours."""

    day: date
    known: date
    turns: tuple[Turn, ...]


class Group(Struct, frozen=True):
    """What falls in one stretch of time: how many, how many of them known, and in which colours."""

    name: str
    first: date
    last: date
    start: float
    end: float
    events: int
    known: int
    by_role: tuple[tuple[Role, int], ...]


def group_dated(
    found: Sequence[Dated], most: int, axis: Axis, asof: date | None
) -> Iterable[Group]:
    """Groups by the shortest stretch of which there are not more than ``most``.

    Args:
        found: What is grouped; nothing of it is lost.
        most: How many groups there may be; more only where decades are still too many.
        axis: Where the groups are drawn.
        asof: The day of knowledge; None for now.
    """
    for period in _PERIODS:
        groups: dict[tuple[Days, str], list[Dated]] = defaultdict(list)
        for one in found:
            groups[period(one.day)].append(one)
        if len(groups) <= most or period is _PERIODS[-1]:
            break
    for (days, name), group in sorted(groups.items()):
        told = [one for one in group if asof is None or one.known <= asof]
        roles = [role_on(one.turns, asof) if asof else one.turns[-1].role for one in told]
        known = sorted(role for role in roles if role is not None)
        yield Group(
            name=name,
            first=days.first,
            last=days.last,
            start=place_day(axis, min(one.day for one in group)),
            end=place_day(axis, max(one.day for one in group)),
            events=len(group),
            known=len(known),
            by_role=tuple((role, known.count(role)) for role in dict.fromkeys(known)),
        )


def _of_day(day: date) -> tuple[Days, str]:
    return Days(day, day), day_short(day)


def _of_month(day: date) -> tuple[Days, str]:
    first = day.replace(day=1)
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    last = date.fromordinal(after.toordinal() - 1)
    return Days(first, last), f"{MONTHS[day.month - 1]} {day.year}"


def _of_year(day: date) -> tuple[Days, str]:
    return Days(date(day.year, 1, 1), date(day.year, 12, 31)), str(day.year)


def _of_decade(day: date) -> tuple[Days, str]:
    first = max(1, day.year // 10 * 10)
    return Days(date(first, 1, 1), date(first + 9, 12, 31)), f"{first}–{first + 9}"


_PERIODS = (_of_day, _of_month, _of_year, _of_decade)
