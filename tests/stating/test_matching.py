"""Whether what is taken is a place or people."""

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.reports import Passage
from rashomon.stating.events import find_events

_PARSER = SpacyParser()


def types_of(text: str) -> set[str]:
    passage = Passage("p", "r", 0, len(text), text, 0, "body", "en")
    return {one.type for one in find_events(Tree(passage, next(_PARSER.parse([text]))))}


@pytest.mark.parametrize(
    "text",
    [
        "Loyalists seized Tarhuna from the militia on Friday.",
        "Rebels captured Maarat al-Numan at dawn.",
        "Tal Afar is still held by the militants.",
    ],
)
def test_a_town_that_is_taken_is_held_and_no_captive(text: str) -> None:
    found = types_of(text)
    assert "CONTROL" in found
    assert not found & {"CAPTIVITY", "COERCE"}


@pytest.mark.parametrize(
    "text",
    [
        "Loyalists seized General Tariq Mansour on Friday.",
        "Rebels captured nine Tunisian engineers.",
        "The nuns are still held by the militants.",
    ],
)
def test_people_who_are_taken_are_captives_and_no_place(text: str) -> None:
    found = types_of(text)
    assert "CAPTIVITY" in found
    assert "CONTROL" not in found
