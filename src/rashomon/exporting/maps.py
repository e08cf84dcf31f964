"""GeoJSON (RFC 7946): what is said to have happened where, with how far off the point may be.

A feature is one claim at one place. A place is a point with a radius, and a day an interval: a map that
draws neither pretends to know more than was said.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from rashomon.exporting.jsonl import days_row
from rashomon.exporting.making import Making, making_row
from rashomon.ids import content_id
from rashomon.instants import hull
from rashomon.records.claims import Claim
from rashomon.records.findings import Findings
from rashomon.records.mentions import Place
from rashomon.records.statements import Statement


def geojson_file(findings: Findings, making: Making) -> bytes:
    """A feature collection of all claims that speak of a place on the map, by claim and place.

    A statement lies in the areas that its words put it in, else at the places that they name.
    """
    statements = {one.id: one for one in findings.statements}
    named = {one.id: one.place for one in findings.entities if one.place is not None}
    features = [
        _feature(claim, place, here)
        for claim in findings.claims
        for place, here in _by_place(claim, statements, named)
    ]
    content = {
        "type": "FeatureCollection",
        "features": features,
        "rashomon": making_row(making),
    }
    return msgspec.json.encode(content) + b"\n"


def _by_place(
    claim: Claim, statements: Mapping[str, Statement], named: Mapping[str, Place]
) -> list[tuple[Place, list[Statement]]]:
    found: dict[Place, list[Statement]] = {}
    for one in (statements[name] for name in claim.statements if name in statements):
        areas = one.areas or tuple(named[place] for place in one.places if place in named)
        for area in dict.fromkeys(areas):
            if area.lat is not None and area.lon is not None:
                found.setdefault(area, []).append(one)
    return sorted(found.items(), key=lambda pair: (pair[0].name, pair[0].lat, pair[0].lon))


def _feature(claim: Claim, place: Place, told: list[Statement]) -> dict[str, Any]:
    days = hull(one.time.days for one in told if one.time is not None and one.time.days)
    first = claim.first_reported
    return {
        "type": "Feature",
        "id": content_id("ft", claim.id, place.name, place.lat, place.lon, place.radius_km),
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "claim": claim.id,
            "text": claim.text,
            "type": claim.type,
            "status": claim.status,
            "independent": claim.independent,
            "place": place.name,
            "geonames": place.geonames,
            "country": place.country,
            "radius_km": place.radius_km,
            "how": place.how,
            **days_row(days),
            "first_reported": None if first is None else days_row(first),
            "statements": [one.id for one in told],
            "quote": told[0].quote,
        },
    }
