"""Pairs of statements to be compared: those within blocks, in a large one its neighbours in time.

Enters: blocks of statements, by their places in the order of facts. Leaves: each pair once, in order,
packed, since a ledger of a million statements has tens of millions of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rashomon.claiming.facts import Facts

BLOCK_WHOLE = 40
"""Statements of a block that are all compared; in a larger block each is compared with as many that
stand next to it in the order of days."""

NEIGHBOURS = 20

UNDATED = date.max.toordinal() + 1
"""Where a statement without a day stands in the order of days."""

_AT_ONCE = 250_000
"""Rows of blocks that are paired at once, some 40 MB of pairs at most."""

_UNPACKED = 50_000
"""Pairs that are packed and unpacked at once."""

T = TypeVar("T")
Places = NDArray[np.int64]
Chosen = NDArray[np.bool_]


class Pairs:
    """Pairs of places in order, the smaller place of each first."""

    def __init__(self, ones: Places, others: Places) -> None:
        self.ones, self.others = ones, others

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.ones)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The pairs, in order."""
        for part in self.parts(_UNPACKED):
            yield from zip(part.ones.tolist(), part.others.tolist(), strict=True)

    def parts(self, size: int) -> Iterator["Pairs"]:
        """The same pairs, so many at a time."""
        for first in range(0, len(self), size):
            yield Pairs(self.ones[first : first + size], self.others[first : first + size])

    def chosen(self, which: Chosen) -> "Pairs":
        """Those that are chosen."""
        return Pairs(self.ones[which], self.others[which])


def pairs_within(blocks: Iterable[Sequence[int]], facts: Sequence[Facts]) -> Pairs:
    """The pairs within blocks; in a large one each is paired with its neighbours in time only.

    Args:
        blocks: The places of the statements of each block, in order.
        facts: The statements.
    """
    days = np.fromiter(map(first_day, facts), dtype=np.int64)
    parts = [np.empty(0, dtype=np.int64)]
    for some in _batches(block for block in blocks if len(block) > 1):
        found = [one * len(facts) + other for one, other in _paired(some, days)]
        parts.append(np.unique(np.concatenate(found)))
    ones, others = np.divmod(np.unique(np.concatenate(parts)), max(1, len(facts)))
    return Pairs(ones, others)


def _batches(blocks: Iterable[Sequence[int]]) -> Iterator[list[Sequence[int]]]:
    """The blocks, as many at a time as have `_AT_ONCE` rows."""
    some: list[Sequence[int]] = []
    rows = 0
    for block in blocks:
        some.append(block)
        rows += len(block)
        if rows >= _AT_ONCE:
            yield some
            some, rows = [], 0
    if some:
        yield some


def _paired(blocks: Sequence[Sequence[int]], days: Places) -> Iterator[tuple[Places, Places]]:
    """The pairs of some blocks: all that stand one apart in their block, then two apart, and so on."""
    sizes = np.fromiter(map(len, blocks), dtype=np.int64)
    members = np.fromiter(chain.from_iterable(blocks), dtype=np.int64)
    members = members[np.lexsort((members, days[members], np.repeat(np.arange(len(sizes)), sizes)))]
    reach = np.repeat(np.where(sizes <= BLOCK_WHOLE, BLOCK_WHOLE, NEIGHBOURS), sizes)
    at = np.arange(len(members))
    last = np.minimum(np.repeat(np.cumsum(sizes), sizes) - 1, at + reach)
    for apart in range(1, BLOCK_WHOLE):
        at = at[at + apart <= last[at]]
        one, other = members[at], members[at + apart]
        yield np.minimum(one, other), np.maximum(one, other)


def pair_neighbours(ordered: Sequence[T]) -> Iterator[tuple[T, T]]:
    """The pairs of those that stand next to each other in an order."""
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 : index + 1 + NEIGHBOURS]:
            yield one, other


def first_day(fact: Facts) -> int:
    """The day by which a statement stands in its blocks, as a number; those without one come last."""
    days = fact.days or fact.near
    return UNDATED if days is None else days.first.toordinal()
