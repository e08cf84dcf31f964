"""Groups of statements, joined and parted as people rule.

Enters: the groups that the engine made of statements, claims or the origins of one claim. Leaves: groups
of the same statements. Rulings are followed in their order, each on what the earlier ones left.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from rashomon.records.corrections import Anchor, Correction, Rulings, TargetKind
from rashomon.records.statements import Statement

Group = tuple[int, ...]


def concerns(rulings: Rulings, kind: TargetKind) -> list[Correction]:
    """The rulings that join or part records of a kind."""
    return [
        one
        for one in rulings.corrections
        if one.kind in ("merge", "split", "confirm")
        and one.targets
        and all(target.kind == kind for target in one.targets)
    ]


def regroup(
    groups: Sequence[Group], statements: Sequence[Statement], rulings: Sequence[Correction]
) -> list[Group]:
    """The groups after the rulings, each in the order of its members, by their first members.

    Args:
        groups: Statements by their places in ``statements``.
        statements: All statements that have a place.
        rulings: From `concerns`.
    """
    if not rulings:
        return list(groups)
    found = _Places(statements, (place for group in groups for place in group))
    held = [set(group) for group in groups]
    for ruling in rulings:
        sides = [found.of(target.anchors) for target in ruling.targets]
        if ruling.kind == "merge" or (len(sides) == 1 and ruling.kind == "confirm"):
            held = _joined(held, set().union(*sides))
        elif ruling.kind == "split":
            held = _parted(held, found.of(ruling.change.away))
        else:
            for one, other in combinations(sides, 2):
                held = _kept_apart(held, one, other)
    return sorted(tuple(sorted(group)) for group in held)


def parted_pairs(
    statements: Sequence[Statement], rulings: Sequence[Correction]
) -> Iterator[tuple[int, int]]:
    """The pairs of statements, by place, that people hold to be of two groups."""
    if not rulings:
        return
    found = _Places(statements, range(len(statements)))
    for ruling in rulings:
        sides = [found.of(target.anchors) for target in ruling.targets]
        if ruling.kind == "split":
            away = found.of(ruling.change.away)
            yield from product(sorted(sides[0] - away), sorted(away))
        elif ruling.kind == "confirm":
            for one, other in combinations(sides, 2):
                yield from product(sorted(one - other), sorted(other))


class _Places:
    """The places of statements, to be asked by anchor."""

    def __init__(self, statements: Sequence[Statement], places: Iterable[int]) -> None:
        self._place = {statements[place].id: place for place in places}

    def of(self, anchors: Iterable[Anchor]) -> set[int]:
        return {self._place[one.id] for one in anchors if one.id in self._place}


def _joined(groups: list[set[int]], places: set[int]) -> list[set[int]]:
    touched = [group for group in groups if group & places]
    rest = [group for group in groups if not group & places]
    return [*rest, set().union(*touched)] if touched else rest


def _parted(groups: list[set[int]], away: set[int]) -> list[set[int]]:
    rest = [group - away for group in groups]
    gone = away & set().union(*groups) if groups else set()
    return [group for group in (*rest, gone) if group]


def _kept_apart(groups: list[set[int]], one: set[int], other: set[int]) -> list[set[int]]:
    """The other side's statements leave every group that holds one of the first side's."""
    found = []
    for group in groups:
        leaving = group & other - one
        if group & one and leaving:
            found += [group - leaving, leaving]
        else:
            found.append(group)
    return found
