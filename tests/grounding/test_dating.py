"""Days of publication that are inferred, and those that are left unknown."""

from datetime import date

from msgspec.structs import replace

from rashomon.grounding.dating import date_reports
from rashomon.instants import Days, day
from rashomon.records.reports import Published, Report
from rashomon.records.reuse import Reuse
from rashomon.records.times import TimeExpression
from rashomon.spans import Span

UNKNOWN = Published(None, "unknown", "no day in the head")


def report(name: str, published: Published = UNKNOWN) -> Report:
    return Report(
        id=f"rp-{name}", name=name, url=None, media_type="text/plain", outlet=None, carries=None,
        title=None, author=None, language="en", published=published, read_at=date(2024, 5, 1),
        raw_sha256="", text="", removed=(), pieces=None,
    )  # fmt: skip


def dated(text: str, parts: dict[str, int | str], form: str = "date") -> TimeExpression:
    return TimeExpression(Span(0, len(text)), text, form, parts, "past")


WEEKDAY_AND_DAY = dated("Friday, March 8", {"weekday": 4, "month": 3, "day": 8})
FRIDAY = dated("Friday", {"weekday": 4}, "weekday")


def copied(from_name: str, to_name: str) -> Reuse:
    span = Span(0, 1)
    return Reuse(
        "ru-1", f"rp-{from_name}", span, f"rp-{to_name}", span, "quoted", True, "known", "credited"
    )


def test_a_stated_day_is_left_alone() -> None:
    stated = report("a", Published(day(date(2013, 1, 2)), "stated", "January 2, 2013"))
    assert date_reports([stated], {"rp-a": [WEEKDAY_AND_DAY]}, []) == (stated,)


def test_a_weekday_and_day_of_several_years_leave_the_day_unknown() -> None:
    (found,) = date_reports([report("a")], {"rp-a": [WEEKDAY_AND_DAY]}, [])
    assert found.published == UNKNOWN


def test_a_dated_copy_tells_the_year_of_a_weekday_and_day() -> None:
    copy = report("b", Published(day(date(2013, 3, 10)), "stated", "March 10, 2013"))
    found, _ = date_reports([report("a"), copy], {"rp-a": [WEEKDAY_AND_DAY]}, [copied("a", "b")])
    assert found.published.days == Days(date(2013, 3, 8), date(2013, 3, 10))
    assert found.published.basis == "inferred"
    assert "Friday, March 8" in found.published.evidence


def test_a_weekday_and_day_fall_within_a_year_of_a_past_day_that_is_told_in_full() -> None:
    whole = dated("July 2, 2012", {"month": 7, "day": 2, "year": 2012})
    (found,) = date_reports([report("a")], {"rp-a": [whole, WEEKDAY_AND_DAY]}, [])
    assert found.published.days is not None
    assert found.published.days.first == date(2013, 3, 8)


def test_a_whole_day_whose_weekday_is_named_alone_bounds_the_report_by_a_week() -> None:
    whole = dated("March 8, 2013", {"month": 3, "day": 8, "year": 2013})
    (found,) = date_reports([report("a")], {"rp-a": [whole, FRIDAY]}, [])
    assert found.published.days == Days(date(2013, 3, 8), date(2013, 3, 14))


def test_a_whole_day_of_long_ago_alone_tells_nothing() -> None:
    whole = dated("March 8, 2013", {"month": 3, "day": 8, "year": 2013})
    (found,) = date_reports([report("a")], {"rp-a": [whole]}, [])
    assert found.published.basis == "unknown"


def test_a_copy_dated_before_its_original_could_be_written_infers_nothing() -> None:
    copy = report("b", Published(day(date(2013, 3, 1)), "stated", "March 1, 2013"))
    whole = dated("March 8, 2013", {"month": 3, "day": 8, "year": 2013})
    found, _ = date_reports([report("a"), copy], {"rp-a": [whole, FRIDAY]}, [copied("a", "b")])
    assert found.published.basis == "unknown"


def test_the_order_of_the_reports_changes_nothing() -> None:
    copy = report("b", Published(day(date(2013, 3, 10)), "stated", "March 10, 2013"))
    times = {"rp-a": [WEEKDAY_AND_DAY]}
    one = date_reports([report("a"), copy], times, [copied("a", "b")])
    other = date_reports([copy, report("a")], times, [copied("a", "b")])
    assert set(map(str, one)) == set(map(str, other))
    assert replace(one[0]) == other[1]


