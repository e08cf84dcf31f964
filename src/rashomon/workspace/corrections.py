"""People's corrections: tried, entered, undone; the findings follow at once.

A correction is settled under before it is made, so that its effect can be looked at first. It is entered
together with the findings that follow from it, in one transaction, or not at all. It is made against the
last entry that touches its targets: who comes second is shown what the first one did.
"""

from collections.abc import Callable
from datetime import date
from typing import TypedDict

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from rashomon.correcting.anchors import Index, locate
from rashomon.correcting.effects import list_effects, say_effects
from rashomon.correcting.log import rule, touching, undone, version_of
from rashomon.correcting.placements import place
from rashomon.correcting.proposals import Proposal, make_correction
from rashomon.errors import ConflictError, UsageError
from rashomon.gazetteers.outlets import find_outlet
from rashomon.instants import Days
from rashomon.ledger import entries, extractions
from rashomon.ledger.corrections import enter_correction, last_correction, list_corrections
from rashomon.ledger.entries import Signature
from rashomon.ledger.store import Ledger
from rashomon.pipeline import settle
from rashomon.records.corrections import (
    Anchor,
    Correction,
    Placement,
    Preview,
    Rulings,
    Target,
)
from rashomon.records.findings import Findings

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


class _Trial(Struct, frozen=True):
    """A correction that was tried: the findings without and with it, and what these rest on."""

    correction: Correction
    before: Findings
    after: Findings
    log: tuple[Correction, ...]
    revision: int


class _Settled(Struct, frozen=True):
    """Findings that were settled last, and from what, so that who previews need not wait again."""

    revision: int
    rulings: Rulings
    findings: Findings


class Corrector:
    """The corrections of one ledger."""

    def __init__(
        self,
        ledger: Ledger,
        findings: Callable[[], Findings],
        resettle: Callable[[Connection, Rulings], Findings] | None = None,
    ) -> None:
        self._ledger = ledger
        self._findings = findings
        self._resettle = resettle or _settle
        self._last: _Settled | None = None

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
        log = self.log()
        return max((version_of(log, [_bare(record)]) for record in records), default=0)

    def preview(self, proposal: Proposal, signature: Signature) -> Preview:
        """What a correction would change, in words and record by record; nothing is kept."""
        trial = self._try(proposal, signature, None)
        effects = list_effects(trial.before, trial.after)
        return Preview(
            correction=trial.correction,
            effects=effects,
            sentence=trial.correction.effects,
            version=version_of(trial.log, trial.correction.targets),
        )

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
        for _ in range(_TRIES):
            trial = self._try(proposal, signature, version)
            with self._ledger.writing() as connection:
                seen = trial.log[-1].seq if trial.log else 0
                if last_correction(connection) != seen:
                    continue
                if extractions.last_revision(connection) != trial.revision:
                    continue
                entered = enter_correction(connection, trial.correction)
                made = msgspec.structs.replace(signature, reason=entered.id)
                entries.enter_findings(connection, trial.after, made)
            return entered
        raise UsageError(
            "Others read or corrected all the while. Nothing was entered; try again.",
            code="ledger-busy",
        )

    def _try(self, proposal: Proposal, signature: Signature, version: int | None) -> _Trial:
        with self._ledger.reading() as connection:
            log = list_corrections(connection)
            if not extractions.is_settled(connection):
                raise UsageError(
                    "The last read was stopped before all reports were compared. Run it again, then"
                    " correct.",
                    code="unfinished",
                )
            revision = extractions.last_revision(connection)
            before = self._findings()
            made_at = signature.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ")
            if proposal.kind == "undo":
                draft = _undo(log, proposal, signature.author, made_at)
            else:
                draft = self._draft(
                    before, log, proposal, Signature(signature.author, signature.recorded_at)
                )
            _check_version(log, draft, version)
            draft = msgspec.structs.replace(draft, seq=(log[-1].seq if log else 0) + 1, id="draft")
            after = self._settled(connection, revision, rule([*log, draft]))
        draft = msgspec.structs.replace(
            draft, seq=0, id="", effects=say_effects(list_effects(before, after))
        )
        _check_effect(draft, before, after, log)
        return _Trial(draft, before, after, log, revision)

    def _draft(
        self,
        before: Findings,
        log: tuple[Correction, ...],
        proposal: Proposal,
        signature: Signature,
    ) -> Correction:
        made_at = signature.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        if proposal.kind == "set-outlet" and proposal.value:
            known = find_outlet(proposal.value)
            if known is not None:
                proposal = msgspec.structs.replace(proposal, value=known.name)
        try:
            return make_correction(Index(before), proposal, signature.author, made_at)
        except UsageError as error:
            if error.code != "no-such-record":
                raise
            for record in proposal.targets:
                ruled = touching(rule(log).corrections, [_bare(record)])
                if ruled and any(record == one.id for last in ruled for one in last.targets):
                    raise _conflict(ruled[-1]) from None
            raise

    def _settled(self, connection: Connection, revision: int, rulings: Rulings) -> Findings:
        # Numbers and ids of entries change no finding, and a draft has none of its own yet.
        key = Rulings(tuple(_timeless(one) for one in rulings.corrections))
        last = self._last
        if last is None or last.revision != revision or last.rulings != key:
            last = _Settled(revision, key, self._resettle(connection, rulings))
            self._last = last
        return last.findings


