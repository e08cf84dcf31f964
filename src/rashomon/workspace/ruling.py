"""The part of the public face by which people correct what was found.

`rashomon.workspace.Workspace` has all of it; it stands apart since it asks nothing but rules.
"""

import os
from abc import ABC, abstractmethod
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from rashomon.errors import UsageError
from rashomon.records.corrections import Correction, Doubt, Placement, Preview, Rulings
from rashomon.records.findings import Findings
from rashomon.settings import Settings

if TYPE_CHECKING:
    from rashomon.correcting.proposals import Proposal
    from rashomon.ledger.custody import Witness
    from rashomon.ledger.entries import Signature
    from rashomon.ledger.store import Ledger
    from rashomon.workspace.corrections import Corrector, Details


class Ruling(ABC):
    """A ledger as far as people rule on it."""

    settings: Settings

    @abstractmethod
    def findings(self) -> Findings:
        """Everything that the ledger holds now."""

    @abstractmethod
    def _open(self, *, create: bool = False) -> "Ledger": ...

    @abstractmethod
    def _witness(self) -> "Witness": ...

    @abstractmethod
    def _now(self) -> datetime: ...

    def _refuse_corrected(self, record: str) -> None:
        """Say of a record that is gone who ruled so."""
        from rashomon.correcting.conflicts import find_gone

        ruling = find_gone(self._corrector.log(), record)
        if ruling is not None:
            reason = f": {ruling.reason}" if ruling.reason else ""
            raise UsageError(
                f"{record[:40]} is no longer there: {ruling.kind} by {ruling.author} on"
                f" {ruling.made_at[:10]}{reason}. rashomon correct log tells what became of it; to have"
                f" it back, undo {ruling.id}.",
                code="no-longer-held",
            )

    def correct(self, kind: str, *targets: str, **details: Unpack["Details"]) -> Correction:
        """Enter what a person rules on records, and the findings that follow; nothing is overwritten.

        Args:
            kind: confirm, merge, split, relabel, regrade, reject, set-outlet or set-date.
            targets: The ids of the records that it is about.
            details: See `rashomon.workspace.corrections.Details`.

        Returns:
            The correction as it was entered; its id can be undone.

        Raises:
            UsageError: It cannot be made so, or changes nothing.
            ConflictError: Somebody else ruled on the same since ``version``; ``first`` is what they did.
        """
        return self._corrector.correct(*self._proposed(kind, targets, details))

    def preview(self, kind: str, *targets: str, **details: Unpack["Details"]) -> Preview:
        """What a correction would change: a sentence, and record by record; nothing is kept.

        Takes what `correct` takes, and ``undo`` with the id of a correction.
        """
        proposal, signature, _ = self._proposed(kind, targets, details)
        return self._corrector.preview(proposal, signature)

    def undo(self, correction: str, **details: Unpack["Details"]) -> Correction:
        """Take a correction back by one more entry; the answers are what they were without it.

        Raises:
            UsageError: There is no such correction, or it was undone.
            ConflictError: Somebody else ruled on the same since ``version``.
        """
        return self._corrector.correct(*self._proposed("undo", (correction,), details))

    def corrections(self) -> tuple[Placement, ...]:
        """Every correction and undo in its order, with what became of it."""
        from rashomon.ledger.corrections import list_corrections

        with self._open().reading() as connection:
            if not list_corrections(connection):  # then nothing has to be loaded
                return ()
        return self._corrector.placements()

    def corrections_of(self, record: str) -> tuple[Correction, ...]:
        """The corrections that hold and made a record what it is; ``said`` is what it was before."""
        return tuple(
            one.correction
            for one in self.corrections()
            if one.state == "holds" and record in one.records
        )

    def version(self, *records: str) -> int:
        """The number of the last correction that touches some records; 0 for none.

        Who corrects them names it, and so finds out whether somebody else was there first.
        """
        return self._corrector.version(*records)

    def doubts(self, limit: int | None = None) -> tuple[Doubt, ...]:
        """The close decisions, for a person to confirm or turn round; those that change most first."""
        from rashomon.workspace.doubting import list_doubts

        return list_doubts(self.findings(), self._corrector.log())[:limit]

    def export_rulings(self, file: str | os.PathLike[str]) -> int:
        """Write what people ruled as a gold file: pairs of names where it ends in .csv, else JSON.

        Returns:
            How many corrections hold.
        """
        from rashomon.correcting.anchors import Index
        from rashomon.exporting.files import replace_file
        from rashomon.exporting.rulings import gold_of, gold_text, pairs_text

        path, index, placements = Path(file), Index(self.findings()), self.corrections()
        is_table = path.suffix.lower() == ".csv"
        text = pairs_text(placements, index) if is_table else gold_text(gold_of(placements, index))
        replace_file(path, [text.encode()])
        return sum(one.state == "holds" and one.correction.kind != "undo" for one in placements)

    def _rulings(self) -> Rulings:
        """The corrections that hold."""
        from rashomon.correcting.log import rule
        from rashomon.ledger.corrections import list_corrections

        with self._open().reading() as connection:
            return rule(list_corrections(connection))

    @cached_property
    def _corrector(self) -> "Corrector":
        from rashomon.workspace.corrections import Corrector
        from rashomon.workspace.settling import Settler

        ledger = self._open()
        return Corrector(ledger, self.findings, Settler(ledger, self.settings.grounding))

    def _proposed(
        self, kind: str, targets: tuple[str, ...], details: "Details"
    ) -> "tuple[Proposal, Signature, int | None]":
        from rashomon.ledger.entries import Signature
        from rashomon.workspace.corrections import make_proposal

        author = details.get("author") or self._witness().actor
        proposal = make_proposal(kind, targets, details)
        return proposal, Signature(author, self._now()), details.get("version")
