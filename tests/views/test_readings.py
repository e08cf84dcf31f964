"""Reports on screen: nothing added, nothing left out, each mark where it belongs."""

from typing import Any

import pytest

from rashomon.records.findings import Findings
from rashomon.server.snapshots import Snapshot
from rashomon.spans import Span, cut
from rashomon.views.evidence import make_evidence
from rashomon.views.leaves import leaf_at
from rashomon.views.readings import leaves_of, make_reading


@pytest.fixture(scope="module")
def shelves(sample_findings: Findings) -> Snapshot:
    return Snapshot(sample_findings)


def test_the_runs_of_a_report_are_its_text(shelves: Snapshot) -> None:
    for report in shelves.findings.reports:
        reading = make_reading(report, shelves)
        assert "".join(run.text for block in reading.blocks for run in block.runs) == report.text


def test_the_runs_of_a_statement_are_its_quote(shelves: Snapshot) -> None:
    for report in shelves.findings.reports:
        reading = make_reading(report, shelves)
        runs = [run for block in reading.blocks for run in block.runs]
        for numbered in reading.statements:
            statement = shelves.statements[numbered.id]
            own = "".join(run.text for run in runs if numbered.number in run.numbers)
            assert own == cut(report.text, statement.span) == numbered.quote


def test_every_statement_begins_and_ends_once(shelves: Snapshot) -> None:
    for report in shelves.findings.reports:
        reading = make_reading(report, shelves)
        runs = [run for block in reading.blocks for run in block.runs]
        begun = [one for run in runs for one in run.begins]
        ended = [one for run in runs for one in run.ends]
        assert sorted(begun) == sorted(one.id for one in reading.statements)
        assert sorted(ended) == sorted(one.number for one in reading.statements)


def test_a_statement_stands_between_what_stands_around_it(shelves: Snapshot) -> None:
    for statement in shelves.findings.statements:
        quote = make_evidence(statement, shelves).quote
        text = shelves.reports[statement.report].text
        assert quote.words == cut(text, Span(quote.start, quote.end))
        before = "".join(cut(text, Span(0, quote.start)).split())
        shown = "".join(quote.before.replace("…", "").replace("¶", "").split())
        assert before.replace("¶", "").endswith(shown)


def test_a_passage_from_elsewhere_names_where_it_is_from(shelves: Snapshot) -> None:
    taken: list[Any] = []
    for report in shelves.findings.reports:
        reading = make_reading(report, shelves)
        taken += [block.taken for block in reading.blocks if block.taken is not None]
    assert taken
    assert all(
        one.words.startswith(("All ", "1", "2", "3", "4", "5", "6", "7", "8", "9")) for one in taken
    )
    assert any("The source" in " ".join(one.lost) for one in taken)


def test_the_leaves_of_a_report_together_are_its_text_with_every_mark_once(
    shelves: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.views.leaves.LARGEST", 3_000)
    several = 0
    for report in shelves.findings.reports:
        whole = make_reading(report, shelves)
        leaves = leaves_of(report, shelves)
        read = [make_reading(report, shelves, number) for number in range(len(leaves))]
        several += len(leaves) > 1
        runs = [run for leaf in read for block in leaf.blocks for run in block.runs]
        assert "".join(run.text for run in runs) == report.text
        assert tuple(one for leaf in read for one in leaf.statements) == whole.statements
        begun = [one for run in runs for one in run.begins]
        assert sorted(begun) == sorted(one.id for one in whole.statements)
        for one in whole.statements:
            at = leaf_at(leaves, shelves.statements[one.id].span.start)
            assert one in read[at].statements
    assert several
