"""Who holds what, where which men are, and who is in which post, from short reports on many wars."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.pacts import Holding
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings
from rashomon.situation import situation

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "board_cases.toml").read_text(encoding="utf-8")
)["case"]


def board(case: dict[str, Any], parser: SpacyParser) -> list[list[str]]:
    """The rows on the day of the report, each in words: kind, subject, since when, values."""
    day = date.fromisoformat(case["published"])
    head = f"What is held\n\nBy Anna Brown\n{day:%B} {day.day}, {day.year}\n\n"
    raw = RawReport("note.txt", "text/plain", f"{head}{case['text']}\n".encode(), "0" * 64)
    reading = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    found = settle(list(extract([reading], parser)))
    names = {one.id: one.name for one in found.entities}
    return [in_words(row, names) for row in situation(found, day, date(2026, 1, 1))]


def in_words(row: Holding, names: dict[str, str]) -> list[str]:
    said = [names.get(one, one).lower() for one in (row.subject, *row.value)]
    return [row.kind, said[0], str(row.since), *(said if row.kind == "force" else said[1:])]


def fits(row: list[str], wanted: str) -> bool:
    """Whether a row is the one wanted: its kind, a part of its subject ("=": all) and of its values."""
    kind, subject, values = (one.strip().lower() for one in wanted.split("|"))
    whole = subject.removeprefix("=") == row[1] if subject.startswith("=") else subject in row[1]
    held = all(any(one.strip() in said for said in row[3:]) for one in values.split(";"))
    return row[0] == kind and (subject == "*" or whole) and held


def since(row: list[str], wanted: str) -> bool:
    kind, subject, day = (one.strip() for one in wanted.split("|"))
    return fits(row, f"{kind} | {subject} | ") and row[2].startswith(day)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_a_board_shows_what_a_report_tells_and_no_more(
    case: dict[str, Any], parser: SpacyParser
) -> None:
    rows = board(case, parser)
    assert [one for one in case.get("rows", []) if not any(fits(row, one) for row in rows)] == []
    assert [one for one in case.get("no", []) if any(fits(row, one) for row in rows)] == []
    for wanted in case.get("once", []):
        assert sum(fits(row, wanted) for row in rows) == 1, wanted
    for wanted in case.get("since", []):
        assert any(since(row, wanted) for row in rows), wanted