def _timeless(one: Correction) -> Correction:
    return msgspec.structs.replace(one, seq=0, id="", made_at=one.made_at[:10], effects="")


def _settle(connection: Connection, rulings: Rulings) -> Findings:
    kept = extractions.load_extractions(connection)
    if kept.unreadable:
        raise UsageError(
            "The reports were read by an older program. Run rashomon read on them again, then correct.",
            code="unfinished",
        )
    return settle(kept.extractions, rulings)


def _undo(log: tuple[Correction, ...], proposal: Proposal, author: str, made_at: str) -> Correction:
    wanted = proposal.targets[0] if proposal.targets else ""
    found = [one for one in log if one.id == wanted] or [
        one for one in log if wanted and one.id.startswith(wanted)
    ]
    if len(found) != 1:
        raise UsageError(
            f"No correction goes by {wanted[:40]!r}. rashomon correct log lists them.",
            code="no-such-correction",
        )
    gone = undone(log).get(found[0].id)
    if gone is not None:
        raise UsageError(
            f"{found[0].id} was undone by {gone.author} on {gone.made_at[:10]}. To have it back, undo"
            f" {gone.id}.",
            code="already-undone",
        )
    first = found[0]
    return Correction(
        seq=0,
        id="",
        made_at=made_at,
        author=author,
        kind="undo",
        targets=first.targets,
        reason=(proposal.reason or "").strip() or None,
        said=first.says,
        says=f"undone: {first.kind} by {first.author}",
        undoes=first.id,
    )


def _check_version(log: tuple[Correction, ...], draft: Correction, version: int | None) -> None:
    if version is None:
        return
    later = [one for one in touching(log, draft.targets) if one.seq > version]
    if later:
        raise _conflict(later[0])


def _conflict(first: Correction) -> ConflictError:
    reason = f" ({first.reason})" if first.reason else ""
    words = "; ".join(one.words for one in first.targets)
    return ConflictError(
        f"{first.author} was first: {first.kind} on {first.made_at[:10]}{reason}, of {words}. Look at"
        f" {first.id}, then decide anew.",
        first,
    )


def _check_effect(
    draft: Correction, before: Findings, after: Findings, log: tuple[Correction, ...]
) -> None:
    """Refuse what changes nothing, or what an earlier ruling keeps from holding."""
    index = Index(after)
    if draft.kind == "merge":
        homes = {locate(index, target)[:1] for target in draft.targets}
        if len(homes) > 1:
            rival = next(
                (
                    one
                    for one in reversed(rule(log).corrections)
                    if one.kind in ("split", "confirm")
                ),
                None,
            )
            told = f" {rival.id} by {rival.author} holds them apart." if rival is not None else ""
            raise UsageError(
                f"They cannot be made one.{told} Undo what keeps them apart first.",
                code="correction-contradicts",
            )
    if before == after and draft.kind not in ("confirm", "undo"):
        raise UsageError("It is so already. Nothing was entered.", code="correction-nothing")


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
