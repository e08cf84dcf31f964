"""Every format holds what it promises: hashes, radii, intervals, and no words that command."""

import csv
import io
import json
import sqlite3
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from rashomon.cli.keeping import EXPORTS
from rashomon.errors import UsageError
from rashomon.exporting.formats import FORMATS, pack_format, write_format
from rashomon.exporting.jsonl import KINDS, export_rows
from rashomon.exporting.making import corpus_digest, making_of
from rashomon.exporting.tables import csv_text
from rashomon.records.findings import Findings
from rashomon.records.mentions import Place
from stories import Story

HOSTILE = "<script>alert('x')</script> =cmd|' /C calc'!A0 \u202e\x07"


@pytest.fixture(scope="module")
def making(sample_findings: Findings):
    return making_of(sample_findings, {"parser": "spacy/1"}, date(2015, 10, 12))


def packed(form: str, findings: Findings, making) -> bytes:
    return pack_format(form, findings, making)[2]


def test_the_command_line_offers_every_format() -> None:
    assert tuple(FORMATS) == EXPORTS


@pytest.mark.parametrize("form", EXPORTS)
def test_every_format_names_the_corpus_the_day_and_the_version(
    sample_findings: Findings, making, form: str
) -> None:
    content = packed(form, sample_findings, making)
    if form in ("jsonl", "csv"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read(f"export.{'json' if form == 'jsonl' else 'csv'}")
    assert corpus_digest(sample_findings)[:12].encode() in content
    assert b"2015-10-12" in content
    assert b"rashomon" in content


@pytest.mark.parametrize("form", EXPORTS)
def test_the_same_findings_give_the_same_bytes(
    sample_findings: Findings, making, form: str
) -> None:
    assert packed(form, sample_findings, making) == packed(form, sample_findings, making)


@pytest.mark.parametrize("form", EXPORTS)
def test_an_export_of_nothing_is_one_all_the_same(making, form: str, tmp_path: Path) -> None:
    nothing = Story().findings()
    assert write_format(tmp_path / "nothing", form, nothing, making)


def test_a_corpus_hash_is_of_the_inputs_and_of_nothing_else(sample_findings: Findings) -> None:
    assert corpus_digest(sample_findings) == corpus_digest(replace(sample_findings, claims=()))
    fewer = replace(sample_findings, reports=sample_findings.reports[1:])
    assert corpus_digest(sample_findings) != corpus_digest(fewer)


def test_a_feature_has_its_radius_and_its_interval(sample_findings: Findings, making) -> None:
    features = json.loads(packed("geojson", sample_findings, making))["features"]
    assert features
    statements = {one.id: one for one in sample_findings.statements}
    for feature in features:
        about = feature["properties"]
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        assert {"radius_km", "from", "to", "status", "independent", "how"} <= set(about)
        assert about["quote"] == statements[about["statements"][0]].quote
    assert len({feature["id"] for feature in features}) == len(features)
    assert any(feature["properties"]["radius_km"] for feature in features)


def test_an_area_in_words_lies_where_the_words_put_it(making) -> None:
    story = Story().report("one.txt", "2015-06-04")
    said = story.say("The column halted six km from Homs", "MOBILIZE", "halted", places=("Homs",))
    near = Place("six km from Homs", 34.7, 36.8, None, "SY", 8.0, "six km around Homs")
    story.statements[-1] = replace(said, areas=(near,))
    story.claim("The column halted", story.statements[-1])
    findings = story.findings()
    feature = json.loads(packed("geojson", findings, making))["features"][0]
    assert feature["geometry"]["coordinates"] == [36.8, 34.7]
    assert feature["properties"]["how"] == "six km around Homs"


def test_the_database_joins_and_finds_words(
    sample_findings: Findings, making, tmp_path: Path
) -> None:
    (path,) = write_format(tmp_path / "export.db", "sqlite", sample_findings, making)
    database = sqlite3.connect(path)
    try:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        counts = {
            table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("reports", "statements", "claims", "entities", "disputes", "forecasts")
        }
        rows = export_rows(sample_findings)
        assert counts == {table: len(rows[table]) for table in counts}
        passage = max(sample_findings.passages, key=lambda one: len(one.text))
        word = max(passage.text.split(), key=len)
        found = database.execute(
            "SELECT passages.id FROM passage_words JOIN passages ON passages.rowid ="
            " passage_words.rowid WHERE passage_words MATCH ?",
            (f'"{word}"',),
        ).fetchall()
        assert (passage.id,) in found
        (index,) = database.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'passage_words'"
        ).fetchone()
        assert "USING fts5" in index
        assert 'content="passages"' in index  # by which Datasette knows that it can search
    finally:
        database.close()


def test_the_graph_runs_from_the_first_voice_to_the_report(
    sample_findings: Findings, making
) -> None:
    root = ElementTree.fromstring(packed("gexf", sample_findings, making))  # noqa: S314 - our own
    name = {"g": "http://gexf.net/1.3"}
    nodes = {one.get("id") for one in root.iterfind(".//g:node", name)}
    edges = [(one.get("source"), one.get("target")) for one in root.iterfind(".//g:edge", name)]
    assert {one.id for one in sample_findings.reports} <= nodes
    assert all(source in nodes and target in nodes for source, target in edges)
    for one in sample_findings.statements:
        if one.attribution and one.attribution[0].entity:
            assert (one.attribution[0].entity, one.report) in edges


def test_words_of_reports_command_nothing_in_any_format(making) -> None:
    story = Story().report(HOSTILE, "2015-06-04", outlet=HOSTILE)
    said = story.say(HOSTILE, "ASSAULT", "alert", when="2015-06-03", by=(HOSTILE,))
    story.claim(HOSTILE, said)
    findings = story.findings()
    slides = json.loads(packed("timelinejs", findings, making))["events"]
    assert slides
    assert "<script" not in json.dumps(slides)
    graph = packed("gexf", findings, making)
    ElementTree.fromstring(graph)  # noqa: S314 - our own
    assert b"<script" not in graph
    with zipfile.ZipFile(io.BytesIO(packed("csv", findings, making))) as archive:
        for kind in KINDS:
            for row in csv.reader(io.StringIO(archive.read(f"{kind}.csv").decode())):
                assert not any(
                    cell.lstrip(" ").startswith(("=", "+", "@", "|", "%")) for cell in row
                )
                assert not any("\u202e" in cell for cell in row)


def test_rows_of_different_keys_have_all_columns() -> None:
    rows = list(csv.reader(io.StringIO(csv_text([{"a": 1}, {"b": 2}]))))
    assert rows == [["a", "b"], ["1", ""], ["", "2"]]


def test_a_review_holds_no_rating(sample_findings: Findings, making) -> None:
    content = json.loads(packed("claimreview", sample_findings, making))
    assert len(content["@graph"]) == len(sample_findings.claims)
    assert "rating" not in json.dumps(content).lower().replace("operating", "")
    for claim in content["@graph"]:
        assert claim["firstAppearance"] == claim["appearance"][0]


def test_paths_of_the_wrong_kind_are_refused(
    sample_findings: Findings, making, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    for path, form in ((tmp_path / "file", "csv"), (tmp_path, "geojson"), (tmp_path, "xlsx")):
        with pytest.raises(UsageError):
            write_format(path, form, sample_findings, making)
