"""What is told from another state, or for a day, is what counting everything anew gives."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from servers import DAY, QUICK

from rashomon.language.parser import SpacyParser
from rashomon.ledger import entries
from rashomon.ledger.store import open_ledger
from rashomon.records.findings import Findings
from rashomon.server import warming
from rashomon.server.app import create_app
from rashomon.server.desk import Desk
from rashomon.server.pages import lists
from rashomon.server.snapshots import Snapshot
from rashomon.settings import Settings
from rashomon.situation.bearings import known_on
from rashomon.situation.knowledge import known_by
from rashomon.views.entry_lists import ORDERS
from rashomon.views.filtering import Wanted, choose_places
from rashomon.views.overview import make_overview
from rashomon.workspace import Workspace


def assert_same_lists(told: Snapshot, counted: Snapshot) -> None:
    entries_told, entries_counted = lists.entries_of(told), lists.entries_of(counted)
    assert entries_told == entries_counted
    for order in ORDERS:
        assert lists.ordered_of(told, order) == lists.ordered_of(counted, order)
    for wanted in (Wanted(words="the"), Wanted(status=("single",), place="a"), Wanted(source="e")):
        found = choose_places(lists.columns_of(told), wanted, lists.ordered_of(told, "last"))
        again = choose_places(lists.columns_of(counted), wanted, lists.ordered_of(counted, "last"))
        assert list(found) == list(again)
    for name in {name for one in entries_counted for name in one.origin_names}:
        most = len(entries_counted)
        assert lists.listed_of(told).resting_on(name, most) == lists.listed_of(counted).resting_on(
            name, most
        )
    assert make_overview(told, entries_told) == make_overview(counted, entries_counted)


def days_of(findings: Findings) -> Iterator:
    known = sorted({known_on(one) for one in findings.reports})
    yield known[0] - timedelta(days=1)
    yield from known


def test_the_lists_of_a_day_are_those_of_what_was_known_by_then(sample_findings: Findings) -> None:
    now = Snapshot(sample_findings)
    for day in days_of(sample_findings):
        assert_same_lists(now.on(day), Snapshot(known_by(sample_findings, day), asof=day))


def test_a_statement_of_a_later_report_is_on_no_earlier_day(sample_findings: Findings) -> None:
    now = Snapshot(sample_findings)
    days = list(days_of(sample_findings))
    then = now.on(days[len(days) // 2])
    known = {one.id for one in then.findings.statements}
    assert 0 < len(known) < len(now.statements)
    assert set(then.statements) == known and len(then.statements) == len(known)
    for one in now.statements:
        assert (one in then.statements) == (one in known)
        assert (then.statements.get(one) is None) == (one not in known)


def test_the_relations_of_a_day_are_those_of_what_was_known_by_then(
    sample_findings: Findings,
) -> None:
    now = Snapshot(sample_findings)
    for day in days_of(sample_findings):
        then, counted = now.on(day), Snapshot(known_by(sample_findings, day), asof=day)
        for name in ("statements_of_entity", "claim_of_statement", "statements_of_report"):
            assert dict(getattr(then, name)) == dict(getattr(counted, name))
            assert len(getattr(then, name)) == len(getattr(counted, name))
        gone = next((one for one in now.statements if one not in counted.statements), None)
        assert gone is None or gone not in then.claim_of_statement


def test_what_is_made_once_a_state_is_shown_is_asked_for_without_waiting(
    ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "WORTH_STATEMENTS", 1)
    app = create_app(ledger_path, Settings(today=DAY, serving=QUICK))
    desk = app.state.workbench.desk
    shown = desk.refresh()
    while desk._completed is not shown:
        desk._complete(shown)
    assert {"finding.names", "api.timeline"} <= set(shown._kept)
    desk.close()


@pytest.fixture
def grown(
    ledger_path: Path, parser: SpacyParser, tmp_path: Path
) -> Iterator[tuple[Desk, Snapshot]]:
    """A desk that looked at a ledger before it grew, and the snapshot of then."""
    desk = Desk(ledger_path, Settings(today=DAY, serving=QUICK))
    before = desk.snapshot()
    lists.prepare(before)
    claim = next(iter(before.findings.claims))
    said = before.statements[claim.statements[0]]
    copied = before.reports[said.report].text
    (tmp_path / "copy.txt").write_text(f"The Lantern, 30 May 2015.\n\n{copied}")
    (tmp_path / "more.txt").write_text(
        "The ferry company said on 3 May 2015 that two boats had left the harbour at Tartus."
    )
    with Workspace(ledger_path, Settings(today=DAY), parser) as workspace:
        workspace.read(tmp_path / "copy.txt")
        workspace.read(tmp_path / "more.txt")
    yield desk, before
    desk.close()


def test_what_was_entered_since_gives_the_findings_of_now(
    grown: tuple[Desk, Snapshot], ledger_path: Path
) -> None:
    _, before = grown
    with open_ledger(ledger_path) as ledger, ledger.reading() as connection:
        changes = entries.load_changes(connection, before.seq)
        assert changes
        followed = entries.follow(before.whole(), changes)
        assert followed == entries.load_findings(connection)
    kept = {id(one) for one in before.findings.reports}
    assert any(id(one) in kept for one in followed.reports)


def test_the_lists_of_a_ledger_that_grew_are_those_of_reading_it_anew(
    grown: tuple[Desk, Snapshot],
) -> None:
    desk, before = grown
    now = desk.refresh()
    assert now.seq > before.seq
    assert_same_lists(now, Snapshot(now.whole(), seq=now.seq))
