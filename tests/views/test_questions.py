"""Disputes as questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records.claims import Dispute, Side
from rashomon.views.questions import ask
from stories import Story


def question(field, asked, *values, pacts=(), told=()):
    told = told or [()] * len(values)
    sides = tuple(Side(value, (), ids, 1) for value, ids in zip(values, told, strict=True))
    return ask(Dispute("di-1", "On Rebels, a title", field, "", sides, asked), pacts)


@pytest.mark.parametrize(
    ("field", "asked", "values", "wanted"),
    [
        ("number", "How many miners were killed in Tolna?", ("10 miners", "at least 12 miners"),
         "How many miners were killed in Tolna: 10 or at least 12?"),
        ("number", "How many in Tolna?", ("10 miners", "12 guards"),
         "How many in Tolna: 10 miners or 12 guards?"),
        ("control", "Who holds Tolna?", ("Rebels", "Army"), "Who holds Tolna: Rebels or Army?"),
        ("status", "Is it so: “ten miners died”?", ("it is so", "it is denied"),
         "Is it so: “ten miners died”?"),
        ("cause", "How did the 3 miners die?", ("a blast", "a fall"), "How did the 3 miners die?"),
    ],
)  # fmt: skip
def test_a_dispute_is_asked_with_its_accounts_as_answers(field, asked, values, wanted):
    assert question(field, asked, *values) == wanted


def test_a_pact_of_two_days_is_asked_by_its_name():
    story = Story().report("one.txt", "2014-05-10", outlet="First Paper")
    told = [
        story.say(f"Ruthenia and Moravia signed a defense pact in {year}", "PACT", "signed",
                  actors=["Ruthenia", "Moravia"], terms=story.clause("signing", signed=day))
        for year, day in ((2010, "2010-03-04"), (2011, "2011-03-04"))
    ]  # fmt: skip
    found = question(
        "signed", "When was the pact of Moravia and Ruthenia signed?", "2010-03-04", "2011-03-04",
        pacts=story.findings().pacts, told=[(one.id,) for one in told],
    )  # fmt: skip
    assert found == (
        "When was the Moravia–Ruthenia defence pact signed: 4 March 2010 or 4 March 2011?"
    )


def test_a_dispute_without_a_question_keeps_its_title():
    assert question("colour", "", "red", "blue") == "On Rebels, a title"


def test_long_answers_stand_below_the_question_alone():
    assert question("role", "What is the part of Rebels?", "a " * 40, "b") == (
        "What is the part of Rebels?"
    )


@given(
    field=st.sampled_from(["number", "control", "signed", "status"]),
    asked=st.text(max_size=20),
    values=st.lists(st.text(max_size=20), min_size=2, max_size=3),
)
def test_any_words_give_a_question_of_one_line_without_marks(field, asked, values):
    found = question(field, asked, *values)
    assert "\n" not in found
    assert "<" not in found
