"""Owners that no report names: what the registry makes the entities part of that reports do name.

Stands beside `registers`. Enters: entities that are new, changed or gone. Leaves: the same with their
owners' ids, and the owners that come or go with them.
"""

from collections.abc import Mapping

import msgspec

from rashomon.gazetteers.actors import Actor, registry
from rashomon.ids import content_id
from rashomon.records.mentions import Entity
from rashomon.workings import Shelf, Workings

OWNER = Shelf("ground.owner", str)
"""By the key of a group: the registry's id of what it is part of."""
OWNED = Shelf("ground.owned", bool)
"""By the registry's id of an owner, and by the key of a group that is part of it."""
NAMED = Shelf("ground.named", bool)
"""By the registry's id of an actor: whether a report names it."""


class Owners:
    """What is part of what, in workings."""

    def __init__(self, workings: Workings) -> None:
        self._workings = workings

    def renew(self, named: Mapping[str, Entity | None]) -> dict[str, Entity | None]:
        """The entities with their owners, by the key of the group, and the owners that none names.

        Args:
            named: The entities that reports name, as far as they may be other ones than before, with
                their owners by the registry's ids; None for a group that no report names any more.
        """
        found: dict[str, Entity | None] = {}
        waiting: set[str] = set()
        for group, entity in named.items():
            actor = _actor(group)
            if actor is not None:
                self._workings.put(NAMED, actor.id, "", None if entity is None else True)
                if entity is None:
                    waiting.add(actor.id)
                    continue
            found[group] = None if entity is None else _owned(entity)
            waiting |= self._link(group, None if entity is None else entity.part_of)
        while waiting:
            actor = registry().by_id[waiting.pop()]
            if self._workings.get(NAMED, actor.id):
                continue
            group = f"known:{actor.id}"
            wanted = bool(self._workings.find(OWNED, actor.id))
            found[group] = _owned(_unnamed(actor)) if wanted else None
            waiting |= self._link(group, actor.part_of if wanted else None)
        return found

    def _link(self, group: str, part_of: str | None) -> set[str]:
        """Note what a group is part of; the owners for whom that makes a difference."""
        owner = None if part_of is None else registry().by_id.get(part_of)
        now = None if owner is None else owner.id
        before = self._workings.get(OWNER, group)
        if now == before:
            return set()
        self._workings.put(OWNER, group, "", now)
        if before is not None:
            self._workings.put(OWNED, before, group, None)
        if now is not None:
            self._workings.put(OWNED, now, group, True)
        return {one for one in (before, now) if one is not None}


def _actor(group: str) -> Actor | None:
    known, _, name = group.partition(":")
    return registry().by_id.get(name) if known == "known" else None


def _owned(entity: Entity) -> Entity:
    """The entity with its owner's id in place of the registry's."""
    if entity.part_of is None or entity.part_of.startswith("en-"):
        return entity  # a place that reports name themselves
    owner = registry().by_id.get(entity.part_of)
    owner_id = None if owner is None else content_id("en", owner.id)
    return msgspec.structs.replace(entity, part_of=owner_id)


def _unnamed(actor: Actor) -> Entity:
    return Entity(
        content_id("en", actor.id), actor.name, actor.kind, (actor.name,), None, actor.part_of,
        actor.links,
    )  # fmt: skip
