"""How many clashes between a few reports of one matter are found, and none where there is none."""

import hashlib
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.findings import Findings
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

GROUPS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "clash_groups.toml").read_text(encoding="utf-8")
)["group"]

LEAST_FOUND = 44
"""Disputes of the groups that are found; to be raised with what is mended."""


def read_group(group: dict[str, Any], parser: SpacyParser) -> Findings:
    """What the reports of a group come to."""
    readings = []
    for place, (day, outlet, text) in enumerate(group["report"]):
        on = date.fromisoformat(day)
        author = f"By Anna Brown {'ABC'[place]}."
        head = f"Notes of {on:%A}\n\n{outlet}\n\n{author}\n{on:%B} {on.day}, {on.year}"
        content = f"{head}\n\n{text}\n".encode()
        raw = RawReport(f"n{place}.txt", "text/plain", content, hashlib.sha256(content).hexdigest())
        reading = read(raw, date(2026, 1, 1), ReadingSettings())
        assert isinstance(reading, Reading)
        readings.append(reading)
    return settle(list(extract(readings, parser)))


def sides_of(found: Findings) -> list[list[str]]:
    """Of each dispute the quotes of each side, joined."""
    quotes = {one.id: one.quote for one in found.statements}
    return [
        [" | ".join(quotes[name] for name in side.statements) for side in one.sides]
        for one in found.disputes
    ]


def opposes(sides: Sequence[str], words: Sequence[str]) -> bool:
    """Whether two accounts stand on different sides."""
    places = [[at for at, side in enumerate(sides) if one in side] for one in words]
    return any(first != second for first in places[0] for second in places[1])


@pytest.fixture(scope="module")
def told(parser: SpacyParser) -> dict[str, list[list[str]]]:
    """The sides of the disputes that are found in each group."""
    return {group["name"]: sides_of(read_group(group, parser)) for group in GROUPS}


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["name"])
def test_nothing_is_set_against_each_other_that_is_no_clash(
    group: dict[str, Any], told: dict[str, list[list[str]]]
) -> None:
    false = [
        sides
        for sides in told[group["name"]]
        if not group["sides"] or not opposes(sides, group["sides"])
    ]
    assert not false


def test_most_clashes_between_reports_are_found(told: dict[str, list[list[str]]]) -> None:
    found = [
        group["name"]
        for group in GROUPS
        if group["sides"] and any(opposes(one, group["sides"]) for one in told[group["name"]])
    ]
    assert len(found) >= LEAST_FOUND, sorted(found)
