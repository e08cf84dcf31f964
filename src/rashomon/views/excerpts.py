"""Words in their context, and where they come from: what every record leads back to."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity
from rashomon.records.reports import Passage, Report
from rashomon.records.statements import Statement
from rashomon.spans import Span, cut, to_raw

_UNDATED = Days(date.max, date.max)


class Excerpt(Struct, frozen=True):
    """Exact words of a report, with the rest of their passage before and after them.

    ``start`` and ``end`` are offsets in the report's text, ``raw_start`` and ``raw_end`` in the input,
    None where the input is not plain text. ``basis`` and ``evidence`` say how ``published`` is known.
    """

    report: str
    report_name: str
    outlet: str | None
    published: Days | None
    basis: str
    evidence: str
    start: int
    end: int
    raw_start: int | None
    raw_end: int | None
    before: str
    words: str
    after: str


class Archive:
    """Findings by id, made ready to look words up."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Reports by id."""
        return {one.id: one for one in self.findings.reports}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements by id."""
        return {one.id: one for one in self.findings.statements}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {one.id: one for one in self.findings.entities}

    @cached_property
    def _passages(self) -> dict[str, list[Passage]]:
        found: dict[str, list[Passage]] = {}
        for passage in sorted(self.findings.passages, key=lambda one: (one.report, one.start)):
            found.setdefault(passage.report, []).append(passage)
        return found

    def name(self, value: str | None) -> str:
        """An entity's name by its id; words that are no id are a name already."""
        if value is None:
            return "unknown"
        entity = self.entities.get(value)
        return value if entity is None else entity.name

    def excerpt(self, report_id: str, span: Span) -> Excerpt:
        """The words of a span, within the passages that it touches."""
        report = self.reports[report_id]
        touched = [
            passage
            for passage in self._passages.get(report_id, ())
            if passage.start < span.end and span.start < passage.end
        ]
        first = min([passage.start for passage in touched], default=span.start)
        last = max([passage.end for passage in touched], default=span.end)
        raw = to_raw(report.pieces, span)
        return Excerpt(
            report=report.id,
            report_name=report.name,
            outlet=report.outlet,
            published=report.published.days,
            basis=report.published.basis,
            evidence=report.published.evidence,
            start=span.start,
            end=span.end,
            raw_start=None if raw is None else raw.start,
            raw_end=None if raw is None else raw.end,
            before=cut(report.text, Span(min(first, span.start), span.start)),
            words=cut(report.text, span),
            after=cut(report.text, Span(span.end, max(last, span.end))),
        )

    def in_order(self, statements: Iterable[str]) -> list[Statement]:
        """The known statements, those of the earliest report first; undated reports come last."""
        found = [self.statements[one] for one in statements if one in self.statements]
        days = {one.report: self.reports[one.report].published.days for one in found}
        return sorted(
            found,
            key=lambda one: (
                days[one.report] is None,
                days[one.report] or _UNDATED,
                one.report,
                one.span,
                one.id,
            ),
        )

    def excerpts(self, statements: tuple[str, ...]) -> tuple[Excerpt, ...]:
        """The words of statements, by report and place."""
        found = [self.statements[one] for one in statements if one in self.statements]
        return tuple(
            self.excerpt(one.report, one.span)
            for one in sorted(found, key=lambda one: (one.report, one.span))
        )
