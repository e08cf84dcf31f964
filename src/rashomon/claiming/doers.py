"""Doers: one deed that each of two voices lays at another's door.

Enters: the facts of two statements of one report, or of two reports. Leaves: the two accounts: "A said
that B fired first, B said that A did".
"""

import re

from rashomon.claiming.blames import camp_of_words, doer_words
from rashomon.claiming.deeds import deeds_in, root, roots, things_in
from rashomon.claiming.denials import is_one_deed, shared_words
from rashomon.claiming.facts import Facts, load_types, stem
from rashomon.claiming.rivals import Answer, load_rivals, may_be_one_place, roots_in, wording
from rashomon.claiming.voices import is_known, named_speakers
from rashomon.instants import overlaps, width_days

SAME_DAYS = 3
"""Days that a time may span to be one occasion."""

SAME_WEEKS_DAYS = 16
"""Days of a stretch that two accounts name alike: "in late March"."""

_DEEDS = {"ACCUSE", "THREATEN"}
_HARMFUL = {"ASSAULT", "COERCE"}
_ONE_OF_ITS_KIND = re.compile(
    r"\bit\s+(?:was|is|had\s+been)\b[^.!?]*\b(?:who|that)\b|\b(?:itself|themselves)\b|\bfirst\b",
    re.IGNORECASE,
)
"""Words that lay one deed at somebody's door and at nobody else's: "it was X who opened fire"."""

_BY = re.compile(r"\bby\s+((?:[\w’'-]+\s*){1,7})", re.IGNORECASE)
BREACHES = ("REJECT", "ASSAULT", "ACCUSE")
"""Types under which it is told that somebody broke a truce."""

_NO_SPOTS = frozenset({"man", "bomb", "weapon", "bond", "talks", "poison", "prisoner", "paper"})
"""Kinds of things of which there are many in one place: they make no two deeds one."""


def tells_doer(mine: Facts, yours: Facts) -> Answer | None:
    """The same deed, which the second voice, charged by the first, lays at somebody else's door."""
    if {mine.standing, yours.standing} != {"held"} or not may_be_one_place(mine, yours):
        return None
    if yours.statement.span.start < mine.statement.span.end:
        return None
    if not _are_alike(mine, yours):
        return None
    if _tells_of_death(mine) or _tells_of_death(yours):
        return None
    is_mirrored = _accuses(mine, yours) if mine.statement.type == "ACCUSE" else _turns(mine, yours)
    return ("doer", (wording(mine), wording(yours))) if is_mirrored else None


def _are_alike(mine: Facts, yours: Facts) -> bool:
    """Whether both tell of a deed of one kind: of harm, of a threat, of a charge, of a broken truce."""
    types = {mine.statement.type, yours.statement.type}
    is_one = types <= _HARMFUL or (len(types) == 1 and types <= _DEEDS)
    return is_one or (is_breach(mine) and is_breach(yours))


def _turns(mine: Facts, yours: Facts) -> bool:
    """Whether whoever is said to have done it says of the same deed that another did."""
    if not (mine.actors and yours.actors) or _is_one_doer(mine, yours):
        return False
    if not _is_charged_by(mine, yours) or not is_one_deed(mine, yours):
        return False
    if is_breach(mine) and is_breach(yours):
        return True
    is_answered = _is_charged_by(yours, mine)
    is_same_word = mine.trigger == yours.trigger
    return is_answered or len(shared_words(mine, yours)) > (0 if is_same_word else 1)


def _accuses(mine: Facts, yours: Facts) -> bool:
    """Whether two blame one another, in words for one deed."""
    if not (mine.actors & yours.targets and yours.actors & mine.targets):
        return False
    words = roots(mine.statement.quote), roots(yours.statement.quote)
    blame = roots(f"{mine.statement.trigger.text} {yours.statement.trigger.text}")
    return bool(deeds_in(words[0] - blame) & deeds_in(words[1] - blame))


def _tells_of_death(fact: Facts) -> bool:
    is_told = bool(roots_in(fact.statement.quote) & load_rivals().deaths)
    return is_told or fact.harm is not None


def _is_one_doer(mine: Facts, yours: Facts) -> bool:
    one, other = (fact.actors | (fact.kin - fact.targets - fact.done_to) for fact in (mine, yours))
    return bool(mine.actors & other or yours.actors & one)


