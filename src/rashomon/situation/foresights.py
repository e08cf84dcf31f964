"""Foresights: whether a statement foresees something, and for which days.

Enters: a statement, with the days of its report. Leaves: whether it is a forecast, that something will
or will not happen, and its window. "Before the spring" ends where the spring begins, "by Friday" and
"before the end of the year" end with Friday and the year; all begin with the report.
"""

import re
from datetime import date, timedelta

from rashomon.instants import Days
from rashomon.records.statements import Statement

_SOON = re.compile(
    r"\b(?:any\s+(?:day|hour|moment|minute|time)|soon|shortly|imminent(?:ly)?|before\s+long"
    r"|within\s+(?:days|hours|weeks|an?\s+(?:day|week|month)|the\s+next)"
    r"|in\s+the\s+(?:coming|next)\s+(?:few\s+)?(?:days|hours|weeks))\b",
    re.IGNORECASE,
)
_WILL_NOT = re.compile(
    r"\b(?:will|shall|going\s+to)\s+(?:not|never|hardly)\b|\bwon[’']t\b|\bnot\s+going\s+to\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:we|i)\b", re.IGNORECASE)

_TIMES = (
    r"(?:the\s+|this\s+|next\s+|early\s+|late\s+)*(?:spring|summer|autumn|fall|winter|year|month|week|weekend|new\s+year"
    r"|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}|\d{1,2}\s)"
)
_BY_THEN = re.compile(
    rf"\b(?:by|until|till|before|prior\s+to|ahead\s+of)\s+the\s+(?:end|close)\s+of\b|\b(?:by|until|till)\s+{_TIMES}",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(rf"\b(?:before|prior\s+to|ahead\s+of)\s+{_TIMES}", re.IGNORECASE)

_BY_WEEKDAY = re.compile(
    r"\b(?:by|until|till|before)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_FIRST_OF_SEASON = {"SP": (3, 20), "SU": (6, 21), "FA": (9, 23), "WI": (12, 21)}
_NEXT_SEASON = {"SP": "SU", "SU": "FA", "FA": "WI", "WI": "SP"}


def foresees(statement: Statement) -> bool:
    """Whether a statement is a forecast.

    What is predicted is one, and so is a plan with a window or told by somebody else than who has it;
    what may happen "any day"; and that something will not happen, unless who says so refuses to do it.
    """
    if statement.status == "predicted":
        return True
    if statement.type is None:
        return False
    if statement.status == "possible":
        return _SOON.search(statement.quote) is not None
    speakers = {source.entity for source in statement.attribution} - {None}
    if statement.status == "denied":
        is_own_will = bool(speakers & set(statement.actors)) or _WE.search(statement.quote)
        return foresees_not(statement) and not is_own_will
    if statement.status != "planned":
        return False
    told_by_another = bool(statement.attribution) and not speakers & set(statement.actors)
    dated = statement.time is not None and statement.time.days is not None
    return dated or told_by_another


def foresees_not(statement: Statement) -> bool:
    """Whether what is foreseen is that something will not happen."""
    return statement.status == "denied" and _WILL_NOT.search(statement.quote) is not None


def window_of(statement: Statement, told: Days | None) -> Days | None:
    """The days foreseen; days that lie before the report are not the window of what is to come."""
    days = _days(statement, told)
    if days is None or (statement.terms is not None and statement.terms.signed == days):
        return None
    if told is None:
        return days
    days = _next_week(days, told, statement.quote)
    begun = _SINCE.search(statement.quote) is not None
    if begun or days.last < told.first:
        return None
    last = days.first - timedelta(days=1)
    if _BY_THEN.search(statement.quote):
        days = Days(told.first, days.last)
    elif _BEFORE_IT.search(statement.quote) and told.first <= last:
        days = Days(told.first, last)
    return days


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


def _season(year: int, name: str) -> Days:
    first = date(year, *_FIRST_OF_SEASON[name])
    end = date(year + (name == "WI"), *_FIRST_OF_SEASON[_NEXT_SEASON[name]])
    return Days(first, end - timedelta(days=1))
