"""What became of each correction: it holds, was undone, or is about words that are no longer read.

Enters: the log and the findings that hold now. Leaves: a placement an entry, in the order of the log. No
entry is ever left out.
"""

from collections.abc import Callable, Sequence

from rashomon.correcting.anchors import Index, folded, locate
from rashomon.correcting.log import undone
from rashomon.records.corrections import Anchor, Correction, Placement

IsRead = Callable[[Anchor], bool]
"""Whether the words of a statement that was rejected are still read in its report."""


def place(log: Sequence[Correction], index: Index, is_read: IsRead) -> tuple[Placement, ...]:
    """What became of each entry, in their order."""
    gone = undone(log)
    return tuple(_place(one, gone.get(one.id), index, is_read) for one in log)


def _place(
    correction: Correction, undo: Correction | None, index: Index, is_read: IsRead
) -> Placement:
    if undo is not None:
        why = f"undone by {undo.author}, {undo.made_at[:10]} ({undo.id})"
        return Placement(correction, "undone", (), why)
    if correction.kind == "undo":
        return Placement(correction, "holds")
    missing = []
    records: list[str] = []
    for target in correction.targets:
        found = locate(index, target)[:1]
        if correction.kind == "reject":
            if not any(is_read(one) for one in target.anchors):
                missing.append(target.words)
        elif not found:
            missing.append(target.words)
        records += found
    records += _gone_apart(correction, index)
    if missing:
        words = "; ".join(missing)
        why = f"no report says any more what it is about: {words}"
        return Placement(correction, "unplaced", tuple(dict.fromkeys(records)), why)
    return Placement(correction, "holds", tuple(dict.fromkeys(records)))


def _gone_apart(correction: Correction, index: Index) -> list[str]:
    """The records that hold what a split parted from the rest."""
    found: list[str] = []
    for name in correction.change.away_names:
        found += sorted(index.bearers.get(folded(name), ()))
    kind = correction.targets[0].kind if correction.targets else "report"
    for anchor in correction.change.away:
        if kind == "entity":
            mark = index.marks.get(anchor.id)
            found += [mark.entity] if mark is not None and mark.entity is not None else []
        elif kind == "claim":
            found += [index.claim_of[anchor.id]] if anchor.id in index.claim_of else []
        else:
            found += index.origins_of.get(anchor.id, [])
    return found
