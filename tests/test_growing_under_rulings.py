"""A ledger on which people ruled grows by what a report changes, and answers as a recounted one."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from rashomon.corpus import reports_folder
from rashomon.language.parser import SpacyParser
from rashomon.ledger.store import open_ledger
from rashomon.pipeline import Settled
from rashomon.records.corrections import Correction
from rashomon.records.findings import Extraction
from rashomon.settings import Settings
from rashomon.workspace import Workspace, growing, intake

SAMPLE = Path(str(reports_folder()))
FILES = sorted(file.name for file in SAMPLE.iterdir() if file.name != "reports.csv")[:14]
SETTINGS = Settings(today=date(2026, 1, 1))
LAST = 2
TABLES = ("entries", "current", "naming", "workings", "postings", "ties", "clashes", "wholes")


def folder_of(path: Path, names: Sequence[str]) -> Path:
    path.mkdir()
    for name in (*names, "reports.csv"):
        shutil.copy(SAMPLE / name, path / name)
    return path


@pytest.fixture(scope="module")
def stock(parser: SpacyParser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of all reports but the last; those lie beside it, one a folder.

    Not to be changed: ``plain.db``, and ``ruled.db``, on which people ruled.
    """
    home = tmp_path_factory.mktemp("stock")
    for number, name in enumerate(FILES[-LAST:]):
        folder_of(home / f"{number}", [name])
    folder_of(home / "nothing", [])
    with Workspace(home / "plain.db", SETTINGS, parser) as made:
        made.read(folder_of(home / "first", FILES[:-LAST]))
    with Workspace(copied(home / "plain.db", home / "ruled.db"), SETTINGS, parser) as made:
        rule(made)
    return home


