"""Who says what, and how many, where two speakers share a sentence."""

import pytest
from test_attribution_cases import report_of

from rashomon.records.drafts import Draft
from rashomon.spans import cut
from rashomon.stating import state


def told(text: str) -> list[tuple[Draft, str, list[str]]]:
    """The drafts of a text, with their words and their chains."""
    report, trees = report_of(text)
    return [
        (one, cut(report.text, one.span), [voice.name for voice in one.chain])
        for one in state(report, trees)
    ]


TWO_FIGURES = [
    (
        "Turkey sent 2,000 fighters to Libya, a UN panel said; about 5,000, says an officer in Misrata.",
        "about 5,000",
        "FORCE",
        "an officer in Misrata",
    ),
    (
        "The army said 40 villagers were killed at Konna; at least 75, said the village elders.",
        "at least 75",
        "CASUALTY",
        "the village elders",
    ),
    (
        "The army said 40 villagers were killed at Konna on Monday; the village elders say 75.",
        "75",
        "CASUALTY",
        "the village elders",
    ),
    (
        "From 3,000 to 4,000 men, estimates an officer of the mission; not more than 500, says Ndayi.",
        "not more than 500",
        "FORCE",
        "Ndayi",
    ),
]


@pytest.mark.parametrize(("text", "quote", "kind", "speaker"), TWO_FIGURES)
def test_a_figure_behind_a_semicolon_is_that_of_whoever_stands_there(
    text: str, quote: str, kind: str, speaker: str
) -> None:
    assert [(one.type, chain) for one, words, chain in told(text) if words == quote] == [
        (kind, [speaker])
    ]


@pytest.mark.parametrize("text", [one[0] for one in TWO_FIGURES])
def test_what_stands_before_the_semicolon_is_not_the_second_speakers(text: str) -> None:
    assert all(";" not in words and len(chain) == 1 for _, words, chain in told(text))


def test_who_speaks_behind_two_clauses_does_not_say_the_first_for_sure() -> None:
    found = told("The road is closed; the bridge has been blown up, the mayor said.")
    assert [words for _, words, chain in found if chain] == ["the bridge has been blown up"]


def test_a_quotation_with_a_semicolon_is_one_speakers() -> None:
    found = told('"We hold the bridge; they hold the market," said Moussa Keita, a fighter.')
    assert {tuple(chain) for one, _, chain in found if one.type == "CONTROL"} == {("Moussa Keita",)}


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("The village elders count 75.", "The village elders"),
        ("The police admit to eleven.", "The police"),
        ("A priest gave a figure of 52.", "A priest"),
    ],
)
def test_a_figure_alone_is_of_those_told_of_before(said: str, speaker: str) -> None:
    found = told(f"The army said 40 villagers were killed at Konna on Monday.\n{said}")
    assert [one.type for one, _, chain in found if chain == [speaker]] == ["CASUALTY"]
