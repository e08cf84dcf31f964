"""A time axis with the stretches cut out in which nothing is dated.

Enters: intervals of days. Leaves: parts, each with a scale of its own, a name and ticks. Positions are
per cent of the axis, so that a page can draw them at any width.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from rashomon.instants import Days, overlaps, width_days
from rashomon.views.cells import MONTHS

Label = Callable[[date], str]

MOST_PARTS = 7
"""Parts of an axis; with more, their names would not fit above them."""

LEAST_GAP = timedelta(days=21)
"""A stretch without a date that is worth a cut: three weeks."""

LONGEST_COVER_DAYS = 400
"""Longer intervals ("since the war began") date none of the days between their ends."""

GAP = 1.9
"""Width of a cut, in per cent of the axis."""

LEAST_SHARE = 9.0
"""Width of the narrowest part: its name, set small, has about so much."""

_TICK = 7.6
"""Distance that ticks keep, in per cent of an axis of 850 pixels; a label is `_LABEL` wide."""

_LABEL = 5.6


class Tick(Struct, frozen=True):
    """A day with a label on the axis."""

    at: float
    label: str


class Part(Struct, frozen=True):
    """A stretch of days drawn from ``start`` to ``end`` per cent, with its name and ticks."""

    first: date
    last: date
    start: float
    end: float
    name: str
    ticks: tuple[Tick, ...]


class Axis(Struct, frozen=True):
    """The parts in the order of days; none where nothing is dated."""

    parts: tuple[Part, ...]


def make_axis(intervals: Iterable[Days]) -> Axis:
    """The axis on which some intervals can be drawn.

    Args:
        intervals: Of each mark its days, or these with how many marks have them; the more marks a part
            has, the wider it is.
    """
    marks = Counter(intervals)
    if not marks:
        return Axis(())
    stretches = _stretches(sorted(marks))
    weights = [_weight(one, marks) for one in stretches]
    room = 100 - GAP * (len(stretches) - 1)
    widths = _shares(weights, room)
    parts, start = [], 0.0
    for at, width in enumerate(widths):
        shown = _padded(stretches[at], stretches, at)
        parts.append(_part(shown, round(start, 2), round(start + width, 2), _name(stretches[at])))
        start += width + GAP
    return Axis(tuple(parts))


def place_day(axis: Axis, day: date) -> float:
    """Where a day is drawn, in per cent; one that lies in a cut in the cut's middle."""
    if not axis.parts:
        return 0.0
    if day <= axis.parts[0].first:
        return axis.parts[0].start
    for part in axis.parts:
        if day <= part.last:
            if day < part.first:
                return round(part.start - GAP / 2, 2)
            span = max(1, (part.last - part.first).days)
            share = (day - part.first).days / span
            return round(part.start + share * (part.end - part.start), 2)
    return axis.parts[-1].end


def holds(axis: Axis, days: Days) -> bool:
    """Whether some of the days can be drawn where they are."""
    return any(overlaps(days, Days(part.first, part.last)) for part in axis.parts)


def _stretches(marks: Sequence[Days]) -> list[Days]:
    """The days that are dated, in as few stretches as gaps allow."""
    covers: list[Days] = []
    for one in marks:
        long = width_days(one) > LONGEST_COVER_DAYS
        ends = (Days(one.first, one.first), Days(one.last, one.last)) if long else (one,)
        covers.extend(ends)
    merged = list(_merged(covers, LEAST_GAP))
    while len(merged) > MOST_PARTS:
        gaps = [
            (after.first - before.last, at) for at, (before, after) in enumerate(pairwise(merged))
        ]
        _, at = min(gaps)
        merged[at : at + 2] = [Days(merged[at].first, merged[at + 1].last)]
    return merged


def _merged(covers: Iterable[Days], gap: timedelta) -> Iterator[Days]:
    current: Days | None = None
    for one in sorted(covers):
        if current is not None and one.first - current.last <= gap:
            current = Days(current.first, max(current.last, one.last))
            continue
        if current is not None:
            yield current
        current = one
    if current is not None:
        yield current


