"""The desk: one ledger as the server holds it, read anew whenever it changed.

A reader never waits for a writer: while a changed ledger is read and its first pages are made, the state
before is shown. Only what was entered since is read, and only what it touches is made anew. A
ledger that is removed, locked or of another version gives an error that says so; once it can be read
again, it is.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Connection

from rashomon.correcting.log import rule
from rashomon.errors import InternalError, LedgerError, RashomonError
from rashomon.ledger import entries, extractions
from rashomon.ledger.codec import FIELDS
from rashomon.ledger.corrections import list_corrections
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.records.corrections import Rulings
from rashomon.records.findings import Findings
from rashomon.server.drift import unsteady_since
from rashomon.server.memory import without_collections
from rashomon.server.snapshots import Follows, Snapshot
from rashomon.settings import Settings

Value = TypeVar("Value")

_FIRST_LOAD_S = 10.0
"""How long the first page waits for a ledger that is being opened, before it says so."""


class Trace(Struct, frozen=True):
    """By what a changed file is told from an unchanged one: the ledger's and its log's."""

    inode: int
    files: tuple[tuple[int, int], ...]


class Opening:
    """How far a ledger is read: so many records of so many."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._read: set[str] = set()

    def told(self, kind: str, records: Value) -> Value:
        """The records of a kind, which are read by now."""
        self._read.add(kind)
        return records

    @property
    def words(self) -> str:
        """The same in words; empty while nothing can be told."""
        of = sum(self._counts.get(kind, 0) for kind in FIELDS)
        read = sum(self._counts.get(kind, 0) for kind in self._read)
        return f" ({read:,} of {of:,} records are read)" if read else ""


