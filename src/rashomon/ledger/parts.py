"""What a question about days looks up: parts of states, known days, names and voices, by number and key.

It saves work and holds nothing of its own: where it does not fit the records, it is made again.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, cast

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from rashomon.ledger.ties import named, numbered

_ROWS_AT_ONCE = 10_000
_SORTED_AT_ONCE = 1_000_000
_TABLES = ("parts", "known", "called", "voices", "spoken")

PartRow = tuple[str, bytes, int, int, int, int, int, bytes]
"""A row of ``parts``: kind, key, statement, number, known, since, until, content."""


class Seen(Struct, frozen=True):
    """By which day parts are known, and since which one and until when they bear on a state, at most."""

    known: int
    since: int
    until: int


ANY = Seen(1 << 40, 1 << 40, 0)
"""Whatever the days."""

_COUNTS = "parts.known <= ? AND parts.since <= ? AND parts.until >= ?"


def make_key(words: Iterable[str]) -> bytes:
    """A key as it is kept; keys are in the order of the words."""
    return b"\0".join(one.replace("\0", " ").encode() for one in words)


def read_key(key: bytes) -> tuple[str, ...]:
    """The words of a key."""
    return tuple(one.decode() for one in key.split(b"\0"))


class PartTables:
    """The tables in a ledger, through one connection; changes need one that writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # Tens of thousands of small questions: SQLAlchemy would take longer than all else.
        self._driver = cast("sqlite3.Connection", connection.connection.driver_connection)

    # -- parts

    def contents(self, kind: str, key: bytes, seen: Seen = ANY) -> list[bytes]:
        """What lies under a key, in the order of the statements."""
        rows = self._driver.execute(
            f"SELECT content FROM parts WHERE kind = ? AND key = ? AND {_COUNTS}"  # noqa: S608 - our own
            " ORDER BY statement, number",
            (kind, key, *_days(seen)),
        )
        return [content for (content,) in rows]

    def all_of(self, kind: str, seen: Seen = ANY) -> Iterator[tuple[bytes, bytes]]:
        """Keys and what lies under them, key by key in the order of the statements."""
        return self._driver.execute(
            f"SELECT key, content FROM parts WHERE kind = ? AND {_COUNTS}"  # noqa: S608 - our own
            " ORDER BY key, statement, number",
            (kind, *_days(seen)),
        )

    def keys(self, kind: str, seen: Seen, after: bytes | None, most: int | None) -> list[bytes]:
        """The first keys of a kind after another, under which something counts."""
        rows = self._driver.execute(
            f"SELECT DISTINCT key FROM parts WHERE kind = ? AND key > ? AND {_COUNTS}"  # noqa: S608 - our own
            " ORDER BY key LIMIT ?",
            (kind, b"" if after is None else after, *_days(seen), _limit(most)),
        )
        return [key for (key,) in rows]

    def keys_of(self, kind: str, statements: Iterable[str], seen: Seen = ANY) -> list[bytes]:
        """The keys of a kind under which some statements lie, in order."""
        rows = self._driver.execute(
            "SELECT DISTINCT parts.key FROM json_each(?) AS asked"  # noqa: S608 - our own
            " CROSS JOIN parts ON parts.statement = asked.value AND parts.kind = ?"
            f" AND {_COUNTS} ORDER BY parts.key",
            (_listed(map(numbered, statements)), kind, *_days(seen)),
        )
        return [key for (key,) in rows]

    def statements_under(self, kind: str, key: bytes) -> list[str]:
        """The statements under a key, in order."""
        rows = self._driver.execute(
            "SELECT DISTINCT statement FROM parts WHERE kind = ? AND key = ?", (kind, key)
        )
        return sorted(named("st", number) for (number,) in rows)

    def statements_under_all(self, kind: str, keys: Collection[bytes]) -> list[str]:
        """The statements that lie under each of some keys, in order."""
        marks = ", ".join("?" * len(keys))
        rows = self._driver.execute(
            f"SELECT statement FROM parts WHERE kind = ? AND key IN ({marks})"  # noqa: S608 - marks
            " GROUP BY statement HAVING count(DISTINCT key) = ?",
            (kind, *sorted(keys), len(keys)),
        )
        return sorted(named("st", number) for (number,) in rows)

    def beginning(self, kind: str, after: int, last: int) -> list[tuple[bytes, bytes]]:
        """Keys and what lies under them that begins to count on an evening after one, up to another."""
        rows = self._driver.execute(
            "SELECT key, content FROM parts WHERE kind = ? AND max(known, since) > ?"
            " AND max(known, since) <= ?"
            " AND kind NOT IN ('named', 'namesake', 'office', 'seized', 'stationed', 'subject')"
            " ORDER BY key, statement, number",
            (kind, after, last),
        )
        return rows.fetchall()

    def within(self, kind: str, first: bytes) -> list[bytes]:
        """The keys of a kind that go on after some words, in order."""
        rows = self._driver.execute(
            "SELECT DISTINCT key FROM parts WHERE kind = ? AND key > ? AND key < ? ORDER BY key",
            (kind, first + b"\0", first + b"\1"),
        )
        return [key for (key,) in rows]

    def ending(self, kind: str, first: int, before: int) -> list[bytes]:
        """The keys of a kind under which something counts for the last time from a day on to another."""
        rows = self._driver.execute(
            "SELECT DISTINCT key FROM parts WHERE kind = ? AND until >= ? AND until < ?"
            " AND until < 3652059 ORDER BY key",
            (kind, first, before),
        )
        return [key for (key,) in rows]

    def put(self, rows: Iterable[PartRow]) -> None:
        """Put parts, those that lie side by side together."""
        waiting = iter(rows)
        while some := sorted(islice(waiting, _SORTED_AT_ONCE)):
            self._each("INSERT INTO parts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", some)

    def drop(self, statements: Iterable[str]) -> None:
        """Take away all parts of some statements."""
        rows = sorted((numbered(one),) for one in set(statements))
        self._each("DELETE FROM parts WHERE statement = ?", rows)

    def drop_under(self, kind: str, key: bytes, statements: Iterable[str]) -> None:
        """Take away the parts of some statements under a key."""
        rows = sorted((kind, key, numbered(one)) for one in set(statements))
        self._each("DELETE FROM parts WHERE kind = ? AND key = ? AND statement = ?", rows)

    # -- known days

    def first_known(self) -> int | None:
        """The first day on which a report is known; None without reports."""
        first: int | None = self._driver.execute("SELECT min(day) FROM known").fetchone()[0]
        return first

    def last_published(self) -> int | None:
        """The last day on which a report may have been published; None where none has a day."""
        last: int | None = self._driver.execute("SELECT max(published) FROM known").fetchone()[0]
        return last

    def known_between(self, after: int, last: int) -> list[str]:
        """The reports that come to be known after a day, up to another, in order."""
        rows = self._driver.execute(
            "SELECT report FROM known WHERE day > ? AND day <= ? ORDER BY report", (after, last)
        )
        return [report for (report,) in rows]

    def known_days(self, reports: Iterable[str]) -> dict[str, int]:
        """The days on which some reports come to be known, by their ids."""
        rows = self._driver.execute(
            "SELECT known.report, known.day FROM json_each(?) AS asked"
            " CROSS JOIN known ON known.report = asked.value",
            (_listed(reports),),
        )
        return dict(rows.fetchall())

    def is_all_known(self, day: int) -> bool:
        """Whether every report is known by a day."""
        query = "SELECT 1 FROM known WHERE day > ? LIMIT 1"
        return self._driver.execute(query, (day,)).fetchone() is None

    def last_published_by(self, day: int) -> int | None:
        """The last day on which a report may have been published that is known by another."""
        rows = self._driver.execute("SELECT max(published) FROM known WHERE day <= ?", (day,))
        last: int | None = rows.fetchone()[0]
        return last

    def most_ahead(self) -> int:
        """By how many days at most a report is known before the first on which it may be of."""
        found = self._driver.execute("SELECT max(first - day) FROM known").fetchone()[0]
        return max(0, found or 0)

    def mark_known(
        self, gone: Iterable[str], put: Iterable[tuple[str, int, int, int | None]]
    ) -> None:
        """Note on which days reports are known, and were published."""
        self._each("DELETE FROM known WHERE report = ?", [(one,) for one in sorted(set(gone))])
        self._each("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)", sorted(put))

    # -- names

    def called(self, sort: str, name: str) -> list[str]:
        """The ids of those whom a name leads to, in order."""
        rows = self._driver.execute(
            "SELECT entity FROM called WHERE sort = ? AND name = ? ORDER BY entity", (sort, name)
        )
        return [entity for (entity,) in rows]

    def rename(self, gone: Iterable[str], put: Iterable[tuple[str, str, str]]) -> None:
        """Note whom names lead to, in place of what was noted of some."""
        self._each("DELETE FROM called WHERE entity = ?", [(one,) for one in sorted(set(gone))])
        self._each("INSERT INTO called VALUES (?, ?, ?)", sorted(set(put)))

    # -- who is spoken of

    def spoken(self, entities: Iterable[str], day: int = ANY.known) -> dict[str, int]:
        """The days on which some entities are first spoken of, those that are by a day."""
        rows = self._driver.execute(
            "SELECT spoken.entity, spoken.day FROM json_each(?) AS asked"
            " CROSS JOIN spoken ON spoken.entity = asked.value AND spoken.day <= ?",
            (_listed(entities), day),
        )
        return dict(rows.fetchall())

    def spoken_between(self, after: int, last: int) -> list[str]:
        """Those who are first spoken of after a day, up to another, in order."""
        rows = self._driver.execute(
            "SELECT entity FROM spoken WHERE day > ? AND day <= ? ORDER BY entity", (after, last)
        )
        return [entity for (entity,) in rows]

    def speak(self, gone: Iterable[str], put: Iterable[tuple[str, int]]) -> None:
        """Note on which days entities are first spoken of, in place of what was noted of some."""
        self._each("DELETE FROM spoken WHERE entity = ?", [(one,) for one in sorted(set(gone))])
        self._each("INSERT OR REPLACE INTO spoken VALUES (?, ?)", sorted(put))

    # -- voices

    def voices(self, statements: Iterable[str]) -> dict[str, str]:
        """The names of the origins of some statements, by their ids."""
        rows = self._driver.execute(
            "SELECT voices.statement, voices.name FROM json_each(?) AS asked"
            " CROSS JOIN voices ON voices.statement = asked.value",
            (_listed(map(numbered, statements)),),
        )
        return {named("st", number): name for number, name in rows}

    def hear(self, gone: Iterable[str], put: Iterable[tuple[str, str]]) -> None:
        """Note the names of the origins of statements."""
        self._each("DELETE FROM voices WHERE statement = ?", [(numbered(one),) for one in gone])
        rows = sorted((numbered(one), name) for one, name in put)
        self._each("INSERT OR REPLACE INTO voices VALUES (?, ?)", rows)

    # -- all at once

    def clear(self) -> None:
        """Take all away."""
        for table in _TABLES:
            self._driver.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names

    def _each(self, query: str, rows: Iterable[Any]) -> None:
        waiting = iter(rows)
        while some := list(islice(waiting, _ROWS_AT_ONCE)):
            self._driver.executemany(query, some)


def _days(seen: Seen) -> tuple[int, int, int]:
    return seen.known, seen.since, seen.until


def _limit(most: int | None) -> int:
    return -1 if most is None else most


def _listed(values: Iterable[object]) -> str:
    return msgspec.json.encode(sorted(set(values))).decode()
