"""Directions: who took from whom, where anybody can tell.

Enters: two reports and the passages they share. Leaves: which of them is the original, the reason, and
whether the copy says whose words it carries. What the texts say goes before what the calendar says: an
earlier day shows only that the one could not have copied the other.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from rashomon.records.reports import Report
from rashomon.spans import Span
from rashomon.tracing.credits import agencies_in, inserted_name, naming_of, quoted_share

QUOTED_FROM = 0.6
"""Share of a passage between quotation marks from which it counts as quoted; quotations inside a
quotation hide part of it."""

Which = Literal["one", "other"]


class Direction(Struct, frozen=True):
    """Which of two reports is the original; None where nobody can tell. ``why`` is one sentence."""

    original: Which | None
    credited: bool
    why: str


class Shared(Struct, frozen=True):
    """A passage that stands in two reports."""

    one: Span
    other: Span


def tell_direction(one: Report, other: Report, passages: Sequence[Shared]) -> Direction:
    """The direction of what two reports share, by what their texts say, then by their days."""
    here = [passage.one for passage in passages]
    there = [passage.other for passage in passages]
    by_other = naming_of(one, other, there) or inserted_name(
        one, other, list(zip(here, there, strict=True))
    )
    by_one = naming_of(other, one, here) or inserted_name(
        other, one, list(zip(there, here, strict=True))
    )
    if (by_other is None) != (by_one is None):
        original: Which = "one" if by_other is not None else "other"
        return Direction(original, True, f"the copy names it: “{by_other or by_one}”")
    quoted_one = all(is_quoted(one, passage.one) for passage in passages)
    quoted_other = all(is_quoted(other, passage.other) for passage in passages)
    credited = by_other is not None
    if quoted_one != quoted_other:
        original = "one" if quoted_other else "other"
        return Direction(original, credited, "it stands in quotation marks in the copy alone")
    if one.carries is not None and one.carries == other.carries:
        return Direction(None, True, f"both carry {one.carries}")
    common = sorted(agencies_in(one, here) & agencies_in(other, there))
    if common:
        return Direction(None, True, f"both name {', '.join(common)}")
    by_day = _tell_by_day(one, other, credited)
    return by_day or Direction(None, credited, "neither text names the other and no day decides")


def _tell_by_day(one: Report, other: Report, credited: bool) -> Direction | None:
    first, second = one.published.days, other.published.days
    if first is None or second is None:
        return None
    if first.last < second.first:
        return Direction("one", credited, f"it was published by {first.last}, the copy later")
    if second.last < first.first:
        return Direction("other", credited, f"it was published by {second.last}, the copy later")
    return None


def is_quoted(report: Report, span: Span) -> bool:
    """Whether a passage stands between quotation marks, most of it at least."""
    return quoted_share(report.text, span) >= QUOTED_FROM
