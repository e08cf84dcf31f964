"""Sweeping denials: that nothing of a kind happened, said of a town and of no doer, in any report.

Enters: the facts of two statements. Leaves: whether the one denies the other. Who says that
"there had been no attack", or denies "any air raid on the town", denies all that there may have been, by
whomever, in that town on the days just before.
"""

import re
from datetime import timedelta

from rashomon.claiming.amounts import unit_of
from rashomon.claiming.deeds import deeds_in, is_telling, root, roots
from rashomon.claiming.denials import are_apart, is_still_held, is_supposed
from rashomon.claiming.facts import Facts, load_types
from rashomon.claiming.negations import own_roots, sweeps
from rashomon.claiming.voices import speak_of_one_part, voice_of
from rashomon.instants import Days, overlaps, width_days

DENIED_SOON_DAYS = 3
"""Days from what happened to a denial that names no day; later it may be of something else."""

SAME_DAYS = 3
"""Days that a time may span to be one occasion."""

_EVENTS = ("ASSAULT", "RETREAT", "MOBILIZE", "COERCE", "CONSULT")
_THERE = re.compile(
    r"\bthere\s+(?:is|was|were|are|ha[sd]\s+been|have\s+been)\s+no\b", re.IGNORECASE
)


def is_swept(mine: Facts, yours: Facts) -> bool:
    """Whether the one of two statements denies all of the kind that the other tells of."""
    told, denial = (mine, yours) if yours.standing == "denied" else (yours, mine)
    if (told.standing, denial.standing) != ("held", "denied") or voice_of(mine) == voice_of(yours):
        return False
    if told.statement.type not in _EVENTS or denial.statement.type not in (*_EVENTS, None):
        return False
    if is_supposed(denial) or is_still_held(told, denial) or not speak_of_one_part(mine, yours):
        return False
    return _is_of_one_town_and_time(told, denial) and _is_of_all(told, denial)


def _is_of_one_town_and_time(told: Facts, denial: Facts) -> bool:
    """Whether what is denied is said of the town and the days of the account."""
    narrow = (told.places & denial.places) - told.wide_places - denial.wide_places
    if not narrow or denial.told is None or told.days is None or are_apart(told, denial):
        return False
    if width_days(told.days) > SAME_DAYS:
        return False
    soon = Days(denial.told.first - timedelta(days=DENIED_SOON_DAYS), denial.told.last)
    return overlaps(told.days, soon)


def _is_of_all(told: Facts, denial: Facts) -> bool:
    """Whether a denial names a deed of the account's kind and nothing that the account does not."""
    if denial.actors - told.kin or not (sweeps(denial) or _THERE.search(denial.statement.quote)):
        return False
    if any(unit_of(one) in load_types().people for one in denial.quantities):
        return False
    deed = deeds_in(roots(told.statement.trigger.text))
    own = own_roots(denial)
    same = {one for one in own if deeds_in(frozenset({one})) & deed}
    is_one = bool(same) or root(told.statement.trigger.text) in own
    return is_one and not own - same - roots(told.statement.quote) - _near(denial)


def _near(denial: Facts) -> frozenset[str]:
    """The roots of words for a deed's own day: "that day", "on Friday"."""
    return frozenset(filter(is_telling, roots("morning evening night afternoon yesterday today")))
