"""Standing matter is told of a report more as it would be of all reports at once."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from growing import Growing, by_id
from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.language.parser import SpacyParser
from rashomon.records.findings import Extraction
from rashomon.records.reports import Published, Report
from rashomon.records.times import TimeExpression
from rashomon.regrounding import recount
from rashomon.spans import Span
from rashomon.tracing import fingerprints, tracer
from rashomon.workings import Memory
from rashomon.workspace import Workspace

SENTENCES = (
    "The salt road over the pass was built by deserters of three armies, who were promised a field each "
    "and got none, and it has belonged to nobody whom a court would name ever since.",
    "Two millers quarrelled on the weir about a sluice that had stood open all night, until the priest "
    "came down with a lantern and sent each of them home by another path.",
    "Every spring the upper villages send nine elders to the salt office, where they are heard in the "
    "order of their age and given bread, and nothing else is ever written down.",
    "Carters from the coast pay no toll at the chapel gate so long as the old bell is cracked.",
    "A ledger of drowned mules was found behind the altar by the widow who sweeps the nave there.",
)
OUTLETS = ("Salt Road Herald", "Weir Gazette", None)
REPORTS = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(SENTENCES) - 1), max_size=3, unique=True),
        st.sampled_from(range(len(OUTLETS))),
        st.none() | st.integers(1, 20),
    ),
    min_size=2,
    max_size=9,
)


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few reports count as very many, so that the rule for those is tried, too."""
    monkeypatch.setattr(fingerprints, "ALL_PAIRS_UP_TO", 4)


def make(number: int, sentences: list[int], outlet: int, day: int | None) -> Extraction:
    days = None if day is None else Days(date(2013, 4, day), date(2013, 4, day))
    words = " ".join(f"w{number}x{one}" for one in range(130 if number % 4 else 420))
    text = " ".join([words, *(SENTENCES[one] for one in sentences)])
    report = Report(
        id=content_id("rp", number), name=f"{number}.txt", url=None, media_type="text/plain",
        outlet=OUTLETS[outlet], carries=None, title=None, author=None, language="en",
        published=Published(days, "stated" if days else "unknown", ""), read_at=date(2026, 1, 1),
        raw_sha256="", text=text, removed=(), pieces=None,
    )  # fmt: skip
    return Extraction(report, (), (), (), ())


def check(growing: Growing) -> None:
    whole, memory = recount(growing.extractions)
    assert growing.held == by_id(whole)
    assert isinstance(growing.workings, Memory)
    assert list(growing.workings.items()) == list(memory.items())


Specs = list[tuple[list[int], int, int | None]]


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize(("slight", "most"), [(0.1, 0.5), (0.35, 0.4)])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=REPORTS, gone=st.lists(st.integers(0, 8), unique=True, max_size=4))
def test_what_is_standing_matter_is_that_of_a_recount_whatever_comes_and_goes(
    monkeypatch: pytest.MonkeyPatch, slight: float, most: float, reports: Specs, gone: list[int]
) -> None:
    monkeypatch.setattr(tracer, "SLIGHT_SHARE", slight)
    monkeypatch.setattr(tracer, "MOST_SHARE", most)
    growing = Growing(Memory())
    for number, spec in enumerate(reports):
        growing.add([make(number, *spec)])
    check(growing)
    for number in gone:
        growing.add([], [content_id("rp", number)] if number < len(reports) else [])
        check(growing)


@settings(max_examples=40)
@given(reports=REPORTS, again=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 2)), max_size=4))
def test_a_report_that_turns_out_to_be_another_outlet_s_changes_what_is_standing_matter(
    reports: Specs, again: list[tuple[int, int]]
) -> None:
    growing = Growing(Memory())
    growing.add([make(number, *spec) for number, spec in enumerate(reports)])
    for number, outlet in again:
        at = number % len(reports)
        growing.add([make(at, reports[at][0], outlet, reports[at][2])])
        check(growing)


def test_a_second_report_of_the_outlet_turns_a_copy_into_standing_matter_and_going_turns_it_back():
    growing = Growing(Memory())
    growing.add([make(4, [0], 0, 3), make(8, [0], 1, 7)])
    (taken,) = growing.held["reuse"].values()
    assert (taken.standing, taken.direction) == ("", "known")
    again = make(12, [0], 0, 19)
    growing.add([again])
    assert len(growing.held["reuse"]) == 3
    assert all(one.standing for one in growing.held["reuse"].values())
    growing.add([], [again.report.id])
    assert growing.held["reuse"] == {taken.id: taken}


def test_one_more_report_of_many_that_print_a_sentence_looks_at_few_of_them():
    asked: list[str] = []

    class Noted(Memory):
        def get(self, shelf, key, member=""):
            asked.append(key)
            return super().get(shelf, key, member)

    growing = Growing(Noted())
    growing.add([make(4 * n, [0], n % 2, n % 20 + 1) for n in range(60)])
    asked.clear()
    growing.add([make(400, [0], 1, 20)])
    assert 0 < len(set(asked)) < 12


def test_one_more_report_with_what_is_known_to_stand_changes_no_other_pair():
    growing = Growing(Memory())
    growing.add([make(4 * n, [0], n % 2, n + 1) for n in range(6)])
    held = dict(growing.held["reuse"])
    change = growing.add([make(40, [0], 1, 20)])
    assert not change.reuse.gone
    assert not held.keys() & {one.id for one in change.reuse.put}


def test_days_are_not_inferred_from_standing_matter():
    quoted = make(8, [], 1, None)
    text = f"{quoted.report.text} It is said: “{SENTENCES[0]}”"
    monday = TimeExpression(
        Span(0, 4), "then", "date", {"weekday": 0, "month": 4, "day": 8}, "past"
    )
    quoted = msgspec.structs.replace(
        quoted, report=msgspec.structs.replace(quoted.report, text=text), times=(monday,)
    )
    growing = Growing(Memory())
    growing.add([make(4, [0], 0, 3), quoted])
    (taken,) = growing.held["reuse"].values()
    assert taken.direction == "known"
    assert "took words" in growing.held["reports"][quoted.report.id].published.evidence
    growing.add([make(12, [0], 0, 19)])
    check(growing)
    assert "took words" not in growing.held["reports"][quoted.report.id].published.evidence


def test_a_ledger_that_grows_by_one_report_tells_standing_matter_as_one_read_at_once(
    parser: SpacyParser, tmp_path: Path
) -> None:
    folder, rows = tmp_path / "reports", ["file,outlet,published"]
    folder.mkdir()
    for day, outlet in ((3, 0), (5, 1), (8, 0), (9, 1), (12, 1), (15, 0), (17, 1), (19, 0)):
        sentences = [0] if day in (3, 8, 9) else [1] if day in (5, 15) else []
        text = make(4 * day, sentences, outlet, day).report.text
        (folder / f"{day}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{day}.txt,{OUTLETS[outlet]},2013-04-{day:02}")
    (folder / "reports.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    held = folder / "8.txt", (folder / "8.txt").read_bytes()
    held[0].unlink()
    with Workspace(tmp_path / "grown.db", parser=parser) as grown:
        grown.read(folder)
        assert not grown.standing()
        held[0].write_bytes(held[1])
        grown.read(folder)
        with Workspace(tmp_path / "whole.db", parser=parser) as whole:
            whole.read(folder)
            assert grown.findings() == whole.findings()
        assert len(grown.standing()) == 3
        assert len(grown.reuse()) == 1
