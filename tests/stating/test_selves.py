"""Whom "we" stands for: the body of whoever speaks, where the report tells which that is."""

from datetime import date

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.reading import read
from rashomon.records.drafts import Draft
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings
from rashomon.spans import Span, cut
from rashomon.stating import state

_PARSER = SpacyParser()


def told(*paragraphs: str) -> tuple[str, list[Draft]]:
    """The text of a report and the drafts in it."""
    raw = RawReport("a.txt", "text/plain", "\n\n".join(paragraphs).encode(), "0" * 64)
    reading = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    parses = _PARSER.parse([one.text for one in reading.passages])
    trees = [Tree(passage, parse) for passage, parse in zip(reading.passages, parses, strict=True)]
    return reading.report.text, list(state(reading.report, trees))


def names(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [cut(text, span) for span in spans]


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ('"We shelled the town," a Ukrainian army spokesman said.', "Ukrainian army"),
        ('"We shelled the town," an M23 spokesman told reporters.', "M23"),
        (
            '"We shelled the town," said Omar Sall, a spokesman for the Azawad Front.',
            "Azawad Front",
        ),
        ('"We shelled the town," the rebels said in a statement.', "the rebels"),
    ],
)
def test_we_is_the_body_that_the_speaker_is_said_to_speak_for(sentence: str, body: str) -> None:
    text, drafts = told(sentence)
    actors = [names(text, one.actors) for one in drafts if one.type == "ASSAULT"]
    assert actors
    assert all(body in " ".join(found) for found in actors), actors


def test_us_is_the_body_of_the_speaker_as_well() -> None:
    text, drafts = told('"They attacked us near Laiza," a Kachin commander said.')
    targets = [names(text, one.targets) for one in drafts if one.type == "ASSAULT"]
    assert targets in ([["Kachin"]], [["a Kachin"]])


def test_a_speaker_keeps_the_office_that_he_was_introduced_with() -> None:
    text, drafts = told(
        "The ford was quiet on Monday, said Omar Sall, a spokesman for the Azawad Front.",
        "Carts crossed it all day long.",
        '"We have captured the camp," Sall said.',
    )
    takers = [names(text, one.actors) for one in drafts if one.type == "CONTROL"]
    assert takers
    assert all("Azawad Front" in " ".join(found) for found in takers), takers


def test_who_speaks_for_nobody_leaves_we_as_it_stands() -> None:
    text, drafts = told('"We fled at night," said Amina Bello, a resident of Sake.')
    assert [names(text, one.actors) for one in drafts if one.type == "RETREAT"] == [["We"]]


def test_we_in_the_outlet_s_own_voice_stays() -> None:
    text, drafts = told("We visited the camp, which the army shelled on Monday.")
    assert ["the army"] in [names(text, one.actors) for one in drafts if one.type == "ASSAULT"]
    assert all(
        "army" not in " ".join(names(text, one.actors)) for one in drafts if one.type == "CONSULT"
    )
