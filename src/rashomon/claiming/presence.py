"""Presence: whether somebody has left a place, or has it, by what another voice says of the days after.

Enters: the facts of two statements of two voices. Leaves: whether the one says that they are still there
whom the other says to have left, or that a battle goes on for what the other says was taken.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from rashomon.claiming.deeds import deeds_in, root
from rashomon.claiming.denials import NOT_TAKEN_WITHIN_DAYS
from rashomon.claiming.facts import Facts, load_types
from rashomon.claiming.voices import is_known, voice_of
from rashomon.instants import Days, overlaps

LEFT_WITHIN_DAYS = 7
"""Days after a withdrawal on which who is still there contradicts it; later they may have come back."""

FOUGHT_WITHIN_DAYS = 2
"""Days after a town's fall on which a battle for it contradicts the fall; later it may be a new one."""

_STILL = re.compile(r"\b(?:still|remain(?:s|ed|ing)?|never|continue[sd]?\s+to)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\b(?:goes|go|going|went|gone)\s+on\b|\bcontinu(?:e|es|ed|ing)\b|\b(?:under\s+way|underway|rag(?:es|ed|ing))\b|"
    r"\b(?:not|isn[’']t|wasn[’']t)\s+(?:yet\s+)?(?:over|finished|decided)\b",
    re.IGNORECASE,
)
_BATTLE = frozenset({"battle", "fighting", "fight", "combat", "clash", "resistance"})
_SOME = re.compile(
    r"\b(?:parts?|most|some|half|outskirts|suburbs?|quarters?|districts?|edges?|centre|center|airport|port|pockets?|"
    r"north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?)\b",
    re.IGNORECASE,
)
"""Words for a part of a place, which another may have."""

_STAYING = frozenset({"FORCE", "CONTROL", "RETREAT"})
"""Types of statements that may tell that somebody is still in a place."""

_TAKEN = frozenset({"take", "enter"})
LEFT_OR_TAKEN = frozenset({"CONTROL", "RETREAT"})
"""Types of which one of two statements is that clash on who is in a place."""


def presence_keys(fact: Facts) -> Iterator[tuple[str, ...]]:
    """The blocks of what a reply may be about: what happened in its places on the days before it.

    Only who says that somebody is still there, that a battle goes on, or that a town has not fallen is
    found by further keys; what it replies to is found by its own day.
    """
    if fact.told is None:
        return
    within = LEFT_WITHIN_DAYS if _is_still_there(fact) else 0
    if fact.statement.type == "ASSAULT" and _is_fought_over(fact):
        within = FOUGHT_WITHIN_DAYS
    if fact.statement.type == "CONTROL" and fact.standing == "denied":
        within = NOT_TAKEN_WITHIN_DAYS
    for place in sorted(fact.places - fact.wide_places) if within else ():
        for days in range(within + 1):
            yield "fighting", "when", place, (fact.told.last - timedelta(days=days)).isoformat()


def contests_presence(mine: Facts, yours: Facts) -> tuple[str, str] | None:
    """The field, and which of two statements denies it ("one", "other"); None for no clash."""
    if not LEFT_OR_TAKEN & {mine.statement.type, yours.statement.type}:
        return None
    if not _are_of_one_place(mine, yours):
        return None
    for told, reply, end in ((mine, yours, "other"), (yours, mine, "one")):
        is_left = _has_left(told) and _is_still_there(reply) and _is_one_side(told, reply)
        if is_left and _is_soon(told, reply, LEFT_WITHIN_DAYS):
            return "status", end
        is_taken = _is_taken(told) and _is_fought_over(reply)
        if is_taken and _is_soon(told, reply, FOUGHT_WITHIN_DAYS):
            return "control", end
    return None


def parts_played(fact: Facts) -> tuple[bool, bool, bool, bool]:
    """What a statement may be to another: somebody left, is still there, took a place, fights for it."""
    return _has_left(fact), _is_still_there(fact), _is_taken(fact), _is_fought_over(fact)


def _are_of_one_place(mine: Facts, yours: Facts) -> bool:
    """Whether two voices tell of one town or spot, and neither of a part of it."""
    if not (mine.places & yours.places) - mine.wide_places - yours.wide_places:
        return False
    if voice_of(mine) == voice_of(yours):
        return False
    return not any(_SOME.search(fact.statement.quote) for fact in (mine, yours))


def _has_left(fact: Facts) -> bool:
    """Whether a statement tells that somebody has left a place, or was driven out of it."""
    if fact.standing != "held" or not fact.actors:
        return False
    if fact.statement.type == "CONTROL":
        return fact.statement.mode == "lost"
    is_leaving = "leave" in deeds_in(frozenset({root(fact.statement.trigger.text)}))
    return fact.statement.type == "RETREAT" and is_leaving


def _is_still_there(fact: Facts) -> bool:
    """Whether a statement tells that somebody is still in a place, or never left it."""
    if not fact.actors or fact.statement.type not in _STAYING:
        return False
    if fact.statement.type == "RETREAT":
        is_told = fact.standing == "denied"
    else:
        is_there = fact.statement.type == "FORCE" or fact.statement.mode != "lost"
        is_told = fact.standing == "held" and is_there
    return is_told and _STILL.search(fact.statement.quote) is not None


def _is_one_side(mine: Facts, yours: Facts) -> bool:
    """Whether both tell of one side's men."""
    if mine.actors & (yours.actors | yours.kin) or yours.actors & mine.kin:
        return True
    men = mine.nations.men & yours.nations.men
    if men - mine.nations.lands - yours.nations.lands:
        return True
    words = (set(re.findall(r"\w+", fact.statement.quote.casefold())) for fact in (mine, yours))
    rebels = {f"{word}s" for word in load_types().insurgents}
    return bool(rebels.intersection(*words)) and not (is_known(mine) or is_known(yours))


def _is_taken(fact: Facts) -> bool:
    """Whether a statement tells that a place was taken."""
    is_told = fact.statement.type == "CONTROL" and fact.standing == "held" and bool(fact.actors)
    deeds = deeds_in(frozenset({root(fact.statement.trigger.text)}))
    return is_told and fact.statement.mode == "gained" and bool(deeds & _TAKEN)


def _is_fought_over(fact: Facts) -> bool:
    """Whether a statement tells that a battle for a place goes on."""
    if fact.standing != "held" or root(fact.statement.trigger.text) not in map(root, _BATTLE):
        return False
    return _GOES_ON.search(fact.statement.quote) is not None


def _is_soon(told: Facts, reply: Facts, within: int) -> bool:
    """Whether the reply is of the days from the account on, and comes soon after it."""
    if told.told is None or reply.told is None:
        return False
    first = told.days or told.told
    if first.first > reply.told.last:
        return False
    said = reply.days or reply.told
    if said.last < first.first:
        return False
    reach = timedelta(days=within)
    return overlaps(Days(first.first, max(first.last, told.told.first) + reach), reply.told)
