"""What the reports of a ledger share: kept from one read to the next, and brought up to date.

A report that is added is held against the fingerprints of the others; where many are added at once, or
what is kept does not fit any more, all are traced anew. The result is the same.
"""

from collections.abc import Iterator, Sequence

from rashomon.ledger import extractions
from rashomon.ledger.store import Ledger
from rashomon.ledger.traces import Traces
from rashomon.records.findings import Extraction
from rashomon.records.reports import Reading
from rashomon.records.reuse import Reuse
from rashomon.tracing import add_reports, find_shared
from rashomon.tracing.fingerprints import Prints

ADDED_SINGLY = 0.05
"""Share of new reports up to which each is looked up; that costs some ten times a report's part of
tracing all at once."""

_PRINTS_AT_ONCE = 1_000_000
"""Fingerprints that are turned into numbers of Python at a time; a hundred thousand reports have 16
million."""


def shared_words(
    ledger: Ledger, kept: Sequence[Extraction], revision: int, made_by: str
) -> list[Reuse] | None:
    """What any two reports of a ledger share; None where somebody has read more meanwhile.

    Args:
        ledger: The ledger.
        kept: All its extractions as of a revision.
        revision: That revision.
        made_by: The program; what another one traced is traced anew.
    """
    readings = {one.report.id: Reading(one.report, one.passages) for one in kept}
    with ledger.reading() as connection:
        missing = Traces(connection).missing(made_by)
    if missing is None or len(missing) > ADDED_SINGLY * len(readings):
        return _trace_all(ledger, readings, revision, made_by)
    with ledger.writing() as connection:
        if extractions.last_revision(connection) != revision:
            return None
        traces = Traces(connection)
        add_reports(traces, [readings[report] for report in missing])
        return traces.shared()


def _trace_all(
    ledger: Ledger, readings: dict[str, Reading], revision: int, made_by: str
) -> list[Reuse] | None:
    reports = [one.report for one in readings.values()]
    passages = [passage for one in readings.values() for passage in one.passages]
    found = find_shared(reports, passages)
    with ledger.writing() as connection:
        if extractions.last_revision(connection) != revision:
            return None
        traces = Traces(connection)
        traces.replace(found.order, _rows(found.prints), found.shared)
        traces.sign(made_by)
        return traces.shared()


def _rows(prints: Prints) -> Iterator[tuple[int, int]]:
    for start in range(0, len(prints.values), _PRINTS_AT_ONCE):
        some = slice(start, start + _PRINTS_AT_ONCE)
        yield from zip(prints.values[some].tolist(), prints.owners[some].tolist(), strict=True)
