"""What reports of many wars set against each other, and what only looks like it."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "dispute_cases.toml").read_text(encoding="utf-8")
)["case"]


def disputed(texts: list[str], parser: SpacyParser) -> set[str]:
    """The fields in which reports of successive days are found to differ."""
    readings = []
    for day, text in enumerate(texts, start=31 - len(texts)):
        content = f"Day {day}\n\nBy Anna Brown {day}\nJune {day}, 2021\n\n{text}\n".encode()
        raw = RawReport(f"note{day}.txt", "text/plain", content, f"{day:064d}")
        reading = read(raw, date(2026, 1, 1), ReadingSettings())
        assert isinstance(reading, Reading)
        readings.append(reading)
    return {one.field for one in settle(list(extract(readings, parser))).disputes}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][0][:60])
def test_accounts_that_cannot_both_be_right_are_a_dispute(
    case: dict[str, Any], parser: SpacyParser
) -> None:
    found = disputed(case["text"], parser)
    if case["dispute"] == "none":
        assert found == set()
    else:
        assert case["dispute"] in found
