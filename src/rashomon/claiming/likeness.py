"""How alike two statements are: a sum of match weights in bits, each with its reason.

Enters: the facts of two statements. Leaves: the weights. What a statement leaves open weighs nothing;
what two statements have differently weighs against them.

**Source** Fellegi and Sunter, "A theory for record linkage", JASA 64 (1969).
"""

from collections.abc import Mapping, Sequence
from math import inf

from rashomon.claiming.amounts import agree, are_near, are_one_count, same_unit, unit_of
from rashomon.claiming.deeds import deeds_in, root
from rashomon.claiming.facts import DESCRIPTION_BITS, LEAST_PARTIES, NAME_BITS, Facts, load_types
from rashomon.claiming.offices import are_of_two_bodies
from rashomon.claiming.voices import voice_of
from rashomon.instants import Days, overlaps, width_days
from rashomon.records.claims import MatchWeight
from rashomon.records.mentions import Quantity

SAME_BITS = 6.0
"""Weight from which two statements say the same of the same. Found on five articles of one war: an
actor and a place in common, of the same kind of event and neither day nor number against it, give 7;
an actor alone gives 3 to 4."""

CLASH_BITS = -12.0
"""What weighs against a match whatever else speaks for it: another place, day, number or standing."""

NARROW_DAYS = 4
"""An interval of so many days is a day, give or take how loosely reports date things."""


_SPECIFIC = {"where": 1.1, "when": 2.0, "how many": 3.0, "wording": 2.4}


_MANIFOLD = ("ASSAULT", "COERCE", "MOBILIZE", "AID", "COOPERATE", "CONSULT")
"""Types of events that take many forms, of which one place may see several in a day."""

_BATTLE = frozenset({"strike", "take", "enter"})
"""Classes of deeds of which one battle is told: who "stormed" a town may have "seized" it."""

_HELD = ("CONTROL", "FORCE", "CAPTIVITY")
"""Types of states that last."""

_TAKEN = frozenset({"take", "enter", "strike", "leave"})
_HOLDING = ("hold", "control", "occupy", "occupation", "presence", "station")
"""Deeds by which a hold begins or ends, and the words among them that say that it goes on."""

_PARTS = {"mention": "signing"}
"""Parts of a pact that are one: who names a pact, and who tells of its signing, both say that it is."""

SCENE_SHARE = 0.6
"""Part of a place's bits where a statement only describes it and the report named it before."""

LIKE_WORDS = 5
"""Words in common from which like wording says all it can; two or three are a phrase."""


MOST_OF_TYPES = 3.0
MOST_OF_VALUES = 4.0
MOST_OF_WORDING = 6.0
MOST_OF_TIMES = 2.0
MOST_OF_NUMBERS = 3.0
BITS_OF_KINDS = 2.0

_MOST_OF_REST = MOST_OF_TYPES + 2 * NAME_BITS + MOST_OF_VALUES + MOST_OF_WORDING
"""What kind of event, who, whom, value and wording say together for a match at most."""

HOPELESS_BITS = SAME_BITS - 0.5
"""A sum that cannot reach it is no match, however its parts are rounded."""


def compare(one: Facts, other: Facts, names: Mapping[str, float]) -> tuple[MatchWeight, ...]:
    """The weights of a comparison, field by field."""
    weights = (
        _what(one, other),
        _who(one, other, names),
        _whom(one, other, names),
        _where(one, other, names),
        _when(one, other),
        _how_many(one, other),
        _standing(one, other),
        _value(one, other),
        _wording(one, other),
    )
    return tuple([weight for weight in weights if weight.bits])


def compare_likely(
    one: Facts, other: Facts, names: Mapping[str, float]
) -> tuple[MatchWeight, ...] | None:
    """The weights of a comparison as `compare` gives them; None where they surely fall short.

    Most statements of a block do, by their day, place or number, whatever their other fields say.
    """
    when, where = _when(one, other), _where(one, other, names)
    how_many, standing = _how_many(one, other), _standing(one, other)
    told = when.bits + where.bits + how_many.bits + standing.bits
    if told + _MOST_OF_REST < HOPELESS_BITS:
        return None
    what, value = _what(one, other), _value(one, other)
    who, whom = _who(one, other, names), _whom(one, other, names)
    told += what.bits + who.bits + whom.bits + value.bits
    if told + MOST_OF_WORDING < HOPELESS_BITS:
        return None
    wording = _wording(one, other)
    weights = (what, who, whom, where, when, how_many, standing, value, wording)
    return tuple([weight for weight in weights if weight.bits])


