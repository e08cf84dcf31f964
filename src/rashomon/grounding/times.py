"""Times: words of a report that mean a time, and the days that they mean.

Enters: a report and its trees. Leaves: `TimeExpression` records, and, once the report's days of
publication are known, one `Time` for each.
"""

from collections.abc import Sequence

from rashomon.instants import Days
from rashomon.language.trees import Tree
from rashomon.records.mentions import Time
from rashomon.records.reports import Report
from rashomon.records.times import TimeExpression


def read_times(report: Report, trees: Sequence[Tree]) -> tuple[TimeExpression, ...]:
    """The expressions of time in a report, in the order of its text, not overlapping."""
    return ()


def anchor(expressions: Sequence[TimeExpression], published: Days | None) -> tuple[Time, ...]:
    """The time that each expression of one report means, in the same order.

    Give all expressions of a report together: "a week later" counts from the day before it.
    """
    return tuple(Time(None, None) for _ in expressions)
