"""Claims: the same thing said, over reports and wordings, with the origins behind it and the disputes.

Enters: all statements, grounded, with reports, entities and reuse. Leaves: claims and disputes. Each
statement is in one claim. Nothing here says whom to believe.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rashomon.claiming.clashes import Clash, find_clashes, find_garblings
from rashomon.claiming.clusters import COPIED_BITS, Cluster, Link, candidate_pairs, cluster
from rashomon.claiming.contrasts import find_contrasts
from rashomon.claiming.copies import Copy, find_copies, find_passages
from rashomon.claiming.disputes import Claimed, find_disputes
from rashomon.claiming.facts import Facts, find_facts, weigh_names
from rashomon.claiming.grounds import own_voice
from rashomon.claiming.holdings import find_rival_holders
from rashomon.claiming.likeness import SAME_BITS, compare
from rashomon.claiming.origins import find_doubts, find_origins, source_keys
from rashomon.claiming.wording import word_claim
from rashomon.correcting.claims import grade_origins, on_origins, relabel_claims
from rashomon.correcting.partitions import concerns, parted_pairs, regroup
from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.claims import Claim, Dispute, Match, MatchWeight, Origin
from rashomon.records.corrections import NO_RULINGS, Correction, Rulings
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement


def find_claims(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    reuse: Sequence[Reuse],
    rulings: Rulings = NO_RULINGS,
) -> tuple[tuple[Claim, ...], tuple[Dispute, ...]]:
    """Claims and disputes, each sorted by id; the same for any order of the input.

    Rulings on claims and origins are followed once these are found; statements are as people left them.
    """
    facts = find_facts(reports, statements, entities)
    by_id = {report.id: report for report in reports}
    copies = find_copies(facts, sorted(reuse, key=lambda one: one.id))
    known = {one.id: one for one in entities}
    names = weigh_names(facts, entities)
    copied = _by_statement(copies)
    said = [fact.statement for fact in facts]
    passages = find_passages(said, reuse)
    same_claim = concerns(rulings, "claim")
    joined = _Joining(said, concerns(rulings, "origin"))
    graded = on_origins(rulings)

    def origins_of(places: Sequence[int]) -> tuple[Origin, ...]:
        found = find_origins([said[place] for place in places], by_id, passages, joined.regroup)
        return grade_origins(found, graded)

    published = {report.id: report.published.days for report in reports}
    pairs = candidate_pairs(facts)
    clashes = [
        *find_clashes(facts, pairs, names, published),
        *find_rival_holders(facts, published),
        *find_garblings(facts, copies),
        *find_contrasts(facts, by_id),
    ]
    claims = {}
    members_of = {}
    apart = _kept_apart(clashes, parted_pairs(said, same_claim))
    clusters = cluster(facts, pairs, copies, names, apart)
    matches = _Matches(facts, clusters, names)
    for group in regroup([one.members for one in clusters], said, same_claim):
        members = [said[place] for place in group]
        name = content_id("cl", *sorted(one.id for one in members))
        text = word_claim(members, known)
        made = sum_up(name, members, text, origins_of(group), by_id)
        claims[made.id] = msgspec.structs.replace(made, matches=matches.of(group))
        members_of[made.id] = group
    claim_of = {place: claim for claim, places in members_of.items() for place in places}
    claimed = Claimed(
        claim_of,
        members_of,
        origins_of,
        lambda place: source_keys(facts[place].statement, by_id),
        copied,
        published,
        _printed_first(facts, copies, by_id),
    )
    disputes = find_disputes(clashes, facts, claimed, known)
    return relabel_claims(mark_disputed(claims, disputes), rulings), disputes


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
        mine, yours = self._facts[one], self._facts[other]
        weights = compare(mine, yours, self._names)
        if bits >= COPIED_BITS:
            weights = (MatchWeight("copy", COPIED_BITS, "one copied passage"),)
        elif not mine.families:
            weights = (MatchWeight("wording", SAME_BITS, "all but the same words"),)
        return Match(mine.statement.id, yours.statement.id, weights)


def _kept_apart(clashes: Sequence[Clash], parted: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
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
    found = {}
    for place in range(len(facts)):
        report = facts[original.get(place, place)].statement.report
        found[place] = (own_voice(reports.get(report), report).key, report)
    return found


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
    types = sorted(one.type for one in statements if one.type is not None)
    first, last = _reported([reports[one].published.days for one in carriers if one in reports])
    denied = all(one.status == "denied" for one in statements)
    doubts, low = find_doubts(origins, {one.id: one for one in statements})
    return Claim(
        id=claim,
        text=text,
        type=max(types, key=lambda one: (types.count(one), one)) if types else None,
        status="denied" if denied else "corroborated" if len(origins) > 1 else "single",
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


def _reported(days: Sequence[Days | None]) -> tuple[Days | None, Days | None]:
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
