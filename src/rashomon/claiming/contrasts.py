"""Contrasts: accounts that one report sets against each other.

Enters: the facts and the reports' texts. Leaves: clashes between statements that stand close together,
on different voices, about the same somebody, with a word of contrast between them or with one of
them only held possible.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rashomon.claiming.clashes import Clash
from rashomon.claiming.facts import Facts, load_types
from rashomon.records.reports import Report
from rashomon.spans import Span, cut, shared

NEAR_CHARS = 220
"""Characters that may lie between two accounts that a report sets side by side: a sentence or two."""

LOOK_AHEAD = 12
"""Statements after one that are compared with it; sentences rarely hold more."""

_WORDING_CHARS = 120
_DEEDS = {"ASSAULT", "MOBILIZE", "AID", "IDENTITY", "FORCE", "COOPERATE"}


def find_contrasts(facts: Sequence[Facts], reports: Mapping[str, Report]) -> list[Clash]:
    """The clashes inside each report, in order."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        by_report[fact.statement.report].append(index)
    found = []
    for report_id, members in sorted(by_report.items()):
        report = reports.get(report_id)
        if report is not None:
            ordered = sorted(members, key=lambda index: (facts[index].statement.span, index))
            found += list(_contrasts(ordered, facts, report.text))
    return sorted(found)


def _contrasts(ordered: Sequence[int], facts: Sequence[Facts], text: str) -> Iterator[Clash]:
    for position, one in enumerate(ordered):
        for other in ordered[position + 1 : position + 1 + LOOK_AHEAD]:
            mine, yours = facts[one], facts[other]
            if yours.statement.span.start - mine.statement.span.end > NEAR_CHARS:
                break
            field = _field(mine, yours)
            if field is not None and _are_set_against(mine, yours, text):
                values = _wording(mine), _wording(yours)
                yield Clash(field, f"{mine.statement.id}", one, other, values)


def _field(mine: Facts, yours: Facts) -> str | None:
    """What two accounts of the same somebody differ in; None where they may both be right."""
    types = {mine.statement.type, yours.statement.type}
    if types == {"IDENTITY"}:
        return None if mine.value & yours.value else "identity"
    if "CASUALTY" in types and types <= {"CASUALTY", "ASSAULT"}:
        return "cause"
    if not _share_actor(mine, yours) or not types <= _DEEDS:
        return None
    return "target" if types == {"ASSAULT"} else "role"


def _share_actor(mine: Facts, yours: Facts) -> bool:
    return bool(
        mine.actors & yours.actors or (mine.actors & yours.kin) or (yours.actors & mine.kin)
    )


def _are_set_against(mine: Facts, yours: Facts, text: str) -> bool:
    """Whether two accounts are on different voices and the text opposes them."""
    if _voice(mine) == _voice(yours) and mine.standing == yours.standing:
        return False
    if shared(mine.statement.trigger.span, yours.statement.trigger.span):
        return False
    if mine.statement.type == yours.statement.type == "IDENTITY":
        return _voice(mine) != _voice(yours)
    if mine.statement.type == "CASUALTY" and yours.statement.type == "CASUALTY":
        return {mine.standing, yours.standing} == {"held", "open"} and bool(
            mine.statement.attribution or yours.statement.attribution
        )
    between = cut(text, Span(*_between(mine, yours)))
    return _contrast_pattern().search(between) is not None


def _between(mine: Facts, yours: Facts) -> tuple[int, int]:
    """The words from one trigger to the other."""
    first, second = mine.statement.trigger.span, yours.statement.trigger.span
    return min(first.end, second.end), max(first.start, second.start)


def _voice(fact: Facts) -> str:
    chain = fact.statement.attribution
    return "" if not chain else chain[0].entity or chain[0].name.casefold()


def _wording(fact: Facts) -> str:
    words = fact.statement.value or fact.statement.quote
    words = re.sub(r"\s+", " ", words).strip(' ,;:.“”"')
    return (
        words if len(words) <= _WORDING_CHARS else words[:_WORDING_CHARS].rsplit(" ", 1)[0] + " …"
    )


@cache
def _contrast_pattern() -> re.Pattern[str]:
    words = sorted(load_types().contrast, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)
