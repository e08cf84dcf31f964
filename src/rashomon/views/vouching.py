"""Whether every name, number and day of a brief stands in the words that it cites.

Enters: the entries of a brief in Markdown, each with the ids of its statements, and the findings.
Leaves: the words that none of the cited statements vouches for. A statement vouches for its words, for
those that it names under any of their names, for its day, its figures, its sources, and for who printed
it when.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rashomon.instants import Days
from rashomon.records.findings import Findings
from rashomon.records.pacts import Pact
from rashomon.records.statements import Statement
from rashomon.views.citing import Citations
from rashomon.views.wording import days_words, published_words

OWN_WORDS = frozenset(
    {
        "a",
        "an",
        "at",
        "binds",
        "borne",
        "by",
        "c",
        "contested",
        "denied",
        "different",
        "due",
        "how",
        "in",
    }
    | {
        "invocation",
        "is",
        "new",
        "not",
        "of",
        "one",
        "open",
        "outlet",
        "since",
        "signed",
        "the",
        "told",
        "was",
    }
    | {"they", "undated", "what", "when", "who", "whom"}
)
"""The brief's own words that may begin with a capital; it vouches for these itself."""

_ID = re.compile(r"`(st-[0-9a-f]+)`")
_COUNTS = re.compile(
    r"\b[\d,–]+ (?:more )?(?:origins?|copy|copies|reports?|statements?|claims?)\b"
    r"|^### \d+\.|… [\d,]+ more",
    re.MULTILINE,
)
_MARKUP = re.compile(r"`[^`]*`|&[#\w]+;|\\")
_WORD = re.compile(r"[^\W_]+(?:[.,:/](?=\d)\d+)*")


def split_entries(lines: Iterable[str]) -> list[list[str]]:
    """The lines of a section in entries: a numbered question with all below it, a point, a heading."""
    entries: list[list[str]] = []
    in_question = False
    for line in lines:
        if line.startswith("### "):
            in_question = re.match(r"### \d+\.", line) is not None
            entries.append([line])
        elif entries and (in_question or not line.startswith("- ")):
            entries[-1].append(line)
        else:
            entries.append([line])
    return entries


def find_unvouched(entry: Sequence[str], voucher: "Voucher") -> tuple[str, ...]:
    """The names, numbers and days of one entry that no statement cited in it has, in order.

    Args:
        entry: Its lines. One that cites nothing claims nothing of the reports' and has none.
        voucher: The findings, made ready.
    """
    text = "\n".join(entry)
    cited = voucher.cited(_ID.findall(text))
    if not cited:
        return ()
    known = voucher.words(cited)
    told = _MARKUP.sub(" ", _COUNTS.sub(" ", text))
    return tuple(dict.fromkeys(one for one in _telling(told) if _folded(one) not in known))


class Voucher:
    """What each statement vouches for, by its words in small letters."""

    def __init__(self, findings: Findings, cited: Citations) -> None:
        self._cited = cited
        self._forms = {one.id: (one.name, *one.aliases) for one in findings.entities}
        self._windows = {one.statement: one.window for one in findings.forecasts}
        self._pacts: dict[str, list[Pact]] = defaultdict(list)
        for pact in findings.pacts:
            for name in pact.statements:
                self._pacts[name].append(pact)
        self._by_short = {cited.short(one).strip("`"): one for one in cited.statements}

    def cited(self, ids: Iterable[str]) -> list[Statement]:
        """The statements of shortened ids."""
        return [self._cited.statements[self._by_short[one]] for one in ids if one in self._by_short]

    def words(self, statements: Iterable[Statement]) -> frozenset[str]:
        """All that the statements vouch for."""
        found = set(OWN_WORDS)
        for one in statements:
            for text in (*self._said(one), *self._of_pacts(one)):
                found.update(_folded(word) for word in _WORD.findall(text))
        return frozenset(found)

    def _said(self, one: Statement) -> Iterator[str]:
        report = self._cited.reports[one.report]
        yield from (self._cited.words(one.id), one.value or "", report.outlet or "", report.name)
        yield published_words(report.published)
        yield from _days(report.published.days)
        yield from _days(None if one.time is None else one.time.days)
        yield from _days(self._windows.get(one.id))
        for quantity in one.quantities:
            yield from (
                f"{bound:g}" for bound in (quantity.low, quantity.high) if bound is not None
            )
            yield quantity.of
        for name in (*one.actors, *one.targets, *one.places):
            yield from self._forms.get(name, (name,))
        for source in one.attribution:
            yield source.name
            yield from self._forms.get(source.entity or "", ())

    def _of_pacts(self, one: Statement) -> Iterator[str]:
        """Whom a pact binds and what it is called, for a statement that tells of it."""
        if one.terms is not None:
            yield from _days(one.terms.signed)
            yield one.terms.trigger or ""
        for pact in self._pacts.get(one.id, ()):
            yield pact.name
            for party in pact.parties:
                yield from self._forms.get(party, (party,))


def _days(days: Days | None) -> Iterator[str]:
    if days is not None:
        yield days_words(days)
        yield from (days_words(Days(one, one)) for one in (days.first, days.last))


def _telling(text: str) -> Iterator[str]:
    """The words that name, count or date: those with a capital or a digit."""
    return (word for word in _WORD.findall(text) if word[0].isupper() or word[0].isdigit())


def _folded(word: str) -> str:
    plain = word.casefold()
    return plain.replace(",", "") if plain[0].isdigit() else plain
