"""What is kept so that a new report need not be settled with all others anew.

A step that looks at all reports together keeps, by key, what it has come to so far: members of blocks,
tallies, digests. It saves work and holds nothing of its own: where it is lost or does not fit any more,
everything is counted anew and it is filled again.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

T = TypeVar("T")


class UnfitError(Exception):
    """What is kept does not lead to what is asked, so that everything has to be counted anew."""


class Shelf(Struct, Generic[T], frozen=True):
    """A part of what is kept: its name, and the type of what lies on it, which msgspec can write.

    A place on it is a key and a member, such as a block and a name in it; members are looked up
    together by their key. Where a key has one place only, its member is empty.
    """

    name: str
    type: type[T]


class Workings(Protocol):
    """What is kept, by shelf, key and member."""

    def get(self, shelf: Shelf[T], key: str, member: str = "") -> T | None:
        """What lies at a place; None for nothing. It must not be changed, but put anew."""

    def find(self, shelf: Shelf[T], key: str) -> Mapping[str, T]:
        """All that lies under a key, by member, in the order of the members."""

    def under(self, shelf: Shelf[T], keys: Iterable[str]) -> Mapping[str, T]:
        """What lies under some keys that have one place only, by key; those with nothing left out."""

    def put(self, shelf: Shelf[T], key: str, member: str, value: T | None) -> None:
        """Lay something at a place, in place of what lay there; None takes it away."""


class Memory:
    """Workings in memory: for a count from nothing, whose workings are then kept or dropped."""

    def __init__(self) -> None:
        self._held: dict[str, dict[str, dict[str, Any]]] = {}

    def get(self, shelf: Shelf[T], key: str, member: str = "") -> T | None:
        """What lies at a place; None for nothing."""
        found: T | None = self._held.get(shelf.name, {}).get(key, {}).get(member)
        return found

    def find(self, shelf: Shelf[T], key: str) -> Mapping[str, T]:
        """All that lies under a key, by member, in the order of the members."""
        found: dict[str, T] = self._held.get(shelf.name, {}).get(key, {})
        return {member: found[member] for member in sorted(found)}

    def under(self, shelf: Shelf[T], keys: Iterable[str]) -> Mapping[str, T]:
        """What lies under some keys that have one place only, by key; those with nothing left out."""
        held = self._held.get(shelf.name, {})
        return {one: held[one][""] for one in keys if "" in held.get(one, ())}

    def put(self, shelf: Shelf[T], key: str, member: str, value: T | None) -> None:
        """Lay something at a place, in place of what lay there; None takes it away."""
        keys = self._held.setdefault(shelf.name, {})
        if value is not None:
            keys.setdefault(key, {})[member] = value
        elif key in keys:
            keys[key].pop(member, None)
            if not keys[key]:
                del keys[key]

    def items(self) -> Iterator[tuple[str, str, str, Any]]:
        """Everything that is kept: shelf, key, member and value, in their order."""
        for shelf, keys in sorted(self._held.items()):
            for key, members in sorted(keys.items()):
                for member in sorted(members):
                    yield shelf, key, member, members[member]