def _padded(one: Days, every: Sequence[Days], at: int) -> Days:
    """A stretch with a little air on either side, but none behind the last: the axis ends there."""
    wanted = timedelta(days=max(1, width_days(one) // 16))
    before = (one.first - every[at - 1].last) / 3 if at else wanted
    after = (every[at + 1].first - one.last) / 3 if at + 1 < len(every) else timedelta()
    return Days(
        _moved(one.first, -min(wanted, before).days), _moved(one.last, min(wanted, after).days)
    )


def _moved(day: date, days: int) -> date:
    number = day.toordinal() + days
    return date.fromordinal(min(max(number, 1), date.max.toordinal()))


def _weight(stretch: Days, marks: Mapping[Days, int]) -> float:
    """How much room a stretch wants: more for many marks, a little more for many days."""
    inside = sum(count for one, count in marks.items() if overlaps(stretch, one))
    return math.sqrt(inside) * math.log2(width_days(stretch) + 8)


def _shares(weights: Sequence[float], room: float) -> list[float]:
    """The room shared by weight, with none below the least."""
    least = min(LEAST_SHARE, room / len(weights))
    over = room - least * len(weights)
    total = sum(weights)
    return [least + over * one / total for one in weights]


def _part(days: Days, start: float, end: float, name: str) -> Part:
    axis = Axis((Part(days.first, days.last, start, end, "", ()),))
    ticks: tuple[Tick, ...] = ()
    for first_days, label in _steps(days):
        found = [Tick(place_day(axis, one), label(one)) for one in first_days]
        found = [one for one in found if one.at + _LABEL <= end + GAP]
        near = any(after.at - before.at < _TICK for before, after in pairwise(found))
        if found and not near:
            ticks = tuple(found)
            break
    return Part(days.first, days.last, start, end, name, ticks)


def _steps(days: Days) -> Iterator[tuple[list[date], Label]]:
    """Days that may carry a tick, the densest set first, each with the way to label them."""
    span = width_days(days)
    if span <= LONGEST_COVER_DAYS:
        for step in (1, 2, 7, 14):
            yield _every(days, step), _day_label
    for months in (1, 2, 3, 6):
        yield _month_starts(days, months), _month_label
    for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        firsts = [
            date(year, 1, 1)
            for year in range(days.first.year, days.last.year + 1)
            if year % years == 0 and days.first <= date(year, 1, 1)
        ]
        yield firsts, _year_label


def _every(days: Days, step: int) -> list[date]:
    """Every so many days; weeks are counted through, so that a day keeps its tick whatever is shown."""
    first = days.first.toordinal()
    begin = first + (-first) % step
    return [date.fromordinal(one) for one in range(begin, days.last.toordinal() + 1, step)]


def _month_starts(days: Days, months: int) -> list[date]:
    found = []
    for year in range(days.first.year, days.last.year + 1):
        found += [date(year, month, 1) for month in range(1, 13, months)]
        if len(found) > 5000:
            return []
    return [one for one in found if days.first <= one <= days.last]


def _day_label(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _month_label(day: date) -> str:
    return MONTHS[day.month - 1] if day.month > 1 else str(day.year)


def _year_label(day: date) -> str:
    return str(day.year)


_MOST_OF_A_YEAR = 300


def _name(days: Days) -> str:
    """A part's name: "2006–2008", "Jul–Aug 2012", "Jun 2015"."""
    first, last = days.first, days.last
    if first.year != last.year:
        if width_days(days) <= LONGEST_COVER_DAYS:
            return f"{_short(first)} – {_short(last)}"
        return f"{first.year}–{last.year}"
    if first.month == last.month:
        return _short(first)
    if width_days(days) > _MOST_OF_A_YEAR:
        return str(first.year)
    return f"{MONTHS[first.month - 1]}–{_short(last)}"


def _short(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
