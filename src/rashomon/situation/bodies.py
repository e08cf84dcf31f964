"""The bodies that an office may be one of, and the persons in whose name its words may end.

Enters: words of offices, and those who go by names. Leaves: what two wordings of one office share.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.records.mentions import Entity
from rashomon.records.statements import Statement
from rashomon.situation.lineage import Lineage
from rashomon.situation.words import load_words, tokens

_SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "labour": "labor",
    "leader": "head",
    "chief": "head",
}

BODY = "@"
"""Stands before the id of a body or state among the words of an office."""

_RANKED = ("first", "last", "only", "latest", "second", "third")
"""What opens a description of a deed rather than an office, where an infinitive follows."""

_LONGEST = 6
"""Words of a body's name at most."""

Words = tuple[str, ...]


class Bearers(Protocol):
    """Who goes by which name, as far as offices speak of them."""

    def body(self, words: Words) -> str | None:
        """The body of a name in folded words: that of the smallest id; None for none."""

    def persons(self, words: Words) -> AbstractSet[str]:
        """The persons of a name of several words."""


class NamedEntities:
    """Who goes by which name among entities in memory."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._bodies: dict[Words, str] = {}
        self._persons: dict[Words, set[str]] = defaultdict(set)
        for entity in sorted(entities, key=lambda one: one.id):
            for words in body_names(entity):
                self._bodies.setdefault(words, entity.id)
            for words in person_names(entity):
                self._persons[words].add(entity.id)

    def body(self, words: Words) -> str | None:
        """The body of a name in folded words: that of the smallest id; None for none."""
        return self._bodies.get(words)

    def persons(self, words: Words) -> AbstractSet[str]:
        """The persons of a name of several words."""
        return self._persons.get(words, frozenset())


def body_names(entity: Entity) -> Iterator[Words]:
    """The names of a body in folded words; none of anybody else."""
    if entity.kind in ("organization", "group"):
        for name in (entity.name, *entity.aliases):
            folded = tuple(fold_words(name))
            if 0 < len(folded) <= _LONGEST and name[:1].isupper():
                yield folded


def person_names(entity: Entity) -> Iterator[Words]:
    """The names of several words of a person; none of anybody else."""
    if entity.kind == "person":
        for name in (entity.name, *entity.aliases):
            words = tuple(tokens(name))
            if len(words) > 1:
                yield words


def is_deed(post: Statement) -> bool:
    """Whether words are those of a deed and no office: "the first commander to defect"."""
    said = tuple(tokens(post.value or ""))
    return bool(said) and said[0] in _RANKED and "to" in said[1:]


def office_words(value: str) -> frozenset[str]:
    """The words of an office by which it is found where somebody who goes by them is another.

    Among them are those of the names in full of actors of the world that it names otherwise.
    """
    folded = _folded(value)
    found = {*folded, *tokens(value)}
    for at in range(len(folded)):
        for end in range(at + 1, min(at + _LONGEST, len(folded)) + 1):
            form = registry().form(folded[at:end])
            if form is not None:
                found.update(fold_words(form.actor.name))
    return frozenset(found)


def _folded(value: str) -> Words:
    return tuple(fold_words(value.replace("’s", "").replace("'s", "")))


class Bodies:
    """The bodies that an office may be one of, by the names that reports and the world give them."""

    def __init__(self, bearers: Bearers, lineage: Lineage) -> None:
        self._bearers = bearers
        self._lineage = lineage

    def office_key(self, value: str) -> frozenset[str]:
        """What two wordings of one office share: its words without small ones, bodies by their ids.

        A body that another of the words is a part of is left out: the Guards' Quds Force is the Quds
        Force.
        """
        skipped = load_words().plain | load_words().former
        folded = _folded(value)
        bodies: list[str] = []
        rest: set[str] = set()
        at = 0
        while at < len(folded):
            length, body = self._body(folded, at)
            if body is not None:
                bodies.append(body)
            elif folded[at] not in skipped:
                rest.add(_SPELLINGS.get(folded[at], folded[at]))
            at += length
        above = {one for body in bodies for one in self._lineage.line(body)[1:]}
        above |= {actor for body in bodies if (actor := _whole(body)) is not None}
        return frozenset(rest | {f"{BODY}{one}" for one in bodies if one not in above})

    def namesakes(self, post: Statement) -> tuple[str, ...]:
        """Those others in whose name the words of an office end: it is theirs, if they hold any."""
        said = tuple(tokens(post.value or ""))
        tails = (said[at:] for at in range(1, len(said) - 1))
        named = {one for tail in tails for one in self._bearers.persons(tail)}
        return tuple(sorted(named.difference(post.actors)))

    def bodies_of(self, value: str) -> list[str]:
        """The bodies that an office is one of, in order."""
        found = (one for one in self.office_key(value) if one.startswith(BODY))
        return sorted(one.removeprefix(BODY) for one in found)

    def _body(self, folded: Sequence[str], at: int) -> tuple[int, str | None]:
        for length in range(min(_LONGEST, len(folded) - at), 0, -1):
            words = tuple(folded[at : at + length])
            body = self._bearers.body(words)
            if body is not None:
                return length, body
            form = registry().form(words)
            if form is not None:
                name = tuple(fold_words(form.actor.name))
                return length, self._bearers.body(name) or form.actor.id
        return 1, None


def _whole(body: str) -> str | None:
    known = registry().by_id.get(body)
    return None if known is None else known.part_of
