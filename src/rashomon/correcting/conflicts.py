"""Whether somebody else ruled on the same first, and whether an earlier ruling stands in the way.

Enters: the log, a correction that is to be made, and the version that its author has seen. Leaves:
nothing, or the first one's change, for the second to look at.
"""

from collections.abc import Iterable, Sequence

from rashomon.correcting.anchors import Index, folded, locate
from rashomon.correcting.log import rule, touching
from rashomon.errors import ConflictError, UsageError
from rashomon.records.corrections import Correction, Target


def check_version(log: Sequence[Correction], draft: Correction, version: int | None) -> None:
    """Refuse a correction whose targets were ruled on since its author looked at them.

    Raises:
        ConflictError: The first such ruling.
    """
    later = [
        one for one in touching(log, draft.targets) if version is not None and one.seq > version
    ]
    if later:
        raise conflict(later[0])


def check_gone(log: Sequence[Correction], records: Iterable[str]) -> None:
    """Refuse to correct records that are no longer there because somebody corrected them.

    Raises:
        ConflictError: The last ruling on one of them.
    """
    for record in records:
        ruling = find_gone(log, record)
        if ruling is not None:
            raise conflict(ruling)


def find_gone(log: Sequence[Correction], record: str) -> Correction | None:
    """The last ruling that holds on a record by the id, or half of it, that it went by then."""
    for one in reversed(rule(log).corrections):
        if record and any(target.id.startswith(record) for target in one.targets):
            return one
    return None


def conflict(first: Correction) -> ConflictError:
    """What the second of two people is told."""
    reason = f" ({first.reason})" if first.reason else ""
    words = " and ".join(f"“{one.words.rstrip('.')}”" for one in first.targets)
    return ConflictError(
        f"{first.author} was first: {first.kind} on {first.made_at[:10]}{reason}, of {words}. Look at"
        f" {first.id}, then decide anew.",
        first,
    )


def check_merge(log: Sequence[Correction], draft: Correction, after: Index) -> None:
    """Refuse a merge that does not come about, because an earlier ruling keeps two of them apart.

    Raises:
        UsageError: It names that ruling.
    """
    homes = {locate(after, target)[:1] for target in draft.targets}
    if draft.kind != "merge" or len(homes) == 1:
        return
    rivals = [
        one
        for one in rule(log).corrections
        if one.kind in ("split", "confirm") and _touches_any(one, draft.targets)
    ]
    told = f" {rivals[-1].id} by {rivals[-1].author} does. Undo it first." if rivals else ""
    raise UsageError(
        f"They cannot be made one: something keeps them apart.{told}", code="correction-contradicts"
    )


def check_split(draft: Correction, before: Index, after: Index) -> None:
    """Refuse to part words that go back to a name in their report, or that all others go back to.

    Raises:
        UsageError: It names them.
    """
    if draft.kind != "split" or draft.targets[0].kind != "entity":
        return
    target = draft.targets[0]
    names = {folded(name) for name in draft.change.away_names}
    ids = {one.id for one in draft.change.away}
    now: dict[bool, set[str | None]] = {True: set(), False: set()}
    for one in before.marks_of.get(target.id, ()):
        goes = one.id in ids or folded(one.text) in names
        now[goes].add(after.marks[one.id].entity if one.id in after.marks else None)
    if len(now[True] | now[False]) == 1:
        words = ", ".join((*draft.change.away_names, *(one.text for one in draft.change.away)))
        raise UsageError(
            f"“{words[:80]}” cannot be parted from {target.words[:60]}: it goes back to a name in its"
            " report, or all the rest goes with it. Part another name or mark.",
            code="correction-contradicts",
        )


def _touches_any(one: Correction, targets: Sequence[Target]) -> bool:
    return any(touching([one], [target]) for target in targets)
