"""The axis with cuts: days in order, parts named, no tick on another."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rashomon.instants import Days
from rashomon.views.axes import MOST_PARTS, holds, make_axis, place_day

days = st.dates(date(1950, 1, 1), date(2049, 12, 31))
intervals = st.builds(
    lambda first, width: Days(first, first + timedelta(days=width)), days, st.integers(0, 900)
)


def day(words: str) -> Days:
    return Days(date.fromisoformat(words), date.fromisoformat(words))


def test_what_lies_years_apart_stands_in_parts_with_names() -> None:
    axis = make_axis([day("2008-05-28"), day("2012-08-05"), day("2012-08-09"), day("2015-06-04")])
    assert [part.name for part in axis.parts] == ["May 2008", "Aug 2012", "Jun 2015"]


def test_a_year_and_the_days_before_christmas_are_named_by_what_they_span() -> None:
    year = make_axis([Days(date(2006, 1, 1), date(2006, 12, 31))])
    assert year.parts[0].name == "2006"
    years = make_axis([Days(date(2006, 1, 1), date(2006, 12, 31)), day("2007-12-28")])
    assert [part.name for part in years.parts] == ["2006", "Dec 2007"]
    winter = make_axis([Days(date(2014, 12, 20), date(2015, 1, 9))])
    assert winter.parts[0].name == "Dec 2014 – Jan 2015"


def test_nothing_dated_makes_no_axis() -> None:
    axis = make_axis([])
    assert axis.parts == ()
    assert place_day(axis, date(2015, 6, 4)) == 0
    assert not holds(axis, day("2015-06-04"))


def test_a_very_long_interval_does_not_bridge_the_gap_between_its_ends() -> None:
    axis = make_axis([Days(date(1979, 2, 1), date(2015, 6, 1)), day("2015-06-04")])
    assert [part.name for part in axis.parts] == ["Feb 1979", "Jun 2015"]


@given(st.lists(intervals, min_size=1, max_size=40))
def test_later_days_never_stand_before_earlier_ones(found: list[Days]) -> None:
    axis = make_axis(found)
    every = sorted({one.first for one in found} | {one.last for one in found})
    places = [place_day(axis, one) for one in every]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    assert all(holds(axis, Days(one, one)) for one in every)


@given(st.lists(intervals, min_size=1, max_size=40))
def test_parts_and_ticks_do_not_cover_one_another(found: list[Days]) -> None:
    axis = make_axis(found)
    assert 1 <= len(axis.parts) <= MOST_PARTS
    assert all(before.end < after.start for before, after in pairwise(axis.parts))
    assert all(before.last < after.first for before, after in pairwise(axis.parts))
    for part in axis.parts:
        places = [tick.at for tick in part.ticks]
        assert all(part.start <= place <= part.end for place in places)
        assert all(after - before > 7 for before, after in pairwise(places))
