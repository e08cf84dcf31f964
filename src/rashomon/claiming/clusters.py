"""Which statements say the same of the same: blocking, comparison, and clusters that hold together.

Enters: the facts of all statements, and the pairs that were copied. Leaves: clusters of statements,
each statement in one. Cost: near-linear, since a statement is compared within its blocks only, and in
a large block with its nearest neighbours in time only.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations

from msgspec import Struct

from rashomon.claiming.copies import Copy
from rashomon.claiming.facts import Facts, content_words, weigh_names
from rashomon.claiming.likeness import CLASH_BITS, SAME_BITS, compare, total_bits

BLOCK_WHOLE = 40
"""Statements of a block that are all compared; in a larger block each is compared with as many that
stand next to it in the order of days."""

NEIGHBOURS = 20

COPIED_BITS = 30.0
"""Two statements of one copied passage: more than any other ground."""

LEAST_COMMON_WORDS = 5
"""Words of information in common from which untyped speech may be the same."""

SAME_SPEECH = 0.8
"""Share of two quotes' words from which speech that reports no event is the same: near-identical."""

Link = tuple[float, int, int]


class Cluster(Struct, frozen=True):
    """Statements of one claim by their places in the order of facts."""

    members: tuple[int, ...]


def cluster(facts: Sequence[Facts], copies: Sequence[Copy]) -> list[Cluster]:
    """The clusters, in the order of their first members.

    Links are taken from the strongest down; a link is passed over where the two clusters that it would
    join hold statements that clash (another day, place, number or standing), so that chains of
    likenesses do not run together.
    """
    links = sorted(_links(facts, copies), key=lambda link: (-link[0], link[1], link[2]))
    names = weigh_names(facts)
    group_of: dict[int, tuple[int, ...]] = {place: (place,) for place in range(len(facts))}
    for bits, one, other in links:
        first, second = group_of[one], group_of[other]
        if first is second or (bits < COPIED_BITS and _clash(first, second, facts, names)):
            continue
        joined = tuple(sorted(first + second))
        for place in joined:
            group_of[place] = joined
    return [Cluster(group) for group in sorted(set(group_of.values()))]


def _clash(
    first: Sequence[int],
    second: Sequence[int],
    facts: Sequence[Facts],
    names: Mapping[str, float],
) -> bool:
    """Whether any two statements of two groups are against each other; of large groups, some of each."""
    return any(
        _is_against(facts[one], facts[other], names)
        for one in _sample(first)
        for other in _sample(second)
    )


def _sample(group: Sequence[int]) -> Sequence[int]:
    step = max(1, len(group) // 6)
    return group[::step]


def _is_against(one: Facts, other: Facts, names: Mapping[str, float]) -> bool:
    return any(weight.bits <= CLASH_BITS for weight in compare(one, other, names))


def _links(facts: Sequence[Facts], copies: Sequence[Copy]) -> Iterator[Link]:
    for copy in copies:
        yield COPIED_BITS, min(copy.original, copy.copy), max(copy.original, copy.copy)
    names = weigh_names(facts)
    for one, other in sorted(candidate_pairs(facts)):
        if not facts[one].families:
            if _is_same_speech(facts[one], facts[other]):
                yield SAME_BITS, one, other
            continue
        bits = total_bits(compare(facts[one], facts[other], names))
        if bits >= SAME_BITS:
            yield bits, one, other


def _is_same_speech(one: Facts, other: Facts) -> bool:
    """Whether two pieces of speech that report no event are the same but for a word or two."""
    if other.families or one.standing != other.standing:
        return False
    common = len(one.words & other.words)
    return common >= LEAST_COMMON_WORDS and common >= SAME_SPEECH * len(one.words | other.words)


def candidate_pairs(facts: Sequence[Facts]) -> set[tuple[int, int]]:
    """The pairs that share a block."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, fact in enumerate(facts):
        for key in _keys(fact):
            blocks[key].append(place)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= BLOCK_WHOLE:
            pairs.update(combinations(members, 2))
            continue
        ordered = sorted(members, key=lambda place: (_first_day(facts[place]), place))
        for index, place in enumerate(ordered):
            for other in ordered[index + 1 : index + 1 + NEIGHBOURS]:
                pairs.add((min(place, other), max(place, other)))
    return pairs


def _keys(fact: Facts) -> Iterator[tuple[str, ...]]:
    """The blocks that a statement belongs to: its family with two of who, whom and where."""
    if not fact.families:
        words = sorted(content_words(fact.statement.quote), key=lambda word: (-len(word), word))
        for one, other in combinations(words[:3], 2):
            yield "speech", one, other
        return
    for family in fact.families:
        for names in _names(fact):
            yield family, *names


def _names(fact: Facts) -> Iterator[tuple[str, ...]]:
    """Two of who, whom, where, when and how many; who alone where nothing else is told."""
    yield from _crossed("who-where", fact.actors, fact.places)
    yield from _crossed("who-whom", fact.actors, fact.targets)
    yield from _crossed("whom-where", fact.targets, fact.places)
    if fact.lasting or not (fact.places or fact.targets):
        yield from _crossed("who", fact.actors, {fact.trigger})
    yield from _crossed("how-many", fact.places, {str(one.low) for one in fact.quantities})
    if fact.days is not None:
        days = {fact.days.first.isoformat(), fact.days.last.isoformat()}
        yield from _crossed("when", fact.places, days)


def _crossed(kind: str, ones: Set[str], others: Set[str]) -> Iterator[tuple[str, ...]]:
    return ((kind, one, other) for one in sorted(ones) for other in sorted(others))


def _first_day(fact: Facts) -> str:
    days = fact.days or fact.near
    return "9999" if days is None else days.first.isoformat()
