"""Disputes: clashes over one thing gathered into sides, each with its claims and origins.

Enters: clashes between statements, the claims these belong to. Leaves: disputes. There is no winner and
no average: each side is kept as it was worded, with how many independent origins it has at most.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from rashomon.claiming.amounts import agree, same_unit
from rashomon.claiming.clashes import Clash, differing
from rashomon.claiming.comparisons import UPDATE, is_update
from rashomon.claiming.facts import Facts
from rashomon.claiming.questions import ask, with_answers
from rashomon.claiming.tolls import rival_tolls
from rashomon.claiming.voices import IT_IS_DENIED, speak_for_two_sides
from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.claims import Dispute, Origin, Side
from rashomon.records.mentions import Entity
from rashomon.records.statements import Statement

IN_WORDS = frozenset({"target", "cause", "doer", "role", "identity"})
"""Fields whose accounts are sentences, which may say one thing in two ways."""


class Claimed(Struct, frozen=True):
    """What the disputes need of the claims: each statement's claim, and origins of any statements.

    ``keys_of`` names what one statement goes back to by itself; ``published`` are the days of reports;
    ``printed_first`` is the publisher family, and the report, that first printed each statement.
    """

    claim_of: Mapping[int, str]
    members: Mapping[str, Sequence[int]]
    origins_of: Callable[[Sequence[int]], tuple[Origin, ...]]
    keys_of: Callable[[int], frozenset[str]]
    copied: Mapping[int, Sequence[int]]
    published: Mapping[str, Days | None]
    printed_first: Mapping[int, tuple[str, str]]


def find_disputes(
    clashes: Sequence[Clash],
    facts: Sequence[Facts],
    claimed: Claimed,
    entities: Mapping[str, Entity],
) -> tuple[Dispute, ...]:
    """The disputes, sorted by id: the clashes of one field and topic that hang together are one."""
    decided = decide_groups(clashes, facts, claimed, entities)
    return in_order(dispute for _, dispute in decided)


def in_order(disputes: Iterable[Dispute | None]) -> tuple[Dispute, ...]:
    """The disputes, sorted by id; of several with one id the last."""
    found = {one.id: one for one in disputes if one is not None}
    return tuple(found[one] for one in sorted(found))


def decide_groups(
    clashes: Iterable[Clash],
    facts: Sequence[Facts],
    claimed: Claimed,
    entities: Mapping[str, Entity],
) -> list[tuple[list[Clash], Dispute | None]]:
    """The groups of clashes that hang together, each with its dispute; None where it makes none."""
    groups = _groups(sorted(clashes))
    return [(group, _dispute(group, facts, claimed, entities)) for group in groups]


def _groups(clashes: Sequence[Clash]) -> list[list[Clash]]:
    """Clashes over one topic that share statements, directly or through others."""
    by_topic: dict[tuple[str, str], list[Clash]] = defaultdict(list)
    for clash in clashes:
        by_topic[clash.field, clash.topic].append(clash)
    groups = []
    for _, members in sorted(by_topic.items()):
        parent: dict[int, int] = {}

        def root(place: int, parent: dict[int, int] = parent) -> int:
            while parent.setdefault(place, place) != place:
                place = parent[place]
            return place

        for clash in members:
            parent[root(clash.one)] = root(clash.other)
        by_root: dict[int, list[Clash]] = defaultdict(list)
        for clash in members:
            by_root[root(clash.one)].append(clash)
        groups += [by_root[one] for one in sorted(by_root)]
    return groups


def _dispute(
    group: Sequence[Clash],
    facts: Sequence[Facts],
    claimed: Claimed,
    entities: Mapping[str, Entity],
) -> Dispute | None:
    holders: dict[str, set[int]] = defaultdict(set)
    for clash in group:
        for value, place in zip(clash.values, (clash.one, clash.other), strict=True):
            holders[_named(value, entities)].add(place)
    if group[0].field in IN_WORDS:
        holders = _joined(holders, claimed)
    claims = {value: {claimed.claim_of[one] for one in holders[value]} for value in holders}
    if len(holders) < 2 or len(set().union(*claims.values())) < 2:
        return None
    sides: list[Side] = []
    told: list[Statement] = []
    so: list[Statement] = []
    for value in sorted(holders):
        places = sorted(holders[value] | _agreeing(holders[value], claims[value], facts, claimed))
        statements = tuple(sorted(facts[one].statement.id for one in places))
        origins = claimed.origins_of(places)
        sides.append(Side(value, tuple(sorted(claims[value])), statements, len(origins), origins))
        told += [facts[one].statement for one in places]
        so += [facts[one].statement for one in places if value != IT_IS_DENIED]
    field = group[0].field
    values = [side.value for side in sides]
    question = ask(group[0], values, so or told, facts, entities)
    return Dispute(
        id=content_id("di", field, *sorted(one.id for one in told)),
        about=with_answers(field, question, values),
        field=field,
        cause=_cause(group, facts, claimed),
        sides=tuple(sides),
        question=question,
    )


def _joined(holders: Mapping[str, set[int]], claimed: Claimed) -> dict[str, set[int]]:
    """The accounts, those joined whose statements are of one claim; the shortest stands for them.

    That "12 died" and that "12 died, eight of them children" are no two sides.
    """
    joined: list[tuple[str, set[int]]] = []
    for value, places in sorted(holders.items(), key=lambda item: (len(item[0]), item[0])):
        own = {claimed.claim_of[one] for one in places}
        alike = next((one for one in joined if own & {claimed.claim_of[at] for at in one[1]}), None)
        if alike is None:
            joined.append((value, set(places)))
        else:
            alike[1].update(places)
    return dict(joined)


def _agreeing(
    holders: set[int], claims: set[str], facts: Sequence[Facts], claimed: Claimed
) -> set[int]:
    """The other statements of a side's claims that give the same number."""
    numbers = [one for place in holders for one in facts[place].quantities]
    return {
        place
        for claim in claims
        for place in claimed.members[claim]
        for one in facts[place].quantities
        if any(same_unit(one, other) and agree(one, other) for other in numbers)
    }


