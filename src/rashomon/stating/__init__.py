"""Passages into statements in words: attribution, event or state, status."""

from collections.abc import Sequence

from rashomon.language.trees import Tree
from rashomon.records.drafts import Draft
from rashomon.records.reports import Report


def state(report: Report, trees: Sequence[Tree]) -> tuple[Draft, ...]:
    """Scaffold."""
    return ()
