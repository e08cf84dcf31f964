"""What a copy kept, left out and added, word by word."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from rashomon.records.reuse import Reuse
from rashomon.spans import Span, cut
from rashomon.views.cells import When, outlet_of, published_when
from rashomon.views.shelves import Shelves
from rashomon.views.wording import counted

_WORD = re.compile(r"\S+\s*")
_BARE = re.compile(r"[^\w%$€£]+")

_KEPT_WORDS = 14
"""Words on either side of a change that are shown where a passage is folded: a line and a half."""


class Piece(Struct, frozen=True):
    """Words that both have (``same``), that only the original has (``gone``), or only the copy."""

    kind: Literal["same", "gone", "added"]
    words: str


class Comparison(Struct, frozen=True):
    """One passage beside what was made of it.

    ``matched`` of the copy's ``words`` stand in the original. ``lost`` says in sentences what the
    copy left out or changed. ``start`` and ``end`` are where the copy stands in its report.
    """

    reuse: str
    pieces: tuple[Piece, ...]
    words: int
    matched: int
    kind: str
    credited: bool
    lost: tuple[str, ...]
    original_span: Span
    copy_span: Span


class ReportComparison(Struct, frozen=True):
    """Two reports side by side: what one has from the other."""

    original: str
    original_outlet: str
    original_title: str
    original_when: When
    copy: str
    copy_outlet: str
    copy_title: str
    copy_when: When
    direction_known: bool
    why: str
    matched: int
    passages: tuple[Comparison, ...]


def compare_words(original: str, copy: str) -> tuple[Piece, ...]:
    """The two texts as one run of pieces; marks of quotation and case make no difference."""
    ours, theirs = _WORD.findall(original), _WORD.findall(copy)
    matcher = SequenceMatcher(None, _folded(ours), _folded(theirs), autojunk=False)
    pieces: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(theirs[c:d])))
            continue
        if b > a:
            pieces.append(Piece("gone", "".join(ours[a:b])))
        if d > c:
            pieces.append(Piece("added", "".join(theirs[c:d])))
    return tuple(_spaced(pieces))


def _spaced(pieces: Sequence[Piece]) -> Iterable[Piece]:
    """The pieces with a space between words of two of them, where a text ended without one."""
    before = " "
    for piece in pieces:
        gap = "" if before[-1:].isspace() or piece.words[:1].isspace() else " "
        yield Piece(piece.kind, gap + piece.words)
        before = piece.words


def shorten_same(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with long stretches that nobody changed cut in their middle."""
    found = []
    for piece in pieces:
        words = _WORD.findall(piece.words)
        if piece.kind == "same" and len(words) > 2 * _KEPT_WORDS:
            kept = "".join(words[:_KEPT_WORDS]), "".join(words[-_KEPT_WORDS:])
            found.append(Piece("same", f"{kept[0]}… {kept[1]}"))
        else:
            found.append(piece)
    return tuple(found)


def _folded(words: Sequence[str]) -> list[str]:
    return [_BARE.sub("", word).casefold() or "-" for word in words]


def count_words(text: str) -> int:
    """How many words a text has; a dash that stands alone is none."""
    return sum(1 for word in text.split() if _BARE.sub("", word))


def compare_reuse(one: Reuse, shelves: Shelves) -> Comparison:
    """A passage beside its copy, with the rest of the sentences that it was cut out of."""
    source = shelves.reports[one.from_report].text
    target = shelves.reports[one.to_report].text
    whole = _whole_sentences(one.from_report, one.from_span, shelves)
    pieces = compare_words(cut(source, whole), cut(target, one.to_span))
    pieces = _without_rests(pieces, one)
    words = count_words(cut(target, one.to_span))
    matched = sum(count_words(piece.words) for piece in pieces if piece.kind == "same")
    return Comparison(
        reuse=one.id,
        pieces=pieces,
        words=words,
        matched=matched,
        kind=one.kind,
        credited=one.credited,
        lost=tuple(loss_words(loss.kind, loss.original, loss.copy) for loss in one.lost),
        original_span=one.from_span,
        copy_span=one.to_span,
    )


def _whole_sentences(report: str, span: Span, shelves: Shelves) -> Span:
    """The passages that a span touches: a copy may have left out how its sentence began."""
    touched = [
        one
        for one in shelves.passages_of_report.get(report, ())
        if one.start < span.end and span.start < one.end
    ]
    first = min([one.start for one in touched], default=span.start)
    last = max([one.end for one in touched], default=span.end)
    return Span(min(first, span.start), max(last, span.end))


_MUCH = 40
"""Words at an end of the original that are a sentence left out, not words lost out of one."""


def _without_rests(pieces: tuple[Piece, ...], one: Reuse) -> tuple[Piece, ...]:
    """The pieces without long stretches of the original before and after what was taken."""
    kept = list(pieces)
    for at in (-1, 0):
        if kept and kept[at].kind == "gone" and count_words(kept[at].words) > _MUCH:
            kept.pop(at)
    return tuple(kept)


def loss_words(kind: str, original: str, copy: str) -> str:
    """What was lost, in a sentence that says only which words stand where."""
    what = {"source": "The source", "hedge": "A hedge", "number": "A number"}.get(kind, "Words")
    if original and copy:
        return f"{what} changed: “{original}” now reads “{copy}”."
    if original:
        return f"{what} left out: “{original}”."
    return f"{what} added: “{copy}”."


def compare_reports(first: str, second: str, shelves: Shelves) -> ReportComparison | None:
    """What one report has from another, whichever way round it was asked; None for nothing."""
    found = sorted(
        (
            one
            for one in shelves.reuse_of_report.get(first, ())
            if {one.from_report, one.to_report} == {first, second}
        ),
        key=lambda one: (one.to_span, one.id),
    )
    if not found:
        return None
    known = [one for one in found if one.direction == "known"]
    lead = (known or found)[0]
    giver, taker = shelves.reports[lead.from_report], shelves.reports[lead.to_report]
    passages = tuple(compare_reuse(one, shelves) for one in found)
    return ReportComparison(
        original=giver.id,
        original_outlet=outlet_of(giver),
        original_title=giver.title or giver.name,
        original_when=published_when(giver.published),
        copy=taker.id,
        copy_outlet=outlet_of(taker),
        copy_title=taker.title or taker.name,
        copy_when=published_when(taker.published),
        direction_known=bool(known),
        why=lead.why,
        matched=sum(one.matched for one in passages),
        passages=passages,
    )


def matched_words(one: Comparison) -> str:
    """How much of a copy stands in the original: "All 94 words match", "60 of 71 words match"."""
    if one.matched >= one.words:
        return f"All {counted(one.words, 'word')} match"
    return f"{one.matched} of {counted(one.words, 'word')} match"
