"""Ids into words for people."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.instants import Days
    from rashomon.records.mentions import Entity
    from rashomon.records.pacts import Pact


class Names:
    """The names of entities and pacts by their ids; anything that is no id is a name already."""

    def __init__(self, named: "Iterable[Entity | Pact]") -> None:
        self._names = {one.id: one.name for one in named}

    def one(self, value: str | None) -> str:
        """The name behind an id or words."""
        return "" if value is None else self._names.get(value, value)

    def all(self, values: Iterable[str]) -> str:
        """Several names, with commas."""
        return ", ".join(self.one(value) for value in values)


def days_in_words(days: "Days | None") -> str:
    """A day, or an interval as from/to (ISO 8601); empty where unknown."""
    if days is None:
        return ""
    first, last = days.first.isoformat(), days.last.isoformat()
    return first if first == last else f"{first}/{last}"
