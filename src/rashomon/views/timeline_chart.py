"""The timeline as it is drawn: a row an event, when it happened and when who first told of it.

Enters: findings with look-ups, as known now. Leaves: rows with positions on an axis with cuts, groups of
rows where there are too many to draw, and what no report dates. What was not known by an evening is told
by change points; nothing is left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from rashomon.instants import Days, hull, overlaps, width_days
from rashomon.records.claims import Claim
from rashomon.records.statements import Statement
from rashomon.situation.bearings import known_on
from rashomon.views.axes import Axis, holds, make_axis, place_day
from rashomon.views.cells import (
    Role,
    day_short,
    days_short,
    outlet_of,
)
from rashomon.views.entries import in_order
from rashomon.views.periods import Dated, Group, Period, draw_period, group_dated
from rashomon.views.shelves import Shelves
from rashomon.views.standings import Count, Standings, Turn, role_on

Order = Literal["event", "report"]

MOST_ROWS = 80
"""Rows that are drawn one by one: what a page of 60 kB holds. More are grouped by their days."""

MOST_UNDATED = 24
"""Undated entries named in the strip; the list of claims has all."""

_AHEAD = frozenset({"predicted", "planned", "threatened", "conditional", "possible"})
"""Statuses that speak of what was still to come or was only thought possible: drawn dashed."""


class Telling(Struct, frozen=True):
    """A report that tells of an event: the first of its origin, or one that repeats it."""

    day: date
    is_first: bool
    outlet: str
    statement: str
    is_dated: bool


class Event(Struct, frozen=True):
    """One event or state with its days; of a claim whose reports give other days, one of several.

    ``days`` are the narrowest that a report gives, ``widest`` all that are given. ``is_ahead``: told as
    something to come. ``is_inferred``: no words name the year, and the day rests on an inferred one or
    is not a single day.
    """

    claim: str
    statement: str
    text: str
    type: str
    days: Days
    widest: Days
    is_ahead: bool
    is_inferred: bool
    turns: tuple[Turn, ...]
    tellings: tuple[Telling, ...]

    @property
    def known(self) -> date:
        """The day on which it was first told."""
        return self.tellings[0].day


class Undated(Struct, frozen=True):
    """A claim to which no report gives a day."""

    claim: str
    text: str
    role: Role
    is_later: bool
    turns: tuple[Turn, ...]


class Events(Struct, frozen=True):
    """All that a timeline shows, before anything is chosen or drawn."""

    dated: tuple[Event, ...]
    undated: tuple[Undated, ...]
    counts: tuple[Count, ...]
    report_days: tuple[date, ...]


class Mark(Struct, frozen=True):
    """A square at the day of a report; ``shift`` moves it aside in pixels, off another one."""

    at: float
    shift: int
    day: date
    is_first: bool
    is_dated: bool


class Row(Struct, frozen=True):
    """An event as it is drawn: positions in per cent of the axis, and the same in words.

    ``is_drawn`` is false where its days lie off the axis of report days.
    """

    claim: str
    statement: str
    text: str
    role: Role
    is_later: bool
    start: float
    end: float
    wide_start: float
    wide_end: float
    is_drawn: bool
    is_ahead: bool
    is_inferred: bool
    marks: tuple[Mark, ...]
    more_marks: int
    when: str
    told: str
    turns: tuple[Turn, ...]


class Plot(Struct, frozen=True):
    """Events with their axis, before a day of knowledge is asked for; periods where they are many."""

    axis: Axis
    events: tuple[Event, ...]
    periods: tuple[Period, ...]


class Drawing(Struct, frozen=True):
    """A timeline: rows, or groups where there are too many, on one axis."""

    axis: Axis
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    events: int


def list_events(shelves: Shelves, standings: Standings) -> Events:
    """The dated events in the order of their days, the undated claims in that of their reports."""
    dated: list[Event] = []
    undated: list[tuple[date, Undated]] = []
    named = _name_days(shelves)
    for claim in shelves.findings.claims:
        told = in_order(claim.statements, shelves)
        turns = standings.turns.get(claim.id, ())
        if not told or not turns:
            continue
        found = list(_events(_case(claim, turns, named), told, shelves))
        dated += found
        if not found:
            undated.append((turns[0].day, _undated(claim, turns)))
    dated.sort(key=lambda one: (one.days, one.known, one.claim, one.is_ahead))
    undated.sort(key=lambda one: (one[0], one[1].claim))
    days = list_report_days(shelves)
    return Events(tuple(dated), tuple(one for _, one in undated), standings.counts, days)


def list_report_days(shelves: Shelves) -> tuple[date, ...]:
    """The days from which on reports are known, in order."""
    return tuple(sorted({known_on(one) for one in shelves.findings.reports}))


def undated_on(one: Undated, asof: date | None) -> Undated:
    """A claim without a day as it stood on an evening."""
    role = one.turns[-1].role if asof is None else role_on(one.turns, asof)
    return replace(one, role=role or one.turns[0].role, is_later=role is None)


def _undated(claim: Claim, turns: tuple[Turn, ...]) -> Undated:
    return Undated(claim.id, claim.text, turns[-1].role, False, turns)


def choose_events(events: Sequence[Event], window: Days | None, order: Order) -> list[Event]:
    """The events of a window of days, by when they happened or by when they were told."""
    if order == "report":
        chosen = [one for one in events if window is None or _within(one.known, window)]
        return sorted(chosen, key=lambda one: (one.known, one.days, one.claim))
    return [one for one in events if window is None or overlaps(one.days, window)]


def plot_events(events: Sequence[Event], order: Order, report_days: Iterable[date]) -> Plot:
    """Events on an axis of their own.

    Args:
        events: Chosen and in order.
        order: What the axis shows; by report it has only the days of reports.
        report_days: The days of all reports; the slider has to reach them.
    """
    days = Counter(Days(one, one) for one in report_days)
    told = Counter(one.day for event in events for one in event.tellings)
    days.update({Days(day, day): count for day, count in told.items()})
    if order == "event":
        days.update(event.days for event in events)
    axis = make_axis(days)
    if len(events) <= MOST_ROWS:
        return Plot(axis, tuple(events), ())
    dated = (
        Dated(
            day=one.known if order == "report" else one.days.first,
            known=one.known,
            turns=one.turns,
            days=Days(one.known, one.known) if order == "report" else one.days,
            text=one.text,
            record=one.claim,
        )
        for one in events
    )
    return Plot(axis, tuple(events), group_dated(dated, MOST_ROWS))


def draw_plot(plot: Plot, asof: date | None) -> Drawing:
    """A plot on the evening of a day (None: now); what was told later is marked as such."""
    rows = () if plot.periods else tuple(_row(one, plot.axis, asof) for one in plot.events)
    groups = tuple(draw_period(one, plot.axis, asof) for one in plot.periods)
    return Drawing(plot.axis, rows, groups, len(plot.events))


Named = Mapping[str, Set[Days]]


class _Case(Struct, frozen=True):
    """A claim with its colours, and by statement the numbers of the origins that it goes back to.

    ``named`` are by report the days whose year its words name.
    """

    claim: Claim
    turns: tuple[Turn, ...]
    named: Named
    origins: dict[str, list[int]]


def _name_days(shelves: Shelves) -> Named:
    """The days that reports name with their year."""
    found: dict[str, set[Days]] = {}
    for mark in shelves.findings.marks:
        if mark.kind == "time" and mark.time is not None and mark.time.days is not None:
            days = mark.time.days
            if str(days.first.year) in mark.text:
                found.setdefault(mark.report, set()).add(days)
    return found


def _case(claim: Claim, turns: tuple[Turn, ...], named: Named) -> _Case:
    origins: dict[str, list[int]] = {}
    for number, origin in enumerate(claim.origins):
        for one in origin.statements:
            origins.setdefault(one, []).append(number)
    return _Case(claim, turns, named, origins)


def _events(case: _Case, told: Sequence[Statement], shelves: Shelves) -> Iterable[Event]:
    """A claim's events: statements whose days overlap speak of one."""
    for is_ahead in (False, True):
        dated = [
            (one.time.days, one)
            for one in told
            if one.time is not None and one.time.days and (one.status in _AHEAD) == is_ahead
        ]
        dated.sort(key=lambda pair: (pair[0].first, pair[0].last, pair[1].id))
        clusters: list[list[tuple[Days, Statement]]] = []
        for days, one in dated:
            if clusters and any(overlaps(days, other) for other, _ in clusters[-1]):
                clusters[-1].append((days, one))
            else:
                clusters.append([(days, one)])
        alone = len(clusters) == 1 and not is_ahead
        for cluster in clusters:
            yield _event(case, cluster, told if alone else None, shelves)


