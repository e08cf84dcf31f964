"""What a report gave by itself is kept whole, with its bytes and the program that read it."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import update

from rashomon.ledger import extractions
from rashomon.ledger.evidence import fetch
from rashomon.ledger.store import Ledger
from rashomon.records.findings import Extraction
from rashomon.records.reports import Known, RawReport


def raw_of(extraction: Extraction) -> RawReport:
    report = extraction.report
    known = Known(outlet="Harbour Courier")
    return RawReport(report.name, report.media_type, b"bytes", report.raw_sha256, known)


def keep_all(ledger: Ledger, found: Sequence[Extraction], made_by: str) -> None:
    with ledger.writing() as connection:
        for one in found:
            raw = msgspec.structs.replace(raw_of(one), content=one.report.name.encode())
            extractions.keep_extraction(connection, raw, one, made_by)


def test_an_extraction_comes_back_whole(
    ledger: Ledger, sample_extractions: Sequence[Extraction]
) -> None:
    keep_all(ledger, sample_extractions, "rashomon/1 parser/1")
    with ledger.reading() as connection:
        kept = extractions.load_extractions(connection)
        inputs = extractions.list_inputs(connection)
        one = extractions.load_extraction(connection, inputs[0].report)
    wanted = sorted(sample_extractions, key=lambda one: one.report.id)
    assert list(kept.extractions) == wanted
    assert one == wanted[0]
    assert kept.unreadable == ()
    assert [found.name for found in inputs] == [found.report.name for found in wanted]
    assert {found.known.outlet for found in inputs} == {"Harbour Courier"}


def test_keeping_again_replaces_and_counts_on(
    ledger: Ledger, sample_extractions: Sequence[Extraction]
) -> None:
    keep_all(ledger, sample_extractions, "rashomon/1 parser/1")
    first = sample_extractions[0]
    with ledger.reading() as connection:
        before = extractions.last_revision(connection)
    keep_all(ledger, [first], "rashomon/2 parser/1")
    with ledger.reading() as connection:
        assert extractions.last_revision(connection) == before + 1
        assert len(extractions.load_extractions(connection).extractions) == len(sample_extractions)
        assert extractions.made_by_others(connection, "rashomon/1 parser/1") == [first.report.id]


def test_an_extraction_of_other_types_is_named_not_guessed(
    ledger: Ledger, sample_extractions: Sequence[Extraction]
) -> None:
    keep_all(ledger, sample_extractions, "rashomon/1 parser/1")
    odd = sample_extractions[0].report.id
    with ledger.writing() as connection:
        table = extractions.extractions
        connection.execute(update(table).where(table.c.report == odd).values(content=b"?"))
    with ledger.reading() as connection:
        kept = extractions.load_extractions(connection)
        assert kept.unreadable == (odd,)
        assert extractions.load_extraction(connection, odd) is None
        assert extractions.load_extraction(connection, "rp-none") is None


def test_what_is_forgotten_leaves_its_bytes(
    ledger: Ledger, sample_extractions: Sequence[Extraction]
) -> None:
    from hashlib import sha256

    one = sample_extractions[0]
    digest = sha256(b"As found.").hexdigest()
    with ledger.writing() as connection:
        raw = msgspec.structs.replace(raw_of(one), content=b"As found.", sha256=digest)
        extractions.keep_extraction(connection, raw, one, "rashomon/1 parser/1")
        extractions.forget_extraction(connection, one.report.id)
        assert extractions.list_inputs(connection) == []
        assert fetch(connection, digest) == b"As found."
