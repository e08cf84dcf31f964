"""Which statements say the same of the same: blocking, comparison, and clusters that hold together.

Enters: the facts of all statements, and the pairs that were copied. Leaves: clusters of statements,
each statement in one. Cost: near-linear, since a statement is compared within its blocks only, and in
a large block with its nearest neighbours in time only.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import timedelta
from itertools import combinations

from msgspec import Struct

from rashomon.claiming.amounts import unit_of
from rashomon.claiming.copies import Copy
from rashomon.claiming.deeds import root
from rashomon.claiming.denials import says_alive
from rashomon.claiming.facts import Facts, content_words
from rashomon.claiming.likeness import (
    CLASH_BITS,
    SAME_BITS,
    compare,
    compare_likely,
    is_specific,
    meet_signatories,
    signing_of,
    total_bits,
)
from rashomon.claiming.men import men_keys
from rashomon.claiming.offices import office_keys
from rashomon.claiming.pairs import Pairs, pairs_within
from rashomon.claiming.presence import presence_keys
from rashomon.claiming.tolls import toll_keys
from rashomon.instants import Days, meet, overlaps

COPIED_BITS = 30.0
"""Two statements of one copied passage: more than any other ground."""

LEAST_COMMON_WORDS = 5
"""Words of information in common from which untyped speech may be the same."""

SAME_SPEECH = 0.8
"""Share of two quotes' words from which speech that reports no event is the same: near-identical."""

DENIED_SOON_DAYS = 3
"""Days before a denial on which what it denies mostly happened; its own day may be when it was said."""

