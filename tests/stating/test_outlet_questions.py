"""Questions: what is only asked is stated by nobody, what a question takes as given is."""

from datetime import date

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.reading import read
from rashomon.records.drafts import Draft
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings
from rashomon.stating import state

_PARSER = SpacyParser()


def told(text: str) -> list[Draft]:
    raw = RawReport("a.txt", "text/plain", text.encode(), "0" * 64)
    reading = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    parses = _PARSER.parse([one.text for one in reading.passages])
    trees = [Tree(passage, parse) for passage, parse in zip(reading.passages, parses, strict=True)]
    return list(state(reading.report, trees))


@pytest.mark.parametrize(
    "text",
    [
        "Will the army withdraw from Kherson?",
        "Could the truce hold?",
        "Did Wagner kill civilians at Moura?",
        "Has the junta lost Lashio?",
        "Would Rwanda pull back its troops if sanctions were lifted?",
        "When will the African Union deploy its troops to Somalia?",
        "What will happen when French soldiers leave Gao?",
        "Is Kigali planning an offensive against Goma?",
        "Will the ministers go on talking about their field hospital?",
        "Does Moscow deny that it bombed the hospital?",
        "Is it true that the army shelled the market?",
        "Army to withdraw from Kherson?",
    ],
)
def test_what_the_outlet_only_asks_is_no_statement(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who bombed the hospital in El Fasher?", "ASSAULT"),
        ("How many soldiers were killed in the ambush?", "CASUALTY"),
        ("After the raid on Homs, can the talks resume?", "ASSAULT"),
        ("Have the rebels who took Goma left?", "CONTROL"),
        ("Can Ethiopia's peace deal survive?", "PACT"),
        ("The army withdrew from Kherson. Will it return?", "RETREAT"),
    ],
)
def test_what_a_question_takes_as_given_is_told(text: str, kind: str) -> None:
    assert (kind, "asserted") in [(one.type, one.status) for one in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        '"Did you shell the market?" the judge asked.',
        'The judge asked: "Did you shell the market?"',
        "The judge asked whether soldiers shelled the market.",
        "It is unclear whether soldiers shelled the market.",
        "Nobody knows if soldiers shelled the market.",
    ],
)
def test_what_somebody_asks_is_possible(text: str) -> None:
    asked = [one for one in told(text) if "shell" in text[one.trigger.start : one.trigger.end]]
    assert asked
    assert {one.status for one in asked} == {"possible"}


@pytest.mark.parametrize(
    "text",
    [
        "Mohamed Sall in Bamako contributed to this report.",
        "Ahmed Ali and Sarah Jones contributed reporting from Nairobi.",
        "Bate Felix assisted with research from Yaounde.",
    ],
)
def test_who_wrote_a_report_has_aided_nobody(text: str) -> None:
    assert [one for one in told(text) if one.type == "AID"] == []


def test_a_part_of_those_counted_says_nothing() -> None:
    (draft,) = told(
        "Some 900 people died in Bakhmut this year, 60 of them at night, a guard from Oslo said."
    )
    assert draft.chain[0].name == "a guard from Oslo"
