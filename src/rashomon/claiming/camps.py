"""Camps: whether a state's men or those who fight it did a deed, or are those whom a figure counts.

Enters: the facts of a statement, and one of its figures. Leaves: the camp, empty where the words leave
it open. The dead of one side are no figure of the other's dead, nor is a rebels' shelling an air raid.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from rashomon.claiming.facts import Facts, load_types
from rashomon.claiming.nations import STATE_LINK
from rashomon.claiming.scopes import counts_more
from rashomon.records.mentions import Entity, Quantity

Camp = Literal["state", "insurgents", ""]

_AIR_RAID = re.compile(
    r"\b(?:air[\s-]?(?:strikes?|raids?)|aerial\s+(?:bombing|bombardment|raids?|attacks?|strikes?)|war[\s-]?planes?|"
    r"(?:fighter|bomber)\s+(?:jets?|planes?)|(?:military|war|government|army)\s+(?:jets?|aircraft|helicopters?)|"
    r"barrel\s+bombs?|helicopter\s+gunships?)\b",
    re.IGNORECASE,
)
"""Raids of manned aircraft, which states have and those who fight them hardly ever."""

_BATTLE = re.compile(
    r"\b(?:battl\w+|clash(?:es|ed|ing)?|fighting|firefights?|gunfights?|skirmish\w*|combat|offensives?|counter-?offensives?)\b",
    re.IGNORECASE,
)
_FROM_AFAR = re.compile(
    _AIR_RAID.pattern
    + r"|\b(?:air\s?force|shell(?:s|ed|ing)|bombardments?|bombard(?:ed|ing)|bomb(?:ed|ing|ings|s)?|"
    r"rockets?|mortars?|missiles?|drones?)\b",
    re.IGNORECASE,
)
"""Fire that falls on people who are not at its front, and that a battle need not have."""

_DRONE = re.compile(r"\b(?:drones?|unmanned|UAVs?)\b", re.IGNORECASE)
_DEED = (
    r"(?:attacks?|shelling|bombings?|bombardments?|fire|raids?|assaults?|ambush(?:es)?|offensives?|"
    r"blasts?|explosions?)"
)
_ANSWERED = re.compile(
    r"\b(?:repel\w*|repuls\w*|foil\w*|thwart\w*|avert\w*|fend\w*\s+off|beat\w*\s+back|against|after|following|"
    r"respon\w+|retaliat\w+|reveng\w+|aveng\w+)\b",
    re.IGNORECASE,
)
"""Words after which an attack is one that somebody met, not the one that is told."""

_ANTI = re.compile(r"^anti-?(?:government|regime|state|army)\b")
_PRO = re.compile(r"^(?:pro|non)-")
_OF_STATE = frozenset(
    {"government", "regime", "army", "military", "federal", "national", "loyalist", "state", "security",
     "police", "pro-government", "pro-regime", "pro-army", "government-backed", "government-allied",
     "regime-backed", "army-backed"}
)  # fmt: skip
"""Words that say that fighters, forces or members are a state's or fight for it."""

_STATES_MEN = frozenset(
    {"soldier", "troop", "serviceman", "servicemen", "policeman", "policemen", "conscript"}
)


def camp_of_doers(fact: Facts, entities: Mapping[str, Entity]) -> Camp:
    """Whether those who did it are a state's, or are called insurgents by the report.

    Where no name says it the deed may: "a terrorist rocket attack", or a raid of warplanes.
    """
    names = [entities[one].name.casefold().split() for one in fact.actors if one in entities]
    if any(words and words[-1].removesuffix("s") in load_types().insurgents for words in names):
        return "insurgents"
    if _are_of_state(fact.actors, entities):
        return "state"
    if fact.actors and fact.is_named:
        return ""
    quote = fact.statement.quote
    told = _insurgents_deed().search(quote)
    is_theirs = told is not None and _ANSWERED.search(quote, 0, told.start()) is None
    is_raid = _AIR_RAID.search(quote) is not None and _DRONE.search(quote) is None
    if is_theirs == is_raid:
        return ""
    return "insurgents" if is_theirs else "state"


