"""Pairs of statements that share a block, or no longer do, where some statements change.

Enters: the postings that go and that come. Leaves: pairs that have to be compared, and pairs that had a
block in common and may have none now: in a large block a statement that comes moves others apart.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from msgspec import Struct

from rashomon.claiming.facts import Facts
from rashomon.claiming.held import Held
from rashomon.claiming.pairs import BLOCK_WHOLE, NEIGHBOURS, pair_neighbours
from rashomon.claiming.posting import find_postings
from rashomon.records.ties import Posting

Pair = tuple[str, str]
Key = tuple[str, ...]

BLOCK = "block"
"""How the key of a block begins."""


class Moves(Struct, frozen=True):
    """Pairs to compare, and pairs that one block less has in common."""

    near: frozenset[Pair]
    lost: frozenset[Pair]


def find_moves(held: Held, old: Iterable[Facts], new: Iterable[Facts]) -> Moves:
    """The pairs that move where statements change; to be asked before the postings do.

    Args:
        held: The postings before.
        old: The facts of statements as they were.
        new: The facts of statements as they are.
    """
    out, into = _by_key(old), _by_key(new)
    near: set[Pair] = set()
    lost: set[Pair] = set()
    for key in sorted(out.keys() | into.keys()):
        was, now = _pairs_before_and_after(held, key, out[key], into[key])
        moved = {row.statement for row in out[key] | into[key]}
        near |= {pair for pair in now if pair not in was or moved.intersection(pair)}
        lost |= {pair for pair in was if pair not in now or moved.intersection(pair)}
    return Moves(frozenset(near), frozenset(lost))


def _by_key(facts: Iterable[Facts]) -> defaultdict[Key, set[Posting]]:
    found: defaultdict[Key, set[Posting]] = defaultdict(set)
    for posting in (one for fact in facts for one in find_postings(fact)):
        if posting.key[0] == BLOCK:
            found[posting.key].add(posting)
    return found


def _pairs_before_and_after(
    held: Held, key: Key, out: set[Posting], into: set[Posting]
) -> tuple[set[Pair], set[Pair]]:
    """The pairs of a block, of a large one those around the rows that change."""
    most = BLOCK_WHOLE + len(out)
    members = held.members(key, most + 1)
    if len(members) <= most:  # it is, or may become, one whose members are all compared
        after = sorted({*members} - out | into)
        return _pairs_of(members, len(members)), _pairs_of(after, len(after))
    reach = NEIGHBOURS + len(out) + len(into)
    seen = {one for row in out | into for one in held.around(row, reach)}
    after = sorted(seen - out | into)
    return _pairs_of(sorted(seen), len(members)), _pairs_of(after, BLOCK_WHOLE + 1)


def _pairs_of(ordered: Collection[Posting], size: int) -> set[Pair]:
    names = [one.statement for one in ordered]
    found = combinations(names, 2) if size <= BLOCK_WHOLE else pair_neighbours(names)
    return {(one, other) if one < other else (other, one) for one, other in found}


def still_meet(held: Held, pair: Pair, facts: Mapping[str, Facts]) -> bool:
    """Whether two statements are compared in any block, as the postings stand."""
    mine, yours = (
        {one.key: one for one in find_postings(facts[name]) if one.key[0] == BLOCK} for name in pair
    )
    for key in sorted(mine.keys() & yours.keys()):
        if len(held.members(key, BLOCK_WHOLE + 1)) <= BLOCK_WHOLE:
            return True
        if yours[key] in held.around(mine[key], NEIGHBOURS):
            return True
    return False
