"""Passages that one report took from another."""

from collections.abc import Sequence

from rashomon.records.reports import Passage, Report
from rashomon.records.reuse import Reuse
from rashomon.tracing.additions import add_reports
from rashomon.tracing.siblings import explain_siblings
from rashomon.tracing.standing import Printed, find_printed, printed_spans, tell_standing
from rashomon.tracing.tracer import dateline_ends, find_reuse, find_shared, retell

__all__ = [
    "Printed", "add_reports", "dateline_ends", "explain_siblings", "find_printed", "find_shared",
    "printed_spans", "retell", "tell_standing", "trace",
]  # fmt: skip


def trace(reports: Sequence[Report], passages: Sequence[Passage]) -> tuple[Reuse, ...]:
    """What reports took from one another, sorted by id.

    Args:
        reports: All reports, in any order.
        passages: Their passages, whose kind tells the datelines. Runs of words are found across them,
            so that a quotation that leaves out a sentence's beginning is still found.

    **Shape** N reports → M ≥ 0 reuses, one for each run of words that two reports share; those with
    ``standing`` were not taken.
    """
    return find_reuse(reports, passages)
