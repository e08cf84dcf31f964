"""Where words stand in a text: the only module that slices a report's text.

Offsets are Unicode code points, 0-based and half-open, so that ``text[start:end]`` is the quote.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """A stretch of a text: code points from ``start`` up to, not including, ``end``."""

    start: int
    end: int


class Piece(Struct, frozen=True, order=True):
    """A stretch of a cleaned text that stands unchanged in the input it was taken from.

    ``text[start : start + length]`` is ``raw[raw_start : raw_start + length]``.
    """

    start: int
    raw_start: int
    length: int


def cut(text: str, span: Span) -> str:
    """The words of a span."""
    return text[span.start : span.end]


def shared(one: Span, other: Span) -> int:
    """How many code points two spans have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def covers(outer: Span, inner: Span) -> bool:
    """Whether one span holds the whole of another."""
    return outer.start <= inner.start and inner.end <= outer.end


def hull(spans: Iterable[Span]) -> Span | None:
    """The smallest span that covers all of them; None for none."""
    found = list(spans)
    if not found:
        return None
    return Span(min(span.start for span in found), max(span.end for span in found))


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def to_raw(pieces: Sequence[Piece] | None, span: Span) -> Span | None:
    """Where a span of the cleaned text stands in the input, as the hull of its pieces.

    None where the input is not plain text (no pieces), or the span touches no piece.
    """
    if pieces is None:
        return None
    starts = []
    ends = []
    for piece in pieces:
        first = max(span.start, piece.start)
        last = min(span.end, piece.start + piece.length)
        if first < last:
            shift = piece.raw_start - piece.start
            starts.append(first + shift)
            ends.append(last + shift)
    return Span(min(starts), max(ends)) if starts else None
