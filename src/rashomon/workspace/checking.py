"""A ledger held against its own promises: read again, settled again, every word and id looked up."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from rashomon.correcting.log import rule
from rashomon.errors import LedgerError
from rashomon.gazetteers.additions import choosing
from rashomon.language.parser import Parser
from rashomon.ledger import entries, evidence, extractions
from rashomon.ledger.checks import (
    Fault,
    check_custody,
    check_references,
    check_storage,
    check_words,
)
from rashomon.ledger.codec import FIELDS, record_id, records_of
from rashomon.ledger.corrections import list_corrections
from rashomon.ledger.store import Ledger
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.reading.decoding import decode
from rashomon.records.findings import Extraction, Findings
from rashomon.records.reports import RawReport, Reading, Report
from rashomon.settings import Settings
from rashomon.spans import Span, cut
from rashomon.workspace.background import Background, load_background

MakeParser = Callable[[], Parser]


class CheckResult(Struct, frozen=True):
    """What a check proved and what it found wrong.

    ``proved`` are sentences on what was done, ``counts`` the records of each kind that hold now.
    """

    faults: tuple[Fault, ...]
    proved: tuple[str, ...]
    counts: dict[str, int]


def check_ledger(
    ledger: Ledger, settings: Settings, make_parser: MakeParser | None = None
) -> CheckResult:
    """Hold a ledger against its promises.

    The file and its projections; the raw bytes against their hashes; every report made again from its
    bytes; every finding, its id included, made again from the extractions; every quote re-read; every
    id that a record names looked up.

    Args:
        ledger: The ledger.
        settings: How reports are read.
        make_parser: Where given, every report is parsed again as well: slow, but then nothing at all
            is taken on trust.
    """
    background = load_background(settings.grounding)
    with choosing(background.additions):
        return _checked(ledger, settings, background, make_parser)


def _checked(
    ledger: Ledger, settings: Settings, background: Background, make_parser: MakeParser | None
) -> CheckResult:
    with ledger.reading() as connection:
        custody = check_custody(connection)
        faults = check_storage(connection) + list(custody.faults)
        findings = entries.load_findings(connection)
        kept = extractions.load_extractions(connection)
        counts = entries.counts(connection)
        settled = extractions.is_settled(connection)
        rulings = rule(list_corrections(connection))
    for report in kept.unreadable:
        faults.append(
            Fault("storage", report, f"What {report} gave was written by another program.")
        )
    faults += check_words(findings) + check_references(findings)
    faults += _read_again(ledger, settings, {one.report.id: one for one in kept.extractions})
    if make_parser is not None:
        faults += _parse_again(kept.extractions, make_parser())
    if settled and not kept.unreadable:
        faults += _compare(findings, settle(kept.extractions, rulings, background.watched))
    if not settled:
        sentence = "The last read was stopped before all reports were compared. Run it again."
        faults.append(Fault("unfinished", "", sentence))
    proved = (
        f"{custody.inputs} raw inputs have the bytes that their hashes name",
        f"{custody.entries} entries say who read them, each sealed with the one before",
        f"{len(kept.extractions)} reports were made again from their bytes",
        f"{len(findings.statements)} statements and {len(findings.marks)} marks were re-read",
        f"{sum(counts.values())} records follow from the reports and {custody.corrections} corrections,"
        " ids included",
    )
    return CheckResult(tuple(sorted(set(faults))), proved, counts)


def _read_again(ledger: Ledger, settings: Settings, kept: dict[str, Extraction]) -> Iterator[Fault]:
    """Faults of reports that their bytes do not give any more."""
    with ledger.reading() as connection:
        for one in extractions.list_inputs(connection):
            try:
                content = evidence.fetch(connection, one.sha256)
            except LedgerError:
                continue  # told of by the check of the evidence
            raw = RawReport(one.name, one.media_type, content, one.sha256, one.known)
            reading = read(raw, one.read_at, settings.reading)
            extraction = kept.get(one.report)
            if extraction is None:
                continue
            if reading != Reading(extraction.report, extraction.passages):
                sentence = f"{one.name} read again from its bytes gives another report."
                yield Fault("differs", one.report, sentence)
            yield from _check_pieces(extraction.report, content)


def _check_pieces(report: Report, content: bytes) -> Iterator[Fault]:
    """Faults of pieces that do not stand in the input as they stand in the report."""
    decoded = decode(content, is_html=report.media_type == "text/html") if report.pieces else None
    for piece in report.pieces or ():
        here = cut(report.text, Span(piece.start, piece.start + piece.length))
        raw = Span(piece.raw_start, piece.raw_start + piece.length)
        if decoded is None or cut(decoded.text, raw) != here:
            sentence = f"{report.name} does not stand in its input at {raw.start}–{raw.end}."
            yield Fault("quote", report.id, sentence)


def _parse_again(kept: tuple[Extraction, ...], parser: Parser) -> Iterator[Fault]:
    """Faults of extractions that a new parse does not give."""
    readings = (Reading(one.report, one.passages) for one in kept)
    for old, new in zip(kept, extract(readings, parser), strict=True):
        if old != new:
            sentence = f"{old.report.name} parsed again gives other statements."
            yield Fault("differs", old.report.id, sentence)


def _compare(held: Findings, made: Findings) -> Iterator[Fault]:
    """Faults of records that do not follow from the extractions, or follow and are not held."""
    for kind in FIELDS:
        here = {record_id(one): one for one in records_of(held, kind)}
        there = {record_id(one): one for one in records_of(made, kind)}
        for record in sorted(here.keys() | there.keys()):
            if record not in there:
                yield Fault("differs", record, f"{kind} {record} does not follow from any report.")
            elif record not in here:
                yield Fault("differs", record, f"{kind} {record} is missing from the ledger.")
            elif here[record] != there[record]:
                yield Fault("differs", record, f"{kind} {record} is not as the reports give it.")