def total_bits(weights: tuple[MatchWeight, ...]) -> float:
    """The sum of the weights."""
    return sum(weight.bits for weight in weights)


def is_specific(one: Facts, weights: tuple[MatchWeight, ...]) -> bool:
    """Whether more than kinds and great names speaks for a match.

    Two strikes by one army somewhere in one country are two strikes: an event is the same where a
    town, a day, a number or the wording is in common. States last, and their names suffice.
    """
    if one.lasting:
        return True
    return any(weight.bits >= _SPECIFIC.get(weight.field, inf) for weight in weights)


def _what(one: Facts, other: Facts) -> MatchWeight:
    if _tell_of_two_parts(one, other) or _stays_and_goes(one, other):
        return MatchWeight("what", CLASH_BITS, "different kinds of event")
    if meet_signatories(one.signatories, other.signatories) is None:
        return MatchWeight("what", CLASH_BITS, "pacts between other parties")
    if one.statement.type == other.statement.type:
        is_one = one.trigger == other.trigger
        bits = MOST_OF_TYPES if is_one else _of_two_words(one, other)
        return MatchWeight("what", bits, f"both {one.statement.type}")
    if _counts_apart(one, other):
        return MatchWeight("what", -2.0, "a deed, and a count of those whom some deed harmed")
    if set(one.families) & set(other.families):
        bits = 2.0 if one.trigger == other.trigger else 0.5
        return MatchWeight(
            "what", bits, f"{one.statement.type} and {other.statement.type} may be one"
        )
    return MatchWeight("what", CLASH_BITS, "different kinds of event")


def _counts_apart(one: Facts, other: Facts) -> bool:
    """Whether the one tells of a deed, and the other counts dead without saying of what deed.

    That a depot blew up and that bodies were found, in one town and on one day, may be two matters.
    """
    if {one.statement.type, other.statement.type} != {"ASSAULT", "CASUALTY"}:
        return False
    if bool(one.quantities) == bool(other.quantities) or one.trigger == other.trigger:
        return False
    common = one.actors & other.actors or one.targets & other.targets
    return not common and voice_of(one) != voice_of(other)


def _of_two_words(one: Facts, other: Facts) -> float:
    """What it says that two statements of one type tell of it by two words, in bits.

    A town around which a noose is tightened and a man who is shot there on that day are of one type, but
    not one event.
    """
    if one.statement.type not in _MANIFOLD:
        return 1.0
    first, second = (
        deeds_in(frozenset({root(fact.statement.trigger.text)})) for fact in (one, other)
    )
    is_one = bool(first & second) or bool(first & _BATTLE and second & _BATTLE)
    return 1.0 if is_one else 0.0


def _tell_of_two_parts(one: Facts, other: Facts) -> bool:
    """Whether the one tells that a pact was signed, the other that it was invoked or what it says."""
    first, second = one.statement.terms, other.statement.terms
    if first is None or second is None:
        return False
    return _PARTS.get(first.role, first.role) != _PARTS.get(second.role, second.role)


def meet_signatories(one: frozenset[str], other: frozenset[str]) -> frozenset[str] | None:
    """The parties of a pact that two accounts of it have in common; None where they are of two pacts.

    A pact is between two at least, so that accounts that each name so many share as many.
    """
    if not one or not other:
        return one or other
    common = one & other
    return common if len(common) >= LEAST_PARTIES else None


def _stays_and_goes(one: Facts, other: Facts) -> bool:
    """Whether somebody is told to take, storm or hold a place, and somebody to leave one.

    That one army left a port and that men came into it are two claims, whoever these men are.
    """
    types = {one.statement.type, other.statement.type}
    if types == {"CONTROL", "RETREAT"} and one.actors & other.actors:
        return True
    if "RETREAT" not in types or len(types) == 1:
        return False
    come, gone = (one, other) if other.statement.type == "RETREAT" else (other, one)
    deeds = [deeds_in(frozenset({root(fact.statement.trigger.text)})) for fact in (come, gone)]
    return "leave" in deeds[1] - deeds[0] and bool(deeds[0] & _BATTLE)


