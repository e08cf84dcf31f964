"""Where those speak from on whose word a statement is, and where it happened."""

import hashlib
from datetime import date

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

CASES = [
    # the town of whoever speaks of another town's matter
    (
        "Four nuns were killed near Santiago Nonualco on Tuesday, a priest said. A colonel in San "
        "Salvador said that guerrillas had killed the nuns.",
        "guerrillas had killed the nuns",
        {"Santiago Nonualco"},
    ),
    (
        "Two soldiers were killed near Gao on Monday. An officer told reporters in Bamako that a "
        "sniper had shot them.",
        "a sniper had shot them",
        {"Gao"},
    ),
    (
        "Srebrenica is besieged, the commander wrote. The siege has cost 40 lives, General Milan "
        "Pavic told a press conference in Pale.",
        "The siege has cost 40 lives",
        {"Srebrenica"},
    ),
    # nobody says where it was
    (
        "Ten instructors were killed on Monday, an officer said in Bamako.",
        "Ten instructors were killed",
        set(),
    ),
    # a speaker who tells of his own town
    (
        "The army shelled the north on Monday. A doctor in Timbuktu said that eleven people had "
        "been killed.",
        "eleven people had been killed",
        {"Timbuktu"},
    ),
    (
        "The raid lasted an hour. Eleven people were killed on Monday, a colonel in Gao said.",
        "Eleven people were killed",
        {"Gao"},
    ),
    # where something was agreed is where it happened
    (
        "The two ministers agreed in Algiers on Monday that both sides would free their captives.",
        "agreed in Algiers",
        {"Algiers"},
    ),
]


@pytest.mark.parametrize(("text", "words", "places"), CASES, ids=[one[1] for one in CASES])
def test_an_event_is_not_put_in_the_town_of_whoever_tells_of_it(
    text: str, words: str, places: set[str], parser: SpacyParser
) -> None:
    content = f"A day\n\nBy Anna Brown\nJune 30, 2021\n\n{text}\n".encode()
    raw = RawReport("n.txt", "text/plain", content, hashlib.sha256(content).hexdigest())
    reading = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    found = settle(list(extract([reading], parser)))
    names = {one.id: one.name for one in found.entities}
    told = [one for one in found.statements if words in one.quote and one.type is not None]
    assert told
    assert {names[place] for one in told for place in one.places} == places
