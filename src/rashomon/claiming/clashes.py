"""Clashes: pairs of statements that would be one claim but for one field.

Enters: the facts, the pairs that share a block, and who stands in which claim. Leaves: clashes, each
with its field, the two values and how sure it is that both speak of one thing. Two figures that differ
in place, day, unit or standing are two figures, not a clash.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from rashomon.claiming.amounts import agree, same_unit, unit_of
from rashomon.claiming.copies import Copy
from rashomon.claiming.deeds import root, roots, things_in
from rashomon.claiming.denials import is_denial, is_refused, names_in, shared_words
from rashomon.claiming.doers import have_two_doers
from rashomon.claiming.facts import DESCRIPTION_BITS, NAME_BITS, Facts, load_types
from rashomon.claiming.harms import harm_of
from rashomon.claiming.likeness import SAME_BITS, compare
from rashomon.claiming.men import count_otherwise, denies_some, deny_men
from rashomon.claiming.offices import contests_office
from rashomon.claiming.phrases import says
from rashomon.claiming.presence import contests_presence
from rashomon.claiming.rivals import wording
from rashomon.claiming.scopes import are_of_two_scopes, counts_more, counts_part
from rashomon.claiming.sweeping import is_swept
from rashomon.claiming.tolls import rival_tolls
from rashomon.claiming.voices import (
    IT_IS_DENIED,
    IT_IS_SO,
    are_told_together,
    standing_words,
    voice_of,
)
from rashomon.instants import Days, overlaps, width_days
from rashomon.records.mentions import Quantity

SAME_DAYS = 3
"""Days that a time may span, and that two publications may lie apart, to be the same occasion."""

NEAR_CHARS = 220
"""Characters that may lie between two accounts that a report sets side by side: a sentence or two."""

BUSY_BITS = 0.7
"""What a town of 100,000 says less than a village; two tolls of one day may be of two strikes there."""

MOST_IN_BLOCK = 60
"""Statements on one place's holder or one pact's signing that are compared; the first by their ids."""


LOOSE: Mapping[tuple[float, float], str] = {
    (24, 99): "dozens",
    (40, 199): "scores",
    (200, 999): "hundreds",
    (2_000, 9_999): "thousands",
}
"""Words for numbers whose bounds are no report's: who wrote "dozens" has not said 24."""

FOUGHT_OVER = "it is still fought over"
"""A side's word in a dispute on who holds a place."""

DENIED = "denied"
"""The topic of all denials: those that share an account, or a denial of several, are one dispute."""


class Clash(Struct, frozen=True, order=True):
    """Two statements, by their places in the order, that cannot both be right as worded.

    ``topic`` is the same for clashes over one thing. ``doubtful``: it may be two things.
    ``subjects`` are the entities it is about, where they are not those that both statements name.
    """

    field: str
    topic: str
    one: int
    other: int
    values: tuple[str, str]
    doubtful: bool = False
    subjects: tuple[str, ...] = ()


def find_clashes(
    facts: Sequence[Facts],
    pairs: Iterable[tuple[int, int]],
    names: Mapping[str, float],
    published: Mapping[str, Days | None],
) -> list[Clash]:
    """The clashes of numbers, of denials and of who did it within pairs, in the order of the pairs."""
    found: list[Clash] = []
    for one, other in pairs:
        clash = (
            _number(one, other, facts, names, published)
            or _toll(one, other, facts, names)
            or _denial(one, other, facts, names)
            or _doer(one, other, facts, names)
            or _men(one, other, facts, names)
            or _presence(one, other, facts)
            or _office(one, other, facts)
        )
        if clash is not None:
            found.append(clash)
    return found


def _rest_bits(one: Facts, other: Facts, names: Mapping[str, float], field: str) -> float:
    """What speaks for two statements being one claim, a field left out."""
    return sum(weight.bits for weight in compare(one, other, names) if weight.field != field)


