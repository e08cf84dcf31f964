"""Days of publication that reports do not state, inferred from their words and from each other.

A report that states its day is left alone. For another, the latest day that it speaks of as news is
looked for: one with its weekday ("Thursday, June 4") or one in full whose weekday it also uses alone.
A weekday alone means one of the last seven days, so each one named bounds the day of publication from
above, as does the day on which an archive had it. A report that took words from another is not the
earlier one, and of two that are not dated, each may bound the other; where the copy stands in an item
that was carried from a third outlet and has a dateline of its own ("March 8, 2013 (Outlet)"), the words
were taken by that day, before the item was carried. Where that leaves one interval, it is the inferred
day, with the reasons; where it leaves several years, or none, the day stays unknown, within the bounds
that its words set.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec
from msgspec import Struct

from rashomon.grounding.bounds import find_bounds
from rashomon.grounding.times import anchor
from rashomon.instants import Days
from rashomon.records.reports import Published, Report
from rashomon.records.reuse import Reuse
from rashomon.records.times import TimeExpression
from rashomon.spans import Span, cut

_WEEK = timedelta(days=6)
"""A weekday named alone is today or one of the six days before."""

_YEAR = timedelta(days=366)
"""A day without a year is mostly of the year after the last day that a report tells with its year."""

_EARLIEST_YEAR = 1950
"""No report of web pages, feeds or agency archives that we read is older."""

_NO_FLOOR = date(_EARLIEST_YEAR, 1, 1)

ROUNDS = 3
"""A day that was inferred can bound the days of others; chains of copies longer than this are rare."""

_DATELINE_CHARS = 80
"""How far a day may stand from the outlet's name in the dateline of a carried item: a town between."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class _News(Struct, frozen=True):
    """A day that a report speaks of as just past, the weekdays that it names alone, and the words."""

    day: date
    words: str


class _Item(Struct, frozen=True):
    """An item carried from another outlet: the day of its own dateline, and where it begins."""

    day: date
    start: int


class _Taken(Struct, frozen=True):
    """Words that one report took from another, and the carried item that the copy has, if any."""

    reuse: Reuse
    item: _Item | None


_SAME_STORY_CHARS = 300
"""Two days named within so many characters are told as one story: some two sentences."""

_LONGEST_STEP_DAYS = 3
"""A story's next day by its weekday alone is at most so far on; farther off, writers give the date."""


class _Bounds(Struct, frozen=True):
    """The days between which a report must have been published, by what other reports say.

    ``captured`` is the day on which an archive had it, where that is what bounds it from above.
    """

    earliest: date
    latest: date
    why: str
    captured: date | None = None


def date_reports(
    reports: Sequence[Report],
    times: Mapping[str, Sequence[TimeExpression]],
    reuse: Sequence[Reuse],
) -> tuple[Report, ...]:
    """The reports in the same order, with inferred days where none is stated and they allow it.

    What is inferred of a report depends on those that took words from it or that it took words from, on
    theirs where these state no day either, and so on for `ROUNDS` steps; so that some of the reports can
    be dated by themselves.

    Args:
        reports: The reports, as read.
        times: The expressions of time of each report by its id, in the order of its text.
        reuse: Who took passages from whom.
    """
    dated = {report.id: report for report in reports}
    undated = [report for report in reports if report.published.basis == "unknown"]
    names = {report.id: report.name for report in reports}
    items = {one.id: item for one in reports if (item := _item(one, times.get(one.id, ())))}
    taken: dict[str, list[_Taken]] = defaultdict(list)
    for one in reuse:
        if one.direction == "known":
            words = _Taken(one, items.get(one.to_report))
            taken[one.from_report].append(words)
            taken[one.to_report].append(words)
    for _ in range(ROUNDS):
        changed = False
        before = dict(dated)  # so that no order of the reports makes a difference
        for report in undated:  # one that was dated may bound another, and that one it in turn
            bounds = _bounds(report, before, taken.get(report.id, ()), names)
            published = _inferred(report.text, times.get(report.id, ()), bounds)
            if published is not None and published.days != before[report.id].published.days:
                dated[report.id] = msgspec.structs.replace(report, published=published)
                changed = True
        if not changed:
            break
    return tuple(_bounded(dated[report.id], times.get(report.id, ())) for report in reports)


