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

LONGEST_HEAD = 30
"""Words before a run that are looked at for what the copy cut off the sentence's beginning."""


class Side:
    """One text of a run: its words, and which of them the run spans."""

    def __init__(self, text: str, words: Words, bounds: tuple[int, int]) -> None:
        self.text = text
        self.words = words
        self.first, self.last = bounds

    def hashes(self) -> list[int]:
        """The hashes of the run's words."""
        found: list[int] = self.words.hashes[self.first : self.last].tolist()
        return found

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


def find_losses(original: Side, copy: Side, vocabulary: Vocabulary) -> tuple[Loss, ...]:
    """What the copy left out or changed, in the order of the text.

    A difference counts where words of a source, a hedge or a number stood in the original, or where
    words that carry information were left out or replaced.
    """
    losses = _lost_head(original, copy, vocabulary)
    for change in Levenshtein.opcodes(original.hashes(), copy.hashes()):
        if change.tag == "equal":
            continue
        kind = _kind(
            original.spoken(change.src_start, change.src_end),
            copy.spoken(change.dest_start, change.dest_end),
            vocabulary,
        )
        if kind is not None:
            before = original.quote(change.src_start, change.src_end)
            after = copy.quote(change.dest_start, change.dest_end)
            losses.append(Loss(kind, before, after))
    return tuple(losses[:MOST_LOSSES])


def _lost_head(original: Side, copy: Side, vocabulary: Vocabulary) -> list[Loss]:
    """What stood before the run in its first sentence, where the copy begins a sentence with it."""
    if not _begins_sentence(copy):
        return []
    head = 0
    while head < LONGEST_HEAD and head < original.first and not _has_end(original, -head - 1):
        head += 1
    if _begins_sentence(original) or head in (0, LONGEST_HEAD):
        return []
    kind = _kind(original.spoken(-head, 0), [], vocabulary)
    return [] if kind is None else [Loss(kind, original.quote(-head, 0), "")]


def _between(side: Side, word: int) -> str:
    """What stands between a word of the run (by its number in the run) and the word after it."""
    at = side.first + word
    start = side.words.ends[at] if at >= 0 else 0
    return cut(side.text, Span(start, side.words.starts[at + 1]))


def _has_end(side: Side, word: int) -> bool:
    """Whether a sentence or line ends after a word."""
    between = _between(side, word)
    return any(mark in between for mark in "\n.!?")


def _begins_sentence(side: Side) -> bool:
    """Whether the run begins a sentence, a line or a quotation."""
    if side.first == 0:
        return True
    return _has_end(side, -1) or any(mark in _between(side, -1) for mark in '"“«:')


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
