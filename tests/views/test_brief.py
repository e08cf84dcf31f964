import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.instants import Days
from rashomon.records.reports import Reject
from rashomon.records.reuse import Loss, Reuse
from rashomon.spans import Span
from rashomon.views import write_brief
from rashomon.views.brief import LONGEST_SECTION
from rashomon.views.wording import LONGEST_QUOTE, days_words, escape, quoted
from stories import Story, days


@pytest.fixture
def story():
    """A dispute, a corroborated claim, a single one, a pact, a forecast, a copy, an undated report."""
    story = Story().entity("Tolna", kind="place").entity("Jan Novak", kind="person")
    story.report("one.txt", "2014-05-10", outlet="First Paper")
    story.first = story.say("Rebels captured Tolna on Thursday", "CONTROL", "captured",
                            actors=["Rebels"], places=["Tolna"], when="2014-05-08")  # fmt: skip
    story.denial = story.say("the army beat off the rebels", "CONTROL", "beat", actors=["Army"],
                             by=["Jan Novak"])  # fmt: skip
    story.report("two.txt", "2014-05-11", outlet="Second Paper", basis="inferred")
    story.second = story.say("the town of Tolna fell to rebels", "CONTROL", "fell",
                             actors=["Rebels"], places=["Tolna"])  # fmt: skip
    story.say("Ruthenia will send troops to Tolna by Monday", "MOBILIZE", "send", status="predicted",
              actors=["Ruthenia"], places=["Tolna"], when="2014-05-11/2014-05-12",
              by=["an officer"], kind="anonymous")  # fmt: skip
    story.say("Ruthenia and Moravia signed a defense pact", "PACT", "signed",
              actors=["Ruthenia", "Moravia"],
              terms=story.clause("signing", signed="2010-03-04"))  # fmt: skip
    story.report("three.txt", None)
    story.third = story.say("a bridge was blown up", "ASSAULT", "blown")
    taken = story.claim("Rebels took Tolna.", story.first, story.second, status="disputed",
                        origins=[[story.first], [story.second]])  # fmt: skip
    held = story.claim("The army held Tolna.", story.denial, status="disputed")
    story.claim("A bridge was blown up.", story.third)
    story.dispute("who holds Tolna", "holder", "a denial", ("rebels", taken), ("the army", held))
    story.reuse.append(
        Reuse(
            "ru-1", story.reports[0].id, Span(0, 20), story.reports[1].id, Span(5, 25), "edited",
            False, "known", "it was printed first",
            (Loss("source", "an officer said", ""), Loss("number", "40", "400")),
        )
    )  # fmt: skip
    return story


def test_what_is_contested_stands_first_with_both_sides_and_their_origins(story):
    brief = write_brief(story.findings())
    headings = re.findall(r"^## (.*)$", brief, re.MULTILINE)
    assert headings[0] == "Contested"
    contested = brief.split("\n## ")[1]
    assert "who holds Tolna" in contested
    assert "**rebels** — 2 origins" in contested
    assert "**the army** — 1 origin" in contested


def test_a_line_gives_the_quote_the_report_its_day_whose_word_and_a_short_id(story):
    brief = write_brief(story.findings())
    assert (
        f"“the army beat off the rebels” — Jan Novak; First Paper, 10 May 2014"
        f" · `{story.denial.id[:9]}`" in brief
    )
    assert "Second Paper, c. 11 May 2014" in brief
    assert "“a bridge was blown up” — outlet not stated (three.txt), undated" in brief


def test_every_quote_in_the_brief_stands_in_a_report(story):
    findings = story.findings()
    quotes = {one.quote for one in findings.statements}
    for line in write_brief(findings).splitlines():
        cited = re.search(r"“([^”]*)” — .* · `(st-[0-9a-f]+)`", line)
        if cited:
            assert cited[1] in quotes
            matching = [one for one in findings.statements if one.id.startswith(cited[2])]
            assert len(matching) == 1
            assert matching[0].quote == cited[1]


