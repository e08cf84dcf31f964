"""Filters: tests that a record passes or not; None for a filter that is not given."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from rashomon.instants import Days, overlaps
from rashomon.server.problems import bad_filter

One = TypeVar("One")
Test = Callable[[Any], bool]


def chosen(records: Iterable[One], *tests: Test | None) -> list[One]:
    """The records that pass every test that is given."""
    wanted = [test for test in tests if test is not None]
    return [one for one in records if all(test(one) for test in wanted)]


def among(values: Sequence[Any], read: Callable[[Any], Any]) -> Test | None:
    """Whether what is read of a record is one of the values."""
    allowed = frozenset(values)
    return (lambda one: read(one) in allowed) if allowed else None


def equal(value: str | None, read: Callable[[Any], Any]) -> Test | None:
    """Whether what is read of a record is just that."""
    return None if value is None else lambda one: bool(read(one) == value)


def holding(words: str | None, read: Callable[[Any], str]) -> Test | None:
    """Whether a text of a record holds words as they are typed, in any case."""
    if not words:
        return None
    wanted = words.casefold()
    return lambda one: wanted in read(one).casefold()


def during(
    first: date | None, last: date | None, read: Callable[[Any], Days | None]
) -> Test | None:
    """Whether the days of a record are known and share one with those asked for.

    Raises:
        Refusal: They end before they begin.
    """
    days = interval(first, last)
    if days is None:
        return None

    def test(one: Any) -> bool:
        found = read(one)
        return found is not None and overlaps(found, days)

    return test


def interval(first: date | None, last: date | None) -> Days | None:
    """The days between two filters, either of which may be open; None where both are.

    Raises:
        Refusal: They end before they begin.
    """
    if first is None and last is None:
        return None
    days = Days(first or date.min, last or date.max)
    if days.first > days.last:
        raise bad_filter("from", f"from is {days.first}, after to, which is {days.last}.")
    return days
