"""Names: whom and what reports speak of, under which names, why these are one, and what is said of them.

Enters: findings with look-ups. Leaves: a row for the list of names, and the page of one.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words
from rashomon.records.linking import Joining, Listing
from rashomon.records.mentions import Entity
from rashomon.records.statements import Statement
from rashomon.views.cells import Role, When, outlet_of, published_when
from rashomon.views.entries import in_order
from rashomon.views.evidence import statement_role
from rashomon.views.shelves import Spoken

_ROLES = ("actor", "target", "place", "speaker")


MOST_PARTS = 30


class NameRow(Struct, frozen=True):
    """Somebody or something in the list: its other names, and in how much it stands."""

    id: str
    name: str
    kind: str
    others: tuple[str, ...]
    statements: int
    reports: int


class Said(Struct, frozen=True):
    """A statement in which it stands, and as what."""

    statement: str
    words: str
    role: Role
    parts: str
    report: str
    outlet: str
    when: When


class Merged(Struct, frozen=True):
    """Why a wording is taken for one of its names."""

    name: str
    to: str
    why: str


class NamePage(Struct, frozen=True):
    """One entity: names, why they are one, where it is, what it is part of and what is part of it."""

    row: NameRow
    whole: tuple[str, str] | None
    parts: tuple[tuple[str, str], ...]
    more_parts: int
    merged: tuple[Merged, ...]
    listings: tuple[Merged, ...]
    links: tuple[str, ...]
    where: str
    box: str
    said: tuple[Said, ...]
    offset: int
    limit: int


def list_names(shelves: Spoken) -> tuple[NameRow, ...]:
    """All names, those most spoken of first."""
    rows = [_row(one, shelves.statements_of_entity.get(one.id, ())) for one in _every(shelves)]
    return tuple(sorted(rows, key=lambda one: (-one.statements, one.name.casefold(), one.id)))


def choose_names(rows: Iterable[NameRow], words: str, kind: str) -> list[NameRow]:
    """The names that hold all words, of a kind; empty leaves all in."""
    sought = fold_words(words)
    return [
        one
        for one in rows
        if (not kind or one.kind == kind)
        and all(any(word in name for name in _folded(one)) for word in sought)
    ]


def make_name_page(entity: Entity, shelves: Spoken, offset: int, limit: int) -> NamePage:
    """The page of an entity, with some of the statements in which it stands, by the days of reports."""
    told = shelves.statements_of_entity.get(entity.id, ())
    ordered = in_order((one.id for one in told), shelves)
    whole = shelves.entities.get(entity.part_of or "")
    parts = sorted((one.name, one.id) for one in _every(shelves) if one.part_of == entity.id)
    return NamePage(
        row=_row(entity, told),
        whole=None if whole is None else (whole.id, whole.name),
        parts=tuple((id_, name) for name, id_ in parts[:MOST_PARTS]),
        more_parts=max(0, len(parts) - MOST_PARTS),
        merged=tuple(_merged(entity.joined)),
        listings=tuple(_listed(one) for one in entity.listings),
        links=entity.links,
        where=_where(entity),
        box=_box(entity),
        said=tuple(_said(one, entity.id, shelves) for one in ordered[offset : offset + limit]),
        offset=offset,
        limit=limit,
    )


def _every(shelves: Spoken) -> Sequence[Entity]:
    return shelves.findings.entities


def _row(entity: Entity, told: Sequence[Statement]) -> NameRow:
    return NameRow(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        others=tuple(one for one in entity.aliases if one != entity.name),
        statements=len(told),
        reports=len({one.report for one in told}),
    )


def _folded(row: NameRow) -> list[str]:
    return [" ".join(fold_words(one)) for one in (row.name, *row.others)]


def _merged(joined: Iterable[Joining]) -> Iterable[Merged]:
    """Why wordings are names of it, all reasons for one wording together."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in joined:
        found.setdefault((one.name, one.to), []).append(_because(one.reasons, one.weight_bits))
    for (name, to), reasons in found.items():
        yield Merged(name, to, "; ".join(reasons))


def _listed(one: Listing) -> Merged:
    who = f"{one.caption} ({one.entry} of {one.listed})"
    return Merged(one.name, who, _because(one.reasons, one.weight_bits))


def _because(reasons: Iterable[str], weight_bits: float | None) -> str:
    weight = "" if weight_bits is None else f" ({weight_bits:+.1f} bits)"
    return f"{'; '.join(reasons)}{weight}"


def _where(entity: Entity) -> str:
    place = entity.place
    if place is None:
        return ""
    country = f", {place.country}" if place.country else ""
    if place.lat is None or place.lon is None:
        return f"{place.name}{country}: no point is known"
    about = f", within {place.radius_km:,.0f} km" if place.radius_km else ""
    return f"{place.name}{country}: {place.lat:.3f}, {place.lon:.3f}{about} ({place.how})"


_AROUND_DEG = 1.5
"""How far the map reaches around a place: a province and its neighbours."""


def _box(entity: Entity) -> str:
    """What the map is to show, as its address takes it; empty where the place has no point."""
    place = entity.place
    if place is None or place.lat is None or place.lon is None:
        return ""
    west, east = place.lon - _AROUND_DEG, place.lon + _AROUND_DEG
    south, north = max(-90.0, place.lat - _AROUND_DEG), min(90.0, place.lat + _AROUND_DEG)
    return f"{west:.2f},{south:.2f},{east:.2f},{north:.2f}"


def _said(one: Statement, entity: str, shelves: Spoken) -> Said:
    report = shelves.reports[one.report]
    return Said(
        statement=one.id,
        words=" ".join(one.quote.split()),
        role=statement_role(one, shelves),
        parts=", ".join(role for role in _ROLES if entity in _in_role(one, role)),
        report=one.report,
        outlet=outlet_of(report),
        when=published_when(report.published),
    )


def _in_role(one: Statement, role: str) -> tuple[str | None, ...]:
    match role:
        case "actor":
            return one.actors
        case "target":
            return one.targets
        case "place":
            return one.places
    return tuple(name for link in one.attribution for name in (link.entity, *link.members))
