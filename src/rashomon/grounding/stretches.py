"""Which days a time stands for in its sentence: "between Wednesday and Friday", "early in May".

Stands beside `rashomon.grounding.timeline`. Enters: the times of a passage with its words. Leaves: the
days of a statement that one of them dates. The marks of the times keep what each says by itself.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from rashomon.grounding.times_units import moved
from rashomon.instants import Days, hull
from rashomon.records.mentions import Time
from rashomon.records.reports import Passage
from rashomon.records.times import TimeExpression
from rashomon.spans import Span, cut

_A_WEEK = timedelta(days=7)


class Dated(Struct, frozen=True):
    """An expression of time with what it means and the passage that it stands in."""

    expression: TimeExpression
    time: Time
    passage: Passage


def stretched(one: Dated, inside: Sequence[Dated]) -> Time:
    """The days for which a time stands: to the end of a range, or the part of a month that is told.

    Args:
        one: The time.
        inside: All times of its passage.
    """
    ranged = _range_of(one, inside)
    if ranged is not None:
        return ranged
    later = _counted_on(one)
    return _narrowed(one) if later is None else later


# ---- Ranges

_OPENED = re.compile(
    r"\b(?P<by>between|from)\s+(?:the\s+)?(?:(?:night|evening|morning|dawn|end|start)\s+of\s+)?\Z"
    r"|\b(?P<night>(?:night|overnight)(?:\s+(?:from|of|between|on))?)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
"""What opens a range before its first day."""

_JOINED = {
    "between": re.compile(r"\s*,?\s*and\s+(?:the\s+)?\Z", re.IGNORECASE),
    "from": re.compile(r"\s*(?:to|until|till|through|up to|[-–—])\s*(?:the\s+)?\Z", re.IGNORECASE),
    "night": re.compile(r"\s*(?:to|and|into|[-–—])\s*(?:the\s+)?\Z", re.IGNORECASE),
}
"""What stands between the two days of a range, by what opened it."""


def _range_of(one: Dated, inside: Sequence[Dated]) -> Time | None:
    """The days from the first to the last of a range that a time begins or ends; None for none."""
    ordered = sorted(inside, key=lambda other: other.expression.span.start)
    at = next((i for i, other in enumerate(ordered) if other is one), None)
    if at is None:
        return None
    if one.expression.text.lower() == "overnight":  # "overnight from Friday to Saturday"
        at += 1
    for first, last in ((at, at + 1), (at - 1, at)):
        if first >= 0 and last < len(ordered) and _are_range(ordered[first], ordered[last]):
            return _between(ordered[first], ordered[last])
    return None


def _are_range(one: Dated, other: Dated) -> bool:
    text, offset = one.passage.text, one.passage.start
    start, end = one.expression.span.start - offset, one.expression.span.end - offset
    opened = _OPENED.search(cut(text, Span(0, start)))
    if opened is None:
        return False
    kind = "night" if opened["night"] else opened["by"].lower()
    gap = cut(text, Span(end, max(end, other.expression.span.start - offset)))
    return _JOINED[kind].fullmatch(gap) is not None


def _between(one: Dated, other: Dated) -> Time | None:
    """The hull of two times; a weekday that would lie behind the other's is that of the week before."""
    first, last = one.time.days, other.time.days
    if first is None or last is None:
        return None
    if first.first > last.last and one.expression.form == "weekday":
        first = Days(first.first - _A_WEEK, first.last - _A_WEEK)
    if first.first > last.last:
        return None
    days = hull([first, last])
    return None if days is None else Time(f"{days.first.isoformat()}/{days.last.isoformat()}", days)


# ---- Parts of a month

_PARTS = {"START": (1, 12), "MID": (10, 22), "END": (18, 31), "CLOSE": (20, 31)}
"""The days of a month that "early", "mid" and "late" stand for: thirds, some days wider on either side,
since nobody says how far they reach."""

_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31


def _narrowed(one: Dated) -> Time:
    """The part of a month that is told of it: "early in May", "mid-May", "late May"."""
    days, part = one.time.days, _PARTS.get(str(one.expression.parts.get("edge")))
    if days is None or part is None or days.first.day != 1:
        return one.time
    if not _SHORTEST_MONTH <= (days.last - days.first).days + 1 <= _LONGEST_MONTH:
        return one.time
    last = min(part[1], days.last.day)
    return Time(one.time.value, Days(days.first.replace(day=part[0]), days.first.replace(day=last)))


# ---- Counted from what has a day

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_LEAD = re.compile(
    r"\b(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|the)\s+"
    r"(?P<step>day|week|month)s?\s+(?P<way>after|before)\s+"
    r"(?:the|an?|his|her|its|their|last)\s+(?:[\w’'-]+\s+){1,4}(?:of|on|in)\s+\Z",
    re.IGNORECASE,
)
"""What counts from a deed that has a day: "a day after the raid of 4 May,"."""


def _counted_on(one: Dated) -> Time | None:
    """The day so long after or before that of a deed: "two days after the battle of 4 May, …"."""
    text, offset = one.passage.text, one.passage.start
    start, end = one.expression.span.start - offset, one.expression.span.end - offset
    lead = _LEAD.search(cut(text, Span(0, start)))
    days = one.time.days
    opens = cut(text, Span(end, min(len(text), end + 1))) == ","
    if lead is None or days is None or not opens or "day" not in one.expression.parts:
        return None
    count = count_of(lead["count"]) * (1 if lead["way"].lower() == "after" else -1)
    first = moved(days.first, count, lead["step"].lower())
    return Time(first.isoformat(), Days(first, first))


def count_of(word: str) -> int:
    """How many a small number in figures or words is; an article is one."""
    word = word.lower()
    if word.isdigit():
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else 1


def until(time: Time, told: date) -> Time:
    """From the day on which it is foreseen to the last of a time: "by the end of July"."""
    if time.days is None or told > time.days.last:
        return time
    return Time(time.value, Days(told, time.days.last))