def camp_of_counted(fact: Facts, quantity: Quantity, entities: Mapping[str, Entity]) -> Camp:
    """Whose men a figure counts; empty where they are of both sides, of neither, or nobody says it."""
    if counts_more(fact, quantity):
        return ""
    words = [*quantity.of.casefold().split(), *_of_whom(fact, quantity)]
    nouns = {word.removesuffix("s") for word in words}
    types = load_types()
    if any(map(_ANTI.match, words)):
        return "insurgents"
    is_for_state = bool({*words} & _OF_STATE)
    if is_for_state and nouns & (types.people | types.armed):
        return "state"
    if nouns & types.insurgents and not is_for_state and not any(map(_PRO.match, words)):
        return "insurgents"
    is_told = bool(nouns & _STATES_MEN) and _are_of_state(fact.targets, entities)
    return "state" if is_told else ""


def are_two_camps(one: Camp, other: Camp) -> bool:
    """Whether the one is a state's and the other those who fight it."""
    return {one, other} == {"state", "insurgents"}


def are_of_battle_and_raid(pair: tuple[Facts, Facts], armed: tuple[bool, bool]) -> bool:
    """Whether the one counts fighters who fell in a battle, the other people killed by raids or shells.

    Args:
        pair: The two statements.
        armed: Whether those whom their figures count bear arms.
    """
    if armed[0] == armed[1]:
        return False
    fought, other = pair if armed[0] else pair[::-1]
    words, others = fought.statement.quote, other.statement.quote
    is_battle = _BATTLE.search(words) is not None and _FROM_AFAR.search(words) is None
    return is_battle and _FROM_AFAR.search(others) is not None and _BATTLE.search(others) is None


def have_common_doer(mine: Facts, yours: Facts, entities: Mapping[str, Entity]) -> bool:
    """Whether who did the one did the other, or one of them is part of the other."""
    first = {owner for one in mine.actors for owner in _owners(one, entities)}
    second = {owner for one in yours.actors for owner in _owners(one, entities)}
    return bool(first & yours.actors or second & mine.actors or mine.actors & yours.actors)


def _of_whom(fact: Facts, quantity: Quantity) -> list[str]:
    """The words that say whose those counted are: "members of the government forces"."""
    if not quantity.of:
        return []
    found = re.search(
        rf"\b{re.escape(quantity.of)}\s+(?:of|from|in|with)\s+((?:[\w-]+\s+){{1,3}}[\w-]+)",
        fact.statement.quote,
        re.IGNORECASE,
    )
    return [] if found is None else _own_words(found.group(1).casefold().split())


def _own_words(words: list[str]) -> list[str]:
    """The words up to the first that goes on with something else ("were", "and")."""
    ends = {"were", "was", "are", "is", "have", "has", "had", "and", "in", "by", "at", "on", "who"}
    end = next((at for at, word in enumerate(words) if word in ends), len(words))
    return words[:end]


def _are_of_state(who: frozenset[str], entities: Mapping[str, Entity]) -> bool:
    owners = (entities[owner].links for one in who for owner in _owners(one, entities))
    return any(link.startswith(STATE_LINK) for links in owners for link in links)


def _owners(entity: str, entities: Mapping[str, Entity]) -> Iterator[str]:
    """An entity and all that it is part of."""
    at, seen = entities.get(entity), set[str]()
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield at.id
        at = entities.get(at.part_of or "")


@cache
def _insurgents_deed() -> re.Pattern[str]:
    """The words of an attack that say that insurgents made it: "rebel shelling"."""
    names = "|".join(sorted(map(re.escape, load_types().insurgents)))
    return re.compile(
        rf"\b(?:{names})(?:s|['’]s|s['’])?\s+(?:[\w-]+\s+){{0,2}}?{_DEED}\b", re.IGNORECASE
    )
