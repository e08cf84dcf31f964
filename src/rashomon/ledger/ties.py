"""The ties between statements in a ledger, and the records around them, looked up by key.

It saves work and holds nothing of its own: where it does not fit the records, it is made again. Its
methods are what `rashomon.claiming.held.Held` asks for.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from rashomon.ledger.codec import decode
from rashomon.ledger.entries import load
from rashomon.ledger.naming import fetch_payloads, find_naming
from rashomon.records.claims import Claim, Dispute
from rashomon.records.mentions import Entity, Mark
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement
from rashomon.records.ties import AllTies, Opposition, Posting, Tie

_ROWS_AT_ONCE = 10_000
_SORTED_AT_ONCE = 1_000_000
_HALF = 1 << 63
_KEYS_HELD = 1 << 16
_TIES_OF = "SELECT ties.* FROM json_each(?) AS asked CROSS JOIN ties ON ties.one = asked.value"

T = TypeVar("T")


class HeldRecords:
    """The records in a ledger, through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._claims: dict[str, Claim] = {}

    def reports(self, ids: Iterable[str]) -> list[Report]:
        """The reports with some ids."""
        return self._load("report", ids)

    def marks(self, ids: Iterable[str]) -> list[Mark]:
        """The marks with some ids."""
        return self._load("mark", ids)

    def statements(self, ids: Iterable[str]) -> list[Statement]:
        """The statements with some ids."""
        return self._load("statement", ids)

    def entities(self, ids: Iterable[str]) -> list[Entity]:
        """The entities with some ids."""
        return self._load("entity", ids)

    def reuse(self, ids: Iterable[str]) -> list[Reuse]:
        """The reuses with some ids."""
        return self._load("reuse", ids)

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """The claims with some ids, each looked up once, since one may hold ten thousand statements."""
        ids = set(ids)
        missing = [one for one in ids if one not in self._claims]
        self._claims |= {one.id: one for one in self._load("claim", missing)}
        return [self._claims[one] for one in sorted(ids) if one in self._claims]

    def disputes(self, ids: Iterable[str]) -> list[Dispute]:
        """The disputes with some ids."""
        return self._load("dispute", ids)

    def statements_of(self, reports: Iterable[str]) -> list[Statement]:
        """All statements of some reports."""
        return self._load("statement", find_naming(self._connection, reports, ("statement",)))

    def statements_naming(self, entities: Iterable[str]) -> set[str]:
        """The ids of the statements that name one of some entities."""
        return find_naming(self._connection, entities, ("statement",))

    def reuse_of(self, reports: Iterable[str]) -> list[Reuse]:
        """The passages that some reports have in common with others."""
        return self._load("reuse", find_naming(self._connection, reports, ("reuse",)))

    def claims_of(self, statements: Iterable[str]) -> list[Claim]:
        """The claims that some statements are part of."""
        return self.claims(find_naming(self._connection, statements, ("claim",)))

    def disputes_of(self, claims: Iterable[str]) -> list[Dispute]:
        """The disputes in which some claims stand."""
        return self._load("dispute", find_naming(self._connection, claims, ("dispute",)))

    def parts_of(self, wholes: Iterable[str]) -> set[str]:
        """The ids of the entities that are part of one of some entities, or of one of their parts."""
        found: set[str] = set()
        wanted = {one for one in wholes if one}
        while wanted:
            query = "SELECT part FROM wholes WHERE whole IN (SELECT value FROM json_each(?))"
            rows = self._all(query, _listed(wanted))
            wanted = {part for (part,) in rows} - found
            found |= wanted
        return found

    def listed(self, kind: str) -> list[str]:
        """The ids of the entities of a kind: those that are states, or that registries know."""
        return [part for (part,) in self._all("SELECT part FROM wholes WHERE whole = ?", kind)]

    def pacts(self) -> tuple[Pact, ...]:
        """All pacts."""
        return load(self._connection, "pact")

    def forecasts(self, ids: Iterable[str]) -> list[Forecast]:
        """The forecasts with some ids."""
        return self._load("forecast", ids)

    def all_of(self, kind: str) -> tuple[Any, ...]:
        """All records of a kind."""
        return load(self._connection, kind)

    def _load(self, kind: str, ids: Iterable[str]) -> list[Any]:
        found = fetch_payloads(self._connection, kind, ids)
        return [decode(kind, found[one]) for one in sorted(found)]

    def _all(self, query: str, *parameters: object) -> list[Any]:
        return list(self._connection.exec_driver_sql(query, parameters).all())


