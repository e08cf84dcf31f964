"""Days and pips in the words of the workbench."""

from datetime import date

import msgspec
import pytest

from rashomon.instants import Days
from rashomon.records.findings import Findings
from rashomon.records.reports import Published
from rashomon.views.cells import (
    Pips,
    days_short,
    in_sentence,
    on_whose_word,
    pips_words,
    published_when,
    timex_short,
    value_short,
)
from rashomon.views.wording import even_quotes


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2015-06-04", "2015-06-04", "4 Jun 2015"),
        ("2015-06-04", "2015-06-09", "4–9 Jun 2015"),
        ("2015-06-01", "2015-06-30", "Jun 2015"),
        ("2006-01-01", "2006-12-31", "2006"),
        ("2006-01-01", "2008-12-31", "2006–2008"),
        ("2015-05-28", "2015-06-04", "28 May – 4 Jun 2015"),
        ("2014-12-30", "2015-01-02", "30 Dec 2014 – 2 Jan 2015"),
    ],
)
def test_an_interval_is_as_short_as_it_can_be_said(first: str, last: str, words: str) -> None:
    assert days_short(Days(date.fromisoformat(first), date.fromisoformat(last))) == words


def test_an_inferred_day_is_never_shown_as_a_stated_one() -> None:
    days = Days(date(2015, 6, 3), date(2015, 6, 3))
    stated = published_when(Published(days, "stated", "3 June 2015"))
    inferred = published_when(Published(days, "inferred", "it tells of Tuesday"))
    assert stated.words == "3 Jun 2015"
    assert inferred.words == "c. 3 Jun 2015"
    assert "it tells of Tuesday" in inferred.why
    assert published_when(Published(None, "unknown", "")).words == "undated"


def test_a_day_without_a_year_says_so() -> None:
    assert timex_short("XXXX-09-30") == "30 Sep, no year told"
    assert timex_short("2015-W23") == "2015-W23"
    assert value_short("2008-05-28") == "28 May 2008"
    assert value_short("36 people") == "36 people"


def test_pips_are_told_in_words_for_who_cannot_see_them() -> None:
    assert pips_words(Pips("single", 1)) == "at most 1 origin"
    told = pips_words(Pips("corroborated", 3, copies=2, repeats=1, doubtful=1))
    assert told == (
        "at most 3 origins, 1 perhaps the same as another; 2 copies, not counted;"
        " 1 more report on the same word, not counted"
    )


@pytest.mark.parametrize(
    ("text", "even"),
    [
        ("the proof,” rather than mere “advisers", "the proof, rather than mere advisers"),
        ("a “surprise” for enemies", "a “surprise” for enemies"),
        ('he called it "a gift" and "a', 'he called it "a gift" and a'),
        ("it’s no quotation", "it’s no quotation"),
        ("“ “twice opened”", "“twice opened”"),
    ],
)  # fmt: skip
def test_marks_of_quotation_without_a_partner_are_left_out(text: str, even: str) -> None:
    assert even_quotes(text) == even


def test_an_article_inside_our_sentence_is_small_and_that_of_a_title_stays() -> None:
    assert in_sentence("all on the word of The army") == "all on the word of the army"
    assert in_sentence("unnamed: A fisherman; heard through The Lake Echo") == (
        "unnamed: a fisherman; heard through The Lake Echo"
    )
    assert in_sentence("The Lake Echo in its own voice") == "The Lake Echo in its own voice"


def test_a_speaker_who_is_only_a_pronoun_is_shown_as_the_report_has_it(
    sample_findings: Findings,
) -> None:
    reports = {one.id: one for one in sample_findings.reports}
    told = next(one for one in sample_findings.statements if one.attribution)
    they = msgspec.structs.replace(told.attribution[0], name="They")
    said = msgspec.structs.replace(told, attribution=(they,))
    assert on_whose_word(said, reports[told.report]) == "on the word of “they”"
