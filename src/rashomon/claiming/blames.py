"""Blames: at whose door two voices lay one deed, in whatever words they do so.

Enters: the facts of two statements of one report, the second close behind the first. Leaves: the two
accounts: "X laid the blame on A", "it had been the work of B, Y said".
"""

import re

from rashomon.claiming.deeds import deeds_in, is_telling, root, roots, things_in
from rashomon.claiming.denials import are_apart
from rashomon.claiming.facts import Facts, load_types
from rashomon.claiming.nations import names_group, state_codes_in
from rashomon.claiming.rivals import Answer, may_be_one_place, roots_in
from rashomon.claiming.scopes import tells_of_another
from rashomon.claiming.voices import with_cue

WHO_WORDS = 8
"""Words that name who did it, at most."""

_WHO = rf"(?P<who>[^\s,;.:!?“”\"]+(?:\s+[^\s,;.:!?“”\"]+){{0,{WHO_WORDS - 1}}}?)"
_END = r"(?=\W*$|[,;.:!?”\"]|\s+(?:for|in|on|at|near|over|who|which|that|and|after|when)\b)"
_BLAMED = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        r"\b(?:laid|lays?|laying|put|puts|placed?|places|pinn(?:ed|ing)|pins?)\s+(?:the\s+|all\s+)*(?:blame|guilt|responsibility)"
        rf"(?:\s+for\s+[^,;]*?)?\s+(?:on|upon|with|at\s+the\s+door\s+of)\s+{_WHO}{_END}",
        rf"\bblam(?:ed|es)\s+{_WHO}{_END}",
        rf"\b(?:held|holds?)\s+{_WHO}\s+(?:to\s+be\s+)?(?:responsible|accountable)\b",
        rf"\b(?<!were )(?<!was )(?<!been )accus(?:ed|es)\s+{_WHO}\s+of\b",
    )
)
"""Words that lay something at somebody's door."""

_OF_WHAT = re.compile(r"\baccus\w+\s+[^,;.]+?\s+of\s+((?:[\w-]+\s*){1,3})", re.IGNORECASE)
"""What somebody is charged with."""

_WAS_HIS = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"^\W*(?:that\s+)?(?:it|this|that)\b[^.!?]*?\b(?:work|doing|handiwork|deed|crime|fault)\s+of\s+{_WHO}{_END}",
        rf"^\W*(?:that\s+)?(?!(?:it|they|he|she)\b){_WHO}\s+(?:was|were|is|are|had\s+been|stood)\s+behind\s+(?:it|this|that)\b",
    )
)
"""Words that lay what was just told at somebody's door."""

_NAMED = (
    r"(?P<who>(?:(?:the|an?|some|its|his|their|our|[A-Z][\w’'-]*)\s+){0,3}[\w’'-]+"
    r"(?:\s+of\s+[\w’'\s-]{3,40}?)?)"
)
_CLEFT = re.compile(
    rf"^\W*(?:that\s+)?[Ii]t\s+(?:was|is|had\s+been)\s+(?!not\b|the\s+\w+\s+time\b){_NAMED}\s+(?:who|that|which)\b"
)
_BY = re.compile(
    rf"\b(?:was|were|been|being)\s+(?P<deed>(?:\w+\s+){{1,4}}?)by\s+{_WHO}{_END}", re.IGNORECASE
)
_FIRED_IT = re.compile(r"\b\w+\s+(?:(?:the|that|those|these)\s+[\w-]+|it|them)\W*$", re.IGNORECASE)
"""The end of what tells of a deed that was told of before: "had fired the rocket"."""

_THE = re.compile(r"\W*(?:that\s+)?(?:the|these|those|both|all)\s+([\w-]+)", re.IGNORECASE)
_DEEDS = ("ASSAULT", "CASUALTY", "COERCE", "ACCUSE", "REJECT", None)
_HARM = frozenset({"strike", "kill", "burn", "sink", "down"})
_NO_DOER = re.compile(
    r"\b(?:unknown|unidentified|somebody|someone|nobody|mistake|accident|telephone|error|night|day|evening|morning|fire|hand|then|"
    r"now|far|force|clear|unclear|likely|possible|(?:un)?certain|true|time)\b",
    re.IGNORECASE,
)
_BLAME_WORDS = (
    "blame blamed guilt responsibility responsible accuse accused accountable held laid put"
)