class Ties(HeldRecords):
    """The ties in a ledger, through one connection; changes need one that writes."""

    # -- postings

    def members(self, key: tuple[str, ...], limit: int) -> list[Posting]:
        """The first of the statements under a key, in their order."""
        query = (
            "SELECT rank, statement FROM postings WHERE key = ? ORDER BY rank, statement LIMIT ?"
        )
        rows = self._all(query, _hash(key), limit)
        return [Posting(key, rank, named("st", number)) for rank, number in rows]

    def following(self, key: tuple[str, ...], rank: int, limit: int) -> list[Posting]:
        """The first of the statements under a key whose rank is not below one, in their order."""
        query = (
            "SELECT rank, statement FROM postings WHERE key = ? AND rank >= ?"
            " ORDER BY rank, statement LIMIT ?"
        )
        rows = self._all(query, _hash(key), rank, limit)
        return [Posting(key, rank, named("st", number)) for rank, number in rows]

    def around(self, posting: Posting, number: int) -> list[Posting]:
        """So many before and after a posting, itself among them if it is there, in their order."""
        key = _hash(posting.key)
        at = (key, posting.rank, numbered(posting.statement))
        columns = "SELECT rank, statement FROM postings WHERE key = ? AND (rank, statement)"
        before = self._all(
            f"{columns} < (?, ?) ORDER BY rank DESC, statement DESC LIMIT ?", *at, number
        )
        after = self._all(f"{columns} > (?, ?) ORDER BY rank, statement LIMIT ?", *at, number)
        own = self._all(f"{columns} = (?, ?)", *at)
        rows = [*reversed(before), *own, *after]
        return [Posting(posting.key, rank, named("st", statement)) for rank, statement in rows]

    def repost(self, out: Iterable[Posting], into: Iterable[Posting]) -> None:
        """Take postings away and put others."""
        self._each(
            "DELETE FROM postings WHERE key = ? AND rank = ? AND statement = ?", map(_row, out)
        )
        rows = sorted(map(_row, into))
        self._each("INSERT OR IGNORE INTO postings VALUES (?, ?, ?)", rows)

    # -- ties

    def ties_of(self, statements: Iterable[str]) -> set[Tie]:
        """The ties of some statements with any other."""
        return self._tied(_TIES_OF, statements)

    def copied_ties(self, statements: Iterable[str]) -> set[Tie]:
        """The ties of some statements with those that they were copied from, or to."""
        return self._tied(f"{_TIES_OF} AND ties.reuse <> ''", statements)

    def _tied(self, query: str, statements: Iterable[str]) -> set[Tie]:
        return {_tie(*row) for row in self._all(query, _listed(map(numbered, statements)))}

    def retie(self, out: Iterable[Tie], into: Iterable[Tie]) -> None:
        """Take ties away and put others."""
        gone = (row[:4] for tie in out for row in _both(tie))
        query = "DELETE FROM ties WHERE one = ? AND other = ? AND reuse = ? AND place = ?"
        self._each(query, gone)
        rows = sorted(row for tie in into for row in _both(tie))
        self._each("INSERT INTO ties VALUES (?, ?, ?, ?, ?)", rows)

    # -- clashes

    def clashes_of(self, statements: Iterable[str]) -> dict[Opposition, str]:
        """The clashes of some statements with any other, each with its dispute, empty for none."""
        asked = _listed(map(numbered, statements))
        of_one = (
            "SELECT content, dispute FROM json_each(?) AS asked"
            " CROSS JOIN clashes ON clashes.one = asked.value"
        )
        of_other = of_one.replace("clashes.one", "clashes.other")
        return _clashes([*self._all(of_one, asked), *self._all(of_other, asked)])

    def clashes_owned(self, owners: Iterable[tuple[str, ...]]) -> dict[Opposition, str]:
        """The clashes of some owners, each with its dispute."""
        query = (
            "SELECT content, dispute FROM clashes WHERE owner IN (SELECT value FROM json_each(?))"
        )
        return _clashes(self._all(query, _listed(map(_hash, owners))))

    def clashes_deciding(self, disputes: Iterable[str]) -> dict[Opposition, str]:
        """The clashes that make some disputes."""
        query = (
            "SELECT content, dispute FROM clashes"
            " WHERE dispute <> '' AND dispute IN (SELECT value FROM json_each(?))"
        )
        return _clashes(self._all(query, _listed(one for one in disputes if one)))

    def oppose(self, out: Iterable[Opposition], into: Iterable[Opposition]) -> None:
        """Take clashes away and put others, which make no dispute yet."""
        gone = ((_hash(_content(one)),) for one in out)
        self._each("DELETE FROM clashes WHERE number = ?", gone)
        self._each(
            "INSERT INTO clashes VALUES (?, ?, ?, ?, ?, ?)", (_clash(one, "") for one in into)
        )

    def decide(self, disputes: Mapping[Opposition, str]) -> None:
        """Note which dispute clashes make; empty for none."""
        rows = ((dispute, _hash(_content(one))) for one, dispute in disputes.items())
        self._each("UPDATE clashes SET dispute = ? WHERE number = ?", rows)

    # -- wholes

    def reenter(self, entities: Iterable[str], wholes: Iterable[tuple[str, str]]) -> None:
        """Note what entities are looked up by, each with its part, in place of what was noted."""
        self._each("DELETE FROM wholes WHERE part = ?", ((one,) for one in entities))
        self._each("INSERT INTO wholes VALUES (?, ?)", sorted(set(wholes)))

    # -- all at once

    def replace(self, ties: AllTies) -> None:
        """Keep the ties of all statements, in place of all that was kept."""
        for table in ("postings", "ties", "clashes", "wholes"):
            self._connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own names
        for postings in _batches(ties.postings):
            self.repost((), postings)
        for some in _batches(ties.ties):
            self.retie((), some)
        rows = (_clash(one, dispute) for one, dispute in ties.clashes)
        self._each("INSERT INTO clashes VALUES (?, ?, ?, ?, ?, ?)", rows)
        self.reenter((), ties.wholes)

    def _each(self, query: str, rows: Iterable[Any]) -> None:
        waiting = iter(rows)
        while some := list(islice(waiting, _ROWS_AT_ONCE)):
            self._connection.exec_driver_sql(query, some)


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """Rows so many at a time that sorting them puts neighbours together, and they fit in memory."""
    waiting = iter(rows)
    while some := list(islice(waiting, _SORTED_AT_ONCE)):
        yield some


