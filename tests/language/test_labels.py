"""The labels of names: a town is a town wherever a report has it."""

from collections.abc import Callable

import pytest

from rashomon.grounding.places import tell_place
from rashomon.language.labels import label_places
from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.reports import Passage

Labels = Callable[..., dict[str, set[str]]]


@pytest.fixture
def labels(parser: SpacyParser) -> Labels:
    """The labels of each word of some sentences of one report."""

    def label(*sentences: str) -> dict[str, set[str]]:
        trees, at = [], 0
        for sentence, parse in zip(sentences, parser.parse(sentences), strict=True):
            trees.append(
                Tree(
                    Passage(f"ps-{at}", "rp-1", at, at + len(sentence), sentence, 0, "body", "en"),
                    parse,
                )
            )
            at += len(sentence) + 1
        label_places(trees, tell_place)
        found: dict[str, set[str]] = {}
        for node in (node for tree in trees for node in tree):
            found.setdefault(node.text, set()).add(node.entity)
        return found

    return label


@pytest.mark.parametrize(
    ("sentence", "town"),
    [
        ("The militia shelled Tskhinvali for two nights.", "Tskhinvali"),
        ("The convoy withdrew from Kidal at dawn.", "Kidal"),
        ("Gunmen ambushed a patrol a few miles south of Vurandi.", "Vurandi"),
        ("Jets bombed the area of Tinarouz on Sunday.", "Tinarouz"),
        ("The guards fell back on Menaka in the evening.", "Menaka"),
        ("Residents heard heavy shelling around Sakerra.", "Sakerra"),
        ("The column had entered Sebha by noon.", "Sebha"),
        ("Militants attacked Ansongo before dawn.", "Ansongo"),
        ("Rebels hold the towns of Ansongo and Kidal.", "Kidal"),
        ("Shells fell on the market of Togolla on Sunday.", "Togolla"),
        ("The police gave up Sakerra to the gangs.", "Sakerra"),
        ("The militia have held Vurandi and the whole of western Tigray.", "Vurandi"),
        ("The blockade of Sakerra began on Monday.", "Sakerra"),
        ("The firm evacuated its staff from Vurandi on Monday.", "Vurandi"),
        ("If Menaka falls, the road north lies open.", "Menaka"),
        ("The rebels have besieged Al-Tirra and Kefrona since March.", "Kefrona"),
    ],
)
def test_a_town_is_told_by_the_words_before_it(labels: Labels, sentence: str, town: str) -> None:
    assert labels(sentence)[town] <= {"GPE", "LOC", "FAC"}


def test_a_name_that_is_a_place_once_is_one_in_the_whole_report(labels: Labels) -> None:
    found = labels(
        "The rebels gathered in the village of Vurandi.",
        "The army would take Vurandi before the rains, its commander said.",
    )
    assert found["Vurandi"] == {"GPE"}


def test_all_names_of_a_person_are_one_name(labels: Labels) -> None:
    found = labels("The minister, Marie-Claire Ndiaye Diop, flew to Bissau.")
    assert found["Ndiaye"] == found["Diop"] == {"PERSON"}


def test_a_surname_stays_a_persons_though_a_town_has_it(labels: Labels) -> None:
    found = labels(
        "Senator Peter Lincoln spoke for an hour.", "Anger at what was seen in Lincoln has grown."
    )
    assert "PERSON" in found["Peter"]
    assert "PERSON" in found["Lincoln"]


def test_an_actor_that_is_known_is_no_place(labels: Labels) -> None:
    assert "GPE" not in labels("Fighters returned from Hezbollah and from Wagner.")["Hezbollah"]


def test_both_words_of_a_town_are_its_name(labels: Labels) -> None:
    found = labels("Troops rode out of Goz Beida at noon.")
    assert found["Goz"] == found["Beida"] == {"GPE"}
