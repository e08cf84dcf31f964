"""What the kinds of states on a board have in common: what is asked, and how a state is gone by.

The states of a kind (control of places, forces, posts, captives, pacts) go by keys: all that is needed
to say who held one on any day, as known on any other, lies under its key (see `parts`). So a question
about one place or one party costs what that place or party costs, however large the rest is.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from msgspec import Struct

from rashomon.instants import Days
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


class States(Protocol):
    """The states of one kind, as the parts under their keys tell of them."""

    @property
    def kind(self) -> str:
        """Which kind of state."""

    def rows(self, key: Key, asked: Asked) -> Iterator[Holding]:
        """The rows of one key, without origins."""


def latest(days: Iterable[Days | None]) -> Days | None:
    """The last of some days of publication; None where none is known."""
    known = (one for one in days if one is not None)
    return max(known, key=lambda one: (one.last, one.first), default=None)