def have_two_doers(mine: Facts, yours: Facts) -> bool:
    """Whether two reports, or sources, lay one deed, of one day, place and victim, at two doors."""
    is_told = bool(mine.statement.attribution and yours.statement.attribution)
    if mine.statement.report == yours.statement.report and not is_told:
        return False
    if {mine.standing, yours.standing} != {"held"} or not _is_one_word(mine, yours):
        return False
    are_deeds = {mine.statement.type, yours.statement.type} == {"ASSAULT"}
    if not (are_deeds or (is_breach(mine) and is_breach(yours))) or not _is_one_day(mine, yours):
        return False
    if not (mine.actors and yours.actors) or _is_one_doer(mine, yours):
        return False
    narrow = (mine.places & yours.places) - mine.wide_places - yours.wide_places
    victims = (mine.targets & yours.targets) - {*mine.statement.places, *yours.statement.places}
    is_same = bool(victims) or _is_one_thing(mine, yours) or _are_the_same_dead(mine, yours)
    if narrow and is_same and mine.trigger == yours.trigger and _are_rivals(mine, yours):
        return True
    return bool(narrow) and _is_turned(mine, yours) and _is_one_spot(mine, yours)


def is_breach(fact: Facts) -> bool:
    """Whether a statement tells that somebody broke a truce or an agreement."""
    words = roots(fact.statement.quote)
    is_broken = "break" in deeds_in(frozenset({root(fact.statement.trigger.text)}))
    return fact.statement.type in BREACHES and is_broken and "bond" in things_in(words)


def _is_one_word(mine: Facts, yours: Facts) -> bool:
    """Whether two deeds are told by forms of one word."""
    return root(mine.statement.trigger.text) == root(yours.statement.trigger.text)


def _is_turned(mine: Facts, yours: Facts) -> bool:
    """Whether whoever is said to have done it speaks in the other account, and names another."""
    if mine.nations.men & yours.nations.men:
        return False
    return _is_charged_by(mine, yours) or _is_charged_by(yours, mine)


def _is_charged_by(charge: Facts, reply: Facts) -> bool:
    """Whether who speaks in the second account is said to have done it in the first."""
    if reply.heard & ((charge.actors | charge.kin) - charge.targets):
        return True
    if reply.nations.voices & charge.nations.men:
        return True
    quote, at = charge.statement.quote, charge.statement.trigger.span.start
    doer = [quote[: max(0, at - charge.statement.span.start)], *_BY.findall(quote)]
    return bool(named_speakers(reply) & roots(" ".join(doer)))


def _is_one_spot(mine: Facts, yours: Facts) -> bool:
    """Whether both name what was hit by a word for something of which there is one: a market, a plane.

    Two sides that shell one town on one day both may have done it.
    """
    if any(_ONE_OF_ITS_KIND.search(fact.statement.quote) for fact in (mine, yours)):
        return True
    if is_breach(mine) and is_breach(yours):
        return True
    if _is_one_thing(mine, yours):
        return True
    return bool(
        roots_in(mine.statement.quote) & roots_in(yours.statement.quote) & load_rivals().peace
    )


def _is_one_thing(mine: Facts, yours: Facts) -> bool:
    """Whether both name something of which there is one: "the cargo plane"."""
    one, other = roots(mine.statement.quote), roots(yours.statement.quote)
    return bool((things_in(one) & things_in(other)) - _NO_SPOTS)


def _are_the_same_dead(mine: Facts, yours: Facts) -> bool:
    """Whether both tell of killed people of one kind, who do not fight, and count no others."""
    if mine.harm != "killed" or yours.harm != "killed" or mine.days != yours.days:
        return False
    unarmed = roots_in(mine.statement.quote) & roots_in(yours.statement.quote) & load_rivals().peace
    counts = [{(one.low, one.high) for one in fact.quantities} for fact in (mine, yours)]
    return bool(unarmed) and (not all(counts) or bool(counts[0] & counts[1]))


def _is_one_day(mine: Facts, yours: Facts) -> bool:
    if mine.days is None or yours.days is None or not overlaps(mine.days, yours.days):
        return False
    if mine.days == yours.days and width_days(mine.days) <= SAME_WEEKS_DAYS:
        return True
    return max(width_days(mine.days), width_days(yours.days)) <= SAME_DAYS


def _are_rivals(mine: Facts, yours: Facts) -> bool:
    """Whether both doers go by names, or the one are a state's men and the other those who fight it.

    "The regime's planes" and "the air force" of the land that they bomb are one state's.
    """
    if _are_of_one_state(mine, yours):
        return False
    known = [is_known(mine), is_known(yours)]
    if all(known):
        return True
    words = roots_in(mine.statement.quote) | roots_in(yours.statement.quote)
    is_insurgent = any(stem(one) in words for one in load_types().insurgents)
    return is_insurgent and any(known)


def _are_of_one_state(mine: Facts, yours: Facts) -> bool:
    """Whether both doers are called a state's men, and nothing tells that it is two states."""
    if not all(
        fact.nations.men or camp_of_words(doer_words(fact)) == "state" for fact in (mine, yours)
    ):
        return False
    one, other = (fact.nations.men or fact.nations.lands for fact in (mine, yours))
    return not one or not other or bool(one & other)
