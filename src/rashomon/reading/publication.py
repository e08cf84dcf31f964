"""The day on which a report says it was published, in its own head or foot.

Stands inside reading. Enters: the text's first words and its short lines. Leaves: a day and the words
that state it, only where a whole day stands in the place of a day of publication. A day inside a
sentence is a day of what the sentence tells; what follows from it is found later on the path.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from msgspec import Struct

from rashomon.calendars import MONTHS, WEEKDAYS
from rashomon.gazetteers.outlets import find_outlet
from rashomon.reading.lines import Line
from rashomon.spans import Span, covers

HEAD_WORDS = 60
"""How many words of a line may hold its headline, a subtitle and the dateline; a day that no agency or
weekday announces is a dateline's only within half as many."""

HEAD_LINES = 12
FOOT_LINES = 6
FIRST_YEAR, LAST_YEAR = 1900, 2099

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_NAME = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_WEEKDAY = rf"(?:(?P<weekday>{_DAY_NAME})\.?,?\s+)?"
_LONGEST_HEAD_CHARS = 700
_WORD = re.compile(r"\S+")
_DATE = re.compile(
    rf"""(?<![\w/.:-]){_WEEKDAY}(?:
      (?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?!\d)
    | (?P<a>\d{{1,2}})(?P<s2>[-/.])(?P<b>\d{{1,2}})(?P=s2)(?P<y2>\d{{4}})(?!\d)
    | (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?[\s/-]*(?:of\s+)?(?P<m3>{_MONTH})\b\.?,?[\s/-]*
      (?P<y3>\d{{4}})(?!\d)
    | (?P<m4>{_MONTH})\b\.?\s*(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+|(?=\d{{4}}))
      (?P<y4>\d{{4}})(?!\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(
    r"(?P<first>(?:first\s+)?(?:published|posted|created|issued|released|date\s+of\s+publication|publication\s+date|"
    r"date|filed|written|submitted|uploaded|added|translated|pub\.?\s*date))|(?P<late>(?:last\s+)?(?:updated|modified|"
    r"revised|edited|reviewed|changed)|last\s+update)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[\s:,|–—-]*(?:(?:in\s+[A-Z][\w .’'-]{1,30}?|by\s+[\w .’'-]{2,40}?|on|at|in|date|time)\b"
    r"[\s:,|–—-]*)*",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\s,|]*")
_EVENT_BEFORE = re.compile(
    r"\b(?:on|in|since|until|till|by|from|of|to|between|dated|and|before|after|around|about|during|through|"
    r"starting|beginning|ending|effective|for|as|was|is|were|the|late|early|mid|a|his|her|its|their|night|morning)\s*,?\s*\(?\Z",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[\s,|@–—-]*(?:(?:at\s+)?\d{1,2}[:.h]?\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)?[\s,|]*"
    r"(?:\(?(?:gmt|utc|est|edt|et|cet|local\s+time|[+-]\d{2}:?\d{2})\)?)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_NO_LETTERS = re.compile(r"[\W\d_]*\Z")
_WEEKDAY_WORD = re.compile(rf"\b({_DAY_NAME})\b", re.IGNORECASE)


class StatedDay(Struct, frozen=True):
    """A day of publication and where it stands: the day's own words with their label, and the rest.

    ``is_update`` says that it is the day of a later version.
    """

    day: date
    span: Span
    is_update: bool


class _Found(Struct, frozen=True):
    day: date
    span: Span


def find_stated_day(text: str, lines: Sequence[Line]) -> StatedDay | None:
    """The day that the text gives as its own; None where it gives none.

    A first publication wins over an update, the head over the foot, the earlier place over the later.
    """
    labelled = list(_labelled(text, lines))
    bare = [*_alone(text, lines), *_in_dateline(text, lines)]
    found = [
        *labelled,
        *(one for one in bare if not any(covers(two.span, one.span) for two in labelled)),
    ]
    first = [one for one in found if not one.is_update]
    return next(iter(first or found), None)


def days_in(text: str, span: Span) -> Iterator[_Found]:
    """The whole days written in a stretch of text."""
    if _DIGIT.search(text, span.start, span.end) is None:
        return
    for match in _DATE.finditer(text, span.start, span.end):
        day = _day_of(match, text)
        if day is not None:
            yield _Found(day, Span(*match.span()))


def has_day(words: str) -> bool:
    """Whether a whole day is written in some words."""
    return any(True for _ in days_in(words, Span(0, len(words))))


def clock_end(text: str, span: Span) -> int:
    """Where a time of the day that opens a stretch of text ends; its start where there is none."""
    found = _CLOCK.match(text, span.start, span.end)
    is_clock = found is not None and any(letter.isdigit() for letter in found.group())
    return found.end() if found is not None and is_clock else span.start


def _head(lines: Sequence[Line]) -> Sequence[Line]:
    return lines[:HEAD_LINES]


def _labelled(text: str, lines: Sequence[Line]) -> Iterator[StatedDay]:
    """Days after a word such as "Published", at the start of a line or of the text's head."""
    for line in [*_head(lines), *lines[HEAD_LINES:][-FOOT_LINES:]]:
        end = min(line.span.end, line.span.start + 200)
        if _DIGIT.search(text, line.span.start, line.span.end) is None:
            continue  # no day is written there, and labels are slow to look for
        for label in _LABEL.finditer(text, line.span.start, end):
            before = text[line.span.start : label.start()]
            opens = before.rstrip()[-1:] in ("|", "(", "[", "•", "·")
            # A sentence of its own such as "Translated 3 May 2016." behind others.
            opens = opens or (before.rstrip()[-1:] == "." and label.group()[0].isupper())
            if not (_NO_LETTERS.match(before) or opens):
                continue
            between = _BETWEEN.match(text, label.end())
            at = between.end() if between else label.end()
            at = clock_end(text, Span(at, line.span.end))
            gap = _SEPARATORS.match(text, at)
            at = gap.end() if gap else at
            for found in days_in(text, Span(at, min(line.span.end, at + 60))):
                if found.span.start == at:
                    yield StatedDay(
                        found.day,
                        Span(label.start(), found.span.end),
                        label.group("late") is not None,
                    )


def _alone(text: str, lines: Sequence[Line]) -> Iterator[StatedDay]:
    """Days that stand in a line of their own, or beside an author or a place in the head."""
    for line in [*_head(lines), *lines[HEAD_LINES:][-FOOT_LINES:]]:
        if line.is_prose or line.count > 14 or _CORRECTION.match(line.words):
            continue
        for found in days_in(text, line.span):
            before = text[line.span.start : found.span.start]
            rest = text[clock_end(text, Span(found.span.end, line.span.end)) : line.span.end]
            beside = _is_beside(before) or _BYLINE.match(before) or _ISSUE.fullmatch(before)
            if beside and _is_beside(rest):
                yield StatedDay(found.day, found.span, is_update=False)
                break


_CORRECTION = re.compile(r"correct(?:ion|ed)|clarification|editor.?s note", re.IGNORECASE)
_BESIDE = re.compile(
    r"[\s|,;:•·()–—/-]*(?:by|from|in)?\s*"
    r"(?:(?:[A-Z][\w.’'-]*|@\w+|[\w.+-]{1,60}@[\w.-]{1,60})[\s,|•·/–—-]*){0,6}[\s|,;:•·()–—/-]*\Z"
)


_BYLINE = re.compile(
    r"\s*(?i:by)\s+[A-Z][\w.’'-]*(?:[\s,|•·/–—-]+(?:[A-Z][\w.’'-]*|(?:of|for|and|the|in|at|on|al|de|van|bin)\b)){1,14}"
    r"[\s,|•·–—-]+\Z"
)
"""An author with where he works, before the day: "By A. Name, Centre for the Study of Wars, …"."""


_ISSUE = re.compile(
    r"\s*(?:[A-Z][\w’'&-]*,?\s+){0,4}(?:(?i:no|nr|issue|number|vol|volume|edition|bulletin|briefing)\.?\s*"
    r"(?:no\.?\s*)?#?\d+[\s,:;|·–—/-]*){0,2}"
    r"(?:(?i:(?:the\s+)?(?:week|fortnight|month|period)\s+(?:to|ending|ended|up to|until)|edition of|"
    r"issue of|as of)\s*(?:on\s+)?)?"
)
"""The number of an issue and the stretch of days that it covers: "No. 12 – Week to 4 May 2014"."""


def _is_beside(words: str) -> bool:
    """Whether words may stand beside a day of publication: nothing, or a few names."""
    return _NO_LETTERS.match(words) is not None or (
        len(words) < 80 and _BESIDE.match(words) is not None and _EVENT_BEFORE.search(words) is None
    )


def _in_dateline(text: str, lines: Sequence[Line]) -> Iterator[StatedDay]:
    """Days that open a paragraph, or stand between a headline and the first sentence of one line."""
    for line in _head(lines):
        if _CORRECTION.match(line.words):
            continue
        window = _first_words(text, line.span)
        for found in days_in(text, window):
            before = text[line.span.start : found.span.start]
            if _opens(before) or _after_headline(text, line.span, found.span):
                yield StatedDay(found.day, found.span, is_update=False)
                break


def _opens(before: str) -> bool:
    """Whether only a dateline's own words stand before a day: a place in capitals, an agency."""
    if _NO_LETTERS.match(before):
        return True
    return len(before) < 60 and _PLACE.match(before) is not None


_PLACE = re.compile(
    r"\s*[A-Z][\w’'.-]*(?:[ ,/]+[A-Z][\w’'.-]*){0,4}\s*"
    r"(?:\([^()]{2,40}\)[\s,:–—-]*|[,:–—-]\s*|/[^/]{2,30}/[\s,–—-]*)\Z"
)


def _after_headline(text: str, line: Span, span: Span) -> bool:
    """Whether a day that follows other words on its line is a dateline's, not an event's.

    Nothing that leads to the time of an event stands before it, and no sentence goes on after it.
    """
    before = text[line.start : span.start]
    if _EVENT_BEFORE.search(before) or not before[-1:].isspace():
        return False
    after = text[clock_end(text, Span(span.end, line.end)) : line.end][:40]
    if not after or after[0] in ".,;":
        return False
    after = after.lstrip(" :|–—-")
    by_agency = _is_agency(before)
    if len(before.split()) > HEAD_WORDS // 2 and not by_agency:
        return False
    return bool(after) and (by_agency or not after[0].islower())


def _is_agency(before: str) -> bool:
    """Whether an agency's name ends the words before a day ("AFP Friday 3 May 2013")."""
    words = before.split()
    for count in (1, 2, 3):
        outlet = find_outlet(" ".join(words[-count:]).strip("()/-–—,")) if words else None
        if outlet is not None and outlet.kind == "agency":
            return True
    return False


def _first_words(text: str, span: Span) -> Span:
    """The stretch of a line that may hold its dateline."""
    end = min(span.end, span.start + _LONGEST_HEAD_CHARS)
    last = next(islice(_WORD.finditer(text, span.start, end), HEAD_WORDS - 1, None), None)
    return Span(span.start, last.end() if last else end)


def _day_of(match: re.Match[str], text: str) -> date | None:
    part = match.groupdict()
    if part["a"] is not None:
        return _numeric_day(match, text)
    month = part["m3"] or part["m4"]
    number = int(part["m1"]) if month is None else MONTHS[month.lower()]
    year = int(part["y1"] or part["y3"] or part["y4"])
    return _date(year, number, int(part["d1"] or part["d3"] or part["d4"]))


def _numeric_day(match: re.Match[str], text: str) -> date | None:
    """The day of numbers alone, where only one order is possible or something decides between two.

    A weekday nearby does, and so do the text's own other days: those in numbers that can be read one
    way only, and those with a month's name a little before the one and not the other. Else points and
    dashes are written day first nearly everywhere; strokes either way, so that a stroke says nothing.
    """
    one, two, year = int(match["a"]), int(match["b"]), int(match["y2"])
    day_first, month_first = _date(year, two, one), _date(year, one, two)
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    named = match["weekday"]
    if named is None and match["s2"] == "/":
        nearby = _WEEKDAY_WORD.search(text, match.end(), match.end() + 400)
        named = nearby.group() if nearby else None
    if named is not None:
        fits = [day for day in (day_first, month_first) if _near(day, WEEKDAYS[named.lower()])]
        if len(fits) == 1:
            return fits[0]
    by_others = _as_others(text, match["s2"], day_first, month_first)
    return by_others or (None if match["s2"] == "/" else day_first)


_IN_NUMBERS = re.compile(r"(?<![\w/.-])(\d{1,2})([-/.])(\d{1,2})\2\d{4}(?!\d)")
_NAMED_DAY = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})|(?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}}))\b",
    re.IGNORECASE,
)
_SEARCHED_CHARS = 20_000
"""How much of a text is searched for its other days: more than an article has."""