def _listed(values: Iterable[object]) -> str:
    return msgspec.json.encode(sorted(set(values))).decode()


# -- records by number


def numbered(name: str) -> int:
    """The number of a record by its id; numbers are in the order of the ids of one kind."""
    return int(name[3:], 16) - _HALF


def named(kind: str, number: int) -> str:
    """The id of a record of a kind by its number."""
    return f"{kind}-{number + _HALF:016x}"


@lru_cache(maxsize=_KEYS_HELD)
def _hash(key: tuple[str, ...]) -> int:
    """A number for a key; two keys of ten million share one in one ledger of a hundred thousand."""
    digest = blake2b("\0".join(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") - _HALF


def _row(posting: Posting) -> tuple[int, int, int]:
    return _hash(posting.key), posting.rank, numbered(posting.statement)


def _both(tie: Tie) -> Iterator[tuple[int, int, str, int, float]]:
    one, other = numbered(tie.one), numbered(tie.other)
    yield one, other, tie.reuse, 1, tie.bits
    yield other, one, tie.reuse, 2, tie.bits


def _tie(one: int, other: int, reuse: str, place: int, bits: float) -> Tie:
    names = (named("st", one), named("st", other))
    first, second = names if place == 1 else reversed(names)
    return Tie(first, second, bits, reuse)


def _content(clash: Opposition) -> tuple[str, ...]:
    return "clash", msgspec.json.encode(clash).decode()


def _clash(clash: Opposition, dispute: str) -> tuple[int, int, int, int, str, bytes]:
    ends = numbered(clash.one), numbered(clash.other)
    content = msgspec.msgpack.encode(clash)
    return _hash(_content(clash)), _hash(clash.owner), *ends, dispute, content


def _clashes(rows: Iterable[tuple[bytes, str]]) -> dict[Opposition, str]:
    decoder = msgspec.msgpack.Decoder(Opposition)
    return {decoder.decode(content): dispute for content, dispute in rows}
