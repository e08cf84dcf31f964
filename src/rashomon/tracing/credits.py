"""Credits: whether a text says whose words it carries.

Enters: a report, the passages it shares with another, and the other. Leaves: the words by which the one
names the other, or the agencies that it names.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from rashomon.gazetteers.outlets import find_outlet, outlets
from rashomon.records.reports import Report
from rashomon.spans import Span, cut, shared

LEAST_TITLE_WORDS = 4
"""A title of fewer words is a phrase that anybody may write."""

LONGEST_ACRONYM = 5
"""A name in capitals up to this length is searched for as it is written: "AP" is no "ap"."""


def naming_of(
    other: Report, report: Report, spans: Sequence[Span], reach_chars: int | None = None
) -> str | None:
    """The name by which a report speaks of another outside what they share; None for not at all.

    An outlet that speaks of itself names nobody. A report that carries another outlet's item names it,
    and so does one with the outlet for an author.
    With ``reach_chars`` the name must stand so near to what they share; a title may stand anywhere.
    """
    names = _names_of(other.outlet, other.carries)
    own = _names_of(report.outlet, report.carries)
    if report.carries is not None:
        publishers = {_folded(name) for name in _names_of(other.outlet)}
        if _folded(report.carries) in publishers:
            return report.carries
    # An outlet in the by-line is no person: it is whose item this is.
    author = report.author or ""
    if author and _folded(author) in {_folded(name) for name in _names_of(other.outlet)}:
        return author
    if {_folded(name) for name in names} & {_folded(name) for name in own}:
        names = ()
    title = other.title or ""
    is_cited = len(title.split()) >= LEAST_TITLE_WORDS and title != report.title
    wanted = [*names, *([title] if is_cited else [])]
    for name in wanted:
        reach = None if name == title else reach_chars
        found = _find_outside(name, report.text, spans, reach)
        if found is not None:
            return found
    return None


def inserted_name(
    other: Report, report: Report, passages: Sequence[tuple[Span, Span]]
) -> str | None:
    """The name by which a report speaks of another inside what it took, where the other has it not.

    ``passages`` are the spans in the other and in the report. A copy may write "…, the agency said"
    into a sentence that goes on as it was.
    """
    names = _names_of(other.outlet, other.carries)
    own = {_folded(name) for name in _names_of(report.outlet, report.carries)}
    for name in names:
        if _folded(name) in own:
            return None
    for name in names:
        pattern = _pattern_of(name)
        for there, here in passages:
            found = pattern.findall(cut(report.text, here)) if pattern is not None else []
            if pattern is not None and len(found) > len(pattern.findall(cut(other.text, there))):
                return str(found[0])
    return None


def agencies_in(report: Report, spans: Sequence[Span]) -> frozenset[str]:
    """The news agencies that a report names outside what it shares, itself left out."""
    own = None if report.outlet is None else find_outlet(report.outlet)
    found = {
        _agency_names()[match.group()]
        for match in _agency_pattern().finditer(report.text)
        if not any(shared(Span(match.start(), match.end()), span) for span in spans)
    }
    return frozenset(found - {own.name if own is not None else ""})


def quoted_share(text: str, span: Span) -> float:
    """The share of a span that stands between quotation marks, those of one paragraph at a time."""
    covered = sum(shared(span, quotation) for quotation in _quotations(text, span))
    return covered / max(1, span.end - span.start)


def _quotations(text: str, span: Span) -> Iterable[Span]:
    start = text.rfind("\n", 0, span.start) + 1
    opened: int | None = None
    for match in re.compile(r"[\"“”„«»]|\n").finditer(text, start, span.end):
        mark = match.group()
        if opened is not None and (mark in '"”»\n'):
            yield Span(opened, match.start())
            opened = None
        elif mark in '"“„«':
            opened = match.end()
    if opened is not None:
        yield Span(opened, span.end)


def _names_of(*outlets_named: str | None) -> tuple[str, ...]:
    """All names of the outlets, those given first."""
    names: list[str] = []
    for name in outlets_named:
        if name:
            known = find_outlet(name)
            names += [name, *((known.name, *known.aliases) if known is not None else ())]
    return tuple(dict.fromkeys(names))


def _folded(name: str) -> str:
    return re.sub(r"\W+", "", name.casefold())


def _find_outside(
    name: str, text: str, spans: Sequence[Span], reach_chars: int | None
) -> str | None:
    pattern = _pattern_of(name)
    for match in pattern.finditer(text) if pattern is not None else ():
        place = Span(match.start(), match.end())
        if any(shared(place, span) for span in spans):
            continue
        if reach_chars is None or any(_gap(place, span) <= reach_chars for span in spans):
            return match.group()
    return None


def _pattern_of(name: str) -> re.Pattern[str] | None:
    words = re.findall(r"\w+", name)
    if not words:
        return None
    is_acronym = name.isupper() and len(name) <= LONGEST_ACRONYM
    pattern = r"\b" + r"\W+".join(map(re.escape, words)) + r"\b"
    return re.compile(pattern, 0 if is_acronym else re.IGNORECASE)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


@cache
def _agency_names() -> dict[str, str]:
    return {
        name: outlet.name
        for outlet in outlets()
        if outlet.kind == "agency"
        for name in (outlet.name, *outlet.aliases)
    }


@cache
def _agency_pattern() -> re.Pattern[str]:
    names = sorted(_agency_names(), key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