_ON_GROUND = ("ASSAULT", "CASUALTY", "COERCE", "RETREAT")
_OF_WORDS = ("AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "CONSULT")
"""Deeds that one account tells with their place and another by their doers alone."""

Link = tuple[float, int, int]
"""What speaks for two statements being one claim, in bits, and their places."""

Bounds = tuple[float | None, float | None]


class Profile(Struct, frozen=True):
    """What all statements of a group have in common; each new one must agree with it."""

    standing: str
    days: Days | None
    places: frozenset[str]
    numbers: Mapping[tuple[str, str], Bounds]
    signatories: frozenset[str] = frozenset()
    signed: Days | None = None


class Group(Struct):
    """Statements that belong together so far, and their profile."""

    members: list[int]
    profile: Profile
    links: list[Link] = []
    forced: list[Link] = []

    def take(self, other: "Group", profile: Profile, link: Link) -> None:
        """Take in another group, by a link; ``profile`` is what both hold in common."""
        self.members += other.members
        self.links += (*other.links, link)
        self.forced += other.forced
        self.profile = profile


class Cluster(Struct, frozen=True, order=True):
    """Statements of one claim by their places in the order of facts, and the links that joined them.

    ``forced`` are those of the links that joined what clashes: a passage is one, copied badly or not.
    ``profile`` is what all have in common, as long as none was forced.
    """

    members: tuple[int, ...]
    links: tuple[Link, ...] = ()
    forced: tuple[Link, ...] = ()
    profile: Profile | None = None


def cluster(
    facts: Sequence[Facts], links: Iterable[Link], apart: Mapping[int, Set[int]]
) -> list[Cluster]:
    """The clusters, in the order of their first members.

    Links are taken from the strongest down; a link is passed over where the two clusters that it would
    join clash (in day, place, number or standing), so that chains of likenesses do not run together, or
    where a statement of the one is to be kept ``apart`` from one of the other.
    """
    return gather([find_profile(fact) for fact in facts], links, apart)


def gather(
    profiles: Sequence[Profile],
    links: Iterable[Link],
    apart: Mapping[int, Set[int]],
    on_meet: Callable[[Group, Group, bool], None] | None = None,
) -> list[Cluster]:
    """The clusters of statements with some profiles; see `cluster`.

    Args:
        profiles: Those of the statements, in their order.
        links: What speaks for two being one claim.
        apart: For each statement those that it is to be kept apart from.
        on_meet: Told of each two groups that a link might join, and whether they agree.
    """
    groups = {place: Group([place], profile) for place, profile in enumerate(profiles)}
    group_of = dict(zip(groups, groups, strict=True))
    for bits, one, other in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        first, second = sorted((group_of[one], group_of[other]))
        if first == second:
            continue
        mine, yours = groups[first].profile, groups[second].profile
        joined = mine if mine is yours else _join(mine, yours)
        if on_meet is not None:
            on_meet(groups[first], groups[second], joined is not None)
        if joined is None and bits < COPIED_BITS:
            continue
        if len(groups[first].members) < len(groups[second].members):
            first, second = second, first
        if any(
            group_of[rival] == first
            for member in groups[second].members
            for rival in apart.get(member, ())
        ):
            continue
        gone, link = groups.pop(second), (bits, one, other)
        groups[first].take(gone, joined or gone.profile, link)
        if joined is None:
            groups[first].forced.append(link)
        group_of.update(dict.fromkeys(gone.members, first))
    return sorted(
        Cluster(tuple(sorted(one.members)), tuple(one.links), tuple(one.forced), one.profile)
        for one in groups.values()
    )


def join_all(profiles: Iterable[Profile]) -> Profile | None:
    """What statements of one cluster have in common that nothing joined by force; None for such."""
    found: Profile | None = None
    for one in profiles:
        if found is not None and found is not one:
            found = _join(found, one)
            if found is None:
                return None
        else:
            found = one
    return found


def find_profile(fact: Facts) -> Profile:
    """What a statement by itself must agree with."""
    numbers = {
        (fact.harm or "", unit_of(one)): (one.low, one.high) for one in fact.quantities if one.of
    }
    days = None if fact.lasting else fact.days or fact.near
    places = fact.places - fact.wide_places
    return Profile(fact.standing, days, places, numbers, fact.signatories, signing_of(fact))


def _join(one: Profile, other: Profile) -> Profile | None:
    """What two groups hold in common; None where a day, place, number, party or standing clashes.

    Intervals that overlap pair by pair share a point, so that what a group's days have in common
    stands for each of them.
    """
    if not (_may_be_one(one.days, other.days) and _may_be_one(one.signed, other.signed)):
        return None
    if one.standing != other.standing:
        return None
    if one.places and other.places and not one.places & other.places:
        return None
    signatories = meet_signatories(one.signatories, other.signatories)
    if signatories is None:
        return None
    numbers = {**one.numbers, **other.numbers}
    for unit in sorted(one.numbers.keys() & other.numbers.keys()):
        bounds = _meet_bounds(one.numbers[unit], other.numbers[unit])
        if bounds is None:
            return None
        numbers[unit] = bounds
    days, signed = _common(one.days, other.days), _common(one.signed, other.signed)
    return Profile(one.standing, days, one.places | other.places, numbers, signatories, signed)


def _may_be_one(some: Days | None, others: Days | None) -> bool:
    return some is None or others is None or overlaps(some, others)


def _common(some: Days | None, others: Days | None) -> Days | None:
    return some or others if some is None or others is None else meet(some, others)


def _meet_bounds(one: Bounds, other: Bounds) -> Bounds | None:
    lows = [low for low, _ in (one, other) if low is not None]
    highs = [high for _, high in (one, other) if high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    return None if low is not None and high is not None and low > high else (low, high)


def link_copies(
    facts: Sequence[Facts], copies: Iterable[Copy], names: Mapping[str, float]
) -> Iterator[Link]:
    """The links between statements of one copied passage, but where a copy gives another number."""
    for copy in copies:
        if any(
            weight.field == "how many" and weight.bits <= CLASH_BITS
            for weight in compare(facts[copy.original], facts[copy.copy], names)
        ):
            continue
        yield COPIED_BITS, min(copy.original, copy.copy), max(copy.original, copy.copy)


def link_alike(
    facts: Sequence[Facts], pairs: Iterable[tuple[int, int]], names: Mapping[str, float]
) -> Iterator[Link]:
    """The links between statements that a comparison takes for one claim, in the order of the pairs."""
    for one, other in pairs:
        if not facts[one].families:
            if _is_same_speech(facts[one], facts[other]):
                yield SAME_BITS, one, other
            continue
        weights = compare_likely(facts[one], facts[other], names)
        if weights is None:
            continue
        bits = total_bits(weights)
        if bits >= SAME_BITS and is_specific(facts[one], weights):
            yield bits, one, other


def _is_same_speech(one: Facts, other: Facts) -> bool:
    """Whether two pieces of speech that report no event are the same but for a word or two."""
    if other.families or one.standing != other.standing:
        return False
    common = len(one.words & other.words)
    return common >= LEAST_COMMON_WORDS and common >= SAME_SPEECH * len(one.words | other.words)


def candidate_pairs(facts: Sequence[Facts]) -> Pairs:
    """The pairs that share a block."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, fact in enumerate(facts):
        for key in block_keys(fact):
            blocks[key].append(place)
    return pairs_within(blocks.values(), facts)


def block_keys(fact: Facts) -> Iterator[tuple[str, ...]]:
    """The blocks that a statement belongs to, each once: its family with two of who, whom and where."""
    yield from dict.fromkeys(_keys(fact))


def _keys(fact: Facts) -> Iterator[tuple[str, ...]]:
    yield from men_keys(fact)
    yield from presence_keys(fact)
    yield from office_keys(fact)
    yield from toll_keys(fact)
    yield from _of_life(fact)
    if not fact.families:
        yield from _of_denial(fact)
        words = sorted(content_words(fact.statement.quote), key=lambda word: (-len(word), word))
        for one, other in combinations(words[:3], 2):
            yield "speech", one, other
        return
    yield from _of_days_before(fact)
    if fact.statement.type == "REJECT":
        for names in _crossed("who", fact.actors, {fact.trigger}):
            yield "bonds", *names
    for family in fact.families:
        for names in _names(fact):
            yield family, *names


def _of_life(fact: Facts) -> Iterator[tuple[str, ...]]:
    """The blocks of those who are told to have died, or to be alive, one by one."""
    is_alive = fact.standing == "denied" and says_alive(fact)
    is_told = fact.statement.type == "CASUALTY" and (is_alive or fact.harm == "killed")
    if is_told and not fact.quantities:
        yield from (("alive", one) for one in sorted(fact.targets))


def _of_denial(fact: Facts) -> Iterator[tuple[str, ...]]:
    """The blocks of what a denial of no type may be about: what happened in its places on its days."""
    if fact.standing == "denied" and fact.days is not None:
        days = {fact.days.first.isoformat(), fact.days.last.isoformat()}
        for names in _crossed("when", fact.places - fact.wide_places, days):
            yield "fighting", *names
            yield "casualties", *names


def _of_days_before(fact: Facts) -> Iterator[tuple[str, ...]]:
    """The blocks of what a denial may be about: what happened in its places a few days before."""
    if fact.standing != "denied" or fact.told is None or fact.statement.type not in _ON_GROUND:
        return
    for place in sorted(fact.places - fact.wide_places):
        for back in range(DENIED_SOON_DAYS + 1):
            day = (fact.told.last - timedelta(days=back)).isoformat()
            yield from ((family, "when", place, day) for family in fact.families)


def _names(fact: Facts) -> Iterator[tuple[str, ...]]:
    """Two of who, whom, where, when and how many; one with the deed where little else is told."""
    yield from _crossed("who-where", fact.actors, fact.places | fact.scene)
    yield from _crossed("who-whom", fact.actors, fact.targets)
    yield from _crossed("whom-where", fact.targets, fact.places)
    if fact.lasting or not (fact.places or fact.targets):
        yield from _crossed("who", fact.actors, {fact.trigger})
    deed = {root(fact.statement.trigger.text)}
    if not (fact.actors and fact.places):
        yield from _crossed("whom", fact.targets, deed)
    if fact.statement.type in _OF_WORDS and (fact.places or fact.targets):
        yield from _crossed("who", fact.actors, {fact.trigger})
    if not fact.actors or fact.days is None:
        yield from _crossed("where", fact.places - fact.wide_places, deed)
    yield from _crossed("how-many", fact.places, {_number(one.low) for one in fact.quantities})
    if fact.days is not None:
        days = {fact.days.first.isoformat(), fact.days.last.isoformat()}
        yield from _crossed("when", fact.places, days)


def _number(low: float | None) -> str:
    return "open" if low is None else f"{float(low)}"


def _crossed(kind: str, ones: Set[str], others: Set[str]) -> Iterator[tuple[str, ...]]:
    return ((kind, one, other) for one in sorted(ones) for other in sorted(others))
