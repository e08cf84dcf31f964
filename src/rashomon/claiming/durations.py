"""Durations: the days over which what is told "since" a day has lasted.

Enters: a statement and the days of its report. Leaves: the days from the one that its words name to the
one on which it is said: who "has held the town since 20 June" holds it on the day of the report too.
"""

import calendar
import re

from rashomon.instants import Days
from rashomon.records.statements import Statement

_MONTHS = [name.casefold() for name in calendar.month_name]
_DAYS = [name.casefold() for name in calendar.day_name]
_WHEN = (
    r"(?:early|mid|late|last|this|that|the\s+(?:end|beginning|start|middle|first|second|third)(?:\s+\w+)?\s+of|"
    r"the\s+(?:night|morning|evening|afternoon)\s+of|the|around|about|at\s+least)"
)
_UNITS = (
    "dawn|noon|midnight|yesterday|today|week|weekend|month|year|spring|summer|autumn|winter|night|"
    "morning|evening|afternoon"
)
_NAMED = "|".join((*_MONTHS[1:], *(name[:3] for name in _MONTHS[1:]), "sept", *_DAYS))
_SINCE = re.compile(
    rf"\b(?:ever\s+)?since\s+(?P<when>(?:{_WHEN}[\s-]+)*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    rf"(?:{_NAMED}|{_UNITS}|(?:1[89]|20)\d\d)\b\.?(?:\W+(?:{_NAMED}|\d{{1,4}})\b){{0,2}})",
    re.IGNORECASE,
)
"""Since a day, month, year or part of a day; not since something happened."""

_OF_A_KIND = re.compile(
    r"\b(?:the|its|their|his|her|our|a|an)\s+(?:[\w-]+\s+)?(?:first|only|last|worst|best|most|least|lull|biggest|largest|"
    r"heaviest|deadliest|bloodiest|highest|lowest|greatest|longest|gravest|fiercest)\b",
    re.IGNORECASE,
)
"""Words by which something is the first or the worst since a day, which tells not how long it lasts."""

_HAD = re.compile(r"\bhad\b", re.IGNORECASE)
"""What "had" lasted since a day in a report's own words was over by the time that it tells of."""


def days_told(statement: Statement, published: Days | None) -> Days | None:
    """The days that a statement tells of; what has lasted since a day lasts to the day it is said.

    Args:
        statement: The statement.
        published: The days of its report.
    """
    stated = None if statement.time is None else statement.time.days
    if stated is None or published is None or published.last <= stated.last:
        return stated
    found = _SINCE.search(statement.quote)
    if found is None or _OF_A_KIND.search(statement.quote, 0, found.start()):
        return stated
    if not statement.attribution and _HAD.search(statement.quote, 0, found.start()):
        return stated
    is_named = _may_be(found.group("when").casefold(), stated)
    return Days(stated.first, published.last) if is_named else stated


def days_lasting(statement: Statement, told: Days) -> Days | None:
    """The days on each of which holds what is said to have lasted; None where nothing says so.

    Of several days on which it may have begun it is the last, when it surely had.

    Args:
        statement: The statement.
        told: The days that it tells of, from `days_told`.
    """
    stated = None if statement.time is None else statement.time.days
    return None if stated is None or stated == told else Days(stated.last, told.last)


def _may_be(words: str, days: Days) -> bool:
    """Whether days are those that words name, as far as these name a month, a weekday or a year."""
    named = re.findall(r"[a-z]+|\d+", words)
    months = {_MONTHS.index(full) for full in _MONTHS[1:] if {full, full[:3]} & {*named}}
    if "sept" in named:
        months.add(9)
    weekdays = {_DAYS.index(full) for full in _DAYS if full in named}
    years = {int(word) for word in named if len(word) == 4 and word.isdigit()}
    return (
        (not months or bool({days.first.month, days.last.month} & months))
        and (not weekdays or days.first.weekday() in weekdays)
        and (not years or bool({days.first.year, days.last.year} & years))
    )
