"""Claims: the same thing said, over reports and wordings, with the origins behind it and the disputes.

Enters: all statements, grounded, with reports, entities and reuse. Leaves: claims and disputes. Each
statement is in one claim. Nothing here says whom to believe.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from rashomon.claiming.clashes import Clash, find_clashes, find_garblings
from rashomon.claiming.clusters import candidate_pairs, cluster
from rashomon.claiming.contrasts import find_contrasts
from rashomon.claiming.copies import Copy, find_copies, find_passages
from rashomon.claiming.disputes import Claimed, find_disputes
from rashomon.claiming.facts import Facts, find_facts, weigh_names
from rashomon.claiming.origins import find_origins, source_keys
from rashomon.claiming.wording import word_claim
from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.claims import Claim, Dispute, Origin
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement


def find_claims(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    reuse: Sequence[Reuse],
) -> tuple[tuple[Claim, ...], tuple[Dispute, ...]]:
    """Claims and disputes, each sorted by id; the same for any order of the input."""
    facts = find_facts(reports, statements, entities)
    by_id = {report.id: report for report in reports}
    copies = find_copies(facts, sorted(reuse, key=lambda one: one.id))
    known = {one.id: one for one in entities}
    names = weigh_names(facts, entities)
    copied = _by_statement(copies)
    passages = find_passages(facts, reuse)

    def origins_of(places: Sequence[int]) -> tuple[Origin, ...]:
        return find_origins(places, facts, by_id, passages)

    published = {report.id: report.published.days for report in reports}
    pairs = candidate_pairs(facts)
    clashes = [
        *find_clashes(facts, pairs, names, published),
        *find_garblings(facts, copies),
        *find_contrasts(facts, by_id),
    ]
    claims = {}
    members_of = {}
    for group in cluster(facts, pairs, copies, names, _kept_apart(clashes)):
        members = [facts[place] for place in group.members]
        text = word_claim(members, known)
        made = _claim(members, text, origins_of(group.members), by_id)
        claims[made.id] = made
        members_of[made.id] = group.members
    claim_of = {place: claim for claim, places in members_of.items() for place in places}
    claimed = Claimed(
        claim_of,
        members_of,
        origins_of,
        lambda place: source_keys(facts[place].statement, by_id),
        copied,
    )
    disputes = find_disputes(clashes, facts, claimed, known)
    settled = _with_status(claims, disputes)
    return tuple(settled[one] for one in sorted(settled)), disputes


def _kept_apart(clashes: Sequence[Clash]) -> dict[int, set[int]]:
    """For each statement those that it clashes with, which are never of one claim."""
    found: dict[int, set[int]] = defaultdict(set)
    for clash in clashes:
        found[clash.one].add(clash.other)
        found[clash.other].add(clash.one)
    return found


def _by_statement(copies: Sequence[Copy]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for copy in copies:
        found[copy.original].append(copy.copy)
        found[copy.copy].append(copy.original)
    return {place: sorted(set(others)) for place, others in sorted(found.items())}


def _claim(
    facts: Sequence[Facts], text: str, origins: tuple[Origin, ...], reports: Mapping[str, Report]
) -> Claim:
    """A claim before anybody has asked whether it is disputed."""
    statements = tuple(sorted(fact.statement.id for fact in facts))
    carriers = sorted({fact.statement.report for fact in facts})
    outlets = {reports[one].outlet or one for one in carriers if one in reports}
    types = sorted(fact.statement.type for fact in facts if fact.statement.type is not None)
    first, last = _reported([reports[one].published.days for one in carriers if one in reports])
    denied = all(fact.standing == "denied" for fact in facts)
    return Claim(
        id=content_id("cl", *statements),
        text=text,
        type=max(types, key=lambda one: (types.count(one), one)) if types else None,
        status="denied" if denied else "corroborated" if len(origins) > 1 else "single",
        statements=statements,
        reports=len(carriers),
        outlets=len(outlets),
        origins=origins,
        independent=len(origins),
        first_reported=first,
        last_reported=last,
    )


def _reported(days: Sequence[Days | None]) -> tuple[Days | None, Days | None]:
    """When the first and the last report of a claim was published; None where no day is known."""
    known = [one for one in days if one is not None]
    if not known:
        return None, None
    first = Days(min(one.first for one in known), min(one.last for one in known))
    last = Days(max(one.first for one in known), max(one.last for one in known))
    return first, last


def _with_status(claims: Mapping[str, Claim], disputes: Sequence[Dispute]) -> dict[str, Claim]:
    """The claims, those on a side of a dispute said to be disputed, or denied where one denies them."""
    status = {}
    for dispute in disputes:
        for side in dispute.sides:
            for claim in side.claims:
                if claims[claim].status != "denied":
                    status[claim] = "disputed"
    return {
        one: msgspec.structs.replace(claim, status=status[one]) if one in status else claim
        for one, claim in claims.items()
    }
