"""Runs: stretches of words that two reports share, whole or lightly edited.

Enters: the words of two texts. Leaves: the runs between them, longest chains of equal blocks whose
gaps are small, with how much information they carry.
"""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from rashomon.spans import Span, cut
from rashomon.tracing.fingerprints import RUN_WORDS, Words, hash_runs
from rashomon.tracing.vocabulary import Vocabulary

WIDEST_GAP = 8
"""Words that an editor may have put between, taken out or changed without ending a run."""

LEAST_WORDS = 16
LEAST_ITEMS = 7
"""Words and items of information that a run must share. Found on news of one war by many outlets:
what unrelated reports have in common (an agency's style of itself, the war's standing death toll,
a group's full name) stays at 13 words and 6 items."""

LEAST_WORDS_BESIDE = 8
LEAST_ITEMS_BESIDE = 4
"""The same for a further run of two reports that share a whole one: who carries a dispatch takes its
short sentences too, and eight words that say something are seldom the same twice by chance."""


MOST_PLACES = 16
"""Places of one run of five words that are tried; text that repeats itself has thousands."""


class Block(Struct, frozen=True, order=True):
    """Equal words: ``length`` of them, from word ``one`` of one text and ``other`` of the other."""

    one: int
    other: int
    length: int


class Run(Struct, frozen=True):
    """A chain of equal blocks; ``words`` counts the words that are equal."""

    blocks: tuple[Block, ...]
    words: int

    @property
    def one(self) -> tuple[int, int]:
        """The words of the first text that the run spans, half-open."""
        return self.blocks[0].one, self.blocks[-1].one + self.blocks[-1].length

    @property
    def other(self) -> tuple[int, int]:
        """The words of the second text that the run spans, half-open."""
        return self.blocks[0].other, self.blocks[-1].other + self.blocks[-1].length


def find_runs(one: Words, other: Words) -> list[Run]:
    """The runs that two texts share, in the order of the first."""
    return _chain(_find_blocks(one, other))


def _find_blocks(one: Words, other: Words) -> list[Block]:
    """Equal blocks, each word of the first text in one at most, the longest from where it starts."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, value in enumerate(hash_runs(other.hashes).tolist()):
        places[value].append(place)
    runs = hash_runs(one.hashes).tolist()
    here, there = one.hashes.tolist(), other.hashes.tolist()
    blocks = []
    at = 0
    expected = 0
    while at < len(runs):
        found = places.get(runs[at])
        if not found:
            at += 1
            continue
        if len(found) > MOST_PLACES:
            found = sorted(found, key=lambda place: (abs(place - expected), place))[:MOST_PLACES]
        choices = [(_match_length(here, there, at, place), place) for place in found]
        length, place = max(choices, key=lambda pair: (pair[0], -abs(pair[1] - expected), -pair[1]))
        if length < RUN_WORDS:
            at += 1
            continue
        blocks.append(Block(at, place, length))
        at += length
        expected = place + length
    return blocks


def _match_length(here: Sequence[int], there: Sequence[int], at: int, place: int) -> int:
    length = 0
    longest = min(len(here) - at, len(there) - place)
    while length < longest and here[at + length] == there[place + length]:
        length += 1
    return length


def _chain(blocks: Sequence[Block]) -> list[Run]:
    """Blocks joined where only a small gap parts them in both texts."""
    chains: list[list[Block]] = []
    for block in blocks:
        last = chains[-1][-1] if chains else None
        if last is not None:
            gaps = block.one - last.one - last.length, block.other - last.other - last.length
            if all(0 <= gap <= WIDEST_GAP for gap in gaps):
                chains[-1].append(block)
                continue
        chains.append([block])
    return [Run(tuple(chain), sum(block.length for block in chain)) for chain in chains]


def count_items(text: str, words: Words, run: Run, vocabulary: Vocabulary) -> int:
    """How many items of information the equal words of a run carry, read in the first text.

    A word of a closed class carries none, and a name counts once however many words it has: thus
    neither a title in capitals nor an agency's full name looks like a copied passage.
    """
    items = 0
    in_name = False
    for block in run.blocks:
        for index in range(block.one, block.one + block.length):
            word = cut(text, Span(words.starts[index], words.ends[index]))
            if word.casefold() in vocabulary.function:
                continue
            is_name = word[0].isupper()
            items += not (is_name and in_name)
            in_name = is_name
    return items


def span_of(words: Words, bounds: tuple[int, int]) -> Span:
    """Where a run of words stands."""
    first, last = bounds
    return Span(words.starts[first], words.ends[last - 1])
