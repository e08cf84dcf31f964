"""Mentions: words of a report that name somebody, somewhere, some time or some number."""

from typing import Literal

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.linking import Joining, Listing
from rashomon.spans import Span

MentionKind = Literal[
    "person", "organization", "group", "place", "facility", "time", "quantity", "other"
]


class Mention(Struct, frozen=True):
    """A name, or a description that stands for one, before anybody knows whose it is.

    ``refers_to`` is the earlier mention of the same report that a pronoun or description goes back
    to; None where it names its bearer itself or nothing clearly fits. ``of`` is the mention of the place
    that a facility is called by or belongs to ("X airport", "its airport"); None for anything else.
    """

    span: Span
    text: str
    kind: MentionKind
    refers_to: Span | None = None
    of: Span | None = None


class Time(Struct, frozen=True):
    """The days that an expression means: a TIMEX3 value, and the interval where it can be had."""

    value: str | None
    days: Days | None


class Place(Struct, frozen=True):
    """A place on the map; ``lat``, ``lon`` in degrees, ``radius_km`` how far off the point may be.

    ``how`` says by what it was placed there, for a person who wants to check it.
    """

    name: str
    lat: float | None
    lon: float | None
    geonames: str | None
    country: str | None
    radius_km: float | None = None
    how: str = ""


class Quantity(Struct, frozen=True):
    """How many of what: bounds, both included; None where a side is open."""

    low: float | None
    high: float | None
    of: str


class Mark(Struct, frozen=True):
    """A mention once grounded: the entity it names, or the time, place or number that it means."""

    id: str
    report: str
    span: Span
    raw: Span | None
    text: str
    kind: MentionKind
    entity: str | None = None
    time: Time | None = None
    place: Place | None = None
    quantity: Quantity | None = None


class Entity(Struct, frozen=True):
    """Somebody or something that reports speak of, under all the names that they use.

    ``part_of`` is the entity that this one is a force, branch or office of (the Syrian army of
    Syria); None for none known. ``links`` are ids elsewhere, each with its scheme: ``iso3166:IR``.
    ``joined`` says of each wording that differs why it is one of the names; ``listings`` are the
    entries of watch lists that a name agrees with.
    """

    id: str
    name: str
    kind: MentionKind
    aliases: tuple[str, ...]
    place: Place | None = None
    part_of: str | None = None
    links: tuple[str, ...] = ()
    joined: tuple[Joining, ...] = ()
    listings: tuple[Listing, ...] = ()
