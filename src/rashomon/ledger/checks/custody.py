"""Whether the raw bytes are as found and the log of who read them is whole, from the first entry on."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from sqlalchemy import Connection, select

from rashomon.errors import LedgerError
from rashomon.ledger import evidence
from rashomon.ledger.checks.corrections import check_corrections
from rashomon.ledger.checks.faults import Fault
from rashomon.ledger.custody import NO_HASH, Custody, list_custody, seal
from rashomon.ledger.schema import evidence as evidence_table
from rashomon.ledger.schema import inputs


class CustodyCheck(Struct, frozen=True):
    """What a check of the evidence found: what is off, how much was looked at, and the last hashes.

    ``corrections`` counts the entries of the log of corrections, ``last_ruling`` is its last hash.
    """

    faults: tuple[Fault, ...]
    inputs: int
    size_bytes: int
    entries: int
    last_hash: str
    corrections: int = 0
    last_ruling: str = NO_HASH


def check_custody(connection: Connection, noted: str | None = None) -> CustodyCheck:
    """Hold every raw input against its hash, and every entry of the logs against the one before.

    Args:
        connection: The ledger.
        noted: A hash that was noted earlier; some entry of a log must have it.
    """
    entries = list(list_custody(connection))
    names = _names(connection)
    found, rulings = check_corrections(connection)
    hashes = {NO_HASH, *(one.hash for one in entries), *(one.hash for one in rulings)}
    faults = [*found, *_check_chain(entries), *_check_noted(hashes, noted)]
    faults += _check_inputs(connection, entries, names)
    sizes: dict[str, int] = {}
    for digest, size in _sizes(connection, names).items():
        if isinstance(size, Fault):
            faults.append(size)
        else:
            sizes[digest] = size
    faults += _check_sizes(entries, sizes)
    last = entries[-1].hash if entries else NO_HASH
    total = len(evidence.digests(connection))
    return CustodyCheck(
        faults=tuple(sorted(set(faults))),
        inputs=total,
        size_bytes=sum(sizes.values()),
        entries=len(entries),
        last_hash=last,
        corrections=len(rulings),
        last_ruling=rulings[-1].hash if rulings else NO_HASH,
    )


def _names(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """The reports that were read from some bytes, by their hash, as id and name."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(select(inputs).order_by(inputs.c.report)):
        found[row.sha256].append((row.report, row.name))
    return found


def _check_chain(entries: list[Custody]) -> Iterator[Fault]:
    """Faults of entries that were changed, taken out, put in or put elsewhere."""
    previous, expected = NO_HASH, 1
    for one in entries:
        where = f"Entry {one.seq} of the log ({one.name})"
        content = (one.seq, one.read_at, one.actor, one.name, one.sha256, one.size_bytes)
        if one.seq != expected:
            missing = f"Before entry {one.seq} of the log, entry {expected} is missing."
            yield Fault("custody", str(one.seq), missing)
        elif one.previous != previous:
            yield Fault("custody", str(one.seq), f"{where} does not follow from the one before.")
        if seal(one.previous, *content) != one.hash:
            yield Fault("custody", str(one.seq), f"{where} was changed: its hash is another.")
        previous, expected = one.hash, one.seq + 1


def _check_noted(hashes: Collection[str], noted: str | None) -> Iterator[Fault]:
    if noted is not None and noted not in hashes:
        sentence = f"No entry of the log has the hash {noted[:64]} that was noted earlier."
        yield Fault("custody", "", f"{sentence} The log was written anew or cut short.")


def _check_inputs(
    connection: Connection, entries: list[Custody], names: Mapping[str, list[tuple[str, str]]]
) -> Iterator[Fault]:
    """Faults of inputs that nobody is said to have read, and of entries without their bytes."""
    logged = {(one.sha256, one.name) for one in entries}
    for digest, reports in names.items():
        for report, name in reports:
            if (digest, name) not in logged:
                sentence = f"No entry of the log says who read {name}, from which {report} comes."
                yield Fault("custody", report, sentence)
    kept = set(evidence.digests(connection))
    read = {one.sha256 for one in entries}
    for digest in sorted(kept - read - set(names)):
        yield Fault("custody", digest, f"No entry of the log says who read {digest[:12]}….")
    for one in entries:
        if one.sha256 not in kept:
            sentence = f"The bytes of entry {one.seq} of the log ({one.name}) are missing."
            yield Fault("evidence", str(one.seq), sentence)


def _sizes(
    connection: Connection, names: Mapping[str, list[tuple[str, str]]]
) -> dict[str, int | Fault]:
    """How many bytes are kept under each hash, or what is wrong with them."""
    found: dict[str, int | Fault] = {}
    stored = select(evidence_table.c.sha256, evidence_table.c.size_bytes)
    claimed = {row.sha256: row.size_bytes for row in connection.execute(stored)}
    for digest in sorted(claimed):
        of = ", ".join(f"{name} ({report})" for report, name in names.get(digest, ()))
        what = f"The raw bytes {digest[:12]}… of {of or 'an input that gave no report'}"
        record = names[digest][0][0] if names.get(digest) else digest
        try:
            size_bytes = len(evidence.fetch(connection, digest))
        except LedgerError:
            found[digest] = Fault("evidence", record, f"{what} were changed or are damaged.")
            continue
        found[digest] = size_bytes
        if size_bytes != claimed[digest]:
            found[digest] = Fault("evidence", record, f"{what} have another size than is kept.")
    return found


def _check_sizes(entries: list[Custody], sizes: Mapping[str, int]) -> Iterator[Fault]:
    for one in entries:
        if sizes.get(one.sha256, one.size_bytes) != one.size_bytes:
            sentence = f"Entry {one.seq} of the log ({one.name}) has another size than its bytes."
            yield Fault("custody", str(one.seq), sentence)
