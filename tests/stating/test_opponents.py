"""Who "both sides" are where a pact's sentence names neither."""

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.reports import Passage
from rashomon.spans import cut
from rashomon.stating.opponents import find_opponents
from rashomon.stating.terms import Context

_PARSER = SpacyParser()


def opponents(*sentences: str) -> list[str]:
    text = " ".join(sentences)
    trees, at = [], 0
    for sentence, parse in zip(sentences, _PARSER.parse(sentences), strict=True):
        end = at + len(sentence)
        trees.append(Tree(Passage(f"p{at}", "r", at, end, sentence, 0, "body", "en"), parse))
        at = end + 1
    context = Context(trees=trees, number=len(trees) - 1)
    return [cut(text, span) for span in find_opponents(trees[-1], context)]


def test_both_sides_are_the_two_who_stood_against_each_other_last() -> None:
    found = opponents(
        "The Sudanese army accused the Rapid Support Forces of looting.",
        "In the May declaration both sides had pledged to spare hospitals.",
    )
    assert [one.removeprefix("The ").removeprefix("the ") for one in found] == [
        "Sudanese army",
        "Rapid Support Forces",
    ]


def test_three_who_act_are_no_two_sides() -> None:
    assert not opponents(
        "France, Chad and Libya accused Sudan.",
        "In the May declaration both sides had pledged to spare hospitals.",
    )


def test_nobody_is_sought_where_no_sides_are_spoken_of() -> None:
    assert not opponents(
        "Chad accused Libya of looting.", "The May declaration is still the law of the land."
    )
