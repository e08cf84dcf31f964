"""What a copy lost: the source left out, the hedge dropped, the number changed.

Enters: a run between an original and its copy. Leaves: the words that differ, by kind.
"""

from collections.abc import Sequence
from typing import Literal

from rapidfuzz.distance import Levenshtein

from rashomon.records.reuse import Loss
from rashomon.spans import Span, cut
from rashomon.tracing.fingerprints import Words
from rashomon.tracing.vocabulary import Vocabulary

LossKind = Literal["source", "hedge", "number", "words"]

MOST_LOSSES = 12
"""Differences kept for one run; a run with more is a rewriting, and the texts themselves tell more."""

LONGEST_EDGE = 30
"""Words of a sentence before or after a run that are looked at for what the copy cut off."""


Gap = tuple[tuple[int, int], tuple[int, int]]
"""Words of the original and of the copy, by their numbers in the run, half-open."""


class Side:
    """One text of a run: its words, which of them the run spans, and where its datelines end."""

    def __init__(
        self,
        text: str,
        words: Words,
        bounds: tuple[int, int],
        datelines: frozenset[int] = frozenset(),
    ) -> None:
        self.text = text
        self.words = words
        self.first, self.last = bounds
        self.datelines = datelines

    def quote(self, first: int, last: int) -> str:
        """The text from word ``first`` of the run up to word ``last``; empty for none."""
        if first >= last:
            return ""
        start = self.words.starts[self.first + first]
        return cut(self.text, Span(start, self.words.ends[self.first + last - 1]))

    def spoken(self, first: int, last: int) -> list[str]:
        """Those words one by one, in lower case."""
        places = range(self.first + first, self.first + last)
        return [
            cut(self.text, Span(self.words.starts[at], self.words.ends[at])).casefold()
            for at in places
        ]


def find_losses(
    original: Side, copy: Side, gaps: Sequence[Gap], vocabulary: Vocabulary
) -> tuple[Loss, ...]:
    """What the copy left out or changed, in the order of the text.

    A difference counts where words of a source, a hedge or a number stood in the original, or where
    words that carry information were left out or replaced.

    Args:
        original: The run in the original.
        copy: The run in the copy.
        gaps: What stands between the run's equal blocks; only there do the two differ.
        vocabulary: The word lists.
    """
    losses = _lost_head(original, copy, vocabulary)
    for before, after in gaps:
        changes = Levenshtein.opcodes(original.spoken(*before), copy.spoken(*after))
        for change in changes:
            if change.tag == "equal":
                continue
            was = before[0] + change.src_start, before[0] + change.src_end
            now = after[0] + change.dest_start, after[0] + change.dest_end
            kind = _kind(original.spoken(*was), copy.spoken(*now), vocabulary)
            if kind is not None:
                losses.append(Loss(kind, original.quote(*was), copy.quote(*now)))
    losses += _lost_tail(original, copy, vocabulary)
    return tuple(losses[:MOST_LOSSES])


def _lost_head(original: Side, copy: Side, vocabulary: Vocabulary) -> list[Loss]:
    """What the run's first sentence said before the run, and the copy's does not."""
    before, after = _words_before(original), _words_before(copy)
    if before is None or after is None:
        return []
    return _lost_edge(original, copy, (-before, 0), (-after, 0), vocabulary)


def _lost_tail(original: Side, copy: Side, vocabulary: Vocabulary) -> list[Loss]:
    """What the run's last sentence said after the run, and the copy's does not."""
    before, after = _words_after(original), _words_after(copy)
    if before is None or after is None:
        return []
    first, second = original.last - original.first, copy.last - copy.first
    ends = (first, first + before), (second, second + after)
    return _lost_edge(original, copy, *ends, vocabulary)


def _lost_edge(
    original: Side,
    copy: Side,
    before: tuple[int, int],
    after: tuple[int, int],
    vocabulary: Vocabulary,
) -> list[Loss]:
    """The loss between what stands beside a run in the original and in the copy.

    Where the copy goes on in words of its own, only a source, hedge or number counts as lost.
    """
    said = original.spoken(*before)
    kept = copy.spoken(*after)
    kind = _kind(said, kept, vocabulary)
    if kind is None or (kind == "words" and kept):
        return []
    return [Loss(kind, original.quote(*before), copy.quote(*after))]


def _words_before(side: Side) -> int | None:
    """How many words of its sentence stand before the run; None for too many."""
    for count in range(LONGEST_EDGE):
        at = side.first - count
        if at == 0 or _has_end(side, -count - 1) or _opens_quotation(side, -count - 1):
            return count
        if any(side.words.ends[at - 1] <= end <= side.words.starts[at] for end in side.datelines):
            return count
    return None


def _words_after(side: Side) -> int | None:
    """How many words of its sentence stand after the run; None for too many."""
    length = side.last - side.first
    for count in range(LONGEST_EDGE):
        at = side.last + count
        if at == len(side.words.starts) or _has_end(side, length + count - 1):
            return count
    return None


def _opens_quotation(side: Side, word: int) -> bool:
    """Whether a quotation, or what a colon announces, begins after a word."""
    return any(mark in _between(side, word) for mark in '"“«:')


def _between(side: Side, word: int) -> str:
    """What stands between a word of the run (by its number in the run) and the word after it."""
    at = side.first + word
    start = side.words.ends[at] if at >= 0 else 0
    return cut(side.text, Span(start, side.words.starts[at + 1]))


def _has_end(side: Side, word: int) -> bool:
    """Whether a sentence or line ends after a word."""
    between = _between(side, word)
    return any(mark in between for mark in "\n.!?")


def _kind(before: Sequence[str], after: Sequence[str], vocabulary: Vocabulary) -> LossKind | None:
    """What the words before lost in becoming the words after; None for nothing that matters."""
    gone = [word for word in before if word not in after]
    come = [word for word in after if word not in before]
    if any(word in vocabulary.source for word in gone):
        return "source"
    if any(_is_number(word, vocabulary) for word in gone):
        return "number"
    if any(word in vocabulary.hedge for word in gone):
        return "hedge"
    return "words" if _informs(gone, vocabulary) or (gone and _informs(come, vocabulary)) else None


def _informs(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    return any(word not in vocabulary.function for word in words)


def _is_number(word: str, vocabulary: Vocabulary) -> bool:
    return word.isdigit() or word in vocabulary.number
