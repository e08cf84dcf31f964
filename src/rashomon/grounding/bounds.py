"""Between which days a report without a day was published, as far as its words presuppose it.

Stands beside `dating`, for reports of which no day can be inferred. Enters: the text and its expressions
of time. Leaves: an interval with the words that bound it, or none. It is written after the latest time
that it tells with its year as past. "Syria's four-year-old civil war" is written in the fifth year after
that war began, and of those days some are left by a day told without its year ("on Sept. 30"): writers
leave the year out where it is the one that they write in.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.gazetteers.conflicts import load_conflicts
from rashomon.grounding.times import anchor
from rashomon.grounding.times_vocabulary import read_tables
from rashomon.instants import Days, hull, meet
from rashomon.records.times import TimeExpression
from rashomon.spans import Span, cut

ROUNDING = timedelta(days=31)
"""Writers round within a month: of a war's anniversary, and of the turn of a year."""

_BESIDE_CHARS = 60
"""How far from a conflict's age its country stands: in the same clause, mostly right beside."""

_CONFLICTS = (
    "war|wars|conflict|uprising|insurgency|rebellion|revolt|revolution|fighting|hostilities|violence|"
    "bloodshed|strife|occupation|crisis"
)
_BEFORE_DAY = re.compile(r"\b(?:on|since|in|from|until|till|late on|early on)\s*\Z", re.IGNORECASE)


class Bounds(Struct, frozen=True):
    """The days between which a report was published, and the words that tell."""

    days: Days
    why: str


class _Age(Struct, frozen=True):
    """How old a report says that a country's conflict is, in whole months: at least, and at most."""

    least: int
    most: int
    country: str
    words: str


def find_bounds(text: str, expressions: Sequence[TimeExpression], latest: date) -> Bounds | None:
    """The days between which a report was published, and why; None where its words bound it nowhere.

    Args:
        text: The report's text.
        expressions: Its expressions of time.
        latest: A day by which it was there: it was read then, or an archive had it.
    """
    reasons = []
    left = [Days(date.min, latest)]
    told = _latest_told(expressions, latest)
    if told is not None:
        left = [Days(told[0], latest)]
        reasons.append(f"“{told[1]}” is told as past")
    by_age = False
    for age in _ages(text):
        fitting = _meeting(left, _written_on(age))
        if fitting:
            left, by_age = fitting, True
            reasons.append(f"“{age.words}” counts from when that conflict began")
    if by_age:  # without it, the days of every year would fit
        for one in expressions:
            years = range(left[0].first.year - 1, left[-1].last.year + 1)
            fitting = _meeting(left, _same_years(text, one, years))
            if fitting and fitting != left:
                left = fitting
                reasons.append(f"“{one.text}” without a year is of the year of writing")
    days = hull(left)
    return Bounds(days, "; ".join(reasons)) if days is not None and reasons else None


def _latest_told(expressions: Sequence[TimeExpression], latest: date) -> tuple[date, str] | None:
    """The first day of the latest time that is told with its year as past, and its words."""
    found = []
    for one in expressions:
        if one.tense == "past" and "year" in one.parts:
            days = anchor([one], None)[0].days
            if days is not None and days.first <= latest:
                found.append((days.first, one.text))
    return max(found, default=None)


def _meeting(left: Sequence[Days], others: Iterator[Days]) -> list[Days]:
    """What is left of some intervals within others, in order."""
    within = list(others)
    found = (meet(one, other) for one in left for other in within)
    return sorted({one for one in found if one is not None})


# -- the age of a conflict


def _ages(text: str) -> Iterator[_Age]:
    """The ages of conflicts that a text tells, of countries whose conflicts have a known beginning."""
    for pattern, is_nth in _patterns():
        for match in pattern.finditer(text):
            country = _country_beside(text, Span(*match.span()))
            if country is not None:
                months = 12 if match["unit"].casefold() == "year" else 1
                least = _number(match["number"])
                if is_nth or match.groupdict().get("nearly"):
                    least -= 1
                words = " ".join(match.group().split())
                yield _Age(least * months, (least + 1) * months, country, words)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Regular expressions for the age of a conflict, and whether they count the year that goes on."""
    tables = read_tables()
    counts = "|".join(sorted({*tables["ones"], *tables["teens"], *tables["tens"]}))
    ordinals = "|".join(sorted(tables["ordinals"]))
    count = rf"(?<![\w-])(?P<nearly>nearly\s+|almost\s+)?(?P<number>\d{{1,2}}|{counts})"
    nth = rf"(?<![\w-])(?P<number>\d{{1,2}}(?:st|nd|rd|th)|{ordinals})"
    unit, conflict = r"(?P<unit>year|month)", rf"(?:{_CONFLICTS})\b"
    some = r"(?:[\w’'-]+\s+){0,3}?"
    forms = (
        (rf"{count}-{unit}(?:-old|-long)?\s+{some}{conflict}", False),  # four-year-old civil war
        (rf"{count}\s+{unit}s?\s+(?:of|into)\s+{some}{conflict}", False),  # four years of civil war
        (rf"{nth}\s+{unit}\s+of\s+{some}{conflict}", True),  # the fifth year of the war
        # the war, in its fifth year
        (rf"\b{conflict}[^.;\n]{{0,40}}?\b(?:its|their)\s+{nth}\s+{unit}\b", True),
    )
    return tuple((re.compile(form, re.IGNORECASE), is_nth) for form, is_nth in forms)


def _number(words: str) -> int:
    tables = read_tables()
    digits = re.match(r"\d+", words)
    if digits is not None:
        return int(digits.group())
    counts: dict[str, int] = {
        **tables["ones"], **tables["teens"], **tables["tens"], **tables["ordinals"]
    }  # fmt: skip
    return counts[words.casefold()]


def _country_beside(text: str, span: Span) -> str | None:
    """The country with a known conflict that is named in some words, else right before or behind."""
    before = cut(text, Span(max(0, span.start - _BESIDE_CHARS), span.start))
    after = cut(text, Span(span.end, min(len(text), span.end + _BESIDE_CHARS)))
    before = re.split(r"[.;\n]\s", before)[-1]
    after = re.split(r"[.;\n]\s", after)[0]
    near = _countries(cut(text, span)) or _countries(before)[-1:] or _countries(after)
    return near[0] if near else None


def _countries(words: str) -> list[str]:
    """The countries with known conflicts that words name, in order."""
    named = (hit.form.actor.country for hit in registry().hits(fold_words(words)))
    return [one for one in named if one is not None and one in load_conflicts()]


def _written_on(age: _Age) -> Iterator[Days]:
    """The days on which a conflict of a country is of an age, by each day that it is counted from."""
    for began in load_conflicts()[age.country]:
        first, last = _months_after(began, age.least), _months_after(began, age.most)
        yield Days(first - ROUNDING, last + ROUNDING)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _same_years(text: str, one: TimeExpression, years: range) -> Iterator[Days]:
    """The days on which a writer leaves the year out of a past time: from it to the end of its year."""
    is_yearless = one.form in ("date", "month") and "month" in one.parts and "year" not in one.parts
    ahead = cut(text, Span(max(0, one.span.start - 12), one.span.start))
    if one.tense != "past" or not is_yearless or not _BEFORE_DAY.search(ahead):
        return
    month = int(one.parts["month"])
    for year in years:
        if 1 <= (day := int(one.parts.get("day", 1))) <= monthrange(year, month)[1]:
            yield Days(date(year, month, day), date(year, 12, 31) + ROUNDING)
