"""Pairs of statements to be compared: those within blocks, in a large one its neighbours in time.

Enters: blocks of statements, by their places in the order of facts. Leaves: each pair once, in order,
packed, since a ledger of a million statements has tens of millions of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, combinations, islice
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

_AT_ONCE = 1_000_000
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
    codes = chain.from_iterable(_coded(members, facts) for members in blocks)
    parts = [np.empty(0, dtype=np.int64)]
    while len(some := np.fromiter(islice(codes, _AT_ONCE), dtype=np.int64)):
        parts.append(np.unique(some))
    ones, others = np.divmod(np.unique(np.concatenate(parts)), max(1, len(facts)))
    return Pairs(ones, others)


def _coded(members: Sequence[int], facts: Sequence[Facts]) -> Iterator[int]:
    """The pairs of one block, each as one number."""
    total = len(facts)
    if len(members) <= BLOCK_WHOLE:
        return (one * total + other for one, other in combinations(members, 2))
    ordered = sorted(members, key=lambda place: (first_day(facts[place]), place))
    return (
        one * total + other if one < other else other * total + one
        for one, other in pair_neighbours(ordered)
    )


def pair_neighbours(ordered: Sequence[T]) -> Iterator[tuple[T, T]]:
    """The pairs of those that stand next to each other in an order."""
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 : index + 1 + NEIGHBOURS]:
            yield one, other


def first_day(fact: Facts) -> int:
    """The day by which a statement stands in its blocks, as a number; those without one come last."""
    days = fact.days or fact.near
    return UNDATED if days is None else days.first.toordinal()
