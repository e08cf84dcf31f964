"""A ledger of as many statements as asked for, made without parsing: for measurements and for looks.

    make_ledger.py --statements 100000 --out big.db

The reports are those of an invented war (see `worlds`). What each gives is kept as if it had been read,
all are settled together by the path itself, and the findings are entered; a report can then be added to
the ledger like to any other.
"""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from rashomon.language.parser import SpacyParser
from rashomon.ledger.custody import PROGRAM, Witness, witness
from rashomon.ledger.entries import Signature, enter_findings
from rashomon.ledger.extractions import keep_extraction, last_revision, note
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.pipeline import settle_to_grow
from rashomon.records.corrections import NO_RULINGS
from rashomon.records.findings import Extraction
from rashomon.records.reports import RawReport
from rashomon.settings import GroundingSettings
from rashomon.version import __version__
from rashomon.workspace.background import load_background
from rashomon.workspace.boardkeeping import keep_board, name_keeper
from rashomon.workspace.copies import shared_words
from rashomon.workspace.growing import Basis, Program, keep_growing
from rashomon.workspace.program import name_reader, name_settler
from worlds import World

RECORDED_AT = datetime(2026, 1, 1, tzinfo=UTC)
REPORTS_AT_ONCE = 500


def main() -> int:
    """Make the ledger and say how long each step took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, required=True, help="about so many of them")
    parser.add_argument(
        "--out", type=Path, required=True, help="the ledger's file, which must be new"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same ledger")
    asked = parser.parse_args()
    if asked.out.exists():
        print(f"{asked.out} is there already. Name a new file, or remove it.", file=sys.stderr)
        return 2
    make_ledger(asked.out, asked.statements, asked.seed)
    return 0


def make_ledger(path: Path, statements: int, seed: int) -> None:
    """Make a ledger of so many statements in a new file."""
    began = time.perf_counter()
    parser = SpacyParser().name
    reader, settler = name_reader(parser), name_settler(parser)
    with open_ledger(path, create=True) as ledger:
        extractions = list(keep(ledger, World(seed).reports(statements)))
        _say(f"{len(extractions)} reports invented and kept", began)
        began = time.perf_counter()
        with ledger.reading() as connection:
            revision = last_revision(connection)
        shared = shared_words(ledger, extractions, revision, reader)
        _say("traced", began)
        began = time.perf_counter()
        found = settle_to_grow(extractions, shared=shared)
        findings = found.findings
        _say(f"{len(findings.statements)} statements, {len(findings.claims)} claims settled", began)
        began = time.perf_counter()
        with ledger.writing() as connection:
            enter_findings(connection, findings, Signature(f"rashomon/{__version__}", RECORDED_AT))
            note(connection, "settled", str(revision))
            note(connection, "settled_by", settler)
        _say("entered", began)
        began = time.perf_counter()
        with ledger.writing() as connection:
            basis = Basis(Program(reader, settler), revision, NO_RULINGS)
            keep_growing(connection, found, basis)
        _say("kept what it grows from", began)
        began = time.perf_counter()
        with ledger.writing() as connection:
            keep_board(connection, name_keeper(load_background(GroundingSettings())))
        _say("kept what questions about days look up", began)


def keep(ledger: Ledger, found: Iterable[tuple[RawReport, Extraction]]) -> Iterator[Extraction]:
    """Keep reports as if they had been read, and pass on what they give."""
    reader = name_reader(SpacyParser().name)
    reports = iter(found)
    while some := list(islice(reports, REPORTS_AT_ONCE)):
        with ledger.writing() as connection:
            witness(connection, [raw for raw, _ in some], Witness(PROGRAM, RECORDED_AT))
            for raw, extraction in some:
                keep_extraction(connection, raw, extraction, reader)
        for _, extraction in some:
            yield extraction


def _say(what: str, began: float) -> None:
    print(f"{what}: {time.perf_counter() - began:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
