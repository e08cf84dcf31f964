"""The commands as they are typed: what they print, where, and how they end."""

import csv
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.cli import main as cli
from rashomon.language.parser import SpacyParser
from rashomon.version import __version__
from rashomon.workspace import Workspace

LISTS = (
    ["claims"],
    ["disputes"],
    ["disputes", "--not-comparable"],
    ["sources"],
    ["sources", "outlets"],
    ["sources", "copies"],
    ["timeline"],
    ["situation", "--valid-at", "2015-05-21", "--known-at", "2015-05-22"],
    ["situation", "--kind", "pact", "--kind", "post", "--about", "Syria"],
    ["diff", "--known-at", "2015-05-21", "--known-at", "2015-10-12"],
    ["pacts"],
    ["whatif", "Israel attacks Syria"],
    ["forecasts"],
    ["forecasts", "--sources"],
    ["reuse"],
    ["reuse", "--standing"],
    ["search", "rebels"],
)


class Ran:
    """How a command ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process, as the console script does."""

    def run_words(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["rashomon", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, captured.out, captured.err)

    return run_words


@pytest.fixture
def fast_parser(parser: SpacyParser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spares every command the loading of the parser."""
    monkeypatch.setattr(Workspace, "_ready_parser", parser)


# -- help


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['rashomon', '--help']\n"
        "from rashomon.cli.main import main\n"
        "try: main()\n"
        "finally: print('LOADED', *sorted({'spacy', 'sqlalchemy', 'rich', 'lxml', 'rashomon.workspace'}"
        " & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "LOADED"


@pytest.mark.parametrize("name", sorted(cli.rashomon.commands))
def test_every_command_shows_an_example_that_begins_with_its_name(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert f"  rashomon {name}" in ran.out.split("Example")[1]


def test_every_option_is_spelled_one_way() -> None:
    spelled: dict[str, set[tuple[str, ...]]] = {}
    for command in cli.rashomon.commands.values():
        for option in command.params:
            if option.param_type_name == "option":
                spelled.setdefault(max(option.opts, key=len), set()).add(tuple(option.opts))
    assert all(len(ways) == 1 for ways in spelled.values())
    assert set(spelled) >= {
        "--ledger",
        "--format",
        "--limit",
        "--output",
        "--valid-at",
        "--known-at",
    }


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert __version__ in run("--version").out


# -- reading


def test_sample_read_and_read_again(run: Run, tmp_path: Path, fast_parser: None) -> None:
    ledger = tmp_path / "x.db"
    assert run("sample", tmp_path / "story").code == 0
    first = run("read", tmp_path / "story", "--ledger", ledger)
    assert (first.code, first.err) == (0, "")
    assert "reports added" in first.out
    before = ledger.read_bytes()
    again = run("read", tmp_path / "story", "--ledger", ledger)
    assert again.code == 0
    assert again.out.startswith("Nothing new")
    assert ledger.read_bytes() == before
    assert run("check", "--ledger", ledger).out.endswith("is sound.\n")


def test_building_the_gazetteer_is_told(
    run: Run, tmp_path: Path, fast_parser: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "rashomon.gazetteers.places.open_gazetteer", lambda say: say("Building the gazetteer.")
    )
    (tmp_path / "story").mkdir()
    assert run("read", tmp_path / "story").err.startswith("rashomon: Building the gazetteer.\n")


def test_inputs_that_cannot_be_read_end_with_3_and_a_sentence_each(
    run: Run, tmp_path: Path, fast_parser: None
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(
        "The mayor of Homs said on Monday that the road was open again.\n"
    )
    (folder / "empty.txt").touch()
    (folder / "odd\x1b]0;title\x07.txt").write_bytes(b"\x00\x01\x02" * 100)
    ran = run("read", folder, "--ledger", tmp_path / "x.db")
    assert ran.code == 3
    assert "1 report added, 2 not read" in ran.out
    assert len(ran.err.splitlines()) == 2
    assert "empty.txt" in ran.err
    assert "\x1b" not in ran.err


# -- errors


@pytest.mark.parametrize(
    "words", [*LISTS, ["brief"], ["check"], ["show", "cl-0"], ["export", "out"]]
)
def test_a_missing_ledger_is_one_sentence_with_its_code(
    run: Run, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*words, "--ledger", "x.db")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "rashomon: no ledger at x.db (ledger-missing). Read some reports first:"
        " rashomon read FOLDER --ledger x.db\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["read", "not-here"],
        ["read"],
        ["claims", "--limit", "-1"],
        ["claims", "--format", "xml"],
        ["situation", "--valid-at", "yesterday"],
        ["situation", "--known-at", "0000-05-21"],
        ["diff"],
        ["diff", "--known-at", "2015-05-22", "--known-at", "2015-05-21"],
        ["diff", "--known-at", "-44-03-15"],
        ["show", "zz-0"],
        ["nonsense"],
        ["claims", "--nonsense"],
    ],
)
def test_misuse_ends_with_2(run: Run, sample_ledger_path: Path, words: list[str]) -> None:
    more = ["--ledger", str(sample_ledger_path)] if words[0] != "nonsense" else []
    ran = run(*words, *more)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_a_hostile_name_cannot_drive_the_terminal(run: Run, tmp_path: Path) -> None:
    ran = run("claims", "--ledger", tmp_path / "\x1b[31mred\u202e.db")
    assert ran.code == 1
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err


# -- answers


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_every_list_comes_in_every_format(
    run: Run, sample_ledger_path: Path, words: list[str]
) -> None:
    ledger = ["--ledger", str(sample_ledger_path)]
    as_json = run(*words, *ledger, "--format", "json")
    as_lines = run(*words, *ledger, "--format", "jsonl")
    as_csv = run(*words, *ledger, "--format", "csv")
    as_table = run(*words, *ledger)
    assert [one.code for one in (as_json, as_lines, as_csv, as_table)] == [0, 0, 0, 0]
    records = json.loads(as_json.out)
    assert [json.loads(line) for line in as_lines.out.splitlines()] == records
    table = list(csv.reader(io.StringIO(as_csv.out)))
    assert len(table) == len(records) + 1
    assert all(len(row) == len(table[0]) for row in table)
    assert len(as_table.out.splitlines()) == (len(records) + 1 if records else 0)
    assert bool(as_table.err) == (not records)


def test_a_limit_says_how_many_there_are(run: Run, sample_ledger_path: Path) -> None:
    ran = run("claims", "--limit", "2", "--ledger", sample_ledger_path)
    assert len(ran.out.splitlines()) == 3
    assert "2 of " in ran.err


def test_a_list_can_go_into_a_file(run: Run, sample_ledger_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.json"
    ran = run("claims", "--format", "json", "-o", file, "--ledger", sample_ledger_path)
    assert (ran.code, ran.out) == (0, "")
    printed = run("claims", "--format", "json", "--ledger", sample_ledger_path)
    assert file.read_text(encoding="utf-8") == printed.out


def test_a_terminal_is_shown_the_first_rows_of_a_situation(
    run: Run, sample_ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("--ledger", sample_ledger_path)
    _, *rows = run("situation", *asked).out.splitlines()
    monkeypatch.setattr("rashomon.cli.foreseeing.is_screen", lambda *_: True)
    monkeypatch.setattr("rashomon.cli.foreseeing.ROWS_ON_A_SCREEN", 2)
    shown = run("situation", *asked)
    assert "The first 2 rows; more with --limit." in shown.err
    assert len(rows) > 4
    assert len(run("situation", "--limit", 4, *asked).out.splitlines()) == 5


def test_a_situation_without_days_is_that_of_the_last_report(
    run: Run, sample_ledger_path: Path
) -> None:
    asked = ("--ledger", sample_ledger_path, "--format", "jsonl")
    plain = run("situation", *asked)
    last = run("situation", "--valid-at", "2015-10-12", "--known-at", "2015-10-12", *asked)
    assert plain.code == 0
    assert plain.out == last.out


def test_before_the_first_report_nothing_was_known_and_it_is_said(
    run: Run, sample_ledger_path: Path
) -> None:
    asked = ("--known-at", "0001-01-01", "--ledger", sample_ledger_path)
    for words in (("situation", *asked), ("diff", "--known-at", "0001-01-01", *asked)):
        ran = run(*words)
        assert (ran.code, ran.out) == (0, "")
        assert "The first report is known from 2" in ran.err


def test_alliances_are_taken_in_marked_as_prior_and_stay(
    run: Run, sample_ledger_path: Path, tmp_path: Path, fast_parser: None
) -> None:
    ledger = tmp_path / "own.db"
    shutil.copy(sample_ledger_path, ledger)
    file = tmp_path / "made.csv"
    file.write_text("atopid,member,defense\n5,GB,1\n5,PT,1\n6,,1\n7,XX,1\n", encoding="utf-8")
    ran = run("import", "atop", file, "--ledger", ledger)
    assert (ran.code, ran.out) == (3, "1 prior pact from made.csv.\n")
    assert "Line 5" in ran.err and "atop-member" in ran.err
    assert "made.csv" in run("pacts", "--ledger", ledger).out
    answer = run("whatif", "Spain attacks Portugal", "--ledger", ledger, "--format", "jsonl")
    assert "ATOP 5" not in answer.out and "Defence: " in answer.out
    pact = json.loads(answer.out.splitlines()[0])["pact"]
    shown = run("show", pact, "--ledger", ledger)
    assert shown.code == 0 and "ATOP 5" in shown.out and "no report tells it" in shown.out
    assert run("check", "--ledger", ledger).code == 0
    assert run("import", "atop", tmp_path / "nothing.csv", "--ledger", ledger).code == 2


def test_the_brief_is_markdown(run: Run, sample_ledger_path: Path, tmp_path: Path) -> None:
    printed = run("brief", "--ledger", sample_ledger_path)
    assert printed.out.startswith("# ")
    assert run("brief", "-o", tmp_path / "b.md", "--ledger", sample_ledger_path).out == ""
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == printed.out


def test_the_brief_is_a_page_and_tells_what_changed(run: Run, sample_ledger_path: Path) -> None:
    ran = run("brief", "--html", "--since", "2015-05-21", "--ledger", sample_ledger_path)
    assert ran.out.startswith("<!doctype html>")
    assert "<h2>What changed since 21 May 2015</h2>" in ran.out


def test_show_leads_to_the_words(run: Run, sample_ledger_path: Path) -> None:
    with Workspace(sample_ledger_path) as workspace:
        statement = workspace.statements()[0]
        report = {one.id: one for one in workspace.reports()}[statement.report]
    page = run("show", statement.id, "--ledger", sample_ledger_path)
    assert f"[{statement.quote}]" in page.out
    assert f"{report.id} {statement.span.start}–{statement.span.end}" in page.out
    assert report.published.basis in page.out
    told = json.loads(
        run("show", statement.id, "--format", "json", "--ledger", sample_ledger_path).out
    )
    assert told["excerpts"][0]["words"] == statement.quote


def test_export_says_what_it_wrote(run: Run, sample_ledger_path: Path, tmp_path: Path) -> None:
    ran = run("export", tmp_path / "out", "--ledger", sample_ledger_path)
    assert ran.code == 0
    about = json.loads((tmp_path / "out" / "export.json").read_bytes())
    assert f"{about['counts']['claims']} claims" in ran.out
    assert about["made_by"]["parser"].startswith("spacy/")


def test_a_fault_makes_the_check_fail(run: Run, sample_ledger_path: Path, tmp_path: Path) -> None:
    touched = shutil.copy(sample_ledger_path, tmp_path / "x.db")
    connection = sqlite3.connect(touched)
    connection.execute("UPDATE evidence SET content = x'00' WHERE rowid = 1")
    connection.commit()
    connection.close()
    ran = run("check", "--ledger", touched)
    assert ran.code == 1
    assert "(evidence)" in ran.err
    assert "1 fault" in ran.out


def test_nobody_is_told_off_for_reading_the_first_lines_only(sample_ledger_path: Path) -> None:
    program = Path(sys.executable).parent / "rashomon"
    words = [program, "timeline", "--format", "json", "--ledger", sample_ledger_path]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_a_full_disk_is_told_in_one_sentence(run: Run, sample_ledger_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs the device that is always full")
    ran = run("claims", "--format", "json", "-o", "/dev/full", "--ledger", sample_ledger_path)
    assert ran.code == 1
    assert "(disk-full)" in ran.err


def test_what_nobody_foresaw_ends_in_a_sentence_too(
    run: Run, sample_ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "disputes", lambda _: 1 / 0)
    ran = run("disputes", "--ledger", sample_ledger_path)
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("rashomon: a promise of the program is broken")


def test_a_stopped_command_says_that_it_can_go_on(
    run: Run, sample_ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: Workspace) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "disputes", stop)
    ran = run("disputes", "--ledger", sample_ledger_path)
    assert ran.code == cli.INTERRUPTED
    assert "goes on from there" in ran.err


def test_answers_of_an_unfinished_read_say_so(
    run: Run, sample_ledger_path: Path, tmp_path: Path
) -> None:
    stopped = shutil.copy(sample_ledger_path, tmp_path / "x.db")
    connection = sqlite3.connect(stopped)
    connection.execute("UPDATE about SET value = '1' WHERE key = 'settled'")
    connection.commit()
    connection.close()
    ran = run("claims", "--format", "json", "--ledger", stopped)
    assert ran.code == 0
    assert "was stopped" in ran.err
    assert json.loads(ran.out)


# -- standing matter


@pytest.fixture
def repeating(tmp_path: Path, parser: SpacyParser) -> Path:
    """A ledger of two reports of one outlet and one of another, with one long sentence in common."""
    sentence = (
        "The toll house on the causeway, which was leased to a family of lamp makers for ninety years "
        "and a day, has stood empty since its last keeper walked out over the ice with the till."
    )
    rows = ["file,outlet"]
    for number, outlet in enumerate(("Causeway Post", "Lamp Courier", "Causeway Post")):
        words = " ".join(f"w{number}x{one}" for one in range(400))
        (tmp_path / f"{number}.txt").write_text(f"{words}.\n\n{sentence}\n", encoding="utf-8")
        rows.append(f"{number}.txt,{outlet}")
    (tmp_path / "reports.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with Workspace(tmp_path / "own.db", parser=parser) as workspace:
        workspace.read(tmp_path)
    return tmp_path / "own.db"


def test_standing_matter_stands_below_the_copies_under_its_own_heading(
    run: Run, repeating: Path
) -> None:
    ran = run("reuse", "--ledger", repeating)
    assert "No report took a passage from another." in ran.err
    heading, _, below = ran.out.strip().partition("\n")
    assert heading == "Standing matter: sentences that an outlet prints again and again"
    assert below.count("leased to a family of lamp makers") == 1
    assert "Causeway Post in 2 reports and Lamp Courier in 1 report" in below


def test_programs_get_copies_and_standing_matter_apart(run: Run, repeating: Path) -> None:
    assert json.loads(run("reuse", "--ledger", repeating, "--format", "json").out) == []
    asked = run("reuse", "--standing", "--ledger", repeating, "--format", "json")
    (row,) = json.loads(asked.out)
    assert row["outlets"] == [["Causeway Post", 2], ["Lamp Courier", 1]]
    assert len(row["records"]) == 3
    shown = run("show", row["records"][0], "--ledger", repeating)
    assert "standing matter" in shown.out
