"""What changed between two evenings is told from a ledger as it is from all findings."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import Connection
from test_boards import DAY, DEEDS, PROGRAM, ROWS, WORLD, _enter, _opened, tell

from growing import Remembered
from rashomon.language.parser import SpacyParser
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.pipeline import settle_to_grow
from rashomon.records.findings import Extraction, Findings
from rashomon.situation import Difference, difference
from rashomon.situation.differences import tell_differences
from rashomon.workspace import Workspace
from rashomon.workspace.boardkeeping import keep_board
from rashomon.workspace.evenings import KeptNews
from test_resettling import enter_all
from test_resettling_forecasts import TOLD, extract_told
from worlds import FIRST_DAY, World

AGREED = tuple(
    (f"2015-06-{day:02}", f"The rebels seized the port of Latakia on June 2, 2015, {who} said.")
    for day, who in ((3, "a sailor"), (4, "a customs officer"), (6, "the harbour master"))
)
"""What one report after the other tells, each on somebody else's word."""

STATEMENTS = 900
"""Of the invented war: two hundred evenings' worth of claims, pacts, forecasts and states."""


def without_marks(findings: Findings) -> Findings:
    """What questions about days are answered from: everybody goes by his name of now."""
    return replace(findings, marks=(), passages=())


def kept_difference(connection: Connection, earlier: date, later: date) -> tuple[Difference, ...]:
    return tell_differences(KeptNews(connection, earlier, later), earlier, later)


def kept_ledger(folder: Path, name: str, told: Sequence[Extraction]) -> tuple[Ledger, Findings]:
    found = settle_to_grow(told)
    ledger = open_ledger(folder / f"{name}.db", create=True)
    enter_all(ledger, found)
    with ledger.writing() as connection:
        keep_board(connection, PROGRAM)
    return ledger, without_marks(found.findings)


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, Findings]]:
    """A ledger of an invented war, and what it holds."""
    reports = [
        replace_day(one, number) for number, (_, one) in enumerate(World(7).reports(STATEMENTS))
    ]
    ledger, findings = kept_ledger(tmp_path_factory.mktemp("war"), "war", reports)
    with ledger:
        yield ledger, findings


def replace_day(told: Extraction, number: int) -> Extraction:
    """A report of the war, one a day instead of fourteen, so that every evening has its news."""
    days = told.report.published.days
    if days is None:
        return told
    day = FIRST_DAY + timedelta(days=number)
    published = replace(told.report.published, days=replace(days, first=day, last=day))
    return replace(told, report=replace(told.report, published=published))


@pytest.fixture(scope="module")
def corpus(
    tmp_path_factory: pytest.TempPathFactory,
    sample_extractions: Sequence[Extraction],
    parser: SpacyParser,
) -> Iterator[tuple[Ledger, Findings]]:
    """The sample corpus with forecasts that come true or not, and what it holds."""
    remembered = Remembered(parser)
    every = (*TOLD, *AGREED)
    told = [extract_told(remembered, number, every) for number in range(len(every))]
    folder = tmp_path_factory.mktemp("corpus")
    ledger, findings = kept_ledger(folder, "corpus", [*sample_extractions, *told])
    with ledger:
        yield ledger, findings


SPAN = st.one_of(st.just(1), st.integers(0, 12), st.integers(0, 1500))


@settings(max_examples=60, deadline=None)
@given(st.integers(-3, 130), SPAN)
def test_a_ledger_of_a_war_tells_what_changed_as_its_findings_do(war, start, span):
    ledger, findings = war
    earlier = FIRST_DAY + timedelta(start)
    later = earlier + timedelta(span)
    with ledger.reading() as connection:
        assert kept_difference(connection, earlier, later) == difference(findings, earlier, later)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2015, 4, 20), date(2015, 8, 20)), SPAN)
def test_the_sample_corpus_tells_what_changed_as_its_findings_do(corpus, earlier, span):
    ledger, findings = corpus
    later = earlier + timedelta(span)
    with ledger.reading() as connection:
        assert kept_difference(connection, earlier, later) == difference(findings, earlier, later)


def test_every_kind_of_change_is_among_those_that_are_compared(war, corpus):
    kinds = set()
    for (ledger, _), first, step in ((war, FIRST_DAY, 12), (corpus, date(2015, 5, 25), 1)):
        evenings = [first + timedelta(step * number) for number in range(-1, 20)]
        with ledger.reading() as connection:
            for both in pairwise(evenings):
                kinds |= {one.kind for one in kept_difference(connection, *both)}
    assert kinds == {
        "claim", "status", "origins", "dispute", "control", "force", "post", "captivity", "pact",
        "forecast",
    }  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evenings")


@settings(max_examples=120, deadline=None)
@given(ROWS, WORLD, DAY, st.integers(0, 20))
def test_a_ledger_tells_how_the_board_changed_as_its_records_do(folder, rows, world, earlier, span):
    findings = tell(rows, world)
    later = earlier + timedelta(span)
    with _opened(folder, "board") as ledger:
        _enter(ledger, findings)
        with ledger.reading() as connection:
            found = kept_difference(connection, earlier, later)
    wanted = difference(findings, earlier, later)
    assert _of_board(found) == _of_board(wanted)


def _of_board(rows: Sequence[Difference]) -> list[Difference]:
    """Those of the rows that need none of what a ledger grows from."""
    return [one for one in rows if one.kind not in ("pact", "forecast")]


def test_deeds_are_there_by_which_states_end() -> None:
    verbs = {verb.split()[0] for _, verb in DEEDS}
    assert {"withdrew", "released", "resigned", "died", "lost"} <= verbs


def test_a_workspace_reads_only_what_changed(tmp_path, parser, monkeypatch):
    for number, (day, town) in enumerate((("1", "Palmyra"), ("3", "Homs"), ("5", "Palmyra"))):
        (tmp_path / f"{number}.txt").write_text(
            f"Daily Lamp\n\nJune {day}, 2015\n\n"
            f"The rebels captured the town of {town}, an officer said.\n"
        )
    files = sorted(tmp_path.glob("*.txt"))
    with Workspace(tmp_path / "x.db", parser=parser) as workspace:
        workspace.read(files)
        days = date(2015, 6, 2), date(2015, 6, 3)
        wanted = difference(workspace.told(), *days)

        def refuse(*_: Any) -> None:
            raise AssertionError("all findings are read")

        monkeypatch.setattr(Workspace, "told", refuse)
        assert workspace.diff(*days) == wanted
        assert [one.about for one in wanted if one.kind == "control"] == ["Homs"]
