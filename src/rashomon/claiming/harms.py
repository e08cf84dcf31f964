"""Harms: what befell those whom a figure counts, where one statement tells of several.

Enters: a figure and the facts of its statement. Leaves: the kind of harm ("killed", "hurt", …), or None
where the words leave it open. "Killed 40 people and wounded 120" has two figures of two harms.
"""

import re
from collections.abc import Sequence

from rashomon.claiming.amounts import unit_of
from rashomon.claiming.facts import Facts, load_types, stem
from rashomon.records.mentions import Quantity

REACH_WORDS = 5
"""Words before whom a figure counts in which it is told what befell them: "wounded 130 people"."""

_BETWEEN = frozenset(
    {"other", "others", "more", "people", "persons", "were", "was", "have", "had", "been", "are"}
) | {"got", "also", "being", "them", "of", "reportedly"}
"""Words that may stand between a number and what befell those whom it counts."""


def harm_of(quantity: Quantity, fact: Facts) -> str | None:
    """What befell those whom a figure counts: "115 wounded", "9 guards injured" among the dead."""
    harms = load_types().harms
    own = harms.get(stem(unit_of(quantity)))
    if own is not None:
        return own
    words = re.findall(r"\w+", fact.statement.quote.casefold())
    counted = re.findall(r"\w+", quantity.of.casefold())
    if not counted:
        return _harm_behind(quantity, words) or fact.harm
    for at in range(len(words) - len(counted) + 1):
        if words[at : at + len(counted)] == counted:
            behind = harms.get(stem(next(iter(words[at + len(counted) :]), "")))
            return behind or _harm_before(words[:at]) or fact.harm
    return fact.harm


def _harm_behind(quantity: Quantity, words: Sequence[str]) -> str | None:
    """What befell those whom a number without a noun counts: "25 were injured"."""
    number = "" if quantity.low is None else f"{quantity.low:g}"
    for at, word in enumerate(words):
        if word == number:
            after = (one for one in words[at + 1 :] if one not in _BETWEEN)
            return load_types().harms.get(stem(next(after, "")))
    return None


def _harm_before(words: Sequence[str]) -> str | None:
    """What the last word of harm says that stands right before whom a figure counts."""
    near = (load_types().harms.get(stem(word)) for word in reversed(words[-REACH_WORDS:]))
    return next((harm for harm in near if harm is not None), None)
