"""What later reports make of forecasts is the same in whatever order the reports come and go."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from growing import Remembered
from rashomon.language.parser import SpacyParser
from rashomon.ledger.entries import load_findings
from rashomon.ledger.store import open_ledger
from rashomon.pipeline import settle_to_grow
from rashomon.reading import read
from rashomon.records.findings import Extraction, Findings
from rashomon.records.reports import Known, RawReport, Reading
from rashomon.settings import ReadingSettings
from rashomon.workings import UnfitError
from test_resettling import enter_all, enter_part, kept

TOLD = (
    ("2015-06-01", "The rebels will capture the town of Karak by June 10, an analyst said."),
    ("2015-06-02", "The rebels will capture the town of Karak by June 10, an officer said."),
    ("2015-06-02", "The army of Syria will attack Hamra by June 20, 2015, a minister said."),
    ("2015-06-03", "Iran will send troops to Syria within days, a diplomat predicted."),
    ("2015-06-05", "Shells fell on Karak."),
    ("2015-06-07", "The rebels captured the town of Karak on June 6, 2015."),
    ("2015-06-09", "The Syrian army attacked Hamra on June 8, 2015."),
    ("2015-06-15", "Government forces still hold the town of Karak."),
    ("2015-07-20", "The Syrian army did not attack Hamra."),
    ("2015-08-01", "For the first time Iran sent troops to Syria, residents of Hamra said."),
    ("2015-06-04", "The rebels will attack the town of Mansura, a colonel predicted."),
    ("2015-07-10", "The rebels attacked the town of Mansura."),
    ("2015-08-11", "The rebels attacked the town of Mansura again."),
    ("2016-08-01", "The army of Iraq closed a market in Basra."),
    (None, "The rebels captured Karak."),
    (None, "For the first time Iran sent troops into Syria’s five-year-old civil war, monks said."),
    (None, "On Aug. 3 the Syrian army did not attack Hamra. The Syrian war is in its fifth year."),
)


def extract_told(
    remembered: Remembered, number: int, told: Sequence[tuple[str | None, str]] = TOLD
) -> Extraction:
    """One of the reports."""
    day, sentence = told[number]
    content = sentence.encode()
    known = Known(outlet=f"Courier {number}", published=day)
    raw = RawReport(f"{number}.txt", "text/plain", content, sha256(content).hexdigest(), known)
    found = read(raw, date(2017, 1, 1), ReadingSettings())
    assert isinstance(found, Reading), found
    return remembered.extract(found)


@pytest.fixture(scope="module")
def told(parser: SpacyParser) -> list[Extraction]:
    """All of the reports."""
    remembered = Remembered(parser)
    return [extract_told(remembered, number) for number in range(len(TOLD))]


def follow(told: Sequence[Extraction], order: Sequence[int], path: Path) -> tuple[int, Findings]:
    """How many steps were an increment, each compared with a recount, and what was found in the end."""
    steps = [settle_to_grow([told[i] for i in order[:size]]) for size in range(3, len(order) + 1)]
    steps += [settle_to_grow([told[i] for i in order[start:]]) for start in range(1, 4)]
    added = 0
    with (
        open_ledger(path / "grown.db", create=True) as grown,
        open_ledger(path / "whole.db", create=True) as whole,
    ):
        enter_all(grown, steps[0])
        for before, after in pairwise(steps):
            try:
                enter_part(grown, before.findings, after.findings)
                added += 1
            except UnfitError:  # the scale of all weights changed, or the last day went
                enter_all(grown, after)
            enter_all(whole, after)
            with grown.reading() as one, whole.reading() as other:
                assert load_findings(one) == load_findings(other)
                assert kept(one) == kept(other)
    return added, steps[len(order) - 3].findings


@pytest.mark.parametrize("seed", range(6))
def test_forecasts_that_later_reports_settle_are_those_of_a_recount(
    told: Sequence[Extraction], tmp_path: Path, seed: int
) -> None:
    order = list(range(len(TOLD)))
    if seed:  # else as they were published
        Random(seed).shuffle(order)
    added, found = follow(told, order, tmp_path)
    assert added >= 5
    assert {one.standing for one in found.forecasts} >= {"borne out", "not borne out"}
