"""Clefts: a reply that lays what was just told at somebody else's door, in a frame made for that.

Enters: the facts of two statements, the second close behind the first and on another's word. Leaves: the
two accounts. "It was not the guards but smugglers who fired", "it was the rebels who broke it", "it was
the army", "they came from the other bank": such a frame takes the deed for granted and sets one doer in
the place of another, whom it need not name.
"""

import re

from rashomon.claiming.deeds import deeds_in, is_telling, root, roots
from rashomon.claiming.denials import speaker_words
from rashomon.claiming.facts import Facts, load_types
from rashomon.claiming.nations import codes_in, names_group, state_codes_in
from rashomon.claiming.phrases import says
from rashomon.claiming.rivals import Answer, may_be_one_place, wording
from rashomon.claiming.voices import named_speakers

LONGEST_DOER_WORDS = 8
"""Words by which a doer is called; a longer stretch holds more than a doer."""

_WHO_DID = re.compile(
    r"^\W*(?:that\s+)?it\s+(?:was|is|were|had\s+been)\s+(?:in\s+fact\s+|really\s+|rather\s+)?"
    r"(?:not\s+(?P<no>[^,]+?)\s+but\s+)?(?P<who>[^,;]+?)(?P<besides>,?\s+(?:and\s+)?not\s+[^,;]+)?,?\s+(?:who|that|which)\s+(?P<deed>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_WHO = re.compile(
    r"^\W*(?:that\s+)?it\s+(?:was|is|were|had\s+been)\s+(?:not\s+(?P<no>[^,]+?)\s+but\s+)?(?P<who>[^,;]+?)"
    r"(?P<besides>,?\s+(?:and\s+)?not\s+[^,;]+)?\W*$",
    re.IGNORECASE | re.DOTALL,
)
_NOT_BUT = re.compile(
    r"^\W*(?:that\s+)?not\s+(?P<no>[^,]+?),?\s+but\s+(?P<who>[^,;]+)$", re.IGNORECASE
)
"""The words before the deed in "not X but Y set the barn on fire"."""

_DID_IT = re.compile(
    r"^(?:had\s+|have\s+|has\s+)?(?:did|done|do|does)\s+(?:it|so|this|that)\b|^(?:was|were|is|are|stood|had\s+been)\s+(?:behind|responsible|guilty|to\s+blame)\b",
    re.IGNORECASE,
)
_HELPING = re.compile(
    r"^(?:(?:had|have|has|was|were|been|being|first|also|then|in\s+fact|began|started|begun|did)\s+)+",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:of|from|with|in|at|belonging)\b")
_BY = re.compile(r"\bby\s+(?P<who>(?:[\w’'-]+\s*){1,7})", re.IGNORECASE)
_WHENCE = re.compile(
    r"\b(?:fired|launched|lobbed|sent|flown|came|come|coming|originat\w+|started)\s+(?:\w+ly\s+)?from\s+(?P<whence>(?:[\w’'-]+\s*){1,5})",
    re.IGNORECASE,
)
_THEY = re.compile(r"^\W*(?:that\s+)?(?:they|it|these|those|the\s+[\w-]+)\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NO_NAMES = frozenset(
    {
        "The",
        "Some",
        "Both",
        "Its",
        "Their",
        "His",
        "Government",
        "Rebel",
        "Rebels",
        "Army",
        "Troops",
        "Soldiers",
    }
)
"""Words with a capital for their place at the head of a sentence."""

_STEM = 4
"""Letters by which the name of a country and that of its people begin alike."""

_DEEDS_OF_HARM = ("ASSAULT", "REJECT", "ACCUSE", "COERCE", "CASUALTY", "MOBILIZE", None)


def turns_deed(mine: Facts, yours: Facts) -> Answer | None:
    """The deed of the first account, which the second says that somebody else did."""
    if mine.standing != "held" or yours.standing not in ("held", "denied"):
        return None
    if yours.standing == "denied" and not says("not_but", yours.statement.quote):
        return None
    if not may_be_one_place(mine, yours):
        return None
    if mine.statement.type not in _DEEDS_OF_HARM:
        return None
    if _is_of_other_doer(mine, yours) or _is_from_elsewhere(mine, yours):
        return "doer", (wording(mine), wording(yours))
    return None


def _is_of_other_doer(mine: Facts, yours: Facts) -> bool:
    """Whether a cleft names somebody else for the deed, or for what was said to be done "by" others."""
    quote = yours.statement.quote
    doer = _doer(mine)
    if not doer:
        return False
    said = _WHO_DID.match(quote)
    if said is not None:
        return _is_the_deed(mine, said["deed"], yours) and _are_two(
            doer, said["who"], _excluded(said), mine, yours
        )
    said = _WHO.match(quote)
    if said is not None:
        return _is_force(said["who"]) and _are_two(doer, said["who"], _excluded(said), mine, yours)
    at = yours.statement.trigger.span.start - yours.statement.span.start
    said = _NOT_BUT.match(quote[: max(0, at)].strip())
    if said is None:
        return False
    return _is_the_deed(mine, quote[at:], yours) and _are_two(
        doer, said["who"], said["no"], mine, yours
    )


