"""Towns on the ground of the map that nothing is claimed of: names to find one's bearings by.

Enters: a frame, and what stands on the map already. Leaves: the largest towns that have room. They come
from GeoNames (CC BY 4.0); ``tools/make_towns.py`` makes their table.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct

from rashomon.views.basemap import UNITS, Frame, project
from rashomon.views.labels import Box, is_covered

MOST_TOWNS = 16
"""Names beyond which the ground would be read before what stands on it."""

_LOOKED_AT = 120
"""The largest towns of a frame that are tried; the next ones are small beside them."""

_APART_PX = 34.0
"""Between two towns: nearer ones are one place to somebody who looks for a country's parts."""

_MARK_PX, _GAP_PX = 15.0, 6.0
_LETTER_PX = 5.9
"""Mean width of a letter of Inter at 11 pixels."""


class Town(Struct, frozen=True):
    """A town in units of the frame; its name stands on its right, or left of it."""

    x: float
    y: float
    name: str
    is_left: bool


def place_towns(
    frame: Frame, marks: Iterable[tuple[float, float]], covered: Iterable[Box], known: Iterable[str]
) -> tuple[tuple[Town, ...], tuple[Box, ...]]:
    """The towns that have room, and the boxes that they take, both in the same order.

    Args:
        frame: What the map shows.
        marks: Where claims stand, in pixels: a town there would be the same place once more.
        covered: Boxes that nothing may cover, in pixels.
        known: Names that stand on the map already.
    """
    width, height = frame.width / UNITS, frame.height / UNITS
    taken, held = list(covered), list(marks)
    names = {one.casefold() for one in known}
    towns: list[Town] = []
    boxes: list[Box] = []
    for name, x, y in _inside(frame):
        if name.casefold() in names or _is_near(x, y, held, _MARK_PX):
            continue
        if _is_near(x, y, [(one.x / UNITS, one.y / UNITS) for one in towns], _APART_PX):
            continue
        across = len(name) * _LETTER_PX + _GAP_PX
        for is_left in (False, True):
            box = (
                (x - across, y - 7, x + 3, y + 5) if is_left else (x - 3, y - 7, x + across, y + 5)
            )
            fits = box[0] > 4 and box[2] < width - 4 and box[1] > 4 and box[3] < height - 24
            if fits and not is_covered(box, taken):
                towns.append(Town(round(x * UNITS), round(y * UNITS), name, is_left))
                boxes.append(box)
                taken.append(box)
                break
        if len(towns) == MOST_TOWNS:
            break
    return tuple(towns), tuple(boxes)


def _is_near(x: float, y: float, others: Iterable[tuple[float, float]], near: float) -> bool:
    return any(abs(x - ox) < near and abs(y - oy) < near * 0.7 for ox, oy in others)


def _inside(frame: Frame) -> Iterator[tuple[str, float, float]]:
    """The largest towns of a frame with where they lie, in pixels."""
    found = 0
    for name, lat, lon in _table():
        # A map may reach over the edge of the world, where the same towns stand again.
        for turned in (lon, lon - 360, lon + 360):
            if frame.west < turned < frame.east and frame.south < lat < frame.north:
                x, y = project(frame, turned, lat)
                yield name, x / UNITS, y / UNITS
                found += 1
        if found >= _LOOKED_AT:
            return


@cache
def _table() -> tuple[tuple[str, float, float], ...]:
    path = files("rashomon.views") / "data" / "towns.json.gz"
    columns = json.loads(gzip.decompress(path.read_bytes()))
    rows = zip(columns["names"], columns["lat"], columns["lon"], strict=True)
    return tuple((name, lat / 100, lon / 100) for name, lat, lon in rows)
