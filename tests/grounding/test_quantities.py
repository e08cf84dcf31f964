"""What numbers in reports mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.grounding.figures import read_quantity
from rashomon.grounding.quantities import find_quantities
from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Tree
from rashomon.records.mentions import Quantity
from rashomon.records.reports import Passage

_PARSER = SpacyParser()

WORDED = [
    ("more than 300 reservists", Quantity(300, None, "reservists")),
    ("at least seven lorries", Quantity(7, None, "lorries")),
    ("up to 90 sailors", Quantity(None, 90, "sailors")),
    ("never more than 70 guards", Quantity(None, 70, "guards")),
    ("dozens of shepherds", Quantity(24, 99, "shepherds")),
    ("hundreds of recruits", Quantity(200, 999, "recruits")),
    ("about 200 boats", Quantity(200, 200, "boats")),
    ("nearly 200 boats", Quantity(180, 200, "boats")),
    ("between 15 and 25 lorries", Quantity(15, 25, "lorries")),
    ("15-25 lorries", Quantity(15, 25, "lorries")),
    ("thirty-one sailors", Quantity(31, 31, "sailors")),
    ("two hundred and six miners", Quantity(206, 206, "miners")),
    ("1.5 million leaflets", Quantity(1_500_000, 1_500_000, "leaflets")),
    ("12,400 voters", Quantity(12_400, 12_400, "voters")),
    ("a dozen cooks", Quantity(12, 12, "cooks")),
    ("four of the miners", Quantity(4, 4, "miners")),
    ("half a dozen lorries", Quantity(6, 6, "lorries")),
    ("half a million voters", Quantity(500_000, 500_000, "voters")),
    ("a dozen and a half cooks", Quantity(18, 18, "cooks")),
    ("two and a half thousand miners", Quantity(2_500, 2_500, "miners")),
    ("several hundred sailors", Quantity(200, 999, "sailors")),
    ("a few dozen sailors", Quantity(24, 99, "sailors")),
    ("a couple of hundred sailors", Quantity(200, 200, "sailors")),
    ("dozens, perhaps hundreds, of sailors", Quantity(24, 999, "sailors")),
    ("two to three dozen sailors", Quantity(24, 36, "sailors")),
    ("200 or more boats", Quantity(200, None, "boats")),
    ("3,000+ boats", Quantity(3_000, None, "boats")),
    ("thirty-odd boats", Quantity(30, 30, "boats")),
    ("300 boats at most", Quantity(None, 300, "boats")),
    ("just under 500 boats", Quantity(450, 500, "boats")),
    ("well over 500 boats", Quantity(500, None, "boats")),
    ("a good 300 boats", Quantity(300, None, "boats")),
    ("anywhere between 20 and 30 boats", Quantity(20, 30, "boats")),
    ("12 000 boats", Quantity(12_000, 12_000, "boats")),
    ("12.000 boats", Quantity(12_000, 12_000, "boats")),
    ("2.125 million leaflets", Quantity(2_125_000, 2_125_000, "leaflets")),
    ("“well over 300” Kenyan boats", Quantity(300, None, "Kenyan boats")),
]


@pytest.mark.parametrize(("text", "meant"), WORDED)
def test_a_quantity_is_read_with_its_bounds_and_what_it_counts(text: str, meant: Quantity) -> None:
    assert read_quantity(text) == meant


@pytest.mark.parametrize("text", ["", "miners", "and", "the", "9" * 500])
def test_words_without_a_sane_number_are_no_quantity(text: str) -> None:
    assert read_quantity(text) is None


@given(st.integers(0, 10**9))
def test_a_figure_with_commas_means_itself(number: int) -> None:
    found = read_quantity(f"{number:,} men")
    assert found == Quantity(number, number, "men")


@given(st.text(max_size=80))
def test_any_text_gives_bounds_in_order_or_none(text: str) -> None:
    found = read_quantity(text)
    if found is not None and found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.high


@pytest.mark.parametrize(
    "text",
    [
        "The toll rose to 132.",
        "The toll from the attack on the port of Goma rose to 132.",
        "The death toll of the raid on Solhan now stands at 132.",
    ],
)
def test_a_toll_is_told_however_far_from_its_figure(text: str) -> None:
    tree = Tree(Passage("p", "r", 0, len(text), text, 0, "body", "en"), next(_PARSER.parse([text])))
    assert [one.text for one in find_quantities(tree)] == ["132"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The army handed over 15 prisoners.", ["15 prisoners"]),
        ("Several hundred fighters crossed the river.", ["Several hundred fighters"]),
        ("A handful of guards stayed.", ["handful of guards"]),
        ("The final score of the match pleased half the town.", []),
        ("At the very least 12 shepherds were killed.", ["At the very least 12 shepherds"]),
    ],
)
def test_a_quantity_is_found_with_its_bound_and_no_particle_of_a_verb(
    text: str, found: list[str]
) -> None:
    tree = Tree(Passage("p", "r", 0, len(text), text, 0, "body", "en"), next(_PARSER.parse([text])))
    assert [one.text for one in find_quantities(tree)] == found
