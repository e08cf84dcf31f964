"""What a correction is about is found again by its words, whatever its records are called by then."""

from typing import Any

import msgspec
import pytest

from rashomon.correcting.anchors import Index, folded, locate, make_target, reanchor
from rashomon.records.corrections import Correction, Rulings
from rashomon.records.findings import Findings
from rashomon.records.statements import Statement


@pytest.fixture(scope="module")
def index(sample_findings: Findings) -> Index:
    return Index(sample_findings)


@pytest.mark.parametrize("kind", ["entity", "claim", "origin", "statement", "report"])
def test_every_record_is_located_by_its_own_anchors(index: Index, kind: Any) -> None:
    records = {
        "entity": index.entities,
        "claim": index.claims,
        "origin": index.origins,
        "statement": index.statements,
        "report": index.reports,
    }[kind]
    unnamed = {one.id for one in index.findings.entities if not index.marks_of.get(one.id)}
    for record in sorted(records):
        target = make_target(index, kind, record)
        assert target.anchors and target.words
        if record not in unnamed:
            assert locate(index, target)[0] == record


def renamed(one: Statement) -> Statement:
    return msgspec.structs.replace(one, id=f"st-{one.id[3:][::-1]}")


def test_a_statement_with_another_id_is_found_by_its_trigger(index: Index) -> None:
    at: dict[Any, int] = {}
    for one in index.findings.statements:
        at[one.report, one.trigger.span] = at.get((one.report, one.trigger.span), 0) + 1
    single = [one for one in index.findings.statements if at[one.report, one.trigger.span] == 1]
    anew = tuple(map(renamed, index.findings.statements))
    later = Index(msgspec.structs.replace(index.findings, statements=anew))
    for one in single[:20]:
        target = make_target(index, "statement", one.id)
        assert locate(later, target) == (renamed(one).id,)
        ruling = Correction(1, "co-1", "2026-01-01T00:00:00Z", "ann", "confirm", (target,))
        (moved,) = reanchor(Rulings((ruling,)), anew).corrections
        assert [a.id for a in moved.targets[0].anchors] == [renamed(one).id]


def test_words_that_no_report_has_any_more_are_located_nowhere(index: Index) -> None:
    target = make_target(index, "statement", index.findings.statements[0].id)
    nothing = Index(msgspec.structs.replace(index.findings, statements=(), claims=()))
    assert locate(nothing, target) == ()
    ruling = Correction(1, "co-1", "2026-01-01T00:00:00Z", "ann", "confirm", (target,))
    assert reanchor(Rulings((ruling,)), ()) == Rulings((ruling,))


def test_names_are_compared_without_capitals_accents_and_blanks() -> None:
    assert folded("  Harbour\tGUÁRD ") == folded("Harbour Guard")
    assert folded("…") == "…"
