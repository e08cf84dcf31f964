"""Replies: what one voice says close behind another's account, and against it.

Enters: the facts of one report in the order of its text. Leaves: clashes between statements of two
voices that stand close together and cannot both be right: who holds a place, how many there are, how
somebody died, what was hit, who somebody is, whether a charge is true. What the second leaves out (a
noun, a name, a place) is that of the first, as readers take it.
"""

import re
from collections.abc import Callable

from rashomon.claiming.blames import lays_blame
from rashomon.claiming.clefts import turns_deed
from rashomon.claiming.deeds import roots, things_in
from rashomon.claiming.denials import is_supposed, names_others
from rashomon.claiming.doers import tells_doer
from rashomon.claiming.facts import Facts, load_types
from rashomon.claiming.phrases import says
from rashomon.claiming.rebuttals import is_no_charge, is_rebutted
from rashomon.claiming.rivals import (
    Answer,
    are_of_two_numbers,
    load_rivals,
    may_be_one_place,
    roots_in,
    wording,
)
from rashomon.claiming.tallies import answers_figure, counts_harmed, counts_men, tell_of_men
from rashomon.claiming.victims import tells_hit
from rashomon.claiming.voices import (
    IT_IS_DENIED,
    is_taken_for_granted,
    speakers_of,
    standing_words,
    voice_of,
    with_cue,
)
from rashomon.claiming.ways import tells_way
from rashomon.spans import Span, cut

NEXT_CHARS = 140
"""Characters from the end of an account's sentence to the beginning of its reply, with who replies."""

LONGEST_BARE_WORDS = 6
"""Words of an account of a death that names nobody."""

VICTIM_WORDS = 4
"""Words behind "killed" that name who was."""

_BESIDE = re.compile(r"[\s,;]*and\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PRONOUN = re.compile(r"\b(?:he|him|she|her|they|them|it)\b", re.IGNORECASE)
_THOSE = re.compile(
    r"\W*(?:that\s+)?(?:(?:all|most|many|some)\s+of\s+)?(?:the|those|these)\s+(?:[\w-]+\s+)?(?:dead|men|women|victims|captives|prisoners|"
    r"detainees|detained|killed|slain|arrested|bodies|foreigners|people|hostages|casualties)\b",
    re.IGNORECASE,
)
"""The beginning of what is said of those who were just told of: "the dead were villagers"."""

_THOSE_WERE = re.compile(
    r"\W*(?:that\s+)?(?:they|those|these|he|she)\s+(?:was|were|is|are|had\s+been)\s+(?!not\b|no\b)(?P<who>[^,;.!?“”\"]{3,60})",
    re.IGNORECASE,
)
_PRONOUN_FIRST = re.compile(r"\W*(?:that\s+)?(?:they|those|these|he|she)\b", re.IGNORECASE)
_DIED = re.compile(
    r"\W*(?:that\s+)?(?:he|she|they|both|it)\s+(?:\w+\s+){0,3}?"
    r"(?:was|were|had|have|has|been|died|drowned|perished|starved|killed|committed|took|hanged)\b",
    re.IGNORECASE,
)
_HIM = re.compile(r"\s+(?:him|her|them)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\s+((?:[\w’'-]+\s*){1,7})", re.IGNORECASE)
_REBUFF = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut(?:e|es|ed)|disput(?:e|es|ed)"
    r"|rebut(?:s|ted)?|call(?:s|ed)|brand(?:s|ed)|label(?:s|ed|led)|contest(?:s|ed)?)\b"
    r"(?:\W+(?:this|that(?=\W*$|[,.;])|it|them|(?:(?:the|this|that|these|those|such|any|all|both)\W+)(?:[\w-]+\W+){0,2}?"
    r"(?:charges?|reports?|claims?|accusations?|allegations?|account|accounts|figures?|story|stories|assertion|"
    r"suggestions?|version|statement|news|rumou?rs?|suspicions?))(?![\w-]))",
    re.IGNORECASE,
)
_NAMES_AS = re.compile(r"\b(?:call|brand|label)", re.IGNORECASE)
_FALSE = re.compile(
    r"\b(?:lies?|false|untrue|invention|invented|fiction|fabricat\w+|nonsense|fairy|absurd|baseless|unfounded|"
    r"groundless|ridiculous|rubbish|propaganda|fake|myth|slander|libel|wrong|hoax|ludicrous|fantasy)\b",
    re.IGNORECASE,
)
_PRONOUN_ALONE = re.compile(r"\W*(?:\w+\W+)?(?:it|this|that)\W*$", re.IGNORECASE)
"""A denial that says nothing of what it denies ("denies it"): it is what the sentence before said."""

_SENTENCE_END = re.compile(r"[.!?][”’\"')]*\s")
_GRAMMAR = re.compile(
    r"\b(?:an?|the|one|two|some|his|her|its|their|our|own|that|this|of|in|at|on|ha[ds]|have|was|were|been|by|and|from)\b"
)
_NO_CHARGE = ("POST", "IDENTITY", "REQUEST", "REJECT", "PROTEST")
_DEADLY = ("CASUALTY", "ASSAULT")


