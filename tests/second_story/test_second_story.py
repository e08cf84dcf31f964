"""A story that no rule was written on, read whole: floors on what is found in it.

The floors are what was reached when they were set; they may rise, and fall only for a reason.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from rashomon.collecting import collect
from rashomon.errors import UsageError
from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.findings import Findings
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings
from rashomon.situation.board import situation
from rashomon.situation.whatif import whatif

HERE = Path(__file__).parent
GOLD: dict[str, Any] = yaml.safe_load((HERE / "gold.yaml").read_text(encoding="utf-8"))
WORDS: dict[str, list[str]] = yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))

FLOORS = {
    "statements": 88, "types": 72, "disputes": 5, "pacts": 3, "obligations": 3, "holders": 3,
    "forecasts": 3, "origins": 4,
}  # fmt: skip


@pytest.fixture(scope="module")
def story(parser: SpacyParser) -> Findings:
    readings = []
    for raw in collect([HERE / "articles"], ReadingSettings()):
        assert isinstance(raw, RawReport)
        reading = read(raw, date(2026, 1, 1), ReadingSettings())
        assert isinstance(reading, Reading)
        readings.append(reading)
    return settle(list(extract(readings, parser)))


@pytest.fixture(scope="module")
def overlapping(story: Findings) -> dict[str, set[str]]:
    """For each gold statement the ids of those that share half of the shorter of the two."""
    reports = {one.name[:3]: one for one in story.reports}
    found = {}
    for row in GOLD["statements"]:
        report = reports[row["id"][:3]]
        start = report.text.find(row["find"])
        assert start >= 0, row["find"]
        end = start + len(row["find"])
        found[row["id"]] = {
            one.id
            for one in story.statements
            if one.report == report.id
            and 2 * (min(end, one.span.end) - max(start, one.span.start))
            >= max(1, min(end - start, one.span.end - one.span.start))
        }
    return found


def forms(name: str) -> set[str]:
    """Every form of a name of the gold."""
    tables = (GOLD["aliases"], WORDS)
    return {name, *(form for table in tables for form in table.get(name, ()))}


def is_named(story: Findings, references: tuple[str, ...], wanted: str | list[str]) -> bool:
    """Whether one of the references is one of the wanted names."""
    known = {one.id: {one.name, *one.aliases} for one in story.entities}
    names = set().union(*(known.get(one, {one}) for one in references))
    return any(names & forms(one) for one in ([wanted] if isinstance(wanted, str) else wanted))


def all_named(story: Findings, references: tuple[str, ...], wanted: list[str]) -> bool:
    """Whether the references are the wanted names, each of them and no other."""
    return all(is_named(story, references, one) for one in wanted) and all(
        is_named(story, (one,), wanted) for one in references
    )


def test_every_quote_is_its_span(story: Findings) -> None:
    texts = {one.id: one.text for one in story.reports}
    assert all(
        one.quote == texts[one.report][one.span.start : one.span.end] for one in story.statements
    )


def test_most_statements_are_found_with_their_type(
    story: Findings, overlapping: dict[str, set[str]]
) -> None:
    types = {one.id: one.type for one in story.statements}
    typed = [row for row in GOLD["statements"] if "type" in row]
    right = [
        row
        for row in typed
        if {types[one] for one in overlapping[row["id"]]}
        & set(row["type"] if isinstance(row["type"], list) else [row["type"]])
    ]
    assert sum(map(bool, overlapping.values())) >= FLOORS["statements"]
    assert len(right) >= FLOORS["types"]


def test_copied_words_are_traced_and_nothing_else(story: Findings) -> None:
    names = {one.id: one.name[:3] for one in story.reports}
    pairs = {(names[one.from_report], names[one.to_report]) for one in story.reuse}
    assert pairs == {(row["from"], row["to"]) for row in GOLD["reuse"]}


def test_days_of_publication_agree_with_the_texts(story: Findings) -> None:
    for report in story.reports:
        row = GOLD["reports"][report.name[:3]]
        assert (report.published.basis == "stated") == row["stated"]
        if report.published.days is not None:
            first, last = row["published"]
            assert report.published.days.first <= last
            assert report.published.days.last >= first


def test_claims_count_the_origins_behind_them(
    story: Findings, overlapping: dict[str, set[str]]
) -> None:
    right = 0
    for row in GOLD["origins"]:
        wanted: dict[str, set[str]] = {}
        for key in row["statements"]:
            wanted.setdefault(key[:3], set()).update(overlapping[key])
        counts = row["independent"]
        right += any(
            one.independent in (counts if isinstance(counts, list) else [counts])
            for one in story.claims
            if all(ids & set(one.statements) for ids in wanted.values())
        )
    assert right >= FLOORS["origins"]


def is_disputed(story: Findings, one: set[str], other: set[str]) -> bool:
    return any(
        set(a.statements) & one and set(b.statements) & other
        for row in story.disputes
        for a in row.sides
        for b in row.sides
        if a is not b
    )


def test_clashes_are_disputes_and_figures_of_two_things_are_not(
    story: Findings, overlapping: dict[str, set[str]]
) -> None:
    right = 0
    for row in GOLD["disputes"]:
        one, other = (
            set().union(*(overlapping[key] for key in side["statements"])) for side in row["sides"]
        )
        right += is_disputed(story, one, other)
    assert right >= FLOORS["disputes"]
    for pair in GOLD["not_disputes"]:
        assert not is_disputed(story, overlapping[pair[0]], overlapping[pair[1]])


def test_pacts_have_their_parties_and_events_their_obligations(story: Findings) -> None:
    found = [
        row
        for row in GOLD["pacts"]
        if any(all_named(story, one.parties, row["parties"]) for one in story.pacts)
    ]
    assert len(found) >= FLOORS["pacts"]
    obliged = 0
    for row in GOLD["what_if"]:
        try:
            parties = tuple(one.party for one in whatif(story, row["event"]))
        except UsageError:
            continue
        if row["obligated"]:
            obliged += all_named(story, parties, row["obligated"])
        else:
            assert not parties
    assert obliged >= FLOORS["obligations"]


def test_the_board_tells_who_held_a_place_by_what_was_known(story: Findings) -> None:
    right = 0
    for row in GOLD["situation"]:
        if "place" not in row:
            continue
        about = [
            one
            for one in situation(story, day(row["asof"]), day(row["known"]))
            if one.kind == "control" and is_named(story, (one.subject,), row["place"])
        ]
        if row["holder"] is None:
            assert not about
        else:
            right += any(is_named(story, one.value, row["holder"]) for one in about)
    assert right >= FLOORS["holders"]


def day(value: date) -> date:
    assert isinstance(value, date)
    return value


def test_forecasts_are_kept_open_until_a_report_settles_them(
    story: Findings, overlapping: dict[str, set[str]]
) -> None:
    right = sum(
        any(
            one.statement in overlapping[row["statement"]] and one.outcome == row["outcome"]
            for one in story.forecasts
        )
        for row in GOLD["forecasts"]
    )
    assert right >= FLOORS["forecasts"]
