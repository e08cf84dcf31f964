"""How many clashes between a few reports of one matter are found, and none where there is none."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from clashes import opposes, read_group, sides_of
from rashomon.language.parser import SpacyParser

GROUPS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "clash_groups.toml").read_text(encoding="utf-8")
)["group"]

LEAST_FOUND = 45
"""Disputes of the groups that are found; to be raised with what is mended."""


@pytest.fixture(scope="module")
def told(parser: SpacyParser) -> dict[str, list[list[str]]]:
    """The sides of the disputes that are found in each group."""
    found = {group["name"]: read_group(group, parser) for group in GROUPS}
    return {name: [sides_of(one, it) for it in one.disputes] for name, one in found.items()}


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
