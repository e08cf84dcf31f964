"""People's corrections: tried, entered, undone; the findings follow at once.

A correction is tried before it is made, so that its effect can be looked at first: by what it changes,
in a transaction that is dropped, or by settling everything where that cannot be. It is entered together
with the findings that follow from it, in one transaction, or not at all. It is made against the last
entry that touches its targets: who comes second is shown what the first one did.
"""

from collections.abc import Callable
from datetime import date
from typing import TypedDict

import msgspec
from sqlalchemy import Connection

from rashomon.correcting.anchors import Index, kind_of, make_target
from rashomon.correcting.log import rule, version_of
from rashomon.correcting.placements import place
from rashomon.correcting.proposals import Proposal
from rashomon.errors import UsageError
from rashomon.instants import Days
from rashomon.ledger import entries, extractions
from rashomon.ledger.corrections import enter_correction, last_correction, list_corrections
from rashomon.ledger.entries import Signature
from rashomon.ledger.store import Ledger
from rashomon.ledger.targets import load_targets
from rashomon.records.changes import Resettled
from rashomon.records.corrections import Anchor, Correction, Placement, Preview, Target
from rashomon.records.findings import Findings
from rashomon.workings import UnfitError
from rashomon.workspace.growing import stop_growing
from rashomon.workspace.settling import Settler
from rashomon.workspace.trials import Asked, Trial, try_anew, try_on

_TRIES = 5
"""How often a correction is settled anew when somebody reads or corrects meanwhile."""


class Details(TypedDict, total=False):
    """What a correction may be given beside its kind and targets.

    Attributes:
        reason: Why, in the author's words; a rejection needs one.
        value: What a relabel, a regrade or a new outlet sets.
        field: Which field a relabel sets; the usual one of the target's kind unless given.
        days: When a report was published: a day, ``first/last``, or `Days`.
        away: What a split parts from the rest: names or marks of an entity, statements of a claim.
        author: Who rules; the user of the settings unless given.
        version: The last entry of the log that the author has seen; see `Corrector.version`.
    """

    reason: str | None
    value: str | None
    field: str | None
    days: "str | date | Days | None"
    away: "str | tuple[str, ...] | list[str]"
    author: str | None
    version: int | None


