"""Descent: reports as the copies of one another, a tree an original instead of a list of pairs.

Enters: what each report took from each other. Leaves: trees, each copy below the report that it took
most openly and most from, and the pairs of which nobody can tell who took from whom.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from rashomon.records.reports import Report
from rashomon.views.sources import CopyRow


class Copy(Struct, frozen=True):
    """A copy, what it took from the report above it, and the copies of the copy."""

    row: CopyRow
    copies: tuple["Copy", ...]


class Descent(Struct, frozen=True):
    """An original (a report's id) and its copies."""

    original: str
    copies: tuple[Copy, ...]


def trace_descents(
    rows: Sequence[CopyRow], reports: Mapping[str, Report]
) -> tuple[tuple[Descent, ...], tuple[CopyRow, ...]]:
    """The trees, those with most copies first, and the pairs without direction that no tree explains.

    A copy stands once: below the report that it credits, else below that from which it took most. A pair
    without direction is left out where both stand in one tree: both have it from there.
    """
    parents = _parents([row for row in rows if row.direction_known], reports)
    below: dict[str, list[CopyRow]] = defaultdict(list)
    for row in parents.values():
        below[row.taken_from].append(row)
    roots = {one: _root(one, parents) for row in parents.values() for one in _ends(row)}
    trees = [
        Descent(root, _copies(root, below, frozenset({root})))
        for root in sorted(set(roots.values()))
    ]
    trees.sort(key=lambda tree: (-count_copies(tree.copies), tree.original))
    unknown = [
        row
        for row in rows
        if not row.direction_known
        and (row.taken_by not in roots or roots[row.taken_by] != roots.get(row.taken_from))
    ]
    return tuple(trees), tuple(unknown)


def count_copies(copies: Sequence[Copy]) -> int:
    """How many copies there are, those of copies counted too."""
    return sum(1 + count_copies(one.copies) for one in copies)


def _ends(row: CopyRow) -> tuple[str, str]:
    return row.taken_by, row.taken_from


def _parents(rows: Sequence[CopyRow], reports: Mapping[str, Report]) -> dict[str, CopyRow]:
    """What each copy took from the report that it hangs below; no report hangs below itself."""
    parents: dict[str, CopyRow] = {}
    for row in sorted(rows, key=lambda row: (not row.credited, -row.characters, *_ends(row))):
        if not {row.taken_by, row.taken_from} <= reports.keys() or row.taken_by in parents:
            continue
        if _root(row.taken_from, parents) != row.taken_by:
            parents[row.taken_by] = row
    return parents


def _root(report: str, parents: Mapping[str, CopyRow]) -> str:
    while report in parents:
        report = parents[report].taken_from
    return report


def _copies(
    report: str, below: Mapping[str, Sequence[CopyRow]], above: frozenset[str]
) -> tuple[Copy, ...]:
    rows = sorted(below.get(report, ()), key=lambda row: (-row.characters, row.taken_by))
    return tuple(
        Copy(row, _copies(row.taken_by, below, above | {row.taken_by}))
        for row in rows
        if row.taken_by not in above
    )
