"""Large claims of whose links some went: what still hangs together, and what has to be looked at.

Enters: a large claim with its roll, and the ties that went and came. Leaves: the claim with the links
that it still has, and the few statements that these leave apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from rashomon.claiming.rolls import Large, Roll
from rashomon.records.claims import Claim, Match
from rashomon.records.ties import Tie

MOST_FRAYED = 500
"""Statements of a large claim left apart by its links up to which it is not looked at as a whole."""


class Upset(Struct, frozen=True):
    """What no longer is as it was when claims were formed last.

    ``statements`` came, went, are compared otherwise, or clash otherwise; ``dirty`` adds those at the
    ends of ties that went or came, and those whose claims may read otherwise.
    """

    statements: frozenset[str]
    gone: frozenset[str]
    dirty: frozenset[str]
    lost: frozenset[Tie]
    fresh: frozenset[Tie]


def fray(claim: Claim, roll: Roll, upset: Upset) -> Large | None:
    """A large claim some of whose links went, or within which some came; None for one to look into.

    What its links leave apart from most of its statements is looked at tie by tie. That is enough where
    all statements have the same in common with whatever they meet, and those left apart clash with none.
    """
    if not roll.is_even:
        return None
    own = frozenset(claim.statements)
    ties = (*upset.lost, *upset.fresh)
    moved = {pair_up(tie.one, tie.other) for tie in ties if tie.one in own and tie.other in own}
    kept = [one for one in claim.matches if pair_up(one.one, one.other) not in moved]
    frayed = _left_apart(kept, {end for pair in moved for end in pair}, len(own))
    if frayed is None or not frayed.isdisjoint(roll.contested):
        return None
    return Large(claim, roll, kept, frayed)


def _left_apart(matches: Iterable[Match], ends: Iterable[str], size: int) -> frozenset[str] | None:
    """The statements that matches do not join with most of all; None where these are too many.

    Args:
        matches: Some of a claim's matches.
        ends: The statements at the ends of all others.
        size: The number of the claim's statements.
    """
    beside: dict[str, list[str]] = defaultdict(list)
    for one in matches:
        beside[one.one].append(one.other)
        beside[one.other].append(one.one)
    found: set[str] = set()
    most: str | None = None
    for end in sorted(ends):
        part = _joined_with(end, beside, min(MOST_FRAYED, size // 2))
        found |= set() if part is None else part
        most = end if part is None else most
    if most is not None:
        rest = _joined_with(most, beside, size) or set()
        if len(rest) + len(found) < size:
            return None
    return frozenset(found)


def _joined_with(end: str, beside: Mapping[str, Sequence[str]], most: int) -> set[str] | None:
    """What hangs together with a statement; None where that is more than so many."""
    part, fresh = {end}, [end]
    while fresh:
        fresh = [one for name in fresh for one in beside.get(name, ()) if one not in part]
        part.update(fresh)
        if len(part) > most:
            return None
    return part


def pair_up(one: str, other: str) -> frozenset[str]:
    """Two statements, whichever comes first."""
    return frozenset((one, other))
