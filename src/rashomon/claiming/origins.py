"""Origins: how many independent places a claim comes from, at most.

Enters: the statements of one claim, their reports, and what was copied. Leaves: origins, each with the
merges that make it one, and the merges that are in doubt. Statements are taken together wherever there
is a reason to think that one of them rests on the other or both on a third; nothing is said of whom to
believe, and no voices are counted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from rashomon.claiming.copies import COPIED, STANDING, Common
from rashomon.claiming.grounds import COPY, SPEAKER, Ground, find_grounds, own_voice
from rashomon.correcting.claims import CONFIRMED, JOINED
from rashomon.ids import content_id
from rashomon.records.claims import Merge, Origin
from rashomon.records.reports import Report
from rashomon.records.statements import Statement

LEANING = "the report's own words beside the source that it names"

LEAST_MERGED = 2
"""Statements that a merge joins at least."""


class Hearing(Struct, frozen=True):
    """What of a statement counts for its origins.

    ``start`` is where it stands in its report; ``grounds`` are what it goes back to, ``own`` is its
    report's own voice; ``copied`` are the copied passages and standing matter in which it stands.
    """

    id: str
    report: str
    start: int
    is_sourced: bool
    grounds: tuple[Ground, ...]
    own: Ground
    copied: tuple[Common, ...] = ()


def hear(
    statement: Statement, reports: Mapping[str, Report], copied: Sequence[Common] = ()
) -> Hearing:
    """What of a statement counts for its origins.

    Args:
        statement: The statement.
        reports: Reports by id, its own at least.
        copied: The copied passages and standing matter in which it stands.
    """
    return Hearing(
        statement.id,
        statement.report,
        statement.span.start,
        bool(statement.attribution),
        tuple(find_grounds(statement, reports)),
        own_voice(reports.get(statement.report), statement.report),
        tuple(copied),
    )


def find_origins(
    heard: Sequence[Hearing], regroup: Callable[[list[list[str]]], list[list[str]]] = list
) -> tuple[Origin, ...]:
    """The origins of one claim, sorted by id; the same for any order of the statements.

    Args:
        heard: What counts of the claim's statements.
        regroup: What people make of the groups of statements (their ids), one an origin.
    """
    ordered = sorted(heard, key=lambda one: one.id)
    merges = _merges(ordered) if len(ordered) >= LEAST_MERGED else []
    told = {one.id: one for one in ordered}
    parts = join(told, (merge.statements for merge in merges))
    groups = regroup(parts)
    is_as_found = groups == parts
    beside = _by_statement(merges)
    origins = []
    for group in groups:
        own = _merges_of(group, merges, beside)
        within = tuple(own) if is_as_found else _within(group, own)
        origins.append(_describe([told[one] for one in group], within))
    return tuple(sorted(origins, key=lambda origin: origin.id))


def _by_statement(merges: Sequence[Merge]) -> dict[str, list[int]]:
    """The places of the merges that each statement is part of."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, merge in enumerate(merges):
        for one in merge.statements:
            found[one].append(place)
    return found


def _merges_of(
    group: Iterable[str], merges: Sequence[Merge], beside: Mapping[str, Sequence[int]]
) -> list[Merge]:
    """The merges that some statements are part of, in their order."""
    places = {place for one in group for place in beside.get(one, ())}
    return [merges[place] for place in sorted(places)]


def describe_origin(group: Sequence[Hearing], merges: Iterable[Merge]) -> Origin:
    """One origin by its statements: its name, and the reasons that make it one.

    Args:
        group: What counts of its statements.
        merges: Reasons why statements, its own and others, have one origin.
    """
    return _describe(group, _within([one.id for one in group], merges))


def _describe(group: Sequence[Hearing], within: tuple[Merge, ...]) -> Origin:
    """One origin by its statements, and by the merges of these alone."""
    names = tuple(sorted(one.id for one in group))
    found = sorted({ground for one in group for ground in one.grounds})
    beside = [why for why in (LEANING, COPIED, STANDING) if any(one.why == why for one in within)]
    return Origin(
        id=content_id("or", *names),
        name=found[0].name,
        why="; ".join(dict.fromkeys([*(ground.why for ground in found), *beside])),
        statements=names,
        doubtful=all(ground.doubtful for ground in found) and not beside,
        merges=within,
        heard_by=_hearers(group, within),
    )


