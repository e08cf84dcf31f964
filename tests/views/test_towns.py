"""Towns on the ground of the map: large ones first, none in the way of a claim or of another."""

import gzip
import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.views.basemap import UNITS, fit_frame
from rashomon.views.towns import MOST_TOWNS, place_towns

LEVANT = fit_frame((34.0, 31.5, 43.0, 38.0), 920, 830)


def test_the_largest_towns_of_a_frame_are_named_in_letters_that_the_fonts_have() -> None:
    towns, _ = place_towns(LEVANT, (), (), ())
    names = [one.name for one in towns]
    assert {"Aleppo", "Damascus", "Beirut"} <= set(names)
    assert len(names) == len(set(names)) <= MOST_TOWNS
    path = files("rashomon.views") / "data" / "towns.json.gz"
    table = json.loads(gzip.decompress(path.read_bytes()))
    assert len(table["names"]) == len(table["lat"]) == len(table["lon"]) > 10_000
    assert all(one and (one[0] <= "\xff" or one[0] in "‘’") for one in table["names"])


def test_a_town_that_stands_on_the_map_already_is_not_named_again() -> None:
    (first, *_), _ = place_towns(LEVANT, (), (), ())
    by_place, _ = place_towns(LEVANT, [(first.x / UNITS, first.y / UNITS)], (), ())
    by_name, _ = place_towns(LEVANT, (), (), [first.name.upper()])
    assert first.name not in {one.name for one in (*by_place, *by_name)}


@settings(max_examples=30, deadline=None)
@given(
    st.floats(-170, 150), st.floats(-60, 60), st.floats(1, 80),
    st.lists(st.tuples(st.floats(0, 900), st.floats(0, 800)), max_size=8),
)  # fmt: skip
def test_names_of_towns_cover_nothing_and_stay_inside(
    west: float, south: float, across: float, corners: list[tuple[float, float]]
) -> None:
    frame = fit_frame((west, south, west + across, min(78.0, south + across / 2)), 920, 830)
    covered = [(x, y, x + 120, y + 30) for x, y in corners]
    towns, boxes = place_towns(frame, (), covered, ())
    assert len(towns) == len(boxes) <= MOST_TOWNS
    for at, (left, top, right, bottom) in enumerate(boxes):
        assert left > 0
        assert right < 920
        assert top > 0
        assert bottom < 830
        for other in (*covered, *boxes[:at]):
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_where_nobody_lives_nothing_is_named() -> None:
    sea = fit_frame((-40.0, -45.0, -35.0, -42.0), 920, 830)
    assert place_towns(sea, (), (), ()) == ((), ())


@pytest.mark.parametrize("turn", [-360, 360])
def test_over_the_edge_of_the_world_the_same_towns_stand_again(turn: int) -> None:
    turned = fit_frame((34.0 + turn, 31.5, 43.0 + turn, 38.0), 920, 830)
    here = [one.name for one in place_towns(LEVANT, (), (), ())[0]]
    assert [one.name for one in place_towns(turned, (), (), ())[0]] == here
