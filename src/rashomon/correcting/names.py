"""What people say of who is who, as constraints on names; and the names that they give.

Enters: the rulings. Leaves: constraints for the grouping of names, and entities under the names and
kinds that people give them. Of two rulings that contradict each other the later one counts.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import cast

import msgspec
from msgspec import Struct

from rashomon.correcting.anchors import folded
from rashomon.records.corrections import Anchor, Correction, Rulings, Target
from rashomon.records.linking import Constraint, Handle
from rashomon.records.mentions import Entity, Mark, MentionKind


class _Said(Struct, frozen=True):
    """A constraint with the names of both sides, by which a later word on the same is known."""

    constraint: Constraint
    one: frozenset[str]
    other: frozenset[str]


def constraints_of(rulings: Rulings) -> tuple[Constraint, ...]:
    """What the rulings say of names, in their order; what a later one contradicts is left out."""
    said: list[_Said] = []
    for ruling in rulings.corrections:
        new = list(_constraints(ruling))
        said = [one for one in said if not any(_contradicts(later, one) for later in new)]
        said += new
    return tuple(one.constraint for one in said)


def _constraints(ruling: Correction) -> Iterator[_Said]:
    targets = [one for one in ruling.targets if one.kind == "entity"]
    if len(targets) < len(ruling.targets) or not targets:
        return
    why = f"{ruling.author}, {ruling.made_at[:10]}" + (
        f": {ruling.reason}" if ruling.reason else ""
    )
    first, *others = targets
    if ruling.kind == "merge":
        for other in others:
            yield from _joined((*handles(first), *handles(other)), first, other, why)
    elif ruling.kind == "confirm" and others:
        for one, other in combinations(targets, 2):
            yield from _parted(handles(one), handles(other), (one, other), why)
    elif ruling.kind == "split":
        yield from _split(ruling, first, why)


def _split(ruling: Correction, target: Target, why: str) -> Iterator[_Said]:
    """The constraints that part names, or single mentions, from the rest of an entity."""
    names = ruling.change.away_names
    away = [Handle(one) for one in names] + [_mention(one) for one in ruling.change.away]
    gone = {folded(one) for one in names}
    places = {(one.report, one.span) for one in ruling.change.away}
    staying = [
        one
        for one in target.anchors
        if folded(one.text) not in gone and (one.report, one.span) not in places
    ]
    fuller = [one for one in staying if not any(_is_short_for(one.text, name) for name in names)]
    stay = [Handle(name) for name in dict.fromkeys(one.text for one in fuller or staying)]
    parted = Target(target.kind, target.id, target.words, ruling.change.away)
    yield from _parted(stay, away, (target, parted), why)
    yield from _joined(away, parted, parted, why)


def _is_short_for(name: str, full: str) -> bool:
    """Whether a name is only a part of a fuller one, and so may stand for either bearer."""
    words = folded(name).split()
    return set(words) < set(folded(full).split())


def handles(target: Target) -> list[Handle]:
    """How the grouping of names finds an entity: by a name of its own, else mention by mention."""
    named = [one for one in target.anchors if one.report is None]
    if named:
        return [Handle(named[0].text)]
    return [_mention(one) for one in target.anchors]


def _mention(anchor: Anchor) -> Handle:
    return Handle(anchor.text, anchor.report, anchor.span)


def _joined(some: Sequence[Handle], one: Target, other: Target, why: str) -> Iterator[_Said]:
    for handle in some[1:]:
        constraint = Constraint("same", some[0], handle, why)
        yield _Said(constraint, _names(one), _names(other))


def _parted(
    stay: Sequence[Handle], away: Sequence[Handle], pair: tuple[Target, Target], why: str
) -> Iterator[_Said]:
    for left in stay:
        for right in away:
            names = folded(right.name) if right.span is None else None
            other = _names(pair[1]) if names is None else _names(pair[1]) | {names}
            yield _Said(
                Constraint("apart", left, right, why), frozenset({folded(left.name)}), other
            )


def _names(target: Target) -> frozenset[str]:
    """What a target is told by when a later word on it is looked for: its names, or its mentions."""
    named = [folded(one.text) for one in target.anchors if one.report is None]
    return frozenset(named or [one.id for one in target.anchors])


def _contradicts(later: _Said, earlier: _Said) -> bool:
    if later.constraint.relation == earlier.constraint.relation:
        return False
    return bool(
        (later.one & earlier.one and later.other & earlier.other)
        or (later.one & earlier.other and later.other & earlier.one)
    )


# -- names given by people


def relabel_entities(
    entities: Sequence[Entity], marks: Sequence[Mark], rulings: Rulings
) -> tuple[Entity, ...]:
    """The entities in their order, under the names and kinds that people gave them."""
    wanted = [one for one in rulings.corrections if relabels_entity(one)]
    if not wanted:
        return tuple(entities)
    from rashomon.correcting.anchors import Index, locate
    from rashomon.records.findings import Findings

    index = Index(Findings((), (), tuple(marks), (), tuple(entities), (), (), (), (), ()))
    found = {one.id: one for one in entities}
    for ruling in wanted:
        for record in locate(index, ruling.targets[0])[:1]:
            found[record] = relabel(found[record], ruling)
    return tuple(found[one.id] for one in entities)


def relabels_entity(ruling: Correction) -> bool:
    """Whether a ruling gives an entity a name or a kind."""
    return ruling.kind == "relabel" and ruling.targets[0].kind == "entity"


def relabel(entity: Entity, ruling: Correction) -> Entity:
    """An entity under the name or the kind that a ruling gives it."""
    value = ruling.change.value or ""
    if ruling.change.field == "kind":
        return msgspec.structs.replace(entity, kind=cast(MentionKind, value))
    return msgspec.structs.replace(entity, name=value)
