"""Fingerprints of word runs, and the pairs of reports that share enough of them to be compared.

Enters: texts. Leaves: pairs of their indices. Nothing is decided here: a pair is only worth a look.

**Source** Winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003. With runs of `RUN_WORDS` and windows of `WINDOW`, any passage of
``RUN_WORDS + WINDOW - 1`` (8) words that two texts share gives them a common fingerprint.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

RUN_WORDS = 5
"""Words of a run. Shorter runs are idioms; longer ones do not survive light editing."""

WINDOW = 4
"""Runs of which one is kept: two fifths of all, which halves the memory of the index."""

ALL_PAIRS_UP_TO = 24
"""Reports that share a run and are all compared with one another. Above, each is compared with the
first of them only, so that a story that a hundred outlets carry costs a hundred comparisons."""

LEAST_SHARED = 3
"""Fingerprints that a pair must share to be looked at: what 16 words in a row have at least."""

_WORD = re.compile(r"\w+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_PAIRS_AT_ONCE = 4_000_000

Hashes = NDArray[np.uint64]
Indices = NDArray[np.int64]


class Words(Struct, frozen=True):
    """The words of a text: their hashes, ignoring case, and where they stand."""

    hashes: Hashes
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class WordHashes:
    """Stable 64-bit hashes of words, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, text: str) -> Hashes:
        """The hashes of a text's words, in order."""
        return np.fromiter(map(self._hash, _WORD.findall(text)), dtype=np.uint64)

    def words(self, text: str) -> Words:
        """The words of a text with their places."""
        found = [match.span() for match in _WORD.finditer(text)]
        starts, ends = zip(*found, strict=True) if found else ((), ())
        return Words(self.of(text), starts, ends)

    def _hash(self, word: str) -> int:
        known = self._known.get(word)
        if known is None:
            folded = word.casefold().encode("utf-8", "surrogatepass")
            known = int.from_bytes(blake2b(folded, digest_size=8).digest(), "big")
            self._known[word] = known
        return known


def hash_runs(words: Hashes) -> Hashes:
    """A hash for every run of `RUN_WORDS` words, by the index of its first word."""
    count = len(words) - RUN_WORDS + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(RUN_WORDS):
        mixed = (mixed ^ words[offset : offset + count]) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return mixed


def winnow(runs: Hashes) -> Hashes:
    """The smallest hash of every window of runs, each value once."""
    if len(runs) <= WINDOW:
        return np.unique(runs.min(keepdims=True)) if len(runs) else runs
    windows = np.lib.stride_tricks.sliding_window_view(runs, WINDOW)
    return np.unique(windows.min(axis=1))


class Prints(Struct, frozen=True):
    """The fingerprints of many texts, sorted: each with the index of a text that has it.

    They are signed 64-bit numbers, as databases keep them.
    """

    values: Indices
    owners: Indices
    texts: int


def fingerprint(text: str, hashes: WordHashes) -> Indices:
    """A text's fingerprints, each once."""
    return winnow(hash_runs(hashes.of(text))).view(np.int64)


def fingerprint_all(texts: Sequence[str], hashes: WordHashes) -> Prints:
    """The fingerprints of all texts.

    **Cost** Near-linear in the words: a sort of two fingerprints for every five words.
    """
    kept = [fingerprint(text, hashes) for text in texts]
    owners = np.repeat(np.arange(len(kept), dtype=np.int64), [len(one) for one in kept])
    values = np.concatenate([*kept, np.empty(0, dtype=np.int64)])
    del kept
    order = np.argsort(values, kind="stable")
    return Prints(values[order], owners[order], len(texts))


def find_pairs(prints: Prints) -> list[tuple[int, int]]:
    """The pairs of texts that share at least `LEAST_SHARED` fingerprints, in order.

    The earliest text has to come first, since a fingerprint that very many share leads to the first of
    them.
    """
    texts = max(1, prints.texts)
    counted = [_count(keys) for keys in _pair_keys(prints.values, prints.owners, texts)]
    if not counted:
        return []
    keys = np.concatenate([keys for keys, _ in counted])
    counts = np.concatenate([counts for _, counts in counted])
    distinct, where = np.unique(keys, return_inverse=True)
    sums = np.bincount(where, weights=counts)
    chosen = distinct[sums >= LEAST_SHARED]
    return [(int(key) // texts, int(key) % texts) for key in chosen]


def _count(keys: Indices) -> tuple[Indices, Indices]:
    distinct, counts = np.unique(keys, return_counts=True)
    return distinct, counts


def _pair_keys(values: Indices, owners: Indices, texts: int) -> Iterator[Indices]:
    """The pairs behind shared fingerprints as ``first * texts + second``, in batches."""
    edges = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1], [True])))
    sizes = np.diff(edges)
    starts = edges[:-1]
    batch: list[Indices] = []
    waiting = 0
    for size in np.unique(sizes[sizes > 1]):
        groups = starts[sizes == size]
        per_group = int(size) * (int(size) - 1) // 2 if size <= ALL_PAIRS_UP_TO else int(size) - 1
        at_once = max(1, _PAIRS_AT_ONCE // per_group)
        for first in range(0, len(groups), at_once):
            keys = _keys_of(groups[first : first + at_once], int(size), owners, texts)
            batch.append(keys)
            waiting += len(keys)
            if waiting >= _PAIRS_AT_ONCE:
                yield np.concatenate(batch)
                batch, waiting = [], 0
    if batch:
        yield np.concatenate(batch)


def _keys_of(groups: Indices, size: int, owners: Indices, texts: int) -> Indices:
    """The pairs of groups of one size. The owners of a group stand in order, as the sort is stable."""
    members = owners[groups[:, None] + np.arange(size)]
    if size <= ALL_PAIRS_UP_TO:
        one, other = np.triu_indices(size, 1)
    else:
        one, other = np.zeros(size - 1, dtype=np.int64), np.arange(1, size)
    keys: Indices = (members[:, one] * texts + members[:, other]).ravel()
    return keys
