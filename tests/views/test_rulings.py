"""Pairs to rule on, and forecasts that are not called failed for want of a report."""

from datetime import date

import pytest
from msgspec.structs import replace

from rashomon.records.findings import Findings
from rashomon.server.snapshots import Snapshot
from rashomon.spans import Span
from rashomon.views.finding import part_words
from rashomon.views.foretold import list_forecasts
from rashomon.views.rulings import list_pairs, share_words
from rashomon.workspace.doubting import list_doubts


def test_words_that_both_have_are_marked_in_both() -> None:
    left, right = share_words("the Northern Brigade of Idlib", "a northern brigade")
    assert [one.text for one in left if one.is_shared] == ["Northern", "Brigade"]
    assert [one.text for one in right if one.is_shared] == ["northern", "brigade"]
    assert "".join(one.text for one in left) == "the Northern Brigade of Idlib"


def test_what_is_searched_for_is_marked_and_the_text_stays_as_it_is() -> None:
    text = "Rebels hold the rebel-held <b>town</b>"
    found = list(part_words(text, [Span(16, 21), Span(0, 6), Span(4, 6)]))
    assert "".join(one.text for one in found) == text
    assert [one.text for one in found if one.is_shared] == ["Rebels", "rebel"]


@pytest.fixture(scope="module")
def shelves(sample_findings: Findings) -> Snapshot:
    return Snapshot(sample_findings)


def test_origins_in_the_queue_are_compared_by_what_was_said_and_on_whose_word(
    shelves: Snapshot,
) -> None:
    pairs = [
        one
        for one in list_pairs(list_doubts(shelves.findings, ()), shelves)
        if one.kind == "origin" and one.away
    ]
    assert pairs
    for one in pairs:
        left, right = ("".join(word.text for word in side) for side in (one.left, one.right))
        assert left != right
        assert "“" in left
        assert "“" in right
        assert one.bits == ""
    named = [one for one in list_doubts(shelves.findings, ()) if one.kind == "entity"]
    assert all("bits" in one.bits for one in list_pairs(named, shelves))


def test_one_answer_is_asked_for_once(shelves: Snapshot) -> None:
    found = shelves.findings
    held = next(
        (claim, origin)
        for claim in found.claims
        for origin in claim.origins
        if len(origin.statements) == 2
        and any(merge.strength == "likely" for merge in origin.merges)
    )
    claim, origin = held
    again = [replace(one, why=f"{one.why}, too") for one in origin.merges]
    again += [replace(one, statements=one.statements[::-1]) for one in origin.merges]
    twice = replace(origin, merges=(*origin.merges, *again))
    origins = tuple(twice if one.id == origin.id else one for one in claim.origins)
    claims = tuple(
        replace(one, origins=origins) if one.id == claim.id else one for one in found.claims
    )
    before = list_doubts(found, ())
    after = list_doubts(replace(found, claims=claims), ())
    assert [(one.targets, one.away) for one in after] == [(one.targets, one.away) for one in before]


def test_a_window_that_is_over_without_a_report_is_overdue_not_failed(shelves: Snapshot) -> None:
    board = list_forecasts(shelves)
    for row in board.rows:
        forecast = shelves.forecasts[row.id]
        if forecast.outcome == "open":
            assert row.state in ("overdue", "pending")
            over = forecast.window is not None and forecast.window.last < date(2015, 10, 12)
            assert (row.state == "overdue") == over
    ranks = ["overdue", "pending", "not", "happened"]
    assert [ranks.index(row.state) for row in board.rows] == sorted(
        ranks.index(row.state) for row in board.rows
    )


def test_no_rate_is_given_of_a_few_forecasts(shelves: Snapshot) -> None:
    for record in list_forecasts(shelves).records:
        closed = record.happened + record.failed
        assert bool(record.rate) == (closed >= 10)
