"""The map's ground: land, borders, lakes and rivers around a place, as paths for SVG.

Enters: a frame, the stretch of the world that a map shows. Leaves: paths in the frame's units, cut to
it and as fine as its scale. The data are Natural Earth's; borders stand as they are drawn there.
"""

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from msgspec import Struct

UNITS = 2
"""Units of a frame that one pixel is: halves, so that a map may be enlarged a little."""

AROUND, AROUND_WIDE = (0.3, 0.5), (0.08, 0.2)
"""How much is drawn beyond the edges of a frame, of its width and of its height: room to move the map
about, and for screens of another shape. Wide frames get less."""

FARTHEST_NORTH = 80.0
"""Degrees beyond which Mercator's map grows without end; nothing is drawn there."""

KM_PER_DEGREE = 111.32

_COARSE, _MIDDLE = 70.0, 22.0
"""Degrees across from which on the scales 1:110m and 1:50m are fine enough."""

_FINENESS = ((12.0, 1.4), (22.0, 2.2), (30.0, 2.6), (50.0, 3.4), (361.0, 4.0))
"""Up to so many degrees across, the pixels that points keep from one another, and the least size of an
island: a page must stay small, whatever it shows."""

MOST_BYTES = 40_000
"""What the paths of a ground may come to on a page with little else on it."""

_COARSER = (1.4, 2.0, 2.8, 4.0, 5.6, 8.0)
"""How much farther apart points may be set where a ground would be too large: steps of a half."""

_WIDE = 30.0
"""Degrees across of a wide frame."""

_RIVERS = 60.0
"""Degrees across up to which rivers help to find one's way."""

_LEAST_LABEL_PX = 74
"""Width and height of what can be seen of a country so that its name has room there."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Arc = tuple[list[Point], Box]


class Frame(Struct, frozen=True):
    """What a map shows: degrees west, south, east and north, on so many units."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int


class CountryName(Struct, frozen=True):
    """A country's name in the middle of what is seen of it."""

    x: float
    y: float
    name: str


class Ground(Struct, frozen=True):
    """Paths in a frame's units: ``focus`` is the country that most of the story lies in."""

    land: str
    focus: str
    borders: str
    lakes: str
    rivers: str
    names: tuple[CountryName, ...]
    scale: str


def fit_frame(box: Box, width_px: int, height_px: int) -> Frame:
    """The smallest frame of a shape that shows a box (west, south, east, north)."""
    west, south, east, north = box
    south, north = max(south, -FARTHEST_NORTH), min(north, FARTHEST_NORTH)
    low, high = _mercator(south), _mercator(north)
    across, up = math.radians(east - west), high - low
    scale = max(across / width_px, up / height_px)
    middle_x, middle_y = (west + east) / 2, (low + high) / 2
    half_x = math.degrees(scale * width_px / 2)
    half_y = scale * height_px / 2
    return Frame(
        round(middle_x - half_x, 4),
        round(_latitude(middle_y - half_y), 4),
        round(middle_x + half_x, 4),
        round(_latitude(middle_y + half_y), 4),
        width_px * UNITS,
        height_px * UNITS,
    )


def project(frame: Frame, lon: float, lat: float) -> Point:
    """Where a point lies, in units from the frame's upper left corner."""
    scale = frame.width / math.radians(frame.east - frame.west)
    x = math.radians(lon - frame.west) * scale
    y = (_mercator(frame.north) - _mercator(lat)) * scale
    return round(x, 1), round(y, 1)


def length_of(frame: Frame, km: float, lat: float) -> float:
    """How many units a distance is at a latitude."""
    degrees = km / KM_PER_DEGREE / max(0.1, math.cos(math.radians(lat)))
    return round(degrees / (frame.east - frame.west) * frame.width, 1)


@lru_cache(maxsize=64)
@lru_cache(maxsize=64)
def draw_ground(frame: Frame, focus: Point | None = None, most_bytes: int = MOST_BYTES) -> Ground:
    """The ground of a frame.

    Args:
        frame: What the map shows.
        focus: Longitude and latitude of a point; the country around it is drawn lighter.
        most_bytes: What its paths may come to; a ground that would be larger is drawn more coarsely.

    **Cost** The first map of a scale reads its file, some tenths of a second; then milliseconds.
    """
    ground = _ground(frame, focus, 1.0)
    for coarseness in _COARSER:
        paths = (ground.land, ground.focus, ground.borders, ground.lakes, ground.rivers)
        if sum(map(len, paths)) <= most_bytes:
            break
        ground = _ground(frame, focus, coarseness)
    return ground