def test_the_brief_tells_copies_and_what_was_lost(story):
    brief = write_brief(story.findings())
    assert "- **First Paper**, 10 May 2014 — 1 copy\n" in brief
    assert "  - **Second Paper**, c. 11 May 2014: 1 passage, 20 characters, not credited\n" in brief
    assert "Lost, source: “an officer said” is gone." in brief
    assert "Lost, number: “40” now reads “400”." in brief


def test_the_brief_tells_pacts_the_situation_forecasts_doubts_and_rejects(story):
    reject = Reject("bad.bin", "binary", "This is no text; save the page as text.")
    brief = write_brief(story.findings(), [reject], title="Tolna")
    assert brief.startswith("# Tolna\n")
    assert "**Moravia–Ruthenia defence pact**, between " in brief
    assert "Signed 4 March 2010" in brief
    assert "## As of 11 May 2014, as known that day" in brief
    assert "- **Tolna**: Rebels, since 8 May 2014 at the latest — 2 origins" in brief
    assert "**Due by 12 May 2014**" in brief
    assert "” — an officer; Second Paper, c. 11 May 2014" in brief
    assert "### No outlet\n\n- three.txt." in brief
    assert "### Not read\n\n- bad.bin: This is no text; save the page as text." in brief


def test_states_that_nobody_reported_for_a_year_are_counted_and_not_printed(story):
    story.report("later.txt", "2016-01-01", outlet="First Paper")
    story.say("Karst is held by the League", "CONTROL", "held", actors=["League"], places=["Karst"])
    brief = write_brief(story.findings())
    assert "- **Karst**: League" in brief
    assert "- **Tolna**: Rebels" not in brief
    assert "… 1 state not reported for more than a year." in brief


def test_an_account_is_cited_once_an_origin_and_the_rest_is_counted(story):
    story.report("copy.txt", "2014-05-12", outlet="Copier")
    told = [story.say(f"Rebels {verb} Karst", "CONTROL", verb, actors=["Rebels"], places=["Karst"])
            for verb in ("took", "seized", "won")]  # fmt: skip
    one = story.claim("Rebels took Karst.", *told, status="disputed", origins=[told])
    other = story.claim("They did not.", story.denial, status="disputed")
    story.dispute("who holds Karst", "holder", "", ("rebels", one), ("others", other))
    brief = write_brief(story.findings())
    assert "“Rebels took Karst”" in brief.split("\n## ")[1]
    assert "“Rebels seized Karst”" not in brief.split("\n## ")[1]
    assert "… 2 more statements of it." in brief


def test_of_very_many_single_claims_the_latest_are_printed_and_the_others_counted():
    story = Story()
    for n in range(LONGEST_SECTION + 5):
        story.report(f"r{n:03}", f"2014-{1 + n // 28:02}-{1 + n % 28:02}", outlet="Paper")
        story.claim(f"c{n}", story.say(f"attack number {n} was made", "ASSAULT", "attack"))
    brief = write_brief(story.findings())
    assert "… 5 more: `rashomon claims --status single`" in brief
    assert f"“attack number {LONGEST_SECTION + 4} was made”" in brief
    assert "“attack number 4 was made”" not in brief


def test_what_most_reports_carry_on_one_word_stands_first():
    story = Story()
    told = []
    for n, words in enumerate(["a mill burned down", "a mill burned down", "a dam broke"]):
        story.report(f"r{n}", f"2014-05-1{n}", outlet=f"Paper {n}")
        told.append(story.say(words, "ASSAULT", words.split()[-1]))
    story.claim("A mill burned down.", told[0], told[1], origins=[told[:2]])
    story.claim("A dam broke.", told[2])
    lines = write_brief(story.findings()).splitlines()
    carried = next(line for line in lines if "a mill burned" in line)
    assert carried.endswith("· 1 copy")
    assert lines.index(carried) < next(i for i, line in enumerate(lines) if "a dam broke" in line)


