"""What the kinds of states on a board have in common: what is asked, and who is named by which state.

A kind of state (control of places, forces, posts, captives, pacts) is made ready once from the
statements. Its states go by keys: all that is needed to say who held one on any day, as known on any
other, lies under its key. So a question about one place or one party costs what that place or party
costs, however large the rest is.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from rashomon.records.pacts import Holding

HELD = frozenset({"asserted", "reported"})
"""The statuses that say that something is so; a plan, a guess or a condition holds nothing."""

Key = tuple[str, ...]
"""What a state goes by among those of its kind, in words or ids; see the kinds."""


class Asked(Struct, frozen=True):
    """A question for a board.

    ``valid_at`` is the day on which the states held, ``known_at`` the day by which it was reported.
    ``kinds`` and ``about`` narrow it down to some kinds of states and to those that name an entity
    (what is held, or who holds it); empty for all.
    """

    valid_at: date
    known_at: date
    kinds: frozenset[str] = frozenset()
    about: str = ""


class Naming:
    """Which keys name which entity."""

    def __init__(self) -> None:
        self._keys: dict[str, set[Key]] = {}

    def add(self, entities: Iterable[str], key: Key) -> None:
        """Note that a key names some entities."""
        for one in entities:
            self._keys.setdefault(one, set()).add(key)

    def of(self, entity: str) -> list[Key]:
        """The keys that name an entity, in order."""
        return sorted(self._keys.get(entity, ()))


class States(Protocol):
    """The states of one kind, made ready."""

    @property
    def kind(self) -> str:
        """Which kind of state."""

    @property
    def keys(self) -> Sequence[Key]:
        """The keys in order."""

    @property
    def naming(self) -> Naming:
        """Which of them name whom."""

    def rows(self, key: Key, asked: Asked) -> Iterator[Holding]:
        """The rows of one key, without origins and last reports."""