def _event(
    case: _Case,
    cluster: Sequence[tuple[Days, Statement]],
    every: Sequence[Statement] | None,
    shelves: Shelves,
) -> Event:
    """One event; where the claim has no other, those who give no day tell of it too."""
    days, lead = min(cluster, key=lambda pair: (width_days(pair[0]), pair[0], pair[1].id))
    widest = hull(one for one, _ in cluster) or days
    tellers = {one.id for one in every} if every is not None else {one.id for _, one in cluster}
    return Event(
        claim=case.claim.id,
        statement=lead.id,
        text=case.claim.text,
        type=case.claim.type or "",
        days=days,
        widest=widest,
        is_ahead=lead.status in _AHEAD,
        is_inferred=_is_inferred(case, lead, days, shelves),
        turns=case.turns,
        tellings=tuple(_tellings(case, tellers, shelves)),
    )


def _is_inferred(case: _Case, one: Statement, days: Days, shelves: Shelves) -> bool:
    """Whether the days rest on more than the words: these name no year."""
    names_year = days in case.named.get(one.report, ())
    is_stated = shelves.reports[one.report].published.basis == "stated"
    return not names_year and (not is_stated or width_days(days) > 1)


def _tellings(case: _Case, tellers: Iterable[str], shelves: Shelves) -> list[Telling]:
    """The reports that tell it, the first of each origin marked."""
    by_origin: dict[int, list[str]] = {}
    for one in sorted(tellers):
        for number in case.origins.get(one, ()):
            by_origin.setdefault(number, []).append(one)
    found: dict[str, Telling] = {}
    for _, own in sorted(by_origin.items()):
        reports: set[str] = set()
        for statement in in_order(own, shelves):
            record = shelves.reports[statement.report]
            if record.id in reports:
                continue
            telling = Telling(
                day=known_on(record),
                is_first=not reports,
                outlet=outlet_of(record),
                statement=statement.id,
                is_dated=record.published.days is not None,
            )
            reports.add(record.id)
            if record.id not in found or telling.is_first > found[record.id].is_first:
                found[record.id] = telling
    return sorted(found.values(), key=lambda one: (one.day, not one.is_first, one.statement))


