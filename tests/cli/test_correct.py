"""Corrections as they are typed: what is said before and after, and how a conflict ends."""

import csv
import io
import json
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.cli import main as cli
from rashomon.records.claims import Claim
from rashomon.workspace import Workspace

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def story(sample_ledger_path: Path, tmp_path: Path) -> Path:
    """A ledger of the sample corpus of one's own."""
    return Path(shutil.copy(sample_ledger_path, tmp_path / "story.db"))


@pytest.fixture
def run(story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs "rashomon correct" in this process: its exit code, what it printed, and beside that."""

    def run_words(*words: str | Path) -> tuple[int, str, str]:
        typed = ["rashomon", "correct", *map(str, words), "--ledger", str(story)]
        monkeypatch.setattr(sys, "argv", typed)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, captured.out, captured.err

    return run_words


@pytest.fixture
def corroborated(story: Path) -> Claim:
    with Workspace(story) as workspace:
        return next(one for one in workspace.claims() if one.independent > 1)


def test_a_preview_says_the_effect_and_enters_nothing(run: Run, corroborated: Claim) -> None:
    ids = [one.id for one in corroborated.origins[:2]]
    code, out, _ = run("merge", *ids, "--preview")
    assert code == 0
    fewer = f"{corroborated.independent} → {corroborated.independent - 1}"
    assert f"effect: at most {fewer} origins" in out
    assert "Nothing was entered. To enter it as seen: --version 0" in out
    assert run("log", "--format", "json")[1] == "[]\n"


def test_a_correction_is_entered_listed_and_undone(run: Run, corroborated: Claim) -> None:
    wanted = corroborated.statements[0]
    code, out, _ = run("reject", wanted, "--reason", "a misprint", "--author", "ann")
    assert code == 0
    assert out.startswith("co-") and "(entry 1): rejected" in out
    made = out.split(" ")[0]
    (row,) = csv.DictReader(io.StringIO(run("log", "--format", "csv")[1]))
    assert (row["who"], row["why"], row["now"]) == ("ann", "a misprint", "holds")
    assert "undone: reject by ann" in run("undo", made[:9])[1]
    first, second = map(json.loads, run("log", "--format", "jsonl")[1].splitlines())
    assert first["state"] == "undone"
    assert second["correction"]["undoes"] == made


def test_the_second_is_told_what_the_first_did_and_fails(run: Run, corroborated: Claim) -> None:
    ids = [one.id for one in corroborated.origins[:2]]
    assert run("merge", *ids, "--author", "ann", "--reason", "one desk")[0] == 0
    code, out, err = run("split", corroborated.id, "--away", corroborated.statements[0],
                         "--version", "0")  # fmt: skip
    assert (code, out) == (1, "")
    assert "ann was first: merge on" in err and "(correction-conflict)" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["confirm", "cl-nothing"], "(no-such-record)"),
        (["reject", "cl-nothing"], "Missing option '--reason'"),
        (["set-date", "rp-nothing", "soon"], "'soon' is not a day"),
        (["undo", "co-nothing"], "(no-such-correction)"),
        (["merge", "cl-nothing", "cl-none"], "(no-such-record)"),
    ],
)
def test_misuse_is_said_in_a_sentence_and_ends_with_two(
    run: Run, words: list[str], said: str
) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err


def test_every_command_of_the_queue_can_be_typed(run: Run) -> None:
    rows = json.loads(run("queue", "--format", "json")[1])
    assert rows
    table = list(csv.DictReader(io.StringIO(run("queue", "--format", "csv")[1])))
    assert len(table) == len(rows)
    one = next(row for row in table if row["of"] == "origin" and row["decided"] == "one")
    assert run(*shlex.split(one["if wrong"]), "--preview")[0] == 0
    assert run(*shlex.split(one["if right"]))[0] == 0
    left = json.loads(run("queue", "--format", "json")[1])
    assert len(left) < len(rows)


def test_the_rulings_come_out_as_gold(run: Run, story: Path, tmp_path: Path) -> None:
    with Workspace(story) as workspace:
        one, other = [one for one in workspace.entities() if one.kind == "person"][:2]
        outlet = workspace.reports()[0]
    run("merge", one.id, other.id)
    run("set-outlet", outlet.id, "Qamar News")
    code, out, _ = run("export", tmp_path / "gold.yaml")
    assert (code, out) == (0, f"2 rulings in {tmp_path / 'gold.yaml'}.\n")
    gold = json.loads((tmp_path / "gold.yaml").read_text(encoding="utf-8"))
    assert gold["reports"][0]["outlet"] == "Qamar News"
    assert {one.name, other.name} <= set(gold["aliases"][0]["names"])
    run("export", tmp_path / "pairs.csv")
    text = (tmp_path / "pairs.csv").read_text(encoding="utf-8")
    pairs = list(csv.DictReader(io.StringIO(text)))
    wanted = sorted((one.name, other.name))
    assert wanted in [[row["name1"], row["name2"]] for row in pairs]
    assert {row["is_match"] for row in pairs} == {"true"}
    assert {row["schema"] for row in pairs} == {"Person"}
