"""What a ledger keeps for questions about days follows its records, and answers as they do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rashomon.ledger.entries import Signature, enter_findings
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.records.findings import Findings
from rashomon.settings import LedgerSettings, Settings
from rashomon.situation import Asked, make_board
from rashomon.workspace import Workspace
from rashomon.workspace.background import load_background
from rashomon.workspace.boardkeeping import is_kept, keep_board, name_keeper
from rashomon.workspace.boards import KeptParts, open_board
from stories import Story

SIGNATURE = Signature("rashomon/test", datetime(2026, 1, 1, tzinfo=UTC))
PROGRAM = "a program"
START = date(2014, 1, 1)
TABLES = ("parts", "known", "called", "voices", "spoken")

DEEDS = (
    ("ASSAULT", "attacked"),
    ("CONTROL", "captured"),
    ("CONTROL", "held"),
    ("CONTROL", "lost"),
    ("RETREAT", "withdrew from"),
    ("FORCE", "has 300 fighters in"),
    ("POST", "is commander of the Harbour Guard in"),
    ("POST", "is commander of the Mill Guard in"),
    ("POST", "is a spokesman for Omar Haddad in"),
    ("POST", "resigned as commander of the Harbour Guard in"),
    ("CASUALTY", "died in"),
    ("CAPTIVITY", "seized 40 pilgrims in"),
    ("CAPTIVITY", "released 40 pilgrims in"),
    ("PACT", "signed a defence pact at"),
)
ROWS = st.lists(
    st.tuples(
        st.integers(0, 20),  # day of the report
        st.one_of(st.none(), st.integers(0, 20)),  # day of what it tells
        st.sampled_from(["Harbour Guard", "League", "Mill Guard", "Omar Haddad", "Lena Farkas"]),
        st.sampled_from(["Tolna", "Karst"]),
        st.sampled_from(DEEDS),
        st.sampled_from(["asserted", "asserted", "denied"]),
    ),
    min_size=1,
    max_size=10,
)
WORLD = st.fixed_dictionaries(
    {
        "left out": st.sets(st.integers(0, 9), max_size=4),
        "late": st.sets(st.integers(0, 9), max_size=2),
        "Harbour Guard": st.sampled_from(["", "renamed", "part of League", "a person", "known as"]),
        "Omar Haddad": st.sampled_from(["", "renamed", "known as"]),
        "Tolna": st.sampled_from(["", "renamed", "known as"]),
        "League": st.sampled_from(["", "part of Moravia"]),
        "together": st.booleans(),
    }
)
DAY = st.integers(0, 25).map(lambda days: START + timedelta(days))


def tell(rows: list[Any], world: dict[str, Any]) -> Findings:
    story = Story().entity("Tolna", kind="place").entity("Karst", kind="place")
    story.entity("Omar Haddad", kind="person").entity("Lena Farkas", kind="person")
    story.entity("Moravia", kind="place")
    for name in ("Harbour Guard", "Mill Guard", "League"):
        story.entity(name)
    told = []
    for number, (_, event, who, where, (kind, verb), status) in enumerate(rows):
        if number in world["left out"]:
            continue
        first = number - number % 2
        late = 3 if first in world["late"] else 0
        published = START + timedelta(rows[first][0] + late)
        story.report(f"{first}", str(published), outlet=f"Outlet {first}")
        told.append(_say(story, (who, where, kind, verb, status), event))
        if not world["together"]:
            story.claim(f"claim {number}", told[-1])
    if world["together"] and told:
        story.claim("all of it", *told, origins=[told[::2], told[1::2]] if told[1:] else None)
    reports = {one.id: one for one in story.reports}
    story.reports = list(reports.values())
    for name in ("Harbour Guard", "Omar Haddad", "Tolna", "League"):
        _change(story, name, world[name])
    return story.findings()


def _say(story: Story, told: tuple[str, ...], event: int | None) -> Any:
    who, where, kind, verb, status = told
    is_at = kind in ("ASSAULT", "CONTROL", "RETREAT", "FORCE")
    return story.say(
        f"{who} {verb} {where}", kind, verb.split()[0], status=status,
        actors=[who, "League"] if kind == "PACT" else [who],
        places=[where] if is_at else [],
        targets=[who] if kind == "CASUALTY" else ["Lena Farkas"] if kind == "CAPTIVITY" else [],
        value=verb.removeprefix("is ").removesuffix(" in") if kind == "POST" else None,
        number=(40, 40, "pilgrims") if kind == "CAPTIVITY" else (
            (300, 300, "fighters") if kind == "FORCE" else None
        ),
        when=None if event is None else str(START + timedelta(event)),
    )  # fmt: skip


def _change(story: Story, name: str, how: str) -> None:
    entity = story.entities[name]
    match how:
        case "renamed":
            entity = replace(entity, name=f"Old {name}")
        case "known as":
            entity = replace(entity, aliases=("Mill Guard", "Omar Haddad the Elder"))
        case "a person":
            entity = replace(entity, kind="person")
        case "part of League" | "part of Moravia":
            entity = replace(entity, part_of=story.entities[how.removeprefix("part of ")].id)
    story.entities[name] = entity


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("boards")


def _opened(folder: Path, name: str) -> Ledger:
    for file in folder.glob(f"{name}.db*"):
        file.unlink()
    return open_ledger(folder / f"{name}.db", create=True)


def _enter(ledger: Ledger, findings: Findings, *, keep: bool = True) -> None:
    with ledger.writing() as connection:
        enter_findings(connection, findings, SIGNATURE)
        if keep:
            keep_board(connection, PROGRAM)


def _dump(ledger: Ledger) -> Iterator[tuple[Any, ...]]:
    with ledger.reading() as connection:
        for table in TABLES:
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608 - our own
            yield from sorted(tuple(row) for row in rows)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.lists(WORLD, min_size=2, max_size=4))
def test_what_is_kept_is_brought_up_to_what_reading_all_anew_gives(folder, rows, worlds):
    with _opened(folder, "grown") as grown, _opened(folder, "anew") as anew:
        for world in worlds:
            _enter(grown, tell(rows, world))
        _enter(anew, tell(rows, worlds[-1]))
        assert list(_dump(grown)) == list(_dump(anew))


@settings(max_examples=60, deadline=None)
@given(ROWS, WORLD, DAY, DAY)
def test_a_kept_board_answers_as_the_records_do(folder, rows, world, valid, known):
    findings = tell(rows, world)
    board = make_board(findings)
    asked = Asked(valid, known)
    with _opened(folder, "asked") as ledger:
        _enter(ledger, findings)
        with ledger.reading() as connection:
            parts = KeptParts(connection, asked)
            kept = open_board(connection, parts)
            assert kept.rows(asked) == board.rows(asked)
            assert kept.page(asked, most=3) == board.page(asked, most=3)
            for one in findings.entities:
                about = replace(asked, about=one.id)
                assert kept.rows(about) == board.rows(about)
                at = [r for r in board.rows(asked) if (r.kind, r.subject) == ("control", one.id)]
                assert list(kept.held("control", (one.id, ""), asked)) == at
            parts.load()
            assert open_board(connection, parts, whole=True).rows(asked) == board.rows(asked)


@settings(max_examples=40, deadline=None)
@given(ROWS, WORLD, DAY, DAY)
def test_nothing_that_was_reported_later_has_a_part_in_what_is_kept(
    folder, rows, world, valid, known
):
    known_then = {"left out", "late"}
    world = {one: set() if one in known_then else each for one, each in world.items()}
    out = {n for n in range(len(rows)) if START + timedelta(rows[n - n % 2][0]) > known}
    asked = Asked(valid, known, frozenset({"control", "force", "captivity", "post"}))
    answers = []
    for left in (set(), out):
        with _opened(folder, "known") as ledger:
            _enter(ledger, tell(rows, {**world, "left out": left}))
            with ledger.reading() as connection:
                rows_then = open_board(connection, KeptParts(connection, asked)).rows(asked)
                answers.append([replace(one, independent=0) for one in rows_then])
    assert answers[0] == answers[1]


def test_what_another_program_kept_is_kept_anew(folder):
    with _opened(folder, "program") as ledger:
        rows = [(3, 3, "League", "Tolna", DEEDS[1], "asserted")]
        _enter(ledger, tell(rows, CALM))
        with ledger.writing() as connection:
            assert is_kept(connection, PROGRAM)
            assert not is_kept(connection, "another program")
            connection.exec_driver_sql("DELETE FROM parts")
            keep_board(connection, PROGRAM)  # which trusts its note
            assert connection.exec_driver_sql("SELECT count(*) FROM parts").scalar() == 0
            keep_board(connection, "another program")
            assert is_kept(connection, "another program")
            assert connection.exec_driver_sql("SELECT count(*) FROM parts").scalar() == 1


def test_the_days_on_which_anything_is_known_are_told_without_reading_reports(folder):
    with _opened(folder, "days") as ledger:
        with Workspace(ledger.path) as workspace:
            assert (workspace.first_known(), workspace.last_published()) == (None, None)
        rows = [(day, None, "League", "Tolna", DEEDS[1], "asserted") for day in (9, 9, 4, 4, 17)]
        _enter(ledger, tell(rows, CALM))
        with Workspace(ledger.path) as workspace:
            assert workspace.first_known() == START + timedelta(4)
            assert workspace.last_published() == START + timedelta(17)


CALM: dict[str, Any] = {
    "left out": set(), "late": set(), "Harbour Guard": "", "Omar Haddad": "", "Tolna": "", "League": "",
    "together": False,
}  # fmt: skip


def test_a_ledger_that_cannot_be_written_answers_all_the_same(folder):
    rows = [(3, 3, "League", "Tolna", DEEDS[1], "asserted")]
    with _opened(folder, "busy") as ledger:
        _enter(ledger, tell(rows, CALM), keep=False)
        impatient = Settings(ledger=LedgerSettings(lock_wait_s=0.01))
        with Workspace(ledger.path, impatient) as workspace:
            workspace.reports()  # opened before somebody else writes
            with ledger.writing():
                day = START + timedelta(9)
                found = workspace.situation(day)
                assert [row.kind for row in found] == ["control"]
                assert workspace.situation(day, place="Tolna") == found
                assert workspace.situation_page(day).rows == found
                assert workspace.first_known() == START + timedelta(3)
                assert workspace.last_published() == START + timedelta(3)


@pytest.mark.parametrize("most", [0, 1, 2, 9])
def test_the_first_rows_of_a_board_are_told_with_whether_there_are_more(folder, most):
    deeds = [DEEDS[1], DEEDS[5], DEEDS[11]]
    rows = [(3, 3, "League", "Tolna", deed, "asserted") for deed in deeds]
    with _opened(folder, "first") as ledger:
        _enter(ledger, tell(rows, CALM))
        with Workspace(ledger.path) as workspace:
            found, more = workspace.first_rows(START + timedelta(9), most=most)
            assert [row.kind for row in found] == ["captivity", "control", "force"][:most]
            assert more == (most < 3)


def test_the_first_question_after_an_entry_finds_what_is_new(folder):
    rows = [(3, 3, "League", "Tolna", DEEDS[1], "asserted")]
    more = [*rows, (3, 3, "Mill Guard", "Tolna", DEEDS[1], "asserted")]
    day = START + timedelta(9)
    with _opened(folder, "entered") as ledger:
        _enter(ledger, tell(rows, CALM), keep=False)
        with Workspace(ledger.path) as workspace:
            assert len(workspace.situation(day, place="TOLNA")) == 1
            _enter(ledger, tell(more, CALM), keep=False)
            assert len(workspace.situation(day, place="Tolna")) == 2
            program = name_keeper(load_background(workspace.settings.grounding))
        with ledger.reading() as connection:
            assert is_kept(connection, program)
