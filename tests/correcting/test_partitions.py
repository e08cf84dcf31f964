"""Groups of statements, joined and parted by rulings in their order."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rashomon.correcting.partitions import concerns, parted_pairs, regroup
from rashomon.records.corrections import Anchor, Change, Correction, Rulings, Target
from rashomon.records.statements import Statement, Trigger
from rashomon.spans import Span

NUMBER = 8


def statement(place: int) -> Statement:
    span = Span(place * 10, place * 10 + 5)
    unknown: dict[str, Any] = dict.fromkeys(("raw", "mode", "value", "time", "terms"))
    return Statement(
        id=f"st-{place}",
        report="rp-1",
        passage="ps-1",
        span=span,
        quote="fell",
        trigger=Trigger(span, "fell"),
        type="CONTROL",
        status="asserted",
        actors=(),
        targets=(),
        places=(),
        quantities=(),
        attribution=(),
        confidence=0.5,
        **unknown,
    )


SAID = [statement(place) for place in range(NUMBER)]


def target(*places: int) -> Target:
    return Target("claim", "cl-x", "", tuple(Anchor(f"st-{place}") for place in places))


def ruling(kind: Any, *sides: tuple[int, ...], away: tuple[int, ...] = ()) -> Correction:
    change = Change(away=tuple(Anchor(f"st-{place}") for place in away))
    targets = tuple(target(*side) for side in sides)
    return Correction(1, "co-1", "2026-01-01T00:00:00Z", "ann", kind, targets, change)


def test_a_merge_joins_all_groups_that_hold_its_statements() -> None:
    groups = [(0, 1), (2,), (3, 4)]
    assert regroup(groups, SAID, [ruling("merge", (1,), (3,))]) == [(0, 1, 3, 4), (2,)]


def test_a_split_takes_its_statements_out_and_leaves_the_rest() -> None:
    found = regroup([(0, 1, 2, 3)], SAID, [ruling("split", (0, 1, 2, 3), away=(1, 3))])
    assert found == [(0, 2), (1, 3)]


def test_the_last_word_counts() -> None:
    joined = ruling("merge", (0,), (1,))
    parted = ruling("split", (0, 1), away=(1,))
    assert regroup([(0,), (1,)], SAID, [joined, parted]) == [(0,), (1,)]
    assert regroup([(0,), (1,)], SAID, [parted, joined]) == [(0, 1)]


def test_what_is_confirmed_to_be_two_is_parted_and_what_is_confirmed_stays_one() -> None:
    assert regroup([(0, 1, 2)], SAID, [ruling("confirm", (0,), (2,))]) == [(0, 1), (2,)]
    assert regroup([(0,), (1,)], SAID, [ruling("confirm", (0, 1))]) == [(0, 1)]
    assert sorted(parted_pairs(SAID, [ruling("confirm", (0,), (2, 3))])) == [(0, 2), (0, 3)]


def test_rulings_on_other_kinds_of_records_are_left_alone() -> None:
    rulings = Rulings((ruling("merge", (0,), (1,)), ruling("relabel", (0,))))
    assert concerns(rulings, "origin") == []
    assert len(concerns(rulings, "claim")) == 1


places = st.sets(st.integers(min_value=0, max_value=NUMBER + 2), min_size=1).map(tuple)
rulings = st.lists(
    st.one_of(
        st.builds(lambda one, other: ruling("merge", one, other), places, places),
        st.builds(lambda one, away: ruling("split", one, away=away), places, places),
        st.builds(lambda one, other: ruling("confirm", one, other), places, places),
    ),
    max_size=6,
)


@given(rulings)
def test_no_statement_is_lost_or_doubled_whatever_is_ruled(made: list[Correction]) -> None:
    found = regroup([(0, 1, 2), (3, 4), (5,), (6, 7)], SAID, made)
    assert sorted(place for group in found for place in group) == list(range(NUMBER))
    assert found == sorted(tuple(sorted(group)) for group in found)