def _number(
    one: int,
    other: int,
    facts: Sequence[Facts],
    names: Mapping[str, float],
    published: Mapping[str, Days | None],
) -> Clash | None:
    mine, yours = facts[one], facts[other]
    if not mine.quantities or not yours.quantities or not {*mine.families} & {*yours.families}:
        return None
    if mine.standing != "held" or yours.standing != "held":
        return None
    if are_told_together(mine, yours) or not _is_one_occasion(mine, yours, published):
        return None
    values = differing(mine, yours)
    if values is None or mine.harm != yours.harm or are_of_two_scopes(mine, yours, values):
        return None
    if are_of_two_states(mine, yours) or not _may_be_one_strike(mine, yours, names):
        return None
    narrow = (mine.places & yours.places) - mine.wide_places
    topic = f"{values[0].of} {sorted(narrow)} {mine.families[0]}"
    doubtful = mine.days is None or yours.days is None
    return Clash("number", topic, one, other, _in_words(values), doubtful)


def _is_busy(places: frozenset[str], names: Mapping[str, float]) -> bool:
    """Whether all of some places are so large that people die there twice on a day of war."""
    return all(names[one] <= NAME_BITS - BUSY_BITS for one in places)


def _tell_of_one_strike(mine: Facts, yours: Facts) -> bool:
    """Whether two deeds of one town have words in common beyond the town: a bus, a market, poison."""
    types = load_types()
    people = {*map(root, types.people | types.anybody | types.unarmed)}
    counted = (roots(" ".join(one.of for one in fact.quantities)) for fact in (mine, yours))
    told = shared_words(mine, yours).difference(people, names_in(mine) & names_in(yours), *counted)
    things = [things_in(roots(fact.statement.quote)) for fact in (mine, yours)]
    return bool(things[0] & things[1] - _OF_ANY_WAR) or any(
        not says("anywhere", word) for word in told
    )


_OF_ANY_WAR = frozenset({"man", "bomb", "weapon"})
"""Kinds of things that are in every strike: they make no two one."""


def _may_be_one_strike(mine: Facts, yours: Facts, names: Mapping[str, float]) -> bool:
    """Whether two tolls are alike but for the number, and in a large town by more than the town."""
    if _rest_bits(mine, yours, names, "how many") < SAME_BITS:
        return False
    if not _is_busy((mine.places & yours.places) - mine.wide_places, names):
        return True
    return _name_one_party(mine, yours, names) or _tell_of_one_strike(mine, yours)


def _name_one_party(mine: Facts, yours: Facts, names: Mapping[str, float]) -> bool:
    """Whether both name who did it, or whom it was done to, by a name."""
    common = (mine.actors & yours.actors) | (mine.targets & yours.targets)
    return any(names[one] > DESCRIPTION_BITS for one in common)


def _toll(one: int, other: int, facts: Sequence[Facts], names: Mapping[str, float]) -> Clash | None:
    """Two counts of the dead of one event, one of which leaves out whom it counts."""
    mine, yours = facts[one], facts[other]
    if voice_of(mine) == voice_of(yours) or are_of_two_states(mine, yours):
        return None
    values = rival_tolls(mine, yours)
    narrow = (mine.places & yours.places) - mine.wide_places
    if values is None or (_is_busy(narrow, names) and not _tell_of_one_strike(mine, yours)):
        return None
    topic = f"toll {sorted(narrow)}"
    doubtful = mine.days is None or yours.days is None
    return Clash("number", topic, one, other, _in_words(values), doubtful)


def are_of_two_states(mine: Facts, yours: Facts) -> bool:
    """Whether the one counts the men or the dead of a state, and the other those of another."""
    men, others = mine.nations.men, yours.nations.men
    return bool(men and others) and not men & others


def differing(mine: Facts, yours: Facts) -> tuple[Quantity, Quantity] | None:
    """The first quantities of one unit that have no number in common; None where some agree.

    "Another twelve" are counted beside others, and contradict no figure.
    """
    if any("another" in fact.statement.quote.casefold().split() for fact in (mine, yours)):
        return None
    like = [
        (one, other)
        for one in mine.quantities
        for other in yours.quantities
        if one.of
        and other.of
        and (same_unit(one, other) or _outnumbers_all(one, other) or _outnumbers_all(other, one))
        and _are_comparable(mine, yours, (one, other))
    ]
    if not like or any(agree(one, other) for one, other in like):
        return None
    return like[0]


