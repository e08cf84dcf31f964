"""Claims: the same thing said, over reports and wordings, with the origins behind it.

Enters: statements that were taken for the same, with their reports, entities and what was copied.
Leaves: claims. Nothing here says whom to believe.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from rashomon.claiming.bunches import Bunch
from rashomon.claiming.clashes import Clash
from rashomon.claiming.clusters import COPIED_BITS, Cluster, Link
from rashomon.claiming.copies import Common, Copy
from rashomon.claiming.disputes import Claimed
from rashomon.claiming.facts import Facts
from rashomon.claiming.grounds import calling, own_voice
from rashomon.claiming.likeness import SAME_BITS, compare
from rashomon.claiming.origins import find_doubts, find_origins, hear, source_keys
from rashomon.claiming.wording import word_claim
from rashomon.correcting.claims import grade_origins, on_origins
from rashomon.correcting.partitions import concerns, regroup
from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.claims import Claim, Dispute, Match, MatchWeight, Origin
from rashomon.records.corrections import NO_RULINGS, Correction, Rulings
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.statements import Statement


class Matter(Struct, frozen=True):
    """Statements in the order of their ids, with all that claims and disputes are made of.

    ``passages`` are, for each statement in copied passages or standing matter, which these are;
    ``names`` the weights of entities. It holds all statements of a ledger, or as many as a part of its
    claims needs.
    """

    facts: Sequence[Facts]
    reports: Mapping[str, Report]
    entities: Mapping[str, Entity]
    passages: Mapping[str, Sequence[Common]]
    copies: Sequence[Copy]
    names: Mapping[str, float]

    def published(self) -> dict[str, Days | None]:
        """The days of the reports."""
        return {name: report.published.days for name, report in self.reports.items()}


class Made(Struct, frozen=True):
    """Claims before anybody has asked whether they are disputed, by id, and their statements' places."""

    claims: dict[str, Claim]
    members: dict[str, Sequence[int]]


OriginsOf = Callable[[Sequence[int]], tuple[Origin, ...]]


def make_claims(
    matter: Matter,
    clusters: Sequence[Cluster],
    groups: Iterable[Sequence[int]],
    origins_of: OriginsOf,
) -> Made:
    """The claims that groups of statements make.

    Args:
        matter: The statements.
        clusters: With the links that joined them.
        groups: The clusters' members, as people joined and parted them.
        origins_of: The origins of statements, by their places.
    """
    made = Made({}, {})
    matches = _Matches(matter.facts, clusters, matter.names)
    for group in groups:
        members = [matter.facts[place].statement for place in group]
        name = content_id("cl", *sorted(one.id for one in members))
        text = word_claim(members, matter.entities)
        claim = sum_up(name, members, text, origins_of(group), matter.reports)
        made.claims[name] = msgspec.structs.replace(claim, matches=matches.of(group))
        made.members[name] = group
    return made


def find_bunches(
    matter: Matter, clusters: Sequence[Cluster], groups: Iterable[Sequence[int]]
) -> list[Bunch]:
    """The clusters that are not among the groups that people made of them, with their matches."""
    left = {tuple(sorted(group)) for group in groups}
    ruled = [one for one in clusters if one.members not in left]
    matches = _Matches(matter.facts, ruled, matter.names)
    found = []
    for one in ruled:
        names = tuple(matter.facts[place].statement.id for place in one.members)
        found.append(Bunch(min(names), tuple(sorted(names)), matches.of(one.members)))
    return found


def origins_in(matter: Matter, rulings: Rulings = NO_RULINGS) -> OriginsOf:
    """Leads from places of statements to their origins, as people grade, join and part these."""
    said = [fact.statement for fact in matter.facts]
    joined = _Joining(said, concerns(rulings, "origin"))
    graded = on_origins(rulings)

    def origins_of(places: Sequence[int]) -> tuple[Origin, ...]:
        heard = [
            hear(said[one], matter.reports, matter.passages.get(said[one].id, ())) for one in places
        ]
        found = find_origins(heard, joined.regroup)
        return grade_origins(found, graded)

    return origins_of


def claimed_in(
    matter: Matter, members: Mapping[str, Sequence[int]], origins_of: OriginsOf
) -> Claimed:
    """What disputes need of the claims, by the places of these claims' statements."""
    return Claimed(
        {place: claim for claim, places in members.items() for place in places},
        members,
        origins_of,
        lambda place: source_keys(matter.facts[place].statement, matter.reports),
        _by_statement(matter.copies),
        matter.published(),
        _printed_first(matter.facts, matter.copies, matter.reports),
    )


class _Joining:
    """The groups of one origin each, by the ids of statements, as people join and part them."""

    def __init__(self, said: Sequence[Statement], rulings: Sequence[Correction]) -> None:
        self._said, self._rulings = said, rulings
        self._place = {one.id: place for place, one in enumerate(said)} if rulings else {}

    def regroup(self, groups: list[list[str]]) -> list[list[str]]:
        """The groups after the rulings."""
        if not self._rulings:
            return groups
        places = [tuple(self._place[name] for name in group) for group in groups]
        ruled = regroup(places, self._said, self._rulings)
        return [[self._said[place].id for place in group] for group in ruled]