def _who(one: Facts, other: Facts, names: Mapping[str, float]) -> MatchWeight:
    weight = _roles("who", (one.actors, other.actors), (one.kin, other.kin), names)
    if weight.bits < 0 and not (one.is_named and other.is_named):
        return MatchWeight("who", -1.0, "described in other words")
    return weight


def _whom(one: Facts, other: Facts, names: Mapping[str, float]) -> MatchWeight:
    weight = _roles("whom", (one.targets, other.targets), (one.kin, other.kin), names)
    if weight.bits < 0 and _count_people(one, other):
        return MatchWeight("whom", -1.0, "described in other words")
    return weight


def _count_people(one: Facts, other: Facts) -> bool:
    """Whether both count as many, the one "people" and the other a kind of them: "six civilians"."""
    types = load_types()
    return any(
        unit_of(every) in types.anybody
        and unit_of(kind) in types.people | types.anybody
        and agree(every, kind)
        and are_one_count(every, kind)
        for mine in one.quantities
        for yours in other.quantities
        for every, kind in ((mine, yours), (yours, mine))
    )


def _roles(
    field: str,
    pair: tuple[frozenset[str], frozenset[str]],
    kin: tuple[frozenset[str], frozenset[str]],
    names: Mapping[str, float],
) -> MatchWeight:
    shared = pair[0] & pair[1]
    if shared:
        bits = max(names[name] for name in shared)
        return MatchWeight(field, bits, f"the same {field}", tuple(sorted(shared)))
    if not pair[0] or not pair[1]:
        return MatchWeight(field, 0.0, "")
    related = (pair[0] & kin[1]) | (pair[1] & kin[0]) | (kin[0] & kin[1])
    if related:
        return MatchWeight(field, 0.5, "one is part of the other, or named elsewhere")
    return MatchWeight(field, -4.0, f"another {field}")


def _where(one: Facts, other: Facts, names: Mapping[str, float]) -> MatchWeight:
    shared = one.places & other.places
    if shared:
        narrow = shared - one.wide_places
        bits = max(names[place] for place in (narrow or shared))
        if one.statement.type == other.statement.type == "CONTROL" and bits > DESCRIPTION_BITS:
            bits = NAME_BITS  # a town falls once, however large it is
        return MatchWeight(
            "where", bits if narrow else 1.0, "the same place", tuple(sorted(shared))
        )
    scene = _scene(one, other)
    if scene:
        bits = SCENE_SHARE * max(names[place] for place in scene)
        return MatchWeight("where", bits, "the place that was spoken of", tuple(sorted(scene)))
    if not one.places or not other.places:
        return MatchWeight("where", 0.0, "")
    if one.wide_places == one.places or other.wide_places == other.places:
        return MatchWeight("where", 0.0, "one place may lie in the other")
    return MatchWeight("where", CLASH_BITS, "another place")


def _scene(one: Facts, other: Facts) -> frozenset[str]:
    """The places that both speak of, where one of them only describes its own."""
    if one.places and other.places:
        return frozenset()
    return (one.places | one.scene) & (other.places | other.scene) - one.wide_places


def signing_of(fact: Facts) -> Days | None:
    """The days on which a statement says that a pact was signed; None where it says none."""
    terms = fact.statement.terms
    return terms.signed if terms is not None and fact.statement.type == "PACT" else None


def _when(one: Facts, other: Facts) -> MatchWeight:
    signed = signing_of(one), signing_of(other)
    if signed[0] is not None and signed[1] is not None and not overlaps(signed[0], signed[1]):
        return MatchWeight("when", CLASH_BITS, "signed on another day")
    if one.lasting and other.lasting:
        return MatchWeight("when", 0.0, "")
    if one.days is not None and other.days is not None:
        return _of_days(one, other, (one.days, other.days))
    first, second = one.days or one.near, other.days or other.near
    if first is None or second is None or _near(first, second):
        return MatchWeight("when", 0.0, "")
    return MatchWeight("when", -4.0, "told at another time")


