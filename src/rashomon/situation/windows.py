"""Windows of what is foreseen: for which days a statement foresees something.

Enters: a statement, with the days of its report. Leaves: its window. "Before the spring" ends where the
spring begins, "by Friday" and "before the end of the year" end with Friday and the year, "in a matter of
days" and "before the year is out" are told in words that are no day by themselves; all begin with the
report.
"""

import re
from datetime import date, timedelta

from rashomon.instants import Days, width_days
from rashomon.records.statements import Statement

_TIMES = (
    r"(?:the\s+|this\s+|next\s+|early\s+|late\s+)*(?:spring|summer|autumn|fall|winter|year|month|week|weekend|new\s+year"
    r"|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}|\d{1,2}\s)"
)
_BY_THEN = re.compile(
    rf"\bnot?\s+later\s+than\b|\bat\s+the\s+latest\b|\b(?:by|until|till|before|prior\s+to|ahead\s+of)\s+the\s+(?:end|close)\s+of\b|\b(?:by|until|till)\s+{_TIMES}",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(rf"\b(?:before|prior\s+to|ahead\s+of)\s+{_TIMES}", re.IGNORECASE)

_EVENT = (
    r"\s+(?:the\s+time\s+)?(?!the\s+end\b)"
    r"(?:(?!(?:and|but|or|will|would|after|before)\b)[\w’'-]+,?\s+){1,7}?(?:on|in)\s+"
)
"""The words for an event with its day: "the elections on May 3", "the time talks open in June"."""

_BY_EVENT = re.compile(rf"\b(?:by|until|till){_EVENT}{_TIMES}", re.IGNORECASE)
_BEFORE_EVENT = re.compile(rf"\b(?:before|prior\s+to|ahead\s+of){_EVENT}{_TIMES}", re.IGNORECASE)
_BEFORE_ITS_END = re.compile(
    rf"\bbefore\s+{_TIMES}\w*(?:\s+(?:is|was)|[’']s)?\s+(?:out|over|up|through|done|ends?|ended)\b",
    re.IGNORECASE,
)
_NEW_YEAR = re.compile(r"\bbefore\s+(?:the\s+)?new\s+year", re.IGNORECASE)

_BY_WEEKDAY = re.compile(
    r"\b(?:by|until|till|before)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_FIRST_OF_SEASON = {"SP": (3, 20), "SU": (6, 21), "FA": (9, 23), "WI": (12, 21)}
_NEXT_SEASON = {"SP": "SU", "SU": "FA", "FA": "WI", "WI": "SP"}

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_SPAN_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_SOME_DAYS = {"hour": 1, "day": 10, "week": 28, "fortnight": 28, "month": 90, "year": 1095}
"""How far "within days" or "in a matter of weeks" reach, as times in general do without a number."""
_UNIT = r"(?P<unit>hour|day|week|fortnight|month|year)"
_NUMBER = rf"(?P<count>\d+|{'|'.join(_NUMBERS)})"
_IN_SOME = re.compile(
    rf"\b(?:within|in)\s+(?:a\s+(?:matter|question)\s+of\s+|the\s+(?:coming|next)\s+)?(?:a\s+few\s+)?{_UNIT}s\b"
    rf"|\ba\s+(?:matter|question)\s+of\s+{_UNIT.replace('unit', 'other')}s\b",
    re.IGNORECASE,
)
_IN_SO_MANY = re.compile(
    rf"\b(?:within|in|inside)\s+(?:the\s+next\s+)?(?:(?:less|fewer|no\s+more)\s+than\s+|under\s+)?{_NUMBER}"
    rf"\s+{_UNIT}s?\b",
    re.IGNORECASE,
)
_IN_LESS = re.compile(
    rf"\b(?:within|in|inside)\s+(?:(?:less|fewer|no\s+more)\s+than|under)\s+{_NUMBER}",
    re.IGNORECASE,
)
_WEEKEND = re.compile(
    r"\b(?P<lead>over|at|on|during|this|by|before)\s+(?:the\s+end\s+of\s+)?(?:the\s+|this\s+)?(?:coming\s+|next\s+)?weekend\b"
    r"(?P<out>\s+(?:is|was)\s+(?:out|over))?",
    re.IGNORECASE,
)
_BY_NIGHT = re.compile(
    r"\bby\s+(?:the\s+|this\s+)?(?P<part>nightfall|dusk|sunset|sundown|evening|tonight|midnight|noon"
    r"|dawn|daybreak|sunrise|morning)\b(?!\s+(?:on|of)\b)",
    re.IGNORECASE,
)
_MORNING = frozenset({"dawn", "daybreak", "sunrise", "morning"})
_IN_HOURS = re.compile(rf"\b(?:within|in)\s+(?:the\s+next\s+)?{_NUMBER}\s+hours?\b", re.IGNORECASE)
"""A stretch of hours, the last of which may be of the next day or the one after."""

_OUT = re.compile(
    r"\bbefore\s+the\s+(?P<whole>year|month|week)\s+(?:is|was)\s+(?:out|over|up|through)\b"
    r"|\b(?:before|by)\s+(?:the\s+)?(?P<other>year|month|week)(?:[’']s|-)\s*(?:end|out)\b"
    r"|\bbefore\s+the\s+(?P<third>year|month|week)\s+ends\b",
    re.IGNORECASE,
)


def window_of(statement: Statement, told: Days | None) -> Days | None:
    """The days foreseen; days that lie before the report are not the window of what is to come."""
    days = _days(statement, told)
    if days is None or (told is not None and _is_ahead(statement.quote, days, told)):
        return days if told is None else _ahead(statement.quote, told)
    if statement.terms is not None and statement.terms.signed == days:
        return None
    if told is None:
        return days
    days = _next_week(days, told, statement.quote)
    begun = _SINCE.search(statement.quote) is not None
    if begun or days.last < told.first:
        return None
    last = days.first - timedelta(days=1)
    if _BEFORE_ITS_END.search(statement.quote):
        days = Days(told.first, max(days.last, _last_of(statement)))
    elif _BY_THEN.search(statement.quote):
        days = Days(told.first, days.last)
    elif (by_event := _by_event(statement.quote, days, told)) is not None:
        days = by_event
    elif _BEFORE_IT.search(statement.quote) and told.first <= last:
        days = Days(told.first, last)
    # "this month" is what is left of it
    return Days(max(days.first, min(told.first, days.last)), days.last)


def _is_ahead(quote: str, days: Days, told: Days) -> bool:
    """Whether words tell a stretch from the report on, whatever days they were taken for."""
    if _IN_LESS.search(quote) is not None:
        return True
    is_past = days.last < told.first
    return (days == told and _IN_HOURS.search(quote) is not None) or (
        is_past and _WEEKEND.search(quote) is not None
    )


def _by_event(quote: str, days: Days, told: Days) -> Days | None:
    """The days until an event of some days; those before it where its day is told, and it ends them."""
    is_before = _BEFORE_EVENT.search(quote) is not None or _NEW_YEAR.search(quote) is not None
    if not is_before and _BY_EVENT.search(quote) is None:
        return None
    is_day = width_days(days) == 1 or _NEW_YEAR.search(quote) is not None
    last = days.last - timedelta(days=1) if is_before and is_day else days.last
    return Days(told.first, last) if told.first <= last else None


def _next_week(days: Days, told: Days, quote: str) -> Days:
    """The days, those of a weekday by which something will come in the week after the report."""
    week = timedelta(days=7)
    if days.last < told.first <= days.last + week and _BY_WEEKDAY.search(quote):
        return Days(days.first + week, days.last + week)
    return days


def _days(statement: Statement, told: Days | None) -> Days | None:
    """The days of a statement's time; a season's are those of the north, the next after the report."""
    if statement.time is None:
        return None
    season = _SEASON.fullmatch(statement.time.value or "")
    if statement.time.days is not None or season is None:
        return statement.time.days
    days = _season(int(season[1]), season[2])
    is_past = told is not None and days.last < told.first
    return _season(int(season[1]) + 1, season[2]) if is_past else days


_MONTH = re.compile(r"(\d{4})-(\d{2})")


def _last_of(statement: Statement) -> date:
    """The last day of the month that a statement's time is; the first day of all for any other."""
    value = "" if statement.time is None else statement.time.value or ""
    found = _MONTH.fullmatch(value)
    return date.min if found is None else _end_of_month(int(found[1]), int(found[2]))


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _season(year: int, name: str) -> Days:
    first = date(year, *_FIRST_OF_SEASON[name])
    end = date(year + (name == "WI"), *_FIRST_OF_SEASON[_NEXT_SEASON[name]])
    return Days(first, end - timedelta(days=1))


def _ahead(quote: str, told: Days) -> Days | None:
    """The days of a stretch from the report on that its words tell; None where they tell none."""
    if (out := _OUT.search(quote)) is not None:
        return _rest_of(next(word for word in out.groups() if word).lower(), told)
    if (many := _IN_SO_MANY.search(quote)) is not None:
        word = many["count"].lower()
        count = int(word) if word.isdigit() else _NUMBERS[word]
        return _reaching(told, count * _SPAN_DAYS[many["unit"].lower()])
    if (near := _near(quote, told)) is not None:
        return near
    if (some := _IN_SOME.search(quote)) is not None:
        return _reaching(told, _SOME_DAYS[(some["unit"] or some["other"]).lower()])
    return None


_LONGEST_DAYS = 36_500
"""A century: farther ahead nothing is foreseen that a report could settle."""


def _reaching(told: Days, days: float) -> Days:
    reach = min(max(1, round(days)), _LONGEST_DAYS)
    return Days(told.first, told.last + min(timedelta(days=reach), date.max - told.last))


def _near(quote: str, told: Days) -> Days | None:
    """The days of the weekend or until the night, where words tell them."""
    if (weekend := _WEEKEND.search(quote)) is not None:
        return _weekend(weekend, told)
    if (night := _BY_NIGHT.search(quote)) is not None:
        return Days(told.first, told.last + timedelta(days=night["part"].lower() in _MORNING))
    return None


def _weekend(found: re.Match[str], told: Days) -> Days:
    """The next weekend, or the days until it is there or, where that is told, over."""
    saturday = told.last + timedelta(days=(5 - told.last.weekday()) % 7)
    if told.last.weekday() == 6:
        saturday = told.last - timedelta(days=1)
    sunday = saturday + timedelta(days=1)
    lead = found["lead"].lower()
    if lead == "before" and found["out"] is None:
        return Days(told.first, max(told.first, saturday - timedelta(days=1)))
    return Days(told.first if lead in ("by", "before") else max(told.first, saturday), sunday)


def _rest_of(whole: str, told: Days) -> Days:
    """The days from the report to the end of its year, month or week."""
    last = told.last
    if whole == "week":
        return Days(told.first, last + timedelta(days=6 - last.weekday()))
    if whole == "year":
        return Days(told.first, date(last.year, 12, 31))
    return Days(told.first, _end_of_month(last.year, last.month))
