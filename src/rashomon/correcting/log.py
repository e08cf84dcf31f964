"""Which entries of the log of corrections hold.

Enters: the log. Leaves: the rulings, and which entries touch the same targets. An undo takes its entry
back as long as it is not undone itself.
"""

from collections.abc import Iterable, Sequence

from rashomon.records.corrections import Correction, Rulings, Target


def rule(log: Sequence[Correction]) -> Rulings:
    """The corrections that hold, in their order; those that were undone, and the undos, left out."""
    gone = undone(log)
    return Rulings(tuple(one for one in log if one.kind != "undo" and one.id not in gone))


def undone(log: Sequence[Correction]) -> dict[str, Correction]:
    """The entries that do not hold any more, by id, each with the undo that took it back."""
    found: dict[str, Correction] = {}
    for one in reversed(log):  # an undo counts unless a later one took it back
        if one.kind == "undo" and one.undoes is not None and one.id not in found:
            found[one.undoes] = one
    return found


def touching(log: Iterable[Correction], targets: Sequence[Target]) -> tuple[Correction, ...]:
    """The entries that are about the same words as some targets, in their order."""
    wanted = _words(targets)
    return tuple(one for one in log if wanted & (_words(one.targets) | _away(one)))


def version_of(log: Iterable[Correction], targets: Sequence[Target]) -> int:
    """The number of the last entry that touches some targets; 0 for none."""
    return max((one.seq for one in touching(log, targets)), default=0)


def _words(targets: Iterable[Target]) -> set[str]:
    return {
        key for target in targets for key in (target.id, *(anchor.id for anchor in target.anchors))
    }


def _away(one: Correction) -> set[str]:
    return {anchor.id for anchor in one.change.away}