def _outnumbers_all(some: Quantity, people: Quantity) -> bool:
    """Whether so many are counted of a kind of people as cannot be among all that were counted."""
    if unit_of(people) not in _ALL or unit_of(some) in _ALL:
        return False
    if unit_of(some) not in load_types().people | load_types().unarmed:
        return False
    return some.low is not None and people.high is not None and some.low > people.high


_ALL = frozenset({"people", "person", "human", "individual"})
"""Words for people of whatever kind, of whom all others are some."""


def _are_comparable(mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether neither figure is of some among those counted, or of others beside them."""
    harms = {harm_of(pair[0], mine), harm_of(pair[1], yours)} - {None}
    if (
        len(harms) > 1
        or _are_of_two_names(*pair)
        or counts_more(mine, pair[0]) != counts_more(yours, pair[1])
    ):
        return False
    return not (counts_part(mine, pair[0]) or counts_part(yours, pair[1]))


def _are_of_two_names(one: Quantity, other: Quantity) -> bool:
    """Whether the two count men of two names: "28 SDF troops" and "200 US troops"."""
    names = [{word for word in each.of.split() if word[0].isupper()} for each in (one, other)]
    return bool(names[0] and names[1]) and not names[0] & names[1]


def _in_words(values: tuple[Quantity, Quantity]) -> tuple[str, str]:
    first, second = (quantity_words(value) for value in values)
    return first, second


def quantity_words(quantity: Quantity) -> str:
    """A quantity as a reader would say it: "16 civilians", "at least 30 people", "dozens of men"."""
    low, high = quantity.low, quantity.high
    of = quantity.of.strip("“”\"'‘’ ")
    if low is not None and high is not None and (low, high) in LOOSE:
        return f"{LOOSE[low, high]} of {of}" if of else LOOSE[low, high]
    if low is not None and high is not None:
        number = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    elif low is not None:
        number = f"at least {low:g}"
    elif high is not None:
        number = f"at most {high:g}"
    else:
        number = "some"
    return f"{number} {of}".strip()


def _is_one_occasion(mine: Facts, yours: Facts, published: Mapping[str, Days | None]) -> bool:
    """Whether two statements share a place on the ground and a day, or were published together."""
    if not (mine.places & yours.places) - mine.wide_places - yours.wide_places:
        return False
    if mine.trigger != yours.trigger and not mine.words & yours.words - {mine.trigger}:
        return False
    if mine.days is not None and yours.days is not None:
        return _are_of_one_time(mine.days, yours.days)
    if mine.days is not None or yours.days is not None:
        return False
    first = published.get(mine.statement.report)
    second = published.get(yours.statement.report)
    if first is None or second is None:
        return mine.statement.report == yours.statement.report
    together = Days(min(first.first, second.first), max(first.last, second.last))
    return width_days(together) <= SAME_DAYS


def _are_of_one_time(mine: Days, yours: Days) -> bool:
    """Whether two times overlap and are short, or began on one day and go on: "since Sunday" twice."""
    if mine.first == yours.first and abs((mine.last - yours.last).days) < SAME_DAYS:
        return True
    widest = max(width_days(mine), width_days(yours))
    return widest <= SAME_DAYS and overlaps(mine, yours)


def _denial(
    one: int, other: int, facts: Sequence[Facts], names: Mapping[str, float]
) -> Clash | None:
    mine, yours = facts[one], facts[other]
    if {mine.statement.type, yours.statement.type} == {"AGREE", "REJECT"}:
        return _refusal(one, other, facts)
    if {mine.standing, yours.standing} not in ({"held", "denied"}, {"ahead", "denied"}):
        return None
    if not is_denial(mine, yours, names) and not is_swept(mine, yours):
        return None
    return Clash("status", DENIED, one, other, (standing_words(mine), standing_words(yours)))


def _refusal(one: int, other: int, facts: Sequence[Facts]) -> Clash | None:
    """That somebody has agreed to something, and that he "has not agreed" to it."""
    mine, yours = facts[one], facts[other]
    if mine.standing != "held" or yours.standing != "held" or voice_of(mine) == voice_of(yours):
        return None
    told, refusal = (mine, yours) if yours.statement.type == "REJECT" else (yours, mine)
    if not is_refused(told, refusal):
        return None
    values = (IT_IS_DENIED, IT_IS_SO) if refusal is mine else (IT_IS_SO, IT_IS_DENIED)
    return Clash("status", DENIED, one, other, values)


def _doer(one: int, other: int, facts: Sequence[Facts], names: Mapping[str, float]) -> Clash | None:
    mine, yours = facts[one], facts[other]
    if voice_of(mine) == voice_of(yours) or not have_two_doers(mine, yours):
        return None
    narrow = (mine.places & yours.places) - mine.wide_places
    if _is_busy(narrow, names) and not _tell_of_one_strike(mine, yours):
        return None
    topic = f"{sorted(mine.places & yours.places)} {sorted(mine.targets & yours.targets)}"
    return Clash("doer", topic, one, other, (wording(mine), wording(yours)))


def _men(one: int, other: int, facts: Sequence[Facts], names: Mapping[str, float]) -> Clash | None:
    """Two figures of one party's men in one land, or that none of them are there."""
    mine, yours = facts[one], facts[other]
    ends = {denies_some(mine), denies_some(yours)}
    if ends == {True, False}:
        told, denial = (mine, yours) if denies_some(yours) else (yours, mine)
        if voice_of(mine) == voice_of(yours) or not deny_men(told, denial, names):
            return None
        values = (IT_IS_DENIED, IT_IS_SO) if denial is mine else (IT_IS_SO, IT_IS_DENIED)
        return Clash("status", DENIED, one, other, values)
    figures = count_otherwise(mine, yours, names)
    if figures is None:
        return None
    whose = sorted(mine.nations.men | (mine.actors & yours.actors))
    topic = f"men {whose} {sorted(mine.places & yours.places)}"
    return Clash("number", topic, one, other, _in_words(figures))


def _presence(one: int, other: int, facts: Sequence[Facts]) -> Clash | None:
    """That somebody has left a place, or has taken it, and that it is not so."""
    mine, yours = facts[one], facts[other]
    found = contests_presence(mine, yours)
    if found is None:
        return None
    field, end = found
    if field == "status":
        values = (IT_IS_DENIED, IT_IS_SO) if end == "one" else (IT_IS_SO, IT_IS_DENIED)
        return Clash(field, DENIED, one, other, values)
    taker = " and ".join(sorted((yours if end == "one" else mine).actors))
    values = (FOUGHT_OVER, taker) if end == "one" else (taker, FOUGHT_OVER)
    narrow = (mine.places & yours.places) - mine.wide_places - yours.wide_places
    return Clash(field, " ".join(sorted(narrow)[:1]), one, other, values)


def _office(one: int, other: int, facts: Sequence[Facts]) -> Clash | None:
    """That somebody has lost his office, and that he is still in it."""
    end = contests_office(facts[one], facts[other])
    if end is None:
        return None
    values = (IT_IS_DENIED, IT_IS_SO) if end == "one" else (IT_IS_SO, IT_IS_DENIED)
    return Clash("status", DENIED, one, other, values)


def _garbled(original: Facts, copied: Facts) -> tuple[Quantity, Quantity] | None:
    """The figure that a copied sentence gives otherwise, though as a bound: "at least 260" and "620"."""
    if len(original.quantities) != 1 or len(copied.quantities) != 1:
        return None
    one, other = original.quantities[0], copied.quantities[0]
    bounds = {one.low, one.high} - {None}, {other.low, other.high} - {None}
    is_other = all(bounds) and not bounds[0] & bounds[1]
    return (one, other) if one.of == other.of and is_other else None


def find_garblings(facts: Sequence[Facts], copies: Sequence[Copy]) -> list[Clash]:
    """Numbers that a copied statement gives otherwise than its original."""
    found = []
    for copy in copies:
        original, copied = facts[copy.original], facts[copy.copy]
        values = differing(original, copied) or _garbled(original, copied)
        if values is not None:
            topic = f"({original.statement.id})"
            words = _in_words(values)
            found.append(Clash("number", topic, copy.original, copy.copy, words))
    return sorted(found)
