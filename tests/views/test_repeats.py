"""Standing matter as a list: which words, who prints them how often, and why nobody took them."""

from rashomon.records.reuse import Reuse
from rashomon.spans import Span
from rashomon.views.repeats import list_repeats, outlets_in_words
from stories import Story


def pair(name: str, one: str, other: str, start: int = 0, standing: str = "it repeats it") -> Reuse:
    span = Span(start, start + 20)
    return Reuse(f"ru-{name}", one, span, other, span, "verbatim", False, "unknown", "",
                 standing=standing)  # fmt: skip


def four_reports() -> Story:
    story = Story()
    for day, outlet in ((12, "Herald"), (10, "Herald"), (11, "Gazette"), (13, None)):
        story.report(f"r{day}", f"2014-05-{day}", outlet=outlet)
        story.say("the weir was built by deserters of three armies", "ASSAULT", "built")
    return story


def test_what_pairs_share_in_one_place_is_one_sentence_of_all_their_reports():
    story = four_reports()
    by_name = {one.name: one for one in story.reports}
    late, early, other, unknown = (by_name[f"r{day}"].id for day in (12, 10, 11, 13))
    pairs = [pair("a", early, late), pair("b", early, other, 2), pair("c", other, unknown, 4)]
    reports = {one.id: one for one in story.findings().reports}
    (found,) = list_repeats(pairs, reports)
    assert found.reports == (early, other, late, unknown)
    assert (found.report, found.words) == (early, reports[early].text[0:20])
    assert outlets_in_words(found).startswith("Herald in 2 reports, Gazette in 1 report and ")
    assert (found.why, found.records) == (("it repeats it",), ("ru-a", "ru-b", "ru-c"))


def test_other_words_of_the_same_reports_stand_apart_and_what_was_taken_is_left_out():
    story = four_reports()
    one, other, third, _ = (report.id for report in story.reports)
    pairs = [
        pair("a", one, other),
        pair("b", one, third, 24),
        pair("c", one, third, 0, standing=""),
    ]
    found = list_repeats(pairs, {report.id: report for report in story.findings().reports})
    assert [row.records for row in found] == [("ru-a",), ("ru-b",)]
