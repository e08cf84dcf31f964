"""What statements foresee, each thing once: copies foresee nothing new, nor do clauses.

Enters: statements that foresee, the days of their reports and the claims that they are part of. Leaves:
the groups of those that foresee the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.statements import Statement
from rashomon.situation.windows import window_of
from rashomon.spans import covers


class Foreseen(Struct, frozen=True):
    """A forecast before its outcome.

    ``statement`` stands for it, ``group`` are all that make it; ``told`` are its report's days.
    """

    statement: Statement
    group: tuple[Statement, ...]
    told: Days | None
    window: Days | None


def nest(foreseeing: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Each statement with the widest of its sentence that it is a clause of, itself where it is none."""
    widest_first = sorted(
        foreseeing,
        key=lambda one: (one.report, one.span.start, -one.span.end, one.type is None, one.id),
    )
    within: Statement | None = None
    for one in widest_first:
        if within is None or one.report != within.report or not covers(within.span, one.span):
            within = one
        yield one, within


def tell_apart(
    foreseeing: Iterable[Statement],
    published: Mapping[str, Days | None],
    claim_of: Mapping[str, str],
) -> Iterator[Foreseen]:
    """What is foreseen, each once.

    The earliest report's widest statement stands for it, and the others say what else it is about.
    """
    groups: dict[str, list[Statement]] = {}
    outer: dict[str, str] = {}
    for one, within in nest(foreseeing):
        claim = claim_of.get(within.id, within.id)
        key = outer.setdefault(claim_of.get(one.id, one.id), outer.get(claim, claim))
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        first = min(group, key=lambda one: _told_order(one, published))
        told = published.get(first.report)
        windows = [window_of(one, told) for one in group if one.report == first.report]
        window = next((days for days in windows if days is not None), None)
        yield Foreseen(first, tuple(group), told, window)


def _told_order(
    statement: Statement, published: Mapping[str, Days | None]
) -> tuple[date, date, str, int, int, str]:
    told = published.get(statement.report)
    first, last = (date.max, date.max) if told is None else (told.first, told.last)
    span = statement.span
    return first, last, statement.report, span.start - span.end, span.start, statement.id
