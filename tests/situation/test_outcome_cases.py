"""What became of forecasts, by what later reports tell in other words."""

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
    (Path(__file__).parent / "outcome_cases.toml").read_text(encoding="utf-8")
)["case"]


def told(number: int, day: str, text: str) -> Reading:
    """A report of a day, read by itself."""
    head = f"What comes\n\nBy Anna Brown\n{date.fromisoformat(day):%B %d, %Y}\n\n"
    content = f"{head}{text}\n".encode()
    raw = RawReport(f"note{number}.txt", "text/plain", content, f"{number}" * 64)
    reading = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    return reading


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: " … ".join(one[:45] for _, one in case["reports"])
)
def test_a_forecast_is_settled_by_what_is_told_later(
    case: dict[str, Any], parser: SpacyParser
) -> None:
    readings = [told(i, day, text) for i, (day, text) in enumerate(case["reports"])]
    outcomes = {one.outcome for one in settle(list(extract(readings, parser))).forecasts}
    assert outcomes - {"open"} == {case["outcome"]} - {"open"}
