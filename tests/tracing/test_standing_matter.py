"""Sentences that an outlet prints again and again are told apart from copies."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.reports import Published, Report
from rashomon.records.reuse import Reuse
from rashomon.spans import Span, cut
from rashomon.tracing import Printed, find_printed, tell_standing, trace
from rashomon.tracing.standing import SENTENCE_WORDS

CANAL = (
    "The canal, dug by convicts in the reign of the last margrave and closed to barges since the "
    "flood of 1987, has been claimed by both provinces ever since the survey of the marshes was lost "
    "in a fire at the land office."
)
QUARRY = (
    "At the quarry above Lindau a foreman locked the powder store after two boys were seen with a "
    "crowbar by the fence, and for the rest of the week all blasting was put off until a guard with a "
    "dog could be hired from the city."
)
HALF = "Ferrymen on the lower river have been paid in grain since the treasury of the province ran dry."
OTHER_HALF = (
    "Both bridges at Morva stay shut to carts until masons have looked at every arch of the two."
)


def filler(letter: str, words: int = 420) -> str:
    """A text that shares nothing with one of another letter."""
    return " ".join(f"{letter}{number}" for number in range(words)) + "."


def make_report(name: str, text: str, outlet: str | None = None, day: int | None = None) -> Report:
    days = None if day is None else Days(date(2011, 5, day), date(2011, 5, day))
    return Report(
        id=content_id("rp", name), name=name, url=None, media_type="text/plain", outlet=outlet,
        carries=None, title=None, author=None, language="en",
        published=Published(days, "stated" if days else "unknown", ""), read_at=date(2026, 1, 1),
        raw_sha256="0" * 64, text=text, removed=(), pieces=None,
    )  # fmt: skip


def between(found: tuple[Reuse, ...], one: Report, other: Report) -> list[Reuse]:
    return [reuse for reuse in found if {reuse.from_report, reuse.to_report} == {one.id, other.id}]


def test_what_an_outlet_prints_in_two_reports_nobody_took_from_one_of_them():
    first = make_report("a", f"{filler('a')} {CANAL}", "Ferry Courier", 3)
    again = make_report("b", f"{CANAL} {filler('b')}", "Ferry Courier", 9)
    third = make_report("c", f"{filler('c')} {CANAL}", "Marsh Gazette", 12)
    found = trace([third, again, first], [])
    assert len(found) == 3
    assert all(one.standing for one in found)
    (kept,) = between(found, first, third)
    assert kept.standing == "Ferry Courier prints it in other reports of its own, too"
    assert (kept.direction, kept.lost) == ("unknown", ())
    texts = {one.id: one.text for one in (first, third)}
    assert cut(texts[kept.from_report], kept.from_span) == CANAL.rstrip(".")
    assert cut(texts[kept.to_report], kept.to_span) == CANAL.rstrip(".")
    assert kept.from_report < kept.to_report


def test_it_does_not_matter_whether_the_earlier_or_the_later_outlet_repeats_itself():
    first = make_report("a", f"{filler('a')} {CANAL}", "Ferry Courier", 3)
    taken = make_report("b", f"{CANAL} {filler('b')}", "Marsh Gazette", 9)
    later = make_report("c", f"{filler('c')} {CANAL}", "Marsh Gazette", 20)
    assert all(one.standing for one in trace([first, taken, later], []))


def test_a_long_sentence_that_nobody_repeats_was_taken():
    first = make_report("a", f"{filler('a')} {CANAL}", "Ferry Courier", 3)
    third = make_report("c", f"{filler('c')} {CANAL}", "Marsh Gazette", 12)
    (taken,) = trace([first, third], [])
    assert (taken.standing, taken.from_report, taken.direction) == ("", first.id, "known")


def test_two_versions_of_one_report_print_their_words_once():
    first = make_report("a", f"{filler('a')} {CANAL}", "Ferry Courier", 3)
    corrected = make_report("b", f"{filler('a')} {CANAL} Corrected at noon.", "Ferry Courier", 3)
    third = make_report("c", f"{filler('c')} {CANAL}", "Marsh Gazette", 12)
    found = trace([first, corrected, third], [])
    assert not any(one.standing for one in found)
    assert len(between(found, first, third)) == len(between(found, corrected, third)) == 1


def test_who_names_the_outlet_beside_the_words_took_them_though_it_repeats_them():
    first = make_report("a", f"{filler('a')} {CANAL}", "Ferry Courier", 3)
    again = make_report("b", f"{CANAL} {filler('b')}", "Ferry Courier", 9)
    open_ = make_report("c", f"{filler('c')} As the Ferry Courier has it: {CANAL}", "Marsh Gazette")
    found = trace([first, again, open_], [])
    for source in (first, again):
        (taken,) = between(found, source, open_)
        assert (taken.standing, taken.credited, taken.to_report) == ("", True, open_.id)


def test_a_copied_sentence_stays_one_beside_a_standing_one():
    first = make_report("a", f"{CANAL} {filler('a', 900)} {QUARRY}", "Ferry Courier", 3)
    again = make_report("b", f"{filler('b')} {CANAL}", "Ferry Courier", 9)
    third = make_report("c", f"{QUARRY} {filler('c', 900)} {CANAL}", "Marsh Gazette", 12)
    found = between(trace([first, again, third], []), first, third)
    by_words = {cut(third.text, one.to_span if one.to_report == third.id else one.from_span): one
                for one in found}  # fmt: skip
    assert not by_words[QUARRY.rstrip(".")].standing
    assert by_words[QUARRY.rstrip(".")].direction == "known"
    assert by_words[CANAL.rstrip(".")].standing


def test_a_copied_sentence_that_goes_on_from_a_standing_one_was_taken_with_it():
    first = make_report("a", f"{filler('a', 1500)} {CANAL} {QUARRY}", "Ferry Courier", 3)
    again = make_report("b", f"{filler('b', 1500)} {CANAL}", "Ferry Courier", 9)
    third = make_report("c", f"{filler('c', 1500)} {CANAL} {QUARRY}", "Marsh Gazette", 12)
    found = trace([first, again, third], [])
    (taken,) = between(found, first, third)
    assert (taken.standing, taken.from_report) == ("", first.id)
    (kept,) = between(found, again, third)
    assert kept.standing


def test_a_half_sentence_is_standing_matter_and_two_of_them_are_a_copy():
    alone = [
        make_report(letter, f"{filler(letter)} {HALF}", outlet)
        for letter, outlet in (("a", "Ferry Courier"), ("b", "Marsh Gazette"))
    ]
    (kept,) = trace(alone, [])
    assert kept.standing == "less than a sentence, which each may have elsewhere"
    assert kept.words < SENTENCE_WORDS
    both = [msgspec.structs.replace(one, text=f"{OTHER_HALF} {one.text}") for one in alone]
    assert [one.standing for one in trace(both, [])] == ["", ""]


def test_reports_of_nobody_known_repeat_nothing():
    first = make_report("a", f"{filler('a')} {CANAL}")
    again = make_report("b", f"{CANAL} {filler('b')}")
    third = make_report("c", f"{filler('c')} {CANAL}", "Marsh Gazette")
    assert not any(one.standing for one in trace([first, again, third], []))


def test_who_has_more_than_a_slight_share_has_copied_what_the_outlet_repeats():
    first = make_report("a", f"{filler('a')} {CANAL}", "Ferry Courier", 3)
    again = make_report("b", f"{CANAL} {filler('b')}", "Ferry Courier", 9)
    brief = make_report("c", f"In short. {CANAL} {filler('c', 60)}", "Marsh Gazette", 12)
    found = trace([first, again, brief], [])
    assert not any(one.standing for one in between(found, first, brief))
    (own,) = between(found, first, again)
    assert own.standing == "Ferry Courier prints it in both, which are otherwise apart"


def test_a_sentence_edited_on_its_way_is_a_copy_as_long_as_nobody_repeats_it():
    edited = CANAL.replace("dug by convicts", "cut by prisoners").replace("ever since", "since")
    first = make_report("a", f"{filler('a')} {CANAL}", "Ferry Courier", 3)
    third = make_report("c", f"{filler('c')} {edited}", "Marsh Gazette", 12)
    (taken,) = trace([first, third], [])
    assert (taken.kind, taken.standing) == ("edited", "")
    again = make_report("b", f"{CANAL} {filler('b')}", "Ferry Courier", 9)
    assert all(one.standing for one in trace([first, again, third], []))


def test_a_sentence_in_very_many_reports_is_standing_matter():
    reports = [
        make_report(f"r{n}", f"{filler(f'{n}x')} {CANAL}", f"Outlet {n % 3}", 1 + n % 28)
        for n in range(60)
    ]
    found = trace(reports, [])
    assert {end for one in found for end in (one.from_report, one.to_report)} == {
        one.id for one in reports
    }
    assert all(one.standing for one in found)


def test_a_report_s_own_words_are_united_where_they_touch():
    def own(start: int, end: int, extent: str = "part") -> list[Reuse]:
        return [
            Reuse(f"ru-{start}", "rp-a", Span(start, end), "rp-b", Span(0, 9), "verbatim", False,
                  "unknown", "", extent=extent)
        ]  # fmt: skip

    shared = [own(40, 60), own(0, 10), own(8, 20), own(100, 900, "most")]
    assert find_printed("rp-a", "Ferry Courier", shared) == Printed(
        "Ferry Courier", (Span(0, 20), Span(40, 60))
    )
    assert find_printed("rp-a", "Ferry Courier", [own(0, 90, "most")]) is None


def test_nothing_is_lost_whatever_is_standing_matter():
    one = Reuse("ru-1", "rp-b", Span(0, 90), "rp-a", Span(5, 95), "verbatim", False, "known", "",
                words=14, extent="slight")  # fmt: skip
    other = msgspec.structs.replace(
        one, id="ru-2", from_span=Span(200, 290), to_span=Span(300, 390)
    )
    (first, second) = tell_standing(
        [one, other], {"rp-a": Printed("Marsh Gazette", (Span(0, 96),))}
    )
    assert {first.id, second.id} == {"ru-1", "ru-2"}
    assert (first.from_report, first.from_span, first.to_span) == ("rp-a", Span(5, 95), Span(0, 90))
    assert tell_standing([one, other], {}) == (one, other)
    whole = [msgspec.structs.replace(each, extent="part") for each in (one, other)]
    assert tell_standing(whole, {"rp-a": Printed("Marsh Gazette", (Span(0, 96),))}) == whole


PARTS = [CANAL, QUARRY, HALF, OTHER_HALF]


@pytest.mark.parametrize("outlets", [("Ferry Courier", "Marsh Gazette"), ("Ferry Courier", None)])
@given(
    bodies=st.lists(
        st.tuples(st.lists(st.sampled_from(PARTS), max_size=3, unique=True), st.booleans()),
        max_size=6,
    ),
    random=st.randoms(use_true_random=False),
)
def test_the_order_of_reports_makes_no_difference_and_standing_matter_has_no_direction(
    outlets, bodies, random
):
    reports = [
        make_report(f"r{n}", " ".join([filler(f"{n}x"), *body]), outlets[is_own], n + 1)
        for n, (body, is_own) in enumerate(bodies)
    ]
    found = trace(reports, [])
    shuffled = random.sample(reports, len(reports))
    assert trace(shuffled, []) == found
    texts = {one.id: one.text for one in reports}
    for one in found:
        assert cut(texts[one.from_report], one.from_span) == cut(texts[one.to_report], one.to_span)
        if one.standing:
            assert one.direction == "unknown"
            assert one.from_report < one.to_report
