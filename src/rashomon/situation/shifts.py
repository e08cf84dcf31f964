"""Which states may be told of otherwise on one evening than on an earlier one.

Enters: parts of which those are known that begin or cease to count between the two. Leaves: the keys of
the states that rest on them. All others have the same rows on both evenings, so that nobody needs to
look at them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from msgspec import Struct

from rashomon.situation.captives import (
    AMONG,
    CALLED,
    CAPTORS,
    RELEASE,
    SEIZED,
    Captives,
    Deed,
    people_sign,
)
from rashomon.situation.control import Places
from rashomon.situation.forces import LEAVING, STATIONED, Forces, Leaving
from rashomon.situation.holdings import Key
from rashomon.situation.lineage import Lineage
from rashomon.situation.parts import SUBJECT
from rashomon.situation.posts import END, HOLDER, NAMESAKE, TITLED, Posts


class Begun(Struct, frozen=True):
    """A part that counts on the later evening and did not on the earlier."""

    key: Key
    said: Any


class Moving(Protocol):
    """Parts of which those are known that begin or cease to count between two evenings."""

    def begun(self, kind: str) -> Iterable[Begun]:
        """The parts of a kind that begin to count."""

    def ended(self, kind: str) -> Iterable[Key]:
        """The keys of a kind under which something ceases to count."""

    def beside(self, kind: str, other: str, key: Key) -> Iterable[Key]:
        """The keys of a kind of the statements that lie under a key of another kind."""

    def within(self, kind: str, first: Sequence[str]) -> Iterable[Key]:
        """The keys of a kind that begin with some words."""


class Shifts:
    """The states that may have rows on one of two evenings that they do not have on the other.

    Args:
        parts: What begins and ceases to count between the two.
        lineage: Those who hold them.
    """

    def __init__(self, parts: Moving, lineage: Lineage) -> None:
        self._parts = parts
        self._lineage = lineage

    def keys(self, kind: str) -> set[Key]:
        """The keys of the states of a kind."""
        found = {one.key for one in self._parts.begun(kind)}
        found.update(self._parts.ended(kind))
        match kind:
            case Captives.kind:
                found.update(self._freed())
            case Forces.kind:
                found.update(self._left())
            case Posts.kind:
                found.update(self._resigned())
        return found

    def alike(self, kind: str, subjects: Iterable[str], keys: Iterable[Key]) -> set[Key]:
        """The keys of a kind whose rows may be said of one of some subjects, and some keys."""
        found = set(keys)
        for one in sorted(set(subjects)):
            found.update(self._parts.beside(kind, SUBJECT, (kind, one)))
        return found

    def _freed(self) -> Iterator[Key]:
        """The captives whom a release may free, or one of others among whom they were seized."""
        signs = {people_sign(one.key[0]) for one in self._parts.begun(AMONG)}
        for one in self._parts.begun(RELEASE):
            if one.key[0] == CAPTORS:
                deed: Deed = one.said
                signs.update(self._akin_captors(one.key, deed.actors))
                continue
            signs.add(one.key)
            if one.key[0] == CALLED:
                others = self._parts.beside(AMONG, SEIZED, one.key)
                signs.update(people_sign(person) for (person,) in others)
        for sign in sorted(signs):
            yield from self._parts.beside(Captives.kind, SEIZED, sign)

    def _akin_captors(self, sign: Key, captors: Sequence[str]) -> Iterator[Key]:
        for key in self._parts.within(SEIZED, sign):
            if self._lineage.akin(key[-1:], captors):
                yield key

    def _left(self) -> Iterator[Key]:
        """The bodies of men who may have left."""
        for one in self._parts.begun(LEAVING):
            leaving: Leaving = one.said
            for key in self._parts.beside(Forces.kind, STATIONED, one.key):
                if self._lineage.akin(key[0].split(), leaving.actors):
                    yield key

    def _resigned(self) -> Iterator[Key]:
        """The offices that somebody may hold no more, by other words, or that are somebody else's."""
        for end in {one.key for one in self._parts.begun(END)}:
            yield from self._parts.beside(Posts.kind, HOLDER, end)
        called = {one.key for one in self._parts.begun(TITLED)} | {*self._parts.ended(TITLED)}
        for holder in called:
            yield from self._parts.beside(Posts.kind, TITLED, holder)
        for holder in {one.key for one in self._parts.begun(HOLDER)}:
            yield from self._parts.beside(Posts.kind, NAMESAKE, holder)


SHIFTING = (Captives.kind, Places.kind, Forces.kind, Posts.kind)
"""The kinds of states of which it is told how they shift; pacts are told of by themselves."""
