"""Interviews: the answers are the guest's words, the questions the outlet's own."""

from datetime import date

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.reading import read
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings
from rashomon.spans import cut
from rashomon.stating.attribution import attribute

_PARSER = SpacyParser()

INTRO = "Interview with Lena Haddad, formerly harbour master of Amra. Translated 5 March 2014."
WORK = "Lena Haddad ran the harbour until the autumn, when she fled over the hills to the coast."


def told(*paragraphs: str) -> dict[str, list[str]]:
    """Who is the source of which words, the last link of each chain."""
    raw = RawReport("a.txt", "text/plain", "\n\n".join(paragraphs).encode(), "0" * 64)
    reading = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    texts = [one.text for one in reading.passages]
    trees = [
        Tree(passage, parse)
        for passage, parse in zip(reading.passages, _PARSER.parse(texts), strict=True)
    ]
    found: dict[str, list[str]] = {}
    for one in attribute(reading.report, trees):
        words = [cut(reading.report.text, span) for span in one.content]
        found.setdefault(one.chain[-1].name, []).extend(words)
    return found


TURNS = (
    ("Al-Jisr: The army says that it holds the quay. Who is right?", None),
    ("Haddad: Nobody. The cranes were burnt in May. The quay is empty.", "Haddad"),
    ("Al-Jisr: And the pilots?", None),
    ("Haddad: Three pilots were shot by the guards in June.", "Haddad"),
    ("They were buried at sea. I saw it.", "Haddad"),
    ("Al-Jisr: Thank you. Will you go back?", None),
    ("Haddad: The guards will still be there next year.", "Haddad"),
)


def test_labelled_answers_are_the_guest_s_to_the_end_of_the_turn() -> None:
    found = told("Levant Press Reader", INTRO, WORK, *(text for text, _ in TURNS))
    (guest,) = [name for name in found if "Haddad" in name]
    said = " ".join(found[guest])
    assert "The cranes were burnt in May. The quay is empty." in said
    assert "They were buried at sea." in said
    assert "next year" in said
    assert "Who is right?" not in said
    assert "Al-Jisr" not in found


@pytest.mark.parametrize(("asks", "answers"), [("Q", "A"), ("Question", "Answer")])
def test_letters_stand_for_who_asks_and_who_answers(asks: str, answers: str) -> None:
    found = told(
        "THE QUAY IS EMPTY",
        INTRO,
        f"{asks}: What became of the cranes?",
        f"{answers}: They were burnt in May.",
        f"{asks}: And the pilots?",
        f"{answers}: Three pilots were shot by the guards in June.",
    )
    said = " ".join(found["Lena Haddad"])
    assert "burnt in May" in said
    assert "shot by the guards" in said
    assert "What became" not in said


def test_questions_that_are_paragraphs_of_their_own_part_the_guest_s_answers() -> None:
    found = told(
        "THE QUAY IS EMPTY",
        INTRO,
        "What became of the cranes?",
        "I saw them burn in May. The guards had gone by then.",
        "And the pilots?",
        "We buried three of them in June.",
        "Will you go back?",
        "My house was sold to an officer in July.",
    )
    said = " ".join(found["Lena Haddad"])
    assert "The guards had gone by then." in said
    assert "sold to an officer" in said
    assert "And the pilots?" not in said


def test_what_others_told_the_guest_is_told_by_both() -> None:
    found = told(
        "Levant Press Reader",
        INTRO,
        "Al-Jisr: Who holds the quay?",
        "Haddad: An officer told me on Monday that the quay was mined.",
        "Al-Jisr: And the cranes?",
        "Haddad: They were burnt in May.",
    )
    (guest,) = [name for name in found if "Haddad" in name]
    assert "the quay was mined" in " ".join(found[guest])


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "Four things to know about the quay",
            "Cranes: They were burnt in May by the guards.",
            "Pilots: Three of them were shot in June.",
            "Boats: The navy took most of them in July.",
            "Cost: Nobody has counted it so far.",
        ),
        (
            "The quay is empty",
            "Who burnt the cranes?",
            "The army said on Monday that rebels had done it.",
            "Who shot the pilots?",
            "The rebels said that the army had done it.",
            "Who gains from it?",
            "Nobody knows, the mayor said.",
        ),
    ],
)
def test_lists_and_questions_of_the_outlet_are_no_interview(paragraphs: tuple[str, ...]) -> None:
    found = told(*paragraphs)
    assert not {"Cranes", "Pilots", "Boats", "Cost"} & found.keys()
    assert not any("Who shot" in " ".join(words) for words in found.values())
