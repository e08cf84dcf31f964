"""The entries: what was recorded when, of which only the difference is ever appended."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select, text

from rashomon.errors import InternalError
from rashomon.ledger.codec import FIELDS, Record, decode, encode, record_id, records_of, valid_days
from rashomon.ledger.schema import current, entries
from rashomon.records.findings import Findings
from rashomon.records.reports import Reject

_ROWS_AT_ONCE = 1000
"""Rows handed to the database at a time; more is no faster."""


class Difference(Struct, frozen=True):
    """How many records of a kind were added, changed or retired."""

    kind: str
    added: int
    changed: int
    retired: int


class Signature(Struct, frozen=True):
    """Who makes entries, and when: a program with its version, or a person.

    ``reason`` is what makes them necessary beside new reports: the id of a correction.
    """

    author: str
    recorded_at: datetime
    reason: str | None = None


def enter_findings(
    connection: Connection, findings: Findings, signature: Signature
) -> tuple[Difference, ...]:
    """Append what differs between the findings and what the ledger holds.

    A record whose content is unchanged gets no entry; one that no longer follows is retired.

    Raises:
        InternalError: Two records of a kind share an id but not their content.
    """
    return tuple(
        _enter_kind(connection, kind, records_of(findings, kind), signature) for kind in FIELDS
    )


def enter_rejects(
    connection: Connection, rejects: Sequence[Reject], read: Iterable[str], signature: Signature
) -> None:
    """Record what could not be read, and retire rejects of the names that have been read since."""
    held = {row.record: row for row in _held(connection, "reject")}
    added = {record_id(one): encode(one) for one in rejects}
    gone = {record_id(Reject(name, "", "")) for name in read} - set(added)
    writer = _Writer(connection, "reject", signature)
    for record in sorted(gone & set(held)):
        writer.retire(record, held[record].seq, None)
    for reject in sorted(rejects, key=record_id):
        record = record_id(reject)
        if record not in held or held[record].payload != added[record]:
            writer.add(record, added[record], reject)
    writer.flush()


def load(connection: Connection, kind: str) -> tuple[Any, ...]:
    """All records of a kind that hold now, sorted by id."""
    query = _join().where(current.c.kind == kind).order_by(current.c.record)
    return tuple(decode(kind, row.payload) for row in connection.execute(query))


def load_findings(connection: Connection) -> Findings:
    """Everything that holds now."""
    return Findings(**{field: load(connection, kind) for kind, field in FIELDS.items()})


def find(connection: Connection, record: str) -> tuple[str, Any] | None:
    """The kind and the record that goes by an id now; None for none."""
    kinds = tuple(FIELDS)
    for kind in kinds:  # the primary key begins with the kind
        query = _join().where(current.c.kind == kind, current.c.record == record)
        row = connection.execute(query).one_or_none()
        if row is not None:
            return kind, decode(kind, row.payload)
    return None


def find_starting(connection: Connection, beginning: str, limit: int) -> list[tuple[str, str]]:
    """The kinds and ids of records whose id begins so, for a person who types half of one."""
    query = (
        select(current.c.kind, current.c.record)
        .where(current.c.record.startswith(beginning, autoescape=True))
        .order_by(current.c.record)
        .limit(limit)
    )
    return [(row.kind, row.record) for row in connection.execute(query)]


def last_seq(connection: Connection) -> int:
    """The number of the newest entry; 0 for none."""
    return int(connection.execute(select(func.max(entries.c.seq))).scalar() or 0)


def counts(connection: Connection) -> dict[str, int]:
    """How many records of each kind hold now."""
    query = select(current.c.kind, func.count().label("number")).group_by(current.c.kind)
    return {row.kind: row.number for row in connection.execute(query)}


def _join() -> Any:
    return select(current.c.record, current.c.seq, entries.c.payload).join(
        entries, entries.c.seq == current.c.seq
    )


def _held(connection: Connection, kind: str) -> Iterator[Any]:
    yield from connection.execute(_join().where(current.c.kind == kind).order_by(current.c.record))


def _enter_kind(
    connection: Connection, kind: str, records: Sequence[Record], signature: Signature
) -> Difference:
    waiting: dict[str, tuple[str, Record]] = {}
    for one in records:
        payload = encode(one)
        if waiting.setdefault(record_id(one), (payload, one))[0] != payload:
            raise InternalError(
                f"Two different records of kind {kind} share the id {record_id(one)}."
            )
    writer = _Writer(connection, kind, signature)
    changed = retired = 0
    for row in list(_held(connection, kind)):
        found = waiting.get(row.record)
        if found is None:
            writer.retire(row.record, row.seq, row.payload)
            retired += 1
        elif found[0] == row.payload:
            del waiting[row.record]
        else:
            writer.replace(row.seq, row.payload)
            changed += 1
    for record in sorted(waiting):
        writer.add(record, *waiting[record])
    writer.flush()
    return Difference(kind, len(waiting) - changed, changed, retired)


class _Writer:
    """Appends entries of one kind and keeps the projections in step with them."""

    def __init__(self, connection: Connection, kind: str, signature: Signature) -> None:
        self._connection = connection
        self._kind = kind
        self._common = {
            "recorded_at": signature.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "author": signature.author,
            "kind": kind,
            "reason": signature.reason,
        }
        self._seq = last_seq(connection)
        self._entries: list[dict[str, Any]] = []
        self._holding: list[dict[str, Any]] = []
        self._gone: list[dict[str, Any]] = []
        self._indexed: list[tuple[int, str]] = []
        self._unindexed: list[tuple[int, str]] = []

    def add(self, record: str, payload: str, content: Record) -> None:
        days = valid_days(content)
        self._append(
            op="add",
            record=record,
            payload=payload,
            valid_from=None if days is None else days.first.isoformat(),
            valid_to=None if days is None else days.last.isoformat(),
        )
        self._holding.append({"kind": self._kind, "record": record, "seq": self._seq})
        if self._kind == "passage":
            self._indexed.append((self._seq, decode("passage", payload).text))

    def retire(self, record: str, seq: int, payload: str | None) -> None:
        self._append(op="retire", record=record, payload=None, valid_from=None, valid_to=None)
        self._gone.append({"gone": record})
        if payload is not None:
            self.replace(seq, payload)

    def replace(self, seq: int, payload: str) -> None:
        if self._kind == "passage":
            self._unindexed.append((seq, decode("passage", payload).text))

    def _append(self, **fields: Any) -> None:
        self._seq += 1
        self._entries.append({"seq": self._seq, **self._common, **fields})

    def flush(self) -> None:
        """Write all that was asked for."""
        # The index is told which words go before the view that it reads them from changes.
        for seq, words in self._unindexed:
            self._connection.execute(
                text(
                    "INSERT INTO passage_index (passage_index, rowid, words)"
                    " VALUES ('delete', :seq, :words)"
                ),
                {"seq": seq, "words": words},
            )
        for some in _slices(self._entries):
            self._connection.execute(insert(entries), some)
        for some in _slices(self._gone):
            self._connection.execute(
                delete(current).where(
                    current.c.kind == self._kind, current.c.record == text(":gone")
                ),
                some,
            )
        for some in _slices(self._holding):
            self._connection.execute(
                text(
                    "INSERT INTO current (kind, record, seq) VALUES (:kind, :record, :seq)"
                    " ON CONFLICT (kind, record) DO UPDATE SET seq = excluded.seq"
                ),
                some,
            )
        indexed = [{"seq": seq, "words": words} for seq, words in self._indexed]
        for some in _slices(indexed):
            self._connection.execute(
                text("INSERT INTO passage_index (rowid, words) VALUES (:seq, :words)"), some
            )


def _slices(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        yield rows[start : start + _ROWS_AT_ONCE]
