"""Intervals of days."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rashomon.instants import Days, day, hull, meet, overlaps, width_days


@st.composite
def intervals(draw: st.DrawFn) -> Days:
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    return Days(first, last)


@given(intervals(), intervals())
def test_intervals_overlap_exactly_where_they_meet(one: Days, other: Days) -> None:
    both = meet(one, other)
    assert overlaps(one, other) == (both is not None) == overlaps(other, one)
    if both is not None:
        assert width_days(both) <= min(width_days(one), width_days(other))


@given(st.lists(intervals(), min_size=1))
def test_a_hull_meets_each_of_its_intervals_whole(found: list[Days]) -> None:
    around = hull(found)
    assert around is not None
    assert all(meet(around, one) == one for one in found)


def test_one_day_is_an_interval_of_width_one() -> None:
    assert width_days(day(date(2013, 6, 5))) == 1
    assert hull([]) is None
