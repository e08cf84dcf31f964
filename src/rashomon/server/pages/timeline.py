"""The timeline: when it happened, and when who first told of it; turned back to any evening."""

from datetime import date
from typing import Any

from msgspec import Struct

from rashomon.instants import Days
from rashomon.server.asking import Ask
from rashomon.server.pages.screens import Rows, Screen
from rashomon.server.problems import bad_filter
from rashomon.server.recent import Recent
from rashomon.server.snapshots import Snapshot
from rashomon.views.standings import Standings, make_standings, role_on, tally_words
from rashomon.views.timeline_chart import (
    MOST_ROWS,
    MOST_UNDATED,
    Drawing,
    Event,
    Events,
    Order,
    Plot,
    Undated,
    choose_events,
    draw_plot,
    list_events,
    list_report_days,
    plot_events,
    undated_on,
    when_words,
)

PAGE = 100
"""Events of a page of the JSON twin."""

MOST_TURNING_DAYS = 300
"""Days of reports of which the page carries the tallies; with more, the slider asks the server."""

_PLOTS_KEPT = 24
"""Plots of windows that were looked at last; one of a hundred thousand events takes a second."""


Key = tuple[Order, Days | None]


class Timeline(Struct, frozen=True):
    """The timeline's page. ``chosen`` are the events of the window, ``drawing`` a page of them.

    As JSON ``chosen`` is a page, too: `PAGE` events from ``offset`` on of ``total``.

    ``asks`` where the slider asks the server, as the page does not carry all that it would need.
    """

    drawing: Drawing
    summary: str
    order: Order
    window: Days | None
    upto: date | None
    undated: tuple[Undated, ...]
    more_undated: int
    chosen: tuple[Event, ...]
    total: int
    offset: int
    limit: int
    asks: bool
    script: dict[str, Any]


def standings_of(snapshot: Snapshot) -> Standings:
    """How every claim stood day by day."""
    return snapshot.keep("timeline.standings", make_standings)


def events_of(snapshot: Snapshot) -> Events:
    """What the timeline of a snapshot shows."""
    return snapshot.keep("timeline.events", lambda one: list_events(snapshot, standings_of(one)))


def report_days_of(snapshot: Snapshot) -> tuple[date, ...]:
    """The days on which reports were published, in order."""
    return snapshot.keep("timeline.report_days", list_report_days)


def chosen_of(snapshot: Snapshot, order: Order, window: Days | None) -> tuple[Event, ...]:
    """The events of a window in an order."""
    recent = snapshot.keep("timeline.chosen", lambda _: Recent[Key, tuple[Event, ...]](_PLOTS_KEPT))
    return recent.get(
        (order, window), lambda: tuple(choose_events(events_of(snapshot).dated, window, order))
    )


def plot_of(snapshot: Snapshot, order: Order, window: Days | None) -> Plot:
    """The events of a window on their axis, grouped where they are many."""
    recent = snapshot.keep("timeline.plots", lambda _: Recent[Key, Plot](_PLOTS_KEPT))
    days = _days_within(events_of(snapshot).report_days, window)
    return recent.get(
        (order, window), lambda: plot_events(chosen_of(snapshot, order, window), order, days)
    )


def prepare(snapshot: Snapshot) -> None:
    """Make now what the timeline is asked for later."""
    plot_of(snapshot, "event", None)
    plot_of(snapshot, "report", None)


def show(ask: Ask) -> Timeline:
    """The events by when they happened (``time=event``) or were told (``time=report``)."""
    order: Order = "report" if ask.choices("time", ("event", "report")) == ("report",) else "event"
    window = window_of(ask)
    events = events_of(ask.now)
    chosen = chosen_of(ask.now, order, window)
    last = events.report_days[-1] if events.report_days else None
    offset = min(ask.number("offset", 0, most=10_000_000), max(0, len(chosen) - 1))
    by_the_page = "offset" in ask.query or _is_one_day(window)
    if by_the_page:
        page = chosen[offset : offset + MOST_ROWS]
        plot = plot_events(page, order, _days_within(events.report_days, window))
    else:
        plot = plot_of(ask.now, order, window)
    drawing = draw_plot(plot, ask.asof)
    is_twin = ask.request.url.path.endswith(".json")
    strip = () if window is not None or offset else events.undated[:MOST_UNDATED]
    asks = bool(drawing.groups) or len(events.counts) > MOST_TURNING_DAYS
    undated = tuple(undated_on(one, ask.asof) for one in strip)
    return Timeline(
        drawing=drawing,
        summary=tally_words(events.counts, ask.asof or last),
        order=order,
        window=window,
        upto=ask.asof or last,
        undated=undated,
        more_undated=len(events.undated) - len(undated) if undated else 0,
        chosen=chosen[offset : offset + PAGE] if is_twin else chosen,
        total=len(chosen),
        offset=offset if by_the_page else 0,
        limit=MOST_ROWS,
        asks=asks,
        script=_scale(drawing) | ({} if asks else _turning(drawing, undated, events)),
    )


def window_of(ask: Ask) -> Days | None:
    """The days from ``from`` to ``to``; None where neither is given."""
    first, last = ask.day("from"), ask.day("to")
    if first is None and last is None:
        return None
    if first is not None and last is not None and last < first:
        raise bad_filter("to", f"to is {last}, before {first}. Write the earlier day in from.")
    return Days(first or date.min, last or date.max)


def _days_within(days: tuple[date, ...], window: Days | None) -> list[date]:
    return [one for one in days if window is None or window.first <= one <= window.last]


def _is_one_day(window: Days | None) -> bool:
    return window is not None and window.first == window.last


def _scale(drawing: Drawing) -> dict[str, Any]:
    """The scale of the axis, for the slider over it."""
    iso = date.isoformat
    parts = [[iso(one.first), iso(one.last), one.start, one.end] for one in drawing.axis.parts]
    return {"parts": parts, "days": [], "counts": [], "turns": [], "marks": []}


def _turning(drawing: Drawing, undated: tuple[Undated, ...], events: Events) -> dict[str, Any]:
    """What the browser needs to turn the page back by itself: change points."""
    iso = date.isoformat
    turns = [*(one.turns for one in drawing.rows), *(one.turns for one in undated)]
    return {
        "days": [iso(one) for one in events.report_days],
        "counts": [
            [iso(one.day), one.contested, one.developing, one.corroborated, one.single]
            for one in events.counts
        ],
        "turns": [[[iso(turn.day), turn.role] for turn in some] for some in turns],
        "marks": [[iso(one.day) for one in row.marks] for row in drawing.rows],
    }


def list_rows(view: Timeline) -> Rows:
    """A row an event, and one a claim without a day."""
    upto = view.upto
    return [
        {
            "claim": one.claim,
            "text": one.text,
            "type": one.type,
            "status": "not yet told"
            if upto is not None and one.known > upto
            else role_on(one.turns, upto or date.max),
            "first_day": one.days.first,
            "last_day": one.days.last,
            "when": when_words(one),
            "told_as": "to come" if one.is_ahead else "happened",
            "first_told": one.known,
            "first_told_by": one.tellings[0].outlet,
            "origins_at_most": sum(told.is_first for told in one.tellings),
            "reports": len(one.tellings),
            "statement": one.statement,
        }
        for one in view.chosen
    ]


SCREENS = (Screen("timeline", "/timeline", "timeline.html", show, list_rows),)