def test_two_claims_of_one_sentence_are_one_line():
    story = Story().report("one.txt", "2014-05-10", outlet="First Paper")
    whole = story.say("gunmen abducted and beat the driver of a van", "COERCE", "abducted")
    part = msgspec.structs.replace(whole, id="st-0000000000000001", type="CAPTIVITY",
                                   quote=whole.quote[11:], span=Span(whole.span.start + 11,
                                                                     whole.span.end))  # fmt: skip
    story.statements.append(part)
    story.claim("a", whole)
    story.claim("b", part)
    assert write_brief(story.findings()).count("the driver of a van") == 1


def test_a_state_without_a_proper_name_is_left_to_the_board():
    story = Story().report("one.txt", "2014-05-10", outlet="First Paper")
    story.entity("town", kind="place").entity("group")
    story.say("the group holds the town", "CONTROL", "holds", actors=["group"], places=["town"])
    assert "Who holds what" not in write_brief(story.findings())


def test_a_contest_is_one_line_and_names_only_who_has_a_name():
    story = Story().report("one.txt", "2014-05-10", outlet="First Paper")
    story.entity("Karst", kind="place").entity("fighters")
    for holder in ("League", "Moravia", "fighters"):
        story.say(f"{holder} held Karst", "CONTROL", "held", actors=[holder], places=["Karst"])
    brief = write_brief(story.findings())
    assert brief.count("- **Karst**: ") == 1
    assert "contested" in brief
    assert "by fighters" not in brief


def test_an_origin_is_cited_by_the_words_nearest_to_the_claim():
    story = Story().report("one.txt", "2014-05-10", outlet="First Paper")
    loose = story.say("shelling was heard at dusk", "ASSAULT", "shelling")
    near = story.say("shells hit the old mill", "ASSAULT", "hit")
    story.report("two.txt", "2014-05-11", outlet="Second Paper")
    other = story.say("the mill was hit by shells", "ASSAULT", "hit")
    story.claim("Shells hit the old mill.", loose, near, other, status="corroborated",
                origins=[[loose, near], [other]])  # fmt: skip
    section = write_brief(story.findings()).split("## Corroborated")[1]
    assert f"in these words — First Paper, 10 May 2014 · `{near.id[:9]}`" in section
    assert "at dusk" not in section


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("that the dam broke,", "“the dam broke”"),
        ("the mayor called it “a gift” of God", "“the mayor called it ‘a gift’ of God”"),
        ("“The dam broke.”", "“The dam broke.”"),
        ("rather than a ”gift", "“rather than a gift”"),
    ],
)
def test_a_quote_nests_its_marks_and_begins_with_what_is_said(said, shown):
    assert quoted(said) == shown


def test_an_unknown_day_or_outlet_and_unread_inputs_are_counted_on_the_first_page(story):
    reject = Reject("bad.bin", "binary", "This is no text; save the page as text.")
    first = write_brief(story.findings(), [reject]).split("\n## ")[0]
    assert (
        "1 report with an inferred day, 1 report without a day, 1 report without an outlet" in first
    )
    assert "1 input that could not be read" in first


def test_nothing_read_gives_a_brief_without_sections():
    brief = write_brief(Story().findings())
    assert brief.startswith("# ")
    assert "##" not in brief
    assert "0 reports" in brief


def test_the_same_findings_give_the_same_brief(story):
    assert write_brief(story.findings()) == write_brief(story.findings())


def test_marks_in_a_report_stay_text():
    story = Story().report("one.txt", "2014-05-10", outlet="<b>Paper</b> | *x*")
    evil = "# Rebels <script>alert(1)</script> [took](http://bad.example) `Tolna` | *now* \n## End"
    said = story.say(evil, "ASSAULT", "took", by=["_someone_ <i>"])
    story.claim("![x](y)", said)
    story.claims[0] = story.claim("**x** <img src=z>", said, said, status="corroborated")
    brief = write_brief(story.findings(), [Reject("<a>", "empty", "[x](javascript:y)")])
    assert "<script" not in brief
    assert "<b>" not in brief
    assert "<i>" not in brief
    assert "<img" not in brief
    assert "http://" not in brief
    assert "\n## End" not in brief
    assert re.search(r"(?<!\\)\]\(", brief) is None


