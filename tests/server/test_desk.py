"""One ledger as the server holds it: read anew when it changed, whatever becomes of its file."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from servers import DAY, QUICK
from sqlalchemy import text

from rashomon.errors import LedgerError
from rashomon.language.parser import SpacyParser
from rashomon.ledger.store import open_ledger
from rashomon.server.desk import Desk, slug_of
from rashomon.settings import Settings
from rashomon.workspace import Workspace

SETTINGS = Settings(today=DAY, serving=QUICK)


@pytest.fixture
def desk(ledger_path: Path):
    found = Desk(ledger_path, SETTINGS)
    yield found
    found.close()


def test_the_same_state_is_loaded_once(desk: Desk) -> None:
    assert desk.snapshot() is desk.snapshot()


def test_a_changed_ledger_gives_a_new_snapshot_and_leaves_the_old_one_as_it_was(
    desk: Desk, ledger_path: Path, parser: SpacyParser, tmp_path: Path
) -> None:
    before = desk.snapshot()
    reports = len(before.reports)
    (tmp_path / "one.txt").write_text(
        "The ferry company said on 3 May 2015 that two boats had left the harbour at Tartus."
    )
    with Workspace(ledger_path, Settings(today=DAY), parser) as workspace:
        workspace.read(tmp_path / "one.txt")
    after = desk.snapshot()
    assert len(after.reports) == reports + 1
    assert len(before.reports) == reports
    assert after.seq > before.seq


def test_a_ledger_that_is_removed_says_so_and_comes_back_when_it_does(
    desk: Desk, ledger_path: Path
) -> None:
    desk.snapshot()
    aside = ledger_path.with_suffix(".aside")
    ledger_path.rename(aside)
    with pytest.raises(LedgerError) as caught:
        desk.snapshot()
    assert caught.value.code == "ledger-missing"
    aside.rename(ledger_path)
    assert desk.snapshot().reports


def test_a_ledger_that_is_another_file_by_now_is_read_anew(desk: Desk, ledger_path: Path) -> None:
    assert desk.snapshot().reports
    other = ledger_path.with_name("other.db")
    open_ledger(other, create=True).close()
    other.replace(ledger_path)
    for beside in ("-wal", "-shm"):
        ledger_path.with_name(ledger_path.name + beside).unlink(missing_ok=True)
    assert not desk.snapshot().reports


def test_a_ledger_of_a_newer_program_says_so_and_recovers(desk: Desk, ledger_path: Path) -> None:
    good = Path(shutil.copy(ledger_path, ledger_path.with_suffix(".good")))
    with open_ledger(ledger_path) as ledger, ledger.writing() as connection:
        connection.execute(text("UPDATE about SET value = '9999' WHERE key = 'version'"))
    with pytest.raises(LedgerError) as caught:
        desk.snapshot()
    assert caught.value.code == "ledger-newer"
    good.replace(ledger_path)
    assert desk.snapshot().reports


def test_a_file_that_is_no_ledger_says_so(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    path.write_text("These are words.")
    with pytest.raises(LedgerError) as caught:
        Desk(path, SETTINGS).snapshot()
    assert caught.value.code == "not-a-ledger"


def test_what_was_known_on_a_day_holds_only_reports_that_were_out(desk: Desk) -> None:
    now = desk.snapshot()
    assert now.days is not None
    then = desk.snapshot(now.days.first)
    assert set(then.reports) < set(now.reports)
    assert then.asof == now.days.first
    assert {one.report for one in then.findings.statements} <= set(then.reports)
    assert desk.snapshot(now.days.first) is then
    assert not desk.snapshot(date(1900, 1, 1)).reports


def test_relations_lead_both_ways(desk: Desk) -> None:
    now = desk.snapshot()
    for claim in now.findings.claims:
        assert all(now.claim_of_statement[one] is claim for one in claim.statements)
    for report, statements in now.statements_of_report.items():
        assert [one.span.start for one in statements] == sorted(
            one.span.start for one in statements
        )
        assert {one.report for one in statements} == {report}
    for claim, disputes in now.disputes_of_claim.items():
        assert all(any(claim in side.claims for side in one.sides) for one in disputes)
    assert sum(map(len, now.passages_of_report.values())) == len(now.passages)


def test_every_record_is_found_by_its_id(desk: Desk) -> None:
    now = desk.snapshot()
    for kind, records in (("claim", now.claims), ("report", now.reports), ("pact", now.pacts)):
        for record in records:
            assert now.find(record) == (kind, records[record])
    assert now.find("cl-0000000000000000") is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [("story", "story"), ("Aleppo, 2016", "aleppo-2016"), ("حلب", "story"), ("../x", "x")],
)
def test_a_storys_name_in_addresses_holds_letters_digits_and_dashes(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_ledger_that_is_changed_by_being_opened_is_read_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_and_change(path: Path, **more: object) -> object:
        opened = open_ledger(path, **more)  # type: ignore[arg-type]
        os.utime(path, ns=(1, 1))  # as an update to another version does
        return opened

    reads: list[int] = []
    read = Desk._read
    monkeypatch.setattr("rashomon.server.desk.open_ledger", open_and_change)
    monkeypatch.setattr(Desk, "_read", lambda self, found: reads.append(1) or read(self, found))
    assert desk.snapshot() is desk.snapshot()
    assert reads == [1]
