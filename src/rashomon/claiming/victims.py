"""Victims: whom or what fire fell on, as one voice says, and as another says close behind it.

Enters: the facts of two statements of one report. Leaves: the two accounts, where the one tells of the
means of war or of an enemy, the other of what is nobody's enemy, or of another side's men.
"""

import re

from rashomon.claiming.amounts import unit_of
from rashomon.claiming.deeds import deeds_in, roots
from rashomon.claiming.denials import are_apart
from rashomon.claiming.facts import Facts, load_types
from rashomon.claiming.rivals import Answer, load_rivals, may_be_one_place, roots_in, wording
from rashomon.claiming.voices import speakers_of

NEXT_WORDS = 3
"""Words behind a deed that name what it was done to."""

_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|nothing\s+but|purely|none\s+but|no\s+(?:civilian|residential)\w*)\b",
    re.IGNORECASE,
)
_FIRE = (
    r"(?:bombs?|shells?|rockets?|missiles?|strikes?|raids?|rounds?|drones?|planes?|jets?|guns?|attacks?|"
    r"blasts?|bombing|shelling|bombardment|projectiles?|mortars?|artillery|air\s?strikes?|fire|warplanes?|helicopters?|bombers?)"
)
_THE_FIRE = re.compile(
    r"\W*(?:that\s+)?(?:they|it|(?:(?:most|all|many|some|one|two|three|several|half)\s+of\s+)?(?:the|those|these|this|that)\s+"
    rf"(?:[\w-]+\s+)?{_FIRE})\b",
    re.IGNORECASE,
)
_THE_DEAD = re.compile(
    r"\W*(?:that\s+)?(?:(?:all|most|many|some)\s+of\s+)?(?:the|those|these)\s+(?:[\w-]+\s+)?(?:dead|killed|victims|slain|bodies|fallen|casualties)\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"[,;:]|\b(?:as|when|while|whilst|after|before|since|because|where|who|which|that|by|from|comes?|came|took|takes)\b",
    re.IGNORECASE,
)
"""Where the words for those who were hit are over: what follows is another clause, or who fired."""

_IS_FIRE = re.compile(rf"(?:[\w-]+\s+)*?{_FIRE}\W*", re.IGNORECASE)
"""A subject that is what was fired, not whom it hit: "the shells were fired"."""

_OWN_FIRE = re.compile(rf"\b(?:its|their|our|his)\s+(?:[\w-]+\s+){{0,2}}?{_FIRE}\b", re.IGNORECASE)
_WE = re.compile(r"^\W*(?:that\s+)?(?:it|they|we)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|are|is)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_COMMAND = re.compile(
    r"\b(?:army|armed\s+forces|military|general\s+staff|high\s+command|air\s+force|navy|(?:defen[cs]e|war)\s+ministry|"
    r"ministry\s+of\s+(?:defen[cs]e|war))$",
    re.IGNORECASE,
)
"""Those who tell of strikes without saying whose: their own, where it is fighters who were hit."""

_STATES_MEN = frozenset(
    {
        "soldier",
        "serviceman",
        "servicemen",
        "policeman",
        "policemen",
        "conscript",
        "recruit",
        "peacekeeper",
        "officer",
    }
)
_HARMFUL = ("ASSAULT", "CASUALTY")


def tells_hit(mine: Facts, yours: Facts) -> Answer | None:
    """Whom fire fell on: depots and fighters as the one says, homes and civilians as the other.

    It is one fire where the one says that it hit nothing else, where the other speaks of "the bombs", or
    where the one owns to the strike and the other, without a place of its own, tells whom it killed.
    """
    if mine.standing != "held" or yours.standing != "held" or not may_be_one_place(mine, yours):
        return None
    if not (mine.statement.attribution and yours.statement.attribution):
        return None
    if not (_is_fire(mine) and _is_fire(yours)) or are_apart(mine, yours):
        return None
    sides = _victims(mine), _victims(yours)
    if not all(sides) or sides[0] == sides[1] or not _is_one_fire(mine, yours, sides):
        return None
    return "target", (wording(mine), wording(yours))


