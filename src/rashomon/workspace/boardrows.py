"""The rows in which a ledger keeps what questions about days look up.

Enters: records, and the parts that statements give. Leaves: rows for the tables of `ledger.parts`, each
of which follows from the records alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

import msgspec
from msgspec import Struct

from rashomon.ledger.parts import PartRow, PartTables, make_key
from rashomon.ledger.ties import numbered
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import known_on
from rashomon.situation.bodies import Words, body_names, person_names
from rashomon.situation.commitments import Commitments
from rashomon.situation.parts import Part
from rashomon.workspace.boards import NAMED

NAME, ALIAS, BODY, PERSON, PART = "name", "alias", "body", "person", "part"
"""By what entities are looked up: the first name, others, the names of bodies and persons in offices,
and the whole of a part."""


def make_rows(parts: Iterable[Part], statements: Mapping[str, Statement]) -> Iterator[PartRow]:
    """Parts as they are kept, and whom they name though their statements do not."""
    numbers: dict[tuple[str, bytes, str], int] = {}
    for part in parts:
        place = part.kind, make_key(part.key), part.statement
        number = numbers[place] = numbers.get(place, -1) + 1
        yield _row(part, number)
        said = statements[part.statement]
        if part.kind != Commitments.kind:
            for name in {*part.names} - {*said.actors, *said.targets, *said.places}:
                named = NAMED, make_key((name,)), part.statement
                if named not in numbers:
                    numbers[named] = 0
                    yield _row(Part(NAMED, (name,), part.statement, part.known, part.since, None))


def _row(part: Part, number: int = 0) -> PartRow:
    days = part.known.toordinal(), part.since.toordinal(), part.until.toordinal()
    content = msgspec.msgpack.encode(part.said)
    return part.kind, make_key(part.key), numbered(part.statement), number, *days, content


def days_of(report: Report) -> tuple[str, int, int, int | None]:
    """When a report is known, and the first and the last day on which it may have been published."""
    published, known = report.published.days, known_on(report).toordinal()
    days = published or report.published.bounds
    first = known if days is None else days.first.toordinal()
    return report.id, known, first, None if published is None else published.last.toordinal()


class _Heard(Struct):
    """An origin as far as it names whom statements go back to."""

    id: str
    name: str
    statements: tuple[str, ...]


class _Heeded(Struct):
    """A claim as far as it names its origins."""

    origins: tuple[_Heard, ...]


_CLAIM = msgspec.json.Decoder(_Heeded)


def find_voices(payload: str) -> Iterator[tuple[str, str]]:
    """The statements of a claim, each with the name of its origin."""
    for origin in _CLAIM.decode(payload).origins:
        name = origin.name.casefold() or origin.id
        for statement in origin.statements:
            yield statement, name


def find_names(entity: Entity) -> Iterator[tuple[str, str, str]]:
    """By what an entity is looked up."""
    yield NAME, entity.name.casefold(), entity.id
    for alias in entity.aliases:
        yield ALIAS, alias.casefold(), entity.id
    for sort, words in find_offices(entity):
        yield sort, " ".join(words), entity.id
    if entity.part_of is not None:
        yield PART, entity.part_of, entity.id


def find_offices(entity: Entity) -> Iterator[tuple[str, Words]]:
    """By what an entity is known in the words of offices."""
    for words in body_names(entity):
        yield BODY, words
    for words in person_names(entity):
        yield PERSON, words


class KeptBearers:
    """Who goes by which name in a ledger, as far as offices speak of them."""

    def __init__(self, tables: PartTables) -> None:
        self._tables = tables
        self._bodies: dict[Words, str | None] = {}

    def body(self, words: Words) -> str | None:
        """The body of a name in folded words: that of the smallest id; None for none."""
        if words not in self._bodies:
            found = self._tables.called(BODY, " ".join(words))
            self._bodies[words] = found[0] if found else None
        return self._bodies[words]

    def persons(self, words: Words) -> AbstractSet[str]:
        """The persons of a name of several words."""
        return frozenset(self._tables.called(PERSON, " ".join(words)))
