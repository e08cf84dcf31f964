"""Between which days a report without a day was published, by what its words presuppose."""

from datetime import date

import pytest

from rashomon.grounding.bounds import find_bounds
from rashomon.instants import Days
from rashomon.records.times import TimeExpression
from rashomon.spans import Span

READ = date(2026, 1, 1)


def told(text: str, words: str, parts: dict[str, int | str], tense: str = "past") -> TimeExpression:
    at = text.index(words)
    form = "date" if "day" in parts else "month"
    return TimeExpression(Span(at, at + len(words)), words, form, parts, tense)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Two brigades joined Syria’s four-year-old civil war.", "2015-02-12", "2016-04-15"),
        ("The war in Syria, which is in its fifth year, goes on.", "2015-02-12", "2016-04-15"),
        ("It is the 5th year of the Syrian conflict.", "2015-02-12", "2016-04-15"),
        ("Nearly five years of war have emptied Syria.", "2015-02-12", "2016-04-15"),
        ("The 17-month-old Syrian uprising has reached the coast.", "2012-07-15", "2012-10-16"),
        ("Twelve years into its drug war, Mexico hired pilots.", "2018-11-10", "2020-01-11"),
    ],
)
def test_the_age_of_a_conflict_bounds_the_report(text: str, first: str, last: str) -> None:
    found = find_bounds(text, (), READ)
    assert found is not None
    assert found.days == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "A four-year-old boy was hurt in Syria. The war goes on.",
        "Forty-five years of conflict lie behind Colombia.",
        "The four-year-old price war of the two airlines goes on.",
        "Nobody says how old the war in Syria is.",
    ],
)
def test_what_is_no_age_of_a_known_conflict_bounds_nothing(text: str) -> None:
    assert find_bounds(text, (), READ) is None


def test_a_past_day_without_its_year_is_of_the_year_of_writing() -> None:
    text = "The raids began on Oct. 3 in the four-year-old Syrian conflict."
    found = find_bounds(text, [told(text, "Oct. 3", {"month": 10, "day": 3})], READ)
    assert found is not None
    assert found.days == Days(date(2015, 10, 3), date(2016, 1, 31))
    assert "four-year-old" in found.why
    assert "Oct. 3" in found.why


def test_a_day_that_names_an_event_tells_nothing_of_the_year() -> None:
    text = "After the Oct. 3 massacre the four-year-old Syrian conflict went on."
    found = find_bounds(text, [told(text, "Oct. 3", {"month": 10, "day": 3})], READ)
    assert found is not None
    assert found.days == Days(date(2015, 2, 12), date(2016, 4, 15))


def test_a_day_without_its_year_alone_bounds_nothing() -> None:
    text = "The raids began on Oct. 3."
    assert find_bounds(text, [told(text, "Oct. 3", {"month": 10, "day": 3})], READ) is None


def test_a_report_is_not_older_than_what_it_tells_as_past() -> None:
    text = "They met in May 2017."
    found = find_bounds(text, [told(text, "May 2017", {"month": 5, "year": 2017})], READ)
    assert found is not None
    assert found.days == Days(date(2017, 5, 1), READ)


def test_what_is_to_come_bounds_nothing() -> None:
    text = "They will meet in May 2017."
    when = told(text, "May 2017", {"month": 5, "year": 2017}, "future")
    assert find_bounds(text, [when], READ) is None


def test_of_two_conflicts_of_a_country_either_may_be_meant() -> None:
    found = find_bounds("Ukraine's two-year-old war has no end.", (), READ)
    assert found is not None
    assert found.days == Days(date(2016, 3, 6), date(2025, 3, 27))
