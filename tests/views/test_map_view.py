"""The map: only what can be placed is placed, labels keep apart, the ground is cut to what is seen."""

import gzip
import hashlib
import json
import re
from datetime import date
from importlib.resources import files
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records.findings import Findings
from rashomon.server.snapshots import Snapshot
from rashomon.views.basemap import (
    FARTHEST_NORTH,
    UNITS,
    Frame,
    draw_ground,
    fit_frame,
    length_of,
    project,
)
from rashomon.views.labels import Wanted, box_of, place_labels
from rashomon.views.map_view import VAGUE_KM, Atlas, atlas_on, make_atlas, spot_role
from rashomon.views.standings import make_standings

SYRIA = (35.0, 32.0, 42.0, 37.5)
BASEMAP = files("rashomon.views") / "data" / "basemap"


@pytest.fixture(scope="module")
def atlas(sample_findings: Findings) -> Atlas:
    snapshot = Snapshot(sample_findings)
    return make_atlas(snapshot, make_standings(snapshot))


def numbers(path: str) -> list[tuple[int, int]]:
    """The points of a path in absolute units."""
    found = []
    for piece in path.split("M")[1:]:
        x, y, *rest = (int(one) for one in re.findall(r"-?\d+", piece))
        found.append((x, y))
        for dx, dy in zip(rest[::2], rest[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def test_what_is_as_large_as_a_country_is_no_point_on_the_map(atlas: Atlas) -> None:
    assert all(one.radius_km <= VAGUE_KM for one in atlas.spots)
    assert "Syria" in {one.name for one in atlas.vague}
    assert "Syria" not in {one.name for one in atlas.spots}
    assert all(one.claims > 0 and one.why for one in atlas.vague)


def test_every_claim_with_a_town_stands_at_it(atlas: Atlas, sample_findings: Findings) -> None:
    named = {one.id: one for one in sample_findings.entities if one.kind in ("place", "facility")}
    claim_of = {told: one.id for one in sample_findings.claims for told in one.statements}
    shown = {(said.claim, spot.lat, spot.lon) for spot in atlas.spots for said in spot.said}
    worded = (one for one in sample_findings.statements if not one.areas)
    for one in worded:
        for place in (named[name].place for name in one.places if name in named):
            if place is None or place.lat is None or (place.radius_km or 0) > VAGUE_KM:
                continue
            assert (claim_of[one.id], place.lat, place.lon) in shown


def test_on_an_earlier_day_later_claims_are_marked_and_colours_are_those_of_then(
    atlas: Atlas,
) -> None:
    then = atlas_on(atlas, date(2013, 6, 5))
    for spot in then.spots:
        for said in spot.said:
            assert said.is_later == (said.turns[0].day > date(2013, 6, 5))
    assert {one.is_later for spot in then.spots for one in spot.said} == {False, True}
    damascus = next(one for one in atlas.spots if one.name == "Damascus")
    assert spot_role(damascus.said) == "contested"
    early = next(one for one in atlas_on(atlas, date(2012, 8, 5)).spots if one.id == damascus.id)
    assert spot_role(early.said) != "contested"


def test_the_first_view_shows_where_most_is_claimed(atlas: Atlas) -> None:
    west, south, east, north = atlas.views[0].box
    inside = [one for one in atlas.spots if west <= one.lon <= east and south <= one.lat <= north]
    claims = sum(len(one.said) for one in atlas.spots)
    assert sum(len(one.said) for one in inside) > claims / 2
    assert east - west < 20


def test_a_frame_holds_its_box_and_keeps_its_shape() -> None:
    frame = fit_frame(SYRIA, 920, 830)
    west, south, east, north = SYRIA
    assert frame.west <= west < east <= frame.east
    assert frame.south <= south < north <= frame.north
    assert project(frame, frame.west, frame.north) == (0, 0)
    x, y = project(frame, frame.east, frame.south)
    assert (round(x), round(y)) == (920 * UNITS, 830 * UNITS)


def test_a_circle_of_a_hundred_kilometres_is_as_wide_as_a_hundred_kilometres() -> None:
    frame = fit_frame(SYRIA, 920, 830)
    north, south = project(frame, 38, 35.45), project(frame, 38, 34.55)
    assert abs((south[1] - north[1]) - length_of(frame, 100, 35)) < 3


def test_the_ground_has_land_borders_and_rivers_near_the_frame_only() -> None:
    frame = fit_frame(SYRIA, 920, 830)
    ground = draw_ground(frame, (36.3, 33.5))
    assert {"Syria", "Jordan"} <= {one.name for one in ground.names}
    for path in (ground.land, ground.borders, ground.rivers, ground.lakes, ground.focus):
        assert path
        assert all(-2 * frame.width < x < 3 * frame.width for x, _ in numbers(path))
    assert len(ground.land + ground.borders + ground.rivers + ground.focus) < 20_000


def test_nothing_is_drawn_straight_across_the_world() -> None:
    frame = fit_frame((-175.0, -55.0, 175.0, 75.0), 920, 830)
    ground = draw_ground(frame)
    for path in (ground.land, ground.borders):
        pieces = [numbers(f"M{piece}") for piece in path.split("M")[1:]]
        steps = [abs(x - before) for one in pieces for (before, _), (x, _) in pairwise(one)]
        assert max(steps) < frame.width / 2


def test_the_sea_is_no_land_and_a_country_is() -> None:
    assert draw_ground(fit_frame(SYRIA, 920, 830), (36.3, 33.5)).focus
    assert not draw_ground(fit_frame(SYRIA, 920, 830), (33.0, 34.0)).focus


def test_the_ground_files_are_those_of_the_manifest() -> None:
    told = json.loads((BASEMAP / "MANIFEST.json").read_text())["packages"]
    names = {name: digest for one in told for name, digest in one["files"].items()}
    for name, digest in names.items():
        assert hashlib.sha256((BASEMAP / name).read_bytes()).hexdigest() == digest
    assert {"110m.json.gz", "50m.json.gz", "10m.json.gz"} <= names.keys()
    arcs = json.loads(gzip.decompress((BASEMAP / "110m.json.gz").read_bytes()))["arcs"]
    assert all(len(one) >= 4 and len(one) % 2 == 0 for one in arcs)


points = st.lists(
    st.builds(
        Wanted,
        st.floats(0, 800),
        st.floats(0, 600),
        st.text("abcdef", min_size=1, max_size=20),
        st.sampled_from(["", "three claims"]),
        st.booleans(),
    ),
    max_size=30,
)


@given(points)
def test_labels_cover_neither_one_another_nor_the_edge(wanted: list[Wanted]) -> None:
    labels = place_labels(wanted, 800, 600)
    boxes = [
        box_of(one, label) for one, label in zip(wanted, labels, strict=True) if label is not None
    ]
    assert all(
        left >= 0 and top >= 0 and right <= 800 and bottom <= 600
        for left, top, right, bottom in boxes
    )
    for one, other in combinations(boxes, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def test_a_point_by_itself_has_its_label_on_the_right() -> None:
    label = place_labels([Wanted(100, 100, "Homs", "2 claims")], 800, 600)[0]
    assert label is not None
    assert label.anchor == "start"


@given(st.floats(-170, 100), st.floats(-60, 50), st.floats(0.5, 60), st.floats(0.5, 25))
def test_any_stretch_of_the_world_can_be_framed(
    west: float, south: float, wide: float, high: float
) -> None:
    frame: Frame = fit_frame((west, south, west + wide, south + high), 920, 830)
    assert frame.west < frame.east
    assert -90 < frame.south < frame.north < 90
    assert frame.south < FARTHEST_NORTH
