"""Whether every quote can be read again from its report at the offsets that it names."""

from collections.abc import Iterator

from rashomon.ledger.checks.faults import Fault
from rashomon.records.findings import Findings
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.spans import Span, cut, to_raw

_Quoted = tuple[str, str, Span, str | None, Span | None]
"""Record, report, span, the words it should hold (None: any), and where they stand in the input."""


def check_words(findings: Findings) -> list[Fault]:
    """Faults of offsets and quotes, of any kind of record."""
    reports = {one.id: one for one in findings.reports}
    faults = []
    for record, report_id, span, words, raw in _quoted(findings):
        report = reports.get(report_id)
        if report is None:
            continue  # a dangling reference, told of as such
        if not 0 <= span.start <= span.end <= len(report.text):
            sentence = f"{record} stands at {span.start}–{span.end}, outside of {report.name}."
            faults.append(Fault("offset", record, sentence))
        elif words is not None and cut(report.text, span) != words:
            sentence = f"{record} does not re-read from {report.name} at {span.start}–{span.end}."
            faults.append(Fault("quote", record, sentence))
        elif raw is not None and to_raw(report.pieces, span) != raw:
            sentence = f"{record} has other offsets in the input than {report.name} gives."
            faults.append(Fault("offset", record, sentence))
    for report in findings.reports:
        faults += _check_pieces(report)
    return faults


def _quoted(findings: Findings) -> Iterator[_Quoted]:
    for passage in findings.passages:
        yield passage.id, passage.report, Span(passage.start, passage.end), passage.text, None
    for mark in findings.marks:
        yield mark.id, mark.report, mark.span, mark.text, mark.raw
    for statement in findings.statements:
        yield from _quoted_in(statement)
    for reuse in findings.reuse:
        yield reuse.id, reuse.from_report, reuse.from_span, None, None
        yield reuse.id, reuse.to_report, reuse.to_span, None, None


def _quoted_in(statement: Statement) -> Iterator[_Quoted]:
    found, report, trigger = statement.id, statement.report, statement.trigger
    yield found, report, statement.span, statement.quote, statement.raw
    yield found, report, trigger.span, trigger.text, None
    for source in statement.attribution:
        if source.span is not None:
            yield found, report, source.span, None, source.raw
        if source.cue is not None:
            yield found, report, source.cue.span, source.cue.text, source.cue.raw


def _check_pieces(report: Report) -> Iterator[Fault]:
    """Faults of the map from a report's text to its input: out of order, or beyond the text."""
    end = 0
    for piece in report.pieces or ():
        if piece.start < end or piece.length < 0 or piece.start + piece.length > len(report.text):
            sentence = f"The map of {report.name} to its input is out of order at {piece.start}."
            yield Fault("offset", report.id, sentence)
        end = piece.start + piece.length
