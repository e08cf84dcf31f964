"""Disputes as questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records.claims import Dispute, Side
from rashomon.views.citing import Citations
from rashomon.views.questions import ask
from stories import Story


@pytest.fixture
def story():
    story = Story().report("one.txt", "2014-05-10", outlet="First Paper")
    story.entity("Tolna", kind="place").entity("Amra bridge", kind="place")
    story.a = story.say("ten miners were killed", "CASUALTY", "killed", actors=["Rebels"],
                        places=["Tolna"])  # fmt: skip
    story.b = story.say("twelve miners died", "CASUALTY", "died", actors=["Rebels"],
                        places=["Tolna"])  # fmt: skip
    return story


def question(story, field, *values, told=None):
    told = told or (story.a, story.b)
    sides = tuple(Side(value, (), (one.id,), 1) for value, one in zip(values, told, strict=True))
    findings = story.findings()
    return ask(
        Dispute("di-1", "On Rebels, a title", field, "", sides), findings.pacts, Citations(findings)
    )


def test_a_dispute_is_asked_as_its_field_asks(story):
    assert question(story, "number", "10 miners", "at least 12 miners") == (
        "How many miners were killed in Tolna: 10 or at least 12?"
    )
    assert question(story, "number", "10 miners", "12 guards") == (
        "How many in Tolna: 10 miners or 12 guards?"
    )
    assert question(story, "control", "Rebels", "Army") == "Who holds Tolna: Rebels or Army?"
    assert question(story, "identity", "miners", "spies") == "Who were they: “miners” or “spies”?"
    assert question(story, "status", "it is so", "it is denied") == (
        "Is it so: “ten miners were killed”?"
    )


def test_a_pact_of_two_days_is_asked_by_its_name(story):
    told = [
        story.say(f"Ruthenia and Moravia signed a defense pact in {year}", "PACT", "signed",
                  actors=["Ruthenia", "Moravia"], terms=story.clause("signing", signed=day))
        for year, day in ((2010, "2010-03-04"), (2011, "2011-03-04"))
    ]  # fmt: skip
    assert question(story, "signed", "2010-03-04", "2011-03-04", told=told) == (
        "When was the Moravia–Ruthenia defence pact signed: 4 March 2010 or 4 March 2011?"
    )


def test_a_dispute_of_another_kind_keeps_its_title(story):
    assert question(story, "colour", "red", "blue") == "On Rebels, a title"


def test_what_happened_at_a_building_happened_at_it(story):
    told = [
        story.say(words, "CASUALTY", "killed", places=["Amra bridge"])
        for words in ("two were killed", "three were killed")
    ]
    assert question(story, "number", "2 men", "3 men", told=told) == (
        "How many men were killed at Amra bridge: 2 or 3?"
    )


def test_long_answers_stand_below_the_question_alone(story):
    assert question(story, "identity", "x" * 100, "spies") == "Who were they?"


FIELDS = ["number", "signed", "identity", "control", "role", "target", "cause", "status", "other"]


@given(st.sampled_from(FIELDS), st.text(max_size=12), st.text(max_size=12), st.text(max_size=9))
def test_any_values_and_names_give_a_question_of_one_line(field, one, two, name):
    story = Story().report("one.txt", "2014-05-10").entity(name, kind="place")
    told = [story.say(f"{words} fell", "ASSAULT", "fell", actors=[name], places=[name])
            for words in ("a", "b")]  # fmt: skip
    asked = question(story, field, one, two, told=told)
    assert "\n" not in asked
    assert "<" not in asked