@pytest.fixture
def story(stock: Path, parser: SpacyParser, tmp_path: Path) -> Iterator[Workspace]:
    path = copied(stock / "ruled.db", tmp_path / "x.db")
    with Workspace(path, SETTINGS, parser) as opened:
        yield opened


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many reports all was counted anew by a read, each time."""
    found: list[int] = []
    whole = intake.settle_to_grow

    def count(extractions: Sequence[Extraction], *given: Any) -> Settled:
        found.append(len(extractions))
        return whole(extractions, *given)

    monkeypatch.setattr(intake, "settle_to_grow", count)
    return found


def copied(path: Path, copy: Path) -> Path:
    """A copy of a ledger; its newest pages may lie beside the file."""
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(copy)) as other:
        one.backup(other)
    return copy


def rule(story: Workspace) -> list[Correction]:
    """A ruling of each kind under which a ledger grows, on what most reports tell."""
    widest = sorted(story.claims(), key=lambda one: (-one.independent, -one.reports, one.id))
    heard, split, worded, joined, other, gone, graded = widest[:7]
    name = min(story.entities(), key=lambda one: (-len(one.aliases), one.id))
    return [
        story.correct("merge", *(one.id for one in heard.origins[:2])),
        story.correct("regrade", graded.origins[0].id, value="doubtful"),
        story.correct("split", split.id, away=split.statements[:1]),
        story.correct("merge", joined.id, other.id),
        story.correct("relabel", worded.id, value="What a person calls it."),
        story.correct("reject", gone.statements[0], reason="It says no such thing."),
        story.correct("regrade", heard.statements[0], value="denied"),
        story.correct("relabel", name.id, value="Whoever they are"),
    ]


def exported(story: Workspace, folder: Path) -> dict[str, bytes]:
    """Every file of the export but the log of what people did."""
    story.export(folder)
    files = {one.name: one.read_bytes() for one in sorted(folder.iterdir())}
    files.pop("corrections.jsonl", None)
    return files


def recounted(stock: Path, path: Path, parser: SpacyParser) -> dict[str, bytes]:
    """What a copy of a ledger exports once all was counted anew."""
    copy = copied(path, path.with_name("copy.db"))
    with open_ledger(copy) as ledger, ledger.writing() as connection:
        growing.stop_growing(connection)
        growing.extractions.note(connection, "settled", "0")
    with Workspace(copy, SETTINGS, parser) as story:
        story.read(stock / "nothing")
        return exported(story, path.with_name("recounted"))


def test_a_report_more_is_added_while_corrections_hold(
    stock: Path, story: Workspace, parser: SpacyParser, tmp_path: Path, counted: list[int]
) -> None:
    before = exported(story, tmp_path / "before")
    for number in range(LAST):
        story.read(stock / f"{number}")
    assert counted == []
    after = exported(story, tmp_path / "after")
    assert after != before
    assert {one.state for one in story.corrections()} == {"holds"}
    assert after == recounted(stock, story.path, parser)
    assert len(counted) == 1


def test_once_corrections_are_undone_the_export_is_that_of_a_ledger_nobody_corrected(
    stock: Path, story: Workspace, parser: SpacyParser, tmp_path: Path, counted: list[int]
) -> None:
    story.read(stock / "0")
    for one in reversed(story.corrections()):
        story.undo(one.correction.id)
    story.read(stock / "1")
    assert counted == []
    undone = exported(story, tmp_path / "undone")
    path = copied(stock / "plain.db", tmp_path / "never.db")
    with Workspace(path, SETTINGS, parser) as never:
        for number in range(LAST):
            never.read(stock / f"{number}")
        assert exported(never, tmp_path / "never") == undone
    assert undone == recounted(stock, story.path, parser)


def test_a_report_more_is_added_while_people_say_who_is_who(
    stock: Path, story: Workspace, parser: SpacyParser, tmp_path: Path, counted: list[int]
) -> None:
    named = Counter(one.entity for one in story.marks())
    persons = [it for it in story.entities() if it.kind == "person" and named[it.id] > 1]
    states = [one for one in story.entities() if "iso3166" in " ".join(one.links)]
    widest = max(persons, key=lambda one: (len(one.aliases), one.id))
    mark = next(one for one in story.marks() if one.entity == widest.id)
    made = [
        story.correct("merge", persons[0].id, persons[1].id, reason="one man, two names"),
        story.correct("confirm", persons[2].id, persons[3].id),
        story.correct("merge", states[0].id, persons[4].id),
        story.correct("split", widest.id, away=mark.id),
    ]
    story.read(stock / "0")
    assert exported(story, tmp_path / "ruled") == recounted(stock, story.path, parser)
    counted.clear()
    story.undo(made[1].id)
    story.undo(made[0].id)
    story.read(stock / "1")
    assert counted == []
    assert exported(story, tmp_path / "after") == recounted(stock, story.path, parser)


def test_a_word_on_a_report_has_all_counted_anew(
    stock: Path, story: Workspace, parser: SpacyParser, tmp_path: Path, counted: list[int]
) -> None:
    made = story.correct("set-outlet", story.reports()[0].id, value="The East Courier")
    story.read(stock / "0")
    assert counted == [len(FILES) - 1]
    story.undo(made.id)
    story.read(stock / "1")
    assert counted == [len(FILES) - 1, len(FILES)]
    assert exported(story, tmp_path / "after") == recounted(stock, story.path, parser)


_KILLED = """
import os, signal, sys
from datetime import date
from rashomon.settings import Settings
from rashomon.workspace import Workspace, growing, intake

path, folder, point = sys.argv[1:]

def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)

intake.settle_to_grow = sys.exit  # nothing may be counted anew
if point == "claim":
    enter = growing.enter_change
    growing.enter_change = lambda c, kind, *rest: (die if kind == point else enter)(c, kind, *rest)
else:
    setattr(growing, point, die)

with Workspace(path, Settings(today=date(2026, 1, 1))) as workspace:
    workspace.read(folder)
"""


def test_a_read_killed_while_a_report_is_added_leaves_the_ledger_and_ends_right_the_next_time(
    stock: Path,
    story: Workspace,
    parser: SpacyParser,
    tmp_path: Path,
    counted: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = exported(story, tmp_path / "before")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(intake, "grow", interrupt)
        story.read(stock / "0")
    held = kept(story.path)
    for point in ("claim", "_note"):
        command = [sys.executable, "-c", _KILLED, str(story.path), str(stock / "nothing"), point]
        assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
        assert kept(story.path) == held
    assert exported(story, tmp_path / "killed") == before
    story.read(stock / "nothing")
    assert counted == []
    assert story.check().faults == ()
    assert exported(story, tmp_path / "after") == recounted(stock, story.path, parser)


def interrupt(*_: Any) -> None:
    """Stop a read after the report is kept and before all are settled."""
    raise KeyboardInterrupt


def kept(path: Path) -> list[Any]:
    """All that is recorded, and all that a ledger grows from."""
    with open_ledger(path) as ledger, ledger.reading() as connection:
        return [
            sorted(map(repr, connection.execute(text(f"SELECT * FROM {one}"))))  # noqa: S608
            for one in TABLES
        ]