def _bounded(report: Report, expressions: Sequence[TimeExpression]) -> Report:
    """The report, with the days between which it was published where its day is unknown."""
    if report.published.days is not None:
        return report
    latest = min(report.read_at, report.captured or report.read_at)
    found = find_bounds(report.text, expressions, latest)
    if found is None:
        return report
    days = f"{found.days.first.isoformat()} and {found.days.last.isoformat()}"
    evidence = f"{report.published.evidence}; it was published between {days}: {found.why}"
    published = Published(None, "unknown", evidence, found.days)
    return msgspec.structs.replace(report, published=published)


def _item(report: Report, expressions: Sequence[TimeExpression]) -> _Item | None:
    """The item that a report carries, by its dateline: a whole day beside the outlet's name."""
    if report.carries is None:
        return None
    name = report.carries.casefold()
    for one in expressions:
        if one.form != "date" or not {"year", "month", "day"} <= set(one.parts):
            continue
        start = max(0, one.span.start - _DATELINE_CHARS)
        end = min(len(report.text), one.span.end + _DATELINE_CHARS)
        before = cut(report.text, Span(start, one.span.start)).rpartition("\n")[2]
        after = cut(report.text, Span(one.span.end, end)).partition("\n")[0]
        days = _days_of(one)
        if days is not None and (name in before.casefold() or name in after.casefold()):
            return _Item(days.last, one.span.start)
    return None


def _bounds(
    report: Report, dated: Mapping[str, Report], taken: Iterable[_Taken], names: Mapping[str, str]
) -> _Bounds:
    """What other reports tell: an original is not later than its copy, a copy not earlier."""
    earliest, why = date(_EARLIEST_YEAR, 1, 1), ""
    captured = report.captured
    latest = report.read_at if captured is None else min(report.read_at, captured)
    for one in taken:
        reuse = one.reuse
        if reuse.from_report == report.id and reuse.to_report in dated:
            days = dated[reuse.to_report].published.days
            last = None if days is None else days.last
            words = f"{names[reuse.to_report]} took words from it by"
            item = one.item
            if (
                item is not None
                and item.start <= reuse.to_span.start
                and item.day < (last or date.max)
            ):
                last = item.day
                words = f"an item carried by {names[reuse.to_report]} took words from it by"
            if last is not None and last < latest:
                latest = last
                why = f"{words} {latest.isoformat()}"
        if reuse.to_report == report.id and reuse.from_report in dated:
            days = dated[reuse.from_report].published.days
            if days is not None and days.first > earliest:
                earliest = days.first
                why = why or f"it took words from {names[reuse.from_report]}"
    return _Bounds(earliest, latest, why, captured if captured == latest else None)


def _inferred(
    text: str, expressions: Sequence[TimeExpression], bounds: _Bounds
) -> Published | None:
    """The day by the latest news in a report's own words, within the bounds; None for none."""
    if bounds.earliest > bounds.latest:
        return None
    alone = _weekdays_alone(expressions)
    floor = max(bounds.earliest, _latest_past(expressions))
    found = _in_full(expressions, alone, bounds)
    found += _by_weekday(expressions, floor, bounds, near=bool(found))
    if not found:
        return None
    latest = max(found, key=lambda news: news.day)
    told_on = _told_on(text, expressions, latest.day, bounds)
    latest = max([latest, *told_on], key=lambda news: news.day)
    first = max(latest.day, bounds.earliest)
    last = min(_last_day(first, alone), bounds.latest)
    if last < first:
        return None
    reasons = [f"“{latest.words}” is {latest.day.isoformat()}, the latest day told as news"]
    if alone and last < bounds.latest:
        spoken = ", ".join(_WEEKDAYS[one] for one in sorted(alone))
        reasons.append(f"a weekday alone ({spoken}) means the last seven days")
    if bounds.why:
        reasons.append(bounds.why)
    if bounds.captured == last:
        reasons.append(f"it was captured on {last.isoformat()}")
    return Published(Days(first, last), "inferred", "; ".join(reasons))


