"""What people say of who is who, followed as it comes and goes, leads to what a recount gives."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growing import SENTENCES, Growing, Remembered, by_id, make_extraction
from rashomon.gazetteers.watchlists import WatchList
from rashomon.language.parser import SpacyParser
from rashomon.records.corrections import Anchor, Change, Correction, CorrectionKind, Rulings, Target
from rashomon.records.findings import Extraction
from rashomon.regrounding import recount
from rashomon.workings import Memory
from rulings import MADE_AT

NAMES = (
    "Nadia Ferhat", "Nadya Ferhat", "Nadia Omar Ferhat", "Selim Ferhat", "Ferhat", "General Ferhat",
    "National Harbour Guard", "National Harbor Guard", "NHG", "Badr Brigade", "Bader Brigade",
    "Hezbollah", "Hizballah", "Syria", "Syrian", "Lebanon", "Karak", "Aleppo", "Syrian army",
    "Army forces of Syria", "Cedar Monitor", "harbour", "Nobody Of This Name",
)  # fmt: skip


@pytest.fixture(scope="module")
def remembered(parser: SpacyParser) -> Remembered:
    """One memory of parses for all examples."""
    return Remembered(parser)


def check(growing: Growing) -> None:
    """What is held, and what is kept to go on from, is what a recount under the rulings gives."""
    whole, memory = recount(growing.extractions, growing.rulings)
    assert growing.held == by_id(whole)
    assert isinstance(growing.workings, Memory)
    assert list(growing.workings.items()) == list(memory.items())


def target(anchors: Sequence[Anchor]) -> Target:
    return Target("entity", anchors[0].id, anchors[0].text, tuple(anchors))


def named(name: str) -> list[Anchor]:
    return [Anchor(f"en-{name}", text=name)]


def ruling(
    number: int, kind: CorrectionKind, targets: Sequence[Target], change: Change | None = None
) -> Correction:
    return Correction(
        number, f"co-{number}", MADE_AT, "ann", kind, tuple(targets), change or Change()
    )


Reports = list[tuple[list[int], int | None]]
REPORTS = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(SENTENCES) - 1), min_size=1, max_size=5),
        st.none() | st.integers(1, 20),
    ),
    min_size=2,
    max_size=9,
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("add", "go", "merge", "confirm", "split", "single", "part", "undo")),
        st.integers(0, 40),
        st.integers(0, 40),
    ),
    min_size=2,
    max_size=9,
)


class Desk:
    """Rulings made of numbers, held and taken back."""

    def __init__(self) -> None:
        self._made: list[Correction] = []
        self._held: list[Correction] = []

    def rule(self, kind: str, draw: int, other: int, extractions: Sequence[Extraction]) -> Rulings:
        """The rulings that hold after one more, or one less."""
        if kind == "undo":
            if self._made:
                one = self._made[draw % len(self._made)]
                held = [it for it in self._held if it != one]
                self._held = held if one in self._held else sorted([*held, one], key=_number)
        else:
            self._made.append(self._ruling(kind, draw, other, extractions))
            self._held.append(self._made[-1])
        return Rulings(tuple(self._held))

    def _ruling(
        self, kind: str, draw: int, other: int, extractions: Sequence[Extraction]
    ) -> Correction:
        number = len(self._made) + 1
        one, two = (named(NAMES[it % len(NAMES)]) for it in (draw, other))
        marks = [
            Anchor("mk-1", extraction.report.id, it.span, it.text)
            for extraction in sorted(extractions, key=lambda found: found.report.id)
            for it in extraction.mentions
        ]
        single = marks[(draw * 7 + other) % len(marks)] if marks else named("Syria")[0]
        match kind:
            case "merge":
                return ruling(number, "merge", [target(one), target(two)])
            case "confirm":
                return ruling(number, "confirm", [target(one), target(two)])
            case "split":
                change = Change(away_names=(two[0].text,))
                return ruling(number, "split", [target([*one, *two])], change)
            case "single":
                return ruling(number, "merge", [target(one), target([single])])
            case _:
                change = Change(away=(single,))
                return ruling(number, "split", [target(one)], change)


def _number(one: Correction) -> int:
    return one.seq


@settings(max_examples=150, deadline=None)
@given(reports=REPORTS, steps=STEPS)
def test_words_on_who_is_who_that_come_and_go_among_reports_lead_to_what_a_recount_gives(
    remembered: Remembered, reports: Reports, steps: list[tuple[str, int, int]]
) -> None:
    every = [make_extraction(remembered, i, *one) for i, one in enumerate(reports)]
    growing, desk = Growing(Memory()), Desk()
    growing.add(every[: len(every) // 2])
    for kind, draw, other in steps:
        one = every[draw % len(every)]
        if kind == "add":
            growing.add([one])
        elif kind == "go":
            growing.add([], [one.report.id])
        else:
            growing.rulings = desk.rule(kind, draw, other, growing.extractions)
            growing.add([])
        check(growing)


@settings(max_examples=25, deadline=None)
@given(reports=REPORTS, steps=STEPS)
def test_once_all_is_taken_back_nothing_tells_that_anybody_spoke(
    remembered: Remembered, reports: Reports, steps: list[tuple[str, int, int]]
) -> None:
    every = [make_extraction(remembered, i, *one) for i, one in enumerate(reports)]
    growing, desk = Growing(Memory()), Desk()
    growing.add(every[:-1])
    rulings = [
        desk.rule(kind, draw, other, growing.extractions)
        for kind, draw, other in steps
        if kind not in ("add", "go")
    ]
    for growing.rulings in rulings:
        growing.add([])
    growing.add(every[-1:])
    growing.rulings = Rulings()
    growing.add([])
    silent = Growing(Memory())
    silent.add(every)
    assert growing.held == silent.held
    assert list(growing.workings.items()) == list(silent.workings.items())  # type: ignore[attr-defined]


def test_names_on_a_watch_list_are_marked_as_by_a_recount_whoever_people_say_they_are(
    remembered: Remembered, tmp_path: Path
) -> None:
    row = {"id": "NK-1", "schema": "Person", "properties": {"name": ["Nadia Ferhat"]}}
    path = tmp_path / "desk.json"
    path.write_text(json.dumps(row), encoding="utf-8")
    watched = [WatchList(path)]
    growing, desk = Growing(Memory(), watched=watched), Desk()
    growing.add([make_extraction(remembered, at, [at, 2 * at], 2 + at) for at in range(5)])
    marked = []
    for kind, draw, other in (("merge", 0, 6), ("split", 0, 1), ("merge", 3, 0), ("undo", 0, 0)):
        growing.rulings = desk.rule(kind, draw, other, growing.extractions)
        growing.add([])
        whole, memory = recount(growing.extractions, growing.rulings, watched)
        assert growing.held == by_id(whole)
        assert list(growing.workings.items()) == list(memory.items())  # type: ignore[attr-defined]
        marked += [one.name for one in growing.held["entities"].values() if one.listings]
    assert len(set(marked)) > 1