def _is_fire(fact: Facts) -> bool:
    """Whether a statement tells of an attack or of those who died in one."""
    if fact.statement.type in _HARMFUL:
        return True
    trigger = roots(fact.statement.trigger.text)
    return fact.statement.type is None and "strike" in deeds_in(trigger)


def _is_one_fire(mine: Facts, yours: Facts, sides: tuple[str, str]) -> bool:
    """Whether the second account is of the fire that the first tells of."""
    is_counted = any(one.quantities or one.harm is not None for one in (mine, yours))
    is_only = _ONLY.search(mine.statement.quote) is not None
    is_only |= _ONLY.search(yours.statement.quote) is not None and _hits_peace(mine)
    is_the_fire = is_only or _THE_FIRE.match(yours.statement.quote) is not None
    if not is_counted and "peace" in sides and "state" not in sides and is_the_fire:
        return True
    if "war" in sides and "peace" in sides:
        hits, other = (mine, yours) if sides[0] == "war" else (yours, mine)
        if _owns_up(hits) and _THE_FIRE.match(other.statement.quote) is not None:
            return True
    if "insurgents" in sides or is_only:
        hits = mine if sides[0] in ("insurgents", "war") else yours
        other = yours if hits is mine else mine
        words = other.statement.quote
        is_told_of = _THE_FIRE.match(words) is not None or _THE_DEAD.match(words) is not None
        is_any = "peace" in sides and other.statement.type in _HARMFUL
        return _owns_up(hits) and (is_told_of or is_any)
    return False


def _hits_peace(fact: Facts) -> bool:
    """Whether the words next behind the deed, or those counted, are for nobody's enemy."""
    if any(unit_of(one) in load_types().unarmed for one in fact.quantities):
        return True
    at = fact.statement.trigger.span.end - fact.statement.span.start
    behind = " ".join(fact.statement.quote[max(0, at) :].split()[:NEXT_WORDS])
    return bool(roots_in(behind) & load_rivals().peace)


def _owns_up(fact: Facts) -> bool:
    """Whether a voice tells of a strike of its own."""
    if fact.statement.type == "CASUALTY":
        return False
    if _OWN_FIRE.search(fact.statement.quote) or _WE.match(fact.statement.quote):
        return True
    chain = fact.statement.attribution
    if chain and not fact.actors and _COMMAND.search(chain[0].name):
        return True
    return bool(speakers_of(fact) & (fact.actors | fact.kin))


def _victims(fact: Facts) -> str:
    """Of what kind those are that were hit: "war", "insurgents", "state" or "peace"; else empty."""
    words = _words_of_victims(fact)
    nouns = {word.casefold().removesuffix("s") for word in re.findall(r"\w+", words)}
    types, rivals = load_types(), load_rivals()
    if nouns & types.unarmed:
        return "peace"
    if nouns & types.insurgents and not roots_in(words) & rivals.peace:
        return "insurgents"
    if nouns & _STATES_MEN:
        return "state"
    if roots_in(words) & rivals.peace and not roots_in(words) & rivals.war:
        return "peace"
    if nouns & types.insurgents:
        return "insurgents"
    return "war" if roots_in(words) & rivals.war and not roots_in(words) & rivals.peace else ""


def _words_of_victims(fact: Facts) -> str:
    """The words behind the deed, those before it where somebody "was hit"; all of them for the dead."""
    quote = fact.statement.quote
    if fact.statement.type == "CASUALTY":
        return quote
    trigger = fact.statement.trigger.span
    start, end = trigger.start - fact.statement.span.start, trigger.end - fact.statement.span.start
    before, behind = quote[: max(0, start)], quote[max(0, end) :]
    passive = _PASSIVE.search(before)
    if passive is None:
        return _NO_MORE.split(behind)[0]
    subject = re.sub(r"^\W*that\b", "", before[: passive.start()], flags=re.IGNORECASE)
    return "" if _IS_FIRE.fullmatch(subject) else f"{subject} {_NO_MORE.split(behind)[0]}"