def lays_blame(mine: Facts, yours: Facts) -> Answer | None:
    """One deed, which two voices lay at two doors."""
    if {mine.standing, yours.standing} != {"held"} or not may_be_one_place(mine, yours):
        return None
    if mine.statement.type not in _DEEDS or yours.statement.type not in _DEEDS:
        return None
    if not (_is_sourced(mine) and _is_sourced(yours)) or _are_of_two_days(mine, yours):
        return None
    if tells_of_another(mine) or tells_of_another(yours):
        return None
    one, other = doer_words(mine), doer_words(yours)
    if not one or not other or not _is_one_deed(mine, yours):
        return None
    is_blame = bool(_blame(mine) or _blame(yours))
    is_two = _differ(one, other) if is_blame else _are_of_two_camps(one, other)
    is_two |= _is_turned_round(mine, yours)
    is_two |= _is_told_who(one) and _is_told_who(other) and _are_two_parties(mine, yours)
    return ("doer", (one, other)) if is_two else None


def _is_sourced(fact: Facts) -> bool:
    return bool(fact.statement.attribution) or (
        fact.statement.type == "ACCUSE" and bool(fact.actors)
    )


def _are_of_two_days(mine: Facts, yours: Facts) -> bool:
    """Whether another day sets two accounts apart."""
    is_dated = mine.days is not None and yours.days is not None
    return is_dated and are_apart(mine, yours) and mine.days != yours.days


def doer_words(fact: Facts) -> str:
    """The words for who did it, by whoever says so; empty where the words do not tell."""
    who = _blame(fact) or _done_by(fact) or _subject(fact)
    return "" if _NO_DOER.search(who) else who


def _blame(fact: Facts) -> str:
    """Whom words of blame name: "laid the blame on X", "it had been the work of Y"."""
    said = with_cue(fact)
    for pattern in (*_BLAMED, *_WAS_HIS):
        found = pattern.search(fact.statement.quote) or pattern.search(said)
        if found is not None:
            return found["who"].strip()
    return ""


def _done_by(fact: Facts) -> str:
    """Who did a harm by the words: "it was X who fired", "had been set on fire by Y"."""
    cleft = _CLEFT.match(fact.statement.quote)
    if cleft is not None:
        return cleft["who"].strip()
    done = _BY.search(fact.statement.quote)
    return done["who"].strip() if done is not None and deeds_in(roots(done["deed"])) & _HARM else ""


def _subject(fact: Facts) -> str:
    """The words before a deed that somebody did: "Pakistani soldiers fired first"."""
    if not fact.actors or fact.statement.type not in ("ASSAULT", "COERCE"):
        return ""
    at = fact.statement.trigger.span.start - fact.statement.span.start
    before = re.sub(r"^\W*(?:that\b)?", "", fact.statement.quote[: max(0, at)], flags=re.IGNORECASE)
    if re.search(r"\b(?:was|were|been|being|be)\s*(?:\w+ly\s+)?$", before, re.IGNORECASE):
        return ""
    words = before.split()
    if not 0 < len(words) <= WHO_WORDS or words[0].casefold() in _PRONOUNS:
        return ""
    return "" if deeds_in(roots(before)) & _HARM else " ".join(words)


def _differ(one: str, other: str) -> bool:
    """Whether two doers have no telling word, and no state, in common, and are not both insurgents."""
    nations = state_codes_in(one), state_codes_in(other)
    if all(nations):
        return not nations[0] & nations[1]
    if camp_of_words(one) and camp_of_words(one) == camp_of_words(other):
        return False
    return not {word for word in roots_in(one) & roots_in(other) if len(word) > 2} - {"the"}


def _are_of_two_camps(one: str, other: str) -> bool:
    """Whether two doers are of two states, or of a state and those who fight it."""
    nations = state_codes_in(one), state_codes_in(other)
    if all(nations):
        return not nations[0] & nations[1]
    return {camp_of_words(one), camp_of_words(other)} == {"state", "insurgents"}