def test_words_in_a_carried_item_were_taken_by_the_day_of_its_own_dateline() -> None:
    text = "Reposted. March 9, 2013 Oslo (Fjord Gazette) The ferry has not sailed, it says."
    start = text.index("March")
    item = TimeExpression(
        Span(start, start + 13), "March 9, 2013", "date", {"month": 3, "day": 9, "year": 2013}
    )
    stated = Published(day(date(2013, 3, 12)), "stated", "March 12, 2013")
    copy = replace(report("b", stated), text=text, carries="Fjord Gazette")
    reuse = replace(copied("a", "b"), to_span=Span(start + 30, start + 40))
    times = {"rp-a": [WEEKDAY_AND_DAY], "rp-b": [item]}
    found, _ = date_reports([report("a"), copy], times, [reuse])
    assert found.published.days == Days(date(2013, 3, 8), date(2013, 3, 9))
    other, _ = date_reports([report("a"), replace(copy, carries=None)], times, [reuse])
    assert other.published.days == Days(date(2013, 3, 8), date(2013, 3, 12))


def test_the_day_of_capture_bounds_a_report_from_above() -> None:
    whole = dated("March 8, 2013", {"month": 3, "day": 8, "year": 2013})
    archived = replace(report("a"), captured=date(2013, 3, 9))
    (found,) = date_reports([archived], {"rp-a": [whole, FRIDAY]}, [])
    assert found.published.days == Days(date(2013, 3, 8), date(2013, 3, 9))
    assert "captured on 2013-03-09" in found.published.evidence


def test_a_day_of_capture_years_later_does_not_choose_the_year() -> None:
    archived = replace(report("a"), captured=date(2020, 3, 9))
    (found,) = date_reports([archived], {"rp-a": [WEEKDAY_AND_DAY]}, [])
    assert found.published == UNKNOWN


def test_two_reports_without_a_day_tighten_each_other() -> None:
    eighth = dated("March 8, 2013", {"month": 3, "day": 8, "year": 2013})
    tenth = dated("March 10, 2013", {"month": 3, "day": 10, "year": 2013})
    sunday = dated("Sunday", {"weekday": 6}, "weekday")
    times = {"rp-original": [eighth, FRIDAY], "rp-copy": [tenth, sunday]}
    archived = replace(report("copy"), captured=date(2013, 3, 12))
    both = [report("original"), archived]
    for some in (both, both[::-1]):
        found = {
            one.name: one.published.days
            for one in date_reports(some, times, [copied("original", "copy")])
        }
        assert found == {
            "original": Days(date(2013, 3, 8), date(2013, 3, 12)),
            "copy": Days(date(2013, 3, 10), date(2013, 3, 12)),
        }


def test_a_weekday_told_right_behind_a_date_is_the_one_after_it() -> None:
    whole = dated("Friday, March 8, 2013", {"weekday": 4, "month": 3, "day": 8, "year": 2013})
    saturday = dated("Saturday", {"weekday": 5}, "weekday")
    sunday = TimeExpression(Span(90, 96), "Sunday", "weekday", {"weekday": 6}, "past")
    (found,) = date_reports([report("a")], {"rp-a": [saturday, whole, sunday]}, [])
    assert found.published.days is not None
    assert found.published.days.first == date(2013, 3, 10)
    assert "Friday, March 8, 2013 … Sunday" in found.published.evidence
    far = TimeExpression(Span(900, 906), "Sunday", "weekday", {"weekday": 6}, "past")
    (found,) = date_reports([report("a")], {"rp-a": [saturday, whole, far]}, [])
    assert found.published.days is not None
    assert found.published.days.first == date(2013, 3, 8)


def test_what_goes_on_since_a_day_is_told_on_any_weekday_of_the_week_after() -> None:
    text = "Since Friday, March 8, 2013, forty houses have burned, the mayor said on Wednesday."
    whole = TimeExpression(
        Span(6, 27),
        "Friday, March 8, 2013",
        "date",
        {"weekday": 4, "month": 3, "day": 8, "year": 2013},
        "past",
    )
    wednesday = TimeExpression(Span(73, 82), "Wednesday", "weekday", {"weekday": 2}, "past")
    untold = report("a")
    ongoing = replace(untold, text=text)
    times = {"rp-a": [whole, wednesday]}
    assert _first_day(date_reports([ongoing], times, [])) == date(2013, 3, 13)
    assert _first_day(date_reports([untold], times, [])) == date(2013, 3, 8)


def _first_day(reports: tuple[Report, ...]) -> date | None:
    days = reports[0].published.days
    return None if days is None else days.first
