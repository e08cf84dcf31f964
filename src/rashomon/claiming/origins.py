"""Origins: how many independent places a claim comes from, at most.

Enters: the statements of one claim, their reports, and what was copied. Leaves: origins, each with the
reasons that make it one. Statements are taken together wherever there is a reason to think that one of
them rests on the other or both on a third; nothing is said of whom to believe.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from rashomon.claiming.facts import Facts, load_types
from rashomon.gazetteers.outlets import find_outlet
from rashomon.ids import content_id
from rashomon.records.claims import Origin
from rashomon.records.reports import Report
from rashomon.records.statements import Source, Statement

Group = tuple[int, ...]

COPIED = "a copied passage"


LEANING = "the report's own words beside the source that it names"


class Ground(Struct, frozen=True, order=True):
    """A reason why statements have one origin: those with the same ``key`` have.

    ``name`` is what the origin is called, ``rank`` orders the names of an origin with several (the
    nearest to the facts first). ``doubtful``: another with the same words may be somebody else.
    """

    rank: int
    name: str
    why: str
    key: str
    doubtful: bool = False


def find_origins(
    members: Sequence[int],
    facts: Sequence[Facts],
    reports: Mapping[str, Report],
    passages: Mapping[int, Sequence[str]],
    regroup: Callable[[list[Group]], list[Group]] = list,
) -> tuple[Origin, ...]:
    """The origins of one claim, sorted by id.

    Args:
        members: The claim's statements by their places in ``facts``.
        facts: The facts of all statements.
        reports: Reports by id.
        passages: For each statement in copied passages, the ids of the reuses.
        regroup: What people make of the groups of statements, one an origin.
    """
    grounds = {
        place: [
            *_grounds(facts[place].statement, reports),
            *(Ground(9, "", COPIED, f"copied {one}") for one in passages.get(place, ())),
        ]
        for place in members
    }
    parent = {place: place for place in members}

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    holders: dict[str, int] = {}
    for place in members:
        for key in [ground.key for ground in grounds[place]]:
            parent[root(place)] = root(holders.setdefault(key, place))
    for place, other in _leaning(members, facts):
        parent[root(place)] = root(other)
        grounds[place].append(Ground(8, "", LEANING, ""))
    groups: dict[int, list[int]] = defaultdict(list)
    for place in members:
        groups[root(place)].append(place)
    ruled = regroup([tuple(group) for group in groups.values()])
    origins = [_origin(group, grounds, facts) for group in ruled]
    return tuple(sorted(origins, key=lambda origin: origin.id))


def source_keys(statement: Statement, reports: Mapping[str, Report]) -> frozenset[str]:
    """What one statement goes back to; two statements with a key in common have one source."""
    return frozenset(ground.key for ground in _grounds(statement, reports))


def _leaning(members: Sequence[int], facts: Sequence[Facts]) -> list[tuple[int, int]]:
    """Statements in a report's own voice, each with the nearest on a source's word in that report."""
    found = []
    for place in members:
        mine = facts[place].statement
        sourced = [
            (abs(facts[other].statement.span.start - mine.span.start), other)
            for other in members
            if facts[other].statement.report == mine.report and facts[other].statement.attribution
        ]
        if sourced and not mine.attribution:
            found.append((place, min(sourced)[1]))
    return found


def _origin(
    group: Sequence[int],
    grounds: Mapping[int, Sequence[Ground]],
    facts: Sequence[Facts],
) -> Origin:
    every = [ground for place in group for ground in grounds[place]]
    keys = Counter(ground.key for ground in every)
    found = [one for one in sorted(set(every)) if one.why != COPIED or keys[one.key] > 1]
    reasons = list(dict.fromkeys(ground.why for ground in found))
    statements = tuple(sorted(facts[place].statement.id for place in group))
    return Origin(
        id=content_id("or", *statements),
        name=found[0].name,
        why="; ".join(reasons),
        statements=statements,
        doubtful=all(ground.doubtful for ground in found),
    )


def _grounds(statement: Statement, reports: Mapping[str, Report]) -> list[Ground]:
    """What a statement goes back to: its nearest speaker, the agency named, or the outlet itself."""
    report = reports.get(statement.report)
    publisher = _publisher(report, statement.report)
    chain = statement.attribution
    if not chain:
        return [Ground(3, publisher[1], publisher[2], publisher[0])]
    grounds = []
    speaker = chain[0]
    outlet = find_outlet(speaker.name)
    if outlet is not None:
        key = f"publisher {outlet.family or outlet.name}"
        grounds.append(Ground(1, outlet.name, f"all on the word of {outlet.name}", key))
    elif speaker.kind == "anonymous":
        grounds += _anonymous(speaker, statement, publisher)
    else:
        key = f"speaker {speaker.entity or _folded(speaker.name)}"
        grounds.append(Ground(0, speaker.name, f"all on the word of {speaker.name}", key))
    grounds += _agencies(chain[1:], report)
    return grounds


def _anonymous(
    speaker: Source, statement: Statement, publisher: tuple[str, str, str]
) -> list[Ground]:
    """Unnamed sources: an outlet's own are its own; others are one where the same words name them."""
    words = frozenset(re.findall(r"[^\W_]+", speaker.name.casefold()))
    owner = _owner(speaker.name)
    if owner is not None:
        return [Ground(2, speaker.name, f"unnamed sources of {owner}", f"publisher {owner}")]
    telling = words - load_types().generic - {"the", "a", "an", "of", "in", "some", "other", "to"}
    if len(statement.attribution) > 1:
        why = f"unnamed: {speaker.name}"
        return [Ground(2, speaker.name, why, f"unnamed {statement.id}", not telling)]
    if not telling:
        why = f"unnamed ({speaker.name}), heard by {publisher[1]}"
        return [Ground(2, speaker.name, why, publisher[0], True)]
    key = f"unnamed {_folded(speaker.name)}"
    return [Ground(2, speaker.name, f"the same unnamed source: {speaker.name}", key)]


def _owner(name: str) -> str | None:
    """The publisher of an outlet that an unnamed source's description begins with; None for none."""
    words = re.findall(r"[\w-]+", name)
    for size in range(min(4, len(words)), 0, -1):
        outlet = find_outlet(" ".join(words[:size]))
        if outlet is not None:
            return outlet.family or outlet.name
    return None


def _agencies(links: Sequence[Source], report: Report | None) -> list[Ground]:
    """The agencies and outlets that passed a statement on: two reports of one agency's item are one."""
    grounds = []
    for link in links:
        outlet = find_outlet(link.name)
        if outlet is None:
            continue
        own = report is not None and report.outlet == outlet.name
        key = f"publisher {outlet.family or outlet.name}"
        grounds.append(Ground(4, link.name, f"heard through {outlet.name}", key, own))
    return grounds


def _publisher(report: Report | None, fallback: str) -> tuple[str, str, str]:
    """Key, name and reason of a report's own voice; an unknown outlet is one origin a report."""
    name = None if report is None else report.carries or report.outlet
    if report is None or name is None:
        return f"report {fallback}", report.name if report is not None else fallback, "one report"
    outlet = find_outlet(name)
    family = (outlet.family or outlet.name) if outlet is not None else name
    why = f"{name} in its own voice"
    if report.carries is not None and report.outlet is not None:
        why += f", carried by {report.outlet}"
    if outlet is not None and outlet.family is not None:
        why += f" ({outlet.family})"
    return f"publisher {family}", name, why


def _folded(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))
