"""The timeline's rows and its change points, held against the findings of each day."""

from collections import Counter
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from rashomon.instants import Days
from rashomon.records.findings import Findings
from rashomon.server.snapshots import Snapshot
from rashomon.situation.bearings import known_on
from rashomon.situation.knowledge import known_by
from rashomon.views.cells import days_short
from rashomon.views.entry_lists import list_entries, tally
from rashomon.views.standings import Standings, make_standings, role_on, tally_words
from rashomon.views.timeline_chart import (
    Events,
    choose_events,
    draw_plot,
    list_events,
    plot_events,
    undated_on,
)


@pytest.fixture(scope="module")
def snapshot(sample_findings: Findings) -> Snapshot:
    return Snapshot(sample_findings)


@pytest.fixture(scope="module")
def standings(snapshot: Snapshot) -> Standings:
    return make_standings(snapshot)


@pytest.fixture(scope="module")
def events(snapshot: Snapshot, standings: Standings) -> Events:
    return list_events(snapshot, standings)


def test_the_tally_of_each_day_is_that_of_what_was_known_by_then(
    snapshot: Snapshot, standings: Standings
) -> None:
    days = {known_on(one) for one in snapshot.findings.reports}
    for day in sorted(days | {one + timedelta(days=1) for one in days}):
        entries = list_entries(Snapshot(known_by(snapshot.findings, day), asof=day))
        counts = tally(entries)
        count = [one for one in standings.counts if one.day <= day][-1]
        assert count.known == len(entries)
        assert (count.contested, count.corroborated, count.single) == (
            counts["contested"], counts["corroborated"], counts["single"],
        )  # fmt: skip


def test_the_colour_of_each_claim_on_each_day_is_that_of_the_list(
    snapshot: Snapshot, standings: Standings
) -> None:
    for day in sorted({known_on(one) for one in snapshot.findings.reports}):
        then = Snapshot(known_by(snapshot.findings, day), asof=day)
        asked = then.disputes_of_claim
        alone = {one.id: one.role for one in list_entries(then) if not one.is_question}
        for claim, turns in standings.turns.items():
            wanted = "contested" if claim in asked else alone.get(claim)
            assert role_on(turns, day) == wanted


def test_the_sentence_says_how_much_of_all_was_known(standings: Standings) -> None:
    first, last = standings.counts[0], standings.counts[-1]
    assert tally_words(standings.counts, first.day).startswith(
        f"On {first.day.day} Aug 2012: {first.known} of {last.known} claims known, "
    )
    assert f": 0 of {last.known} claims known" in tally_words(
        standings.counts, first.day - timedelta(days=1)
    )
    assert tally_words((), None) == "No claims yet."


def test_every_claim_has_a_row_or_stands_in_the_strip(snapshot: Snapshot, events: Events) -> None:
    shown = {one.claim for one in events.dated} | {one.claim for one in events.undated}
    assert shown == {one.id for one in snapshot.findings.claims}
    for one in events.dated:
        time = snapshot.statements[one.statement].time
        assert time is not None
        assert time.days == one.days


def test_the_first_report_of_each_origin_is_marked_and_the_others_repeat(
    snapshot: Snapshot, events: Events
) -> None:
    for one in events.dated:
        firsts = sum(told.is_first for told in one.tellings)
        assert 1 <= firsts <= len(snapshot.claims[one.claim].origins)
        assert len({told.statement for told in one.tellings}) == len(one.tellings)
        assert [told.day for told in one.tellings] == sorted(told.day for told in one.tellings)
    assert any(not told.is_first for one in events.dated for told in one.tellings)


def test_what_was_told_later_is_marked_as_such(events: Events) -> None:
    day = date(2013, 1, 10)
    drawing = draw_plot(plot_events(events.dated, "event", events.report_days), day)
    for row, event in zip(drawing.rows, events.dated, strict=True):
        assert row.is_later == (event.known > day)
        assert row.role == (role_on(event.turns, day) or event.turns[0].role)
    strip = [undated_on(one, day) for one in events.undated]
    assert {one.is_later for one in strip} == {False, True}


def test_in_the_order_of_reports_bars_off_the_axis_are_not_drawn(events: Events) -> None:
    chosen = choose_events(events.dated, None, "report")
    drawing = draw_plot(plot_events(chosen, "report", events.report_days), None)
    assert [one.known for one in chosen] == sorted(one.known for one in events.dated)
    treaty = [row for row in drawing.rows if not row.is_drawn]
    assert treaty
    assert all(row.end <= row.marks[0].at for row in treaty)


def test_a_window_holds_only_what_happened_in_it(events: Events) -> None:
    window = Days(date(2015, 5, 1), date(2015, 5, 31))
    chosen = choose_events(events.dated, window, "event")
    assert 0 < len(chosen) < len(events.dated)
    assert all(one.days.first <= window.last and window.first <= one.days.last for one in chosen)


def test_too_many_rows_become_groups_that_lose_none(events: Events) -> None:
    many = list(events.dated) * 5
    plot = plot_events(many, "event", events.report_days)
    drawing = draw_plot(plot, None)
    assert drawing.rows == ()
    assert sum(group.events for group in drawing.groups) == len(many)
    assert sum(group.known for group in drawing.groups) == len(many)
    for day in events.report_days:
        wanted = Counter(role_on(one.turns, day) for one in many if one.known <= day)
        told: Counter[str] = Counter()
        for group in draw_plot(plot, day).groups:
            told.update(dict(group.by_role))
            assert group.known == sum(count for _, count in group.by_role)
        assert told == wanted


def test_a_group_is_named_by_the_days_that_are_told_and_a_lone_event_by_its_words(
    events: Events,
) -> None:
    lone = [one for one in events.dated if one.days.first.year < 2012]
    year = replace(lone[0], days=Days(date(2001, 1, 1), date(2001, 12, 31)), text="The one")
    many = [year, *list(events.dated) * 5]
    groups = draw_plot(plot_events(many, "event", events.report_days), None).groups
    alone = next(group for group in groups if group.text == "The one")
    assert (alone.name, alone.record, alone.events) == ("2001", year.claim, 1)
    assert alone.end > alone.start
    assert all(bool(group.record) == (group.events == 1) for group in groups)
    spelled = [one for one in groups if one.first == one.last and " " in one.name]
    for group in spelled:
        inside = [one for one in many if one.days.first == group.first]
        if all(one.days == inside[0].days for one in inside):
            assert group.name == days_short(inside[0].days)
