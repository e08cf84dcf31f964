"""Pacts from the many ways in which English tells of them: parties, days, duties, invocations."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.findings import Findings
from rashomon.records.pacts import Pact, Turn
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "pact_cases.toml").read_text(encoding="utf-8")
)["case"]
HEAD = "What binds whom\n\nBy Anna Brown\nJune 30, 2021\n\n"


def findings(text: str, parser: SpacyParser) -> Findings:
    content = f"{HEAD}{text}\n".encode()
    raw = RawReport("note.txt", "text/plain", content, "0" * 64)
    reading = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    return settle(list(extract([reading], parser)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_a_pact_is_read_from_what_is_told_of_it(case: dict[str, Any], parser: SpacyParser) -> None:
    found = findings(case["text"], parser)
    names = {one.id: one.name for one in found.entities}
    pact = told(found.pacts, case, names)
    if pact is None:
        return
    if "signed" in case:
        assert [one.days and one.days.first.isoformat() for one in pact.signed] == case["signed"]
    if "obligated" in case:
        bound = [sorted(names[one] for one in clause.obligated) for clause in pact.clauses]
        assert bound == case["obligated"]
    if "trigger" in case:
        assert pact.clauses[0].trigger == case["trigger"]
    if "turns" in case:
        assert [turn_in_words(turn, names) for turn in pact.history] == case["turns"]
    if "invoked" in case:
        assert len(pact.invocations) == case["invoked"]


def turn_in_words(turn: Turn, names: dict[str, str]) -> str:
    day = "none" if turn.days is None else turn.days.first.isoformat()
    by = " ".join(sorted(names[one] for one in turn.by))
    return f"{turn.kind} {day} {by}" + ("" if turn.status == "asserted" else f" ({turn.status})")


def told(pacts: tuple[Pact, ...], case: dict[str, Any], names: dict[str, str]) -> Pact | None:
    """The one pact of a case with the parties that it asks for; None where it asks for none."""
    if case.get("parties") == []:
        assert not pacts
        return None
    assert len(pacts) == 1
    if "parties" in case:
        assert sorted(names[one] for one in pacts[0].parties) == case["parties"]
    return pacts[0]
