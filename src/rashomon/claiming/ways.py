"""Ways: how it came about, as one voice says, and as another says close behind it.

Enters: the facts of two statements of one report. Leaves: the two accounts: a rocket or a mine, shot
down or come down by a fault, driven out or gone of their own free will.
"""

import re

from rashomon.claiming.deeds import deeds_in, root, roots, things_in
from rashomon.claiming.denials import are_apart
from rashomon.claiming.facts import Facts
from rashomon.claiming.phrases import says
from rashomon.claiming.rivals import Answer, load_rivals, may_be_one_place, roots_in, wording

LONGEST_BARE_WORDS = 9
"""Words of an account that says by what means it was done, and no more: "it was a mine"."""

_IT_WAS = re.compile(
    r"\W*(?:that\s+)?(?:it|this|that|(?:the|this|that)\s+(?:blast|explosion|attack|fire|crater|damage|hit|impact|carnage|deaths?))\s+"
    r"(?:was|were|is|had\s+been|has\s+been|must\s+have\s+been|came\s+from|was\s+caused\s+by)\b",
    re.IGNORECASE,
)
_SHOT_DOWN = re.compile(
    r"\b(?:shot|shoot\w*|brought|bring\w*)\s+(?:\w+\s+){0,4}?down\b|\bdowned\b|\bdowning\b",
    re.IGNORECASE,
)
_ON_THEIR_OWN = re.compile(
    r"\bon\s+(?:his|her|their)\s+own\b(?!\s+\w+\s*\w*(?:side|land|soil|territory))", re.IGNORECASE
)
_FORCING = frozenset({"expel", "hold"})
_GOING_BACK = re.compile(r"\W*(?:that\s+)?(?:he|she|they|it|the\s+\w+|those)\b", re.IGNORECASE)


def tells_way(mine: Facts, yours: Facts) -> Answer | None:
    """Two ways in which one thing is said to have come about."""
    if not {mine.standing, yours.standing} <= {"held", "open"} or mine.standing != "held":
        return None
    if not may_be_one_place(mine, yours) or are_apart(mine, yours):
        return None
    if _are_of_two_means(mine, yours) or _came_down(mine, yours) or _went_freely(mine, yours):
        return "cause", (wording(mine), wording(yours))
    return None


def _are_of_two_means(mine: Facts, yours: Facts) -> bool:
    """Whether the second names another means of what the first tells, and nothing else."""
    quote = yours.statement.quote
    if mine.statement.type not in ("ASSAULT", "CASUALTY") or _IT_WAS.match(quote) is None:
        return False
    means, others = _means(mine), _means(yours)
    is_bare = len(quote.split()) <= LONGEST_BARE_WORDS
    return is_bare and bool(means) and bool(others) and not means & others


def _means(fact: Facts) -> frozenset[str]:
    means = load_rivals().means
    return frozenset(means[one] for one in roots_in(fact.statement.quote) if one in means)


def _came_down(mine: Facts, yours: Facts) -> bool:
    """Whether an aircraft was shot down by the one, and came down by a fault by the other."""
    for shot, fault in ((mine, yours), (yours, mine)):
        words = fault.statement.quote
        is_fault = says("fault", words) and says("came_down", words)
        if is_fault and _SHOT_DOWN.search(shot.statement.quote) and not _SHOT_DOWN.search(words):
            craft = "aircraft" in things_in(roots(yours.statement.quote))
            return craft or _GOING_BACK.match(yours.statement.quote) is not None
    return False


def _went_freely(mine: Facts, yours: Facts) -> bool:
    """Whether those whom the one has driven out or taken went of their own free will by the other."""
    for forced, free in ((mine, yours), (yours, mine)):
        if not _is_free(free) or free.standing != "held" or _is_free(forced):
            continue
        if _is_driven_out(forced, free):
            return True
        is_told = forced.statement.type != "CONTROL" and bool(
            _FORCING & deeds_in(frozenset({root(forced.statement.trigger.text)}))
        )
        is_told |= says("cleansing", forced.statement.quote)
        is_same = _GOING_BACK.match(yours.statement.quote) is not None
        return is_told and (is_same or bool(mine.targets & (yours.actors | yours.targets)))
    return False


def _is_free(fact: Facts) -> bool:
    """Whether a statement says of somebody that nobody forced him."""
    quote = fact.statement.quote
    return says("freely", quote) or _ON_THEIR_OWN.search(quote) is not None


def _is_driven_out(forced: Facts, free: Facts) -> bool:
    """Whether the one has a town taken by others from those who left it unforced by their own word."""
    is_taken = forced.statement.type == "CONTROL" and forced.statement.mode == "gained"
    narrow = (forced.places & free.places) - forced.wide_places
    is_left = free.statement.type == "RETREAT" and not free.actors & forced.actors
    return is_taken and is_left and bool(narrow)
