"""Claims formed anew around statements that changed, and no others.

Enters: the statements whose ties, clashes or facts are others than before. Leaves: the clusters that
they are in now. A claim that none of them comes to be part of stays as it was: the links that it might
have been joined by are passed over for the same reasons as before.
"""

from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import Struct

from rashomon.claiming.bunches import Bunch, Standing, as_bunch
from rashomon.claiming.claims import Matter
from rashomon.claiming.clusters import Cluster, Link, cluster
from rashomon.claiming.copies import Copy, find_passages
from rashomon.claiming.facts import Facts
from rashomon.claiming.held import Held
from rashomon.claiming.likeness import total_bits
from rashomon.claiming.outlook import Outlook, Weights
from rashomon.claiming.touching import Setting
from rashomon.correcting.partitions import parted_pairs
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
    """The claims, and bunches, that statements were part of before a change, each looked up once."""

    def __init__(self, held: Held, standing: Standing) -> None:
        self._held = held
        self._standing = standing
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

    def bunches(self, statements: Iterable[str]) -> dict[str, Bunch]:
        """What the engine took the claims of some statements to be, by their ids."""
        wanted = set(statements)
        found: dict[str, Bunch] = {}
        for one in sorted(wanted) if self._standing.is_ruled() else ():
            kept = self._standing.bunch_of(one)
            if kept is not None:
                found[kept.id] = kept
        left = wanted.difference(*(one.statements for one in found.values()))
        return found | {name: as_bunch(one) for name, one in self.of(left).items()}


class Upset(Struct, frozen=True):
    """What no longer is as it was when claims were formed last.

    ``statements`` came, went, are compared otherwise, or clash otherwise; ``dirty`` adds those at the
    ends of ties that went or came, and those whose claims may read otherwise.
    """

    statements: frozenset[str]
    gone: frozenset[str]
    dirty: frozenset[str]
    lost: frozenset[Tie]
    fresh: frozenset[Tie]


def regroup_around(upset: Upset, setting: Setting, homes: Homes) -> Regrouped:
    """The clusters of the statements that changed, and of all that share a claim with them.

    The neighbours' claims are formed again beside them; where one of them joins, its claim is formed
    anew as well, and its neighbours are looked at, until no more do.

    A claim in which nothing is upset holds together by the links that it has, since whatever joins it
    can only add to what it passes over. So these links stand for all ties within it, and of its ties
    with others only those are looked at that end in something upset. Where it does not hold together
    after all, its ties are taken one by one.

    What people joined, or parted, is formed anew together, as what they say is followed once more.
    """
    held, after = setting.held, setting.after
    loose: set[str] = set()
    active = _with_bunches({*upset.dirty, *upset.gone}, upset, setting, homes)
    while True:
        plain, _ = _part(active, upset, homes, loose)
        ends = {end for tie in held.ties_of(plain) for end in (tie.one, tie.other)}
        near = ends | _members(homes.bunches(ends - active)) - upset.gone
        plain, whole = _part(active | near, upset, homes, loose)
        facts = list(after.facts(active | near).values())
        names = [fact.statement.id for fact in facts]
        clusters = _cluster(facts, setting, plain, whole)
        broken = _broken(clusters, names, whole)
        loose |= broken
        drawn = {
            names[place]
            for one in clusters
            if any(names[place] in active for place in one.members)
            for place in one.members
        } - active
        if broken:
            continue
        if not drawn:
            break
        active |= _with_bunches(drawn, upset, setting, homes)
    own = [one for one in clusters if names[one.members[0]] in active]
    return Regrouped(frozenset(active), facts, own)


def _with_bunches(
    statements: Iterable[str], upset: Upset, setting: Setting, homes: Homes
) -> set[str]:
    """The statements that are there, their bunches, and all that rulings on these are about as well."""
    found: set[str] = set()
    fresh = set(statements)
    while fresh:
        found |= fresh
        found |= _members(homes.bunches(fresh))
        beside = setting.standing.beside(found)
        fresh = set(setting.after.statements(beside - found))
    return found - upset.gone


def _part(
    statements: Set[str], upset: Upset, homes: Homes, loose: Set[str]
) -> tuple[set[str], list[Bunch]]:
    """The statements whose ties are taken one by one, and the claims of the others, which hold."""
    whole = [
        claim
        for claim in homes.bunches(statements).values()
        if claim.id not in loose and _holds_together(claim, upset)
    ]
    return set(statements).difference(*(claim.statements for claim in whole)), whole


def _holds_together(claim: Bunch, upset: Upset) -> bool:
    """Whether nothing within a claim is upset: no statement, no link, and no tie that has come."""
    own = frozenset(claim.statements)
    if not own.isdisjoint(upset.statements):
        return False
    if any(tie.one in own and tie.other in own for tie in upset.fresh):
        return False
    lost = {_pair(tie.one, tie.other) for tie in upset.lost if tie.one in own}
    return lost.isdisjoint(_pair(match.one, match.other) for match in claim.matches)


def _broken(clusters: Sequence[Cluster], names: Sequence[str], whole: Iterable[Bunch]) -> set[str]:
    """The claims that fell apart, or were joined by force to something that they clash with."""
    cluster_of = {names[place]: one for one in clusters for place in one.members}
    found = set()
    for claim in whole:
        one = cluster_of[claim.statements[0]]
        kept = {_pair(match.one, match.other) for match in claim.matches}
        forced = (_pair(names[here], names[there]) for _, here, there in one.forced)
        if any(cluster_of[name] is not one for name in claim.statements) or any(
            pair not in kept for pair in forced
        ):
            found.add(claim.id)
    return found


def _members(claims: Mapping[str, Bunch]) -> set[str]:
    return {one for claim in claims.values() for one in claim.statements}


def _cluster(
    facts: Sequence[Facts], setting: Setting, plain: Iterable[str], whole: Iterable[Bunch]
) -> list[Cluster]:
    held = setting.held
    place = {fact.statement.id: i for i, fact in enumerate(facts)}
    apart: dict[int, set[int]] = {}
    said = [fact.statement for fact in facts]
    for one, other in parted_pairs(said, setting.standing.on_claims):
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    for clash in held.clashes_of(place):
        if clash.one in place and clash.other in place:
            one, other = place[clash.one], place[clash.other]
            apart.setdefault(one, set()).add(other)
            apart.setdefault(other, set()).add(one)
    links: set[Link] = set()
    for tie in held.ties_of(plain):
        if tie.bits and tie.one in place and tie.other in place:
            links.add(_link(tie.bits, place[tie.one], place[tie.other]))
    for claim in whole:
        for match in claim.matches:
            bits = total_bits(match.weights)
            links.add(_link(bits, place[match.one], place[match.other]))
    return cluster(facts, links, apart)


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))


def _link(bits: float, one: int, other: int) -> Link:
    return bits, min(one, other), max(one, other)


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
    ties = sorted(held.copied_ties(wanted), key=lambda one: one.reuse)
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
