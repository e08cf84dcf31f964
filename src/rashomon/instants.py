"""Whole days and intervals of days, both ends included; unknown is None, never a guess."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct


class Days(Struct, frozen=True, order=True):
    """An interval of days, both ends included; one day where both are the same."""

    first: date
    last: date


def day(value: date) -> Days:
    """The interval that is one day."""
    return Days(value, value)


def overlaps(one: Days, other: Days) -> bool:
    """Whether two intervals share a day."""
    return one.first <= other.last and other.first <= one.last


def meet(one: Days, other: Days) -> Days | None:
    """The days that two intervals share; None for none."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Days(first, last) if first <= last else None


def hull(intervals: Iterable[Days]) -> Days | None:
    """The smallest interval that holds all of them; None for none."""
    found = list(intervals)
    if not found:
        return None
    return Days(min(one.first for one in found), max(one.last for one in found))


def width_days(interval: Days) -> int:
    """How many days an interval holds."""
    return (interval.last - interval.first).days + 1
