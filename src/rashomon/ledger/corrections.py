"""The log of corrections: append-only, each entry sealed with the one before.

An entry's hash is the SHA-256 of the UTF-8 bytes of the JSON array ``[previous, seq, made_at, author,
kind, payload]`` without spaces; ``previous`` is the hash of the entry before, or 64 zeros. ``payload``
is the JSON text of what was ruled on what, and why. An undo is one more entry: none is ever taken out.
"""

from collections.abc import Iterator
from typing import cast

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, insert, select

from rashomon.ids import content_id
from rashomon.ledger.custody import NO_HASH, seal
from rashomon.ledger.schema import corrections
from rashomon.records.corrections import Change, Correction, CorrectionKind, Target


class Sealed(Struct, frozen=True):
    """An entry as it is kept, with its seal."""

    seq: int
    id: str
    made_at: str
    author: str
    kind: str
    payload: str
    previous: str
    hash: str


class _Payload(Struct, frozen=True):
    """What an entry keeps besides who made it, when and of which kind."""

    targets: tuple[Target, ...]
    change: Change
    reason: str | None
    said: str
    says: str
    effects: str
    undoes: str | None


def enter_correction(connection: Connection, correction: Correction) -> Correction:
    """Append a correction; its number and its id are given to it here.

    Returns:
        The correction as it was entered.
    """
    last = _last(connection)
    seq, previous = (1, NO_HASH) if last is None else (last.seq + 1, last.hash)
    payload = msgspec.json.encode(
        _Payload(
            correction.targets,
            correction.change,
            correction.reason,
            correction.said,
            correction.says,
            correction.effects,
            correction.undoes,
        )
    ).decode()
    content = (seq, correction.made_at, correction.author, correction.kind, payload)
    row = Sealed(
        seq=seq,
        id=content_id("co", *content),
        made_at=correction.made_at,
        author=correction.author,
        kind=correction.kind,
        payload=payload,
        previous=previous,
        hash=seal(previous, *content),
    )
    connection.execute(insert(corrections).values(**msgspec.structs.asdict(row)))
    return msgspec.structs.replace(correction, seq=seq, id=row.id)


def list_corrections(connection: Connection) -> tuple[Correction, ...]:
    """All entries of the log in their order, undone ones and undos among them."""
    return tuple(map(_opened, list_sealed(connection)))


def list_sealed(connection: Connection) -> Iterator[Sealed]:
    """All entries as they are kept, in their order."""
    for row in connection.execute(select(corrections).order_by(corrections.c.seq)):
        yield Sealed(*row)


def last_correction(connection: Connection) -> int:
    """The number of the newest entry of the log; 0 for none."""
    return int(connection.execute(select(func.max(corrections.c.seq))).scalar() or 0)


def _last(connection: Connection) -> Sealed | None:
    row = connection.execute(
        select(corrections).order_by(corrections.c.seq.desc()).limit(1)
    ).one_or_none()
    return None if row is None else Sealed(*row)


def _opened(row: Sealed) -> Correction:
    found = msgspec.json.decode(row.payload, type=_Payload)
    return Correction(
        seq=row.seq,
        id=row.id,
        made_at=row.made_at,
        author=row.author,
        kind=cast(CorrectionKind, row.kind),
        targets=found.targets,
        change=found.change,
        reason=found.reason,
        said=found.said,
        says=found.says,
        effects=found.effects,
        undoes=found.undoes,
    )
