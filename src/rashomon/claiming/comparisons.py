"""Comparisons of figures: whether two are of one thing, and if not, why they cannot be compared.

Enters: the facts of two statements with figures. Leaves: a verdict with its reason in words. Two figures
that look like a clash mostly are none: they count others, elsewhere, on another day, or a part and the
whole. Such pairs are listed with the reason, so that nobody has to find it out again.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import Literal

from msgspec import Struct

from rashomon.claiming.amounts import agree, same_unit, unit_of
from rashomon.claiming.camps import (
    are_of_battle_and_raid,
    are_two_camps,
    camp_of_counted,
    camp_of_doers,
    have_common_doer,
)
from rashomon.claiming.clashes import quantity_words
from rashomon.claiming.facts import Facts, load_types, stem
from rashomon.claiming.harms import harm_of
from rashomon.claiming.pairs import pairs_within
from rashomon.claiming.scopes import counts_more, is_part_of, tells_of_another
from rashomon.instants import Days, overlaps, width_days
from rashomon.records.mentions import Entity, Quantity

Verdict = Literal["one value", "a clash", "perhaps two things", "not comparable"]
Field = Literal["standing", "when", "where", "whose", "counted", "number"]

SAME_OCCASION_DAYS = 3
"""Days that a time may span to be one occasion; a longer one gathers several."""


NEIGHBOURING_KM = 5
"""How far apart two points may lie, beyond their radii, to be one place: a quarter and its town."""

_DEGREE_KM = 111.2

UPDATE = "an update: the later report counts more"
"""The cause of a clash of tolls that grew with time."""


class Comparison(Struct, frozen=True):
    """Two figures (by their statements) and whether they can be compared.

    ``field`` is what sets them apart (standing, when, where, whose, what is counted), or "number" where
    nothing does; ``reason`` says it in words.
    """

    one: str
    other: str
    values: tuple[str, str]
    verdict: Verdict
    field: Field
    reason: str


class Setting(Struct, frozen=True):
    """What a comparison needs beside the two statements: days of publication, entities by id."""

    published: Mapping[str, Days | None]
    entities: Mapping[str, Entity]


_Found = tuple[Verdict, Field, str]


def compare_figures(mine: Facts, yours: Facts, setting: Setting) -> Comparison | None:
    """The comparison of the figures that two statements give of what is most alike; None for none."""
    pair = _likest(mine, yours, setting.entities)
    if pair is None:
        return None
    verdict, field, reason = _judge(mine, yours, pair, setting)
    values = quantity_words(pair[0]), quantity_words(pair[1])
    return Comparison(mine.statement.id, yours.statement.id, values, verdict, field, reason)


def find_not_comparable(facts: Sequence[Facts], setting: Setting) -> list[Comparison]:
    """The pairs of figures that look like a clash and are none, in order, each with the reason.

    Those are looked at that are of one type and have a town or the people in common, and differ.
    """
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, fact in enumerate(facts):
        if fact.quantities and fact.statement.type is not None:
            for name in sorted((fact.places - fact.wide_places) | fact.targets):
                blocks[fact.statement.type, name].append(place)
    found = []
    for one, other in pairs_within(blocks.values(), facts):
        pair = _likest(facts[one], facts[other], setting.entities)
        if pair is None or agree(*pair):
            continue
        comparison = compare_figures(facts[one], facts[other], setting)
        if comparison is not None and comparison.verdict == "not comparable":
            found.append(comparison)
    return found


def _likest(
    mine: Facts, yours: Facts, entities: Mapping[str, Entity]
) -> tuple[Quantity, Quantity] | None:
    """The figures of one unit and harm; else those of people of any kind; else none.

    Where each counts both sides' dead, those of one side are set against one another.
    """
    both = [(one, other) for one in mine.quantities for other in yours.quantities]
    people = [pair for pair in both if _kind(pair[0], mine) and _kind(pair[1], yours)]
    like = [pair for pair in both if pair[0].of and pair[1].of and same_unit(*pair)]
    harmed = [
        pair for pair in [*like, *people] if harm_of(pair[0], mine) == harm_of(pair[1], yours)
    ]
    found = [*harmed, *like, *people]
    of_one = (pair for pair in found if not _of_two_camps(mine, yours, pair, entities))
    return next(of_one, next(iter(found), None))


def _of_two_camps(
    mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity], entities: Mapping[str, Entity]
) -> bool:
    """Whether the one counts a state's men and the other those who fight it."""
    first = camp_of_counted(mine, pair[0], entities)
    return bool(first) and are_two_camps(first, camp_of_counted(yours, pair[1], entities))


