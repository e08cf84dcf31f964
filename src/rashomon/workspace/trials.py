"""A correction tried before it is entered: what would be found under it, and what differs.

Where the ledger keeps what it grows from, only what the correction changes is found, and held against
the records that it touches. Else everything is settled anew, and all is held against all.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from rashomon.correcting.anchors import Index
from rashomon.correcting.conflicts import check_gone, check_merge, check_split, check_version
from rashomon.correcting.effects import list_effects, say_effects
from rashomon.correcting.log import rule
from rashomon.correcting.proposals import Proposal, make_correction, make_undo
from rashomon.errors import UsageError
from rashomon.ledger import entries
from rashomon.ledger.codec import FIELDS
from rashomon.ledger.corrections import list_corrections
from rashomon.ledger.entries import Signature
from rashomon.ledger.store import Ledger
from rashomon.ledger.targets import load_targets, load_with
from rashomon.records.changes import Change, Resettled
from rashomon.records.corrections import Correction, Effect
from rashomon.records.findings import Findings
from rashomon.workspace.settling import Settler

F = TypeVar("F", Resettled, Findings)

_DRAFT = "draft"
"""What a correction goes by before it is entered."""


class Asked(Struct, frozen=True):
    """A correction that somebody asks for: who, when, and the last entry of the log that was seen."""

    proposal: Proposal
    signature: Signature
    version: int | None = None


class Trial(Struct, Generic[F], frozen=True):
    """A correction that was tried: its effects, the log before it, and the findings under it.

    ``found`` is what changes, or all findings where everything was settled anew, as of a ``revision``.
    """

    correction: Correction
    effects: tuple[Effect, ...]
    log: tuple[Correction, ...]
    found: F
    revision: int = 0


def try_on(connection: Connection, settler: Settler, asked: Asked) -> Trial[Resettled]:
    """A correction tried by what it changes; what the ledger grows from stands for it afterwards.

    Args:
        connection: To the ledger, for writing.
        settler: Who settles it.
        asked: The correction.

    Raises:
        UnfitError: It has to be tried anew, and all that was written must be dropped.
        UsageError: It cannot be made so, or changes nothing.
        ConflictError: Somebody else ruled on the same first.
    """
    log = list_corrections(connection)
    settler.check_fit(connection, rule(log))
    around = load_targets(connection, asked.proposal.targets)
    draft = _draft(around, log, asked)
    found = settler.follow(connection, rule(log), rule([*log, _numbered(draft, log)]))
    changes = {kind: getattr(found, field) for kind, field in FIELDS.items()}
    is_same = not any(one.put or one.gone for one in changes.values())
    return _tried(draft, log, (*_sides(connection, around, changes), is_same), found)


def try_anew(
    ledger: Ledger, findings: Callable[[], Findings], settler: Settler, asked: Asked
) -> Trial[Findings]:
    """A correction tried by settling everything under it.

    Args:
        ledger: The ledger, in which nothing is entered.
        findings: What it holds.
        settler: Who settles it.
        asked: The correction.

    Raises:
        UsageError: It cannot be made so, or changes nothing.
        ConflictError: Somebody else ruled on the same first.
    """
    with ledger.reading() as connection:
        log = list_corrections(connection)
    before = findings() if settler.is_current() else settler.settle(rule(log)).findings
    draft = _draft(before, log, asked)
    settled = settler.settle(rule([*log, _numbered(draft, log)]))
    after = settled.findings
    trial = _tried(draft, log, (before, after, before == after), after)
    return msgspec.structs.replace(trial, revision=settled.revision)


def _draft(findings: Findings, log: Sequence[Correction], asked: Asked) -> Correction:
    """The entry as it would be made, without a number."""
    proposal, author = asked.proposal, asked.signature.author
    made_at = asked.signature.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    if proposal.kind == "undo":
        draft = make_undo(log, proposal, author, made_at)
    else:
        try:
            draft = make_correction(Index(findings), proposal, author, made_at)
        except UsageError as error:
            if error.code == "no-such-record":
                check_gone(log, proposal.targets)
            raise
    check_version(log, draft, asked.version)
    return draft


def _numbered(draft: Correction, log: Sequence[Correction]) -> Correction:
    return msgspec.structs.replace(draft, seq=len(log) + 1, id=_DRAFT)


def _tried(
    draft: Correction,
    log: tuple[Correction, ...],
    sides: tuple[Findings, Findings, bool],
    found: F,
) -> Trial[F]:
    """The trial, once it is told what differs; ``sides`` are before, after, and whether they are one."""
    before, after, is_same = sides
    index = Index(after)
    check_merge(log, draft, index)
    check_split(draft, Index(before), index)
    if is_same and draft.kind not in ("confirm", "undo"):
        raise UsageError("It is so already. Nothing was entered.", code="correction-nothing")
    effects = list_effects(before, after)
    draft = msgspec.structs.replace(draft, effects=say_effects(effects))
    return Trial(draft, effects, log, found)


# -- the part of the findings that changes

_LOOKED_AT = ("report", "mark", "statement", "entity", "claim", "dispute", "pact", "forecast")
"""The kinds of which it is told what changes; the others follow from bytes, or from these."""


def _sides(
    connection: Connection, around: Findings, changes: Mapping[str, Change[Any]]
) -> tuple[Findings, Findings]:
    """What a correction changes as it was and as it would be, with what it is about.

    Where they differ, and what is said of it, is the same as of all findings.
    """
    held: dict[str, dict[str, Any]] = {
        kind: {one.id: one for one in getattr(around, field)} for kind, field in FIELDS.items()
    }

    def hold(kind: str, ids: set[str]) -> None:
        found = load_with(connection, kind, ids - held[kind].keys())
        held[kind] |= {one.id: one for one in found}

    for kind in _LOOKED_AT:
        hold(kind, set(_ids(changes[kind])))
    # Whose name moved, and what a forecast is told by.
    moved = [held["mark"][one] for one in _ids(changes["mark"]) if one in held["mark"]]
    bearers = {one.entity for one in (*moved, *changes["mark"].put)}
    hold("entity", {one for one in bearers if one is not None})
    hold("statement", {one.statement for one in changes["forecast"].put})
    before = Findings(
        **{
            field: tuple(held[kind][one] for one in sorted(held[kind]))
            for kind, field in FIELDS.items()
        }
    )
    after = {
        kind: dict.fromkeys(changes[kind].gone) | {one.id: one for one in changes[kind].put}
        for kind in _LOOKED_AT
    }
    return before, entries.follow(before, after)


def _ids(change: Change[Any]) -> list[str]:
    return [*change.gone, *(one.id for one in change.put)]