def _is_turned_round(mine: Facts, yours: Facts) -> bool:
    """Whether each has done it whom the other has it done to: "it was the barges which had fired"."""
    doers = (frozenset(filter(is_telling, roots(doer_words(fact)))) for fact in (mine, yours))
    one, other = doers
    return bool(one & _behind(yours) and other & _behind(mine)) and not one & other


def _behind(fact: Facts) -> frozenset[str]:
    """The roots of the words behind the deed, for those whom it was done to."""
    at = fact.statement.trigger.span.end - fact.statement.span.start
    return roots(fact.statement.quote[max(0, at) :])


def _is_told_who(words: str) -> bool:
    """Whether words for a doer name him, or say that he is a state's."""
    return camp_of_words(words) == "state" or any(word[0].isupper() for word in words.split()[1:])


def _are_two_parties(mine: Facts, yours: Facts) -> bool:
    """Whether those who did it by the one are neither those by the other, nor part of them."""
    one, other = (
        fact.targets if fact.statement.type == "ACCUSE" else fact.actors for fact in (mine, yours)
    )
    if not one or not other or one & other:
        return False
    return not (one & yours.kin or other & (mine.kin - mine.actors))


def camp_of_words(words: str) -> str:
    """Whether words for a doer say that he is a state's, or of those who fight one."""
    nouns = {word.removesuffix("s") for word in re.findall(r"[\w-]+", words.casefold())}
    if nouns & load_types().insurgents or names_group(words):
        return "insurgents"
    is_state = bool(nouns & _STATES) or bool(state_codes_in(words))
    return "state" if is_state else ""


_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i", "who", "which", "that", "another"})

_STATES = frozenset(
    {"army", "soldier", "troop", "police", "policemen", "government", "regime", "guard", "air", "navy",
     "gendarme", "military", "ministry", "paratrooper", "gunboat", "warplane"}
)  # fmt: skip
"""Words for a state's men, without their plural."""


def _is_one_deed(mine: Facts, yours: Facts) -> bool:
    """Whether the second is of the deed that was just told, by a pronoun, or by whom it was done to."""
    quote, told = yours.statement.quote, roots(mine.statement.quote)
    if any(pattern.search(quote) for pattern in _WAS_HIS):
        return True
    charge = _OF_WHAT.search(quote) or _OF_WHAT.search(with_cue(yours))
    if charge is not None:
        told = roots(mine.statement.trigger.text)
        deed = frozenset(filter(is_telling, roots(charge[1])))
        return bool(deeds_in(deed) & deeds_in(told) & _HARM or deed & told)
    own = (
        frozenset(filter(is_telling, roots(quote))) - roots(_BLAME_WORDS) - roots(doer_words(yours))
    )
    if _blame(yours):
        is_bare = not own - roots_in(doer_words(mine))
        return is_bare or (bool(own & told) and bool(deeds_in(own | told) & _HARM))
    deeds = deeds_in(told), deeds_in(roots(quote))
    cleft = _CLEFT.match(quote)
    if cleft is not None:
        behind = frozenset(filter(is_telling, roots(quote[cleft.end() :])))
        return bool(deeds[0] & deeds[1] & _HARM or behind & told)
    thing = _THE.match(quote)
    if thing is None or not _done_by(yours) or root(thing[1]) not in told:
        return bool(deeds[0] & deeds[1] & _HARM) and _tells_no_more(mine, yours, own)
    return bool(deeds[0] & _HARM)


def _tells_no_more(mine: Facts, yours: Facts, own: frozenset[str]) -> bool:
    """Whether the second tells of nothing but the harm that the first blames on another.

    Args:
        mine: What lays the blame.
        yours: What may answer it: "had fired the rocket".
        own: The second's telling words, but for those of its doer.
    """
    if not _blame(mine) or _FIRED_IT.search(yours.statement.quote) is None:
        return False
    means = {one for one in own if "bomb" in things_in(frozenset({one}))}
    return all(deeds_in(frozenset({one})) & _HARM for one in own - means)
