"""Places told by others: "60 km northeast of Damascus", "near Idlib", "between Homs and Hama".

Stands beside `places`. Enters: a mention with the place that it names, and the words around it. Leaves:
the area that they speak of, as a point with a radius and how it was reached; the place itself where the
words add nothing. Words that name no place ("the border area") are not on the map, and say so.
"""

import math
import re
from collections.abc import Callable, Sequence
from functools import cache

from msgspec import Struct

from rashomon.language.parser import straightened
from rashomon.records.mentions import Mention, Place
from rashomon.records.reports import Report
from rashomon.spans import Span, cut

_AROUND_CHARS = 70
"""Words before and behind a name that may tell of a distance or a side; a clause is hardly longer."""

_BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135,
    "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip
_KM = {"km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609, "mi": 1.609,
       "m": 0.001, "meter": 0.001, "metre": 0.001, "yard": 0.000914, "league": 4.83}  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    "a hundred": 100, "half a": 0.5, "a couple of": 2, "a few": 3, "few": 3, "several": 5, "a dozen": 12,
    "some dozen": 12, "dozens of": 40, "scores of": 60, "hundreds of": 300,
}  # fmt: skip
_UNCERTAIN = frozenset(
    {"a few", "few", "several", "a couple of", "dozens of", "scores of", "hundreds of"}
)
_DEGREE_KM = 111.2

