"""Sentences: a table of hard splits, and what holds for any text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.sentences import LONGEST_SENTENCE_CHARS, split_sentences
from rashomon.spans import Span, cut

TABLE = Path(__file__).parent / "data" / "sentences.txt"
CASES = [line for line in TABLE.read_text("utf-8").splitlines() if line and line[0] != "#"]
LOST_SPACE = "The army left the town of Amra.The rebels came."


def sentences(text: str) -> list[str]:
    return [cut(text, span) for span in split_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize("case", [case for case in CASES if case != LOST_SPACE])
def test_a_sentence_ends_where_the_table_says(case: str) -> None:
    wanted = [part.strip() for part in case.split("¦")]
    assert sentences(case.replace("¦ ", "")) == wanted


def test_the_table_is_large() -> None:
    assert len(CASES) >= 200


def test_a_sentence_ends_where_the_space_behind_its_point_was_lost() -> None:
    assert sentences(LOST_SPACE) == ["The army left the town of Amra.", "The rebels came."]


def test_white_space_alone_holds_no_sentence() -> None:
    assert sentences(" \n\t ") == []


def test_a_stretch_without_an_end_is_cut_before_it_grows_too_long() -> None:
    found = sentences("and more, " * 1_000)
    assert all(len(one) <= LONGEST_SENTENCE_CHARS for one in found)
    assert "".join("".join(found).split()) == "andmore," * 1_000


@given(st.text(alphabet="aB.!? “”\"'\n()12…é,", max_size=300))
def test_sentences_hold_all_of_a_text_in_order_but_its_white_space(text: str) -> None:
    spans = list(split_sentences(text, Span(0, len(text))))
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert "".join("".join(cut(text, one) for one in spans).split()) == "".join(text.split())
