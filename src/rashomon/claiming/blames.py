"""Blames: at whose door two voices lay one deed, in whatever words they do so.

Enters: the facts of two statements of one report, the second close behind the first. Leaves: the two
accounts: "X laid the blame on A", "it had been the work of B, Y said".
"""

import re

from rashomon.claiming.deeds import deeds_in, is_telling, roots, things_in
from rashomon.claiming.denials import are_apart
from rashomon.claiming.facts import Facts
from rashomon.claiming.nations import codes_in
from rashomon.claiming.rivals import Answer, may_be_one_place, roots_in, wording
from rashomon.claiming.voices import with_cue

WHO_WORDS = 8
"""Words that name who did it, at most."""

_WHO = rf"(?P<who>[^,;.:!?“”\"]+?(?:\s+[^\s,;.:!?“”\"]+){{0,{WHO_WORDS}}}?)"
_END = r"(?=\W*$|[,;.:!?”\"]|\s+(?:for|in|on|at|near|over|who|which|that|and|after|when)\b)"
_BLAMED = (
    r"\b(?:laid|lays?|laying|put|puts|placed?|places|pinn(?:ed|ing)|pins?)\s+(?:the\s+|all\s+)*(?:blame|guilt|responsibility)"
    rf"(?:\s+for\s+[^,;]*?)?\s+(?:on|upon|with|at\s+the\s+door\s+of)\s+{_WHO}{_END}",
    rf"\bblam(?:ed|es|ing|e)\s+(?:it\s+on\s+|this\s+on\s+)?{_WHO}{_END}",
    rf"\baccus(?:ed|es|ing|e)\s+{_WHO}\s+of\b",
    rf"\b(?:held|holds?|holding)\s+{_WHO}\s+(?:to\s+be\s+)?(?:responsible|accountable)\b",
    rf"\b(?:work|doing|handiwork|deed|crime|fault|responsibility)\s+of\s+{_WHO}{_END}",
    rf"^\W*(?:that\s+)?{_WHO}\s+(?:was|were|is|are|had\s+been|stood|stand)\s+(?:behind|responsible\s+for)\b",
)
"""Words that lay something at somebody's door and do not say what."""

_CLEFT = rf"^\W*(?:that\s+)?it\s+(?:was|is|had\s+been)\s+(?!not\b){_WHO}\s+(?:who|that|which)\b"
_BY = rf"\b(?:was|were|been|being)\s+(?:\w+\s+){{1,4}}?by\s+{_WHO}{_END}"
_PATTERNS = tuple(re.compile(one, re.IGNORECASE) for one in _BLAMED)
_DONE = tuple(re.compile(one, re.IGNORECASE) for one in (_CLEFT, _BY))
_IT = re.compile(r"\W*(?:that\s+)?(?:it|this|that)\b", re.IGNORECASE)
_THE = re.compile(r"\W*(?:that\s+)?(?:the|these|those|both|all)\s+([\w-]+)", re.IGNORECASE)
_DEEDS = ("ASSAULT", "CASUALTY", "COERCE", "ACCUSE", "REJECT", None)
_HARM = frozenset({"strike", "kill", "burn", "sink", "down"})
_NOBODY = re.compile(r"\b(?:unknown|unidentified|somebody|someone|nobody)\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:mistake|accident|telephone|error|night|day|evening|morning|fire|hand|then|now|far|force)\b"
)


def lays_blame(mine: Facts, yours: Facts) -> Answer | None:
    """One deed, which two voices lay at two doors."""
    if {mine.standing, yours.standing} != {"held"} or not may_be_one_place(mine, yours):
        return None
    if mine.statement.type not in _DEEDS or yours.statement.type not in _DEEDS:
        return None
    if are_apart_but_for_doers(mine, yours):
        return None
    one, other = doer_words(mine), doer_words(yours)
    if not one or not other or not _are_two(one, other) or not _is_one_deed(mine, yours):
        return None
    return "doer", (wording(mine), wording(yours))


def are_apart_but_for_doers(mine: Facts, yours: Facts) -> bool:
    """Whether another place or another day sets two accounts apart."""
    narrow, others = mine.places - mine.wide_places, yours.places - yours.wide_places
    if narrow and others and not narrow & others:
        return True
    is_dated = mine.days is not None and yours.days is not None
    return is_dated and are_apart(mine, yours) and mine.days != yours.days


def doer_words(fact: Facts) -> str:
    """The words for who did it, by whoever says so; empty where the words do not tell."""
    said = with_cue(fact)
    for pattern in (*_PATTERNS, *_DONE):
        found = pattern.search(fact.statement.quote) or pattern.search(said)
        if found is not None:
            who = found["who"].strip()
            return "" if _NOBODY.search(who) or _TIME.search(who) else who
    return _subject(fact)


def _subject(fact: Facts) -> str:
    """The words before a deed that somebody did: "Pakistani soldiers fired first"."""
    if not fact.actors or fact.statement.type not in ("ASSAULT", "COERCE"):
        return ""
    at = fact.statement.trigger.span.start - fact.statement.span.start
    before = re.sub(r"^\W*(?:that\b)?", "", fact.statement.quote[: max(0, at)], flags=re.IGNORECASE)
    if re.search(r"\b(?:was|were|been|being|be)\s*(?:\w+ly\s+)?$", before, re.IGNORECASE):
        return ""
    words = before.split()
    return " ".join(words) if 0 < len(words) <= WHO_WORDS else ""


def _are_two(one: str, other: str) -> bool:
    """Whether two doers have no telling word, and no state, in common."""
    nations = {*codes_in(one)}, {*codes_in(other)}
    if all(nations):
        return not nations[0] & nations[1]
    return not {word for word in roots_in(one) & roots_in(other) if len(word) > 2}


def _is_one_deed(mine: Facts, yours: Facts) -> bool:
    """Whether the second is of the deed that was just told, by a pronoun, or by whom it was done to."""
    quote = yours.statement.quote
    deeds = deeds_in(roots(mine.statement.quote)), deeds_in(roots(quote))
    if any(pattern.search(quote) for pattern in _PATTERNS):
        return _IT.match(quote) is not None or bool(deeds[0] & deeds[1] & _HARM)
    cleft = _DONE[0].search(quote)
    if cleft is not None:
        own = frozenset(filter(is_telling, roots(quote[cleft.end() :])))
        return bool(deeds[0] & deeds[1] or own & roots(mine.statement.quote))
    thing = _THE.match(quote)
    if thing is None or _DONE[1].search(quote) is None:
        return False
    is_same = bool(roots(thing[1]) & roots(mine.statement.quote)) or bool(
        things_in(roots(thing[1])) & things_in(roots(mine.statement.quote))
    )
    return is_same and bool(deeds[0] & _HARM) and bool(deeds[1] & _HARM)