def _named(value: str, entities: Mapping[str, Entity]) -> str:
    """A value in words: ids of entities by their names."""
    parts = value.split(" and ")
    if all(part in entities for part in parts):
        return " and ".join(entities[part].name for part in parts)
    return value


def _is_update(one: int, other: int, facts: Sequence[Facts], claimed: Claimed) -> bool:
    """Whether the later of two reports gives the greater number; an enemy's figure updates none."""
    if speak_for_two_sides(facts[one], facts[other]):
        return False
    values = differing(facts[one], facts[other]) or rival_tolls(facts[one], facts[other])
    return values is not None and is_update(facts[one], facts[other], values, claimed.published)


def _of_one_mouth(
    ends: Sequence[tuple[int, int]], facts: Sequence[Facts], claimed: Claimed
) -> str | None:
    """Whether one source, or one publisher in two reports, gives both answers; None for neither."""
    places = {place for pair in ends for place in pair}
    if all(claimed.keys_of(one) & claimed.keys_of(other) for one, other in ends):
        reports = {facts[place].statement.report for place in places}
        return "one source contradicts itself" + (" in a later report" if len(reports) > 1 else "")
    first = {claimed.printed_first[place] for place in places}
    if len(first) > 1 and len({publisher for publisher, _ in first}) == 1:
        return "one publisher contradicts itself"
    return None


def _cause(group: Sequence[Clash], facts: Sequence[Facts], claimed: Claimed) -> str:
    """Why the accounts clash, as far as their origins tell."""
    ends = [(clash.one, clash.other) for clash in group]
    if any(other in claimed.copied.get(one, ()) for one, other in ends):
        return "a copy garbled what it took"
    if group[0].field == "status":
        return "one denies what another says"
    same = _of_one_mouth(ends, facts, claimed)
    if same is not None:
        return same
    if group[0].field == "number" and all(_is_update(*pair, facts, claimed) for pair in ends):
        return UPDATE
    if all(clash.doubtful for clash in group):
        return "different values, perhaps of two things"
    return "different values for one thing"