MOST_MARKS = 7
"""Squares drawn in a row; the others are counted."""

_NEAR = 1.2
"""Squares closer than this, in per cent of the axis, would cover one another."""

_SQUARE_PX = 10


def _row(event: Event, axis: Axis, asof: date | None) -> Row:
    role = role_on(event.turns, asof) if asof is not None else event.turns[-1].role
    is_later = asof is not None and event.known > asof
    return Row(
        claim=event.claim,
        statement=event.statement,
        text=event.text,
        role=event.turns[0].role if role is None else role,
        is_later=is_later,
        start=place_day(axis, event.days.first),
        end=place_day(axis, event.days.last),
        wide_start=place_day(axis, event.widest.first),
        wide_end=place_day(axis, event.widest.last),
        is_drawn=holds(axis, event.days),
        is_ahead=event.is_ahead,
        is_inferred=event.is_inferred,
        marks=tuple(_marks(event.tellings[:MOST_MARKS], axis)),
        more_marks=max(0, len(event.tellings) - MOST_MARKS),
        when=when_words(event),
        told=_told_words(event),
        turns=event.turns,
    )


def when_words(event: Event) -> str:
    """When it happened, as it is known; "c." before what is inferred."""
    words = days_short(event.days)
    return f"c. {words}" if event.is_inferred else words


def _told_words(event: Event) -> str:
    first = event.tellings[0]
    origins = sum(one.is_first for one in event.tellings)
    more = len(event.tellings) - origins
    day = day_short(first.day) if first.is_dated else f"{day_short(first.day)}, when it was read"
    words = f"first told {day} by {first.outlet}"
    if origins > 1:
        words += f", by {origins} origins"
    return words + (f", repeated by {more}" if more else "")


def _marks(tellings: Sequence[Telling], axis: Axis) -> Iterable[Mark]:
    base, beside = -100.0, 0
    for one in tellings:
        at = place_day(axis, one.day)
        beside = beside + 1 if at < base + _NEAR * (beside + 1) else 0
        base = base if beside else at
        yield Mark(base, beside * _SQUARE_PX, one.day, one.is_first, one.is_dated)


def _within(day: date, window: Days) -> bool:
    return window.first <= day <= window.last
