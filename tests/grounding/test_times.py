"""Which words mean a time, and which days they mean."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.grounding.times import anchor, read_times
from rashomon.grounding.times_days import easter
from rashomon.grounding.times_units import moved, unit_around
from rashomon.instants import Days, day
from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.mentions import Time
from rashomon.records.reports import Passage, Published, Report
from rashomon.records.times import TimeExpression
from rashomon.spans import cut

Reader = Callable[[str], tuple[TimeExpression, ...]]

PUBLISHED = date(2013, 9, 18)  # a Wednesday


def report_of(text: str) -> Report:
    return Report(
        id="rp-1",
        name="a.txt",
        url=None,
        media_type="text/plain",
        outlet=None,
        carries=None,
        title=None,
        author=None,
        language="en",
        published=Published(None, "unknown", ""),
        read_at=date(2026, 1, 1),
        raw_sha256="",
        text=text,
        removed=(),
        pieces=None,
    )


@pytest.fixture(scope="module")
def read(parser: SpacyParser) -> Reader:
    def read_text(text: str) -> tuple[TimeExpression, ...]:
        passage = Passage("ps-1", "rp-1", 0, len(text), text, 0, "body", "en")
        (parse,) = parser.parse([text])
        return read_times(report_of(text), [Tree(passage, parse)])

    return read_text


def values(times: tuple[Time, ...]) -> list[str | None]:
    return [time.value for time in times]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The convoy left on March 3, 2011.", ["2011-03-03"]),
        ("The convoy left on 3 March 2011.", ["2011-03-03"]),
        ("The rebels have held the port since October 2.", ["2012-10-02"]),
        ("They are in the valley since early October.", ["2012-10"]),
        ("Since December the army has been in control.", ["2012-12"]),
        ("The army will hold the port until October 2.", ["2013-10-02"]),
        ("The convoy left on the 3rd of March, 2011.", ["2011-03-03"]),
        ("Sept. 12-14 saw the heaviest fire.", ["2013-09-12/2013-09-14"]),
        ("The ledger was signed 2011-03-03.", ["2011-03-03"]),
        ("The ledger was signed 3/25/2011.", ["2011-03-25"]),
        ("The ledger was signed 25/3/2011.", ["2011-03-25"]),
        ("They met in May 2012 and again in 2013.", ["2012-05", "2013"]),
        ("The guns of the 1980s are still in use.", ["198"]),
        ("He crossed the river yesterday.", ["2013-09-17"]),
        ("He crossed the river on Monday.", ["2013-09-16"]),
        ("He will cross the river on Monday.", ["2013-09-23"]),
        ("He is to cross the river on Monday.", ["2013-09-23"]),
        ("The ferry leaves on Monday.", ["2013-09-23"]),
        ("The pact expires on Monday.", ["2013-09-23"]),
        ("The mayor is meeting the engineers on Monday.", ["2013-09-23"]),
        ("The vote is on Monday.", ["2013-09-23"]),
        ("The mayor said that he would cross the river on Monday.", ["2013-09-23"]),
        ("The militia must leave the bridge by Monday.", ["2013-09-23"]),
        ("He threatened to blow up the bridge on Monday.", ["2013-09-23"]),
        ("They are going to cross the river on Monday.", ["2013-09-23"]),
        ("He may have crossed the river on Monday.", ["2013-09-16"]),
        ("She said the dam would fail Monday when the flood broke its gate.", ["2013-09-16"]),
        ("The flood on Monday shows that the dam leaks.", ["2013-09-16"]),
        ("He had until Monday to cross the river.", ["2013-09-16"]),
        ("The bridge fell last week.", ["2013-W37"]),
        ("The bridge will open next month.", ["2013-10"]),
        ("The bridge fell three days ago.", ["2013-09-15"]),
        ("The bridge fell four years ago.", ["2009"]),
        (
            "The dam burst on Sept. 2 and the mill burned a week later.",
            ["2013-09-02", "2013-09-09"],
        ),
        ("The dam burst in the third quarter of 2010.", ["2010-Q3"]),
        ("The dam burst in the first week of 2010.", ["2010-W01"]),
        ("Mediators meet on the Tuesday of next week.", ["2013-09-24"]),
        ("They reopened it two days before Christmas 2010.", ["2010-12-23"]),
        ("They reopened it in nineteen ninety-eight.", ["1998"]),
        ("Shelling resumed on July 4 last year.", ["2012-07-04"]),
        ("Talks are expected in the coming days.", ["2013-09-18/2013-09-28"]),
        ("The engineer said the dam would burst within two weeks.", ["2013-09-18/2013-10-02"]),
        ("The mayor expects to reopen the bridge within days.", ["2013-09-18/2013-09-28"]),
        ("Eleven posts changed hands in the last 48 hours.", ["2013-09-16/2013-09-18"]),
    ],
)
def test_a_time_means_these_days(read: Reader, sentence: str, expected: list[str]) -> None:
    assert values(anchor(read(sentence), day(PUBLISHED))) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "May God protect the drivers.",
        "He may march with 1,500 men and 2000 tents.",
        "They drill every Friday.",
        "The shares of Sun rose by $1990.",
        "It took the engineers two years.",
        "Within two weeks he had lost the bridge.",
    ],
)
def test_words_that_only_look_like_a_time_mean_none(read: Reader, sentence: str) -> None:
    assert read(sentence) == ()


def test_without_a_day_of_publication_a_yearless_day_keeps_its_month_and_counts_on(
    read: Reader,
) -> None:
    found = anchor(read("The dam burst on Sept. 30 and the mill burned a week later."), None)
    assert values(found) == ["XXXX-09-30", "XXXX-10-07"]
    assert [time.days for time in found] == [None, None]


def test_an_open_day_of_publication_makes_the_days_an_interval(read: Reader) -> None:
    published = Days(date(2013, 9, 17), date(2013, 9, 18))
    (found,) = anchor(read("He crossed the river yesterday."), published)
    assert found.days == Days(date(2013, 9, 16), date(2013, 9, 17))


def test_a_year_earlier_counts_from_the_quarter_spoken_of(read: Reader) -> None:
    text = "Output fell in the second quarter from a year earlier."
    assert values(anchor(read(text), day(PUBLISHED))) == ["2013-Q2", "2012-Q2"]


@given(st.text(alphabet="May 3,1990/- lastweekofTueJun.’'", max_size=60))
def test_any_text_is_read_without_failing_and_its_spans_hold_its_words(text: str) -> None:
    from rashomon.records.parses import Parse, Token

    tokens = tuple(
        Token(i, i + 1, letter, letter, "X", "XX", "dep", 0, "", False)
        for i, letter in enumerate(text)
    )
    passage = Passage("ps-1", "rp-1", 0, len(text), text, 0, "body", "en")
    found = read_times(report_of(text), [Tree(passage, Parse(tokens))])
    assert all(cut(text, one.span) == one.text for one in found)
    assert len(anchor(found, day(PUBLISHED))) == len(found)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["week", "month", "quarter"]))
def test_a_unit_around_a_day_holds_it(one: date, unit: str) -> None:
    days = unit_around(unit, one).days
    assert days is not None
    assert days.first <= one <= days.last


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-500, 500))
def test_so_many_weeks_there_and_back_is_the_same_day(one: date, count: int) -> None:
    assert moved(moved(one, count, "week"), -count, "week") == one


@pytest.mark.parametrize(
    ("year", "expected"), [(1990, date(1990, 4, 15)), (2016, date(2016, 3, 27))]
)
def test_easter_is_found(year: int, expected: date) -> None:
    assert easter(year) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met on 10/09/2013.", ["2013-09-10"]),  # the other order lies in October, to come
        ("They met on 09/10/2013.", ["2013-09-10"]),
        ("They met on 05/06/2013 and on 25/06/2013.", ["2013-06-05", "2013-06-25"]),
        ("They met on 05/06/2013 and on 06/25/2013.", ["2013-05-06", "2013-06-25"]),
        ("They met on 05/06/2013.", ["2013-05-06"]),  # nothing decides: the month first
        ("They met on 05.06.2013.", ["2013-06-05"]),
    ],
)
def test_days_in_figures_are_read_in_the_order_that_others_or_the_day_of_publication_show(
    read: Reader, text: str, found: list[str]
) -> None:
    assert values(anchor(read(text), day(PUBLISHED))) == found