class _Matches:
    """Why statements were taken for one claim: the links that joined them, with their weights."""

    def __init__(
        self, facts: Sequence[Facts], clusters: Sequence[Cluster], names: Mapping[str, float]
    ) -> None:
        self._facts, self._names = facts, names
        self._links: dict[int, list[Link]] = defaultdict(list)
        for link in (link for one in clusters for link in one.links):
            self._links[link[1]].append(link)

    def of(self, group: Sequence[int]) -> tuple[Match, ...]:
        """The matches within a group, sorted."""
        places = frozenset(group)
        links = (link for place in group for link in self._links.get(place, ()))
        found = (self._match(*link) for link in links if link[2] in places)
        return tuple(sorted(found, key=lambda match: (match.one, match.other)))

    def _match(self, bits: float, one: int, other: int) -> Match:
        return match_of(bits, (self._facts[one], self._facts[other]), self._names)


def match_of(bits: float, pair: tuple[Facts, Facts], names: Mapping[str, float]) -> Match:
    """Why two statements that a link joined were taken to say the same of the same."""
    mine, yours = pair
    weights = compare(mine, yours, names)
    if bits >= COPIED_BITS:
        weights = (MatchWeight("copy", COPIED_BITS, "one copied passage"),)
    elif not mine.families:
        weights = (MatchWeight("wording", SAME_BITS, "all but the same words"),)
    return Match(mine.statement.id, yours.statement.id, weights)


def keep_apart(clashes: Sequence[Clash], parted: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """For each statement those that it clashes with or that people part from it: of other claims."""
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in (*((clash.one, clash.other) for clash in clashes), *parted):
        found[one].add(other)
        found[other].add(one)
    return found


def _printed_first(
    facts: Sequence[Facts], copies: Sequence[Copy], reports: Mapping[str, Report]
) -> dict[int, tuple[str, str]]:
    """For each statement the publisher family, and the report, that it was first printed by."""
    original = {copy.copy: copy.original for copy in copies}
    printed = [facts[original.get(place, place)].statement.report for place in range(len(facts))]
    family = {one: own_voice(reports.get(one), one).key for one in dict.fromkeys(printed)}
    return {place: (family[report], report) for place, report in enumerate(printed)}


def _by_statement(copies: Sequence[Copy]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for copy in copies:
        found[copy.original].append(copy.copy)
        found[copy.copy].append(copy.original)
    return {place: sorted(set(others)) for place, others in sorted(found.items())}


def sum_up(
    claim: str,
    statements: Sequence[Statement],
    text: str,
    origins: tuple[Origin, ...],
    reports: Mapping[str, Report],
) -> Claim:
    """A claim by its statements, before anybody has asked whether it is disputed.

    Args:
        claim: Its id.
        statements: All that say it.
        text: Its sentence.
        origins: Where it comes from.
        reports: Reports by id, those of the statements at least.
    """
    carriers = sorted({one.report for one in statements})
    types = Counter(one.type for one in statements if one.type is not None)
    first, last = reported([reports[one].published.days for one in carriers if one in reports])
    denied = all(one.status == "denied" for one in statements)
    doubts, low = find_doubts(origins, {one.id: calling(one) for one in statements})
    return Claim(
        id=claim,
        text=text,
        type=max(types, key=lambda one: (types[one], one), default=None),
        status="denied" if denied else status_of(origins),
        statements=tuple(sorted(one.id for one in statements)),
        reports=len(carriers),
        outlets=len({reports[one].outlet or one for one in carriers if one in reports}),
        origins=origins,
        independent=len(origins),
        first_reported=first,
        last_reported=last,
        independent_low=low,
        doubts=doubts,
    )


def status_of(origins: Sequence[Origin]) -> Literal["corroborated", "single"]:
    """What the origins of a claim say of it that nobody denies or disputes."""
    return "corroborated" if len(origins) > 1 else "single"


def reported(days: Sequence[Days | None]) -> tuple[Days | None, Days | None]:
    """When the first and the last report of a claim was published; None where no day is known."""
    known = [one for one in days if one is not None]
    if not known:
        return None, None
    first = Days(min(one.first for one in known), min(one.last for one in known))
    last = Days(max(one.first for one in known), max(one.last for one in known))
    return first, last


def mark_disputed(claims: Mapping[str, Claim], disputes: Sequence[Dispute]) -> tuple[Claim, ...]:
    """The claims, sorted by id, those on a side of a dispute said to be disputed unless they deny."""
    disputed = {claim for dispute in disputes for side in dispute.sides for claim in side.claims}
    return tuple(
        msgspec.structs.replace(claims[one], status="disputed")
        if one in disputed and claims[one].status != "denied"
        else claims[one]
        for one in sorted(claims)
    )
