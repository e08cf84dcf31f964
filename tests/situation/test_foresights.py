"""What sentences foresee, and for which days."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from rashomon.instants import Days
from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

CASES: list[list[str]] = tomllib.loads(
    (Path(__file__).parent / "foresight_cases.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:60])
def test_a_sentence_foresees_what_it_says_will_come(case: list[str], parser: SpacyParser) -> None:
    text, *expected = case
    content = f"What comes\n\nBy Anna Brown\nJune 30, 2021\n\n{text}\n".encode()
    reading = read(
        RawReport("note.txt", "text/plain", content, "0" * 64), date(2026, 1, 1), ReadingSettings()
    )
    assert isinstance(reading, Reading)
    found = settle(list(extract([reading], parser))).forecasts
    if expected == ["none"]:
        assert found == ()
    elif expected == ["open"]:
        assert [one.window for one in found] == [None]
    else:
        assert [one.window for one in found] == [Days(*map(date.fromisoformat, expected))]
