"""The map: where it is said to have happened, how sure the place is, and what no map can show."""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from rashomon.server.asking import Ask
from rashomon.server.pages.screens import Rows, Screen
from rashomon.server.pages.timeline import MOST_TURNING_DAYS, report_days_of, standings_of
from rashomon.server.problems import bad_filter
from rashomon.server.snapshots import Snapshot
from rashomon.views.basemap import (
    UNITS,
    Box,
    CountryName,
    Frame,
    Ground,
    draw_ground,
    fit_frame,
    length_of,
    project,
)
from rashomon.views.cells import Role
from rashomon.views.labels import Label, Wanted, around, box_of, is_covered, place_labels
from rashomon.views.map_view import (
    EXACT_KM,
    MOST_CLAIMS,
    MOST_PLACES,
    Atlas,
    Route,
    Said,
    Shape,
    Spot,
    Vague,
    atlas_on,
    make_atlas,
    spot_role,
    spot_shape,
)
from rashomon.views.standings import tally_words
from rashomon.views.towns import Town, place_towns
from rashomon.views.wording import counted

WIDTH_PX, HEIGHT_PX = 920, 830
"""The shape of a map on a common screen; on others it is widened or enlarged."""

WHOLE: Box = (-130.0, -50.0, 170.0, 70.0)
"""What is shown where nothing can be placed."""

_TOOLS: tuple[float, float, float, float] = (0.0, 0.0, 600.0, 48.0)
_KEY: tuple[float, float, float, float] = (0.0, HEIGHT_PX - 104.0, 534.0, HEIGHT_PX + 0.0)
"""What stands over the map: the tools above, the key below."""

_ROOM, _MARK, _LEAST_GROUND = 43_000, 1_400, 8_000
"""Bytes that the page leaves for ground and places, what a place takes, and the least of a ground."""

_MOST_DAYS = 150
"""Days of reports that the slider holds at; of more, as many are chosen evenly."""

_LONGEST_BELOW = 30
MOST_TURNS = 600
"""Change points of claims that the page carries; with more, the slider asks the server."""

_TOO_NEAR_PX, _BESIDE_PX = 9.0, 20.0
"""Marks that are nearer cover one another; the second then stands so far beside its place."""

_ANGLES = (45, 135, -45, -135, 0, 180)
_STEPS_PX = (0, 26, -26, 52, -52, 80, -80)
_NAME_LETTER = 9.6
"""Mean width of a letter of a country's name, spaced, in pixels."""


class MarkDrawn(Struct, frozen=True):
    """A place as it is drawn, in units of the frame; ``known`` of its claims are known.

    ``cx`` and ``cy`` are the place; ``x`` and ``y`` its mark, which stands beside it where another
    mark is at the same place.
    """

    spot: Spot
    cx: float
    cy: float
    x: float
    y: float
    radius: float
    role: Role
    shape: Shape
    is_ahead: bool
    known: int
    label: Label | None
    wanted: Wanted
    shown: tuple[Said, ...]


class Arrow(Struct, frozen=True):
    """A movement drawn as a bent line between two places."""

    route: Route
    path: str


class Choice(Struct, frozen=True):
    """A stretch of the world to look at, and the address that shows it."""

    name: str
    number: int
    is_on: bool


class Map(Struct, frozen=True):
    """The map's page."""

    frame: Frame
    ground: Ground
    towns: tuple[Town, ...]
    marks: tuple[MarkDrawn, ...]
    more_spots: int
    arrows: tuple[Arrow, ...]
    vague: tuple[Vague, ...]
    choices: tuple[Choice, ...]
    summary: str
    upto: date | None
    script: dict[str, Any]


def atlas_of(snapshot: Snapshot) -> Atlas:
    """All places of a snapshot."""
    return snapshot.keep("map.atlas", lambda one: make_atlas(one, standings_of(snapshot)))


