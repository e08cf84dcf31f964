"""The map: claims at the places that their words name, with how far off a point may be.

Enters: findings with look-ups, as known now. Leaves: places with their claims, what is too vague to be
placed, and the stretches of the world worth looking at. Nobody's territory is ever filled: a sentence
about a town says nothing of the land around it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import cos, hypot, radians
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from rashomon.instants import Days, hull
from rashomon.records.claims import Claim
from rashomon.records.mentions import Mark, Place
from rashomon.records.statements import Statement
from rashomon.views.basemap import KM_PER_DEGREE, Box
from rashomon.views.cells import ROLES, Role, days_short
from rashomon.views.entries import in_order
from rashomon.views.shelves import Shelves
from rashomon.views.standings import Standings, Turn, role_on

Shape = Literal["control", "attack", "deployment", "movement", "other"]

VAGUE_KM = 100.0
"""A place that may be farther off than this (a country, a sea) is no point on a map."""

EXACT_KM = 6.0
"""A place that is known so well needs no circle: towns are given five kilometres."""

NEAR_KM = 700.0
"""Places that are so near to the story's middle belong to its region."""

MOST_PLACES = 20
"""Places on one map and in its list, those with most claims: what a page of 60 kB holds."""

MOST_CLAIMS = 2
"""Claims that a place lists; the others are counted."""

_MOSTLY = 0.6
"""Share of the region's claims in one country from which on the map begins with that country."""

_SHAPES: dict[str, Shape] = {
    "CONTROL": "control",
    "ASSAULT": "attack",
    "CASUALTY": "attack",
    "FORCE": "deployment",
    "MOBILIZE": "deployment",
    "RETREAT": "movement",
}

_AHEAD = frozenset({"predicted", "planned", "threatened", "conditional", "possible"})

_FROM = re.compile(r"\b(?:from|out of|left|leaving)\s+(?:the\s+|central\s+)?$", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:to|into|onto|toward|towards|for|reached|reaching)\s+(?:the\s+|central\s+)?$",
    re.IGNORECASE,
)
_BEFORE_CHARS = 24


class Said(Struct, frozen=True):
    """A claim at a place: what, when it happened, as what kind of event, and its colours by day."""

    claim: str
    statement: str
    text: str
    shape: Shape
    is_ahead: bool
    when: str
    turns: tuple[Turn, ...]
    role: Role = "single"
    is_later: bool = False


class Spot(Struct, frozen=True):
    """A place with all that is claimed of it, the weightiest first.

    ``name`` is how reports call it, ``how`` by what it was placed.
    """

    id: str
    name: str
    lat: float
    lon: float
    radius_km: float
    country: str
    how: str
    said: tuple[Said, ...]


class Vague(Struct, frozen=True):
    """A name without a point on the map, why it has none, and how many claims name it only."""

    name: str
    why: str
    claims: int
    claim: str


class Route(Struct, frozen=True):
    """A movement from one place to another, as a sentence words it."""

    start: str
    end: str
    claim: str
    statement: str
    text: str
    is_ahead: bool
    turns: tuple[Turn, ...]
    role: Role = "single"
    is_later: bool = False


class View(Struct, frozen=True):
    """A stretch of the world by its name: west, south, east, north."""

    name: str
    box: Box


class Atlas(Struct, frozen=True):
    """Everything that a map can show. ``views`` holds the one to begin with first."""

    spots: tuple[Spot, ...]
    routes: tuple[Route, ...]
    vague: tuple[Vague, ...]
    views: tuple[View, ...]
    focus: tuple[float, float] | None


def make_atlas(shelves: Shelves, standings: Standings) -> Atlas:
    """The places of all claims, the most spoken of first."""
    at: dict[tuple[float, float], list[_Placing]] = defaultdict(list)
    off: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in shelves.findings.claims:
        if claim.id not in standings.turns:
            continue
        for one in in_order(claim.statements, shelves):
            placed, unplaced = _places(one, shelves)
            for name, place in placed:
                at[_point(place)].append(_Placing(name, place, claim, one))
            for name, why in () if placed else unplaced:
                off[f"{name}\t{why}"].setdefault(claim.id, claim.id)
    spots = [_spot(found, standings) for _, found in sorted(at.items())]
    spots.sort(key=lambda one: (-len(one.said), one.name, one.id))
    return Atlas(
        spots=tuple(spots),
        routes=tuple(_routes(spots, shelves, standings)),
        vague=tuple(_vague(off)),
        views=tuple(_views(spots, shelves)),
        focus=_focus(spots),
    )


