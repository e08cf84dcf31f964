"""Which time of a report is a statement's."""

from datetime import date
from typing import Literal

import msgspec

from rashomon.grounding.timeline import Timeline
from rashomon.instants import Days, day
from rashomon.records.drafts import Draft, Status
from rashomon.records.mentions import Time
from rashomon.records.reports import Passage
from rashomon.records.times import TimeExpression
from rashomon.spans import Span

TEXT = "x" * 30
PASSAGES = [
    Passage("ps-1", "rp-1", 0, 30, TEXT, 0, "body", "en"),
    Passage("ps-2", "rp-1", 31, 61, TEXT, 0, "body", "en"),
    Passage("ps-3", "rp-1", 63, 93, TEXT, 1, "body", "en"),
]
Tense = Literal["past", "present", "future"] | None


def expression(start: int, form: str = "weekday", tense: Tense = "past") -> TimeExpression:
    return TimeExpression(Span(start, start + 5), "xxxxx", form, {}, tense)


def on(number: int) -> Time:
    one = date(2013, 9, number)
    return Time(one.isoformat(), day(one))


def draft(passage: str, trigger: int, status: Status = "asserted", *times: Span) -> Draft:
    span = Span(trigger, trigger + 3)
    return Draft("rp-1", passage, span, span, "ASSAULT", None, status, times=times)


def test_a_role_of_its_own_comes_first() -> None:
    timeline = Timeline(PASSAGES, [expression(0), expression(20)], [on(1), on(2)])
    assert timeline.time_of(draft("ps-1", 14, "asserted", Span(0, 5))) == on(1)


def test_without_one_the_nearest_time_of_the_sentence_is_meant() -> None:
    timeline = Timeline(PASSAGES, [expression(0), expression(20)], [on(1), on(2)])
    assert timeline.time_of(draft("ps-1", 16)) == on(2)


def test_a_year_of_its_own_gives_way_to_a_day_of_the_sentence() -> None:
    year = Time("2006", None)
    timeline = Timeline(PASSAGES, [expression(0), expression(20, "year")], [on(1), year])
    assert timeline.time_of(draft("ps-1", 16, "asserted", Span(20, 25))) == on(1)


def test_a_time_to_come_does_not_date_what_has_been() -> None:
    timeline = Timeline(PASSAGES, [expression(0, tense="future")], [on(25)])
    assert timeline.time_of(draft("ps-1", 16)) is None
    assert timeline.time_of(draft("ps-1", 16, "planned")) == on(25)


def test_a_sentence_without_a_time_goes_on_with_its_paragraphs() -> None:
    timeline = Timeline(PASSAGES, [expression(0), expression(20)], [on(1), on(2)])
    assert timeline.time_of(draft("ps-2", 40)) == on(2)
    assert timeline.time_of(draft("ps-2", 40, "planned")) is None


def test_no_time_reaches_into_the_next_paragraph() -> None:
    timeline = Timeline(PASSAGES, [expression(0)], [on(1)])
    assert timeline.time_of(draft("ps-3", 70)) is None


def test_what_is_to_come_of_a_pact_is_dated_by_a_window_not_by_the_year_of_its_signing() -> None:
    year, window = Time("1998", None), on(25)
    times = [expression(0, "window", "future"), expression(20, "year")]
    timeline = Timeline(PASSAGES, times, [window, year])
    pact = Draft("rp-1", "ps-1", Span(14, 17), Span(14, 17), "PACT", None, "predicted",
                 times=(Span(20, 25),))  # fmt: skip
    assert timeline.time_of(pact) == window
    assert timeline.time_of(msgspec.structs.replace(pact, status="asserted")) == year


def test_who_goes_on_acting_in_the_next_paragraph_does_so_on_the_day_told_last() -> None:
    first, later = draft("ps-1", 14, "asserted", Span(0, 5)), draft("ps-3", 70)
    timeline = Timeline(PASSAGES, [expression(0)], [on(1)], [first, later])

    def same(_: Draft) -> frozenset[str]:
        return frozenset(("en-1",))

    def others(one: Draft) -> frozenset[str]:
        return frozenset((one.passage,))

    assert timeline.time_of(later, same) == on(1)
    assert timeline.time_of(later, others) is None
    planned = msgspec.structs.replace(later, status="planned")
    assert timeline.time_of(planned, same) is None


def test_a_deed_told_on_a_day_to_come_dates_nothing_after_it() -> None:
    first, later = draft("ps-1", 14, "planned", Span(0, 5)), draft("ps-3", 70)
    timeline = Timeline(PASSAGES, [expression(0, tense="future")], [on(25)], [first, later])
    assert timeline.time_of(later, lambda _: frozenset(("en-1",))) is None


def test_what_is_foreseen_by_a_day_may_come_on_any_day_from_the_report_on() -> None:
    text = "it falls by xxxxx, they think."
    passages = [Passage("ps-1", "rp-1", 0, 30, text, 0, "body", "en")]
    by_then = expression(12, tense="future")
    told = day(date(2013, 9, 20))
    timeline = Timeline(passages, [by_then], [on(25)], told=told)
    assert timeline.time_of(draft("ps-1", 3, "asserted", Span(12, 17))) == on(25)
    foreseen = timeline.time_of(draft("ps-1", 3, "predicted", Span(12, 17)))
    assert foreseen == Time("2013-09-25", Days(date(2013, 9, 20), date(2013, 9, 25)))
