"""What somebody proposes, held against what can be corrected, and made an entry of the log.

Enters: a proposal with ids, and the findings. Leaves: the correction, anchored in words; or a clear
sentence on what is missing, and what to do about it.
"""

from collections.abc import Iterable, Sequence
from typing import get_args

from msgspec import Struct

from rashomon.correcting.anchors import (
    Index,
    folded,
    kind_of,
    make_target,
    statement_anchors,
)
from rashomon.correcting.claims import GRADES
from rashomon.correcting.log import undone
from rashomon.correcting.statements import STATUSES, TYPES
from rashomon.correcting.wording import describe, one_of, say, with_article
from rashomon.errors import UsageError
from rashomon.gazetteers.outlets import find_outlet
from rashomon.instants import Days
from rashomon.records.corrections import (
    Anchor,
    Change,
    Correction,
    CorrectionKind,
    Target,
    TargetKind,
)
from rashomon.records.mentions import MentionKind

LONGEST_VALUE = 500
LONGEST_REASON = 2000
"""Characters of a name or a reason that are kept; who has more to say keeps it in a file."""

CAN: dict[CorrectionKind, tuple[TargetKind, ...]] = {
    "confirm": ("entity", "claim", "origin", "statement", "report"),
    "merge": ("entity", "claim", "origin"),
    "split": ("entity", "claim", "origin"),
    "relabel": ("entity", "claim", "origin", "statement"),
    "regrade": ("statement", "origin"),
    "reject": ("statement", "claim"),
    "set-outlet": ("report",),
    "set-date": ("report",),
    "undo": (),
}
"""What each kind of correction can be about."""

FIELDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("relabel", "entity"): ("name", "kind"),
    ("relabel", "claim"): ("text",),
    ("relabel", "origin"): ("name",),
    ("relabel", "statement"): ("type",),
    ("regrade", "statement"): ("status",),
    ("regrade", "origin"): ("independence",),
}
"""What a relabel or regrade can set, the usual first."""

VALUES: dict[str, tuple[str, ...]] = {
    "kind": tuple(one for one in get_args(MentionKind) if one not in ("time", "quantity")),
    "type": TYPES,
    "status": STATUSES,
    "independence": GRADES,
}
"""The words that a field takes; any words where it is not named here."""


class Proposal(Struct, frozen=True):
    """A correction as somebody asks for it.

    ``targets`` are ids; of an undo, the id of a correction. ``away`` are what a split parts from the
    rest: names or ids of marks of an entity, ids of statements of a claim or an origin.
    """

    kind: CorrectionKind
    targets: tuple[str, ...]
    reason: str | None = None
    value: str | None = None
    field: str | None = None
    days: Days | None = None
    away: tuple[str, ...] = ()


def make_correction(index: Index, proposal: Proposal, author: str, made_at: str) -> Correction:
    """The correction that a proposal comes to; it has no number and no id before it is entered.

    Raises:
        UsageError: It cannot be made so.
    """
    targets = _targets(index, proposal)
    reason = _reason(proposal)
    change = _change(index, proposal, targets)
    said = "; ".join(dict.fromkeys(describe(index, one, change.field) for one in targets))
    return Correction(
        seq=0,
        id="",
        made_at=made_at,
        author=author,
        kind=proposal.kind,
        targets=targets,
        change=change,
        reason=reason,
        said=said,
        says=say(proposal.kind, targets, change),
    )


def _targets(index: Index, proposal: Proposal) -> tuple[Target, ...]:
    allowed = CAN[proposal.kind]
    ids = tuple(dict.fromkeys(proposal.targets))
    found = []
    for beginning in ids:
        record, kind = _find(index, beginning)
        if kind not in allowed:
            raise UsageError(
                f"{with_article(kind).capitalize()} cannot be corrected by {proposal.kind}."
                f" That is for {one_of(allowed)}.",
                code="correction-target",
            )
        found.append(make_target(index, kind, record))
    _check_number(index, proposal.kind, found)
    return tuple(found)


