"""How many disputes of wars that nobody wrote rules for are found, with what field and cause."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from clashes import opposes, read_group, sides_of
from rashomon.language.parser import SpacyParser
from rashomon.records.claims import Dispute


def _groups(table: str) -> list[dict[str, Any]]:
    text = (Path(__file__).parent / table).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["group"]
    return found


TABLES = {"rival_groups.toml": 53, "far_groups.toml": 43, "terse_groups.toml": 40}
"""The tables, with how many of their disputes are found at least. At first reading these were 4 of the
first 40 and 11 of the later 20 of the first table, 20 of 52 of the second and 18 of the first
52 of the third."""

BY_TABLE = {table: _groups(table) for table in TABLES}
GROUPS = [group for groups in BY_TABLE.values() for group in groups]
DISPUTED = [group for group in GROUPS if group["sides"]]

Told = dict[str, list[tuple[Dispute, list[str]]]]


@pytest.fixture(scope="module")
def told(parser: SpacyParser) -> Told:
    """The disputes that are found in each group, with the quotes of their sides."""
    found = {group["name"]: read_group(group, parser) for group in GROUPS}
    return {
        name: [(dispute, sides_of(one, dispute)) for dispute in one.disputes]
        for name, one in found.items()
    }


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["name"])
def test_no_dispute_is_found_where_a_reader_sees_none(group: dict[str, Any], told: Told) -> None:
    words = group["sides"]
    false = [sides for _, sides in told[group["name"]] if not words or not opposes(sides, words)]
    assert not false


@pytest.mark.parametrize("group", DISPUTED, ids=lambda group: group["name"])
def test_a_dispute_that_is_found_has_the_field_and_the_cause_that_a_reader_gives_it(
    group: dict[str, Any], told: Told
) -> None:
    found = [one for one, sides in told[group["name"]] if opposes(sides, group["sides"])]
    wanted = (group["field"], group["cause"])
    assert not found or wanted in [(one.field, one.cause) for one in found]


def test_no_two_groups_bear_one_name() -> None:
    assert len({group["name"] for group in GROUPS}) == len(GROUPS)


@pytest.mark.parametrize("table", TABLES)
def test_most_disputes_of_unknown_wars_are_found(table: str, told: Told) -> None:
    found = [
        group["name"]
        for group in BY_TABLE[table]
        if group["sides"]
        and any(opposes(sides, group["sides"]) for _, sides in told[group["name"]])
    ]
    assert len(found) >= TABLES[table], sorted(found)
