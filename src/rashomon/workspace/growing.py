"""A ledger that grows: findings brought up to date by the reports that are new, and by nothing else.

What is kept for it stands for one revision of the ledger, one program and the rulings that hold. It is
written with the findings in one transaction: a read that is killed leaves both as they were. Where it
does not fit, or more has changed than it is made for, all is counted anew and it is filled again.
"""

from collections.abc import Sequence
from hashlib import blake2b

import msgspec
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
from rashomon.records.changes import Change, Resettled
from rashomon.records.corrections import Rulings
from rashomon.records.mentions import Entity
from rashomon.records.reports import Reading
from rashomon.regrounding import News
from rashomon.reruling import can_grow
from rashomon.tracing import add_reports
from rashomon.workings import UnfitError

ADDED_AT_ONCE = 0.2
"""Share of new reports up to which each is added to what is kept; with more a recount costs no more."""

_CHANGED_AT_ONCE = 200
"""Reports that may change in any ledger where people say who is who; else they, too, are that share."""

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
            basis = _find_basis(connection, program, rule(list_corrections(connection)))
            news = None if basis is None else _find_news(connection, basis)
            if basis is None or news is None:
                return None
            return _add(connection, basis, news, signature)
    except UnfitError:
        return None


class Basis(Struct, frozen=True):
    """What findings follow from: the program, the revision of the reports, and what people rule."""

    program: Program
    revision: int
    rulings: Rulings


def keep_growing(connection: Connection, found: Settled, basis: Basis) -> None:
    """Keep what a ledger grows from, in place of what was kept; nothing under rulings of some kinds.

    Args:
        connection: To the ledger, for writing.
        found: All reports settled.
        basis: What they were settled by.
    """
    if not can_grow(basis.rulings):
        stop_growing(connection)
        return
    LedgerWorkings(connection).fill(found.workings)
    Ties(connection).replace(list_ties(found.reckoning))
    _note(connection, basis)


def check_fit(connection: Connection, program: Program, rulings: Rulings) -> None:
    """Refuse to go on from what is kept where it does not stand for what was found.

    Raises:
        UnfitError: All has to be settled anew.
    """
    basis = _find_basis(connection, program, rulings)
    if basis is None or basis.revision != extractions.last_revision(connection):
        raise UnfitError("What is kept does not stand for what was found.")


def follow(connection: Connection, program: Program, before: Rulings, after: Rulings) -> Resettled:
    """What changes by what people rule now, while what a ledger grows from is brought up to date.

    The change is not entered, nor is it noted what is kept stands for by then; see `enter_ruled`.

    Args:
        connection: To the ledger, for writing.
        program: Who settles.
        before: The rulings that held.
        after: Those that hold now.

    Raises:
        UnfitError: All has to be settled anew; what was written until then must be dropped.
    """
    check_fit(connection, program, before)
    if not can_grow(after):
        raise UnfitError("A report's outlet or day was set.")
    most = max(_CHANGED_AT_ONCE, int(ADDED_AT_ONCE * extractions.count(connection)))
    reports = KeptReports(connection, most)
    library = Library(reports, LedgerWorkings(connection), Ties(connection), before)
    return resettle(library, News(), program.watched, after)


def enter_ruled(
    connection: Connection, program: Program, found: Resettled, after: Rulings, signature: Signature
) -> None:
    """Enter what `follow` found, and that what is kept stands for these rulings now."""
    _enter(connection, found, signature)
    revision = extractions.last_revision(connection)
    _note(connection, Basis(program, revision, after))


def stop_growing(connection: Connection) -> None:
    """Note that what is kept does not stand for the findings."""
    extractions.note(connection, _NOTE, "")


def _note(connection: Connection, basis: Basis) -> None:
    extractions.note(connection, _NOTE, _mark(basis))


def _mark(basis: Basis) -> str:
    under = ",".join(one.id for one in basis.rulings.corrections)
    digest = f" under:{blake2b(under.encode(), digest_size=8).hexdigest()}" if under else ""
    return f"{basis.revision} {basis.program.settler}{digest}"


def _find_basis(connection: Connection, program: Program, rulings: Rulings) -> Basis | None:
    """What the findings follow from, where what is kept stands for them; None where it does not."""
    through = extractions.noted(connection, "settled")
    if not through.isdecimal() or extractions.noted(connection, "settled_by") != program.settler:
        return None
    basis = Basis(program, int(through), rulings)
    return basis if extractions.noted(connection, _NOTE) == _mark(basis) else None


def _find_news(connection: Connection, basis: Basis) -> list[str] | None:
    """The reports that are new since all were settled; None where these cannot be added."""
    added = extractions.reports_since(connection, basis.revision)
    missing = Traces(connection).missing(basis.program.reader)
    if missing is None or sorted(missing) != sorted(added):
        return None
    return added if len(added) <= ADDED_AT_ONCE * extractions.count(connection) else None


def _add(
    connection: Connection, basis: Basis, added: Sequence[str], signature: Signature
) -> tuple[Difference, ...]:
    kept = KeptReports(connection)
    read = [kept.extraction(one) for one in added]
    pairs = add_reports(Traces(connection), [Reading(one.report, one.passages) for one in read])
    library = Library(kept, LedgerWorkings(connection), Ties(connection), basis.rulings)
    news = News(put=tuple(added), pairs=pairs)
    found = resettle(library, news, basis.program.watched, basis.rulings)
    revision = extractions.last_revision(connection)
    extractions.note(connection, "settled", str(revision))
    _note(connection, msgspec.structs.replace(basis, revision=revision))
    return _enter(connection, found, signature)


def _enter(
    connection: Connection, found: Resettled, signature: Signature
) -> tuple[Difference, ...]:
    differences = tuple(
        enter_change(connection, kind, getattr(found, field), signature)
        for kind, field in FIELDS.items()
    )
    _reenter(Ties(connection), found.entities)
    return differences


def _reenter(ties: Ties, entities: Change[Entity]) -> None:
    ties.reenter(
        [*entities.gone, *(one.id for one in entities.put)],
        (row for one in entities.put for row in find_wholes(one)),
    )