def _ground(frame: Frame, focus: Point | None, coarseness: float) -> Ground:
    scale = _scale_of(frame)
    world = _world(scale)
    box = _widened(frame)
    pen = _Pen(frame, box, coarseness)
    around = None if focus is None else _country_at(world, focus)
    return Ground(
        land=pen.areas(_ring(world, one) for one in world.land),
        focus="" if around is None else pen.areas(_ring(world, one) for one in around),
        borders=pen.lines(world.arcs[one][0] for one in world.borders),
        lakes=pen.areas(world.lakes),
        rivers=pen.lines(world.rivers) if frame.east - frame.west <= _RIVERS else "",
        names=tuple(_names(world, frame)),
        scale=scale,
    )


class _World:
    """One scale of the data; points are longitude and latitude in degrees."""

    def __init__(self, scale: str) -> None:
        path = files("rashomon.views") / "data" / "basemap" / f"{scale}.json.gz"
        data = json.loads(gzip.decompress(path.read_bytes()))
        step = data["step"]
        self.arcs: list[Arc] = [_arc(one, step) for one in data["arcs"]]
        self.land: list[list[int]] = data["land"]
        self.borders: list[int] = data["borders"]
        self.countries: list[tuple[str, list[list[int]]]] = data["countries"]
        self.lakes = [_arc(one, step)[0] for one in data["lakes"]]
        self.rivers = [_arc(one, step)[0] for one in data["rivers"]]


@cache
def _world(scale: str) -> _World:
    return _World(scale)


def _scale_of(frame: Frame) -> str:
    across = frame.east - frame.west
    return "110m" if across > _COARSE else "50m" if across > _MIDDLE else "10m"


def _arc(numbers: Sequence[int], step: float) -> Arc:
    x = y = 0
    points = []
    for at in range(0, len(numbers), 2):
        x, y = x + numbers[at], y + numbers[at + 1]
        points.append((x * step, y * step))
    return points, _box_of(points)


