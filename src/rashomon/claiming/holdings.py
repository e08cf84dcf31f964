"""Holdings: places that two parties are said to have at one time.

Enters: the facts. Leaves: clashes between statements of control, where two unrelated holders are told of
the same days, or one still has what another says he took the day before.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from rashomon.claiming.clashes import MOST_IN_BLOCK, NEAR_CHARS, SAME_DAYS, Clash
from rashomon.claiming.facts import Facts
from rashomon.claiming.voices import are_told_together, is_known
from rashomon.instants import Days, overlaps, width_days

_STILL = re.compile(r"\b(?:still|remain(?:s|ed)?|continue[sd]? to)\b", re.IGNORECASE)
"""Words for what has lasted: who "still holds" a town denies that anybody took it."""


_STILL_DAYS = 7
"""Days before its publication on which a report may say that a place was taken that is "still held"."""


def find_rival_holders(facts: Sequence[Facts], published: Mapping[str, Days | None]) -> list[Clash]:
    """Places that two unrelated parties are said to hold on the same days, in order."""
    found = []
    by_place: dict[str, list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        for place in places_held(fact):
            by_place[place].append(index)
    for place, members in sorted(by_place.items()):
        for one, other in combinations(members[:MOST_IN_BLOCK], 2):
            mine, yours = facts[one], facts[other]
            if mine.kin & yours.kin or not _are_two_accounts(mine, yours):
                continue
            first = mine.days or published.get(mine.statement.report)
            second = yours.days or published.get(yours.statement.report)
            if first is None or second is None:
                continue
            if max(width_days(first), width_days(second)) > SAME_DAYS:
                continue
            if not overlaps(first, second) and not _is_held_after(mine, yours, first, second):
                continue
            values = _holder(mine), _holder(yours)
            found.append(Clash("control", place, one, other, values, mine.days is None))
    return sorted(found)


def places_held(fact: Facts) -> frozenset[str]:
    """The towns and spots that a statement says somebody holds; none where it tells of no holder."""
    is_told = fact.statement.type == "CONTROL" and fact.standing == "held" and bool(fact.actors)
    return fact.places - fact.wide_places if is_told else frozenset()


def _are_two_accounts(mine: Facts, yours: Facts) -> bool:
    """Whether two statements on a holder are of two reports or two voices, each holder known.

    What "the army" or "rebels" of another report are, only that report knows.
    """
    is_sourced = bool(mine.statement.attribution and yours.statement.attribution)
    if mine.statement.passage == yours.statement.passage and not is_sourced:
        return False
    if are_told_together(mine, yours):
        return False
    if is_known(mine) and is_known(yours):
        return True
    is_one_report = mine.statement.report == yours.statement.report
    first, last = sorted((mine.statement.span, yours.statement.span))
    is_near = last.start - first.end <= NEAR_CHARS
    return is_one_report and is_near and is_sourced


def _is_held_after(mine: Facts, yours: Facts, first: Days, second: Days) -> bool:
    """Whether one says that a place is still held that another says was taken a day or two before.

    One report sets the two against each other though what it says was taken was taken some days ago.
    """
    if second.first < first.first:
        mine, yours, first, second = yours, mine, second, first
    is_one_report = mine.statement.report == yours.statement.report
    gap = (second.first - first.last).days
    is_soon = gap <= (_STILL_DAYS if is_one_report and yours.days is None else SAME_DAYS)
    return is_soon and _STILL.search(yours.statement.quote) is not None


def _holder(fact: Facts) -> str:
    return " and ".join(sorted(fact.actors))