def show(ask: Ask) -> Map:
    """The places of one of the views, or of a ``bbox``."""
    whole = atlas_of(ask.now)
    counts = standings_of(ask.now).counts
    number = ask.number("show", 0, most=9)
    box = box_asked(ask)
    if box is None:
        box = whole.views[min(number, len(whole.views) - 1)].box if whole.views else WHOLE
    frame = fit_frame(box, WIDTH_PX, HEIGHT_PX)
    inside = [one for one in whole.spots if _is_inside(one, frame)]
    atlas = atlas_on(replace(whole, spots=tuple(inside[:MOST_PLACES])), ask.asof)
    marks = _marks(atlas.spots, frame)
    ground = draw_ground(frame, whole.focus, max(_LEAST_GROUND, _ROOM - len(marks) * _MARK))
    covered = _covered(marks)
    towns, beside = place_towns(
        frame,
        [(one.wanted.x, one.wanted.y) for one in marks],
        covered,
        [one.spot.name for one in marks],
    )
    days = report_days_of(ask.now)
    last = days[-1] if days else None
    return Map(
        frame=frame,
        ground=replace(ground, names=tuple(_names(ground.names, [*covered, *beside]))),
        towns=towns,
        marks=marks,
        more_spots=len(whole.spots) - len(marks),
        arrows=_arrows(atlas.routes, marks),
        vague=atlas.vague,
        choices=tuple(
            Choice(one.name, at, at == number and "bbox" not in ask.query)
            for at, one in enumerate(whole.views)
        ),
        summary=tally_words(counts, ask.asof or last),
        upto=ask.asof or last,
        script=_script(marks, ask.now),
    )


def box_asked(ask: Ask) -> Box | None:
    """``bbox=west,south,east,north``; None where it is not given."""
    words = ask.query.get("bbox", "")
    if not words:
        return None
    try:
        west, south, east, north = (float(one) for one in words.split(","))
        fits = -360 <= west < east <= 360 and -90 <= south < north <= 90 and east - west <= 360
    except ValueError:
        fits = False
    if not fits:
        raise bad_filter(
            "bbox", f"bbox is {words[:60]!r}. Write west,south,east,north in degrees: 35,32,42,37."
        )
    return west, south, east, north


def _is_inside(spot: Spot, frame: Frame) -> bool:
    return frame.west <= spot.lon <= frame.east and frame.south <= spot.lat <= frame.north


def _marks(spots: Sequence[Spot], frame: Frame) -> tuple[MarkDrawn, ...]:
    wanted: list[Wanted] = []
    for spot in spots:
        wanted.append(_beside(_wanted(spot, frame), spot, frame, wanted))
    labels = place_labels(wanted, WIDTH_PX, HEIGHT_PX, (_TOOLS, _KEY))
    return tuple(
        _mark(spot, words, label, frame)
        for spot, words, label in zip(spots, wanted, labels, strict=True)
    )


def _beside(one: Wanted, spot: Spot, frame: Frame, others: Sequence[Wanted]) -> Wanted:
    """The mark of a place, on the rim of its circle where another mark would be covered."""
    if not _covers(one.x, one.y, others):
        return one
    reach = max(length_of(frame, spot.radius_km, spot.lat) / UNITS, _BESIDE_PX)
    for degrees in _ANGLES:
        x = one.x + reach * math.cos(math.radians(degrees))
        y = one.y + reach * math.sin(math.radians(degrees))
        if not _covers(x, y, others):
            return replace(one, x=x, y=y)
    return one


def _covers(x: float, y: float, others: Iterable[Wanted]) -> bool:
    return any(abs(one.x - x) < _TOO_NEAR_PX and abs(one.y - y) < _TOO_NEAR_PX for one in others)


def _wanted(spot: Spot, frame: Frame) -> Wanted:
    x, y = project(frame, spot.lon, spot.lat)
    return Wanted(x / UNITS, y / UNITS, spot.name, _below(spot), len(spot.said) > 1)


def _covered(marks: Iterable[MarkDrawn]) -> list[tuple[float, float, float, float]]:
    """What marks, labels, tools and key cover."""
    covered = [_TOOLS, _KEY]
    for mark in marks:
        covered.append(around(mark.wanted))
        if mark.label is not None:
            covered.append(box_of(mark.wanted, mark.label))
    return covered


