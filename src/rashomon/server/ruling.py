"""Corrections by people who use the server: one at a time, the snapshots following at once."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import Unpack
from uuid import uuid4

from rashomon.correcting.reports import ON_REPORTS
from rashomon.errors import LedgerError
from rashomon.ids import content_id
from rashomon.ledger.corrections import last_correction
from rashomon.ledger.entries import Signature
from rashomon.records.corrections import Correction, Doubt, Placement, Preview
from rashomon.server.desk import Desk
from rashomon.server.errands import Errand, Errands
from rashomon.server.memory import without_collections
from rashomon.server.snapshots import Snapshot
from rashomon.workspace.corrections import Corrector, Details, make_proposal
from rashomon.workspace.doubting import list_doubts
from rashomon.workspace.settling import Settler

_LONGEST_WAIT_S = 20.0
"""For an upload that is being read; somebody who corrects has the page open and tries again."""


_MOMENTS_S = 2.0
"""How long a page waits for an errand before it tells how far it is."""

_A_STATEMENT_S = 0.0009
"""What settling all takes a statement, in seconds of one processor; measured on 200,000."""

_ENTERING = "enter-"


class Rulings:
    """What people ruled on in one ledger, and what they may rule on next.

    Takes what `rashomon.workspace.Workspace.correct` and its like take; ``author`` is whoever asks.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._settler: Settler | None = None
        self._settling = Lock()
        self._errands = Errands()
        self._last_s: dict[str, float] = {}

    def preview(self, kind: str, *targets: str, **details: Unpack[Details]) -> Preview:
        """What a correction would change; nothing is kept.

        Raises:
            UsageError: It cannot be made so.
        """
        proposal = make_proposal(kind, targets, details)
        with self._settling, self._timed(kind):
            return self._corrector().preview(proposal, self._signature(details))

    def correct(self, kind: str, *targets: str, **details: Unpack[Details]) -> Correction:
        """Enter a correction, or an undo; the snapshots of the desk have it when this returns.

        Raises:
            UsageError: It cannot be made so, or changes nothing.
            ConflictError: Somebody else ruled on the same since ``version``.
            LedgerError: An upload is being read for longer than anybody waits.
        """
        proposal = make_proposal(kind, targets, details)
        if not self._desk.writing.acquire(timeout=_LONGEST_WAIT_S):
            raise LedgerError(
                "An upload is being read. Nothing was entered; try again when it is done.",
                code="ledger-busy",
            )
        try:
            self._desk.refresh()
            with self._settling, self._timed(kind):
                entered = self._corrector().correct(
                    proposal, self._signature(details), details.get("version")
                )
                self._desk.refresh()
        finally:
            self._desk.writing.release()
        return entered

    def last_s(self, kind: str) -> float | None:
        """How long the last preview or correction of a kind took, for whoever waits for the next one."""
        return self._last_s.get(kind)

    # -- aside, for whoever looks at a page

    def look(self, kind: str, *targets: str, **details: Unpack[Details]) -> Errand:
        """What `preview` gives, as an errand: over within moments, or to be asked for again."""
        with self._desk.ledger().reading() as connection:
            state = f"{self._desk.snapshot().seq} {last_correction(connection)}"
        asked = (f"{name} {value}" for name, value in sorted(details.items()))
        key = content_id("lk", state, kind, *targets, *asked)
        return self._send(key, kind, details, lambda: self.preview(kind, *targets, **details))

    def enter(self, kind: str, *targets: str, **details: Unpack[Details]) -> Errand:
        """What `correct` gives, as an errand."""
        key = f"{_ENTERING}{uuid4().hex}"
        return self._send(key, kind, details, lambda: self.correct(kind, *targets, **details))

    def errand(self, key: str) -> Errand | None:
        """How far an errand is; None for one that is not remembered."""
        return self._errands.find(key)

    def entering(self) -> Errand | None:
        """The correction that is being entered: until it is, everybody sees the state before."""
        return self._errands.running(_ENTERING)

    def _send(
        self, key: str, kind: str, details: Details, do: Callable[[], Preview | Correction]
    ) -> Errand:
        statements = len(self._desk.snapshot().findings.statements)
        usual_s = statements * _A_STATEMENT_S if kind in ON_REPORTS else _MOMENTS_S
        expected = self.last_s(kind) or usual_s
        author = details.get("author") or ""
        begun = self._errands.send(Errand(key, author, kind, time.monotonic(), expected), do)
        return self._errands.wait(begun.key, _MOMENTS_S) or begun

    def placements(self) -> tuple[Placement, ...]:
        """Every correction and undo in its order, with what became of it."""
        return self._corrector().placements()

    def doubts(self, snapshot: Snapshot) -> tuple[Doubt, ...]:
        """The close decisions, those that change most first."""
        log = self._corrector().log()
        return snapshot.keep(f"doubts {len(log)}", lambda one: list_doubts(one.whole(), log))

    def version(self, *records: str) -> int:
        """The last entry of the log that touches some records; 0 for none."""
        return self._corrector().version(*records)

    @contextmanager
    def _timed(self, kind: str) -> Iterator[None]:
        """Notes how long it took, where it was not refused."""
        begun = time.monotonic()
        with without_collections():
            yield
        self._last_s[kind] = time.monotonic() - begun

    def _corrector(self) -> Corrector:
        ledger = self._desk.ledger()
        if self._settler is None or self._settler.ledger is not ledger:
            self._settler = Settler(ledger, self._desk.settings.grounding)
        return Corrector(ledger, lambda: self._desk.snapshot().whole(), self._settler)

    def _signature(self, details: Details) -> Signature:
        settings = self._desk.settings
        today = settings.today
        now = (
            datetime.now(UTC)
            if today is None
            else datetime.combine(today, datetime.min.time(), UTC)
        )
        return Signature(details.get("author") or settings.ledger.actor or "program", now)
