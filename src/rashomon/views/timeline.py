"""Dated events in order."""

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.findings import Findings


class TimelineRow(Struct, frozen=True):
    """One event or state with a day: when it happened, and when each report first told of it.

    ``claim`` is None for a statement in no claim. ``days`` is when it happened or held; ``reported``
    when it was first reported, None where no report that tells of it has a day.
    """

    claim: str | None
    text: str
    type: str | None
    status: str
    days: Days
    reported: Days | None
    basis: str
    independent: int
    statements: tuple[str, ...]
    statement: str
    quote: str
    outlet: str


def make_timeline(findings: Findings) -> tuple[TimelineRow, ...]:
    """The dated events in the order of their days."""
    return ()
