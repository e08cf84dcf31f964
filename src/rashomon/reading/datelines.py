"""Datelines: the place, day and agency that stand before an item's first sentence.

Stands inside reading. Enters: a line, and the day of publication if one is stated. Leaves: where the
dateline stands in the line, and the name of the agency or outlet that it gives.
"""

import re

from msgspec import Struct

from rashomon.gazetteers.outlets import find_outlet, press_words
from rashomon.gazetteers.places import open_gazetteer
from rashomon.reading.lines import Line
from rashomon.reading.publication import StatedDay, clock_end, days_in
from rashomon.spans import Span, covers, trimmed

LONGEST_DATELINE_CHARS = 120
_LONGEST_NAME_WORDS = 4

_DASH = r"\s*(?:--+|[–—-])\s+"
_CAPITALS = r"[A-Z][A-Z.’'-]{2,}(?:[ /][A-Z.’'-]{2,}){0,3}"
_NAME = r"[A-Z][\w.’'-]*(?:[ /-][A-Z][\w.’'-]*){0,3}"
_REGION = r"(?:,\s*[A-Z][\w.’'-]*(?:\s(?:of\s(?:the\s)?)?[A-Z][\w.’'-]*){0,3}){0,2}"
_AGENCY = r"\((?P<agency>[^()]{2,40})\)"
_TIME = r"[,\s]*(?:\d{1,2}\s+)?(?:[A-Z][a-z]{2,8}\.?\s*)?(?:\d{1,2})?(?:,?\s*\d{4})?"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}|{_NAME}){_REGION}{_TIME}\s*{_AGENCY}{_TIME}(?:{_DASH}|\s+(?=[A-Z“\"]))"
    rf"|{_CAPITALS}{_REGION}{_TIME}{_DASH}"
    rf"|{_NAME},\s*{_NAME}{_TIME}{_DASH}"
    rf"|{_AGENCY.replace('agency', 'alone')}{_DASH}"
)
_BARE_AGENCY = re.compile(
    rf"(?:{_CAPITALS}|{_NAME})(?:,\s*{_NAME})?{_TIME},\s*(?P<agency>[A-Z][\w’'.-]*){_DASH}"
)
_AGENCY_ALONE = re.compile(rf"{_AGENCY}\s*(?=[A-Z“\"])")
_CAPITAL_DATELINE = re.compile(rf"{_CAPITALS}{_REGION}{_TIME}\s*(?:{_AGENCY})?{_TIME}{_DASH}")
_HEADLINE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[A-Z]{3})")
_LONGEST_HEADLINE_CHARS = 250
_LEADING_AGENCY = re.compile(rf"(?P<before>(?:[A-Z]\w+\s+){{0,2}})(?P<agency>{_NAME}){_DASH}")
_NAME_BEHIND = re.compile(rf"(?P<name>{_NAME}){_DASH}")
_SITE = re.compile(r"[A-Za-z][\w-]+\.(?:com|org|net|info|co\.uk|eu|news)\b")
_TOKEN = re.compile(r"\S+")


class Dateline(Struct, frozen=True):
    """A dateline at the start of a line, or behind a headline of the same line.

    ``source`` is the outlet's name as it stands there; None where it gives none.
    """

    span: Span
    source: str | None


def find_dateline(text: str, line: Line, stated: StatedDay | None) -> Dateline | None:
    """The dateline of a line; None for none that is certain."""
    start = line.span.start
    for pattern in (_BARE_AGENCY, _AGENCY_ALONE):
        found = pattern.match(text, start, min(line.span.end, start + LONGEST_DATELINE_CHARS))
        if found is not None and find_outlet(found["agency"]) is not None:
            return Dateline(trimmed(text, Span(start, found.end())), found["agency"])
    has_day = stated is not None and start <= stated.span.start < line.span.end
    whole = _whole(text, line)
    if has_day and stated is not None and (whole is None or not covers(whole.span, stated.span)):
        return _around_day(text, line, stated.span)
    if whole is not None:
        return whole
    found = _LEADING_AGENCY.match(text, start, min(line.span.end, start + 60))
    if found is not None and _is_agency(found["agency"]):
        return Dateline(trimmed(text, Span(start, found.end())), found["agency"])
    day = next(days_in(text, Span(start, min(line.span.end, start + 30))), None)
    if day is not None and day.span.start == start:
        return _around_day(text, line, day.span)
    return _behind_headline(text, line)


def _whole(text: str, line: Line) -> Dateline | None:
    """A dateline as agencies write it: "AMRA, March 7 (Agency) —" or "Amra (Agency) 7 March -"."""
    start = line.span.start
    found = _DATELINE.match(text, start, min(line.span.end, start + LONGEST_DATELINE_CHARS))
    if found is None or found.end() == line.span.end:
        return None
    name = found["agency"] or found["alone"]
    has_dash = found.group().rstrip()[-1] in "-–—"
    if name is None:
        behind = _NAME_BEHIND.match(text, found.end(), min(line.span.end, found.end() + 60))
        if behind is not None and behind["name"].split()[-1].lower() in press_words():
            return Dateline(trimmed(text, Span(start, behind.end())), behind["name"])
    if name is None or (is_name(name) if has_dash else find_outlet(name) is not None):
        return Dateline(trimmed(text, Span(start, found.end())), name)
    return None


def _behind_headline(text: str, line: Line) -> Dateline | None:
    """A dateline of a place in capitals behind the headline that opens the same line."""
    end = min(line.span.end, line.span.start + _LONGEST_HEADLINE_CHARS)
    for gap in _HEADLINE_END.finditer(text, line.span.start, end):
        found = _CAPITAL_DATELINE.match(text, gap.end(), min(line.span.end, end + 80))
        if found is not None and (found["agency"] is None or is_name(found["agency"])):
            return Dateline(trimmed(text, Span(gap.end(), found.end())), found["agency"])
    return None


def is_name(words: str) -> bool:
    """Whether words look like the name of an outlet: known, or a few that begin with capitals."""
    if find_outlet(words) is not None:
        return True
    if words.isupper():
        return False
    parts = words.split()
    return len(parts) <= _LONGEST_NAME_WORDS and all(part[:1].isupper() for part in parts)


def _around_day(text: str, line: Line, day: Span) -> Dateline:
    """The dateline that holds a day of publication, with an agency before or an outlet behind it."""
    start, source = day.start, None
    before = list(_TOKEN.finditer(text, line.span.start, day.start))
    for count in (3, 2, 1):
        if count > len(before):
            continue
        first = before[-count].start()
        words = text[first : day.start].strip(" ()/-–—,")
        if _is_agency(words):
            start, source = first, words
            break
    end = clock_end(text, Span(day.end, line.span.end))
    behind = _behind(text, Span(end, line.span.end))
    if behind is not None:
        end, source = behind.span.end, source or behind.source
    return Dateline(trimmed(text, Span(start, end)), source)


def _behind(text: str, span: Span) -> Dateline | None:
    """An outlet within the first few words in capitals behind a day, and all up to its end."""
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, span.start, min(span.end, span.start + 80)):
        if not (token.group()[0].isupper() or token.group()[0] in "(|–—-") or len(tokens) == 8:
            break
        tokens.append(token)
    for i, token in enumerate(tokens):
        if _SITE.fullmatch(token.group()):
            return Dateline(Span(span.start, token.end()), token.group())
        for count in range(min(_LONGEST_NAME_WORDS, len(tokens) - i), 0, -1):
            last = tokens[i + count - 1]
            words = text[token.start() : last.end()]
            follows = text[last.end() : last.end() + 3].strip()[:1]
            # A name that goes on as a sentence ("Reuters reported") is no part of the dateline; one
            # behind a town and a comma, that a point ends, is ("Amra, Valley Digest. The …").
            ends = follows in ("-", "–", "—") or (
                words[-1] == "." and i > 0 and tokens[i - 1].group()[-1] == ","
            )
            name = words.strip("()|-–—,.")
            if (_is_agency(name) or _is_paper(name, opens=i == 0)) and (words[0] == "(" or ends):
                dash = re.compile(_DASH).match(text, last.end())
                end = dash.end() if dash else last.end()
                return Dateline(Span(span.start, end), words.strip("()|-–—,. "))
    return None


def _is_paper(words: str, *, opens: bool) -> bool:
    """Whether a few words are named like an outlet that no registry has: "Amra Valley Digest".

    A town that ``opens`` the words is the dateline's own, where a name is left without it.
    """
    parts = words.split()
    if len(parts) < _SHORTEST_PAPER or not is_name(words) or parts[-1].lower() not in press_words():
        return False
    return not (opens and len(parts) > _SHORTEST_PAPER and bool(open_gazetteer().named(parts[0])))


_SHORTEST_PAPER = 2


def _is_agency(words: str) -> bool:
    outlet = find_outlet(words)
    return outlet is not None and outlet.kind == "agency"
