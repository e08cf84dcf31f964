"""Claims formed anew around statements that changed, and no others.

Enters: the statements whose ties, clashes or facts are others than before. Leaves: the clusters that
they are in now. A claim that none of them comes to be part of stays as it was: the links that it might
have been joined by are passed over for the same reasons as before.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain

from msgspec import Struct

from rashomon.claiming import rolls
from rashomon.claiming.bunches import Bunch, Standing, as_bunch
from rashomon.claiming.claims import Matter
from rashomon.claiming.clusters import Cluster, Group, Link, Profile, find_profile, gather
from rashomon.claiming.copies import Copy, find_passages
from rashomon.claiming.facts import Facts
from rashomon.claiming.fraying import Upset, fray, pair_up
from rashomon.claiming.held import Held
from rashomon.claiming.likeness import total_bits
from rashomon.claiming.outlook import Outlook, Weights
from rashomon.claiming.rolls import Large
from rashomon.claiming.touching import Setting
from rashomon.correcting.partitions import parted_pairs
from rashomon.records.claims import Claim
from rashomon.records.mentions import Entity
from rashomon.records.ties import Tie


class Regrouped(Struct, frozen=True):
    """The statements whose claims are formed anew, and the clusters, by places among the ``names``.

    These are the ids of these statements and of their neighbours, whose claims stay, sorted. ``large``
    are the large claims among what is formed anew that hold together, by id.
    """

    active: frozenset[str]
    names: Sequence[str]
    clusters: Sequence[Cluster]
    large: Mapping[str, Large]


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


def regroup_around(upset: Upset, setting: Setting, homes: Homes) -> Regrouped:
    """The clusters of the statements that changed, and of all that share a claim with them.

    The neighbours' claims are formed again beside them; where one of them joins, its claim is formed
    anew as well, and its neighbours are looked at, until no more do.

    A claim in which nothing is upset holds together by the links that it has, since whatever joins it
    can only add to what it passes over. So these links stand for all ties within it, and of its ties
    with others only those are looked at that end in something upset. Where it does not hold together
    after all, its ties are taken one by one. Of a large one that holds together not even the facts are
    looked at: what all its statements have in common stands for each.

    What people joined, or parted, is formed anew together, as what they say is followed once more.
    """
    return _Regrouping(upset, setting, homes).run()


class _Part(Struct, frozen=True):
    """Of some statements those whose ties are taken one by one, and the claims of the others."""

    plain: set[str]
    whole: list[Bunch]


class _Regrouping:
    """One search for the clusters of what changed."""

    def __init__(self, upset: Upset, setting: Setting, homes: Homes) -> None:
        self._upset, self._setting, self._homes = upset, setting, homes
        self._loose: set[str] = set()
        self._holding: dict[str, bool] = {}
        self._known: dict[str, Large | None] = {}
        self._active: set[str] = set()
        self._taken: dict[str, Large] = {}

    def run(self) -> Regrouped:
        """The clusters, once no more statements are drawn in and claims are looked at closely enough."""
        self._start()
        while True:
            ends, near = self._neighbours()
            facts = self._setting.after.facts(self._active | ends)
            part, large = self._part(self._active | ends), {**self._taken, **near}
            names = sorted({*facts, *_members_of(large)})
            clusters, doubtful = self._cluster(names, facts, part, large)
            whole = [*part.whole, *(as_bunch(one.claim) for one in large.values())]
            broken = _broken(clusters, names, whole) | doubtful
            self._loose |= broken
            if not broken.isdisjoint(large):
                self._start()
            if broken:
                continue
            drawn = self._drawn(clusters, names)
            if not drawn:
                break
            self._take(drawn)
        active = self._active | _members_of(self._taken)
        own = [one for one in clusters if names[one.members[0]] in active]
        return Regrouped(frozenset(active), names, own, self._taken)

    def _start(self) -> None:
        self._active, self._taken = set(), {}
        self._take({*self._upset.dirty, *self._upset.gone})

    def _take(self, statements: Iterable[str]) -> None:
        """Form statements anew, their bunches, and all that rulings on these are about."""
        found: set[str] = set()
        fresh = set(statements)
        while fresh:
            found |= fresh
            for bunch in self._homes.bunches(fresh).values():
                large = self._as_large(bunch)
                if large is None:
                    found.update(bunch.statements)
                else:
                    self._taken[bunch.id] = large
            beside = self._setting.standing.beside(found) - found
            fresh = set(self._setting.after.statements(beside)) if beside else set()
        self._active |= found - self._upset.gone
        self._active -= _members_of(self._taken)

    def _neighbours(self) -> tuple[set[str], dict[str, Large]]:
        """The statements that ties lead to, with their claims' others; and the large ones of these."""
        held = self._setting.held
        frayed = set().union(*(one.frayed for one in self._taken.values()))
        ties = held.ties_of(self._part(self._active).plain | frayed)
        ends = {end for tie in ties for end in (tie.one, tie.other)}
        found, near = set(ends), dict[str, Large]()
        for bunch in self._homes.bunches(ends - self._active - frayed).values():
            large = self._as_large(bunch)
            if large is None:
                found |= set(bunch.statements) - self._upset.gone
            elif bunch.id not in self._taken:
                near[bunch.id] = large
        return found - _members_of(self._taken) - _members_of(near), near

    def _drawn(self, clusters: Iterable[Cluster], names: Sequence[str]) -> set[str]:
        active = self._active | _members_of(self._taken)
        found: set[str] = set()
        for one in clusters:
            members = {names[place] for place in one.members}
            if not members.isdisjoint(active):
                found |= members
        return found - active

    # -- claims in which nothing is upset

    def _part(self, statements: Set[str]) -> _Part:
        whole = [
            claim
            for claim in self._homes.bunches(statements).values()
            if claim.id not in self._loose and self._holds_together(claim)
        ]
        return _Part(set(statements).difference(*(claim.statements for claim in whole)), whole)

    def _as_large(self, bunch: Bunch) -> Large | None:
        """A large claim with its roll, where that stands for all its statements; None where not."""
        standing = self._setting.standing
        if len(bunch.statements) < rolls.LARGE or bunch.id in self._loose:
            return None
        if standing.is_ruled() or standing.rulings.corrections:
            return None
        if bunch.id not in self._known:
            self._known[bunch.id] = self._find_large(bunch)
        return self._known[bunch.id]

    def _find_large(self, bunch: Bunch) -> Large | None:
        own = frozenset(bunch.statements)
        if not own.isdisjoint(self._upset.statements):
            return None
        roll = self._setting.workings.get(rolls.ROLLS, bunch.id)
        claim = self._homes.of(bunch.statements[:1]).get(bunch.id)
        if roll is None or claim is None:
            return None
        if self._holds_together(bunch):
            return Large(claim, roll, claim.matches)
        return fray(claim, roll, self._upset)

    def _holds_together(self, claim: Bunch) -> bool:
        if claim.id not in self._holding:
            self._holding[claim.id] = _holds_together(claim, self._upset)
        return self._holding[claim.id]

    # -- clusters

    def _cluster(
        self,
        names: Sequence[str],
        facts: Mapping[str, Facts],
        part: _Part,
        large: Mapping[str, Large],
    ) -> tuple[list[Cluster], set[str]]:
        """The clusters, and the large claims of which only a look at their statements tells."""
        held, standing = self._setting.held, self._setting.standing
        place = {name: i for i, name in enumerate(names)}
        apart: dict[int, set[int]] = defaultdict(set)
        pairs: list[tuple[int, int]] = []
        if standing.on_claims:  # then no claim is taken for a large one
            pairs += parted_pairs([facts[one].statement for one in names], standing.on_claims)
        contested = (name for one in large.values() for name in one.roll.contested)
        for clash in held.clashes_of({*facts, *contested}):
            if clash.one in place and clash.other in place:
                pairs.append((place[clash.one], place[clash.other]))
        for one, other in pairs:
            apart[one].add(other)
            apart[other].add(one)
        links: set[Link] = set()
        frayed = set().union(*(one.frayed for one in large.values()))
        for tie in (*held.ties_of(part.plain | frayed), *self._upset.fresh):
            if tie.bits and tie.one in place and tie.other in place:
                links.add(_link(tie.bits, place[tie.one], place[tie.other]))
        matches = (
            *(one.matches for one in part.whole),
            *(one.matches for one in large.values()),
        )
        for match in chain.from_iterable(matches):
            bits = total_bits(match.weights)
            links.add(_link(bits, place[match.one], place[match.other]))
        meeting = _Meeting(place, large)
        profiles = [
            meeting.profile_of(i) or find_profile(facts[one]) for i, one in enumerate(names)
        ]
        clusters = gather(profiles, links, apart, meeting.check if large else None)
        return clusters, meeting.doubtful


