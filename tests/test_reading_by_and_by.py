"""A ledger that grew report by report holds what one holds that was read all at once."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from rashomon.corpus import reports_folder
from rashomon.language.parser import SpacyParser
from rashomon.ledger.store import open_ledger
from rashomon.pipeline import Settled
from rashomon.records.findings import Extraction
from rashomon.records.parses import Parse
from rashomon.records.reports import Reading
from rashomon.settings import Settings
from rashomon.tracing import additions
from rashomon.tracing.fingerprints import WordHashes
from rashomon.workspace import Workspace, copies, growing, intake

SAMPLE = Path(str(reports_folder()))
FILES = sorted(file.name for file in SAMPLE.iterdir() if file.name != "reports.csv")


class Remembering:
    """A parser that parses no text twice."""

    def __init__(self, parser: SpacyParser) -> None:
        self.name = parser.name
        self._parser = parser
        self._known: dict[str, Parse] = {}

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """One parse a text, in order."""
        wanted = list(texts)
        new = [one for one in dict.fromkeys(wanted) if one not in self._known]
        self._known.update(zip(new, self._parser.parse(new), strict=True))
        return (self._known[one] for one in wanted)


@pytest.fixture(scope="module")
def remembering(parser: SpacyParser) -> Remembering:
    """One memory for all examples."""
    return Remembering(parser)


def read(path: Path, parser: Remembering, parts: Iterable[Iterable[str]]) -> bytes:
    """The findings and what reports share, as a ledger has them that was read part by part."""
    with Workspace(path / "story.db", Settings(today=date(2026, 1, 1)), parser) as workspace:
        for number, part in enumerate(parts):
            folder = path / f"part {number}"
            folder.mkdir()
            for name in (*part, "reports.csv"):
                shutil.copy(SAMPLE / name, folder / name)
            workspace.read(folder)
        findings = msgspec.json.encode(workspace.findings())
    with open_ledger(path / "story.db") as ledger, ledger.reading() as connection:
        shared = connection.execute(text("SELECT * FROM shared_words ORDER BY one, other")).all()
    assert shared
    return findings + repr(shared).encode()


@pytest.fixture(scope="module")
def at_once(remembering: Remembering, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the ledger holds that was read at once."""
    return read(tmp_path_factory.mktemp("whole"), remembering, [FILES])


@given(
    order=st.permutations(FILES),
    cuts=st.sets(st.integers(1, len(FILES) - 1), min_size=1, max_size=6),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_any_order_of_reading_ends_with_the_same(
    at_once: bytes, remembering: Remembering, order: list[str], cuts: set[int]
) -> None:
    bounds = [0, *sorted(cuts), len(order)]
    parts = [order[first:last] for first, last in pairwise(bounds)]
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(copies, "ADDED_SINGLY", 1.0)  # in a corpus so small, too
        patch.setattr(growing, "ADDED_AT_ONCE", len(FILES))
        assert read(Path(folder), remembering, parts) == at_once


def test_an_added_report_is_looked_up_and_the_others_are_not_traced_anew(
    remembering: Remembering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = []
    renew = additions._renew

    def count(
        library: additions.Library, reading: Reading, hashes: WordHashes
    ) -> list[tuple[str, str]]:
        looked_up.append(reading.report.name)
        return renew(library, reading, hashes)

    monkeypatch.setattr(additions, "_renew", count)
    read(tmp_path, remembering, [FILES[1:], FILES[:1]])
    assert looked_up == FILES[:1]


def test_an_added_report_changes_a_part_and_the_others_are_not_settled_anew(
    at_once: bytes, remembering: Remembering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growing, "ADDED_AT_ONCE", len(FILES))
    settled = []
    whole = intake.settle_to_grow

    def count(extractions: Sequence[Extraction], *given: Any) -> Settled:
        settled.append(len(extractions))
        return whole(extractions, *given)

    monkeypatch.setattr(intake, "settle_to_grow", count)
    assert read(tmp_path, remembering, [FILES[:-2], FILES[-2:-1], FILES[-1:]]) == at_once
    assert settled == [len(FILES) - 2]
