"""Speakers at the end of sentences in texts that have lost their commas."""

import pytest
from test_attribution_cases import content_of, report_of

from rashomon.stating.attribution import attribute
from rashomon.stating.attribution.endings import has_lost_commas

FILLER = " ".join(
    ["The road to the old mill stayed closed through the whole of that long week."] * 3
)


def chains_of(sentence: str) -> list[tuple[list[str], str]]:
    """What is said in a sentence of a text without commas."""
    report, trees = report_of(f"{sentence}\n{FILLER}")
    return [
        ([voice.name for voice in one.chain], content_of(report, one))
        for one in attribute(report, trees)
    ]


@pytest.mark.parametrize(
    ("sentence", "names", "content"),
    [
        (
            "Two shells fell near the market and wounded a baker he told SANA.",
            ["he", "SANA"],
            "Two shells fell near the market and wounded a baker",
        ),
        (
            "The column left the base at dawn with forty trucks Reuters reports.",
            ["Reuters"],
            "The column left the base at dawn with forty trucks",
        ),
        (
            "Miners blocked the bridge until noon the Lusaka Labour Council announced this morning.",
            ["the Lusaka Labour Council"],
            "Miners blocked the bridge until noon",
        ),
    ],
)
def test_a_name_before_the_last_cue_speaks_though_no_comma_parts_it(
    sentence: str, names: list[str], content: str
) -> None:
    assert (names, content) in chains_of(sentence)


def test_what_is_only_part_of_the_sentence_is_no_ending() -> None:
    assert chains_of("The council built its plan on all that he said.") == []


def test_a_text_with_commas_or_a_short_one_is_left_to_its_grammar() -> None:
    lost, _ = report_of(FILLER)
    kept, _ = report_of(FILLER.replace("closed", "closed, they found,"))
    short, _ = report_of("The road is open he said.")
    assert [has_lost_commas(one) for one in (lost, kept, short)] == [True, False, False]