def _kind(quantity: Quantity, fact: Facts) -> str:
    """The people that a figure counts: "people" for anybody, a kind of them; empty for no people.

    "Sixty killed" are sixty people.
    """
    types, unit = load_types(), unit_of(quantity)
    if unit in types.anybody or (fact.harm is not None and stem(unit) in {"", *types.harms}):
        return "people"
    return unit if unit in types.people else _head_behind(quantity, fact)


def _head_behind(quantity: Quantity, fact: Facts) -> str:
    """The people of whom a number counts two kinds: "70 government and rebel fighters"; else empty."""
    if not quantity.of:
        return ""
    found = re.search(
        rf"\b{re.escape(quantity.of)}\s+and\s+((?:[\w-]+\s+){{0,2}}[\w-]+)", fact.statement.quote
    )
    words = [] if found is None else found.group(1).casefold().split()
    nouns = (word.removesuffix("s") for word in words[1:])
    return next((word for word in nouns if word in load_types().people), "")


def _judge(mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity], setting: Setting) -> _Found:
    """The verdict: what sets them apart, if anything does, else whether the figures agree."""
    apart = (
        _standing(mine, yours)
        or _others(mine, yours, pair, setting.entities)
        or _when(mine, yours)
        or _where(mine, yours, setting.entities)
        or _whose(mine, yours, setting.entities)
        or _counted(mine, yours, pair)
        or _scope(mine, yours, pair)
    )
    if apart is not None:
        return "not comparable", *apart
    if agree(*pair):
        return "one value", "number", "the figures leave room for each other"
    if is_update(mine, yours, pair, setting.published):
        return "a clash", "number", UPDATE
    if not _is_one_thing(mine, yours):
        return "perhaps two things", "number", "neither a town nor a day is said of both"
    return "a clash", "number", "different values for one thing"


_Apart = tuple[Field, str] | None
_STANDINGS = {
    "held": "told as so",
    "ahead": "still to come",
    "open": "held possible",
    "denied": "denied",
}


def _standing(mine: Facts, yours: Facts) -> _Apart:
    if mine.standing == yours.standing:
        return None
    words = f"one is {_STANDINGS[mine.standing]}, the other {_STANDINGS[yours.standing]}"
    return "standing", words


def _others(
    mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity], entities: Mapping[str, Entity]
) -> _Apart:
    """Whether others are counted, whatever day and place are told: two sides, the armed and the unarmed.

    As many armed as unarmed may be the same dead, whom each side calls by its own name.
    """
    if _of_two_camps(mine, yours, pair, entities):
        return "counted", f"they count the men of two sides: {pair[0].of} and {pair[1].of}"
    one, other = unit_of(pair[0]), unit_of(pair[1])
    types = load_types()
    arms = one in types.armed, other in types.armed
    if are_of_battle_and_raid((mine, yours), arms):
        return "counted", "they count others: the dead of a battle and those of a raid"
    if arms[0] == arms[1] or agree(*pair):
        return None
    unarmed = other if arms[0] else one
    if unarmed not in types.unarmed:
        return None
    return "counted", f"they count others: {pair[0].of} and {pair[1].of}"


def _when(mine: Facts, yours: Facts) -> _Apart:
    if mine.days is None or yours.days is None:
        return None
    if not overlaps(mine.days, yours.days):
        return "when", "another day"
    widths = sorted((width_days(mine.days), width_days(yours.days)))
    if widths[0] <= SAME_OCCASION_DAYS < widths[1]:
        return "when", "a part and the whole: one gathers several days"
    return None


def _where(mine: Facts, yours: Facts, entities: Mapping[str, Entity]) -> _Apart:
    narrow, other = mine.places - mine.wide_places, yours.places - yours.wide_places
    if narrow and other and not narrow & other:
        if any(_is_near(entities.get(a), entities.get(b)) for a in narrow for b in other):
            return None
        return "where", "another place"
    if mine.places and yours.places and bool(narrow) != bool(other):
        return "where", "a part and the whole: the place of one may lie in that of the other"
    return None


def _scope(mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity]) -> _Apart:
    if tells_of_another(mine) != tells_of_another(yours):
        return "counted", "one is told of another occasion"
    if not is_part_of(mine, yours, pair):
        return None
    return "counted", "a part and the whole: one sums up more days or places"