def _of_days(one: Facts, other: Facts, days: tuple[Days, Days]) -> MatchWeight:
    stated = _stated(one, days[0]), _stated(other, days[1])
    if not overlaps(*stated):
        if not (overlaps(*days) and _tell_of_hold(one, other)):
            return MatchWeight("when", CLASH_BITS, "another day")
        stated = days
    is_narrow = max(map(width_days, stated)) <= NARROW_DAYS
    return MatchWeight("when", MOST_OF_TIMES if is_narrow else 0.5, "the same days")


def _stated(fact: Facts, days: Days) -> Days:
    """The days that a statement names: of what has lasted since one, that one."""
    told = None if fact.statement.time is None else fact.statement.time.days
    return days if told is None else told


def _tell_of_hold(one: Facts, other: Facts) -> bool:
    """Whether both tell that something holds, on whatever of the days over which it has lasted.

    A town that has been held since May was not entered in June, nor are raids since May one raid.
    """
    if one.statement.type != other.statement.type or one.statement.type not in _HELD:
        return False
    return not (_begins(one) or _begins(other))


def _begins(fact: Facts) -> bool:
    """Whether a statement tells that a hold began or ended, not that it goes on."""
    deed = root(fact.statement.trigger.text)
    return bool(deeds_in(frozenset({deed})) & _TAKEN) and deed not in map(root, _HOLDING)


def _near(one: Days, other: Days) -> bool:
    return overlaps(one, other)


def _how_many(one: Facts, other: Facts) -> MatchWeight:
    if not one.quantities or not other.quantities:
        return MatchWeight("how many", 0.0, "")
    if one.harm != other.harm and one.harm and other.harm:
        return MatchWeight("how many", CLASH_BITS, "figures of other things")
    like = [
        (mine, yours)
        for mine in one.quantities
        for yours in other.quantities
        if same_unit(mine, yours)
    ]
    return MatchWeight("how many", *(_of_like(like) or _of_unlike(one, other, like)))


def _of_like(like: Sequence[tuple[Quantity, Quantity]]) -> tuple[float, str] | None:
    """What pairs of figures of one unit say, if some leave room for each other; None where none do."""
    near = [pair for pair in like if are_near(*pair)]
    if any(are_one_count(*pair) for pair in near):
        return MOST_OF_NUMBERS, "the same number"
    if near:
        return CLASH_BITS, "a bound that leaves room for the other figure"
    if any(agree(*pair) for pair in like):
        return -6.0, "bounds that leave room for each other, far apart"
    return None


def _of_unlike(
    one: Facts, other: Facts, like: Sequence[tuple[Quantity, Quantity]]
) -> tuple[float, str]:
    if like or (
        one.harm is not None and one.targets & other.targets and not _some_agree(one, other)
    ):
        return CLASH_BITS, "another number"
    if _count_people(one, other):
        return BITS_OF_KINDS, "as many, described in other words"
    return -1.0, "numbers of other things"


def _some_agree(one: Facts, other: Facts) -> bool:
    return any(agree(mine, yours) for mine in one.quantities for yours in other.quantities)


def _standing(one: Facts, other: Facts) -> MatchWeight:
    if one.standing == other.standing:
        return MatchWeight("standing", 0.0, "")
    return MatchWeight("standing", CLASH_BITS, f"one {one.standing}, the other {other.standing}")


def _value(one: Facts, other: Facts) -> MatchWeight:
    if not one.value or not other.value:
        return MatchWeight("value", 0.0, "")
    shared = len(one.value & other.value) / min(len(one.value), len(other.value))
    if are_of_two_bodies(one, other):
        return MatchWeight("value", CLASH_BITS, "an office of somebody else")
    if shared >= 0.5:
        return MatchWeight("value", MOST_OF_VALUES * shared, "the same is said of it")
    return MatchWeight("value", -6.0, "something else is said of it")


def _wording(one: Facts, other: Facts) -> MatchWeight:
    common, union = len(one.words & other.words), len(one.words | other.words)
    likeness = common / union if union else 0.0
    if likeness < 0.25:
        return MatchWeight("wording", 0.0, "")
    bits = MOST_OF_WORDING * likeness * min(1.0, common / LIKE_WORDS)
    return MatchWeight("wording", bits, "like words")
