"""The public export is what its schema and its page say."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from rashomon.errors import StorageError
from rashomon.exporting import jsonl
from rashomon.exporting.jsonl import KINDS, export_rows, load_schema, plain, write_export
from rashomon.instants import Days
from rashomon.records.findings import Findings
from rashomon.version import EXPORT_VERSION, __version__

PAGE = Path(__file__).parents[2] / "docs" / "export.md"
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def folder(sample_findings: Findings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of the sample corpus."""
    path = tmp_path_factory.mktemp("export") / "new" / "folder"
    write_export(path, sample_findings, {"parser": "spacy/en_core_web_sm-3.8.0"})
    return path


@pytest.fixture(scope="module")
def rows(folder: Path) -> Rows:
    """The rows of its files."""
    return {
        kind: [json.loads(line) for line in (folder / f"{kind}.jsonl").read_bytes().splitlines()]
        for kind in KINDS
    }


def validator(kind: str) -> Draft202012Validator:
    schema = load_schema()
    return Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]})


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(load_schema())
    assert load_schema()["title"].endswith(f"version {EXPORT_VERSION}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_is_as_the_schema_says(rows: Rows, kind: str) -> None:
    check = validator(kind)
    for row in rows[kind]:
        errors = [f"{error.json_path}: {error.message}" for error in check.iter_errors(row)]
        assert not errors, row["id"]


def test_the_sample_has_rows_of_most_kinds(rows: Rows) -> None:
    assert {kind for kind, found in rows.items() if found} >= {
        "reports", "marks", "statements", "claims", "reuse", "entities",
    }  # fmt: skip


def test_the_schema_refuses_what_is_left_out_or_unheard_of(rows: Rows) -> None:
    check = validator("statements")
    row = rows["statements"][0]
    assert not check.is_valid({key: value for key, value in row.items() if key != "claim"})
    assert not check.is_valid({**row, "extra": 1})
    assert not check.is_valid({**row, "status": "certain"})
    assert not check.is_valid({**row, "confidence": 1.5})


def test_rows_stand_in_the_order_of_their_ids(rows: Rows) -> None:
    for found in rows.values():
        ids = [row["id"] for row in found]
        assert ids == sorted(set(ids))


def test_every_quote_can_be_cut_out_of_the_exported_text(rows: Rows) -> None:
    text = {row["id"]: row["text"] for row in rows["reports"]}
    for row in rows["statements"]:
        assert text[row["report"]][row["start"] : row["end"]] == row["quote"]
    for row in rows["marks"]:
        assert text[row["report"]][row["start"] : row["end"]] == row["text"]


def test_the_export_says_what_it_is(folder: Path, rows: Rows) -> None:
    about = json.loads((folder / "export.json").read_bytes())
    assert validator("export").is_valid(about)
    assert about["version"] == EXPORT_VERSION
    assert about["made_by"]["rashomon"] == __version__
    assert about["counts"] == {kind: len(found) for kind, found in rows.items()}


def test_an_empty_ledger_has_every_file_and_no_rows(tmp_path: Path) -> None:
    nothing = Findings((), (), (), (), (), (), (), (), (), ())
    counts = write_export(tmp_path, nothing, {})
    assert counts == dict.fromkeys(KINDS, 0)
    assert {file.name for file in tmp_path.iterdir()} == {
        "export.json",
        *(f"{kind}.jsonl" for kind in KINDS),
    }


def test_an_export_that_fails_half_way_is_told_by_its_missing_cover(
    tmp_path: Path, sample_findings: Findings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_export(tmp_path, sample_findings, {})
    replace = jsonl.replace_file

    def fill_up(path: Path, content: Any) -> None:
        if path.name == "claims.jsonl":
            raise StorageError("There is no room left.", code="disk-full")
        replace(path, content)

    monkeypatch.setattr(jsonl, "replace_file", fill_up)
    with pytest.raises(StorageError):
        write_export(tmp_path, sample_findings, {})
    assert not (tmp_path / "export.json").exists()


def test_rows_do_not_depend_on_the_order_of_the_records(sample_findings: Findings) -> None:
    turned = Findings(
        **{name: getattr(sample_findings, name)[::-1] for name in Findings.__struct_fields__}
    )
    assert export_rows(turned) == export_rows(sample_findings)


def test_what_reports_contain_stays_data(tmp_path: Path, sample_findings: Findings) -> None:
    first, *others = sample_findings.reports
    text = 'line\nbreak, "quotes", \x1b[31m, \u2028, \U0001f5de and =HYPERLINK("x")'
    odd = msgspec.structs.replace(first, text=text, title="\x00")
    write_export(tmp_path, msgspec.structs.replace(sample_findings, reports=(odd, *others)), {})
    lines = (tmp_path / "reports.jsonl").read_bytes().splitlines()
    assert text in [json.loads(line)["text"] for line in lines]


def test_the_page_names_every_field_and_no_other() -> None:
    """The tables of the page against the schema, a file a row."""
    page = PAGE.read_text(encoding="utf-8")
    definitions = load_schema()["$defs"]
    for kind in ("export", *KINDS):
        name = "export.json" if kind == "export" else f"{kind}.jsonl"
        (line,) = re.findall(rf"^\| `{re.escape(name)}` \|[^|]*\|(.*)\|$", page, re.MULTILINE)
        told = set(re.findall(r"`([a-z_0-9]+)`", re.sub(r"\([^)]*\)|[{\[][^}]*[}\]]+", "", line)))
        assert told == set(definitions[kind]["properties"]), kind
    for kind in ("time", "place", "quantity"):
        (line,) = re.findall(rf"^\| `{kind}` \|(.*)\|$", page, re.MULTILINE)
        told = set(re.findall(r"`([a-z_]+)`", re.sub(r"\([^)]*\)|;.*", "", line)))
        assert told == set(definitions[kind]["properties"]), kind


def test_views_come_in_the_words_of_the_export(sample_findings: Findings) -> None:
    days = Days(date(2015, 5, 21), date(2015, 5, 22))
    assert plain((days, {"day": days.first})) == [
        {"from": "2015-05-21", "to": "2015-05-22"},
        {"day": "2015-05-21"},
    ]
    claim = plain(sample_findings.claims[0])
    assert claim["statements"] == list(sample_findings.claims[0].statements)
    json.dumps(claim)
