"""Comparisons of figures: whether two are of one thing, and if not, why they cannot be compared.

Enters: the facts of two statements with figures. Leaves: a verdict with its reason in words. Two figures
that look like a clash mostly are none: they count others, elsewhere, on another day, or a part and the
whole. Such pairs are listed with the reason, so that nobody has to find it out again.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import Literal

from msgspec import Struct

from rashomon.claiming.clashes import quantity_words
from rashomon.claiming.clusters import pairs_within
from rashomon.claiming.facts import Facts, load_types, stem
from rashomon.claiming.likeness import agree, same_unit, unit_of
from rashomon.claiming.scopes import is_part_of, tells_of_another
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
    pair = _likest(mine, yours)
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
    for one, other in sorted(pairs_within(blocks.values(), facts)):
        pair = _likest(facts[one], facts[other])
        if pair is None or agree(*pair):
            continue
        comparison = compare_figures(facts[one], facts[other], setting)
        if comparison is not None and comparison.verdict == "not comparable":
            found.append(comparison)
    return found


def _likest(mine: Facts, yours: Facts) -> tuple[Quantity, Quantity] | None:
    """The figures of one unit and harm; else those of people of any kind; else none."""
    both = [(one, other) for one in mine.quantities for other in yours.quantities]
    people = [pair for pair in both if _kind(pair[0], mine) and _kind(pair[1], yours)]
    like = [pair for pair in both if pair[0].of and pair[1].of and same_unit(*pair)]
    harmed = [pair for pair in [*like, *people] if _harm(pair[0], mine) == _harm(pair[1], yours)]
    return next(iter([*harmed, *like, *people]), None)


def _harm(quantity: Quantity, fact: Facts) -> str | None:
    """What befell those whom a figure counts: "115 wounded", "9 guards injured" among the dead."""
    types = load_types()
    own = types.harms.get(stem(unit_of(quantity)))
    if own is not None:
        return own
    words = re.findall(r"\w+", fact.statement.quote.casefold())
    counted = re.findall(r"\w+", quantity.of.casefold())
    for at in range(len(words) - len(counted)):
        if counted and words[at : at + len(counted)] == counted:
            return types.harms.get(stem(words[at + len(counted)]), fact.harm)
    return fact.harm


def _kind(quantity: Quantity, fact: Facts) -> str:
    """The people that a figure counts: "people" for anybody, a kind of them; empty for no people.

    "Sixty killed" are sixty people.
    """
    types, unit = load_types(), unit_of(quantity)
    if unit in types.anybody or (fact.harm is not None and stem(unit) in {"", *types.harms}):
        return "people"
    return unit if unit in types.people else ""


def _judge(mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity], setting: Setting) -> _Found:
    """The verdict: what sets them apart, if anything does, else whether the figures agree."""
    apart = (
        _standing(mine, yours)
        or _others(pair)
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


def _others(pair: tuple[Quantity, Quantity]) -> _Apart:
    """Whether others are counted, whatever day and place are told: the armed and the unarmed.

    As many of either may be the same dead, whom each side calls by its own name.
    """
    one, other = unit_of(pair[0]), unit_of(pair[1])
    types = load_types()
    arms = one in types.armed, other in types.armed
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
    related = (mine.kin & yours.actors) | (yours.kin & mine.actors) | (mine.actors & yours.actors)
    if not mine.actors or not yours.actors or related:
        return None
    sides = {_side(mine, entities), _side(yours, entities)}
    if (mine.is_named and yours.is_named) or sides == {"state", "insurgents"}:
        return "whose", "another’s doing"
    return None


def _side(fact: Facts, entities: Mapping[str, Entity]) -> str:
    """Whether those who did it are a state's, or are called insurgents by the report; else empty."""
    names = [entities[one].name.casefold().split() for one in fact.actors if one in entities]
    if any(words and words[-1].removesuffix("s") in load_types().insurgents for words in names):
        return "insurgents"
    owners = (entities[owner].links for one in fact.actors for owner in _owners(one, entities))
    return "state" if any(link.startswith("iso3166:") for links in owners for link in links) else ""


def _owners(entity: str, entities: Mapping[str, Entity]) -> Iterator[str]:
    """An entity and all that it is part of."""
    at, seen = entities.get(entity), set[str]()
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield at.id
        at = entities.get(at.part_of or "")


def _counted(mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity]) -> _Apart:
    """What the one counts and the other does not."""
    harms = _harm(pair[0], mine), _harm(pair[1], yours)
    if harms[0] != harms[1] and all(harms):
        return "counted", f"they count other things: the {harms[0]} and the {harms[1]}"
    for fact, quantity in zip((mine, yours), pair, strict=True):
        if {*quantity.of.casefold().split(), *_before(fact, quantity)} & load_types().beside:
            return "counted", f"one is counted beside others: {quantity_words(quantity)}"
    one, other = _kind(pair[0], mine) or unit_of(pair[0]), _kind(pair[1], yours) or unit_of(pair[1])
    if one == other or same_unit(*pair):
        return None
    if "people" not in (one, other):
        return "counted", f"they count others: {pair[0].of} and {pair[1].of}"
    whole, part = pair if one == "people" else (pair[1], pair[0])
    if part.high is not None and whole.low is not None and part.high < whole.low:
        return "counted", f"a part and the whole: {part.of} among {whole.of}"
    return None


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
