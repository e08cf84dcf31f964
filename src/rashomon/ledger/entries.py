"""The entries: what was recorded when, of which only the difference is ever appended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct, json
from msgspec.structs import replace
from sqlalchemy import Connection, delete, func, insert, select, text

from rashomon.errors import InternalError
from rashomon.ledger.codec import (
    FIELDS,
    TYPES,
    Record,
    decode,
    encode,
    record_id,
    records_of,
    valid_days,
)
from rashomon.ledger.folding import fold
from rashomon.ledger.naming import looked_up_by
from rashomon.ledger.schema import current, entries
from rashomon.records.changes import Change
from rashomon.records.findings import Findings
from rashomon.records.reports import Reject

_ROWS_AT_ONCE = 1000
"""Rows handed to the database at a time; more is no faster."""

_ENTRIES_WAITING = 50_000
"""Entries that wait in memory to be written; a million statements make ten million of them."""


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


def enter_change(
    connection: Connection, kind: str, change: Change[Any], signature: Signature
) -> Difference:
    """Append what changes among the records of one kind, without a look at the others.

    The entries are those that would be appended if all records were entered.
    """
    put = {one.record: one for one in _by_id(kind, change.put)}
    held = _held_with(connection, kind, [*put, *change.gone])
    writer = _Writer(connection, kind, signature)
    added = changed = retired = 0
    for record in sorted({*put, *change.gone}):
        row, new = held.get(record), put.get(record)
        if new is None:
            if row is not None:
                writer.retire(record, row.seq, row.payload)
                retired += 1
        elif row is None:
            writer.add(record, new.payload, new.content)
            added += 1
        elif row.payload != new.payload:
            writer.replace(record, row.seq, row.payload)
            writer.add(record, new.payload, new.content)
            changed += 1
    writer.flush()
    return Difference(kind, added, changed, retired)


def enter_records(
    connection: Connection, kind: str, records: Sequence[Record], signature: Signature
) -> Difference:
    """Append what differs between the records of one kind and what the ledger holds of it."""
    return _enter_kind(connection, kind, records, signature)


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
    read = json.Decoder(TYPES[kind]).decode
    rows: Any = connection.exec_driver_sql(
        "SELECT payload FROM current JOIN entries USING (seq) WHERE current.kind = ?"
        " ORDER BY current.record",
        (kind,),
    ).cursor  # a row made for each of a million records would take as long as reading them
    return tuple([read(payload) for (payload,) in rows])


def load_findings(connection: Connection) -> Findings:
    """Everything that holds now."""
    return Findings(**{field: load(connection, kind) for kind, field in FIELDS.items()})


Changes = Mapping[str, Mapping[str, Any]]
"""By kind and id the records that hold by now and did not before; None for those that hold no more."""


def load_changes(connection: Connection, since: int) -> Changes:
    """What has changed of the findings since an entry was the newest."""
    rows = connection.exec_driver_sql(
        "SELECT kind, record, op, payload FROM entries WHERE seq > ? ORDER BY seq", (since,)
    )
    latest: dict[str, dict[str, str | None]] = {kind: {} for kind in FIELDS}
    for kind, record, op, payload in rows:
        if kind in latest:
            latest[kind][record] = payload if op == "add" else None
    return {
        kind: {
            record: None if payload is None else decode(kind, payload)
            for record, payload in sorted(found.items())
        }
        for kind, found in latest.items()
        if found
    }


def follow(findings: Findings, changes: Changes) -> Findings:
    """The findings with what has changed of them; what has not is the same object as before."""
    fields = {}
    for kind, changed in changes.items():
        kept = [one for one in getattr(findings, FIELDS[kind]) if one.id not in changed]
        kept += [one for one in changed.values() if one is not None]
        fields[FIELDS[kind]] = tuple(sorted(kept, key=lambda one: one.id))
    return replace(findings, **fields)


def find(connection: Connection, record: str) -> tuple[str, Any] | None:
    """The kind and the record that goes by an id now; None for none."""
    for kind in (*FIELDS, "prior"):  # the primary key begins with the kind
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


class _New(Struct, frozen=True):
    """A record that is to hold, as it is entered."""

    record: str
    payload: str
    content: Record


def _held(connection: Connection, kind: str) -> Iterator[Any]:
    """The records of a kind that hold, in the order of their ids.

    They are fetched some at a time, so that what is behind them may be changed meanwhile and a large
    ledger does not fill memory.
    """
    last = ""
    while True:
        query = _join().where(current.c.kind == kind, current.c.record > last)
        rows = connection.execute(query.order_by(current.c.record).limit(_ROWS_AT_ONCE)).all()
        yield from rows
        if len(rows) < _ROWS_AT_ONCE:
            return
        last = rows[-1].record


def _held_with(connection: Connection, kind: str, records: Sequence[str]) -> dict[str, Any]:
    """The records with some ids that hold, by id."""
    found: dict[str, Any] = {}
    for start in range(0, len(records), _ROWS_AT_ONCE):
        some = records[start : start + _ROWS_AT_ONCE]
        query = _join().where(current.c.kind == kind, current.c.record.in_(some))
        found |= {row.record: row for row in connection.execute(query)}
    return found


def _by_id(kind: str, records: Iterable[Record]) -> Iterator[_New]:
    """The records in the order of their ids, each once."""
    last: _New | None = None
    for content in sorted(records, key=record_id):
        new = _New(record_id(content), encode(content), content)
        if last is None or last.record != new.record:
            yield new
        elif last.payload != new.payload:
            raise InternalError(f"Two different records of kind {kind} share the id {new.record}.")
        last = new


def _enter_kind(
    connection: Connection, kind: str, records: Sequence[Record], signature: Signature
) -> Difference:
    """Walk through what holds and what is to hold side by side, and append where they differ."""
    writer = _Writer(connection, kind, signature)
    added = changed = retired = 0
    held = _held(connection, kind)
    row = next(held, None)
    for new in _by_id(kind, records):
        while row is not None and row.record < new.record:
            writer.retire(row.record, row.seq, row.payload)
            retired += 1
            row = next(held, None)
        if row is None or row.record != new.record:
            writer.add(new.record, new.payload, new.content)
            added += 1
            continue
        if row.payload != new.payload:
            writer.replace(row.record, row.seq, row.payload)
            writer.add(new.record, new.payload, new.content)
            changed += 1
        row = next(held, None)
    while row is not None:
        writer.retire(row.record, row.seq, row.payload)
        retired += 1
        row = next(held, None)
    writer.flush()
    return Difference(kind, added, changed, retired)


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
        self._naming: list[tuple[str, str, str]] = []
        self._unnamed: list[tuple[str, str]] = []

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
            self._indexed.append((self._seq, fold(decode("passage", payload).text)))
        self._naming += [(one, self._kind, record) for one in looked_up_by(self._kind, payload)]

    def retire(self, record: str, seq: int, payload: str | None) -> None:
        self._append(op="retire", record=record, payload=None, valid_from=None, valid_to=None)
        self._gone.append({"gone": record})
        if payload is not None:
            self.replace(record, seq, payload)

    def replace(self, record: str, seq: int, payload: str) -> None:
        self._unnamed.append((self._kind, record))
        if self._kind == "passage":
            self._unindexed.append((seq, fold(decode("passage", payload).text)))

    def _append(self, **fields: Any) -> None:
        if len(self._entries) >= _ENTRIES_WAITING:
            self.flush()
        self._seq += 1
        self._entries.append({"seq": self._seq, **self._common, **fields})

    def flush(self) -> None:
        """Write all that was asked for since the last time."""
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
        self._rename()
        for waiting in (self._unindexed, self._entries, self._gone, self._holding, self._indexed):
            waiting.clear()

    def _rename(self) -> None:
        """Keep in step what records are looked up by; what goes, goes before what comes."""
        driver = self._connection.exec_driver_sql
        if self._unnamed:
            driver("DELETE FROM naming WHERE kind = ? AND record = ?", self._unnamed)
        if self._naming:
            driver("INSERT INTO naming VALUES (?, ?, ?)", sorted(self._naming))
        self._unnamed.clear()
        self._naming.clear()


def _slices(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        yield rows[start : start + _ROWS_AT_ONCE]
