"""Workings in a ledger, and the reports that they are about; see `rashomon.workings`.

It saves work and holds nothing of its own: where it does not fit the extractions, it is filled again.
"""

import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, text

from rashomon.ledger.extractions import load_extraction
from rashomon.records.findings import Extraction
from rashomon.records.reuse import Reuse
from rashomon.workings import Memory, Shelf, UnfitError

T = TypeVar("T")

_SQUEEZED_BYTES = 400
"""From so many bytes on something is kept compressed; smaller things hardly shrink."""

_ZLIB = 0x78
"""How compressed content begins. MessagePack begins so only where the number 120 stands alone."""

_ROWS_AT_ONCE = 10_000


class LedgerWorkings:
    """The workings in a ledger, through one connection; changes need one that writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, shelf: Shelf[T], key: str, member: str = "") -> T | None:
        """What lies at a place; None for nothing."""
        query = "SELECT content FROM workings WHERE shelf = ? AND key = ? AND member = ?"
        row = self._connection.exec_driver_sql(query, (shelf.name, key, member)).first()
        return None if row is None else _decoded(shelf, row[0])

    def find(self, shelf: Shelf[T], key: str) -> Mapping[str, T]:
        """All that lies under a key, by member, in the order of the members."""
        query = "SELECT member, content FROM workings WHERE shelf = ? AND key = ? ORDER BY member"
        rows = self._connection.exec_driver_sql(query, (shelf.name, key))
        return {member: _decoded(shelf, content) for member, content in rows}

    def under(self, shelf: Shelf[T], keys: Iterable[str]) -> Mapping[str, T]:
        """What lies under some keys that have one place only, by key; those with nothing left out."""
        query = (
            "SELECT workings.key, content FROM json_each(?) AS asked CROSS JOIN workings"
            " ON workings.shelf = ? AND workings.key = asked.value AND workings.member = ''"
        )
        asked = msgspec.json.encode(sorted(keys)).decode()
        rows = self._connection.exec_driver_sql(query, (asked, shelf.name))
        return {key: _decoded(shelf, content) for key, content in rows}

    def put(self, shelf: Shelf[T], key: str, member: str, value: T | None) -> None:
        """Lay something at a place, in place of what lay there; None takes it away."""
        place = (shelf.name, key, member)
        if value is None:
            query = "DELETE FROM workings WHERE shelf = ? AND key = ? AND member = ?"
            self._connection.exec_driver_sql(query, place)
        else:
            query = "INSERT OR REPLACE INTO workings VALUES (?, ?, ?, ?)"
            self._connection.exec_driver_sql(query, (*place, _encoded(value)))

    def fill(self, memory: Memory) -> None:
        """Keep all that lies in memory, in place of all that was kept."""
        self._connection.execute(text("DELETE FROM workings"))
        rows = ((*place, _encoded(value)) for *place, value in memory.items())
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            self._connection.exec_driver_sql("INSERT INTO workings VALUES (?, ?, ?, ?)", some)


class KeptReports:
    """The reports of a ledger as they were read, and what any two of them share.

    Args:
        connection: To the ledger.
        most: How many may be looked at before it is given up; any number unless given.
    """

    def __init__(self, connection: Connection, most: int | None = None) -> None:
        self._connection = connection
        self._left = most

    def extraction(self, report: str) -> Extraction:
        """What a report gives by itself.

        Raises:
            UnfitError: It is not kept, was kept by a program with other records, or is one too many.
        """
        if self._left is not None:
            if self._left < 1:
                raise UnfitError("So many reports change that a count of all takes no longer.")
            self._left -= 1
        found = load_extraction(self._connection, report)
        if found is None:
            raise UnfitError(f"The report {report} has no extraction that can be read.")
        return found

    def shared(self, report: str) -> Mapping[str, tuple[Reuse, ...]]:
        """What a report shares with others, by the other report."""
        decoder = msgspec.msgpack.Decoder(tuple[Reuse, ...])
        query = (
            "SELECT other AS partner, content FROM shared_words WHERE one = :report"
            " UNION ALL SELECT one, content FROM shared_words WHERE other = :report"
        )
        rows = self._connection.execute(text(query), {"report": report})
        return {row.partner: decoder.decode(row.content) for row in rows}


def _encoded(value: object) -> bytes:
    content = msgspec.msgpack.encode(value)
    return content if len(content) < _SQUEEZED_BYTES else zlib.compress(content, 1)


def _decoded(shelf: Shelf[T], content: bytes) -> T:
    if len(content) > 1 and content[0] == _ZLIB:
        content = zlib.decompress(content)
    found: T = _decoder(shelf).decode(content)
    return found


@cache
def _decoder(shelf: Shelf[Any]) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(shelf.type)
