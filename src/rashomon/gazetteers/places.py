"""Places by their names: GeoNames' populated places, countries, regions, seas, rivers.

Look-ups read a file (see `places_store`), never the whole gazetteer into memory.
"""

import atexit
import sqlite3
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.fuzz import ratio

from rashomon.errors import StorageError
from rashomon.gazetteers.additions import Additions, chosen
from rashomon.gazetteers.places_names import name_key, skeleton, without_article
from rashomon.gazetteers.places_store import (
    FILE_NAME,
    MAIN,
    PEOPLE,
    SHORT,
    Say,
    cache_folder,
    open_store,
)

Kind = Literal["city", "country", "region", "area", "county"]

_LONGEST_NAME_CHARS = 80
"""No place in the gazetteer has a longer name in Latin letters; longer words are not looked up."""

_ALIKE = 70.0
"""Spellings with the same consonants count as one name from this likeness (rapidfuzz's ratio) on;
below it, among Syrian and Iraqi towns, different towns meet."""

_REMEMBERED = 16_384
"""Names whose places are kept at hand, some 2 kB each; the reports on one war have fewer."""

_FIELDS = (
    "p.id, p.geonames, p.name, p.kind, p.lat, p.lon, p.radius_km, p.country, p.region,"
    " p.population, p.capital"
)


class Entry(Struct, frozen=True):
    """A place that a name may mean.

    ``country`` is ISO 3166 alpha-2, ``region`` GeoNames' code of the first level below it.
    ``lat`` and ``lon`` are None for counties, whose place only their state tells. ``main``: the name is
    its own, not one of its others; ``short``: an abbreviation; ``people``: a word for its people;
    ``own``: added by the user; ``famous``: a report on the world means it by this name.
    """

    id: int
    geonames: str | None
    name: str
    kind: Kind
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None
    region: str | None
    population: int
    capital: bool
    main: bool = False
    short: bool = False
    people: bool = False
    own: bool = False
    famous: bool = False


class Gazetteer:
    """The gazetteer's file with its look-ups.

    Cost: under 0.1 ms a look-up; the last few thousand are remembered.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._packaged = lru_cache(maxsize=_REMEMBERED)(self._named)
        self._spelled = lru_cache(maxsize=_REMEMBERED)(self._spelled_like)
        self.region_of = lru_cache(maxsize=_REMEMBERED)(self._region_of)

    def named(self, name: str) -> tuple[Entry, ...]:
        """All places of a name: those that the user added, then those with most people first."""
        added = chosen()
        if not added.places or len(name) > _LONGEST_NAME_CHARS:
            return self._packaged(name)
        own = _own_places(added).get(name_key(name), ())
        return (*own, *self._packaged(name))

    def _named(self, name: str) -> tuple[Entry, ...]:
        """All places of a name, those with most people first."""
        if len(name) > _LONGEST_NAME_CHARS:
            return ()
        key = name_key(name)
        found = self._by_key(key)
        if not found:
            bare = without_article(key)
            found = self._by_key(bare) if bare else ()
        return found

    def _by_key(self, key: str) -> tuple[Entry, ...]:
        rows = self._rows(
            f"SELECT {_FIELDS}, n.how FROM names n JOIN places p ON p.id = n.place"  # noqa: S608
            " WHERE n.key = ? ORDER BY p.population DESC, p.id",
            (key,),
        )
        known = famous()
        found = (_entry(row) for row in rows)
        return tuple(
            replace(one, famous=True) if (key, one.country) in known and one.kind == "city" else one
            for one in found
        )

    def spelled_like(self, name: str, countries: frozenset[str]) -> tuple[Entry, ...]:
        """Places of some countries whose name is another spelling of the same sounds."""
        if not countries:
            return ()
        return tuple(entry for entry in self._spelled(name) if entry.country in countries)

    def _spelled_like(self, name: str) -> tuple[Entry, ...]:
        """Places of any country whose name is another spelling of the same sounds, the likest first."""
        if len(name) > _LONGEST_NAME_CHARS:
            return ()
        key = name_key(name)
        bare = without_article(key) or key
        rows = self._rows(
            f"SELECT {_FIELDS}, s.spelled FROM skeletons s JOIN places p ON p.id = s.place"  # noqa: S608
            " WHERE s.key = ? ORDER BY p.population DESC, p.id, s.spelled",
            (skeleton(key),),
        )
        best: dict[int, tuple[float, Entry]] = {}
        for row in rows:
            spelled = without_article(row[-1]) or row[-1]
            alike = ratio(bare, spelled)
            place = row[0]
            if alike >= _ALIKE and (place not in best or alike > best[place][0]):
                best[place] = alike, _entry((*row[:-1], MAIN))
        ranked = sorted(best.values(), key=lambda one: (-one[0], -one[1].population, one[1].id))
        return tuple(entry for _, entry in ranked)

    def _region_of(self, entry: Entry) -> Entry | None:
        """The state or region that a place lies in; None where it is not known."""
        rows = self._rows(
            f"SELECT {_FIELDS}, {MAIN} FROM places p"  # noqa: S608
            " WHERE p.kind = 'region' AND p.country = ? AND p.region = ? ORDER BY p.radius_km DESC",
            (entry.country, entry.region),
        )
        return _entry(rows[0]) if rows else None

    def _rows(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"The gazetteer of places is damaged ({error}). Delete {FILE_NAME} in"
                f" {cache_folder()}; it is built anew.",
                code="gazetteer-damaged",
            ) from None

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()


def _entry(row: Sequence[Any]) -> Entry:
    *fields, capital, how = row
    told = (*fields, bool(capital), how == MAIN, how == SHORT, how == PEOPLE)
    return Entry(*told)


@cache
def famous() -> frozenset[tuple[str, str]]:
    """The keys of names with the country where a report on the world means them to be."""
    text = files("rashomon.gazetteers").joinpath("data/places/famous.toml").read_text("utf-8")
    rows: dict[str, list[str]] = tomllib.loads(text)
    return frozenset((name_key(name), country) for country, names in rows.items() for name in names)


@lru_cache(maxsize=4)
def _own_places(added: Additions) -> dict[str, tuple[Entry, ...]]:
    """The places that a user added, by the keys of their names."""
    found: dict[str, tuple[Entry, ...]] = {}
    for number, row in enumerate(added.places):
        for name in (row.name, *row.aliases):
            entry = Entry(
                _FIRST_ADDED_ID - number, None, row.name, _KINDS[row.kind], row.lat, row.lon,
                row.radius_km, row.country, None, 0, False, main=True, own=True,
            )  # fmt: skip
            key = name_key(name)
            found[key] = (*found.get(key, ()), entry)
    return found


_FIRST_ADDED_ID = -1_000_000
"""Places that users add get ids from here down; our own tables have some ten thousand rows."""

_KINDS: dict[str, Kind] = {"city": "city", "region": "region", "area": "area"}


def _silent(sentence: str) -> None:
    """Say nothing."""


@cache
def open_gazetteer(folder: Path | None = None, say: Say = _silent) -> Gazetteer:
    """The gazetteer in a folder (that of the cache where none is given), built where needed.

    A program calls it first with its own ``say``, so that the user is told what takes the time.
    """
    gazetteer = Gazetteer(open_store(folder or cache_folder(), say))
    atexit.register(gazetteer.close)
    return gazetteer


def countries_of(entries: Iterable[Entry]) -> frozenset[str]:
    """The countries that some places lie in."""
    return frozenset(entry.country for entry in entries if entry.country is not None)
