"""Ways: how it came about, as one voice says, and as another says close behind it.

Enters: the facts of two statements of one report. Leaves: the two accounts: a rocket or a mine, shot
down or come down by a fault, driven out or gone of their own free will.
"""

import re

from rashomon.claiming.deeds import deeds_in, root, roots, things_in
from rashomon.claiming.denials import are_apart
from rashomon.claiming.facts import Facts
from rashomon.claiming.rivals import Answer, load_rivals, may_be_one_place, roots_in, wording

LONGEST_BARE_WORDS = 9
"""Words of an account that says by what means it was done, and no more: "it was a mine"."""

_IT_WAS = re.compile(
    r"\W*(?:that\s+)?(?:it|this|that|(?:the|this|that)\s+(?:blast|explosion|attack|fire|crater|damage|hit|impact|carnage|deaths?))\s+"
    r"(?:was|were|is|had\s+been|has\s+been|must\s+have\s+been|came\s+from|was\s+caused\s+by)\b",
    re.IGNORECASE,
)
_FAULT = re.compile(
    r"\b(?:(?:technical|mechanical|engine|electrical|hydraulic|structural)\s+(?:\w+\s+)?(?:failure|fault|problem|trouble|defect|malfunction)|"
    r"malfunction\w*|bad\s+weather|fog|storm|(?:pilot|human|crew)(?:[’']s)?\s+error|accident\w*|power\s+lines?|ran\s+out\s+of\s+fuel|"
    r"lack\s+of\s+fuel|overload\w*|emergency\s+landing)\b",
    re.IGNORECASE,
)
"""Words for why an aircraft comes down that nobody has shot at."""

_CAME_DOWN = re.compile(
    r"\b(?:crash\w*|came\s+down|come\s+down|went\s+down|lost|fell|landed|landing)\b", re.IGNORECASE
)
_SHOT_DOWN = re.compile(
    r"\b(?:shot|shoot\w*|brought|bring\w*)\s+(?:\w+\s+){0,4}?down\b|\bdowned\b|\bdowning\b",
    re.IGNORECASE,
)
_FREELY = re.compile(
    r"\bof\s+(?:his|her|its|their|our|my)\s+own\s+(?:free\s+)?(?:will|accord|choice)\b|\bvoluntar(?:y|ily)\b|\bwillingly\b|"
    r"\bby\s+(?:his|her|their)?\s*(?:own\s+)?choice\b|\bon\s+(?:his|her|their)\s+own\b(?!\s+\w+\s*\w*(?:side|land|soil|territory))|"
    r"\bwithout\s+(?:any\s+)?(?:coercion|pressure|force)\b",
    re.IGNORECASE,
)
_FORCING = frozenset({"expel", "hold"})
_CLEANSING = re.compile(
    r"\b(?:ethnic(?:ally)?\s+cleans\w+|by\s+force|forcibly|at\s+gunpoint)\b", re.IGNORECASE
)
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
        is_fault = _FAULT.search(words) is not None and _CAME_DOWN.search(words) is not None
        if is_fault and _SHOT_DOWN.search(shot.statement.quote) and not _SHOT_DOWN.search(words):
            craft = "aircraft" in things_in(roots(yours.statement.quote))
            return craft or _GOING_BACK.match(yours.statement.quote) is not None
    return False


def _went_freely(mine: Facts, yours: Facts) -> bool:
    """Whether those whom the one has driven out or taken went of their own free will by the other."""
    for forced, free in ((mine, yours), (yours, mine)):
        if _FREELY.search(free.statement.quote) is None or free.standing != "held":
            continue
        if _FREELY.search(forced.statement.quote):
            continue
        is_told = bool(_FORCING & deeds_in(frozenset({root(forced.statement.trigger.text)})))
        is_told |= _CLEANSING.search(forced.statement.quote) is not None
        is_same = _GOING_BACK.match(yours.statement.quote) is not None
        return is_told and (is_same or bool(mine.targets & (yours.actors | yours.targets)))
    return False