_SIDE = r"(north|south|east|west)[- ]?(east|west)?(?:ern|erly)?"
_KIND = r"(?:city|town|village|capital|port|township|hamlet|suburb|border|airport|base)"
_OF_TOWN = rf"(?:the\s+)?(?:(?:[\w-]+\s+){{0,2}}{_KIND}(?:\s+of)?,?\s+)?"
_COUNT = rf"(\d+(?:[.,]\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m|yards?|leagues?)"
_DISTANCE = re.compile(
    rf"\b{_COUNT}\s*-?\s*{_UNIT}\b\s*(?:\([^)]{{1,20}}\)\s*)?(?:away\s+)?"
    rf"(?:(?:to the\s+|due\s+|further\s+)?{_SIDE}\s+)?(?:of|from|outside|off|to|short of|inside)\s+"
    rf"{_OF_TOWN}$",
    re.IGNORECASE,
)
_SIDE_OF = re.compile(rf"\b{_SIDE}\s+(?:of|from)\s+{_OF_TOWN}$", re.IGNORECASE)
_PART = re.compile(
    rf"\b{_SIDE}\s+(?:parts?\s+of\s+|half\s+of\s+|end\s+of\s+|of\s+)?(?:the\s+)?$", re.IGNORECASE
)
_PART_AFTER = re.compile(rf"^['’]s?\s+(?:far\s+)?{_SIDE}\b", re.IGNORECASE)
_NEAR = re.compile(
    r"\b(near|nearby|around|outside|close to|next to|beside|not far from|in the vicinity of"
    r"|on the edges? of|at the gates of|in the direction of|towards?|overlooking|facing|adjacent to"
    rf"|bordering|off)\s+{_OF_TOWN}$",
    re.IGNORECASE,
)
_SUBURBS = re.compile(
    r"\b(suburbs?|outskirts|countryside|environs|surroundings|hinterland|approaches|fringes)\s+"
    r"(?:of|to|around)\s+(?:the\s+)?(?:(?:city|town|capital)\s+of\s+|capital,?\s+)?$",
    re.IGNORECASE,
)
_SUBURBS_AFTER = re.compile(
    r"^(?:['’]s?)?\s+(?:(?:north|south|east|west)(?:east|west)?(?:ern)?\s+)?"
    r"(suburbs?|outskirts|countryside|environs|surroundings|hinterland|area|region|front(?:\s?lines?)?"
    r"|axis|pocket|salient)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:(between)\s+|(road|highway|motorway|route|railway|line|corridor|track|pipeline)s?\s+"
    r"(?:(?:that\s+)?(?:leads?|runs?|linking|links|connecting|connects|leading|running)\s+)?"
    r"(?:from\s+)?)(?:the\s+)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"^\s+(?:and|to|with)\s+(?:the\s+)?$", re.IGNORECASE)
_HYPHEN = re.compile(r"^\s?[-–—]\s?$")
_ROAD_AFTER = re.compile(
    r"^\s+(?:\w+\s+)?(road|highway|motorway|route|railway|line|corridor|axis)\b", re.IGNORECASE
)
_NEAR_KM = 20.0
_SUBURBS_KM = 30.0
_WIDE_KM = 60.0
"""From this radius on, a place has parts to speak of: "northern Syria" is one, "northern Idlib" not."""

_LONGEST_ROAD_KM = 300.0
"""Two towns farther apart than this are not told as the ends of one road or gap."""

Neighbour = tuple[Mention, Place | None]


class _Words(Struct, frozen=True):
    """The words before and behind a mention."""

    before: str
    after: str


def relate(
    report: Report, mention: Mention, place: Place, around: Sequence[Neighbour] = ()
) -> Place:
    """The area that the words around a mention speak of, starting from the place it names.

    Args:
        report: The report.
        mention: A mention that names a place.
        place: The place that it names; the entity's is this one.
        around: The mentions just before and behind it with their places, for what lies between two.
    """
    if place.lat is None or place.lon is None:
        return place
    between = _between(report, mention, place, around)
    if between is not None:
        return between
    start, end = mention.span.start, mention.span.end
    words = _Words(
        straightened(cut(report.text, Span(max(0, start - _AROUND_CHARS), start))),
        straightened(cut(report.text, Span(end, min(len(report.text), end + _AROUND_CHARS)))),
    )
    for rule in _RULES:
        found = rule(place, words)
        if found is not None:
            return found
    return place


def unplaced(text: str) -> Place:
    """A place that is not on the map, and why: its words name none, or none that is known."""
    words = " ".join(text.split())
    if words.islower():
        how = "not on the map: the words describe a place and name none"
    else:
        how = "not on the map: no gazetteer has this name"
    return Place(words, None, None, None, None, None, how)


# -- what the words say


def _by_distance(place: Place, words: _Words) -> Place | None:
    match = _DISTANCE.search(words.before)
    if match is None:
        return None
    count = match.group(1).lower()
    number = _NUMBERS.get(count) or float(count.replace(",", "."))
    distance_km = min(number * _KM[_unit(match.group(2))], 2000.0)
    name = f"{match.group().strip()} {place.name}"
    if match.group(3) is None:
        return _area(place, _point(place), distance_km + _own_km(place), name)
    moved = _moved(place, _bearing(match.group(3), match.group(4)), distance_km)
    unsure = 0.6 if count in _UNCERTAIN else 0.3
    return _area(place, moved, max(_own_km(place), unsure * distance_km), name)


def _unit(word: str) -> str:
    word = word.lower()
    return word if word in _KM else word.rstrip("s")


def _by_side(place: Place, words: _Words) -> Place | None:
    """The part of a wide place, or the land beside a town."""
    match = _PART.search(words.before)
    wide = _is_wide(place)
    if match is not None and wide:
        return _part(place, match, f"{match.group().strip()} {place.name}")
    behind = _PART_AFTER.search(words.after)
    if behind is not None and wide:
        return _part(place, behind, f"{place.name}{behind.group()}")
    match = _SIDE_OF.search(words.before)
    if match is not None and not wide:
        moved = _moved(place, _bearing(match.group(1), match.group(2)), _NEAR_KM)
        return _area(place, moved, _NEAR_KM, f"{match.group().strip()} {place.name}")
    return None


def _part(place: Place, match: re.Match[str], name: str) -> Place:
    half = (place.radius_km or 0) / 2
    return _area(place, _moved(place, _bearing(match.group(1), match.group(2)), half), half, name)


def _by_nearness(place: Place, words: _Words) -> Place | None:
    match = _NEAR.search(words.before)
    if match is None:
        return None
    name = f"{match.group(1).lower()} {place.name}"
    return _area(place, _point(place), max(_NEAR_KM, place.radius_km or 0), name)


def _by_suburbs(place: Place, words: _Words) -> Place | None:
    match = _SUBURBS.search(words.before)
    if match is not None:
        name = f"{match.group(1).lower()} of {place.name}"
        return _area(place, _point(place), max(_SUBURBS_KM, place.radius_km or 0), name)
    match = _SUBURBS_AFTER.search(words.after)
    if match is not None and not _is_wide(place):
        name = f"{place.name} {match.group(1).lower()}"
        return _area(place, _point(place), max(_SUBURBS_KM, place.radius_km or 0), name)
    return None


_RULES: tuple[Callable[[Place, _Words], Place | None], ...] = (
    _by_distance,
    _by_nearness,
    _by_suburbs,
    _by_side,
)
"""The narrowest first: a distance tells more than "near", and that more than a side."""


# -- between two places


def _between(
    report: Report, mention: Mention, place: Place, around: Sequence[Neighbour]
) -> Place | None:
    """The stretch between two places: "between A and B", "the road from A to B", "the A-B highway"."""
    if _is_wide(place):
        return None  # "a pact between Syria and Iraq"
    for other, there in around:
        if there is None or there.lat is None or there.name == place.name or _is_wide(there):
            continue
        first, second = sorted((mention.span, other.span))
        if not 0 < second.start - first.end <= _AROUND_CHARS:
            continue
        said = _stretch(report, first, second)
        if said is None:
            continue
        ends = (place, there) if mention.span == first else (there, place)
        gap_km = _distance_km(ends[0], ends[1])
        if gap_km > _LONGEST_ROAD_KM:
            return None
        name = said.format(ends[0].name, ends[1].name)
        middle = _middle(ends[0], ends[1])
        return _area(place, middle, max(_own_km(place), gap_km / 2), name)
    return None


def _is_wide(place: Place) -> bool:
    return (place.radius_km or 0) >= _WIDE_KM


def _stretch(report: Report, first: Span, second: Span) -> str | None:
    """How the words put a stretch between two names; None where they do not."""
    text = report.text
    joint = straightened(cut(text, Span(first.end, second.start)))
    if _AND.match(joint):
        before = straightened(cut(text, Span(max(0, first.start - _AROUND_CHARS), first.start)))
        led = _BETWEEN.search(before)
        if led is not None:
            return "between {} and {}" if led.group(1) else led.group(2).lower() + " from {} to {}"
    if _HYPHEN.match(joint):
        end = min(len(text), second.end + _AROUND_CHARS)
        road = _ROAD_AFTER.match(straightened(cut(text, Span(second.end, end))))
        if road is not None:
            return "{}–{} " + road.group(1).lower()
    return None


# -- the map


@cache
def _bearing(first: str, second: str | None) -> float:
    return _BEARINGS[(first + (second or "")).lower()]


def _point(place: Place) -> tuple[float, float]:
    return place.lat or 0.0, place.lon or 0.0


def _own_km(place: Place) -> float:
    return place.radius_km or 5.0


def _moved(place: Place, bearing_deg: float, distance_km: float) -> tuple[float, float]:
    lat, lon = _point(place)
    north = math.cos(math.radians(bearing_deg)) * distance_km / _DEGREE_KM
    width = max(0.1, math.cos(math.radians(lat)))
    east = math.sin(math.radians(bearing_deg)) * distance_km / (_DEGREE_KM * width)
    return max(-90.0, min(90.0, lat + north)), (lon + east + 180.0) % 360.0 - 180.0


def _middle(one: Place, other: Place) -> tuple[float, float]:
    (lat, lon), (there_lat, there_lon) = _point(one), _point(other)
    if abs(there_lon - lon) > 180:  # across the date line
        there_lon += 360.0 if there_lon < lon else -360.0
    return (lat + there_lat) / 2, ((lon + there_lon) / 2 + 180.0) % 360.0 - 180.0


def _distance_km(one: Place, other: Place) -> float:
    (lat, lon), (there_lat, there_lon) = _point(one), _point(other)
    width = math.cos(math.radians((lat + there_lat) / 2))
    east = (there_lon - lon + 180.0) % 360.0 - 180.0
    return _DEGREE_KM * math.hypot(there_lat - lat, east * width)


def _area(place: Place, point: tuple[float, float], radius_km: float, name: str) -> Place:
    lat, lon = round(point[0], 4), round(point[1], 4)
    how = f"{place.how}; then by the words “{name}”"
    return Place(name, lat, lon, None, place.country, round(radius_km, 1), how)