class _Meeting:
    """Watches whether what all statements of a large claim have in common may stand for some of them.

    It may where it agrees with what they meet, since they have no more than that in common with it; or
    where all of them have met it. Of places a part of them may name fewer than all do.
    """

    def __init__(self, place: Mapping[str, int], large: Mapping[str, Large]) -> None:
        self.doubtful: set[str] = set()
        self._large = large
        self._of = {place[one]: name for name, it in large.items() for one in it.claim.statements}

    def profile_of(self, place: int) -> Profile | None:
        """What stands for a statement of a large claim; None for another."""
        return self._large[self._of[place]].roll.profile if place in self._of else None

    def check(self, one: Group, other: Group, agrees: bool) -> None:
        """Note the claims of which only a part meets something that this may be wrong about."""
        if one.profile is other.profile:
            return
        first, second = one.profile.places, other.profile.places
        if agrees and (not first or not second or len(first | second) == 1):
            return
        for group in (one, other):
            count = Counter(self._of[place] for place in group.members if place in self._of)
            for name, some in count.items():
                roll = self._large[name].roll
                if some < len(roll.lines) and not roll.is_even:
                    self.doubtful.add(name)


def _members_of(large: Mapping[str, Large]) -> set[str]:
    return set().union(*(one.claim.statements for one in large.values()))


def _holds_together(claim: Bunch, upset: Upset) -> bool:
    """Whether nothing within a claim is upset: no statement, no link, and no tie that has come."""
    own = frozenset(claim.statements)
    if not own.isdisjoint(upset.statements):
        return False
    if any(tie.one in own and tie.other in own for tie in upset.fresh):
        return False
    lost = {
        pair_up(tie.one, tie.other) for tie in upset.lost if tie.one in own and tie.other in own
    }
    return not lost or lost.isdisjoint(pair_up(match.one, match.other) for match in claim.matches)


def _broken(clusters: Sequence[Cluster], names: Sequence[str], whole: Iterable[Bunch]) -> set[str]:
    """The claims that fell apart, or were joined by force to something that they clash with."""
    cluster_of = {names[place]: one for one in clusters for place in one.members}
    found = set()
    for claim in whole:
        one = cluster_of[claim.statements[0]]
        forced = {pair_up(names[here], names[there]) for _, here, there in one.forced}
        if forced:
            forced -= {pair_up(match.one, match.other) for match in claim.matches}
        if forced or any(cluster_of[name] is not one for name in claim.statements):
            found.add(claim.id)
    return found


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
