"""Tolls: counts of the dead that leave out whom they count, set against others of the same event.

Enters: the facts of two statements. Leaves: whether both count all who died at one place on one day.
"A toll of 30", "nine deaths", "two lives", "eleven bodies" count whoever died there; "30 inmates were
killed" says of whom. What sums up a war, or counts some among the dead, is no rival of either.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from rashomon.claiming.amounts import agree, unit_of
from rashomon.claiming.deeds import deeds_in, is_telling, roots
from rashomon.claiming.facts import Facts, load_types, stem
from rashomon.claiming.rivals import load_rivals, roots_in
from rashomon.claiming.scopes import are_of_two_scopes, counts_part, sums_up
from rashomon.instants import Days, overlaps, width_days
from rashomon.records.mentions import Quantity

TOLD_WITHIN_DAYS = 5
"""Days from an event to a report that gives a toll of it without its day."""

SAME_DAYS = 3
"""Days that a time may span to be one occasion."""

WIDEST_OF_TOLLS = 20.0
"""How many times the smaller of two tolls the larger may be: a state may own up to few."""

HARMS = frozenset({"kill", "hurt", "hold"})
_AUXILIARY = re.compile(r"(?:had|have|has|was|were|are|is|been|be)\b", re.IGNORECASE)
_WOUNDED_TOO = re.compile(r"\bcasualt\w+|\bmissing\b", re.IGNORECASE)
_OF_THEM = frozenset({"them", "these", "those", "whom", "which", "it"})
_ANYBODY = frozenset({"people", "person", "civilian", "resident", "villager", "inhabitant", "man"})


def is_bare(quantity: Quantity) -> bool:
    """Whether a figure leaves out whom it counts: "nine", "nine dead", "dozens had been killed"."""
    words = quantity.of.casefold().split()
    if not words or _AUXILIARY.match(words[0]) or words[-1] in _OF_THEM:
        return True
    if len(words) > 1:
        return False
    return bool(HARMS & deeds_in(roots(words[0]))) and not _is_people(words[0])


def counts_remains(quantity: Quantity) -> bool:
    """Whether a figure counts the dead by what is left of them: "eleven bodies", "two lives"."""
    words = quantity.of.casefold().split()
    return len(words) == 1 and stem(words[0]) in load_rivals().remains


def _is_people(word: str) -> bool:
    return word.removesuffix("s") in load_types().people


def toll_keys(fact: Facts) -> Iterator[tuple[str, ...]]:
    """The blocks of what an undated toll may be of: the dead of its places on the days before it."""
    if fact.days is not None or fact.told is None or not _is_toll(fact):
        return
    for place in sorted(fact.places - fact.wide_places):
        for back in range(TOLD_WITHIN_DAYS + 1):
            yield (
                "casualties",
                "when",
                place,
                (fact.told.last - timedelta(days=back)).isoformat(),
            )


def rival_tolls(mine: Facts, yours: Facts) -> tuple[Quantity, Quantity] | None:
    """Two counts of all who died in one event, one of which leaves out whom it counts."""
    if not _are_held_counts(mine, yours) or not (_is_toll(mine) or _is_toll(yours)):
        return None
    if any(sums_up(fact) or len(fact.quantities) != 1 for fact in (mine, yours)):
        return None
    if not _count_the_dead(mine) or not _count_the_dead(yours) or not _is_one_event(mine, yours):
        return None
    pair = mine.quantities[0], yours.quantities[0]
    if agree(*pair) or are_of_two_scopes(mine, yours, pair):
        return None
    if counts_part(mine, pair[0]) or counts_part(yours, pair[1]):
        return None
    return pair if _is_of_a_size(*pair) else None


def _are_held_counts(mine: Facts, yours: Facts) -> bool:
    """Whether both tell as a fact how many came to harm."""
    is_harm = mine.statement.type == yours.statement.type == "CASUALTY"
    return is_harm and {mine.standing, yours.standing} == {"held"}


def _is_toll(fact: Facts) -> bool:
    """Whether a statement counts the dead and leaves out who they were."""
    if fact.statement.type != "CASUALTY" or not fact.quantities:
        return False
    is_left_out = all(is_bare(one) or counts_remains(one) for one in fact.quantities)
    return is_left_out and _is_of_death(fact)


def _is_of_death(fact: Facts) -> bool:
    """Whether a statement tells of dead people, and of nobody wounded or missing."""
    if _WOUNDED_TOO.search(fact.statement.quote):
        return False
    harms = load_types().harms
    told = {harms[one] for one in roots_in(fact.statement.quote) if one in harms}
    is_told = told == {"killed"} or any(map(counts_remains, fact.quantities))
    return (fact.harm or "killed") == "killed" and is_told


def _count_the_dead(fact: Facts) -> bool:
    """Whether a statement counts all dead, not those of one side or kind."""
    if _is_toll(fact):
        return True
    return fact.harm == "killed" and all(
        unit_of(one) in _ANYBODY or unit_of(one) in load_types().unarmed for one in fact.quantities
    )


def _is_one_event(mine: Facts, yours: Facts) -> bool:
    """Whether both are of one town or spot and one day, or one word tells of what it was."""
    if not (mine.places & yours.places) - mine.wide_places - yours.wide_places:
        return False
    if mine.days is not None and yours.days is not None:
        is_short = max(width_days(mine.days), width_days(yours.days)) <= SAME_DAYS
        return is_short and overlaps(mine.days, yours.days)
    told, undated = (mine, yours) if mine.days is not None else (yours, mine)
    if told.days is None or undated.told is None or not _is_toll(undated):
        return False
    since = Days(undated.told.first - timedelta(days=TOLD_WITHIN_DAYS), undated.told.last)
    return overlaps(told.days, since) and _tell_of_one_thing(mine, yours)


def _tell_of_one_thing(mine: Facts, yours: Facts) -> bool:
    """Whether both have a word for what happened, or where, that says more than that people died."""
    common = roots(mine.statement.quote) & roots(yours.statement.quote)
    return bool({one for one in common if is_telling(one) and not HARMS & deeds_in(roots(one))})


def _is_of_a_size(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are near enough to be of the same dead."""
    sizes = sorted((each.low or each.high or 0.0) for each in (one, other))
    return sizes[0] > 0 and sizes[1] <= WIDEST_OF_TOLLS * sizes[0]
