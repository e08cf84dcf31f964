"""The chain of custody: who read what, when, from where, each entry sealed with the one before.

An entry's hash is the SHA-256 of the UTF-8 bytes of the JSON array ``[previous, seq, read_at, actor,
name, sha256, size_bytes]`` without spaces; ``previous`` is the hash of the entry before, or 64 zeros.
Whoever changes an entry, or takes one out, would have to change every later one. Who notes the last
hash elsewhere, and holds the log against it later, finds that out as well.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, insert, select

from rashomon.ledger import evidence
from rashomon.ledger.schema import custody
from rashomon.records.reports import RawReport, Whole

NO_HASH = "0" * 64
"""What stands for the entry before the first."""

PROGRAM = "program"
"""The actor where no person is known."""


class Custody(Struct, frozen=True):
    """One entry: the raw input that somebody read, and the seal on it.

    ``read_at`` is a moment in UTC; only the day for inputs that were read before there was a log.
    ``name`` is the input's path below what was read, or its address.
    """

    seq: int
    read_at: str
    actor: str
    name: str
    sha256: str
    size_bytes: int
    previous: str
    hash: str


class Witness(Struct, frozen=True):
    """Who reads, and when."""

    actor: str
    read_at: datetime


def seal(previous: str, *content: str | int) -> str:
    """The hash of an entry: over the hash before it and the entry's fields in their order."""
    return sha256(msgspec.json.encode([previous, *content])).hexdigest()


def witness(connection: Connection, raws: Iterable[RawReport], seen: Witness) -> None:
    """Keep the bytes of inputs and enter who read them; what stands in the log is not entered again.

    Of words out of a feed or a line of JSON, that is kept and entered as well.
    """
    last = last_entry(connection)
    seq, previous = (0, NO_HASH) if last is None else (last.seq, last.hash)
    read_at = seen.read_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    for found in _as_found(raws):
        evidence.keep(connection, found.sha256, found.content)
        if _is_entered(connection, found):
            continue
        seq += 1
        content = (seq, read_at, seen.actor, found.name, found.sha256, len(found.content))
        entry = Custody(*content, previous, seal(previous, *content))
        connection.execute(insert(custody).values(**msgspec.structs.asdict(entry)))
        previous = entry.hash


def _as_found(raws: Iterable[RawReport]) -> Iterator[RawReport | Whole]:
    """The inputs, each after the feed or the line that its words were taken out of."""
    last: Whole | None = None
    for raw in raws:
        if raw.whole is not None and raw.whole is not last:
            yield raw.whole
            last = raw.whole
        yield raw


def _is_entered(connection: Connection, raw: RawReport | Whole) -> bool:
    query = select(func.count()).where(custody.c.sha256 == raw.sha256, custody.c.name == raw.name)
    return bool(connection.execute(query).scalar())


def list_custody(connection: Connection) -> Iterator[Custody]:
    """All entries in their order."""
    for row in connection.execute(select(custody).order_by(custody.c.seq)):
        yield Custody(*row)


def last_entry(connection: Connection) -> Custody | None:
    """The newest entry; None for none."""
    row = connection.execute(select(custody).order_by(custody.c.seq.desc()).limit(1)).one_or_none()
    return None if row is None else Custody(*row)


def last_hash(connection: Connection) -> str:
    """The hash that seals the whole log so far."""
    last = last_entry(connection)
    return NO_HASH if last is None else last.hash
