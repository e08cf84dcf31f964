"""Siblings: two reports that share a passage because both took it from a third.

Enters: all reuse. Leaves: the same, with the reason told where a third report explains why nobody can
say which of two took from the other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from rashomon.records.reuse import Reuse
from rashomon.spans import Span, shared

EXPLAINED_SHARE = 0.5
"""Share of a passage that the third report's must cover in both."""


def explain_siblings(reuses: Sequence[Reuse], names: Mapping[str, str]) -> list[Reuse]:
    """The reuses in their order; those without direction say so where both ends copied one report.

    Args:
        reuses: All reuse between the reports.
        names: The reports' names by id.
    """
    taken: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for reuse in reuses:
        if reuse.direction == "known":
            taken[reuse.to_report].append((reuse.from_report, reuse.to_span))
    return [
        reuse if reuse.direction == "known" or reuse.standing else _explained(reuse, taken, names)
        for reuse in reuses
    ]


def _explained(
    reuse: Reuse, taken: Mapping[str, list[tuple[str, Span]]], names: Mapping[str, str]
) -> Reuse:
    common = _sources(taken.get(reuse.from_report, []), reuse.from_span) & _sources(
        taken.get(reuse.to_report, []), reuse.to_span
    )
    if not common:
        return reuse
    sources = " and ".join(sorted(names[source] for source in common))
    return msgspec.structs.replace(reuse, why=f"both took it from {sources}")


def _sources(taken: Sequence[tuple[str, Span]], passage: Span) -> set[str]:
    """The reports from which most of a passage was taken."""
    length = passage.end - passage.start
    return {source for source, span in taken if shared(span, passage) >= EXPLAINED_SHARE * length}