def atlas_on(atlas: Atlas, day: date | None) -> Atlas:
    """The atlas with every colour as of an evening; what was told later is marked as such."""
    if day is None:
        return atlas
    return replace(
        atlas,
        spots=tuple(
            replace(one, said=tuple(_said_on(said, day) for said in one.said))
            for one in atlas.spots
        ),
        routes=tuple(_route_on(one, day) for one in atlas.routes),
    )


def spot_role(said: Sequence[Said]) -> Role:
    """A stacked mark's colour: that of its most contested claim that is known."""
    known = [one.role for one in said if not one.is_later] or [one.role for one in said]
    return min(known, key=ROLES.index)


def spot_shape(said: Sequence[Said]) -> Said:
    """The claim that gives a stacked mark its shape: the commonest kind, what happened before plans."""
    counts = Counter(one.shape for one in said if one.shape != "other")
    if not counts:
        return min(said, key=lambda one: one.is_ahead)
    shape = min(counts, key=lambda one: (-counts[one], one))
    return min((one for one in said if one.shape == shape), key=lambda one: one.is_ahead)


def _said_on(one: Said, day: date) -> Said:
    role = role_on(one.turns, day)
    return replace(one, role=role or one.turns[0].role, is_later=role is None)


def _route_on(one: Route, day: date) -> Route:
    role = role_on(one.turns, day)
    return replace(one, role=role or one.turns[0].role, is_later=role is None)


class _Placing(Struct, frozen=True):
    name: str
    place: Place
    claim: Claim
    statement: Statement


def _places(
    one: Statement, shelves: Shelves
) -> tuple[list[tuple[str, Place]], list[tuple[str, str]]]:
    """Where a statement can be placed, and the names by which it cannot."""
    named = [shelves.entities[place] for place in one.places if place in shelves.entities]
    areas: list[tuple[str, Place | None]] = [(area.name, area) for area in one.areas] or [
        (entity.name, entity.place) for entity in named if entity.kind in ("place", "facility")
    ]
    placed, unplaced = [], []
    for name, place in areas:
        if place is None or place.lat is None or place.lon is None:
            unplaced.append((name, "no place of this name is known"))
        elif (place.radius_km or 0) > VAGUE_KM:
            unplaced.append((name, "too large to be a point"))
        else:
            placed.append((name, place))
    return placed, unplaced


def _point(place: Place) -> tuple[float, float]:
    return place.lat or 0.0, place.lon or 0.0


def _spot(found: Sequence[_Placing], standings: Standings) -> Spot:
    names = Counter(one.name for one in found)
    lead = min(found, key=lambda one: (-names[one.name], one.place.radius_km or 0.0, one.name))
    claims: dict[str, list[_Placing]] = defaultdict(list)
    for one in found:
        claims[one.claim.id].append(one)
    said = [
        _said(told[0].claim, [one.statement for one in told], standings) for told in claims.values()
    ]
    said.sort(key=lambda one: (ROLES.index(one.turns[-1].role), one.turns[0].day, one.claim))
    lat, lon = _point(lead.place)
    return Spot(
        id=f"at-{lat:.3f}-{lon:.3f}".replace(".", "_"),
        name=lead.name,
        lat=lat,
        lon=lon,
        radius_km=lead.place.radius_km or 0.0,
        country=lead.place.country or "",
        how=lead.place.how,
        said=tuple(said),
    )


def _said(claim: Claim, told: Sequence[Statement], standings: Standings) -> Said:
    turns = standings.turns[claim.id]
    days = _days_of(told)
    return Said(
        claim=claim.id,
        statement=told[0].id,
        text=claim.text,
        shape=_SHAPES.get(claim.type or "", "other"),
        is_ahead=all(one.status in _AHEAD for one in told),
        when="" if days is None else days_short(days),
        turns=turns,
        role=turns[-1].role,
    )


def _days_of(told: Iterable[Statement]) -> Days | None:
    return hull(one.time.days for one in told if one.time is not None and one.time.days)