def _is_near(one: Entity | None, other: Entity | None) -> bool:
    """Whether two places may be one: a point of one lies within the radius of the other, or near."""
    first = None if one is None else one.place
    second = None if other is None else other.place
    if first is None or second is None:
        return True
    if first.lat is None or first.lon is None or second.lat is None or second.lon is None:
        return True
    north = (first.lat - second.lat) * _DEGREE_KM
    east = (first.lon - second.lon) * _DEGREE_KM * cos(radians((first.lat + second.lat) / 2))
    radii = max(first.radius_km or 0, second.radius_km or 0)
    return hypot(north, east) <= radii + NEIGHBOURING_KM


def _whose(mine: Facts, yours: Facts, entities: Mapping[str, Entity]) -> _Apart:
    """Whether others did it: names of two, or a state's forces here and insurgents there."""
    if have_common_doer(mine, yours, entities):
        return None
    are_named = bool(mine.actors and yours.actors) and mine.is_named and yours.is_named
    if are_named or are_two_camps(camp_of_doers(mine, entities), camp_of_doers(yours, entities)):
        return "whose", "another’s doing"
    return None


def _counted(mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity]) -> _Apart:
    """What the one counts and the other does not."""
    harms = harm_of(pair[0], mine), harm_of(pair[1], yours)
    if harms[0] != harms[1] and all(harms):
        return "counted", f"they count other things: the {harms[0]} and the {harms[1]}"
    for fact, quantity in zip((mine, yours), pair, strict=True):
        if {*quantity.of.casefold().split(), *_before(fact, quantity)} & load_types().beside:
            return "counted", f"one is counted beside others: {quantity_words(quantity)}"
    one, other = _kind(pair[0], mine) or unit_of(pair[0]), _kind(pair[1], yours) or unit_of(pair[1])
    if counts_more(mine, pair[0]) != counts_more(yours, pair[1]):
        return _sum_and_part(mine, pair)
    if one == other or same_unit(*pair) or _may_be_same_men(one, other):
        return None
    if "people" not in (one, other):
        return "counted", f"they count others: {pair[0].of} and {pair[1].of}"
    return _kind_and_part(*(pair if one == "people" else pair[::-1]))


def _kind_and_part(whole: Quantity, part: Quantity) -> _Apart:
    """Whether those of a kind may be some of the people whom the other counts."""
    if part.high is not None and whole.low is not None and part.high < whole.low:
        return "counted", f"a part and the whole: {part.of} among {whole.of}"
    return None


def _sum_and_part(mine: Facts, pair: tuple[Quantity, Quantity]) -> _Apart:
    """Whether a figure that adds up leaves room for the other, which counts one kind of those."""
    whole, part = pair if counts_more(mine, pair[0]) else pair[::-1]
    if part.low is not None and whole.high is not None and part.low > whole.high:
        return None
    return "counted", "a part and the whole: one adds up what the other counts apart"


def _may_be_same_men(one: str, other: str) -> bool:
    """Whether two words may be for the same who fight: "fighters" for rebels, "troops" for soldiers."""
    types = load_types()
    if one in types.fighting or other in types.fighting:
        return {one, other} <= types.armed | types.fighting
    of_rebels = one in types.insurgents, other in types.insurgents
    return {one, other} <= types.armed and of_rebels[0] == of_rebels[1]


def _before(fact: Facts, quantity: Quantity) -> set[str]:
    """The words before a number in a quote: "another 12"."""
    words = fact.statement.quote.casefold().split()
    return {
        before
        for before, after in pairwise(words)
        if quantity.low is not None and after.strip(",.") == f"{quantity.low:g}"
    }


def is_update(
    mine: Facts,
    yours: Facts,
    pair: tuple[Quantity, Quantity],
    published: Mapping[str, Days | None],
) -> bool:
    """Whether the later report counts more of what happened before both."""
    first, second = published.get(mine.statement.report), published.get(yours.statement.report)
    if first is None or second is None or overlaps(first, second):
        return False
    earlier, later = pair if first.last < second.first else (pair[1], pair[0])
    return earlier.low is not None and later.low is not None and later.low > earlier.low


def _is_one_thing(mine: Facts, yours: Facts) -> bool:
    narrow = (mine.places & yours.places) - mine.wide_places - yours.wide_places
    return bool(narrow) or (mine.days is not None and yours.days is not None)
