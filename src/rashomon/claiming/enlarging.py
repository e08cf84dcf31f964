"""Large claims after a change: what came to them, and nothing else of them, is looked at.

Enters: a cluster of statements of which one or more large claims are part, each with its roll. Leaves:
the claim that all make, as it would be formed by a look at each of its statements, and its roll.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec
from msgspec import Struct

from rashomon.claiming import rolls
from rashomon.claiming.claims import Matter, match_of, status_of
from rashomon.claiming.clusters import Cluster, find_profile, join_all
from rashomon.claiming.outlook import Weights
from rashomon.claiming.reckoning import Reckoning
from rashomon.claiming.regrouping import Regrouped, gather_part
from rashomon.claiming.rolls import ROLLS, Large, News, Roll, call_roll
from rashomon.claiming.touching import Setting
from rashomon.records.claims import Claim, Match


class Enlarged(Struct, frozen=True):
    """A large claim as it is now, with its roll, and the statements whose clashes it is news for.

    The roll is None where what its statements have in common cannot be told any more.
    """

    claim: Claim
    roll: Roll | None
    moved: frozenset[str]


def enlarge(
    cluster: Cluster,
    grouped: Regrouped,
    upset: tuple[AbstractSet[str], AbstractSet[str]],
    setting: Setting,
) -> Enlarged:
    """The claim of a cluster that large claims are part of.

    **Cost** That of what came; of the others, so little that ten thousand take a tenth of a second.

    Args:
        cluster: By places among the names.
        grouped: Where the cluster was found.
        upset: The statements of which something else counts than before, and those whose ties or
            clashes are others as well.
        setting: Where statements are looked up; postings, ties and clashes are those after the change.
    """
    dirty, moved = upset
    names = [grouped.names[place] for place in cluster.members]
    home = {one: name for name, it in grouped.large.items() for one in it.claim.statements}
    parts = [grouped.large[one] for one in sorted({home[one] for one in names if one in home})]
    fresh = {one for one in names if one not in home or one in dirty}
    known = {(one.one, one.other): one for part in parts for one in part.matches}
    links = {(grouped.names[i], grouped.names[k]): bits for bits, i, k in cluster.links}
    contested = _contested(parts, fresh | (moved & set(names)), setting)
    is_as_it_was = len(parts) == 1 and not parts[0].frayed and links.keys() == known.keys()
    if is_as_it_was and not fresh:
        claim, roll = parts[0].claim, parts[0].roll
        if contested != set(roll.contested):
            roll = msgspec.structs.replace(roll, contested=tuple(sorted(contested)))
        return Enlarged(_undisputed(claim), roll, frozenset(contested))
    joined = {pair: bits for pair, bits in links.items() if pair not in known}
    weights = Weights(setting.after)
    matter = gather_part(fresh.union(*joined), setting, weights)
    matches = [known[pair] for pair in links if pair in known]
    matches += _matches(joined, matter)
    matches.sort(key=lambda one: (one.one, one.other))
    own = [fact.statement for fact in matter.facts if fact.statement.id in fresh]
    profile = cluster.profile or parts[0].roll.profile
    is_even = all(part.roll.is_even and part.roll.profile == profile for part in parts)
    came = (fact for fact in matter.facts if fact.statement.id in fresh)
    is_even = is_even and all(find_profile(fact) == profile for fact in came)
    news = News(matter, own, tuple(matches), (profile, is_even))
    roll = rolls.renew_roll(parts, news, contested)
    best = setting.after.statements([rolls.find_best(roll)])
    (told,) = best.values()
    entities = setting.after.entities((*told.actors, *told.targets, *told.places))
    claim = rolls.sum_up_roll(parts, roll, news, told, entities)
    return Enlarged(claim, None if cluster.forced else roll, frozenset(fresh | contested))


def _matches(joined: Mapping[tuple[str, str], float], matter: Matter) -> Iterable[Match]:
    facts = {fact.statement.id: fact for fact in matter.facts}
    for (one, other), bits in joined.items():
        yield match_of(bits, (facts[one], facts[other]), matter.names)


def _contested(parts: Sequence[Large], asked: AbstractSet[str], setting: Setting) -> set[str]:
    """The statements of large claims, and those that came to them, that clash with any other."""
    own = {one for part in parts for one in part.roll.contested} - asked
    clashing = {end for one in setting.held.clashes_of(asked) for end in (one.one, one.other)}
    return own | (clashing & asked)


def _undisputed(claim: Claim) -> Claim:
    """A claim as it was before anybody asked whether it is disputed."""
    if claim.status == "denied":
        return claim
    return msgspec.structs.replace(claim, status=status_of(claim.origins))


def keep_rolls(setting: Setting, claims: Mapping[str, Claim], found: Mapping[str, Roll]) -> None:
    """Keep the rolls of claims that were formed anew, and drop those of others.

    Args:
        setting: Where they are kept.
        claims: The claims as they were and as they are.
        found: The rolls of large ones as they are.
    """
    for name, claim in sorted(claims.items()):
        if name not in found and len(claim.statements) >= rolls.LARGE:
            setting.workings.put(ROLLS, name, "", None)
    for name, roll in sorted(found.items()):
        setting.workings.put(ROLLS, name, "", roll)


def roll_of(cluster: Cluster, matter: Matter, setting: Setting) -> Roll | None:
    """The roll of a cluster that was formed by a look at each statement; None for a small one."""
    if len(cluster.members) < rolls.LARGE or cluster.forced or cluster.profile is None:
        return None
    said = [matter.facts[place].statement for place in cluster.members]
    names = {one.id for one in said}
    clashing = {end for one in setting.held.clashes_of(names) for end in (one.one, one.other)}
    each = (find_profile(matter.facts[place]) for place in cluster.members)
    common = cluster.profile, all(one == cluster.profile for one in each)
    return call_roll(said, matter, common, clashing & names)


def list_rolls(found: Reckoning) -> Iterable[tuple[str, Roll]]:
    """The rolls of all large claims of a reckoning without rulings, by the ids of the claims."""
    claims = [one for one in found.claims if len(one.statements) >= rolls.LARGE]
    if not claims:
        return
    place = {fact.statement.id: i for i, fact in enumerate(found.matter.facts)}
    clashing = {end for one in found.clashes for end in (one.clash.one, one.clash.other)}
    for claim in claims:
        facts = [found.matter.facts[place[one]] for one in claim.statements]
        profiles = [find_profile(fact) for fact in facts]
        common = join_all(profiles)
        if common is None or (len(common.places) > 1 and _holds_copies(claim)):
            continue
        contested = (one for one in claim.statements if place[one] in clashing)
        said = (fact.statement for fact in facts)
        shape = common, all(one == common for one in profiles)
        yield claim.id, call_roll(said, found.matter, shape, contested)


def _holds_copies(claim: Claim) -> bool:
    """Whether copied passages join statements of a claim, perhaps such as name other places."""
    return any(weight.field == "copy" for match in claim.matches for weight in match.weights)
