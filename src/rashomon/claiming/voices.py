"""Whose word a statement is, and whether two are on the same part of one matter.

Enters: facts. Leaves: a voice as a key, and the word of a side in a dispute on whether something is so.
"""

import re

from rashomon.claiming.deeds import root
from rashomon.claiming.facts import Facts, load_types

_TAKEN_FOR_GRANTED = re.compile(
    r"\W*(?:its|their|his|her|our|my|the|this|these|[\w-]+[’']s)\b(?:\W+[\w-]+){0,6}?\W+"
    r"(?:pact|treaty|accord|agreement|protocol|alliance|memorandum)\b(?!\W+(?:is|are|was|were|has|had)\b)",
    re.IGNORECASE,
)
"""The beginning of a quote that names a pact as one that there is: "its treaty with the neighbours"."""


IT_IS_SO, IT_IS_DENIED = "it is so", "it is denied"
"""The two sides of a dispute on whether something is so."""

_NAME = re.compile(r"[^\W_]+")
_OF_STATE = frozenset(
    {"army", "ministry", "government", "military", "police", "presidency", "president", "minister",
     "governor", "general", "colonel", "brigadier", "command", "navy", "garrison", "gendarmerie",
     "junta", "palace", "authorities"}
)  # fmt: skip
"""Words that say that somebody speaks for a state."""


def voice_of(fact: Facts) -> str:
    """Whose word a statement is: its nearest source, or the report itself; a charge is its maker's."""
    chain = fact.statement.attribution
    if not chain and fact.statement.type == "ACCUSE" and fact.actors:
        return min(fact.actors)
    return fact.statement.report if not chain else chain[0].entity or chain[0].name.casefold()


def are_told_together(mine: Facts, yours: Facts) -> bool:
    """Whether one report tells of both on one word; who does so mostly tells of two things."""
    return mine.statement.report == yours.statement.report and voice_of(mine) == voice_of(yours)


def speak_for_two_sides(mine: Facts, yours: Facts) -> bool:
    """Whether the one is on the word of a state's office, the other on that of those who fight it."""
    chains = mine.statement.attribution, yours.statement.attribution
    if not all(chains):
        return False
    first, second = ({*re.findall(r"[\w-]+", chain[0].name.casefold())} for chain in chains)
    rebels = {form for word in load_types().insurgents for form in (word, f"{word}s")}
    return any(
        bool(one & rebels)
        and not one & _OF_STATE
        and bool(other & _OF_STATE)
        and not other & rebels
        for one, other in ((first, second), (second, first))
    )


def speak_of_one_part(mine: Facts, yours: Facts) -> bool:
    """Whether two statements on pacts tell of the same of it.

    Who denies that a treaty is about to be invoked denies neither the treaty nor its signing.
    """
    first, second = mine.statement.terms, yours.statement.terms
    if mine.statement.type != "PACT" and yours.statement.type != "PACT":
        return True
    if is_taken_for_granted(mine) or is_taken_for_granted(yours):
        return False
    return first is not None and second is not None and first.role == second.role


def is_taken_for_granted(fact: Facts) -> bool:
    """Whether a statement on a pact only names it: who denies what is said of it does not deny it."""
    return fact.statement.type == "PACT" and bool(_TAKEN_FOR_GRANTED.match(fact.statement.quote))


def standing_words(fact: Facts) -> str:
    """A side's word in a dispute on whether something is so."""
    return IT_IS_DENIED if fact.standing == "denied" else IT_IS_SO


def is_known(fact: Facts) -> bool:
    """Whether a doer goes by a name, or is part of somebody that does: "the Sudanese army"."""
    return bool(fact.actors) and (fact.is_named or bool(fact.kin - fact.actors - fact.targets))


def speakers_of(fact: Facts) -> frozenset[str]:
    """Those on whose word a statement is, by their ids; none for the report's own."""
    chain = fact.statement.attribution
    return (
        frozenset(one for one in (chain[0].entity, *chain[0].members) if one)
        if chain
        else frozenset()
    )


def with_cue(fact: Facts) -> str:
    """A statement's words behind the cue of its speech: "rejects" and "the charge"."""
    chain = fact.statement.attribution
    cue = chain[0].cue.text if chain and chain[0].cue is not None else ""
    quote = fact.statement.quote
    return quote if cue in quote else f"{cue} {quote}"


def named_speakers(fact: Facts) -> frozenset[str]:
    """The roots of the names that the nearest speaker is called by: "an ELN commander" by "ELN"."""
    chain = fact.statement.attribution
    words = _NAME.findall(chain[0].name) if chain else []
    is_article = bool(words) and words[0].casefold() in ("a", "an", "the", "one")
    named = words[1:] if is_article or len(words) > 1 else words
    return frozenset(root(word) for word in named if word[0].isupper() and len(word) > 2)