class Desk:
    """One ledger and the snapshots of it.

    Whoever writes through the server holds ``writing``. ``on_loaded`` is called, off the way of those
    who wait, when a ledger was read anew; ``on_shown`` after it, once that state is shown, for what is
    asked for less often.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.settings = settings
        self.slug = slug_of(path.stem)
        self.title = settings.serving.title or path.stem
        self._ledger: Ledger | None = None
        self._trace: Trace | None = None
        self._snapshot: Snapshot | None = None
        self._known: OrderedDict[tuple[int, date], Snapshot] = OrderedDict()
        self.writing = Lock()
        self._lock = Lock()
        self._preparing = Lock()
        self._prepared: Snapshot | None = None
        self._loading: Event | None = None
        self._fault: RashomonError | None = None
        self._opening = Opening({})
        self._completed: Snapshot | None = None
        self.on_loaded: Callable[[Snapshot], None] | None = None
        self.on_shown: Callable[[Snapshot], None] | None = None

    def snapshot(self, asof: date | None = None) -> Snapshot:
        """The newest state that can be shown, as known on a day or now.

        Raises:
            LedgerError: The ledger cannot be read; ``ledger-loading`` while it is read for the first
                time.
            StorageError: The file cannot be opened.
        """
        now = self._newest()
        return now if asof is None else self._as_known(now, asof)

    def begin(self) -> None:
        """Begin to read the ledger, for whoever asks first; what goes wrong is told then."""
        try:
            self._start(self._look())
        except RashomonError:
            return

    def refresh(self) -> Snapshot:
        """The state after everything that is kept by now: for whoever has just written."""
        self._load(self._look())
        shown = self._newest()
        if shown.follows is not None:
            Thread(target=self._complete, args=(shown,), daemon=True).start()
        return shown

    def look(self) -> None:
        """Give up a file that is gone or another by now, before a question to the database.

        Raises:
            LedgerError: It is gone, or cannot be looked at.
        """
        try:
            trace = self._look()
        except RashomonError:
            self._forget()
            raise
        if self._trace is not None and trace.inode != self._trace.inode:
            self._forget()

    def ledger(self) -> Ledger:
        """The open ledger, for questions that the database answers better than memory."""
        with self._lock:
            if self._ledger is None:
                self._ledger = open_ledger(self.path, settings=self.settings.ledger)
            return self._ledger

    def made_by(self) -> dict[str, str]:
        """The parser, with its version, by which the reports were read."""
        with self.ledger().reading() as connection:
            _, _, model = extractions.noted(connection, "settled_by").partition(" ")
        return {"parser": model} if model else {}

    def close(self) -> None:
        """Give the ledger's file back."""
        with self._lock:
            if self._ledger is not None:
                self._ledger.close()
                self._ledger = None

    # -- within

    def _newest(self) -> Snapshot:
        try:
            trace = self._look()
        except RashomonError:
            self._forget()
            raise
        if self._snapshot is None or trace != self._trace or self._fault is not None:
            self._start(trace).wait(
                _FIRST_LOAD_S if self._snapshot is None else self.settings.serving.patience_s
            )
        held = self._snapshot is not None
        if self._fault is not None and not (held and self._fault.code == "ledger-busy"):
            raise self._fault
        if self._snapshot is None:
            raise LedgerError(
                f"The ledger {self.path} is being opened{self._opening.words}. This page will follow"
                " by itself.",
                code="ledger-loading",
            )
        return self._snapshot

    def _look(self) -> Trace:
        """What the file looks like from outside, without opening it."""
        try:
            about = self.path.stat()
        except FileNotFoundError:
            raise LedgerError(
                f"There is no ledger at {self.path} any more. Put it back, or read some reports:"
                f" rashomon read FOLDER --ledger {self.path}",
                code="ledger-missing",
            ) from None
        except OSError as error:
            raise LedgerError(
                f"The ledger {self.path} cannot be looked at ({error.strerror}).",
                code="ledger-cannot-open",
            ) from None
        files = [(about.st_mtime_ns, about.st_size)]
        try:
            log = self.path.with_name(self.path.name + "-wal").stat()
            files.append((log.st_mtime_ns, log.st_size))
        except OSError:  # no log is kept beside a ledger at rest
            pass
        return Trace(about.st_ino, tuple(files))

    def _start(self, trace: Trace) -> Event:
        """Load the ledger in a thread of its own, unless one is at it; set when it is done."""
        with self._lock:
            if self._loading is None:
                done = self._loading = Event()
                Thread(target=self._load_quietly, args=(trace, done), daemon=True).start()
            return self._loading

    def _load_quietly(self, trace: Trace, done: Event) -> None:
        try:
            if self._ledger is None:
                self.ledger()  # one of another version is brought up to date, which changes its file
                trace = self._look()
            if self._snapshot is not None:  # the state before is shown until all is made
                self._prepare(self._reopened(trace))
            self._load(trace)
        except RashomonError as error:
            self._fault = error
        except Exception as error:  # noqa: BLE001 - a reader is told, the next request tries again
            self._fault = InternalError(f"The ledger could not be loaded ({error}).")
        finally:
            with self._lock:
                self._loading = None
            done.set()
        shown = self._snapshot
        if shown is not None:
            self._complete(shown)

    def _complete(self, shown: Snapshot) -> None:
        """Have made all that will be asked of a snapshot, unless a newer one is shown by then."""
        self._prepare(shown)
        with self._preparing:
            if self.on_shown is not None and shown is self._snapshot is not self._completed:
                with without_collections():
                    self.on_shown(shown)
                self._completed = shown

    def _prepare(self, loaded: Snapshot) -> None:
        """Have made what screens will ask of a snapshot, once."""
        with self._preparing:
            if loaded is not self._prepared:
                if self.on_loaded is not None:
                    with without_collections():
                        self.on_loaded(loaded)
                loaded.follows = None
                self._prepared = loaded

    def _load(self, trace: Trace) -> None:
        """Show the ledger's state from now on."""
        self._show(self._reopened(trace), trace)

    def _reopened(self, trace: Trace) -> Snapshot:
        """The ledger's state: the one held, where it is that still; else one that shares what it can."""
        if self._trace is not None and trace.inode != self._trace.inode:
            self._forget()
        ledger = self.ledger()
        try:
            with ledger.reading() as connection, without_collections():
                return self._read(connection)
        except RashomonError:
            self.close()
            raise

    def _read(self, connection: Connection) -> Snapshot:
        seq = entries.last_seq(connection)
        held = self._snapshot
        for one in (held, self._prepared):
            if one is not None and one.seq == seq and self._trace is not None:
                return one
        rejects = entries.load(connection, "reject")
        unfinished = not extractions.is_settled(connection)
        rulings = rule(list_corrections(connection))
        if held is None or self._trace is None or seq < held.seq:
            self._opening = Opening(entries.counts(connection))
            found = {
                field: self._opening.told(kind, entries.load(connection, kind))
                for kind, field in FIELDS.items()
            }
            findings = Findings(**found)
            return _under(
                rulings, Snapshot(findings, seq=seq, rejects=rejects, unfinished=unfinished)
            )
        changes = entries.load_changes(connection, held.seq)
        follows = Follows(held, lambda: unsteady_since(held, changes))
        findings = entries.follow(held.whole(), changes)
        return _under(
            rulings,
            Snapshot(findings, seq=seq, rejects=rejects, unfinished=unfinished, follows=follows),
        )

    def _show(self, loaded: Snapshot, trace: Trace) -> None:
        """Show a state from now on, unless a newer one is shown already."""
        with self._lock:
            held = self._snapshot
            if held is None or self._trace is None or held.seq <= loaded.seq:
                self._snapshot, self._trace, self._fault = loaded, trace, None
            for key in [one for one in self._known if one[0] != loaded.seq]:
                del self._known[key]

    def _forget(self) -> None:
        """Give up a file that is gone or another by now."""
        self.close()
        self._snapshot, self._trace, self._prepared, self._completed = None, None, None, None
        self._known.clear()

    def _as_known(self, now: Snapshot, asof: date) -> Snapshot:
        key = (now.seq, asof)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        made = now.on(asof)
        with self._lock:
            found = self._known.setdefault(key, made)
            while len(self._known) > self.settings.serving.days_kept:
                self._known.popitem(last=False)
        return found


def _under(rulings: Rulings, snapshot: Snapshot) -> Snapshot:
    """A snapshot that knows the rulings that its records were made under."""
    snapshot.rulings = rulings
    return snapshot


def slug_of(name: str) -> str:
    """A name as it stands in an address: letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "story"
