"""Holdings: places that two parties are said to have at one time.

Enters: the facts. Leaves: clashes between statements of control, where two unrelated holders are told of
the same days, or one still has what another says he took the day before.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from rashomon.claiming.clashes import MOST_IN_BLOCK, NEAR_CHARS, SAME_DAYS, Clash
from rashomon.claiming.durations import days_lasting
from rashomon.claiming.facts import Facts, load_types
from rashomon.claiming.phrases import says
from rashomon.claiming.voices import are_told_together, is_known
from rashomon.instants import Days, overlaps, width_days

_STILL = re.compile(r"\b(?:still|remain(?:s|ed)?|continue[sd]? to)\b", re.IGNORECASE)
"""Words for what has lasted: who "still holds" a town denies that anybody took it."""


_HAD = re.compile(r"\bhad\s+(?:\w+ly\s+)?$", re.IGNORECASE)
"""What stands before a verb of what was over by then: "had ruled"."""

_WHILE = re.compile(
    r"\W*(?:while|when|as\s+long\s+as)\b.*\b(?:was|were|had)\b", re.IGNORECASE | re.DOTALL
)
"""A hold told as the time of something else, over some day: "while it was in rebel hands"."""

_BESIDE = re.compile(
    r"[,;:]|\b(?:and|but|with|after|before|while|when|as|following|despite|where|which|that)\b",
    re.IGNORECASE,
)
"""Where words for a hold are over, or have not begun."""

_OWN = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)

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
        held = members[:MOST_IN_BLOCK]
        sides = {one: _side(facts[one]) for one in held}
        for one, other in combinations(held, 2):
            mine, yours = facts[one], facts[other]
            if sides[one] & sides[other] or not _are_two_accounts(mine, yours):
                continue
            first = _days_held(mine, published)
            second = _days_held(yours, published)
            if first is None or second is None:
                continue
            if max(_leeway(mine, first), _leeway(yours, second)) > SAME_DAYS:
                continue
            if not overlaps(first, second) and not _is_held_after(mine, yours, first, second):
                continue
            values = _holder(mine), _holder(yours)
            doubtful = mine.days is None and not _are_told_on_one_day(mine, yours)
            found.append(Clash("control", place, one, other, values, doubtful))
    return sorted(found)


def places_held(fact: Facts) -> frozenset[str]:
    """The towns and spots that a statement says somebody holds; none where it tells of no holder.

    Who has districts of a town, or fields near it, says nothing of who has the rest.
    """
    is_told = fact.statement.type == "CONTROL" and fact.standing == "held" and bool(fact.actors)
    is_told = is_told and fact.statement.mode != "lost" and not _WHILE.match(fact.statement.quote)
    is_told = is_told and not says("in_part", _words_of_hold(fact))
    return fact.places - fact.wide_places if is_told else frozenset()


def _words_of_hold(fact: Facts) -> str:
    """The words of a statement around what is held, without other clauses and what else is held.

    Who took a town "and the villages around it", or took it after shelling positions, has the town.
    """
    quote = fact.statement.quote
    at = max(0, fact.statement.trigger.span.start - fact.statement.span.start)
    return f"{_BESIDE.split(quote[:at])[-1]} {_BESIDE.split(quote[at:])[0]}"


def _are_two_accounts(mine: Facts, yours: Facts) -> bool:
    """Whether two statements on a holder are of two reports or two voices, each holder known.

    What "the army" or "rebels" of another report are, only that report knows.
    """
    is_sourced = bool(mine.statement.attribution and yours.statement.attribution)
    if mine.statement.passage == yours.statement.passage and not is_sourced:
        return False
    if are_told_together(mine, yours):
        return False
    if all(is_known(fact) or _is_own(fact) for fact in (mine, yours)):
        return True
    is_one_report = mine.statement.report == yours.statement.report
    first, last = sorted((mine.statement.span, yours.statement.span))
    is_near = last.start - first.end <= NEAR_CHARS or _are_state_and_rebels(mine, yours)
    return is_one_report and is_near and is_sourced


def _are_state_and_rebels(mine: Facts, yours: Facts) -> bool:
    """Whether the one is an army that goes by a name, and the other those who fight it."""
    for army, rebels in ((mine, yours), (yours, mine)):
        words = {*re.findall(r"\w+", rebels.statement.quote.casefold())}
        if is_known(army) and words & {f"{word}s" for word in load_types().insurgents}:
            return _STILL.search(army.statement.quote) is not None
    return False


def _side(fact: Facts) -> frozenset[str]:
    """A holder, and what he is part of; who says "our forces" speaks of his own side."""
    return fact.kin | fact.heard if _is_own(fact) else fact.kin


def _is_own(fact: Facts) -> bool:
    """Whether a speaker says of his own side that it holds a place."""
    return bool(fact.heard) and _OWN.search(fact.statement.quote) is not None


def _days_held(fact: Facts, published: Mapping[str, Days | None]) -> Days | None:
    """The days on which somebody surely holds a place; those of the report where none are told.

    Who "had ruled" it, in a report's own words, did so before, nobody says until when.
    """
    if fact.days is not None:
        return days_lasting(fact.statement, fact.days) or fact.days
    start = fact.statement.trigger.span.start - fact.statement.span.start
    is_over = not fact.statement.attribution and _HAD.search(fact.statement.quote[: max(0, start)])
    return None if is_over else published.get(fact.statement.report)


def _leeway(fact: Facts, held: Days) -> int:
    """Among how many days a holding may lie; one that has lasted since a day lies on each since then."""
    lasting = None if fact.days is None else days_lasting(fact.statement, fact.days)
    return width_days(held) if lasting is None else 1


def _is_held_after(mine: Facts, yours: Facts, first: Days, second: Days) -> bool:
    """Whether one says that a place is still held that another says was taken a day or two before.

    One report sets the two against each other though what it says was taken was taken some days ago.
    """
    if second.first < first.first:
        mine, yours, first, second = yours, mine, second, first
    is_one_report = mine.statement.report == yours.statement.report
    gap = (second.first - first.last).days
    is_soon = gap <= (_STILL_DAYS if is_one_report and yours.days is None else SAME_DAYS)
    if is_soon and _STILL.search(yours.statement.quote) is not None:
        return True
    return gap <= 1 and not is_one_report and _are_told_at_once(mine, yours)


def _are_told_on_one_day(mine: Facts, yours: Facts) -> bool:
    """Whether two accounts are of one report, or of reports of one day."""
    if mine.statement.report == yours.statement.report:
        return True
    return mine.told is not None and yours.told is not None and overlaps(mine.told, yours.told)


def _are_told_at_once(mine: Facts, yours: Facts) -> bool:
    """Whether a place is said to be taken, and by another side, on that day, to be in its hands."""
    if mine.told is None or yours.told is None or not overlaps(mine.told, yours.told):
        return False
    is_held = yours.statement.mode == "held" and (_is_own(yours) or bool(yours.heard & yours.kin))
    return mine.statement.mode == "gained" and is_held


def _holder(fact: Facts) -> str:
    return " and ".join(sorted(fact.actors))
