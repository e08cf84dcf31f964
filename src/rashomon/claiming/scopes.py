"""Scopes: over which places and days a figure counts, as far as its words and its sentence say.

Enters: the facts of two statements with figures. Leaves: whether the one counts a part of what the other
sums up: a town's dead of one night, and a war's "since it began". A part may well be smaller than the
whole; only a part that is larger contradicts it.
"""

import re

from rashomon.claiming.facts import Facts
from rashomon.claiming.phrases import says
from rashomon.records.mentions import Quantity

ABOUT = 1.125
"""How many times the smaller of two figures the larger is at most where one is told as about so many."""

_SUMS_UP = re.compile(
    r"\b(?:since\b(?!\s+(?:then|yesterday|dawn|midnight|noon|(?:\w+\s+)?morning|(?:last\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)|so\s+far|to\s+date|until\s+now|up\s+to\s+now|all\s+told|in\s+all\b|altogether|in\s+total|overall|"
    r"throughout|nationwide|countrywide|(?:across|throughout|in\s+all\s+of|in\s+the\s+whole(?:\s+of\s+the)?)\s+(?:the\s+)?(?:country|region|land|state|province)|"
    r"(?:over|in|within|during|for)\s+(?:the\s+)?(?:past|last|first|preceding|previous)\s+(?:[\w-]+\s+){0,2}?(?:days|weeks|months|years)|"
    r"(?:this|last|the\s+whole)\s+(?:year|month)|"
    r"(?:during|in|over|throughout|of)\s+(?:the\s+(?:whole\s+|entire\s+)?)?(?:(?:civil|whole|entire)\s+)?(?:war|conflict|campaign|uprising|siege)\b)",
    re.IGNORECASE,
)
"""Words by which a figure sums up a period or a country."""

_INCLUDING = re.compile(r"\b(?:including|among\s+(?:them|whom|those|the\s+dead))\b", re.IGNORECASE)

_HARMED_OR = re.compile(
    r"\b(?:kill\w*|dead|died?|death\w*)\W+(?:and|or)\W+(?:wound\w*|injur\w*|hurt|maim\w*)|"
    r"\b(?:wound\w*|injur\w*|hurt)\W+(?:and|or)\W+(?:kill\w*|dead|died)",
    re.IGNORECASE,
)
"""Words that count the dead with the wounded."""

_ALONE = re.compile(r"\b(?:alone|by\s+itself)\b", re.IGNORECASE)
"""Words by which a figure is a part of one that was told."""

_OF_THEM = re.compile(r"(\S+)\s+of\s+(?:them|these|those|whom)\b", re.IGNORECASE)
"""A number of those that were told: a figure of its own, and none of theirs."""

_THEM = frozenset({"them", "these", "those", "whom"})


_OF_ANOTHER = re.compile(
    r"\b(?:an?|one)\s+(?:[\w-]+\s+){1,2}of\s+(?:its|their|his|our)\s+own\b|\b(?:separately|elsewhere)\b|"
    r"\b(?:separate|earlier|previous|different|other|second|another)\s+(?:attack|ambush|raid|strike|battle|clash|incident|bombing|"
    r"blast|explosion|shelling|operation|engagement|assault|shooting|massacre)",
    re.IGNORECASE,
)
"""Words for another occasion than the one told of: "in an ambush of its own"."""


def are_of_two_scopes(mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether two figures are of two occasions, or the one of a part of what the other sums up.

    Args:
        mine: The first statement.
        yours: The second.
        pair: Their figures, in this order.
    """
    is_other = tells_of_another(mine) != tells_of_another(yours)
    return is_other or is_part_of(mine, yours, pair) or is_rounding(mine, yours, pair)


def is_rounding(mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether a figure that is told as about so many comes near the other: "about 100" and "96"."""
    bounds = sorted((one.low or one.high or 0.0, one.high or one.low or 0.0) for one in pair)
    is_near = bounds[1][0] <= ABOUT * bounds[0][1]
    return is_near and any(says("about", fact.statement.quote) for fact in (mine, yours))


def tells_of_another(fact: Facts) -> bool:
    """Whether a statement's words tell of another occasion than the one that was told of."""
    return _OF_ANOTHER.search(fact.statement.quote) is not None


def is_part_of(mine: Facts, yours: Facts, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether one of two figures counts a part of what the other sums up, and is no larger."""
    for part, whole, (less, more) in ((mine, yours, pair), (yours, mine, pair[::-1])):
        if _is_of_part(part, whole, (less, more)) and _is_no_larger(less, more):
            return True
    return False


def _is_of_part(part: Facts, whole: Facts, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether the one is of a town, or an occasion, within what the other counts."""
    if _is_of_told(part, pair[0]) and not _is_of_told(whole, pair[1]):
        return True
    if not sums_up(whole):
        return False
    if sums_up(part):
        return part.days is not None and whole.days is not None and part.days != whole.days
    is_narrow = bool(part.places - part.wide_places) and not whole.places - whole.wide_places
    return is_narrow or part.days is not None


def _is_of_told(fact: Facts, quantity: Quantity) -> bool:
    """Whether a figure is of some of those that were told: "in Marn alone", "12 of them"."""
    if _ALONE.search(fact.statement.quote):
        return True
    if {*quantity.of.casefold().split()[:1]} & _THEM:
        return True
    number = None if quantity.low is None else f"{quantity.low:g}"
    return any(found.group(1) == number for found in _OF_THEM.finditer(fact.statement.quote))


def counts_part(fact: Facts, quantity: Quantity) -> bool:
    """Whether a figure is of some among those counted: "14 people, including 7 girls"."""
    words = quantity.of.split()
    parted = _INCLUDING.split(fact.statement.quote, maxsplit=1)
    return len(parted) > 1 and bool(words) and words[-1] not in parted[0]


def counts_more(fact: Facts, quantity: Quantity) -> bool:
    """Whether a figure adds up what others count apart: "88 rebels and soldiers", "30 dead or hurt"."""
    if fact.harm is not None and _HARMED_OR.search(fact.statement.quote):
        return True
    if " and " in f" {quantity.of} ":
        return True
    last = quantity.of.split()[-1:]
    return any(
        re.search(
            rf"\b{re.escape(word)}\s+and\s+(?!\w+(?:ed|ing)\b)[^\W\d]+\s+[^\W\d]+",
            fact.statement.quote,
        )
        is not None
        for word in last
    )


def sums_up(fact: Facts) -> bool:
    """Whether a statement's words sum up a period or a country."""
    return _SUMS_UP.search(fact.statement.quote) is not None


def _is_no_larger(less: Quantity, more: Quantity) -> bool:
    """Whether the first figure may be a part of the second."""
    least = less.low if less.low is not None else less.high
    most = more.high if more.high is not None else more.low
    return least is None or most is None or more.high is None or least <= most
