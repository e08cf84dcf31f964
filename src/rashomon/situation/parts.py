"""Parts: what one statement tells of one state, laid under the key of that state.

Enters: what reading the statements gives (`readings`). Leaves: the same, found again by kind and key.
All that is needed to say who held one thing on any day, as known on any other, lies under its key, so
that a board can be asked from memory and from a ledger alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any, Protocol

from msgspec import Struct

from rashomon.situation.holdings import Asked, Key


class Part(Struct, frozen=True):
    """What one statement tells of one state, or of what ends states.

    ``known`` is the day from which on it is known, ``since`` the one from which on it bears on the
    state, ``until`` the last day on which it does: before either of the first two, and after the last,
    it has no part in any answer. ``said`` is what it tells, of one type for each kind; ``names`` are the
    entities that a question may ask after.
    """

    kind: str
    key: Key
    statement: str
    known: date
    since: date
    said: Any
    names: tuple[str, ...] = ()
    until: date = date.max


SUBJECT = "subject"
"""The kind of what a row is said of, by its kind and its words."""


def name_subject(kind: str, subject: str, statement: str, known: date) -> Part:
    """Notes of what the row is said to which a statement may give rise."""
    return Part(SUBJECT, (kind, subject), statement, known, date.min, None)


def end_after(day: date, span: timedelta) -> date:
    """The day so long after another; the last of all where the calendar ends before."""
    return day + span if date.max - day > span else date.max


class Parts(Protocol):
    """Parts by kind and key."""

    def keys(
        self, kind: str, asked: Asked, after: Key | None = None, most: int | None = None
    ) -> Sequence[Key]:
        """The keys, in order, under which something counts on the days that are asked for.

        Args:
            kind: The kind of part.
            asked: The question; with ``about`` only keys that name the entity, and perhaps others.
            after: Only those after this one.
            most: How many at most.
        """

    def under(self, kind: str, key: Key) -> Sequence[Any]:
        """What is said under a key, in the order of the statements."""


class LaidParts:
    """Parts in memory."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._said: dict[str, dict[Key, list[Any]]] = defaultdict(dict)
        self._counts: dict[str, dict[Key, list[tuple[date, date, date]]]] = defaultdict(dict)
        self._naming: dict[tuple[str, str], set[Key]] = defaultdict(set)
        for one in parts:
            self._said[one.kind].setdefault(one.key, []).append(one.said)
            self._counts[one.kind].setdefault(one.key, []).append((one.known, one.since, one.until))
            for name in one.names:
                self._naming[one.kind, name].add(one.key)
        self._keys = {kind: sorted(found) for kind, found in self._said.items()}

    def keys(
        self, kind: str, asked: Asked, after: Key | None = None, most: int | None = None
    ) -> Sequence[Key]:
        """The keys, in order, under which something counts on the days that are asked for."""
        naming = self._naming.get((kind, asked.about), ())
        keys = sorted(naming) if asked.about else self._keys.get(kind, [])
        counts = self._counts[kind]
        found = (
            key
            for key in keys
            if (after is None or key > after)
            and any(
                known <= asked.known_at and since <= asked.valid_at <= until
                for known, since, until in counts[key]
            )
        )
        return list(islice(found, most))

    def under(self, kind: str, key: Key) -> Sequence[Any]:
        """What is said under a key, in the order in which it was laid."""
        return self._said[kind].get(key, ())
