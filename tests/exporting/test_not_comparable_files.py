"""Figures that are no clash, as a file of the export."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from clashes import read_group
from rashomon.claiming.comparisons import Comparison
from rashomon.exporting.comparisons import NOT_COMPARABLE, write_not_comparable
from rashomon.exporting.jsonl import load_schema
from rashomon.language.parser import SpacyParser
from rashomon.ledger.entries import Signature, enter_findings
from rashomon.ledger.store import open_ledger
from rashomon.workspace import Workspace

ONE, OTHER = "st-00000000000000aa", "st-00000000000000bb"
PAIR = Comparison(ONE, OTHER, ("12 dead", "30 dead"), "not comparable", "when", "other days")


REPORTS = [
    ["2023-05-02", "Steppe Wire", "Gunmen killed 12 villagers in Goma on 1 May, the mayor said."],
    ["2023-06-10", "Lake Post", "Gunmen killed 30 villagers in Goma on 9 June, the mayor said."],
]


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(one) for one in (folder / NOT_COMPARABLE).read_bytes().splitlines()]


def test_a_pair_is_a_row_as_the_schema_says(tmp_path: Path) -> None:
    write_not_comparable(tmp_path, [PAIR, PAIR])
    (row,) = lines(tmp_path)
    schema = load_schema()
    check = Draft202012Validator({"$ref": "#/$defs/not_comparable", "$defs": schema["$defs"]})
    assert not list(check.iter_errors(row))
    assert (row["one"], row["other"], row["values"]) == (ONE, OTHER, ["12 dead", "30 dead"])


def test_where_there_are_none_an_earlier_file_is_taken_away(tmp_path: Path) -> None:
    write_not_comparable(tmp_path, [PAIR])
    write_not_comparable(tmp_path, [])
    assert not (tmp_path / NOT_COMPARABLE).exists()


def test_an_export_holds_the_pairs_that_the_ledger_lists(
    parser: SpacyParser, tmp_path: Path
) -> None:
    found = read_group({"report": REPORTS}, parser)
    path = tmp_path / "own.db"
    with open_ledger(path, create=True) as ledger, ledger.writing() as connection:
        enter_findings(connection, found, Signature("test", datetime.now(UTC)))
    with Workspace(path) as workspace:
        counts = workspace.export(tmp_path)
        listed = {(one.one, one.other) for one in workspace.not_comparable()}
        known = {one.id for one in workspace.statements()}
    rows = lines(tmp_path) if listed else pytest.fail("two raids of two months are no clash")
    assert {(row["one"], row["other"]) for row in rows} == listed
    assert all(row["one"] in known and row["other"] in known for row in rows)
    assert "not_comparable" not in counts
