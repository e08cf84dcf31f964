"""What the database complains of, as one sentence for a person: what, where, what next."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from rashomon.errors import InternalError, LedgerError, RashomonError, StorageError


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns complaints of the database about this file into `LedgerError` and `StorageError`."""
    try:
        yield
    except DBAPIError as error:
        cause = error.orig if isinstance(error.orig, sqlite3.Error) else None
        if cause is None:
            raise
        raise explain(cause, path) from error
    except sqlite3.Error as error:
        raise explain(error, path) from error


def explain(error: sqlite3.Error, path: Path) -> RashomonError:
    """The error that tells a person what the database means."""
    name = getattr(error, "sqlite_errorname", None) or ""
    for prefix, (kind, code, sentence) in _MEANINGS.items():
        if name.startswith(prefix):
            return kind(sentence.format(path=path), code=code)
    return InternalError(
        f"The ledger {path} answered with {name or 'an error'}: {error}. Please report this.",
        code="ledger-internal",
    )


_MEANINGS: dict[str, tuple[type[RashomonError], str, str]] = {
    "SQLITE_NOTADB": (
        LedgerError,
        "not-a-ledger",
        "{path} is not a Rashomon ledger. Name another file with --ledger.",
    ),
    "SQLITE_CORRUPT": (
        LedgerError,
        "ledger-damaged",
        "The ledger {path} is damaged. Restore it from a copy, or read the reports again"
        " into a new one.",
    ),
    "SQLITE_BUSY": (
        LedgerError,
        "ledger-busy",
        "Another process is writing to the ledger {path}. Try again when it is done.",
    ),
    "SQLITE_LOCKED": (
        LedgerError,
        "ledger-busy",
        "Another process is writing to the ledger {path}. Try again when it is done.",
    ),
    "SQLITE_READONLY": (
        StorageError,
        "ledger-read-only",
        "The ledger {path} cannot be written: the file or its folder is read-only."
        " Copy it to where you may write.",
    ),
    "SQLITE_CANTOPEN": (
        StorageError,
        "ledger-cannot-open",
        "The ledger {path} cannot be opened. Check that its folder is there"
        " and that you may write in it.",
    ),
    "SQLITE_PERM": (
        StorageError,
        "no-permission",
        "You may not open the ledger {path}. Ask its owner, or copy it to where you may.",
    ),
    "SQLITE_FULL": (
        StorageError,
        "disk-full",
        "There is no room left for the ledger {path}. What was kept before is safe: free some space"
        " and run the same command again.",
    ),
    "SQLITE_IOERR": (
        StorageError,
        "disk-failed",
        "The disk failed under the ledger {path}. Check the disk and its quota, then run the same"
        " command again.",
    ),
    "SQLITE_TOOBIG": (
        StorageError,
        "too-large",
        "A record is too large for the ledger {path}. Leave the largest input out.",
    ),
}
