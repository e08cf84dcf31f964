"""Findings with look-ups, so that every line of a view can name the words that it rests on."""

from collections.abc import Iterable, Sequence
from datetime import date

from rashomon.records.claims import Claim
from rashomon.records.findings import Findings
from rashomon.records.reports import Report
from rashomon.spans import covers
from rashomon.views.wording import escape, published_words, quoted, sources_words

_SHORTEST_ID = 6
"""Hexadecimal digits of an id that are printed at least; more where two ids share them."""


class Citations:
    """Looks records up by id and cites statements: quote, report, day, whose word, id."""

    def __init__(self, findings: Findings) -> None:
        self.reports = {one.id: one for one in findings.reports}
        self.statements = {one.id: one for one in findings.statements}
        self.claims = {one.id: one for one in findings.claims}
        self._names = {one.id: one.name for one in findings.entities}
        self._length = _unique_length(self.statements)

    def name(self, reference: str) -> str:
        """An entity's name, escaped; words that are no id are a name themselves."""
        return escape(self._names.get(reference, reference))

    def short(self, statement: str) -> str:
        """A statement's id, no longer than it takes to find it."""
        kind, _, digits = statement.partition("-")
        return f"`{kind}-{digits[: self._length]}`"

    def outlet(self, report: Report) -> str:
        """Who published a report, escaped; its name where no outlet is known."""
        return escape(report.outlet or report.name)

    def published(self, report: Report) -> str:
        """A report's day with its basis."""
        return published_words(report.published)

    def report_of(self, statement: str) -> Report:
        """The report that a statement stands in."""
        return self.reports[self.statements[statement].report]

    def cite(self, statement: str) -> str:
        """A statement in one line: its words, who printed them and when, on whose word, its id."""
        told = self.statements[statement]
        report = self.reports[told.report]
        line = f"{quoted(told.quote)} — {self.outlet(report)}, {self.published(report)}"
        word = sources_words(told)
        if word:
            line += f", on the word of {word}"
        return f"{line} · {self.short(statement)}"

    def in_order(self, statements: Iterable[str]) -> list[str]:
        """The known statements, those of the earliest report first; undated reports come last."""
        known = [one for one in set(statements) if one in self.statements]
        return sorted(known, key=self._order)

    def distinct(self, statements: Iterable[str]) -> list[str]:
        """The statements in order, without those whose words stand in another of the same report."""
        ordered = self.in_order(statements)
        longest_first = sorted(ordered, key=lambda one: -len(self.statements[one].quote))
        kept: dict[str, list[str]] = {}
        for one in longest_first:
            told = self.statements[one]
            others = kept.setdefault(told.passage, [])
            if not any(covers(self.statements[other].span, told.span) for other in others):
                others.append(one)
        printed = {one for others in kept.values() for one in others}
        return [one for one in ordered if one in printed]

    def _order(self, statement: str) -> tuple[date, date, str, int, str]:
        told = self.statements[statement]
        days = self.reports[told.report].published.days
        first, last = (date.max, date.max) if days is None else (days.first, days.last)
        return first, last, told.report, told.span.start, statement

    def by_origin(self, claims: Sequence[Claim]) -> list[str]:
        """The earliest statement of each origin behind some claims, in order."""
        first: dict[str, str] = {}
        for claim in claims:
            for origin in claim.origins:
                for statement in self.in_order(origin.statements)[:1]:
                    held = first.get(origin.id)
                    if held is None or self._order(statement) < self._order(held):
                        first[origin.id] = statement
        if not first:
            first = {one: one for claim in claims for one in self.in_order(claim.statements)[:1]}
        return self.in_order(first.values())


def _unique_length(ids: Iterable[str]) -> int:
    digits = [one.partition("-")[2] for one in ids]
    longest = max(map(len, digits), default=_SHORTEST_ID)
    for length in range(_SHORTEST_ID, longest):
        if len({one[:length] for one in digits}) == len(digits):
            return length
    return longest