def find_reply(mine: Facts, yours: Facts, text: str) -> Answer | None:
    """In what the later of two statements contradicts the earlier, another voice's; None for nothing.

    What "and" joins to an account is told beside it, not against it.
    """
    first, last = mine.statement.span.end, yours.statement.span.start
    between = cut(text, Span(first, last)) if last > first else ""
    ended = _SENTENCE_END.search(between)
    gap = len(between) - (ended.end() if ended is not None else 0)
    if voice_of(mine) == voice_of(yours) or gap > NEXT_CHARS:
        return None
    is_beside = _BESIDE.match(between) is not None and ended is None
    if is_beside or is_taken_for_granted(mine) or _is_of_another(yours, between):
        return None
    told = turns_deed(mine, yours) or _denies_charge(mine, yours, f"{between} {with_cue(yours)}")
    if told is not None:
        return told
    if is_rebutted(mine, yours):
        return "status", (standing_words(mine), IT_IS_DENIED)
    for rule in _RULES:
        answer = rule(mine, yours)
        if answer is not None:
            return answer
    return None


def _is_of_another(yours: Facts, between: str) -> bool:
    """Whether a denial of "it" comes behind a sentence of its own, which is what it denies."""
    is_bare = _PRONOUN_ALONE.match(yours.statement.quote) is not None
    return is_bare and len(_SENTENCE_END.findall(between)) > 1


def _denies_charge(mine: Facts, yours: Facts, words: str) -> Answer | None:
    """A denial of what was just told: "X rejects the charge", "Y called the report a lie".

    Who denies is who is said to have done it, or belongs to those.
    """
    is_deed = mine.statement.type not in (None, *_NO_CHARGE) and not is_no_charge(mine, words)
    if mine.standing == "denied" or not is_deed:
        return None
    if yours.statement.type not in (None, "REJECT", "ACCUSE"):
        return None
    said = _REBUFF.search(words)
    if said is None or (_NAMES_AS.match(said[0]) and not _FALSE.search(words)):
        return None
    if yours.statement.span.start < mine.statement.span.end:
        return None
    speakers = yours.actors | speakers_of(yours)
    doers = mine.actors | mine.targets if mine.statement.type == "ACCUSE" else mine.actors
    if not speakers & (doers | mine.kin):
        return None
    return "status", (standing_words(mine), IT_IS_DENIED)


def _denies_invoking(mine: Facts, yours: Facts) -> Answer | None:
    """That a pact was invoked, and that it was, or that its letter came: "no request had arrived"."""
    terms = mine.statement.terms, yours.statement.terms
    if not all(one is not None and one.role == "invocation" for one in terms):
        return None
    if {mine.standing, yours.standing} != {"held", "denied"} or not mine.kin & yours.kin:
        return None
    return "status", (standing_words(mine), standing_words(yours))


def _denies_men(mine: Facts, yours: Facts) -> Answer | None:
    """A number of men somewhere, and that there is any: "denied having any troops in the country"."""
    if {mine.standing, yours.standing} != {"held", "denied"} or not tell_of_men(mine, yours):
        return None
    told, denial = (mine, yours) if yours.standing == "denied" else (yours, mine)
    if is_supposed(denial):
        return None
    if told.statement.type != "FORCE" and "man" not in things_in(roots(told.statement.quote)):
        return None
    if denial.statement.type not in ("FORCE", "ASSAULT", "AID") or not may_be_one_place(
        mine, yours
    ):
        return None
    is_anyone = bool(denial.words & load_rivals().anyone)
    is_of_any = re.search(r"\b(?:any|no|not|nobody|none|without)\b", with_cue(denial).casefold())
    if not (told.kin & denial.kin) and not (is_anyone and is_of_any):
        return None
    return "status", (standing_words(mine), standing_words(yours))


def _tells_death(mine: Facts, yours: Facts) -> Answer | None:
    """Two ways in which the same somebody died, or two by whose hand."""
    types = {mine.statement.type, yours.statement.type}
    if not types <= {*_DEADLY, "COERCE"} or not {mine.standing, yours.standing} <= {"held", "open"}:
        return None
    if not (mine.statement.attribution and yours.statement.attribution):
        return None
    if not (_is_death(mine) and _is_death(yours)):
        return None
    if not _is_same_victim(mine, yours) and not _is_untold_victim(mine, yours):
        return None
    ways, others = _manners(mine), _manners(yours)
    hands, rivals = _hands(mine), _hands(yours)
    is_other_way = bool(ways) and bool(others) and not ways & others
    is_other_way |= _was_put_to_death(mine, yours)
    is_other_hand = bool(hands) and bool(rivals) and not hands & rivals
    if not (is_other_way or is_other_hand):
        return None
    return "cause", (wording(mine), wording(yours))