_MOST_MONTHS = 12
_TOLD_WITHIN = timedelta(days=7)
"""How long before its publication a report names days of what it tells: a week."""


def _as_others(text: str, mark: str, day_first: date, month_first: date) -> date | None:
    """The day in the order that the text's other days show; None where they show none, or both."""
    orders: dict[str, set[date]] = {}
    for one, separator, two in _IN_NUMBERS.findall(text, 0, _SEARCHED_CHARS):
        if (int(one) > _MOST_MONTHS) != (int(two) > _MOST_MONTHS):
            shown = day_first if int(one) > _MOST_MONTHS else month_first
            orders.setdefault(separator, set()).add(shown)
    shown_by = orders.get(mark) or set().union(*orders.values())
    if shown_by:
        return next(iter(shown_by)) if len(shown_by) == 1 else None
    told = list(_named_days(text, day_first.year))
    near = [
        day
        for day in (day_first, month_first)
        if any(timedelta() <= day - one <= _TOLD_WITHIN for one in told)
    ]
    return near[0] if len(near) == 1 else None


def _named_days(text: str, year: int) -> Iterator[date]:
    """The days that a text gives with the names of their months, in a year."""
    for match in _NAMED_DAY.finditer(text, 0, _SEARCHED_CHARS):
        month, number = match["m1"] or match["m2"], match["d1"] or match["d2"]
        day = _date(year, MONTHS[month.lower()], int(number))
        if day is not None:
            yield day


def _near(day: date, weekday: int) -> bool:
    """Whether a weekday named in the lead is the day itself or the one before."""
    return (day.weekday() - weekday) % 7 <= 1


def _date(year: int, month: int, number: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None