@given(st.text(max_size=80))
def test_no_text_opens_a_mark_a_tag_or_a_line(text):
    shown = escape(text)
    assert "\n" not in shown
    assert "<" not in shown
    assert ">" not in shown
    assert re.search(r"(?<!\\)(\\\\)*[`*\[\]|~$#]", shown.replace("&#", "")) is None
    # A stroke between letters opens nothing in Markdown, so that names of files stay legible.
    assert re.search(r"(?<![^\W_\\])(?<!\\)_|(?<!\\)_(?![^\W_])", shown) is None


def test_a_very_long_quote_is_cut_and_says_so():
    shown = quoted("word " * 2_000)
    assert len(shown) < LONGEST_QUOTE + 10
    assert shown.endswith("…”")


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ("2015-06-04", "4 June 2015"),
        ("2015-06-04/2015-06-05", "4–5 June 2015"),
        ("2015-06-01/2015-06-30", "June 2015"),
        ("2015-05-28/2015-06-03", "28 May – 3 June 2015"),
        ("2008-01-01/2008-12-31", "2008"),
        ("2014-12-30/2015-01-02", "30 December 2014 – 2 January 2015"),
        ("2011-01-01/2012-12-31", "2011–2012"),
    ],
)
def test_an_interval_is_said_as_shortly_as_it_can_be(interval, words):
    assert isinstance(days(interval), Days)
    assert days_words(days(interval)) == words


def test_forecasts_whose_window_ends_are_due_and_those_settled_or_far_off_are_not():
    story = Story().entity("League").entity("Tolna", kind="place").report("one", "2015-05-22")
    for words, when, place in (
        ("Tolna would fall by May 28", "2015-05-22/2015-05-28", "Tolna"),
        ("Karst would fall within a year", "2015-05-22/2016-05-22", "Karst"),
        ("Marna would fall within a week", "2015-05-22/2015-05-29", "Marna"),
    ):
        story.say(words, "CONTROL", "fall", status="predicted", actors=["League"], places=[place],
                  when=when, by=["an analyst"])  # fmt: skip
    story.report("two", "2015-05-30")
    story.say("the League took Marna on May 27", "CONTROL", "took", actors=["League"],
              places=["Marna"], when="2015-05-27")  # fmt: skip
    text = write_brief(story.findings())
    due = text.split("## Forecasts due")[1].split("\n## ")[0]
    assert "Was due by 28 May 2015" in due
    assert "no report settles it" in due
    assert "Karst" not in due
    assert "Marna" not in due


def test_forecasts_are_told_by_how_much_time_they_have():
    story = Story().entity("League").entity("Tolna", kind="place").report("one", "2015-01-22")
    for words, when, place in (
        ("Tolna would fall by January 28", "2015-01-22/2015-01-28", "Tolna"),
        ("Karst would fall within a year", "2015-01-22/2016-01-22", "Karst"),
        ("Marna would fall before autumn", "2015-01-22/2015-09-22", "Marna"),
        ("Orlo would fall one day", None, "Orlo"),
        ("Zell would fall by June 3", "2015-01-22/2015-06-03", "Zell"),
    ):
        story.say(words, "CONTROL", "fall", status="predicted", actors=["League"], places=[place],
                  when=when, by=["an analyst"])  # fmt: skip
    story.report("two", "2015-05-30")
    section = write_brief(story.findings()).split("## Forecasts\n")[1].split("\n## ")[0]
    order = [section.index(place) for place in ("Marna", "Karst", "Tolna", "Orlo")]
    assert order == sorted(order)
    assert "**Open** for 22–28 January 2015, no report settles it" in section
    assert "Zell" not in section  # it is due