def _box_of(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _meets(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _ring(world: _World, arcs: Iterable[int]) -> list[Point]:
    found: list[Point] = []
    for arc in arcs:
        points = world.arcs[arc][0] if arc >= 0 else world.arcs[~arc][0][::-1]
        found += points[1:] if found else points
    return found


def _ring_box(world: _World, arcs: Iterable[int]) -> Box:
    boxes = [world.arcs[one if one >= 0 else ~one][1] for one in arcs]
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _ring_near(world: _World, arcs: Iterable[int], box: Box) -> bool:
    return _meets(_ring_box(world, arcs), box)


def _country_at(world: _World, point: Point) -> list[list[int]] | None:
    spot = (point[0], point[1], point[0], point[1])
    for _, rings in world.countries:
        near = [one for one in rings if _ring_near(world, one, spot)]
        if near and sum(_inside(_ring(world, one), point) for one in near) % 2:
            return rings
    return None


def _inside(ring: Sequence[Point], point: Point) -> bool:
    """Whether a ring goes around a point: a line eastward meets it an odd number of times."""
    x, y = point
    odd = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def _names(world: _World, frame: Frame) -> Iterator[CountryName]:
    view = (frame.west, frame.south, frame.east, frame.north)
    for name, rings in world.countries:
        seen = [_cut_area(_ring(world, one), view) for one in rings if _ring_near(world, one, view)]
        seen = [one for one in seen if len(one) > 3]
        if not seen:
            continue
        shapes = [[project(frame, *point) for point in one] for one in seen]
        largest = max(shapes, key=lambda one: abs(_area(one)))
        west, north, east, south = _box_of(largest)
        if min(east - west, south - north) < _LEAST_LABEL_PX * UNITS:
            continue
        x, y = _centre(largest)
        if _inside(largest, (x, y)):
            yield CountryName(round(x), round(y), name)


def _area(ring: Sequence[Point]) -> float:
    return sum(
        ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True)
    )


def _centre(ring: Sequence[Point]) -> Point:
    area = _area(ring) or 1.0
    x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = ax * by - bx * ay
        x, y = x + (ax + bx) * cross, y + (ay + by) * cross
    return x / (3 * area), y / (3 * area)


def _widened(frame: Frame) -> Box:
    of_width, of_height = AROUND_WIDE if frame.east - frame.west > _WIDE else AROUND
    across = (frame.east - frame.west) * of_width
    up = (frame.north - frame.south) * of_height
    return (
        frame.west - across,
        max(-FARTHEST_NORTH, frame.south - up),
        frame.east + across,
        min(FARTHEST_NORTH, frame.north + up),
    )


class _Pen:
    """Draws what lies in a box, in whole units, without points that are too near to be seen."""

    def __init__(self, frame: Frame, box: Box, coarseness: float) -> None:
        self._frame = frame
        self._box = box
        across = frame.east - frame.west
        self._near = next(near for most, near in _FINENESS if across <= most) * UNITS * coarseness

    def areas(self, rings: Iterable[Sequence[Point]]) -> str:
        found = []
        for ring in (turned for one in rings if len(one) > 3 for turned in _turned(one)):
            if _meets(_box_of(ring), self._box):
                points = self._points(_cut_area(ring, self._box))
                if len(points) > 3 and self._is_seen(points):
                    found.append(_path(points) + "z")
        return "".join(found)

    def _is_seen(self, points: Sequence[tuple[int, int]]) -> bool:
        west, north, east, south = _box_of(points)
        return east - west + south - north > 2 * self._near

    def lines(self, lines: Iterable[Sequence[Point]]) -> str:
        found = []
        for line in (turned for one in lines if len(one) > 1 for turned in _turned(one)):
            if _meets(_box_of(line), self._box):
                for piece in _cut_line(line, self._box):
                    points = self._points(piece)
                    if len(points) > 1:
                        found.append(_path(points))
        return "".join(found)

    def _points(self, points: Iterable[Point]) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        last: tuple[int, int] | None = None
        for lon, lat in points:
            x, y = project(self._frame, lon, lat)
            last = (round(x), round(y))
            if not found or abs(last[0] - found[-1][0]) + abs(last[1] - found[-1][1]) > self._near:
                found.append(last)
        if last is not None and found[-1] != last:
            found.append(last)
        return found


def _turned(points: Sequence[Point]) -> Iterator[Sequence[Point]]:
    """A line where it lies, and once more on the other side of the world where it crosses its edge."""
    whole = [points[0]]
    turns, west, east = 0, points[0][0], points[0][0]
    for (before, _), (lon, lat) in pairwise(points):
        if abs(lon - before) > _HALF_TURN:
            turns += -1 if lon > before else 1
        here = lon + turns * 2 * _HALF_TURN
        west, east = min(west, here), max(east, here)
        whole.append((here, lat))
    yield whole
    if east > _HALF_TURN:
        yield [(lon - 2 * _HALF_TURN, lat) for lon, lat in whole]
    if west < -_HALF_TURN:
        yield [(lon + 2 * _HALF_TURN, lat) for lon, lat in whole]


_HALF_TURN = 180.0


def _path(points: Sequence[tuple[int, int]]) -> str:
    """A path in relative steps, as short as it can be written."""
    (x, y), *rest = points
    words = [f"M{x} {y}l"]
    for px, py in rest:
        for step in (px - x, py - y):
            words.append(str(step) if step < 0 or words[-1].endswith("l") else f" {step}")
        x, y = px, py
    return "".join(words)


def _cut_area(ring: Sequence[Point], box: Box) -> list[Point]:
    """A ring as far as it lies in a box (Sutherland and Hodgman)."""
    found = list(ring)
    for axis, edge, is_least in ((0, box[0], True), (1, box[1], True), (0, box[2], False),
                                 (1, box[3], False)):  # fmt: skip
        if not found:
            return []
        before, kept = found[-1], []
        for point in found:
            here, there = point[axis], before[axis]
            is_in, was_in = (
                (here >= edge, there >= edge) if is_least else (here <= edge, there <= edge)
            )
            if is_in != was_in:
                share = (edge - there) / (here - there)
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                kept.append((edge, other) if axis == 0 else (other, edge))
            if is_in:
                kept.append(point)
            before = point
        found = kept
    return found


def _cut_line(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The stretches of a line whose points lie in a box, each with one point beyond either end."""
    piece: list[Point] = []
    before: Point | None = None
    for point in line:
        if box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]:
            if not piece and before is not None:
                piece.append(before)
            piece.append(point)
        elif piece:
            yield [*piece, point]
            piece = []
        before = point
    if piece:
        yield piece


def _mercator(lat: float) -> float:
    held = min(max(lat, -85.0), 85.0)
    return math.log(math.tan(math.pi / 4 + math.radians(held) / 2))


def _latitude(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)