def _vague(off: dict[str, dict[str, str]]) -> Iterator[Vague]:
    for key, claims in sorted(off.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        name, _, why = key.partition("\t")
        yield Vague(name, why, len(claims), min(claims))


def _routes(spots: Sequence[Spot], shelves: Shelves, standings: Standings) -> Iterator[Route]:
    """Movements whose words name where from and where to: "from A to B". Nothing else makes an arrow."""
    at = {(one.lat, one.lon): one.id for one in spots}
    seen = set()
    for claim in shelves.findings.claims:
        for one in in_order(claim.statements, shelves):
            if one.type not in ("MOBILIZE", "RETREAT") or claim.id not in standings.turns:
                continue
            start, end = _ends(one, shelves, at)
            if start is None or end is None or start == end or (start, end, claim.id) in seen:
                continue
            seen.add((start, end, claim.id))
            turns = standings.turns[claim.id]
            yield Route(
                start, end, claim.id, one.id, claim.text, one.status in _AHEAD, turns,
                turns[-1].role,
            )  # fmt: skip


def _ends(
    one: Statement, shelves: Shelves, at: dict[tuple[float, float], str]
) -> tuple[str | None, str | None]:
    text = shelves.reports[one.report].text
    found: dict[bool, list[str]] = {True: [], False: []}
    for mark in shelves.marks_of_report.get(one.report, ()):
        spot = _spot_of(mark, one, shelves, at)
        before = text[max(0, mark.span.start - _BEFORE_CHARS) : mark.span.start]
        if spot is not None and _FROM.search(before):
            found[True].append(spot)
        elif spot is not None and _TO.search(before):
            found[False].append(spot)
    # Several of either would leave open which way led where.
    first, last = (found[side][0] if len(found[side]) == 1 else None for side in (True, False))
    return first, last


def _spot_of(
    mark: Mark, one: Statement, shelves: Shelves, at: dict[tuple[float, float], str]
) -> str | None:
    """The spot of a mark that stands in the statement's words and names one of its places."""
    is_inside = one.span.start <= mark.span.start and mark.span.end <= one.span.end
    entity = shelves.entities.get(mark.entity or "")
    if not is_inside or entity is None or entity.id not in one.places or entity.place is None:
        return None
    return at.get(_point(entity.place))


def _focus(spots: Sequence[Spot]) -> tuple[float, float] | None:
    """A point in the country that most claims are placed in."""
    counts: Counter[str] = Counter()
    for one in spots:
        counts[one.country] += len(one.said)
    if not counts:
        return None
    country = min(counts, key=lambda one: (-counts[one], one))
    spot = next(one for one in spots if one.country == country)
    return spot.lon, spot.lat


def _views(spots: Sequence[Spot], shelves: Shelves) -> Iterator[View]:
    """The region around the story's middle first, then its country, then everything."""
    if not spots:
        return
    weighed = [one for one in spots for _ in one.said]
    lat = sorted(one.lat for one in weighed)[len(weighed) // 2]
    lon = sorted(one.lon for one in weighed)[len(weighed) // 2]
    near = [one for one in spots if _km(one, lat, lon) <= NEAR_KM] or [spots[0]]
    focus = _focus(spots)
    country = next((one.country for one in spots if focus == (one.lon, one.lat)), "")
    inside = [one for one in near if one.country == country]
    found = [View("Region", _box(near))]
    if inside and len(inside) < len(near):
        found.append(View(_country_name(country, shelves), _box(inside)))
        if _claims(inside) >= _MOSTLY * _claims(near):
            found.reverse()
    if len(near) < len(spots):
        found.append(View("All places", _box(spots)))
    yield from found


def _claims(spots: Iterable[Spot]) -> int:
    return sum(len(one.said) for one in spots)


def _country_name(code: str, shelves: Shelves) -> str:
    link = f"iso3166:{code}"
    named = [one.name for one in shelves.findings.entities if link in one.links]
    return min(named, key=lambda one: (len(one), one)) if named else code or "Middle"


def _km(one: Spot, lat: float, lon: float) -> float:
    across = (one.lon - lon) * cos(radians(lat))
    return hypot(one.lat - lat, across) * KM_PER_DEGREE


_AIR = 0.16
"""Room around the outermost places, of what lies between them: their labels need it."""

_LEAST_DEGREES = 1.2


def _box(spots: Sequence[Spot]) -> Box:
    south, north = min(one.lat for one in spots), max(one.lat for one in spots)
    west, east = min(one.lon for one in spots), max(one.lon for one in spots)
    up = max(_LEAST_DEGREES, (north - south) * _AIR)
    across = max(_LEAST_DEGREES, (east - west) * _AIR)
    return west - across, south - up, east + across, north + up
