"""A long report in leaves: stretches of its text, each short enough for one page.

Enters: a report's passages with what is marked in it. Leaves: spans that cover the text without a gap.
They end where a passage ends; only a passage that is itself too long is cut, between words.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from rashomon.records.mentions import Mark
from rashomon.records.reports import Passage, Report
from rashomon.records.statements import Statement
from rashomon.spans import Span, cut

LARGEST = 36_000
"""What a leaf may weigh: with the frame around it, a page of 60 kB."""

_STATEMENT = 720
_NAME = 95
"""Bytes that a statement (in the text, and its row beside it) and a name add to a page, measured."""

_LONGEST_PIECE = 9_000
"""Code points of a passage that are not cut: a quarter of a leaf, as a letter may take four bytes."""


def cut_leaves(
    report: Report,
    passages: Iterable[Passage],
    said: Sequence[Statement],
    named: Sequence[Mark],
) -> tuple[Span, ...]:
    """The leaves of a report; one for most."""
    text = report.text
    starts = _starts(text, passages)
    told = sorted(one.span.start for one in said)
    names = sorted(one.span.start for one in named)
    leaves: list[Span] = []
    begun, weight = 0, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        own = (
            len(cut(text, Span(start, end)).encode("utf-8", "replace"))
            + _STATEMENT * _within(told, start, end)
            + _NAME * _within(names, start, end)
        )
        if weight and weight + own > LARGEST:
            leaves.append(Span(begun, start))
            begun, weight = start, 0
        weight += own
    leaves.append(Span(begun, len(text)))
    return tuple(leaves)


def leaf_at(leaves: Sequence[Span], place: int) -> int:
    """The number, from 0, of the leaf that holds a place in the text."""
    return max(0, bisect_right(leaves, place, key=lambda one: one.start) - 1)


def _within(places: Sequence[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)


def _starts(text: str, passages: Iterable[Passage]) -> list[int]:
    """Where a leaf may begin."""
    begins = sorted({0, *(one.start for one in passages if one.start < len(text))})
    found: list[int] = []
    for start, end in zip(begins, [*begins[1:], len(text)], strict=True):
        found += _pieces(text, start, end)
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[int]:
    """The start of a passage, and where it is cut if it is too long."""
    yield start
    while end - start > _LONGEST_PIECE:
        limit = start + _LONGEST_PIECE
        space = text.rfind(" ", start + 1, limit)
        start = limit if space < 0 else space + 1
        yield start
