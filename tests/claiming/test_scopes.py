"""Over which days and places figures count, as far as their words say."""

from datetime import date
from typing import Any

import pytest
from test_claims_origins_disputes import ENTITIES, TWO, statement

from rashomon.claiming.clashes import quantity_words
from rashomon.claiming.facts import Facts, find_facts
from rashomon.claiming.questions import with_answers
from rashomon.claiming.scopes import are_of_two_scopes, counts_more, counts_part
from rashomon.instants import Days
from rashomon.records.mentions import Quantity

NIGHT = Days(date(2014, 3, 3), date(2014, 3, 3))


def figure(quote: str, number: int, of: str = "people", **more: Any) -> tuple[Facts, Quantity]:
    counted = Quantity(number, number, of)
    told = statement("a", quote, "killed", type="CASUALTY", quantities=(counted,), **more)
    return find_facts(TWO, [told], ENTITIES)[0], counted


def are_apart(one: tuple[Facts, Quantity], other: tuple[Facts, Quantity]) -> bool:
    return are_of_two_scopes(one[0], other[0], (one[1], other[1]))


@pytest.mark.parametrize(
    "whole",
    [
        "640 people were killed since the war began",
        "640 people were killed so far",
        "640 people were killed across the country",
        "640 people were killed in the past three weeks",
    ],
)
def test_a_night_s_dead_of_one_town_are_a_part_of_what_a_sentence_sums_up(whole):
    part = figure("210 people were killed in Marn", 210, places=("Marn",), days=NIGHT)
    assert are_apart(part, figure(whole, 640))
    assert are_apart(figure(whole, 640), part)


def test_a_part_that_is_larger_than_the_whole_contradicts_it():
    part = figure("910 people were killed in Marn", 910, places=("Marn",), days=NIGHT)
    assert not are_apart(part, figure("640 people were killed since the war began", 640))


def test_two_counts_of_one_night_are_of_one_scope():
    one = figure("12 people were killed in Marn", 12, places=("Marn",), days=NIGHT)
    other = figure("20 people were killed since Monday", 20)
    assert not are_apart(one, other)


def test_another_raid_is_another_occasion():
    one = figure("12 people were killed", 12)
    assert are_apart(one, figure("20 people were killed in a separate attack", 20))
    assert are_apart(one, figure("it killed 20 people in a raid of its own", 20))


def test_figures_of_some_and_of_several_are_known_by_their_words():
    assert counts_part(*figure("14 people were killed, including 7 civilians", 7, "civilians"))
    assert not counts_part(*figure("14 people were killed, including 7 civilians", 14))
    assert counts_more(*figure("88 rebel and army fighters were killed", 88, "rebel"))
    assert counts_more(*figure("the raid killed or wounded 30 people", 30))
    assert not counts_more(*figure("it killed 30 rebels and wounded two boys", 30, "rebels"))


def test_a_loose_number_is_told_in_its_own_word():
    assert quantity_words(Quantity(24, 99, "“rebels”")) == "dozens of rebels"
    assert quantity_words(Quantity(200, 999, "")) == "hundreds"
    assert quantity_words(Quantity(24, 98, "men")) == "24 to 98 men"


def test_accounts_that_count_the_same_are_asked_for_by_it():
    question = "How many rebels were killed?"
    assert with_answers("number", question, ["11 rebels", "dozens of rebels"]) == (
        "How many rebels were killed: 11 or dozens?"
    )
