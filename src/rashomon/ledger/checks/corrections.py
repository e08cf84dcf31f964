"""Whether the log of corrections is whole: every entry as it was made, none taken out or put in."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, text

from rashomon.ids import content_id
from rashomon.ledger.checks.faults import Fault
from rashomon.ledger.corrections import Sealed, list_corrections, list_sealed
from rashomon.ledger.custody import NO_HASH, seal

_GUARDS = ("corrections_stay", "corrections_last")


def check_corrections(connection: Connection) -> tuple[list[Fault], Sequence[Sealed]]:
    """The faults of the log of corrections, and its entries."""
    entries = list(list_sealed(connection))
    faults = [*_check_chain(entries), *_check_guards(connection)]
    if not faults:
        faults += _check_undos(connection)
    return faults, entries


def _check_chain(entries: Sequence[Sealed]) -> Iterator[Fault]:
    """Faults of entries that were changed, taken out, put in or put elsewhere."""
    previous, expected = NO_HASH, 1
    for one in entries:
        content = (one.seq, one.made_at, one.author, one.kind, one.payload)
        where = f"Correction {one.seq} ({one.kind} by {one.author})"
        if one.seq != expected:
            missing = f"Before correction {one.seq}, correction {expected} is missing."
            yield Fault("corrections", one.id, missing)
        elif one.previous != previous:
            yield Fault("corrections", one.id, f"{where} does not follow from the one before.")
        if seal(one.previous, *content) != one.hash or content_id("co", *content) != one.id:
            yield Fault("corrections", one.id, f"{where} was changed: its hash is another.")
        previous, expected = one.hash, one.seq + 1


def _check_guards(connection: Connection) -> Iterator[Fault]:
    """Faults of a log that could be changed: the triggers that forbid it are gone."""
    query = text(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'corrections'"
    )
    there = set(connection.execute(query).scalars())
    for name in _GUARDS:
        if name not in there:
            sentence = f"The log of corrections could be changed: its guard {name} is gone."
            yield Fault("corrections", name, sentence)


def _check_undos(connection: Connection) -> Iterator[Fault]:
    """Faults of undos that take nothing back."""
    known: set[str] = set()
    try:
        for one in list_corrections(connection):
            if one.kind == "undo" and one.undoes not in known:
                sentence = f"Correction {one.seq} takes back {one.undoes}, which was never made."
                yield Fault("corrections", one.id, sentence)
            known.add(one.id)
    except msgspec.MsgspecError:
        yield Fault("corrections", "", "An entry of the log of corrections cannot be read.")
