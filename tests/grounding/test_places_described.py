"""Descriptions of places, "the town", "its airport", "there", go back to the place meant."""

from collections.abc import Callable
from datetime import date

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings

Places = Callable[[str, str], set[str]]


@pytest.fixture
def findings(parser: SpacyParser) -> Callable[[str], Findings]:
    """What a report of some paragraphs gives."""

    def find(text: str) -> Findings:
        page = f"From the field\n\nBy Nadia Costa\nJune 30, 2021\n\n{text}\n".encode()
        raw = RawReport("field.txt", "text/plain", page, "0" * 64)
        reading = read(raw, date(2026, 1, 1), ReadingSettings())
        assert isinstance(reading, Reading)
        return settle(list(extract([reading], parser)))

    return find


@pytest.fixture
def places(findings: Callable[[str], Findings]) -> Places:
    """The names of the places of the statements with a trigger."""

    def name(text: str, trigger: str) -> set[str]:
        found = findings(text)
        names = {one.id: one.name for one in found.entities}
        told = [one for one in found.statements if one.trigger.text == trigger]
        assert told
        return {names[place] for one in told for place in one.places}

    return name


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        # a land is no town
        (
            "Guards captured Mekelle in the region of Tigray. Rebels recaptured the city on Monday.",
            "recaptured",
            "Mekelle",
        ),
        # a large town is no village, a village no city
        (
            "Rebels gathered outside Bangui and in the village of Vurandi. They shelled the city.",
            "shelled",
            "Bangui",
        ),
        (
            "The army holds Bangui. Rebels entered the village of Vurandi. They burned the village.",
            "entered",
            "Vurandi",
        ),
        # the airport is that of the town, and is another place than the town
        (
            "The militia entered Kismayo on Friday. It stormed the airport at dawn.",
            "stormed",
            "Kismayo airport",
        ),
        (
            "Gunmen attacked Juba airport. Hours later the airport was shelled.",
            "shelled",
            "Juba airport",
        ),
        # a base that was told of stands in the town that was named with it
        (
            "Militants attacked an army base in Mainok. Thirty soldiers were killed at the base.",
            "killed",
            "Mainok",
        ),
        # a place called "the town" in between is as near as if it had been named there
        (
            "Officials in Nairobi were silent. Nairobi sent no help when gunmen came to Garissa."
            " By dusk they had burned the mosque of the town. The guards fled. Gunmen hold the"
            " town.",
            "hold",
            "Garissa",
        ),
        # a capital that acts for its state is no town that is spoken of; one of two is not "the town"
        (
            "Rebels surrounded Mocha on Friday. Tehran is sending them drones. The city is empty,"
            " and shells strike the city daily.",
            "strike",
            "Mocha",
        ),
        (
            "If Menaka falls, the militia will have won a third time since it took the towns of Gao"
            " and Kidal in March. Losing the town would be a blow.",
            "Losing",
            "Menaka",
        ),
        # who only speaks from a town says nothing of where it happens
        (
            "Mortars hit the town of Marawi. An officer told reporters in Manila of losses."
            " Jets bombed the city.",
            "bombed",
            "Marawi",
        ),
        (
            "Jets struck a bus in the Afghan capital on Monday.",
            "struck",
            "Afghan capital",
        ),
    ],
)
def test_a_description_goes_back_to_the_place_meant(
    places: Places, text: str, trigger: str, wanted: str
) -> None:
    assert wanted in places(text, trigger)


def test_who_governs_is_not_where_an_airport_is(places: Places) -> None:
    assert "airport" in places("The Malian government met. Gunmen seized the airport.", "seized")


def test_a_facility_is_part_of_its_town_and_apart_from_it(
    findings: Callable[[str], Findings],
) -> None:
    found = findings(
        "The rebels hold Donetsk. Guards still hold Donetsk airport. The airport was shelled twice."
    )
    by_name: dict[str, Entity] = {one.name: one for one in found.entities}
    town, airport = by_name["Donetsk"], by_name["Donetsk airport"]
    assert airport.part_of == town.id
    assert airport.place is not None
    assert airport.place.lat == pytest.approx(town.place.lat if town.place else None)


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        (
            "The militia still holds the town of Vurandi, where two soldiers were killed last week.",
            "killed",
            "Vurandi",
        ),
        (
            "Jets bombed the town of Vurandi.\n\nIf rebels come back, they will be killed there.",
            "killed",
            "Vurandi",
        ),
        (
            "Rebels shelled Bangui and the Tirouna area on Friday.",
            "shelled",
            "Tirouna",
        ),
        (
            "Gunmen killed three guards on the border on Friday.",
            "killed",
            "border",
        ),
    ],
)
def test_the_place_of_a_clause_is_told_in_other_ways(
    places: Places, text: str, trigger: str, wanted: str
) -> None:
    assert wanted in places(text, trigger)


def test_a_nearby_village_is_another_one(places: Places) -> None:
    text = "Rebels entered the village of Vurandi. They shelled a nearby village."
    assert "Vurandi" not in places(text, "shelled")


def test_the_name_of_a_capital_stays_the_town_where_something_happens(places: Places) -> None:
    assert places("A bomb killed nine people in Kabul.", "killed") == {"Kabul"}


def test_a_town_goes_by_the_name_that_is_used_most(
    findings: Callable[[str], Findings],
) -> None:
    found = findings("Shells fell on Taiz. A convoy left Taiz. Men fled to the northern Taiz area.")
    assert [one.name for one in found.entities if "Taiz" in one.aliases] == ["Taiz"]