def _find(index: Index, beginning: str) -> tuple[str, TargetKind]:
    """The one record that goes by an id, or whose id begins so."""
    kind = kind_of(index, beginning)
    if kind is not None:
        return beginning, kind
    alike = [one for ids in index.ids() for one in ids if beginning and one.startswith(beginning)]
    if len(alike) > 1:
        raise UsageError(
            f"Several records begin with {beginning[:40]}. Name one: {', '.join(sorted(alike)[:5])}.",
            code="several-records",
        )
    kind = kind_of(index, alike[0]) if alike else None
    if kind is None:
        raise UsageError(
            f"Nothing that can be corrected goes by {beginning[:40]!r}. Ids stand in the last column of"
            " the lists, such as rashomon claims.",
            code="no-such-record",
        )
    return alike[0], kind


def _whole(ids: Iterable[str], beginning: str) -> str:
    """The one id that begins so; what was given where none or several do."""
    alike = [one for one in ids if one.startswith(beginning)] if "-" in beginning[:4] else []
    return alike[0] if len(alike) == 1 else beginning


def _check_number(index: Index, kind: CorrectionKind, targets: Sequence[Target]) -> None:
    most = None if kind in ("merge", "confirm") else 1
    least = 2 if kind == "merge" else 1
    if len(targets) < least or (most is not None and len(targets) > most):
        wanted = "two or more different ids" if kind == "merge" else "one id"
        wanted = "an id, or several that are to stay apart" if kind == "confirm" else wanted
        raise UsageError(f"To {kind}, name {wanted}.", code="correction-target")
    kinds = {one.kind for one in targets}
    if len(kinds) > 1:
        raise UsageError(
            f"{one_of(sorted(kinds)).capitalize()} cannot be one. Name ids of one kind.",
            code="correction-target",
        )
    if len(targets) > 1 and kinds & {"statement", "report"}:
        raise UsageError(
            "Only entities, claims and origins can be held apart. Name one id.",
            code="correction-target",
        )
    if kinds == {"origin"} and len({index.claim_of_origin[one.id] for one in targets}) > 1:
        raise UsageError(
            "These are origins of different claims. An origin can be joined with another of the same"
            " claim; rashomon show names them.",
            code="correction-target",
        )


def _reason(proposal: Proposal) -> str | None:
    reason = (proposal.reason or "").strip()
    if proposal.kind == "reject" and not reason:
        raise UsageError(
            "Who rejects says why: whoever meets the gap later must be able to judge it. Give a reason.",
            code="correction-reason",
        )
    if len(reason) > LONGEST_REASON:
        raise UsageError(
            f"The reason is longer than {LONGEST_REASON} characters. Say it in fewer.",
            code="correction-reason",
        )
    return reason or None


def _change(index: Index, proposal: Proposal, targets: Sequence[Target]) -> Change:
    match proposal.kind:
        case "split":
            return _split(index, proposal, targets[0])
        case "relabel" | "regrade":
            fields = FIELDS[proposal.kind, targets[0].kind]
            field = proposal.field or fields[0]
            if field not in fields:
                raise UsageError(
                    f"Of {with_article(targets[0].kind)}, {proposal.kind} sets {one_of(fields)},"
                    f" not {field[:40]!r}.",
                    code="correction-value",
                )
            return Change(field=field, value=_value(field, proposal.value))
        case "set-outlet":
            outlet = _value("outlet", proposal.value)
            known = find_outlet(outlet)
            return Change(field="outlet", value=outlet if known is None else known.name)
        case "set-date":
            if proposal.days is None:
                raise UsageError(
                    "Name the day on which it was published, or the first and last day on which it may"
                    " have been: 2015-05-21, or 2015-05-01/2015-05-31.",
                    code="correction-value",
                )
            if proposal.days.last < proposal.days.first:
                raise UsageError(
                    f"{proposal.days.last} lies before {proposal.days.first}. Name the first day first.",
                    code="days-reversed",
                )
            return Change(field="published", days=proposal.days)
        case _:
            return Change()


