"""Passages that one report took from another."""

from collections.abc import Sequence

from rashomon.records.reports import Passage, Report
from rashomon.records.reuse import Reuse


def trace(reports: Sequence[Report], passages: Sequence[Passage]) -> tuple[Reuse, ...]:
    """Scaffold."""
    return ()
