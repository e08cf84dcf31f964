"""What is kept of all reports in a ledger is what is kept in memory."""

from collections.abc import Sequence

import pytest
from msgspec import Struct

from growing import by_id
from rashomon.ledger.extractions import keep_extraction
from rashomon.ledger.store import Ledger
from rashomon.ledger.traces import Traces
from rashomon.ledger.workings import KeptReports, LedgerWorkings
from rashomon.records.findings import Extraction
from rashomon.records.reports import RawReport, Reading
from rashomon.regrounding import SHEETS, News, recount, reground
from rashomon.tracing import add_reports
from rashomon.workings import Memory, Shelf, UnfitError, Workings


class Crate(Struct, frozen=True):
    """Something to lay on a shelf."""

    lemons: int
    words: tuple[str, ...] = ()


CRATES = Shelf("test.crate", Crate)
NUMBERS = Shelf("test.number", int)


def exercise(workings: Workings) -> list[object]:
    """What comes back from some layings and takings."""
    long = Crate(3, ("lamp", "blanket", "flour") * 200)
    workings.put(CRATES, "harbour", "b", Crate(2))
    workings.put(CRATES, "harbour", "a", long)
    workings.put(CRATES, "harbour", "b", Crate(1))
    workings.put(CRATES, "hill", "", Crate(7))
    workings.put(NUMBERS, "harbour", "a", 120)  # as one byte it looks like compressed content
    seen: list[object] = [
        workings.get(CRATES, "harbour", "a"),
        workings.get(CRATES, "hill"),
        list(workings.find(CRATES, "harbour").items()),
        workings.get(NUMBERS, "harbour", "a"),
        workings.get(NUMBERS, "hill"),
        dict(workings.under(CRATES, ["mill", "hill", "harbour"])),
    ]
    workings.put(CRATES, "harbour", "a", None)
    workings.put(CRATES, "hill", "", None)
    workings.put(CRATES, "mill", "", None)
    return [*seen, list(workings.find(CRATES, "harbour")), list(workings.find(CRATES, "hill"))]


def test_a_ledger_keeps_what_memory_keeps(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        found = exercise(LedgerWorkings(connection))
    assert found == exercise(Memory())
    assert found[-2:] == [["b"], []]


def test_filled_from_memory_a_ledger_holds_that_and_nothing_else(ledger: Ledger) -> None:
    memory = Memory()
    memory.put(CRATES, "harbour", "a", Crate(3))
    memory.put(CRATES, "mill", "", Crate(4))
    with ledger.writing() as connection:
        workings = LedgerWorkings(connection)
        workings.put(CRATES, "hill", "", Crate(7))
        workings.fill(memory)
        assert workings.get(CRATES, "hill") is None
        assert workings.get(CRATES, "mill") == Crate(4)
        assert dict(workings.find(CRATES, "harbour")) == {"a": Crate(3)}


def keep(ledger: Ledger, some: Sequence[Extraction]) -> News:
    """Keep reports as if they had been read, and hold them against those that are there."""
    with ledger.writing() as connection:
        for one in some:
            sha256 = one.report.raw_sha256
            raw = RawReport(one.report.name, one.report.media_type, b"", sha256)
            keep_extraction(connection, raw, one, "test")
        pairs = add_reports(Traces(connection), [Reading(one.report, one.passages) for one in some])
    return News(tuple(sorted(one.report.id for one in some)), (), pairs)


def test_the_sample_corpus_grows_in_a_ledger_as_it_does_in_memory(
    ledger: Ledger, sample_extractions: Sequence[Extraction]
) -> None:
    first, rest = sample_extractions[:15], sample_extractions[15:]
    keep(ledger, first)
    whole, memory = recount(first)
    with ledger.writing() as connection:
        LedgerWorkings(connection).fill(memory)
    held = by_id(whole)
    for one in rest:
        news = keep(ledger, [one])
        with ledger.writing() as connection:
            change = reground(LedgerWorkings(connection), KeptReports(connection), news)
        for kind, records in held.items():
            for record in getattr(change, kind).gone:
                del records[record]
            records |= {record.id: record for record in getattr(change, kind).put}
    assert held == by_id(recount(sample_extractions)[0])


def test_workings_of_another_ledger_are_told_apart(
    ledger: Ledger, sample_extractions: Sequence[Extraction]
) -> None:
    news = keep(ledger, sample_extractions)
    pair = news.pairs[0]
    with ledger.writing() as connection, pytest.raises(UnfitError, match="Nothing is kept"):
        reground(LedgerWorkings(connection), KeptReports(connection), News(pair[:1], (), (pair,)))


def test_a_report_without_an_extraction_cannot_be_gone_on_from(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        assert LedgerWorkings(connection).get(SHEETS, "rp-0000000000000000") is None
        with pytest.raises(UnfitError, match="has no extraction"):
            KeptReports(connection).extraction("rp-0000000000000000")
