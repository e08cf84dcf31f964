"""Whom pronouns go back to: what grammar forbids, and what news never means."""

from datetime import date

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.findings import Findings
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

HEAD = "What became of them\n\nBy Anna Brown\nJune 30, 2021\n\n"


def settled(text: str, parser: SpacyParser) -> Findings:
    raw = RawReport("note.txt", "text/plain", f"{HEAD}{text}\n".encode(), "0" * 64)
    reading = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    return settle(list(extract([reading], parser)))


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        (
            "Col. Marko Vidal is dead. The army says that a sniper killed him.",
            "CASUALTY",
            "Marko Vidal",
        ),
        (
            "Col. Marko Vidal is dead. A source says that he was shot by his own men.",
            "ASSAULT",
            "Marko Vidal",
        ),
        ("The colonel fell on Monday. A sniper shot him.", "ASSAULT", "colonel"),
    ],
)
def test_an_object_is_not_the_doer_nor_the_source_that_tells_of_it(
    text: str, kind: str, target: str, parser: SpacyParser
) -> None:
    found = settled(text, parser)
    names = {one.id: one.name for one in found.entities}
    told = [one for one in found.statements if one.type == kind]
    assert target in {names[one] for statement in told for one in statement.targets}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "Between 3,000 and 4,000 Kenyan soldiers are fighting the rebels in Kismayo.",
            "Kenyan army",
        ),
        ("Another 1,500 men attacked Kismayo on Monday.", "men"),
    ],
)
def test_a_number_is_no_part_of_a_name(text: str, actor: str, parser: SpacyParser) -> None:
    found = settled(text, parser)
    names = {one.id: one.name for one in found.entities}
    assert {names[one] for row in found.statements for one in row.actors} == {actor}


def test_a_surname_may_have_particles(parser: SpacyParser) -> None:
    text = "Salma Ben Othman accused Turkey of lying. Ben Othman accused Qatar of lying, too."
    found = settled(text, parser)
    names = {one.id: one.name for one in found.entities}
    accusers = [one.actors for one in found.statements if one.type == "ACCUSE"]
    assert [[names[one] for one in actors] for actors in accusers] == [["Salma Ben Othman"]] * 2


HELD = [
    (
        "Rebels took Bor. Colonel Deng Ater, who commanded the Fifth Division, mutinied and seized it"
        " on May 3.",
        "Deng Ater",
        "Bor",
    ),
    (
        "Azerbaijan's President Ilham Aliyev said his forces had taken Shusha.",
        "Azerbaijan",
        "Shusha",
    ),
    (
        "Kolda Marr, the spokesman of the rebels, said that his forces still held Bor.",
        "rebels",
        "Bor",
    ),
    (
        "Soldiers without insignia hold the town of Tiraspol in Moldova.",
        "soldiers without insignia",
        "Tiraspol",
    ),
    (
        "Troops in unmarked uniforms took Bender in Moldova.",
        "troops in unmarked uniforms",
        "Bender",
    ),
]


@pytest.mark.parametrize(("text", "holder", "place"), HELD)
def test_a_town_is_held_by_those_whose_men_they_are(
    text: str, holder: str, place: str, parser: SpacyParser
) -> None:
    found = settled(text, parser)
    names = {one.id: one.name for one in found.entities}
    holds = {
        (names[who], names[where])
        for one in found.statements
        if one.type == "CONTROL"
        for who in one.actors
        for where in one.places
    }
    assert (holder, place) in holds


def test_who_names_somebody_to_an_office_is_not_called_so(parser: SpacyParser) -> None:
    found = settled("General Omar Sall named Adama Diarra, a judge, president on Monday.", parser)
    assert {"Omar Sall", "Adama Diarra"} <= {one.name for one in found.entities}
