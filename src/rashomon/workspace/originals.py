"""The bytes that a report was read from, by half of its id."""

from sqlalchemy import Connection

from rashomon.errors import UsageError
from rashomon.ledger import evidence
from rashomon.ledger.extractions import digests_starting

_ALIKE_NAMED = 5
"""Ids named to somebody who typed the beginning of several."""


def find_original(connection: Connection, beginning: str) -> bytes:
    """The bytes of the one input whose report's id, or whose own hash, begins so.

    Raises:
        UsageError: No input, or several, go by these signs.
        LedgerError: The bytes are damaged.
    """
    found = digests_starting(connection, beginning) if beginning else {}
    digests = sorted(set(found.values()))
    if len(digests) == 1:
        return evidence.fetch(connection, digests[0])
    if found:
        ids = ", ".join(sorted(found)[:_ALIKE_NAMED])
        raise UsageError(
            f"Several inputs begin with {beginning[:40]}. Name one: {ids}.", code="several-records"
        )
    raise UsageError(
        f"No report goes by {beginning[:40]!r}. Name a report's id, or the SHA-256 of its bytes;"
        " rashomon log lists them.",
        code="no-such-record",
    )