def _excluded(said: re.Match[str]) -> str:
    """Those who are said not to have done it."""
    return " ".join(said[name] or "" for name in ("no", "besides"))


def _doer(fact: Facts) -> str:
    """The words for who did it: those behind "by", or those before the verb."""
    agent = _BY.search(fact.statement.quote)
    at = fact.statement.trigger.span.start - fact.statement.span.start
    words = fact.statement.quote[: max(0, at)] if agent is None else agent["who"]
    words = re.sub(r"^\W*that\b", "", words).strip(" “”\"'")
    is_passive = re.search(r"\b(?:was|were|been|being|be)$", words) is not None
    return "" if is_passive or len(words.split()) > LONGEST_DOER_WORDS else words


def _is_the_deed(mine: Facts, deed: str, yours: Facts) -> bool:
    """Whether the words behind "who" tell of the first account's deed, and of nothing beside it."""
    if _DID_IT.match(deed):
        return True
    words = _HELPING.sub("", deed)
    told = roots(mine.statement.quote)
    verb = roots(" ".join(words.split()[:2]))
    own = roots(mine.statement.trigger.text) | _beside(mine)
    if not (verb & own or deeds_in(verb) & deeds_in(own)):
        return False
    named = {word for word in _NAME.findall(words) if word[0].isupper()}
    if {root(word) for word in named} - told - speaker_words(yours):
        return False
    rest = {one for one in roots(words) - verb if is_telling(one)}
    return bool(rest & told) or all(deeds_in(frozenset({one})) for one in rest - own)


def _beside(fact: Facts) -> frozenset[str]:
    """The roots of a verb and the noun behind it, which may be the deed: "opened fire"."""
    at = fact.statement.trigger.span.start - fact.statement.span.start
    return roots(" ".join(fact.statement.quote[max(0, at) :].split()[:2]))


def _are_two(doer: str, who: str, excluded: str, mine: Facts, yours: Facts) -> bool:
    """Whether two doers are two: the one is ruled out, they have two names, or fight each other.

    Generic words for one side ("rebels", "insurgents") may be for the same men.
    """
    first, second = _telling(doer), _telling(who)
    if not second or first <= second or second <= first:
        return False
    if _telling(excluded) & first:
        return True
    if _have_two_names(doer, who):
        return True
    is_charged = bool(yours.heard & mine.actors or named_speakers(yours) & roots(doer))
    if is_charged and _is_force(who) and not first & second:
        return True
    sides = side_of(doer), side_of(who)
    return None not in sides and sides[0] != sides[1]


def _telling(words: str) -> frozenset[str]:
    return frozenset(filter(is_telling, roots(words)))


def _have_two_names(doer: str, who: str) -> bool:
    """Whether both are called by names, of two states or, where none is of a state, with none in common.

    Whoever goes by a name may be part of a state's men. Of one land's men two may be told apart: "Greek
    Cypriots", "Turkish Cypriots".
    """
    one, other = _names(doer), _names(who)
    codes = frozenset(codes_in(doer)), frozenset(codes_in(who))
    if one & other:
        return bool(one - other and other - one)
    if bool(codes[0]) != bool(codes[1]) or not (one and other):
        return False
    return not codes[0] & codes[1]


def _names(words: str) -> frozenset[str]:
    """What the words with a capital begin with: "Syria", "Syrian"."""
    named = {word for word in _NAME.findall(words) if word[0].isupper() and len(word) > 2}
    return frozenset(word[:_STEM] for word in named - _NO_NAMES)


def side_of(words: str) -> str | None:
    """Whether some words are for a state's men, or for those who fight a state; None for neither."""
    is_insurgent = any(root(one) in roots(words) for one in load_types().insurgents)
    is_insurgent |= names_group(words)
    is_state = says("men_of_a_state", words)
    if is_insurgent == is_state:
        return None
    return "insurgents" if is_insurgent else "state"


def _is_force(words: str) -> bool:
    """Whether some words are for somebody who may have done it, and for no thing or day."""
    if len(words.split()) > LONGEST_DOER_WORDS or re.search(r"[’']s\s+\w+\s+\w+", words):
        return False
    head = _OF.split(words, maxsplit=1)[0]
    return side_of(head) is not None or says("armed_men", head)


def _is_from_elsewhere(mine: Facts, yours: Facts) -> bool:
    """Whether what was fired came from two lands: "from Pakistan", "from Indian batteries"."""
    told, said = (_WHENCE.search(fact.statement.quote) for fact in (mine, yours))
    if told is None or said is None or not _THEY.match(yours.statement.quote):
        return False
    if mine.statement.type != "ASSAULT" and not says("weapons", mine.statement.quote):
        return False
    one, other = (frozenset(state_codes_in(each["whence"])) for each in (told, said))
    return bool(one and other) and not one & other
