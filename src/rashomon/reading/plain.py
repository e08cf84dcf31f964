"""Plain text, also such that was taken out of pages before, into a report's own words.

Stands inside reading. Enters: decoded text. Leaves: the text without what the page left in it, the
pieces that map it back, and what was removed. Every code point of the input is in a piece, in a removal,
or is white space or a mark that nobody sees.
"""

import re

from msgspec import Struct

from rashomon.reading.leftovers import find_leftovers
from rashomon.reading.lines import Line, read_lines
from rashomon.records.reports import Removal
from rashomon.spans import Piece, Span, cut

_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\r\x00-\x08\x0e-\x1f\x7f]+"
)
"""Soft hyphens, zero-width and direction marks, control characters: they split words for a parser."""


class Cleaned(Struct, frozen=True):
    """A text of its own words only; ``lines`` are those of the input, with the removed ones."""

    text: str
    pieces: tuple[Piece, ...]
    removed: tuple[Removal, ...]
    lines: tuple[Line, ...]


def clean(raw: str) -> Cleaned:
    """The text without leftovers of pages, mapped back code point by code point."""
    lines = list(read_lines(raw))
    reasons = find_leftovers(lines)
    removed = [Removal(cut(raw, lines[i].span), why, lines[i].span) for i, why in reasons.items()]
    kept: list[str] = []
    pieces: list[Piece] = []
    at = 0
    end = 0
    for i, line in enumerate(lines):
        if i in reasons:
            continue
        if kept:
            breaks = "\n\n" if raw.count("\n", end, line.span.start) > 1 else "\n"
            kept.append(breaks)
            at += len(breaks)
        end = line.span.end
        for part in _seen(raw, line.span):
            kept.append(cut(raw, part))
            pieces.append(Piece(at, part.start, part.end - part.start))
            at += part.end - part.start
    removed.sort(key=lambda one: one.raw.start if one.raw else -1)
    return Cleaned("".join(kept), tuple(pieces), tuple(removed), tuple(lines))


def _seen(raw: str, span: Span) -> list[Span]:
    """The stretches of a line between marks that nobody sees."""
    found = []
    start = span.start
    for unseen in _UNSEEN.finditer(raw, span.start, span.end):
        found.append(Span(start, unseen.start()))
        start = unseen.end()
    found.append(Span(start, span.end))
    return [one for one in found if one.start < one.end]
