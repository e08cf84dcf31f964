"""What changes by new reports leads to what a recount of all reports gives, record by record."""

import json
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from growing import SENTENCES, Growing, Remembered, by_id, make_extraction
from rashomon.gazetteers.watchlists import WatchList
from rashomon.grounding import growth, scenes, shares
from rashomon.grounding.places import Naming, find_names
from rashomon.grounding.scenes import Placed, Scene
from rashomon.ids import content_id
from rashomon.instants import day as one_day
from rashomon.language.parser import SpacyParser
from rashomon.records.findings import Extraction
from rashomon.records.mentions import Mention
from rashomon.records.reports import Published, Report
from rashomon.records.reuse import Reuse
from rashomon.records.times import TimeExpression
from rashomon.regrounding import Gathered, News, recount, reground
from rashomon.spans import Span
from rashomon.workings import Memory, UnfitError

Reports = list[tuple[list[int], int | None]]


@pytest.fixture(scope="module")
def remembered(parser: SpacyParser) -> Remembered:
    """One memory of parses for all examples."""
    return Remembered(parser)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The reports whose scenes are made, one by one."""
    found: list[str] = []

    class Noted(Scene):
        def __init__(self, extraction: Extraction, placed: Placed | None = None) -> None:
            found.append(extraction.report.name)
            super().__init__(extraction, placed)

    monkeypatch.setattr(growth, "Scene", Noted)
    return found


def check(growing: Growing) -> None:
    """What is held is what a recount gives, and so is what is kept to go on from."""
    whole, memory = recount(growing.extractions)
    assert growing.held == by_id(whole)
    assert isinstance(growing.workings, Memory)
    assert list(growing.workings.items()) == list(memory.items())


REPORTS = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(SENTENCES) - 1), min_size=1, max_size=6),
        st.none() | st.integers(1, 20),
    ),
    min_size=1,
    max_size=12,
)
CUTS = st.sets(st.integers(1, 11), max_size=5)


@pytest.mark.parametrize("sampled", [4, 512])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=REPORTS, cuts=CUTS)
def test_reports_that_come_in_any_parts_lead_to_what_a_recount_gives(
    remembered: Remembered,
    monkeypatch: pytest.MonkeyPatch,
    sampled: int,
    reports: Reports,
    cuts: set[int],
) -> None:
    monkeypatch.setattr(shares, "SAMPLED", sampled)  # few, so that some do not come into it
    every = [make_extraction(remembered, i, *one) for i, one in enumerate(reports)]
    growing = Growing(Memory())
    for first, last in pairwise([0, *sorted(cuts), max(len(every), 12)]):
        growing.add(every[first:last])
    check(growing)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=REPORTS, cuts=CUTS)
def test_reports_whose_scenes_are_not_held_are_grounded_like_others(
    remembered: Remembered, monkeypatch: pytest.MonkeyPatch, reports: Reports, cuts: set[int]
) -> None:
    every = [make_extraction(remembered, i, *one) for i, one in enumerate(reports)]
    growing = Growing(Memory())
    with monkeypatch.context() as patched:
        patched.setattr(growth, "SCENES_HELD", 2)
        for first, last in pairwise([0, *sorted(cuts), max(len(every), 12)]):
            growing.add(every[first:last])
    check(growing)


def test_a_report_whose_scene_is_not_held_is_looked_up_on_the_map_once(
    remembered: Remembered, monkeypatch: pytest.MonkeyPatch, made: list[str]
) -> None:
    looked_up: list[str] = []

    def noted(report: Report, mentions: Sequence[Mention]) -> Naming:
        looked_up.append(report.name)
        return find_names(report, mentions)

    monkeypatch.setattr(scenes, "find_names", noted)
    monkeypatch.setattr(growth, "SCENES_HELD", 1)
    recount([make_extraction(remembered, number, [1, 11], 2) for number in range(3)])
    assert sorted(looked_up) == ["0.txt", "1.txt", "2.txt"]
    assert len(made) > len(looked_up)


@settings(max_examples=40)
@given(
    reports=REPORTS, again=st.lists(st.tuples(st.integers(0, 11), st.none() | st.integers(1, 20)))
)
def test_reports_that_are_read_again_with_another_day_lead_to_what_a_recount_gives(
    remembered: Remembered, reports: Reports, again: list[tuple[int, int | None]]
) -> None:
    growing = Growing(Memory())
    growing.add([make_extraction(remembered, i, *one) for i, one in enumerate(reports)])
    for i, day in again:
        sentences, _ = reports[i % len(reports)]
        growing.add([make_extraction(remembered, i % len(reports), sentences, day)])
    check(growing)


@settings(max_examples=40)
@given(reports=REPORTS, gone=st.lists(st.integers(0, 11), unique=True))
def test_reports_that_go_leave_nothing_behind(
    remembered: Remembered, reports: Reports, gone: list[int]
) -> None:
    every = [make_extraction(remembered, i, *one) for i, one in enumerate(reports)]
    growing = Growing(Memory())
    growing.add(every)
    for i in gone:
        growing.add([], [every[i].report.id] if i < len(every) else [])
    check(growing)
    growing.add([], [one.report.id for one in every])
    assert not any(growing.held.values())
    assert isinstance(growing.workings, Memory)
    assert list(growing.workings.items()) == []


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.data())
def test_the_sample_corpus_grows_report_by_report(
    sample_extractions: Sequence[Extraction], order: st.DataObject
) -> None:
    shuffled = order.draw(st.permutations(sample_extractions))
    growing = Growing(Memory())
    middle = len(shuffled) // 2
    growing.add(shuffled[:middle])
    for one in shuffled[middle:]:
        growing.add([one])
    check(growing)


def undated(number: int, day: int, *, year: bool) -> Extraction:
    """A report without a day that tells of one as news, mostly without its year."""
    told = date(2015, 6, day)
    parts: dict[str, int | str] = {"weekday": told.weekday(), "month": 6, "day": day}
    if year:
        parts["year"] = 2015
    report = Report(
        id=content_id("rp", number), name=f"{number}.txt", url=None, media_type="text/plain",
        outlet=None, carries=None, title=None, author=None, language="en",
        published=Published(None, "unknown", ""), read_at=date(2026, 1, 1), raw_sha256="",
        text=f"Lemons were sold here, it was said. {number}", removed=(), pieces=None,
    )  # fmt: skip
    return Extraction(
        report, (), (), (), (TimeExpression(Span(0, 6), "then", "date", parts, "past"),)
    )


def copied(one: Extraction, other: Extraction, *, known: bool) -> Reuse:
    """Words that the second took from the first."""
    ends = one.report.id, other.report.id
    if not known:
        ends = min(ends), max(ends)
    return Reuse(
        content_id("ru", *ends), ends[0], Span(0, 22), ends[1], Span(0, 22), "verbatim",
        credited=False, direction="known" if known else "unknown", why="",
    )  # fmt: skip


@settings(max_examples=200)
@given(
    days=st.lists(
        st.tuples(st.sampled_from((1, 3, 8, 15, 22)), st.booleans()), min_size=4, max_size=9
    ),
    chain=st.lists(st.sampled_from((1, 2, 1, 2, 0)), min_size=8, max_size=8),
    edges=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 4)), max_size=4),
    stated=st.lists(st.tuples(st.integers(0, 8), st.integers(1, 28)), max_size=2),
    random=st.randoms(use_true_random=False),
)
def test_days_that_copies_lend_to_one_another_are_those_of_a_recount(
    days: list[tuple[int, bool]],
    chain: list[int],
    edges: list[tuple[int, int, int]],
    stated: list[tuple[int, int]],
    random: Random,
) -> None:
    every = [undated(i, day, year=year) for i, (day, year) in enumerate(days)]
    shared: dict[frozenset[str], list[Reuse]] = {}
    ways = [(i + (way == 1), i + (way != 1), way) for i, way in enumerate(chain)]
    for i, j, unknown in [*ways, *edges]:
        if i != j and max(i, j) < len(every):
            reuse = copied(every[i], every[j], known=unknown > 0)
            shared[frozenset((reuse.from_report, reuse.to_report))] = [reuse]

    def share(some: Sequence[Extraction]) -> dict[frozenset[str], Sequence[Reuse]]:
        there = {one.report.id for one in some}
        return {pair: reuses for pair, reuses in shared.items() if pair <= there}

    random.shuffle(every)
    growing = Growing(Memory(), share)
    for one in every:
        growing.add([one])
    for i, day in stated:  # read again, now with its day, while what it shares stays the same
        if i < len(every):
            growing.add([dated(every[i], day)])
    whole, _ = recount(
        growing.extractions, shared=[one for reuses in shared.values() for one in reuses]
    )
    assert growing.held == by_id(whole)


def dated(one: Extraction, day: int) -> Extraction:
    """The same report, stating its day."""
    published = Published(one_day(date(2015, 6, day)), "stated", "")
    report = msgspec.structs.replace(one.report, published=published)
    return msgspec.structs.replace(one, report=report)


def test_a_surname_is_known_by_a_full_name_that_another_report_gives_later(
    remembered: Remembered,
) -> None:
    growing = Growing(Memory())
    growing.add([make_extraction(remembered, 1, [1], 2)])
    (alone,) = (one for one in growing.held["entities"].values() if "Ferhat" in one.aliases)
    change = growing.add([make_extraction(remembered, 2, [0], 3)])
    (full,) = (one for one in growing.held["entities"].values() if "Ferhat" in one.aliases)
    assert full.id != alone.id
    assert alone.id in change.entities.gone
    assert {one.report for one in change.marks.put} == growing.held["reports"].keys()
    check(growing)


def test_a_longer_name_takes_an_entity_over_and_gives_it_back(remembered: Remembered) -> None:
    growing = Growing(Memory())
    growing.add([make_extraction(remembered, 1, [0], 2)])
    before = dict(growing.held["entities"])
    longer = make_extraction(remembered, 2, [3], 3)
    growing.add([longer])
    (taken,) = (
        one for one in growing.held["entities"].values() if "Nadia Omar Ferhat" in one.aliases
    )
    assert any(alias.endswith("Nadia Ferhat") for alias in taken.aliases)
    check(growing)
    growing.add([], [longer.report.id])
    assert growing.held["entities"] == before


def test_names_on_a_watch_list_are_marked_as_by_a_recount_whenever_they_come(
    remembered: Remembered, tmp_path: Path
) -> None:
    row = {
        "id": "NK-1",
        "schema": "Person",
        "properties": {"name": ["Nadia Ferhat"], "country": ["sy"]},
    }
    path = tmp_path / "desk.json"
    path.write_text(json.dumps(row), encoding="utf-8")
    watched = [WatchList(path)]
    growing = Growing(Memory(), watched=watched)
    for number, sentence in enumerate((2, 4, 0, 3, 1)):
        growing.add([make_extraction(remembered, number, [sentence], 2 + number)])
    whole, _ = recount(growing.extractions, watched=watched)
    assert growing.held == by_id(whole)
    assert any(one.listings for one in growing.held["entities"].values())


def test_one_more_report_of_others_is_looked_at_alone(
    remembered: Remembered, made: list[str]
) -> None:
    growing = Growing(Memory())
    for number in range(30):
        growing.add(
            [make_extraction(remembered, number, [5 + number % 5, number % 2], 1 + number % 20)]
        )
    made.clear()
    growing.add([make_extraction(remembered, 40, [8, 9], 4)])
    assert made == ["40.txt"]


def test_a_share_that_goes_over_a_step_places_the_names_of_others_anew(
    remembered: Remembered, made: list[str]
) -> None:
    growing = Growing(Memory())
    growing.add([make_extraction(remembered, 1, [8], 1)])  # a name of towns in several countries
    growing.add([make_extraction(remembered, number, [14], 2) for number in range(2, 5)])
    made.clear()
    growing.add([make_extraction(remembered, 5, [14], 2)])
    assert sorted(made) == ["1.txt", "5.txt"]
    check(growing)


def test_workings_of_other_reports_are_no_base_to_go_on_from(remembered: Remembered) -> None:
    original = make_extraction(remembered, 1, [15, 16], 1)
    copy = make_extraction(remembered, 2, [15, 16], None)
    whole, _ = recount([original, copy])
    gathered = Gathered([original, copy], whole.reuse.put)
    with pytest.raises(UnfitError, match="Nothing is kept"):
        reground(
            Memory(), gathered, News((copy.report.id,), (), ((original.report.id, copy.report.id),))
        )


def test_a_report_that_leaves_a_full_sample_asks_for_a_recount(
    remembered: Remembered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "SAMPLED", 2)
    every = [make_extraction(remembered, number, [9], 2) for number in range(4)]
    growing = Growing(Memory())
    growing.add(every)
    sampled = sorted(one.report.id for one in every)[0]
    with pytest.raises(UnfitError, match="others are placed"):
        growing.add([], [sampled])


def test_what_is_the_same_as_before_is_no_change(remembered: Remembered) -> None:
    growing = Growing(Memory())
    one = make_extraction(remembered, 1, [0, 6], 2)
    growing.add([one])
    change = growing.add([one])
    assert msgspec.structs.asdict(change) == msgspec.structs.asdict(type(change)())