def _names(
    names: Iterable[CountryName], covered: Sequence[tuple[float, float, float, float]]
) -> list[CountryName]:
    """The countries' names that cover nothing, moved up or down where that helps."""
    found = []
    for one in names:
        for step in _STEPS_PX:
            x, y = one.x / UNITS, one.y / UNITS + step
            half = len(one.name) * _NAME_LETTER / 2
            is_inside = x > half and x + half < WIDTH_PX
            if is_inside and not is_covered((x - half, y - 10, x + half, y + 4), covered):
                found.append(replace(one, y=one.y + step * UNITS))
                break
    return found


def _mark(spot: Spot, wanted: Wanted, label: Label | None, frame: Frame) -> MarkDrawn:
    known = [one for one in spot.said if not one.is_later]
    lead = spot_shape(known or spot.said)
    is_exact = spot.radius_km <= EXACT_KM
    shown = sorted(spot.said, key=lambda one: one.is_later)
    cx, cy = project(frame, spot.lon, spot.lat)
    return MarkDrawn(
        spot=spot,
        cx=cx,
        cy=cy,
        x=round(wanted.x * UNITS, 1),
        y=round(wanted.y * UNITS, 1),
        radius=0.0 if is_exact else length_of(frame, spot.radius_km, spot.lat),
        role=spot_role(spot.said),
        shape=lead.shape,
        is_ahead=lead.is_ahead,
        known=len(known),
        label=label,
        wanted=wanted,
        shown=tuple(shown[:MOST_CLAIMS]),
    )


def _below(spot: Spot) -> str:
    """The second line of a label: the claim, or how many there are."""
    if len(spot.said) > 1:
        known = sum(not one.is_later for one in spot.said)
        of = f"{known} of " if 0 < known < len(spot.said) else ""
        return of + counted(len(spot.said), "claim")
    words = spot.said[0].text
    if len(words) <= _LONGEST_BELOW:
        return words
    return words[:_LONGEST_BELOW].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _arrows(routes: tuple[Route, ...], marks: tuple[MarkDrawn, ...]) -> tuple[Arrow, ...]:
    at = {one.spot.id: one for one in marks}
    found = []
    for route in routes:
        start, end = at.get(route.start), at.get(route.end)
        if start is not None and end is not None:
            dx, dy = end.x - start.x, end.y - start.y
            bend = start.x + dx / 2 + dy / 5, start.y + dy / 2 - dx / 5
            path = f"M{start.x} {start.y}Q{bend[0]:.0f} {bend[1]:.0f} {end.x} {end.y}"
            found.append(Arrow(route, path))
    return tuple(found)


def _script(marks: tuple[MarkDrawn, ...], snapshot: Snapshot) -> dict[str, Any]:
    """What the browser needs to turn the map back, and to set its labels anew after a zoom."""
    iso = date.isoformat
    counts = standings_of(snapshot).counts
    turns = sum(len(said.turns) for mark in marks for said in mark.spot.said)
    is_small = turns <= MOST_TURNS and len(counts) <= MOST_TURNING_DAYS
    return {
        "days": [iso(one) for one in _some(report_days_of(snapshot))],
        "counts": [
            [iso(one.day), one.contested, one.developing, one.corroborated, one.single]
            for one in counts
        ]
        if is_small
        else [],
        "asks": not is_small,
        "spots": [
            [[[iso(turn.day), turn.role] for turn in said.turns] for said in mark.spot.said]
            for mark in marks
        ]
        if is_small
        else [],
        "shown": [[mark.spot.said.index(one) for one in mark.shown] for mark in marks],
    }


def _some(days: Sequence[date]) -> Sequence[date]:
    """The days of reports, of very many as many as a slider has room for: the first and last always."""
    last = len(days) - 1
    if last < _MOST_DAYS:
        return days
    return [days[at * last // (_MOST_DAYS - 1)] for at in range(_MOST_DAYS)]


def list_rows(view: Map) -> Rows:
    """A row a claim at a place."""
    return [
        {
            "place": mark.spot.name,
            "lat": mark.spot.lat,
            "lon": mark.spot.lon,
            "radius_km": mark.spot.radius_km,
            "placed_by": mark.spot.how,
            "claim": said.claim,
            "text": said.text,
            "shape": said.shape,
            "status": "not yet told" if said.is_later else said.role,
            "when": said.when,
            "statement": said.statement,
        }
        for mark in view.marks
        for said in mark.spot.said
    ]


SCREENS = (Screen("map", "/map", "map.html", show, list_rows),)
