"""What a change of reports makes of claims, disputes, pacts and forecasts is what a recount gives."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection

from rashomon.claiming import increments, rolls
from rashomon.claiming.enlarging import Enlarged, enlarge
from rashomon.claiming.increments import reclaim
from rashomon.claiming.keeping import list_ties
from rashomon.claiming.outlook import Outlook
from rashomon.claiming.posting import find_wholes
from rashomon.claiming.touching import Setting, find_touched
from rashomon.ledger.codec import FIELDS
from rashomon.ledger.entries import Signature, enter_change, enter_findings, load_findings
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.ledger.ties import Ties
from rashomon.ledger.workings import LedgerWorkings
from rashomon.pipeline import Settled, settle_to_grow
from rashomon.records.changes import Change, Regrounded, Resettled
from rashomon.records.findings import Extraction, Findings
from rashomon.situation.prospects import renew_forecasts
from rashomon.situation.renewals import renew_pacts
from rashomon.workings import UnfitError

SIGNATURE = Signature("test", datetime(2026, 1, 1, tzinfo=UTC))
GROUNDED = ("reports", "passages", "marks", "statements", "entities", "reuse")
TABLES = ("postings", "ties", "clashes", "wholes")


def compare(before: Sequence[Any], after: Sequence[Any]) -> Change[Any]:
    """What leads from some records to others."""
    old, new = ({one.id: one for one in records} for records in (before, after))
    put = tuple(new[one] for one in sorted(new) if old.get(one) != new[one])
    return Change(put, tuple(sorted(old.keys() - new.keys())))


def kept(connection: Connection) -> dict[str, list[Any]]:
    """All that is kept of ties, of pacts and of forecasts."""
    told = "SELECT * FROM workings WHERE shelf LIKE 'forecast%' OR shelf LIKE 'pact%'"
    return {"workings": sorted(connection.exec_driver_sql(told).all())} | {
        table: sorted(connection.exec_driver_sql(f"SELECT * FROM {table}").all())  # noqa: S608
        for table in TABLES
    }


def enter_all(ledger: Ledger, found: Settled) -> None:
    """Everything, as a recount enters it."""
    with ledger.writing() as connection:
        enter_findings(connection, found.findings, SIGNATURE)
        Ties(connection).replace(list_ties(found.reckoning))
        LedgerWorkings(connection).fill(found.workings)


def enter_part(ledger: Ledger, before: Findings, after: Findings) -> None:
    """Only what differs among reports and statements, and what follows from it."""
    grounded = Regrounded(*(compare(getattr(before, one), getattr(after, one)) for one in GROUNDED))
    with ledger.writing() as connection:
        ties = Ties(connection)
        workings = LedgerWorkings(connection)
        setting = Setting(ties, Outlook(ties), Outlook(ties, grounded), workings=workings)
        touched = find_touched(grounded, setting)
        found = reclaim(grounded, touched, setting)
        pacts = renew_pacts(grounded, touched, setting)
        forecasts = renew_forecasts(workings, grounded, touched, found.claims, setting)
        given = [getattr(grounded, one) for one in GROUNDED]
        changes = Resettled(*given, found.claims, found.disputes, pacts, forecasts)
        for kind, field in FIELDS.items():
            enter_change(connection, kind, getattr(changes, field), SIGNATURE)
        put = changes.entities.put
        ids = [*changes.entities.gone, *(one.id for one in put)]
        ties.reenter(ids, (row for one in put for row in find_wholes(one)))


def subsets(everything: Sequence[Extraction], seed: int) -> Iterator[list[Extraction]]:
    """Most of the reports, and then others by one or two that come or go."""
    random = Random(seed)
    inside = random.sample(list(everything), len(everything) - 3)
    for _ in range(6):
        yield list(inside)
        outside = [one for one in everything if one not in inside]
        gone = random.sample(inside, random.choice((0, 1, 1)))
        fresh = random.sample(outside, min(len(outside), random.choice((1, 1, 2))))
        inside = [*(one for one in inside if one not in gone), *fresh]


@pytest.mark.parametrize("seed", range(4))
def test_reports_that_come_and_go_leave_what_a_recount_gives(
    sample_extractions: Sequence[Extraction], tmp_path: Path, seed: int
) -> None:
    check_steps(sample_extractions, tmp_path, seed)


@pytest.mark.parametrize("seed", range(4, 7))
def test_claims_of_many_statements_are_added_to_by_their_rolls(
    sample_extractions: Sequence[Extraction],
    tmp_path: Path,
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rolls, "LARGE", 2)  # the sample has no claim of hundreds
    enlarged = []

    def counted(*given: Any) -> Enlarged:
        enlarged.append(enlarge(*given))
        return enlarged[-1]

    monkeypatch.setattr(increments, "enlarge", counted)
    check_steps(sample_extractions, tmp_path, seed)
    assert enlarged


def check_steps(sample_extractions: Sequence[Extraction], tmp_path: Path, seed: int) -> None:
    """Hold a ledger that grows and shrinks against one that is counted anew, step by step."""
    steps = subsets(sample_extractions, seed)
    before = settle_to_grow(next(steps))
    added = 0
    with (
        open_ledger(tmp_path / "grown.db", create=True) as grown,
        open_ledger(tmp_path / "whole.db", create=True) as whole,
    ):
        enter_all(grown, before)
        for inside in steps:
            after = settle_to_grow(inside)
            try:
                enter_part(grown, before.findings, after.findings)
                added += 1
            except UnfitError:  # so few statements often change the scale of all weights
                enter_all(grown, after)
            enter_all(whole, after)
            with grown.reading() as one, whole.reading() as other:
                assert load_findings(one) == load_findings(other)
                assert kept(one) == kept(other)
            before = after
    assert added
