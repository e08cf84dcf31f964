"""A ledger that grows: findings brought up to date by the reports that are new, and by nothing else.

What is kept for it stands for one revision of the ledger and one program, and is written with the
findings in one transaction: a read that is killed leaves both as they were. Where it does not fit, or
more has changed than it is made for, all is counted anew and it is filled again.
"""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection

from rashomon.claiming.keeping import list_ties
from rashomon.claiming.posting import find_wholes
from rashomon.correcting.log import rule
from rashomon.gazetteers.watchlists import WatchList
from rashomon.ledger import extractions
from rashomon.ledger.codec import FIELDS
from rashomon.ledger.corrections import list_corrections
from rashomon.ledger.entries import Difference, Signature, enter_change
from rashomon.ledger.store import Ledger
from rashomon.ledger.ties import Ties
from rashomon.ledger.traces import Traces
from rashomon.ledger.workings import KeptReports, LedgerWorkings
from rashomon.pipeline import Library, Settled, resettle
from rashomon.records.reports import Reading
from rashomon.regrounding import News
from rashomon.tracing import add_reports
from rashomon.workings import UnfitError

ADDED_AT_ONCE = 0.2
"""Share of new reports up to which each is added to what is kept; with more a recount costs no more."""

_NOTE = "grows"
"""Under this the ledger notes for which revision and by which program it keeps what grows."""


class Program(Struct, frozen=True):
    """The program that reads and settles, as the ledger notes it, and the watch lists that it holds."""

    reader: str
    settler: str
    watched: Sequence[WatchList] = ()


def grow(ledger: Ledger, program: Program, signature: Signature) -> tuple[Difference, ...] | None:
    """Enter what the reports change that were read since all were settled last.

    Returns:
        What changed in the ledger, a kind a row; None where all has to be settled anew.
    """
    try:
        with ledger.writing() as connection:
            news = _find_news(connection, program)
            return None if news is None else _enter(connection, program, news, signature)
    except UnfitError:
        return None


def keep_growing(connection: Connection, found: Settled, program: Program, revision: int) -> None:
    """Keep what a ledger grows from, in place of what was kept.

    Args:
        connection: To the ledger, for writing.
        found: All reports settled, while no ruling holds.
        program: Who settled them.
        revision: That of the reports.
    """
    LedgerWorkings(connection).fill(found.workings)
    Ties(connection).replace(list_ties(found.reckoning))
    extractions.note(connection, _NOTE, _mark(revision, program))


def stop_growing(connection: Connection) -> None:
    """Note that what is kept does not stand for the findings."""
    extractions.note(connection, _NOTE, "")


def _mark(revision: int, program: Program) -> str:
    return f"{revision} {program.settler}"


def _find_news(connection: Connection, program: Program) -> list[str] | None:
    """The reports that are new since all were settled; None where these cannot be added."""
    through = extractions.noted(connection, "settled")
    if not through.isdecimal() or rule(list_corrections(connection)).corrections:
        return None
    if extractions.noted(connection, "settled_by") != program.settler:
        return None
    if extractions.noted(connection, _NOTE) != _mark(int(through), program):
        return None
    added = extractions.reports_since(connection, int(through))
    missing = Traces(connection).missing(program.reader)
    if missing is None or sorted(missing) != sorted(added):
        return None
    return added if len(added) <= ADDED_AT_ONCE * extractions.count(connection) else None


def _enter(
    connection: Connection, program: Program, added: Sequence[str], signature: Signature
) -> tuple[Difference, ...]:
    kept, ties = KeptReports(connection), Ties(connection)
    read = [kept.extraction(one) for one in added]
    pairs = add_reports(Traces(connection), [Reading(one.report, one.passages) for one in read])
    library = Library(kept, LedgerWorkings(connection), ties)
    found = resettle(library, News(put=tuple(added), pairs=pairs), program.watched)
    entities = found.entities
    differences = tuple(
        enter_change(connection, kind, getattr(found, field), signature)
        for kind, field in FIELDS.items()
    )
    ties.reenter(
        [*entities.gone, *(one.id for one in entities.put)],
        (row for one in entities.put for row in find_wholes(one)),
    )
    revision = extractions.last_revision(connection)
    extractions.note(connection, "settled", str(revision))
    extractions.note(connection, _NOTE, _mark(revision, program))
    return differences
