"""Raw bytes by their hash: kept once, compressed, never changed."""

import zlib
from hashlib import sha256

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from rashomon.errors import LedgerError
from rashomon.ledger.schema import evidence

_LEVEL = 6
"""zlib's default: news text shrinks to a third; level 9 saves 1 % more for twice the time."""


def keep(connection: Connection, digest: str, content: bytes) -> None:
    """Keep the bytes of one input; those already kept are left alone."""
    connection.execute(
        insert(evidence)
        .values(sha256=digest, size_bytes=len(content), content=zlib.compress(content, _LEVEL))
        .on_conflict_do_nothing()
    )


def fetch(connection: Connection, digest: str) -> bytes:
    """The bytes that were kept under a hash.

    Raises:
        LedgerError: They are missing or are not the bytes that were kept.
    """
    row = connection.execute(
        select(evidence.c.content).where(evidence.c.sha256 == digest)
    ).one_or_none()
    try:
        content = None if row is None else zlib.decompress(row.content)
    except zlib.error:
        content = None
    if content is None or sha256(content).hexdigest() != digest:
        raise LedgerError(
            f"The raw bytes {digest[:12]}… are missing from the ledger or damaged."
            " Restore it from a copy, or read the reports again into a new one.",
            code="ledger-damaged",
        )
    return content


def digests(connection: Connection) -> list[str]:
    """The hashes of all that is kept, sorted."""
    return list(connection.execute(select(evidence.c.sha256).order_by(evidence.c.sha256)).scalars())
