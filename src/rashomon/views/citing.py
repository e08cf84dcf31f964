"""Findings with look-ups, so that every line of a view can name the words that it rests on."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from rashomon.claiming.wording import SHORTEST_CHARS, says_no
from rashomon.reading.sentences import split_sentences
from rashomon.records.claims import Claim
from rashomon.records.findings import FindingsLike
from rashomon.records.reports import Report
from rashomon.records.statements import Source, Statement
from rashomon.spans import Span, covers, cut, shared
from rashomon.views.wording import LONGEST_QUOTE, escape, published_words, quoted

NEAR_SHARE = 0.6
"""Share of the shorter of two quotes of one passage from which an editor reads them as one line."""

_SHORTEST_ID = 6
"""Hexadecimal digits of an id that are printed at least; more where two ids share them."""


_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who"})
_ARTICLE = re.compile(r"(?:A|An|The)(?= )")


class Citations:
    """Looks records up by id and cites statements: quote, report, day, whose word, id."""

    def __init__(self, findings: FindingsLike) -> None:
        self.reports = {one.id: one for one in findings.reports}
        self.statements = {one.id: one for one in findings.statements}
        self.claims = {one.id: one for one in findings.claims}
        self._names = {one.id: one.name for one in findings.entities}
        self._kinds = {one.id: one.kind for one in findings.entities}
        self._length = _unique_length(self.statements)
        self._shown: dict[str, Span] = {}

    def name(self, reference: str) -> str:
        """An entity's name, escaped; words that are no id are a name themselves."""
        return escape(self._names.get(reference, reference))

    def kind(self, reference: str) -> str:
        """What an entity is; "other" for words."""
        return self._kinds.get(reference, "other")

    def is_proper(self, reference: str) -> bool:
        """Whether an entity or words have a proper name, not a description such as "town"."""
        name = self._names.get(reference, reference).removeprefix("the ")
        return name[:1].isupper() or name[:1].isdigit()

    def short(self, statement: str) -> str:
        """A statement's id, no longer than it takes to find it."""
        kind, _, digits = statement.partition("-")
        return f"`{kind}-{digits[: self._length]}`"

    def outlet(self, report: Report) -> str:
        """Who published a report, escaped; its file's name only where no outlet is known."""
        return escape(report.outlet or f"outlet not stated ({report.name})")

    def published(self, report: Report) -> str:
        """A report's day with its basis."""
        return published_words(report.published)

    def report_of(self, statement: str) -> Report:
        """The report that a statement stands in."""
        return self.reports[self.statements[statement].report]

    def cite(self, statement: str, heading: str = "") -> str:
        """A statement in one line: its words, on whose word, who printed them and when, its id.

        Words that the heading above gives already are not repeated. A denial whose words do not show
        it ("that it sent a man") is said to be one.
        """
        told = self.statements[statement]
        report = self.reports[told.report]
        quote = self.words(statement)
        is_hidden_denial = told.status == "denied" and not says_no(quote)
        words = f"denied: {quoted(quote)}" if is_hidden_denial else quoted(quote)
        is_repeated = _folded(told.quote) == _folded(heading)
        line = "in these words" if is_repeated else words
        chain = self._chain(told, report)
        line += f" — {chain}, {self.published(report)}"
        return f"{line} · {self.short(statement)}"

    def words(self, statement: str) -> str:
        """A statement's quote; the sentence around one so short that it says little by itself."""
        told, span = self.statements[statement], self.shown(statement)
        return told.quote if span == told.span else cut(self.report_of(statement).text, span)

    def shown(self, statement: str) -> Span:
        """Where the words stand that `words` gives."""
        if statement not in self._shown:
            told = self.statements[statement]
            is_short = len(told.quote) < SHORTEST_CHARS
            self._shown[statement] = (
                _sentence_around(told.span, self.report_of(statement).text)
                if is_short
                else told.span
            )
        return self._shown[statement]

    def _chain(self, told: Statement, report: Report) -> str:
        """On whose word and through whom: "a regional official, to the Agency; The Paper"."""
        links = [self._link(one) for one in told.attribution if one.name]
        outlet = self.outlet(report)
        if not links:
            return outlet
        first, *between = links
        if between and report.outlet and _folded(report.outlet) in _folded(between[-1]):
            return ", to ".join([first, *between])
        return f"{', to '.join([first, *between])}; {outlet}"

    def _link(self, source: Source) -> str:
        name = source.name
        if source.entity is not None and name.casefold() in _PRONOUNS:
            name = self._names.get(source.entity, name)
        name = name.strip(' "“”‘,;:')
        name = name if "(" in name and ")" in name else name.strip("()")
        return escape(_ARTICLE.sub(lambda found: found.group().lower(), name))

    def shared_words(self, statement: str, text: str) -> int:
        """How many words of a text a statement's quote has."""
        return len(_words(text) & _words(self.statements[statement].quote))

    def in_order(self, statements: Iterable[str]) -> list[str]:
        """The known statements, those of the earliest report first; undated reports come last."""
        known = [one for one in set(statements) if one in self.statements]
        return sorted(known, key=self._order)

    def distinct(self, statements: Iterable[str]) -> list[str]:
        """The statements in order, without those most of whose words stand in another already."""
        ordered = self.in_order(statements)
        longest_first = sorted(ordered, key=lambda one: -len(self.words(one)))
        kept: dict[str, list[str]] = {}
        for one in longest_first:
            others = kept.setdefault(self.statements[one].passage, [])
            if not any(_is_near(self.shown(other), self.shown(one)) for other in others):
                others.append(one)
        printed = {one for others in kept.values() for one in others}
        return [one for one in ordered if one in printed]

    def _order(self, statement: str) -> tuple[date, date, str, int, str]:
        told = self.statements[statement]
        days = self.reports[told.report].published.days
        first, last = (date.max, date.max) if days is None else (days.first, days.last)
        return first, last, told.report, told.span.start, statement

    def by_origin(self, claims: Sequence[Claim], heading: str = "") -> list[str]:
        """A statement of each origin behind some claims, in order.

        The one that has most words of the heading, or else the earliest.
        """
        wanted = _words(heading)
        chosen: dict[str, str] = {}
        for claim in claims:
            for origin in claim.origins:
                told = [*origin.statements, *([chosen[origin.id]] if origin.id in chosen else [])]
                ranked = self.in_order(told)
                ranked.sort(key=lambda one: -len(wanted & _words(self.statements[one].quote)))
                if ranked:
                    chosen[origin.id] = ranked[0]
        if not chosen:
            chosen = {one: one for claim in claims for one in self.in_order(claim.statements)[:1]}
        return self.in_order(chosen.values())


def _sentence_around(span: Span, text: str) -> Span:
    """The sentence that holds a span; the span itself where that is too long to be quoted whole."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = Span(start, len(text) if end < 0 else end)
    for sentence in split_sentences(text, line):
        if covers(sentence, span) and sentence.end - sentence.start <= LONGEST_QUOTE:
            return sentence
    return span


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _is_near(one: Span, other: Span) -> bool:
    shorter = min(one.end - one.start, other.end - other.start)
    return shared(one, other) >= NEAR_SHARE * shorter


def _folded(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _unique_length(ids: Iterable[str]) -> int:
    digits = [one.partition("-")[2] for one in ids]
    longest = max(map(len, digits), default=_SHORTEST_ID)
    for length in range(_SHORTEST_ID, longest):
        if len({one[:length] for one in digits}) == len(digits):
            return length
    return longest
