"""Places told by others: "60 km northeast of Damascus", "near Idlib", "northern Syria"."""

import math
import re

from rashomon.language.parser import straightened
from rashomon.records.mentions import Mention, Place
from rashomon.records.reports import Report
from rashomon.spans import Span, cut

_BEFORE_CHARS = 60
_BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135,
    "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip
_KM = {"km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609, "mi": 1.609}
_DEGREE_KM = 111.2

_SIDE = r"(north|south|east|west)[- ]?(east|west)?(?:ern)?"
_DISTANCE = re.compile(
    r"(\d+(?:\.\d+)?)\s*-?\s*(km|kilometers?|kilometres?|miles?|mi)\b\s*(?:\(.{1,20}\)\s*)?"
    rf"(?:(?:to the\s+)?{_SIDE}\s+)?(?:of|from|outside)\s+(?:the\s+)?(?:\w+\s+(?:city|town|village)"
    r"\s+of\s+|(?:city|town|village|capital)\s+of\s+|capital,?\s+)?$",
    re.IGNORECASE,
)
_PART = re.compile(rf"\b{_SIDE}\s+(?:part of\s+|parts of\s+|of\s+)?(?:the\s+)?$", re.IGNORECASE)
_NEAR = re.compile(
    r"\b(near|around|outside|close to|next to|not far from|in the vicinity of|on the edge of)"
    r"\s+(?:the\s+)?(?:(?:\w+\s+)?(?:city|town|village|capital)(?:\s+of)?\s+)?$",
    re.IGNORECASE,
)
_SUBURBS = re.compile(
    r"\b(suburbs?|outskirts|countryside|environs|surroundings)\s+of\s+(?:the\s+)?$", re.IGNORECASE
)
_NEAR_KM = 20.0
_SUBURBS_KM = 30.0
_WIDE_KM = 60.0
"""From this radius on, a place has parts to speak of: "northern Syria" is one, "northern Idlib" not."""


def relate(report: Report, mention: Mention, place: Place) -> Place:
    """The area that the words around a mention speak of, starting from the place it names.

    The place itself where the words add nothing. Use it for a mark's place; the entity's is `locate`'s.
    """
    if place.lat is None or place.lon is None:
        return place
    start = mention.span.start
    before = straightened(cut(report.text, Span(max(0, start - _BEFORE_CHARS), start)))
    match = _DISTANCE.search(before)
    if match:
        return _at_distance(place, match)
    match = _PART.search(before)
    if match and (place.radius_km or 0) >= _WIDE_KM:
        half = (place.radius_km or 0) / 2
        moved = _moved(place, _bearing(match.group(1), match.group(2)), half)
        return _area(place, moved, half, f"{match.group().strip()} {place.name}")
    match = _NEAR.search(before)
    if match:
        radius = max(_NEAR_KM, place.radius_km or 0)
        return _area(
            place, (place.lat, place.lon), radius, f"{match.group(1).lower()} {place.name}"
        )
    match = _SUBURBS.search(before)
    if match:
        radius = max(_SUBURBS_KM, place.radius_km or 0)
        return _area(
            place, (place.lat, place.lon), radius, f"{match.group(1).lower()} of {place.name}"
        )
    return place


def _at_distance(place: Place, match: re.Match[str]) -> Place:
    unit = match.group(2).lower().rstrip("s")
    distance_km = min(float(match.group(1)) * _KM.get(unit, 1.0), 2000.0)
    name = f"{match.group().strip()} {place.name}"
    if match.group(3) is None:
        radius = distance_km + (place.radius_km or 0)
        return _area(place, (place.lat or 0.0, place.lon or 0.0), radius, name)
    moved = _moved(place, _bearing(match.group(3), match.group(4)), distance_km)
    return _area(place, moved, max(10.0, 0.3 * distance_km), name)


def _bearing(first: str, second: str | None) -> float:
    return _BEARINGS[(first + (second or "")).lower()]


def _moved(place: Place, bearing_deg: float, distance_km: float) -> tuple[float, float]:
    lat, lon = place.lat or 0.0, place.lon or 0.0
    north = math.cos(math.radians(bearing_deg)) * distance_km / _DEGREE_KM
    width = max(0.1, math.cos(math.radians(lat)))
    east = math.sin(math.radians(bearing_deg)) * distance_km / (_DEGREE_KM * width)
    return max(-90.0, min(90.0, lat + north)), (lon + east + 180.0) % 360.0 - 180.0


def _area(place: Place, point: tuple[float, float], radius_km: float, name: str) -> Place:
    lat, lon = round(point[0], 4), round(point[1], 4)
    how = f"{place.how}; then by the words “{name}”"
    return Place(name, lat, lon, None, place.country, round(radius_km, 1), how)