def _value(field: str, value: str | None) -> str:
    words = " ".join((value or "").split())
    wanted = VALUES.get(field)
    if not words:
        choice = f": {', '.join(wanted)}" if wanted else ""
        raise UsageError(f"Say what the {field} is to be{choice}.", code="correction-value")
    if wanted is not None and words not in wanted:
        raise UsageError(
            f"{words[:40]!r} is no {field}. Choose one of {', '.join(wanted)}.",
            code="correction-value",
        )
    if len(words) > LONGEST_VALUE:
        raise UsageError(
            f"The {field} is longer than {LONGEST_VALUE} characters. Give a shorter one.",
            code="correction-value",
        )
    return words


def _split(index: Index, proposal: Proposal, target: Target) -> Change:
    if not proposal.away:
        wanted = "names, or marks," if target.kind == "entity" else "statements"
        raise UsageError(
            f"Say which {wanted} are to go: rashomon show {target.id} lists them.",
            code="correction-value",
        )
    if target.kind == "entity":
        return _split_names(index, proposal.away, target)
    held = {one.id for one in target.anchors}
    away = tuple(_whole(sorted(held), one) for one in proposal.away)
    for one in away:
        if one not in held:
            raise UsageError(
                f"{one[:40]!r} is no statement of {target.id}. rashomon show {target.id} lists them.",
                code="no-such-record",
            )
    if set(away) == held:
        raise UsageError("All of it would go. Leave something.", code="correction-value")
    return Change(away=statement_anchors(index, away))


def _split_names(index: Index, away: Sequence[str], target: Target) -> Change:
    entity = index.entities[target.id]
    names = {folded(one.text): one.text for one in index.marks_of.get(entity.id, ())}
    gone: list[str] = []
    marks: list[Anchor] = []
    own = [one.id for one in index.marks_of.get(entity.id, ())]
    for one in dict.fromkeys(away):
        mark = index.marks.get(_whole(own, one))
        if mark is not None and mark.entity == entity.id:
            marks.append(Anchor(mark.id, mark.report, mark.span, mark.text))
        elif folded(one) in names:
            gone.append(names[folded(one)])
        else:
            raise UsageError(
                f"No report names {entity.name[:60]} {one[:60]!r}, and it is no mark of it."
                f" It is named {', '.join(sorted(names.values())[:8]) or 'by no report'}.",
                code="no-such-record",
            )
    if names.keys() <= {folded(one) for one in gone}:
        raise UsageError("All its names would go. Leave one.", code="correction-value")
    return Change(away=tuple(marks), away_names=tuple(gone))


def make_undo(
    log: Sequence[Correction], proposal: Proposal, author: str, made_at: str
) -> Correction:
    """The entry that takes an entry of the log back.

    Raises:
        UsageError: There is no such entry, or it was taken back.
    """
    wanted = _whole([one.id for one in log], proposal.targets[0] if proposal.targets else "")
    first = next((one for one in log if one.id == wanted), None)
    if first is None:
        raise UsageError(
            f"No correction goes by {wanted[:40]!r}. rashomon correct log lists them.",
            code="no-such-correction",
        )
    gone = undone(log).get(first.id)
    if gone is not None:
        raise UsageError(
            f"{first.id} was undone by {gone.author} on {gone.made_at[:10]}. To have it back, undo"
            f" {gone.id}.",
            code="already-undone",
        )
    return Correction(
        seq=0,
        id="",
        made_at=made_at,
        author=author,
        kind="undo",
        targets=first.targets,
        reason=_reason(proposal),
        said=first.says,
        says=f"undone: {first.kind} by {first.author}",
        undoes=first.id,
    )