class Corrector:
    """The corrections of one ledger."""

    def __init__(
        self,
        ledger: Ledger,
        findings: Callable[[], Findings],
        settler: Settler,
    ) -> None:
        self._ledger = ledger
        self._findings = findings
        self._settler = settler

    # -- asking

    def log(self) -> tuple[Correction, ...]:
        """All entries of the log in their order."""
        with self._ledger.reading() as connection:
            return list_corrections(connection)

    def placements(self) -> tuple[Placement, ...]:
        """All entries with what became of each."""
        with self._ledger.reading() as connection:
            log = list_corrections(connection)
            return place(log, Index(self._findings()), lambda anchor: _is_read(connection, anchor))

    def version(self, *records: str) -> int:
        """The last entry of the log that touches some records; 0 for none."""
        with self._ledger.reading() as connection:
            log = list_corrections(connection)
            index = Index(load_targets(connection, records if log else ()))
        targets = [
            _bare(record) if kind is None else make_target(index, kind, record)
            for record in records
            for kind in (kind_of(index, record),)
        ]
        return version_of(log, targets)

    def preview(self, proposal: Proposal, signature: Signature) -> Preview:
        """What a correction would change, in words and record by record; nothing is kept."""
        trial = self._try(Asked(proposal, signature))
        return Preview(
            correction=trial.correction,
            effects=trial.effects,
            sentence=trial.correction.effects,
            version=version_of(trial.log, trial.correction.targets),
        )

    def _try(self, asked: Asked) -> Trial[Resettled] | Trial[Findings]:
        try:
            with self._ledger.trying() as connection:
                return try_on(connection, self._settler, asked)
        except UnfitError:
            return try_anew(self._ledger, self._findings, self._settler, asked)

    # -- ruling

    def correct(
        self, proposal: Proposal, signature: Signature, version: int | None = None
    ) -> Correction:
        """Enter a correction, and with it the findings that follow.

        Args:
            proposal: The correction asked for.
            signature: Who makes it, and when.
            version: The last entry that its author has seen of its targets; the last there is unless
                given.

        Raises:
            UsageError: It cannot be made so, or changes nothing.
            ConflictError: Somebody else ruled on the same since that version.
        """
        if version is None:
            with self._ledger.reading() as connection:
                version = last_correction(connection)
        asked = Asked(proposal, signature, version)
        try:
            with self._ledger.writing() as connection:
                return self._follow(connection, asked)
        except UnfitError:
            return self._settle(asked)

    def _follow(self, connection: Connection, asked: Asked) -> Correction:
        """Enter a correction and what it changes."""
        trial = try_on(connection, self._settler, asked)
        entered = enter_correction(connection, trial.correction)
        made = msgspec.structs.replace(asked.signature, reason=entered.id)
        self._settler.enter(connection, trial.found, rule([*trial.log, entered]), made)
        return entered

    def _settle(self, asked: Asked) -> Correction:
        """Enter a correction and all findings under it, unless somebody reads or rules meanwhile."""
        for _ in range(_TRIES):
            trial = try_anew(self._ledger, self._findings, self._settler, asked)
            with self._ledger.writing() as connection:
                seen = trial.log[-1].seq if trial.log else 0
                if last_correction(connection) != seen:
                    continue
                if extractions.last_revision(connection) != trial.revision:
                    continue
                entered = enter_correction(connection, trial.correction)
                stop_growing(connection)
                made = msgspec.structs.replace(asked.signature, reason=entered.id)
                entries.enter_findings(connection, trial.found, made)
            return entered
        raise UsageError(
            "Others read or corrected all the while. Nothing was entered; try again.",
            code="ledger-busy",
        )


def _bare(record: str) -> Target:
    return Target("entity", record, "", (Anchor(record),))


def _is_read(connection: Connection, anchor: Anchor) -> bool:
    """Whether a statement that was rejected is still read in its report."""
    if anchor.report is None or anchor.span is None:
        return False
    extraction = extractions.load_extraction(connection, anchor.report)
    return extraction is not None and any(
        draft.trigger == anchor.span for draft in extraction.drafts
    )


def make_proposal(kind: str, targets: tuple[str, ...], details: Details) -> Proposal:
    """A proposal from what somebody gives by name.

    Raises:
        UsageError: The kind is unknown, or the days cannot be read.
    """
    days = details.get("days")
    away = details.get("away") or ()
    wanted = {
        "kind": kind,
        "targets": targets,
        "reason": details.get("reason"),
        "value": details.get("value"),
        "field": details.get("field"),
        "days": None if days is None else read_days(days),
        "away": (away,) if isinstance(away, str) else tuple(away),
    }
    try:
        return msgspec.convert(wanted, Proposal)
    except msgspec.ValidationError:
        raise UsageError(
            f"{kind[:40]!r} is no correction. Choose one of confirm, merge, split, relabel, regrade,"
            " reject, set-outlet, set-date, undo.",
            code="correction-kind",
        ) from None


def read_days(value: "str | date | Days") -> Days:
    """Days of publication: a day, or the first and the last with a slash between."""
    if isinstance(value, Days):
        return value
    if isinstance(value, date):
        return Days(value, value)
    first, slash, last = value.partition("/")
    try:
        return Days(
            date.fromisoformat(first.strip()),
            date.fromisoformat((last if slash else first).strip()),
        )
    except ValueError:
        raise UsageError(
            f"{value[:40]!r} is not a day. Write 2015-05-21, or 2015-05-01/2015-05-31.",
            code="bad-day",
        ) from None