def _told_on(
    text: str, expressions: Sequence[TimeExpression], latest: date, bounds: _Bounds
) -> Iterator[_News]:
    """Days by a weekday alone that a story goes on to behind a date: "on Friday, May 1, …, on Sunday".

    A story is told forwards: the weekday is the one after the date, not that of the week before. What
    has gone on "since" a date goes on until it is told, which may be any day of the week after.
    """
    for before, one in pairwise(expressions):
        follows = one.span.start - before.span.end <= _SAME_STORY_CHARS
        if before.form != "date" or not follows or not _is_alone(one) or one.tense != "past":
            continue
        parts = before.parts
        if "day" not in parts or "month" not in parts or before.tense == "future":
            continue
        day = _day(int(parts.get("year", latest.year)), int(parts["month"]), int(parts["day"]))
        if day is None or not timedelta() <= latest - day <= _WEEK:
            continue
        ahead = (int(one.parts["weekday"]) - day.weekday()) % 7
        told = day + timedelta(days=ahead)
        longest = _WEEK.days if _goes_on(text, before) else _LONGEST_STEP_DAYS
        if 1 <= ahead <= longest and latest < told <= bounds.latest:
            yield _News(told, f"{before.text} … {one.text}")


def _goes_on(text: str, one: TimeExpression) -> bool:
    """Whether something is told to have gone on "since" a day."""
    ahead = Span(min(len(text), max(0, one.span.start - 6)), min(len(text), one.span.start))
    return cut(text, ahead).casefold().strip() == "since"


def _is_alone(one: TimeExpression) -> bool:
    return one.form == "weekday" and set(one.parts) <= {"weekday", "part", "edge", "until"}


def _last_day(first: date, alone: frozenset[int]) -> date:
    """The last day on which every weekday named alone is still of the week that ends there."""
    named = [first - timedelta(days=(first.weekday() - weekday) % 7) for weekday in alone]
    return min([first, *named]) + _WEEK


def _weekdays_alone(expressions: Sequence[TimeExpression]) -> frozenset[int]:
    """Weekdays that a report names without a date and tells of as past."""
    return frozenset(
        int(one.parts["weekday"]) for one in expressions if _is_alone(one) and one.tense != "future"
    )


def _days_of(expression: TimeExpression) -> Days | None:
    return anchor([expression], None)[0].days


def _latest_past(expressions: Sequence[TimeExpression]) -> date:
    """The first day of the latest time that a report names with its year as past."""
    latest = date.min
    for one in expressions:
        if one.tense == "future" or "year" not in one.parts:
            continue
        days = _days_of(one)
        if days is not None:
            latest = max(latest, days.first)
    return latest


def _in_full(
    expressions: Sequence[TimeExpression], alone: frozenset[int], bounds: _Bounds
) -> list[_News]:
    """Days with their year that are news: named with their weekday, or by it alone elsewhere."""
    found = []
    for one in expressions:
        if one.form != "date":
            continue
        days = _days_of(one)
        if days is None or days.last - days.first > _WEEK or days.last > bounds.latest:
            continue
        if days.last.weekday() in alone or "weekday" in one.parts:
            found.append(_News(days.last, one.text))
    return found


def _by_weekday(
    expressions: Sequence[TimeExpression], floor: date, bounds: _Bounds, *, near: bool
) -> list[_News]:
    """Days without a year but with their weekday, in the one year in which the two agree.

    Where several years are left and another report bounds the day from above, the latest is taken:
    reports are copied within days, seldom after years. Where the report tells of a day with its year
    as past (or, with ``near``, only then), the first that follows it within a year is taken.
    """
    found = []
    for one in expressions:
        parts = one.parts
        if (
            one.tense == "future"
            or "year" in parts
            or not {"weekday", "month", "day"} <= set(parts)
        ):
            continue
        month, day = int(parts["month"]), int(parts.get("day_to", parts["day"]))
        fitting = [
            candidate
            for year in range(max(floor.year, _EARLIEST_YEAR), bounds.latest.year + 1)
            if (candidate := _day(year, month, day)) is not None
            and candidate.weekday() == parts["weekday"]
            and floor <= candidate <= bounds.latest
        ]
        soon = [day for day in fitting if floor > _NO_FLOOR and day - floor < _YEAR]
        if soon:
            found.append(_News(soon[0], one.text))
        elif not near and (len(fitting) == 1 or (fitting and bounds.why)):
            found.append(_News(fitting[-1], one.text))
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