def _within(names: Sequence[str], merges: Iterable[Merge]) -> tuple[Merge, ...]:
    """The merges of some statements only; what they leave apart, a person has joined."""
    known = frozenset(names)
    within = []
    for merge in merges:
        statements = tuple(one for one in merge.statements if one in known)
        if len(statements) >= LEAST_MERGED:
            within.append(Merge(statements, merge.why, merge.strength))
    if len(join(names, (merge.statements for merge in within))) > 1:
        within.append(Merge(tuple(sorted(names)), JOINED, "certain"))
    return tuple(sorted(within))


def find_doubts(
    origins: Sequence[Origin], words: Mapping[str, str | None]
) -> tuple[tuple[Merge, ...], int | None]:
    """The merges of origins that may be one, and how many there are at most if they are.

    Two outlets that heard "residents" may have heard the same. None where nothing is in doubt.

    Args:
        origins: Those of one claim.
        words: What each statement calls its unnamed source (see `calling`); it may leave others out.
    """
    if len(origins) < LEAST_MERGED:
        return (), None
    called: dict[str, set[str]] = defaultdict(set)
    of: dict[str, str] = {}
    for origin in origins:
        if CONFIRMED in origin.why:
            continue
        for name in origin.statements:
            word = words.get(name)
            if word is not None:
                called[word].add(name)
                of[name] = origin.id
    likely = [
        (word, names, {of[name] for name in names})
        for word, names in sorted(called.items())
        if len({of[name] for name in names}) >= LEAST_MERGED
    ]
    if not likely:
        return (), None
    doubts = [
        Merge(tuple(sorted(names)), f"each names an unnamed {word}, perhaps the same", "doubtful")
        for word, names, _ in likely
    ]
    parts = join((one.id for one in origins), (sorted(ids) for _, _, ids in likely))
    return tuple(sorted(doubts)), len(parts)


def join(names: Iterable[str], groups: Iterable[Sequence[str]]) -> list[list[str]]:
    """The names in parts, such that those of one group, however linked, are in one part; in order."""
    parent = {name: name for name in sorted(names)}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for group in groups:
        for name in group[1:]:
            first, second = sorted((root(group[0]), root(name)))
            parent[second] = first
    parts: dict[str, list[str]] = defaultdict(list)
    for name in parent:
        parts[root(name)].append(name)
    return [parts[one] for one in sorted(parts)]


def source_keys(statement: Statement, reports: Mapping[str, Report]) -> frozenset[str]:
    """What one statement goes back to; two statements with a key in common have one source."""
    return frozenset(ground.key for ground in find_grounds(statement, reports))


def _merges(heard: Sequence[Hearing]) -> list[Merge]:
    """Why statements have one origin: a key in common, or one leans on the source beside it."""
    holders: dict[str, list[str]] = defaultdict(list)
    reasons: dict[str, Ground] = {}
    for one in heard:
        copied = (Ground(COPY, "", it.why, f"copied {it.reuse}") for it in one.copied)
        for ground in (*one.grounds, *copied):
            if holders[ground.key][-1:] != [one.id]:
                holders[ground.key].append(one.id)
            reasons[ground.key] = min(ground, reasons.get(ground.key, ground))
    merges = {
        Merge(tuple(names), reasons[key].why, reasons[key].strength)
        for key, names in holders.items()
        if len(names) >= LEAST_MERGED
    }
    merges |= {Merge(pair, LEANING, "likely") for pair in _leaning(heard)}
    return sorted(merges)


def _leaning(heard: Sequence[Hearing]) -> list[tuple[str, str]]:
    """Statements in a report's own voice, each with the nearest on a source's word in that report."""
    sourced: dict[str, list[Hearing]] = defaultdict(list)
    for one in heard:
        if one.is_sourced:
            sourced[one.report].append(one)
    found = []
    for mine in heard:
        beside = () if mine.is_sourced else sourced.get(mine.report, ())
        if beside:
            near = min((abs(one.start - mine.start), one.id) for one in beside)
            first, second = sorted((mine.id, near[1]))
            found.append((first, second))
    return found


def _hearers(group: Sequence[Hearing], merges: Sequence[Merge]) -> tuple[str, ...]:
    """Those who heard a named speaker say it, each independently of the others, by their names.

    A report that names the agency through which it heard has it from there; a copy heard nothing.
    """
    by_key: dict[str, list[str]] = defaultdict(list)
    called: dict[str, Ground] = {}
    for one in group:
        speaker, *through = one.grounds
        if speaker.rank == SPEAKER:
            called[one.id] = through[-1] if through else one.own
            by_key[called[one.id].key].append(one.id)
    copies = [
        [name for name in merge.statements if name in called]
        for merge in merges
        if merge.why in (COPIED, STANDING)
    ]
    parts = join(called, [*by_key.values(), *filter(None, copies)])
    return tuple(sorted({min(called[one] for one in part).name for part in parts}))
