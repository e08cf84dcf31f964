"""Claims formed anew around statements that changed, and no others.

Enters: the statements whose ties, clashes or facts are others than before. Leaves: the clusters that
they are in now. A claim that none of them comes to be part of stays as it was: the links that it might
have been joined by are passed over for the same reasons as before.
"""

from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import Struct

from rashomon.claiming.claims import Matter
from rashomon.claiming.clusters import Cluster, Link, cluster
from rashomon.claiming.copies import Copy, find_passages
from rashomon.claiming.facts import Facts
from rashomon.claiming.held import Held
from rashomon.claiming.outlook import Outlook, Weights
from rashomon.claiming.touching import Setting
from rashomon.records.claims import Claim
from rashomon.records.mentions import Entity
from rashomon.records.ties import Tie


class Regrouped(Struct, frozen=True):
    """The statements whose claims are formed anew, and the clusters, by places in the ``facts``.

    The facts are those of these statements and of their neighbours, whose claims stay.
    """

    active: frozenset[str]
    facts: Sequence[Facts]
    clusters: Sequence[Cluster]


class Homes:
    """The claims that statements were part of before a change, each looked up once."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._home: dict[str, Claim | None] = {}
        self._claims: dict[str, Claim] = {}

    def of(self, statements: Iterable[str]) -> dict[str, Claim]:
        """The claims of some statements, by the claims' ids."""
        wanted = sorted(set(statements))
        missing = [one for one in wanted if one not in self._home]
        if missing:
            self._home |= dict.fromkeys(missing)
            for claim in self._held.claims_of(missing):
                known = self._claims.setdefault(claim.id, claim)
                self._home |= dict.fromkeys(claim.statements, known)
        return {it.id: it for one in wanted if (it := self._home[one]) is not None}


def regroup_around(seeds: Set[str], gone: Set[str], setting: Setting, homes: Homes) -> Regrouped:
    """The clusters of the statements that changed, and of all that share a claim with them.

    The neighbours' claims are formed again beside them; where one of them joins, its claim is formed
    anew as well, and its neighbours are looked at, until no more do.
    """
    held, after = setting.held, setting.after
    active = set(seeds) | _members(homes.of(seeds | gone)) - gone
    while True:
        ties = held.ties_of(active)
        ends = {end for tie in ties for end in (tie.one, tie.other)}
        near = ends | _members(homes.of(ends - active)) - gone
        facts = list(after.facts(active | near).values())
        clusters = _cluster(facts, held)
        names = [fact.statement.id for fact in facts]
        drawn = {
            names[place]
            for one in clusters
            if any(names[place] in active for place in one.members)
            for place in one.members
        } - active
        if not drawn:
            break
        active |= drawn | _members(homes.of(drawn)) - gone
    own = [one for one in clusters if names[one.members[0]] in active]
    return Regrouped(frozenset(active), facts, own)


def _members(claims: Mapping[str, Claim]) -> set[str]:
    return {one for claim in claims.values() for one in claim.statements}


def _cluster(facts: Sequence[Facts], held: Held) -> list[Cluster]:
    place = {fact.statement.id: i for i, fact in enumerate(facts)}
    apart: dict[int, set[int]] = {}
    for clash in held.clashes_of(place):
        if clash.one in place and clash.other in place:
            one, other = place[clash.one], place[clash.other]
            apart.setdefault(one, set()).add(other)
            apart.setdefault(other, set()).add(one)
    links: list[Link] = []
    for tie in held.ties_of(place):
        if tie.bits and tie.one in place and tie.other in place:
            one, other = sorted((place[tie.one], place[tie.other]))
            links.append((tie.bits, one, other))
    return cluster(facts, links, apart)


def gather_part(
    statements: Iterable[str], setting: Setting, weights: Weights | None = None
) -> Matter:
    """The matter of some statements, and of those with which they were copied.

    Args:
        statements: Their ids.
        setting: Where they are looked up.
        weights: The weights of names, where links are told of.
    """
    held, after = setting.held, setting.after
    wanted = set(statements)
    ties = sorted((one for one in held.ties_of(wanted) if one.reuse), key=lambda one: one.reuse)
    ends = {end for tie in ties for end in (tie.one, tie.other)}
    facts = list(after.facts(wanted | ends).values())
    reports = after.reports(fact.statement.report for fact in facts)
    reuse = list(after.reuse_of(reports).values())
    return Matter(
        facts,
        reports,
        _entities(facts, after),
        find_passages([fact.statement for fact in facts], reuse),
        _copies(facts, ties),
        weights.of(facts) if weights is not None else {},
    )


def _entities(facts: Sequence[Facts], after: Outlook) -> Mapping[str, Entity]:
    return after.entities(
        one
        for fact in facts
        for one in (*fact.actors, *fact.targets, *fact.statement.places, *fact.parties)
    )


def _copies(facts: Sequence[Facts], ties: Iterable[Tie]) -> list[Copy]:
    place = {fact.statement.id: i for i, fact in enumerate(facts)}
    return [Copy(place[one.one], place[one.other], one.reuse) for one in ties]
