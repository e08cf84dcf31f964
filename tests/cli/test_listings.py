"""What strangers wrote neither drives a terminal nor a spreadsheet."""

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.cli.listings import Column, Listing, clean, json_text, show

HOSTILE = "\x1b]0;owned\x07\x9b31m \u202egpj.exe\u2066 \x00\x7f\r\n[bold red]text[/]"
COLUMNS = (
    Column("words", lambda row: row["words"], wraps=True),
    Column("number", lambda row: row["number"]),
)


def printed(words: str, form: str, capsys: pytest.CaptureFixture[str]) -> str:
    rows = [{"words": words, "number": -3}]
    show(Listing(COLUMNS, rows, rows, "Nothing."), form, None, None)
    return capsys.readouterr().out


@given(st.text())
def test_clean_text_has_no_sign_that_a_terminal_obeys(text: str) -> None:
    for sign in clean(text):
        assert unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp")
        assert sign not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_no_format_lets_a_report_drive_the_terminal(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(HOSTILE, form, capsys)
    for sign in "\x1b\x07\x9b\x00\x7f\u202e\u2066":
        assert sign not in out


def test_a_person_at_a_terminal_gets_a_table_and_no_markup_of_the_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    out = printed(HOSTILE, "table", capsys)
    assert "[bold red]text[/]" in out
    assert "─" in out
    assert "\u202e" not in out


@given(st.text())
def test_json_for_a_screen_means_the_same(text: str) -> None:
    encodable = text.encode("utf-8", "replace").decode()
    assert json.loads(json_text([encodable])) == [encodable]


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "|calc", "%x", "\r=1"]
)
def test_a_cell_is_never_a_formula(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    (_, (cell, number)) = csv.reader(io.StringIO(printed(words, "csv", capsys)))
    assert cell.startswith("'")
    assert number == "-3", "a number is a number"


def test_a_cell_with_commas_quotes_and_lines_stays_one_cell(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (_, (cell, _)) = csv.reader(io.StringIO(printed('a, "b"\nc', "csv", capsys)))
    assert cell == 'a, "b" c'


def test_a_file_keeps_every_letter(tmp_path: Path) -> None:
    rows = [{"words": "Müller, 木, 🗞", "number": 1}]
    show(Listing(COLUMNS, rows, rows, "Nothing."), "jsonl", None, tmp_path / "x.jsonl")
    assert json.loads((tmp_path / "x.jsonl").read_bytes()) == rows[0]
