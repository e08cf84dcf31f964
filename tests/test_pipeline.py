"""The whole path keeps its promises: words re-read, order does not matter, nothing dangles."""

import random
from collections.abc import Sequence

import msgspec

from rashomon.pipeline import settle
from rashomon.records.findings import Extraction, Findings
from rashomon.spans import cut, to_raw


def test_every_statement_and_mark_re_reads_from_its_report(sample_findings: Findings) -> None:
    reports = {one.id: one for one in sample_findings.reports}
    assert sample_findings.statements
    for statement in sample_findings.statements:
        report = reports[statement.report]
        assert cut(report.text, statement.span) == statement.quote
        assert cut(report.text, statement.trigger.span) == statement.trigger.text
        assert statement.raw == to_raw(report.pieces, statement.span)
        for source in statement.attribution:
            if source.cue is not None:
                assert cut(report.text, source.cue.span) == source.cue.text
    for mark in sample_findings.marks:
        assert cut(reports[mark.report].text, mark.span) == mark.text


def test_passages_are_the_words_of_their_report_and_leave_none_out(
    sample_findings: Findings,
) -> None:
    reports = {one.id: one for one in sample_findings.reports}
    covered: dict[str, set[int]] = {key: set() for key in reports}
    for passage in sample_findings.passages:
        assert reports[passage.report].text[passage.start : passage.end] == passage.text
        covered[passage.report].update(range(passage.start, passage.end))
    for key, report in reports.items():
        left = {at for at, sign in enumerate(report.text) if not sign.isspace()} - covered[key]
        assert not left, report.name


def test_every_reference_leads_to_a_record(sample_findings: Findings) -> None:
    found = sample_findings
    reports = {one.id for one in found.reports}
    entities = {one.id for one in found.entities}
    statements = {one.id for one in found.statements}
    claims = {one.id for one in found.claims}
    for one in found.statements:
        assert one.report in reports
        named = {*one.actors, *one.targets, *one.places}
        named |= {link.entity for link in one.attribution if link.entity is not None}
        assert named <= entities
    assert sorted(key for one in found.claims for key in one.statements) == sorted(statements)
    for dispute in found.disputes:
        for side in dispute.sides:
            assert set(side.statements) <= statements
            assert set(side.claims) <= claims
    assert {one.statement for one in found.forecasts} <= statements
    assert {key for one in found.pacts for key in one.statements} <= statements
    assert {one.from_report for one in found.reuse} | {
        one.to_report for one in found.reuse
    } <= reports


def test_ids_are_unique_in_their_kind(sample_findings: Findings) -> None:
    for kind in msgspec.structs.fields(sample_findings):
        ids = [one.id for one in getattr(sample_findings, kind.name)]
        assert len(ids) == len(set(ids)), kind.name
        assert ids == sorted(ids), kind.name


def test_the_order_of_reading_does_not_matter(
    sample_extractions: Sequence[Extraction], sample_findings: Findings
) -> None:
    shuffled = list(sample_extractions)
    random.Random(7).shuffle(shuffled)
    assert msgspec.msgpack.encode(settle(shuffled)) == msgspec.msgpack.encode(sample_findings)


def test_an_empty_ledger_settles_to_nothing() -> None:
    findings = settle([])
    assert not any(getattr(findings, kind.name) for kind in msgspec.structs.fields(findings))