def _is_death(fact: Facts) -> bool:
    words = roots_in(fact.statement.quote)
    is_told = bool(words & load_rivals().deaths) or fact.harm == "killed"
    return is_told or fact.trigger in load_types().deadly or fact.trigger in load_rivals().manners


def _is_same_victim(mine: Facts, yours: Facts) -> bool:
    """Whether both tell of one death: the second says "him" or "they", or names whom the first names.

    Who counts dead tells of others, unless of as many.
    """
    if yours.quantities and mine.quantities != yours.quantities:
        return False
    quote = yours.statement.quote
    at = yours.statement.trigger.span.end - yours.statement.span.start
    if _DIED.match(quote) or _HIM.match(quote[max(0, at) :]):
        return True
    named = (
        roots_in(" ".join(_WORD.findall(quote[max(0, at) :])[:VICTIM_WORDS])) - load_rivals().deaths
    )
    is_named = bool({one for one in named if len(one) > 3} & roots_in(mine.statement.quote))
    is_counted = bool(mine.quantities) and mine.quantities != yours.quantities
    return not is_counted and (is_named or bool(mine.targets & yours.targets))


def _is_untold_victim(mine: Facts, yours: Facts) -> bool:
    """Whether the second leaves out whom it tells of, in a fight or not: "shot in cold blood"."""
    is_bare = not yours.quantities and not names_others(mine, yours)
    is_short = len(yours.statement.quote.split()) <= LONGEST_BARE_WORDS
    return is_bare and is_short and _was_put_to_death(mine, yours)


def _manners(fact: Facts) -> frozenset[str]:
    manners, quote = load_rivals().manners, fact.statement.quote
    told = frozenset(manners[one] for one in roots_in(quote) if one in manners)
    return told | {"fallen"} if says("fell_to_death", quote) else told


def _was_put_to_death(mine: Facts, yours: Facts) -> bool:
    """Whether the one has those die in a fight whom the other has put to death."""
    return any(
        says("in_a_fight", fight.statement.quote)
        and says("put_to_death", death.statement.quote)
        and not says("in_a_fight", death.statement.quote)
        for fight, death in ((mine, yours), (yours, mine))
    )


def _hands(fact: Facts) -> frozenset[str]:
    """By whose hand: the words behind "by", or those before "killed him"."""
    quote = fact.statement.quote
    agent = _BY.search(quote)
    if agent is not None:
        return _content(agent[1])
    at = fact.statement.trigger.span.start - fact.statement.span.start
    after = quote[at:].casefold()
    if not re.match(r"\w+\s+(?:him|her|them|the|a|an|two|three|\w+)\b", after):
        return frozenset()
    before = re.sub(r"^\W*that\b", "", quote[: max(0, at)], flags=re.IGNORECASE)
    if re.search(r"\b(?:was|were|been|being|be)\s*$", before, re.IGNORECASE):
        return frozenset()
    if _PRONOUN.fullmatch(before.strip().split(" ")[0] if before.strip() else ""):
        return frozenset()
    return _content(before)


def _content(words: str) -> frozenset[str]:
    return roots_in(_GRAMMAR.sub(" ", words.casefold()))


def _tells_kind(mine: Facts, yours: Facts) -> Answer | None:
    """Who somebody is: "mercenaries" whom another "describes as instructors"."""
    if (
        yours.statement.type != "IDENTITY"
        or yours.standing != "held"
        or yours.statement.value is None
    ):
        return None
    is_of_told = _PRONOUN.search(with_cue(yours)) or _THOSE.match(yours.statement.quote)
    if not is_of_told or are_of_two_numbers(mine, yours):
        return None
    words = roots_in(yours.statement.value)
    those = _THOSE_WERE.match(mine.statement.quote) if mine.statement.type is None else None
    if those is not None and _PRONOUN_FIRST.match(yours.statement.quote):
        kinds = words | roots_in(those["who"])
        is_told = kinds & (load_rivals().harm | load_rivals().harmless)
        is_two = is_told and not words & roots_in(those["who"])
        return ("identity", (those["who"], yours.statement.value)) if is_two else None
    if mine.statement.type == "IDENTITY":
        told = roots_in(mine.statement.value or "")
    else:
        told = roots_in(" ".join(one.of for one in mine.quantities))
    rivals = load_rivals()
    one, other = told & (rivals.harm | rivals.harmless), words & (rivals.harm | rivals.harmless)
    is_other = bool(one & rivals.harm and other & rivals.harmless) or bool(
        one & rivals.harmless and other & rivals.harm
    )
    if not is_other:
        return None
    if mine.statement.type == "IDENTITY":
        return "identity", (mine.statement.value or "", yours.statement.value)
    counted = next(q.of for q in mine.quantities if roots_in(q.of) & one)
    return "identity", (counted, yours.statement.value)


_RULES: tuple[Callable[[Facts, Facts], Answer | None], ...] = (
    _denies_invoking,
    _denies_men,
    counts_men,
    counts_harmed,
    answers_figure,
    tells_doer,
    _tells_death,
    tells_way,
    lays_blame,
    tells_hit,
    _tells_kind,
)
