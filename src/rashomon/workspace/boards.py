"""A board asked of a ledger: the parts under the keys that a question needs, and nothing else.

Enters: a connection to a ledger whose parts are kept (`boardkeeping`). Leaves: boards, which answer as
those of all findings do.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cache, partial
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from rashomon.ledger.codec import decode
from rashomon.ledger.entries import load
from rashomon.ledger.naming import fetch_payloads, find_naming
from rashomon.ledger.parts import PartTables, Seen, make_key, read_key
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Signing, Turn
from rashomon.situation import Asked, Board, Key
from rashomon.situation.captives import AMONG, RELEASE, SEIZED, Captives, Deed
from rashomon.situation.commitments import Commitments, Mention
from rashomon.situation.control import Places
from rashomon.situation.forces import LEAVING, STATIONED, Force, Forces, Leaving
from rashomon.situation.lineage import Lineage
from rashomon.situation.parts import SUBJECT
from rashomon.situation.posts import END, HOLDER, NAMESAKE, OFFICE, TITLED, End, Posts, Term, Titled
from rashomon.situation.shifts import Begun
from rashomon.situation.signs import Sign
from rashomon.situation.turns import Pledge

NAMED = "named"
"""The kind of those whom a part names though its statement does not."""

SAID: Mapping[str, type[Any]] = {
    Captives.kind: Deed,
    RELEASE: Deed,
    AMONG: Deed,
    Places.kind: Sign,
    Forces.kind: Force,
    LEAVING: Leaving,
    Commitments.kind: Mention,
    Posts.kind: Term,
    END: End,
    TITLED: Titled,
    HOLDER: date,
    OFFICE: type(None),
    NAMED: type(None),
    NAMESAKE: type(None),
    SEIZED: type(None),
    STATIONED: type(None),
    SUBJECT: type(None),
}
"""The kinds of parts, and of which type is what they say."""

_HELPING = {
    Captives.kind: (RELEASE, AMONG),
    Forces.kind: (LEAVING,),
    Posts.kind: (END, HOLDER, TITLED),
}
"""The kinds of parts that end states of a kind."""

STATES = (Captives.kind, Places.kind, Forces.kind, Commitments.kind, Posts.kind)

R = TypeVar("R")


class KeptParts:
    """The parts in a ledger, each looked up when it is asked for; or those of some kinds all at once."""

    def __init__(self, connection: Connection, asked: Asked) -> None:
        self._connection = connection
        self._tables = PartTables(connection)
        valid = asked.valid_at.toordinal()
        self._seen = Seen(asked.known_at.toordinal(), valid, valid)
        self._found: dict[tuple[str, Key], Sequence[Any]] = {}
        self._whole: dict[str, dict[Key, list[Any]]] = {}

    def load(self, kinds: Iterable[str] = ()) -> None:
        """Load all that counts of some kinds of states, or of all, for a question about all of them."""
        wanted = frozenset(kinds) or frozenset(STATES)
        for kind in (one for one in STATES if one in wanted):
            for one in (kind, *_HELPING.get(kind, ())):
                self._whole[one] = self._load(one)

    def _load(self, kind: str) -> dict[Key, list[Any]]:
        read = _decoder(kind).decode
        found: dict[Key, list[Any]] = {}
        last, said = b"", []
        for key, content in self._tables.all_of(kind, self._seen):
            if key != last or not found:
                last, said = key, found.setdefault(read_key(key), [])
            said.append(read(content))
        return found

    def keys(
        self, kind: str, asked: Asked, after: Key | None = None, most: int | None = None
    ) -> Sequence[Key]:
        """The keys, in order, under which something counts on the days that are asked for."""
        if kind in self._whole and not asked.about:
            keys = sorted(self._whole[kind])
            return [one for one in keys if after is None or one > after][:most]
        first = None if after is None else make_key(after)
        if not asked.about or kind == Commitments.kind:
            return [read_key(one) for one in self._tables.keys(kind, self._seen, first, most)]
        told = self._naming(asked.about)
        keys_of = self._tables.keys_of(kind, told, self._seen)
        return [read_key(one) for one in keys_of if first is None or one > first][:most]

    def _naming(self, entity: str) -> set[str]:
        told = find_naming(self._connection, [entity], ("statement",))
        return told.union(self._tables.statements_under(NAMED, make_key((entity,))))

    def under(self, kind: str, key: Key) -> Sequence[Any]:
        """What is said under a key, in the order of the statements."""
        if kind in self._whole:
            return self._whole[kind].get(key, ())
        place = kind, key
        if place not in self._found:
            read = _decoder(kind).decode
            contents = self._tables.contents(kind, make_key(key), self._seen)
            self._found[place] = [read(one) for one in contents]
        return self._found[place]


@cache
def _decoder(kind: str) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(SAID[kind])


class KeptMoves:
    """The parts in a ledger that begin or cease to count between two evenings."""

    def __init__(self, connection: Connection, earlier: date, later: date) -> None:
        self._tables = PartTables(connection)
        self._days = earlier.toordinal(), later.toordinal()

    def begun(self, kind: str) -> Iterator[Begun]:
        """The parts of a kind that begin to count."""
        read = _decoder(kind).decode
        for key, content in self._tables.beginning(kind, *self._days):
            yield Begun(read_key(key), read(content))

    def ended(self, kind: str) -> Iterator[Key]:
        """The keys of a kind under which something ceases to count."""
        return map(read_key, self._tables.ending(kind, *self._days))

    def beside(self, kind: str, other: str, key: Key) -> Iterator[Key]:
        """The keys of a kind of the statements that lie under a key of another kind."""
        told = self._tables.statements_under(other, make_key(key))
        return map(read_key, self._tables.keys_of(kind, told))

    def within(self, kind: str, first: Sequence[str]) -> Iterator[Key]:
        """The keys of a kind that begin with some words."""
        return map(read_key, self._tables.within(kind, make_key(first)))


class HeldRecords(Mapping[str, R], Generic[R]):
    """The records of one kind in a ledger by id, each looked up once.

    Args:
        connection: To the ledger.
        kind: Which kind.
        read: Reads of a record what is needed; all of it unless given.
    """

    def __init__(
        self, connection: Connection, kind: str, read: Callable[[str], R] | None = None
    ) -> None:
        self._connection = connection
        self._kind = kind
        self._read: Callable[[str], R] = read or partial(decode, kind)
        self._found: dict[str, R | None] = {}

    def __getitem__(self, key: str) -> R:
        if key not in self._found:
            payload = fetch_payloads(self._connection, self._kind, [key]).get(key)
            self._found[key] = None if payload is None else self._read(payload)
        found = self._found[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError


class KeptPledge(Struct, frozen=True):
    """A pact without its clauses and the statements that speak of it, which are most of it."""

    id: str
    parties: tuple[str, ...]
    signed: tuple[Signing, ...] = ()
    history: tuple[Turn, ...] = ()


_PLEDGE = msgspec.json.Decoder(KeptPledge)


class KeptVoices:
    """The origins behind some statements."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def count(self, statements: Iterable[str]) -> int:
        """How many origins the statements go back to; at least one, for somebody did say so."""
        return max(1, len({self._names[one] for one in statements if one in self._names}))


def open_board(connection: Connection, parts: KeptParts, *, whole: bool = False) -> Board:
    """A board over the parts of a ledger.

    Args:
        connection: To the ledger; the board is to be asked while it is open.
        parts: The parts.
        whole: All of it is asked for, so that entities are loaded together.
    """
    entities: Mapping[str, Entity] = HeldRecords(connection, "entity")
    pacts: Mapping[str, Pledge] = HeldRecords(connection, "pact", _PLEDGE.decode)
    if whole:
        entities = {one.id: one for one in load(connection, "entity")}

    def voices_of(statements: Set[str]) -> KeptVoices:
        return KeptVoices(PartTables(connection).voices(statements))

    return Board(parts, Lineage.over(entities), pacts, voices_of)
