"""All claims and disputes of all statements, with what they were reckoned from.

Enters: all statements, grounded, with reports, entities and reuse. Leaves: claims and disputes; and the
links and clashes between statements, by which a later report is added without reckoning all anew. Each
statement is in one claim.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rashomon.claiming.bonds import Bound, find_bond_clashes
from rashomon.claiming.bunches import Bunch
from rashomon.claiming.claims import (
    Matter,
    claimed_in,
    find_bunches,
    keep_apart,
    make_claims,
    mark_disputed,
    origins_in,
)
from rashomon.claiming.clashes import Clash, find_clashes, find_garblings
from rashomon.claiming.clusters import Link, candidate_pairs, cluster, link_alike, link_copies
from rashomon.claiming.contrasts import find_contrasts
from rashomon.claiming.copies import find_copies, find_passages
from rashomon.claiming.disputes import decide_groups, in_order
from rashomon.claiming.facts import LEAST_PARTIES, find_facts, weigh_names
from rashomon.claiming.holdings import find_rival_holders
from rashomon.claiming.pairs import Pairs
from rashomon.claiming.screens import Screen
from rashomon.correcting.claims import relabel_claims
from rashomon.correcting.partitions import concerns, parted_pairs, regroup
from rashomon.records.claims import Claim, Dispute
from rashomon.records.corrections import NO_RULINGS, Rulings
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement

Owner = tuple[str, ...]
"""What clashes are found by: a pair of statements, a place, two parties, a copied passage, a report."""


class Owned(Struct, frozen=True):
    """A clash with what it was found by."""

    owner: Owner
    clash: Clash


class Reckoning(Struct, frozen=True):
    """Claims and disputes, and the matter, links and clashes that they follow from.

    ``alike`` are the links between statements that are like each other; ``decided`` are the groups of
    clashes, each with its dispute, if it makes one; ``bunches`` what people made other claims of.
    """

    claims: tuple[Claim, ...]
    disputes: tuple[Dispute, ...]
    matter: Matter
    alike: Sequence[Link]
    clashes: Sequence[Owned]
    decided: Sequence[tuple[Sequence[Clash], Dispute | None]]
    bunches: Sequence[Bunch] = ()


def reckon(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    reuse: Sequence[Reuse],
    rulings: Rulings = NO_RULINGS,
) -> Reckoning:
    """Claims and disputes, each sorted by id; the same for any order of the input.

    Rulings on claims and origins are followed once these are found; statements are as people left them.
    """
    matter = _gather(reports, statements, entities, reuse)
    said = [fact.statement for fact in matter.facts]
    pairs, screen = candidate_pairs(matter.facts), Screen(matter.facts)
    clashes = list(_find_all_clashes(matter, screen.may_clash(pairs)))
    same_claim = concerns(rulings, "claim")
    apart = keep_apart([one.clash for one in clashes], parted_pairs(said, same_claim))
    alike = list(link_alike(matter.facts, screen.may_match(pairs), matter.names))
    copied = link_copies(matter.facts, matter.copies, matter.names)
    clusters = cluster(matter.facts, [*copied, *alike], apart)
    groups = regroup([one.members for one in clusters], said, same_claim)
    origins_of = origins_in(matter, rulings)
    made = make_claims(matter, clusters, groups, origins_of)
    claimed = claimed_in(matter, made.members, origins_of)
    found = [one.clash for one in clashes]
    decided = decide_groups(found, matter.facts, claimed, matter.entities)
    disputes = in_order(dispute for _, dispute in decided)
    claims = relabel_claims(mark_disputed(made.claims, disputes), rulings)
    bunches = find_bunches(matter, clusters, groups)
    return Reckoning(claims, disputes, matter, alike, clashes, decided, bunches)


def _gather(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    reuse: Sequence[Reuse],
) -> Matter:
    facts = find_facts(reports, statements, entities)
    return Matter(
        facts,
        {report.id: report for report in reports},
        {one.id: one for one in entities},
        find_passages([fact.statement for fact in facts], reuse),
        find_copies(facts, sorted(reuse, key=lambda one: one.id)),
        weigh_names(entities),
    )


def _find_all_clashes(matter: Matter, pairs: Pairs) -> Iterator[Owned]:
    facts, published = matter.facts, matter.published()
    for clash in find_clashes(facts, pairs, matter.names, published):
        yield Owned(OF_PAIRS, clash)
    for clash in find_bond_clashes(facts):
        yield Owned(of_bond(clash), clash)
    for clash in find_rival_holders(facts, published):
        yield Owned(of_place(clash.topic), clash)
    for copy in matter.copies:
        for clash in find_garblings(facts, [copy]):
            yield Owned(of_reuse(copy.reuse), clash)
    for clash in find_contrasts(facts, matter.reports):
        yield Owned(of_report(facts[clash.one].statement.report), clash)


OF_PAIRS: Owner = ("pair",)
OF_INVOCATIONS: Owner = ("invoked",)


def of_bond(clash: Clash) -> Owner:
    """The owner of a clash on a pact: the first two of the parties, or all accounts of invocations."""
    return of_signing(clash.subjects[:LEAST_PARTIES]) if clash.field == "signed" else OF_INVOCATIONS


def of_signing(parties: Bound) -> Owner:
    """The owner of the clashes on when two parties signed a pact."""
    return "signed", *parties


def of_place(place: str) -> Owner:
    """The owner of the clashes on who holds a place."""
    return "place", place


def of_reuse(reuse: str) -> Owner:
    """The owner of the clashes of a copied passage with its original."""
    return "reuse", reuse


def of_report(report: str) -> Owner:
    """The owner of the clashes that a report sets against each other itself."""
    return "report", report
