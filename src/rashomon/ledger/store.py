"""One ledger file: opened, brought up to date, and lent out in transactions.

One process may write while any number read; a reader sees the ledger as it was when it began. A
process killed at any moment leaves the last finished transaction.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.pool import QueuePool

from rashomon.errors import LedgerError, StorageError
from rashomon.ledger.custody import seal
from rashomon.ledger.faults import explained
from rashomon.ledger.folding import fold
from rashomon.ledger.migrations import Migration, apply, latest, migrations
from rashomon.ledger.naming import looked_up_by_json
from rashomon.ledger.schema import FORMAT, about
from rashomon.settings import LedgerSettings

_MAGIC = b"SQLite format 3\x00"


class Ledger:
    """An open ledger; `reading`, `writing` and `trying` lend a connection for one transaction."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger, however long it takes."""
        with explained(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept all together, or not at all."""
        with explained(self.path), self._engine.connect() as connection:
            writer = connection.execution_options(write=True)
            with writer.begin():
                yield writer

    @contextmanager
    def trying(self) -> Iterator[Connection]:
        """A connection that may change anything, none of which is kept; readers are not held up."""
        with explained(self.path), self._engine.connect() as connection:
            writer = connection.execution_options(write=True)
            trial = writer.begin()
            try:
                yield writer
            finally:
                trial.rollback()

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_ledger(
    path: Path,
    *,
    create: bool = False,
    settings: LedgerSettings | None = None,
    steps: Sequence[Migration] | None = None,
) -> Ledger:
    """The ledger in a file, of the newest version.

    Args:
        path: The file.
        create: Make the ledger where there is none.
        settings: How long to wait for another writer.
        steps: The schema's steps; those of this program unless given.

    Raises:
        LedgerError: There is no ledger, the file is something else, it was made by a newer
            program, it is damaged, or another process holds it.
        StorageError: The file cannot be opened or written here.
    """
    steps = migrations() if steps is None else steps
    fresh = _is_fresh(path)
    if fresh and not create:
        raise LedgerError(
            f"no ledger at {path}. Read some reports first: rashomon read FOLDER --ledger {path}",
            code="ledger-missing",
        )
    if fresh and not path.parent.is_dir():
        raise StorageError(
            f"The folder {path.parent} of the ledger is not there. Make it first.",
            code="folder-missing",
        )
    engine = _engine(path, settings or LedgerSettings())
    ledger = Ledger(path, engine)
    try:
        with explained(path):
            version = _version(ledger, fresh=fresh)
            if version > latest(steps):
                raise LedgerError(
                    f"The ledger {path} was made by a newer Rashomon (version {version} of the ledger,"
                    f" this program knows {latest(steps)}). Update the program.",
                    code="ledger-newer",
                )
            if version < latest(steps):
                _bring_up(ledger, steps)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _is_fresh(path: Path) -> bool:
    """Whether nothing was ever kept in the file."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        return True
    except IsADirectoryError:
        raise LedgerError(
            f"{path} is a folder, not a ledger. Name a file with --ledger.", code="not-a-ledger"
        ) from None
    except OSError as error:
        raise StorageError(
            f"The ledger {path} cannot be opened ({error.strerror}). Check the path"
            " and your permissions.",
            code="ledger-cannot-open",
        ) from None
    if head and head != _MAGIC:
        raise LedgerError(
            f"{path} is not a Rashomon ledger. Name another file with --ledger.",
            code="not-a-ledger",
        )
    return not head


def _version(ledger: Ledger, *, fresh: bool) -> int:
    """The version of the ledger's schema; 0 for a file in which nothing is kept yet."""
    if fresh:
        return 0
    with ledger.reading() as connection:
        tables = inspect(connection).get_table_names()
        if not tables:
            return 0
        found = dict.fromkeys(("format", "version"))
        if "about" in tables:
            found |= {row.key: row.value for row in connection.execute(select(about))}
    version = found["version"]
    if found["format"] != FORMAT or version is None or not version.isdecimal():
        raise LedgerError(
            f"{ledger.path} is another program's database, not a Rashomon ledger."
            " Name another file with --ledger.",
            code="not-a-ledger",
        )
    return int(version)


def _bring_up(ledger: Ledger, steps: Sequence[Migration]) -> None:
    """Take every step that the ledger has not taken; each is kept before the next begins."""
    for step in steps:
        with ledger.writing() as connection:
            tables = inspect(connection).get_table_names()
            taken = 0
            if "about" in tables:
                value = connection.execute(
                    select(about.c.value).where(about.c.key == "version")
                ).scalar_one()
                taken = int(value)
            if taken >= step.number:  # by this ledger before, or by another process just now
                continue
            apply(connection, step)
            connection.execute(
                text("INSERT OR REPLACE INTO about (key, value) VALUES ('format', :format)"),
                {"format": FORMAT},
            )


def _engine(path: Path, settings: LedgerSettings) -> Engine:
    """An engine whose every transaction begins explicitly, for reading or for writing."""
    frozen = _is_frozen(path)
    # Not by SQLAlchemy's own address, which takes signs of a file's name for its options.
    address = f"file:{quote(str(path.absolute()))}" + (
        "?mode=ro&immutable=1" if frozen else "?mode=rwc"
    )

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            address, uri=True, timeout=settings.lock_wait_s, check_same_thread=False
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions behind our back
        if not frozen:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # For migrations.
        connection.create_function("custody_hash", -1, seal, deterministic=True)
        connection.create_function("folded_words", 1, fold, deterministic=True)
        connection.create_function("looked_up_by", 2, looked_up_by_json, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer asks for the lock at once: waiting for it later could fail half-way.
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _is_frozen(path: Path) -> bool:
    """Whether the file can only be read as it stands: no log can be kept beside it."""
    if not path.exists():
        return False
    writable = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    log = path.with_name(path.name + "-wal")
    return not writable and not (log.exists() and log.stat().st_size)
