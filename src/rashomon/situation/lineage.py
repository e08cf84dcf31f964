"""Who is a part of whom: an army of its state, a brigade of its army."""

from collections.abc import Iterable, Mapping, Sequence

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.records.mentions import Entity

_DEEPEST = 8
"""Links followed at most, so that entities that are made parts of each other end somewhere."""


class Lineage:
    """The entities by id, each with those that it is a part of."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.by_id: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self._heads: dict[str, str] = {}

    @classmethod
    def over(cls, by_id: Mapping[str, Entity]) -> "Lineage":
        """The lineage of entities that are looked up by id."""
        found = cls(())
        found.by_id = by_id
        return found

    def line(self, entity: str) -> tuple[str, ...]:
        """The entity itself and those that it is a part of, nearest first."""
        found = [entity]
        while len(found) < _DEEPEST:
            known = self.by_id.get(found[-1])
            if known is None or known.part_of is None or known.part_of in found:
                break
            found.append(known.part_of)
        return tuple(found)

    def head(self, entity: str) -> str:
        """The whole that the entity is a part of in the end; itself where it is no part.

        A whole that no report speaks of is no entity, so the last one that is known is taken.
        """
        if entity not in self._heads:
            known = [one for one in self.line(entity) if one in self.by_id]
            self._heads[entity] = known[-1] if known else entity
        return self._heads[entity]

    def heads(self, entities: Iterable[str]) -> frozenset[str]:
        """The wholes that the entities are parts of."""
        return frozenset(self.head(one) for one in entities)

    def akin(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether any of the ones and any of the others belong to the same whole."""
        return bool(self.heads(some) & self.heads(others))

    def is_state(self, entity: str) -> bool:
        """Whether an entity is a state, as the registry of actors knows it."""
        known = self.by_id.get(entity)
        form = None if known is None else registry().form(fold_words(known.name))
        return form is not None and form.actor.role == "state"

    def name(self, reference: str) -> str:
        """The name of an entity's id; words that are no id are a name themselves."""
        known = self.by_id.get(reference)
        return reference if known is None else known.name

    def names(self, reference: str) -> tuple[str, ...]:
        """Every name of an entity's id."""
        known = self.by_id.get(reference)
        return (reference,) if known is None else (known.name, *known.aliases)
