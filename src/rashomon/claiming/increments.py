"""Claims and disputes after a change of reports, without reckoning all of them anew.

Enters: what changes among reports, statements, entities and reuse, and what is held of the reckoning
before. Leaves: the claims and disputes that change; the postings, ties and clashes are brought up to
date. The rules are those by which all is reckoned, on a part of the statements: the answer is the same.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

import msgspec
from msgspec import Struct

from rashomon.claiming.claims import (
    claimed_in,
    find_bunches,
    make_claims,
    mark_disputed,
    origins_in,
    status_of,
)
from rashomon.claiming.clashes import Clash
from rashomon.claiming.disputes import decide_groups, in_order
from rashomon.claiming.enlarging import enlarge, keep_rolls, roll_of
from rashomon.claiming.fraying import Upset
from rashomon.claiming.held import Held
from rashomon.claiming.outlook import Weights
from rashomon.claiming.regrouping import Homes, Regrouped, gather_part, regroup_around
from rashomon.claiming.touching import Setting, Touched
from rashomon.claiming.tying import Tied, place_clash, retie
from rashomon.correcting.claims import relabel_claims
from rashomon.correcting.partitions import regroup
from rashomon.records.changes import Change, Regrounded
from rashomon.records.claims import Claim, Dispute
from rashomon.records.ties import Opposition


class Reclaimed(Struct, frozen=True):
    """The claims and disputes that are not what they were."""

    claims: Change[Claim] = Change()
    disputes: Change[Dispute] = Change()


class _Formed(Struct, frozen=True):
    """Claims formed anew, and the ones that they take the place of.

    ``of_large`` are, for the large ones, the statements that their clashes need be looked up of.
    """

    active: frozenset[str]
    claims: Mapping[str, Claim]
    replaced: Mapping[str, Claim]
    of_large: Mapping[str, frozenset[str]]

    def moved(self, dirty: AbstractSet[str]) -> set[str]:
        """The statements of claims that are not what they were, or of which a statement is ``dirty``."""
        return {
            one
            for name, claim in self.claims.items()
            if name not in self.replaced or not dirty.isdisjoint(claim.statements)
            for one in self.of_large.get(name, claim.statements)
        }


class _Decided(Struct, frozen=True):
    """Disputes decided anew, and those before that the same clashes made."""

    disputes: Mapping[str, Dispute]
    replaced: Mapping[str, Dispute]


def reclaim(change: Regrounded, touched: Touched, setting: Setting) -> Reclaimed:
    """The claims and disputes that change, while what is held of their ties is brought up to date.

    **Cost** By the neighbours of the statements that change, not by how many there are.

    Args:
        change: What changes among the records that claims are made of.
        touched: From `find_touched`.
        setting: What is held, and the statements before and after the change.

    Raises:
        UnfitError: The change is such that all has to be reckoned anew; what was put until then must
            be dropped.
    """
    tied = retie(change, touched, setting)
    held = setting.held
    gone = touched.old.keys() - touched.new.keys()
    homes = Homes(held, setting.standing)
    there = setting.after.statements(touched.dirty | tied.ends).keys() - gone
    upset = Upset(
        _upset(touched, tied, homes) | setting.standing.moved,
        frozenset(gone),
        frozenset(there),
        tied.lost,
        tied.fresh,
    )
    formed = _form(regroup_around(upset, setting, homes), upset, touched, setting, homes)
    moved = formed.moved(touched.dirty | tied.copied)
    decided = _decide(tied, moved, formed, setting, homes)
    claims = _mark(formed, decided, setting)
    claims |= _worded(formed, claims, setting)
    return Reclaimed(_difference(claims, formed.replaced, held), _changed(decided))


def _upset(touched: Touched, tied: Tied, homes: Homes) -> frozenset[str]:
    """The statements that are compared otherwise than before, or for whose claims a clash is news.

    Two that clash no more may be joined. Two that clash from now on were taken for one, or else are kept
    apart as they were; and that they differ in other words than before is the disputes' matter.
    """
    was, now = ({(one.one, one.other) for one in side} for side in (tied.out, tied.into))
    fresh = now - was
    bunches = homes.bunches(end for pair in fresh for end in pair)
    home = {one: name for name, bunch in bunches.items() for one in bunch.statements}
    parted = {pair for pair in fresh if home.get(pair[0], "") == home.get(pair[1])}
    ends = {end for pair in (was - now) | parted for end in pair}
    return frozenset(ends | touched.old.keys() | touched.new.keys())


def _form(
    grouped: Regrouped, upset: Upset, touched: Touched, setting: Setting, homes: Homes
) -> _Formed:
    """The claims of the clusters, made as all claims are; large ones by their rolls."""
    large = {one for it in grouped.large.values() for one in it.claim.statements}
    merged = [
        one for one in grouped.clusters if any(grouped.names[i] in large for i in one.members)
    ]
    enlarged = [enlarge(one, grouped, (touched.dirty, upset.dirty), setting) for one in merged]
    beside = {grouped.names[i] for one in merged for i in one.members}
    active = grouped.active - beside
    matter = gather_part(active, setting, Weights(setting.after))
    place = {fact.statement.id: i for i, fact in enumerate(matter.facts)}
    moved = {i: place[name] for i, name in enumerate(grouped.names) if name in active}
    clusters = [
        msgspec.structs.replace(
            one,
            members=tuple(moved[i] for i in one.members),
            links=tuple((bits, moved[i], moved[k]) for bits, i, k in one.links),
        )
        for one in grouped.clusters
        if one.members[0] in moved
    ]
    standing = setting.standing
    said = [fact.statement for fact in matter.facts]
    groups = regroup([one.members for one in clusters], said, standing.on_claims)
    made = make_claims(matter, clusters, groups, origins_in(matter, standing.rulings))
    standing.keep(active | upset.gone, find_bunches(matter, clusters, groups))
    replaced = homes.of((grouped.active - large) | upset.gone)
    replaced |= {name: it.claim for name, it in grouped.large.items()}
    claims = made.claims | {one.claim.id: one.claim for one in enlarged}
    found = {one.claim.id: one.roll for one in enlarged if one.roll is not None}
    if not (standing.is_ruled() or standing.rulings.corrections):
        of = {made_of: name for name, made_of in made.members.items()}
        for one in clusters:
            roll = roll_of(one, matter, setting)
            found |= {} if roll is None else {of[one.members]: roll}
    keep_rolls(setting, {**replaced, **claims}, found)
    of_large = {one.claim.id: one.moved for one in enlarged}
    return _Formed(grouped.active, claims, replaced, of_large)


def _decide(
    tied: Tied, moved: AbstractSet[str], formed: _Formed, setting: Setting, homes: Homes
) -> _Decided:
    """The disputes of all clashes that hang together with one that changed, or with a changed claim."""
    held = setting.held
    clashes = dict(held.clashes_of(moved)) | dict.fromkeys(tied.into, "")
    clashes |= _beside(tied.out, held)
    before = {one for one in (*tied.out.values(), *clashes.values()) if one}
    while True:
        clashes = _hanging_together(clashes, before, held)
        before |= {one for one in clashes.values() if one}
        made = _decide_groups(clashes, formed, setting, homes)
        after = {one.id for one in made.values() if one is not None}
        others = held.clashes_deciding(after | before)
        if others.keys() <= clashes.keys():
            break
        clashes |= others
    held.decide({one: "" if it is None else it.id for one, it in made.items()})
    disputes = {one.id: one for one in in_order(made[one] for one in made)}
    return _Decided(disputes, {one.id: one for one in held.disputes(sorted(before))})


def _beside(out: Iterable[Opposition], held: Held) -> dict[Opposition, str]:
    """The clashes that stay and had one of those that went between them."""
    went = {(one.field, one.topic, end) for one in out for end in (one.one, one.other)}
    return {
        one: dispute
        for one, dispute in held.clashes_of({end for _, _, end in went}).items()
        if {(one.field, one.topic, one.one), (one.field, one.topic, one.other)} & went
    }


def _hanging_together(
    clashes: Mapping[Opposition, str], disputes: Iterable[str], held: Held
) -> dict[Opposition, str]:
    """The clashes, all that made the same disputes, and all of their topics that share statements."""
    found = {**clashes, **held.clashes_deciding(disputes)}
    fresh = list(found)
    while fresh:
        beside = _beside(fresh, held)
        fresh = [one for one in beside if one not in found]
        found |= beside
    return found


def _decide_groups(
    clashes: Iterable[Opposition], formed: _Formed, setting: Setting, homes: Homes
) -> dict[Opposition, Dispute | None]:
    """For each clash the dispute that its group makes, in the order of the groups."""
    found = {one: one for one in clashes}
    if not found:
        return {}
    ends = {end for one in found for end in (one.one, one.other)}
    new = {one: claim for claim in formed.claims.values() for one in claim.statements}
    claims = {new[one].id: new[one] for one in ends & new.keys()} | homes.of(ends - new.keys())
    matter = gather_part(_said_in(ends, claims, setting), setting)
    place = {fact.statement.id: i for i, fact in enumerate(matter.facts)}
    members = {
        name: [place[one] for one in claim.statements if one in place]
        for name, claim in claims.items()
    }
    claimed = claimed_in(matter, members, origins_in(matter, setting.standing.rulings))
    named = setting.after.entities(_named_in(found, matter.entities))
    local: dict[Clash, list[Opposition]] = {}
    for one in found:
        local.setdefault(place_clash(one, place), []).append(one)
    decided = decide_groups(local, matter.facts, claimed, {**matter.entities, **named})
    return {one: dispute for group, dispute in decided for clash in group for one in local[clash]}


def _said_in(ends: AbstractSet[str], claims: Mapping[str, Claim], setting: Setting) -> set[str]:
    """The statements that sides may hold: those that clash, and with numbers all of their claims."""
    counting = {name for name, fact in setting.after.facts(ends).items() if fact.quantities}
    said = set(ends)
    for one in claims.values():
        said.update(() if counting.isdisjoint(one.statements) else one.statements)
    return said


def _named_in(clashes: Iterable[Opposition], known: Mapping[str, object]) -> set[str]:
    """The entities that clashes are about, or give as their accounts, beside those that are known."""
    told = {part for one in clashes for value in one.values for part in value.split(" and ")}
    return {one for clash in clashes for one in clash.subjects} | told - known.keys()


def _mark(formed: _Formed, decided: _Decided, setting: Setting) -> dict[str, Claim]:
    """The claims formed anew, and those whose disputes changed, said to be disputed or not."""
    held = setting.held
    sides = {
        claim
        for one in (*decided.disputes.values(), *decided.replaced.values())
        for side in one.sides
        for claim in side.claims
    }
    others = held.claims(sorted(sides - formed.claims.keys() - formed.replaced.keys()))
    claims = {**{one.id: _undisputed(one) for one in others}, **formed.claims}
    staying = [one for one in held.disputes_of(claims) if one.id not in decided.replaced]
    disputes = [*staying, *decided.disputes.values()]
    return {one.id: one for one in mark_disputed(claims, disputes)}


def _worded(formed: _Formed, claims: Mapping[str, Claim], setting: Setting) -> dict[str, Claim]:
    """The claims formed anew as people word them; each that a word may be meant for is among them."""
    wording = setting.standing.wording(formed.active)
    own = [claims[one] for one in sorted(formed.claims)]
    return {one.id: one for one in relabel_claims(own, wording)}


def _undisputed(claim: Claim) -> Claim:
    """A claim as it was before anybody asked whether it is disputed."""
    if claim.status == "denied":
        return claim
    status = status_of(claim.origins)
    return msgspec.structs.replace(claim, status=status)


def _difference(
    claims: Mapping[str, Claim], replaced: Mapping[str, Claim], held: Held
) -> Change[Claim]:
    missing = sorted(claims.keys() - replaced.keys())
    old = {**replaced, **{one.id: one for one in held.claims(missing)}}
    put = tuple(claims[one] for one in sorted(claims) if old.get(one) != claims[one])
    return Change(put, tuple(sorted(replaced.keys() - claims.keys())))


def _changed(decided: _Decided) -> Change[Dispute]:
    new, old = decided.disputes, decided.replaced
    put = tuple(new[one] for one in sorted(new) if old.get(one) != new[one])
    return Change(put, tuple(sorted(old.keys() - new.keys())))
