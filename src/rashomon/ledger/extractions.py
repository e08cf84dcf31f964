"""What each report gave by itself, with the bytes it was read from and the program that read it.

This is the part of the ledger that makes a killed read go on where it stopped: every report is here
from the moment it was read, whether or not all reports were settled together since.
"""

import zlib
from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from rashomon.ledger import evidence
from rashomon.ledger.schema import about, extractions, inputs
from rashomon.ledger.schema import evidence as evidence_table
from rashomon.records.findings import Extraction
from rashomon.records.reports import Known, MediaType, RawReport

_LEVEL = 3
"""An extraction shrinks to a seventh at this level, in a fiftieth of the time of its parse."""


class Input(Struct, frozen=True):
    """Where a report came from: name, hash of its bytes, what is known of it, when it was read."""

    report: str
    name: str
    sha256: str
    media_type: MediaType
    known: Known
    read_at: date


class Kept(Struct, frozen=True):
    """All extractions in the order of their reports' ids, as of one revision.

    ``unreadable`` are reports whose extraction was written by a program with other record types.
    """

    revision: int
    extractions: tuple[Extraction, ...]
    unreadable: tuple[str, ...]


def list_inputs(connection: Connection) -> list[Input]:
    """Every input that became a report, in the order of the reports' ids."""
    rows = connection.execute(select(inputs).order_by(inputs.c.report))
    return [
        Input(
            report=row.report,
            name=row.name,
            sha256=row.sha256,
            media_type=row.media_type,
            known=msgspec.json.decode(row.known, type=Known),
            read_at=date.fromisoformat(row.read_at),
        )
        for row in rows
    ]


def keep_extraction(
    connection: Connection, raw: RawReport, extraction: Extraction, made_by: str
) -> None:
    """Keep what a report gave, with its bytes, in place of what it gave before."""
    report = extraction.report
    evidence.keep(connection, raw.sha256, raw.content)
    origin = {
        "name": raw.name,
        "sha256": raw.sha256,
        "media_type": raw.media_type,
        "known": msgspec.json.encode(raw.known).decode(),
        "read_at": report.read_at.isoformat(),
    }
    connection.execute(
        insert(inputs)
        .values(report=report.id, **origin)
        .on_conflict_do_update(index_elements=["report"], set_=origin)
    )
    connection.execute(delete(extractions).where(extractions.c.report == report.id))
    content = zlib.compress(msgspec.msgpack.encode(extraction), _LEVEL)
    connection.execute(
        insert(extractions).values(report=report.id, made_by=made_by, content=content)
    )


def forget_extraction(connection: Connection, report: str) -> None:
    """Drop what a report gave, since it gives nothing any more; its bytes stay."""
    connection.execute(delete(extractions).where(extractions.c.report == report))
    connection.execute(delete(inputs).where(inputs.c.report == report))
    note(connection, "settled", "")


def load_extractions(connection: Connection) -> Kept:
    """All extractions.

    Cost: they are all in memory at once, about 60 kB a report.
    """
    decoder = msgspec.msgpack.Decoder(Extraction)
    found: list[Extraction] = []
    unreadable: list[str] = []
    query = select(extractions.c.report, extractions.c.content).order_by(extractions.c.report)
    for row in connection.execute(query):
        try:
            found.append(decoder.decode(zlib.decompress(row.content)))
        except (msgspec.MsgspecError, zlib.error):
            unreadable.append(row.report)
    return Kept(last_revision(connection), tuple(found), tuple(unreadable))


def load_extraction(connection: Connection, report: str) -> Extraction | None:
    """What one report gave; None where it is not kept or cannot be read."""
    content = connection.execute(
        select(extractions.c.content).where(extractions.c.report == report)
    ).scalar_one_or_none()
    if content is None:
        return None
    try:
        return msgspec.msgpack.decode(zlib.decompress(content), type=Extraction)
    except (msgspec.MsgspecError, zlib.error):
        return None


def made_by_others(connection: Connection, made_by: str) -> list[str]:
    """The reports that another program or model read last."""
    query = select(extractions.c.report).where(extractions.c.made_by != made_by)
    return list(connection.execute(query.order_by(extractions.c.report)).scalars())


def reports_since(connection: Connection, revision: int) -> list[str]:
    """The reports that were read, or read again, after a revision, in the order of their ids."""
    query = select(extractions.c.report).where(extractions.c.revision > revision)
    return sorted(connection.execute(query).scalars())


def count(connection: Connection) -> int:
    """How many reports are kept."""
    return int(connection.execute(select(func.count()).select_from(extractions)).scalar_one())


def last_revision(connection: Connection) -> int:
    """The number of the newest extraction; 0 for none."""
    found = connection.execute(select(func.max(extractions.c.revision))).scalar()
    return int(found or 0)


def is_settled(connection: Connection) -> bool:
    """Whether the findings follow from all extractions that are kept now."""
    revision = last_revision(connection)
    return noted(connection, "settled") == (str(revision) if revision else "")


def noted(connection: Connection, key: str) -> str:
    """What the ledger notes about itself under a key; empty for nothing."""
    value = connection.execute(select(about.c.value).where(about.c.key == key)).scalar()
    return value or ""


def note(connection: Connection, key: str, value: str) -> None:
    """Note something about the ledger itself."""
    connection.execute(
        insert(about)
        .values(key=key, value=value)
        .on_conflict_do_update(index_elements=["key"], set_={"value": value})
    )


def digests_starting(connection: Connection, beginning: str) -> dict[str, str]:
    """The hashes of raw bytes by the id of the report, or the hash, that begins so."""
    reports = select(inputs.c.report, inputs.c.sha256).where(
        inputs.c.report.startswith(beginning, autoescape=True)
    )
    found = {row.report: row.sha256 for row in connection.execute(reports)}
    if found:
        return found
    kept = select(evidence_table.c.sha256).where(
        evidence_table.c.sha256.startswith(beginning.lower(), autoescape=True)
    )
    return {digest: digest for digest in connection.execute(kept).scalars()}


def names_by_digest(found: Iterable[Input]) -> dict[str, dict[str, Input]]:
    """The inputs by the hash of their bytes and then by name."""
    grouped: dict[str, dict[str, Input]] = {}
    for one in found:
        grouped.setdefault(one.sha256, {})[one.name] = one
    return grouped
