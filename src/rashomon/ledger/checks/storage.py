"""Whether the file is sound, its projections follow from its entries, and the raw bytes are as found."""

from sqlalchemy import Connection, text

from rashomon.errors import LedgerError
from rashomon.ledger import evidence
from rashomon.ledger.checks.faults import Fault

_LAST = """
    SELECT kind, record, seq FROM (
        SELECT kind, record, seq, op,
               row_number() OVER (PARTITION BY kind, record ORDER BY seq DESC) AS age
        FROM entries)
    WHERE age = 1 AND op = 'add'"""

_PROJECTION = f"""
    SELECT kind, record, seq FROM current EXCEPT {_LAST}
    UNION ALL
    SELECT * FROM ({_LAST} EXCEPT SELECT kind, record, seq FROM current)"""  # noqa: S608

_INDEX = """
    SELECT id AS seq FROM passage_index_docsize EXCEPT SELECT seq FROM passage_words
    UNION ALL
    SELECT * FROM (SELECT seq FROM passage_words EXCEPT SELECT id FROM passage_index_docsize)"""

_NAMED = """
    SELECT one.value AS named, current.kind AS kind, current.record AS record
    FROM current JOIN entries ON entries.seq = current.seq,
         json_each(looked_up_by(current.kind, entries.payload)) AS one"""

_NAMING = f"""
    SELECT * FROM ({_NAMED} EXCEPT SELECT named, kind, record FROM naming)
    UNION ALL
    SELECT named, kind, record FROM naming EXCEPT {_NAMED}"""  # noqa: S608


def check_storage(connection: Connection) -> list[Fault]:
    """Faults of the file itself, of what holds now against the entries, and of the full-text index."""
    faults = []
    for (answer,) in connection.execute(text("PRAGMA integrity_check")):
        if answer != "ok":
            faults.append(Fault("storage", "", f"The file is damaged: {answer}."))
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        faults.append(Fault("storage", "", f"Table {row[0]}, row {row[1]}, leads to no {row[2]}."))
    for row in connection.execute(text(_PROJECTION)):
        sentence = f"What holds of {row.kind} {row.record} is not what its entries say."
        faults.append(Fault("projection", row.record, sentence))
    for row in connection.execute(text(_INDEX)):
        faults.append(Fault("index", "", f"The search index and entry {row.seq} do not agree."))
    for row in connection.execute(text(_NAMING)):
        sentence = f"The index of who names {row.named} and {row.kind} {row.record} do not agree."
        faults.append(Fault("index", row.record, sentence))
    return faults


def check_evidence(connection: Connection) -> list[Fault]:
    """Faults of raw bytes: damaged, or no longer those that their hash names."""
    faults = []
    for digest in evidence.digests(connection):
        try:
            evidence.fetch(connection, digest)
        except LedgerError as error:
            faults.append(Fault("evidence", digest, str(error)))
    return faults
