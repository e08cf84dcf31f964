"""Dated things grouped by day, month, year or decade, where there are too many to be drawn.

Grouping reads every one of them; telling how a group stood on an evening afterwards does not.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from rashomon.instants import Days, hull
from rashomon.views.axes import Axis, place_day
from rashomon.views.cells import MONTHS, ROLES, Role, day_short, days_short
from rashomon.views.standings import Turn, role_on


class Dated(Struct, frozen=True):
    """Something with the day that it is grouped by, the day on which it was first told, its colours.

    ``days`` are all of its days, for a group that is named after them; ``text`` and ``record`` are shown
    where it is alone in its group.
    """

    day: date
    known: date
    turns: tuple[Turn, ...]
    days: Days
    text: str = ""
    record: str = ""


class Spell(Struct, frozen=True):
    """When things took a colour and when they lost it: ordinals of days, in order."""

    begun: "array[int]"
    ended: "array[int]"


class Period(Struct, frozen=True):
    """A stretch of time with what falls in it: the days that do, and the colours."""

    name: str
    days: Days
    shown: Days
    events: int
    spells: Mapping[Role, Spell]
    text: str = ""
    record: str = ""


class Group(Struct, frozen=True):
    """What falls in one stretch of time: how many, how many of them known, and in which colours.

    ``text`` and ``record`` say what it is where it is one thing.
    """

    name: str
    first: date
    last: date
    start: float
    end: float
    events: int
    known: int
    by_role: tuple[tuple[Role, int], ...]
    text: str = ""
    record: str = ""


def group_dated(found: Iterable[Dated], most: int) -> tuple[Period, ...]:
    """Groups by the shortest stretch of which there are not more than ``most``.

    Args:
        found: What is grouped; nothing of it is lost.
        most: How many groups there may be; more only where decades are still too many.
    """
    by_day: dict[date, list[Dated]] = {}
    for one in found:
        by_day.setdefault(one.day, []).append(one)
    days = sorted(by_day)
    for period in _PERIODS:
        groups: dict[tuple[Days, str], list[date]] = {}
        for day in days:
            groups.setdefault(period(day), []).append(day)
        if len(groups) <= most or period is _PERIODS[-1]:
            break
    return tuple(
        _period(whole, name, [by_day[day] for day in inside])
        for (whole, name), inside in sorted(groups.items())
    )


def draw_period(period: Period, axis: Axis, asof: date | None) -> Group:
    """A group as it stood on an evening (None: now), on an axis."""
    counts = tuple(
        (role, count) for role, spell in period.spells.items() if (count := _count_on(spell, asof))
    )
    return Group(
        name=period.name,
        first=period.days.first,
        last=period.days.last,
        start=place_day(axis, period.shown.first),
        end=place_day(axis, period.shown.last),
        events=period.events,
        known=sum(count for _, count in counts),
        by_role=counts,
        text=period.text,
        record=period.record,
    )


def _period(days: Days, name: str, found: Sequence[Sequence[Dated]]) -> Period:
    spells = {role: Spell(array("l"), array("l")) for role in ROLES}
    alone = found[0][0] if sum(map(len, found)) == 1 else None
    shown = Days(found[0][0].day, found[-1][0].day)
    if days.first == days.last or alone is not None:
        shown = hull(one.days for some in found for one in some) or shown
        name = days_short(shown)
    for some in found:
        for one in some:
            _enter(one, spells)
    return Period(
        name=name,
        days=days,
        shown=shown,
        events=sum(map(len, found)),
        spells={
            role: Spell(array("l", sorted(spell.begun)), array("l", sorted(spell.ended)))
            for role, spell in spells.items()
            if spell.begun
        },
        text=alone.text if alone else "",
        record=alone.record if alone else "",
    )


def _enter(one: Dated, spells: Mapping[Role, Spell]) -> None:
    """Add one thing's colours from the day on which it is known and has one."""
    if not one.turns:
        return
    since = max(one.known, one.turns[0].day)
    before = role_on(one.turns, since)
    if before is None:
        return
    spells[before].begun.append(since.toordinal())
    for turn in one.turns:
        if turn.day > since:
            day = turn.day.toordinal()
            spells[before].ended.append(day)
            spells[turn.role].begun.append(day)
            before = turn.role


def _count_on(spell: Spell, asof: date | None) -> int:
    if asof is None:
        return len(spell.begun) - len(spell.ended)
    day = asof.toordinal()
    return bisect_right(spell.begun, day) - bisect_right(spell.ended, day)


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
