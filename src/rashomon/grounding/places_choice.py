"""Which of the places of a name is meant: all names of a report are weighed together.

Each name spreads one vote over the places that it may mean. Votes add up by country, by region and by
neighbourhood; a place gains from what the *other* names say of where the report is, and the votes are
cast anew. A state or country right behind a name, and words such as "Syrian" in the report, weigh most;
the number of people decides only where nothing else does.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from rashomon.gazetteers.places import Entry, Gazetteer
from rashomon.gazetteers.places_names import name_key

K = TypeVar("K")

_ROUNDS = 3
_MOST_CANDIDATES = 40
_COUNTRY_GAIN = 1.3
_REGION_GAIN = 1.5
_NEAR_GAIN = 1.6
_SHARPNESS = 1.6
"""Gains and sharpness: fitted by hand on local and world news; the order of the three matters more than
their size. See the measurements in docs/quality.md."""

_KIND_PRIOR = {"country": 7.0, "region": 5.6, "area": 6.5, "county": 3.5}
_OWN_PRIOR = 8.0
"""A place that the user added is meant by its name unless the report says where another lies."""

_FAME = 1.7
"""What fame is worth: a hundred times the people. Two other places of the report outweigh it."""

_RENOWN = 1.2
"""What the name of a state, of a part of the world or of a large town gains in a report that names
several countries: that one of them is a state whose villages bear the name is no reason to think of
these."""

_SEVERAL_COUNTRIES = 2

_LEDGER_GAIN = 1.0
"""What it is worth that all reports of the ledger are about a country: less than one other place of
the same report, and nothing for a name that is known in every country's news."""

_PEOPLE_WEIGHT = 0.8
_CITY_RADIUS_KM = 15.0
_WELL_KNOWN = 100_000
"""People from which on a town is meant by its name in any country's news."""


BEST_KNOWN = "the best known of"
"""How the reason begins where nothing but fame and size decided."""


class Name(Struct, frozen=True):
    """A name in a report with the places that it may mean.

    ``container``: states or countries that its own words put it in. ``exact``: the words were looked up
    as they are, without "province" or "northern". ``inner``: it is only part of the words,
    which name something there.
    """

    text: str
    entries: tuple[Entry, ...]
    start: int
    container: tuple[Entry, ...] = ()
    exact: bool = True
    inner: bool = False


class Choice(Struct, frozen=True):
    """The place chosen for a name, and by what."""

    entry: Entry
    lat: float | None
    lon: float | None
    radius_km: float | None
    how: str


class _Group(Struct):
    """All names of one spelling and container: they mean one place."""

    entries: list[Entry]
    container: tuple[Entry, ...]
    weight: float
    priors: list[float]
    scores: list[float]
    votes: list[float]


def choose(
    names: Sequence[Name], gazetteer: Gazetteer, shares: Mapping[str, float] | None = None
) -> list[Choice | None]:
    """The place of each name, in the same order; None for a name that the gazetteer lacks.

    Args:
        names: All names of one report.
        gazetteer: The gazetteer.
        shares: For each country the share of all reports that are about it; None where nobody knows,
            nothing for a country with too small a share.
    """
    keys, groups = _grouped(names, gazetteer)
    ordered = [groups[key] for key in sorted(groups)]
    for _ in range(_ROUNDS):
        _vote(ordered, shares or {})
    points = _points(ordered)
    return [
        _choice(name, groups[key], points, gazetteer) for name, key in zip(names, keys, strict=True)
    ]


def countries_in_question(names: Sequence[Name], gazetteer: Gazetteer) -> frozenset[str]:
    """The countries of which the share among all reports could tell which places are meant.

    Args:
        names: All names of one report.
        gazetteer: The gazetteer.
    """
    _, groups = _grouped(names, gazetteer)
    found: set[str] = set()
    for group in groups.values():
        countries = {entry.country or "" for entry in group.entries}
        if len(countries) > 1 and _is_local(group):
            found |= countries
    return frozenset(found - {""})


_Key = tuple[str, tuple[int, ...]]


def _grouped(names: Sequence[Name], gazetteer: Gazetteer) -> tuple[list[_Key], dict[_Key, _Group]]:
    """The key of each name, in the same order, and all names of one key as a group."""
    containers = _containers_by_name(names)
    keys = [(name_key(name.text), _ids(containers[i])) for i, name in enumerate(names)]
    groups: dict[_Key, _Group] = {}
    counts = Counter(keys)
    home = _countries(names)
    renown = _RENOWN if len(home) >= _SEVERAL_COUNTRIES else 0.0
    for i, (name, key) in enumerate(zip(names, keys, strict=True)):
        if key not in groups:
            entries = _candidates(name, containers[i], home, gazetteer)
            priors = [
                _prior(entry) + (renown if _is_of_the_world(entry) else 0.0) for entry in entries
            ]
            weight = 1.0 + 0.5 * math.log(counts[key])
            votes = _softmax(priors)
            groups[key] = _Group(entries, containers[i], weight, priors, list(priors), votes)
    return keys, groups


def _containers_by_name(names: Sequence[Name]) -> list[tuple[Entry, ...]]:
    """Each name's container, or the one that the same name has elsewhere in the report."""
    known: dict[str, tuple[Entry, ...]] = {}
    for name in names:
        if name.container:
            known.setdefault(name_key(name.text), name.container)
    return [name.container or known.get(name_key(name.text), ()) for name in names]


def _ids(entries: Sequence[Entry]) -> tuple[int, ...]:
    return tuple(sorted(entry.id for entry in entries))


def _countries(names: Sequence[Name]) -> frozenset[str]:
    """The countries that a report names or speaks of as peoples."""
    return frozenset(
        entry.country
        for name in names
        for entry in (*name.entries, *name.container)
        if entry.country is not None and entry.kind in ("country", "region")
    )


def _candidates(
    name: Name, container: tuple[Entry, ...], home: frozenset[str], gazetteer: Gazetteer
) -> list[Entry]:
    entries = name.entries
    if not name.inner and not any(_is_at_home(entry, home) for entry in entries):
        # no such name in the countries that the report is about: perhaps another spelling
        alike = gazetteer.spelled_like(name.text, home)
        entries = (*entries, *alike[:3]) if entries else alike
    inside = [entry for entry in entries if any(_lies_in(entry, one) for one in container)]
    chosen = inside or list(entries)
    chosen.sort(key=lambda entry: (-_prior(entry), entry.id))
    return chosen[:_MOST_CANDIDATES]


def _is_at_home(entry: Entry, home: frozenset[str]) -> bool:
    """Whether a place needs no other spelling: it is where the report is, or well known."""
    if entry.kind != "city" or entry.country in home:
        return True
    return entry.capital or entry.population >= _WELL_KNOWN


def _lies_in(entry: Entry, container: Entry) -> bool:
    if container.kind == "country":
        return entry.country == container.country and entry.kind != "country"
    return (
        entry.country == container.country
        and entry.region == container.region
        and entry.kind in ("city", "county")
    )


def _prior(entry: Entry) -> float:
    """How likely a place is meant by its name before anything else is known."""
    if entry.own:
        return _OWN_PRIOR
    if entry.kind != "city":
        return _KIND_PRIOR[entry.kind]
    size = 0.85 * math.log10(entry.population + 100)
    if entry.famous and entry.population < _WELL_KNOWN:
        size += _FAME
    return size + (0.8 if entry.main else -0.5) + (1.0 if entry.capital else 0.0)


def _is_of_the_world(entry: Entry) -> bool:
    """Whether a name means the place in any country's news: states, parts of the world, large towns."""
    return entry.kind in ("country", "area") or _is_large(entry)


def _is_large(entry: Entry) -> bool:
    return entry.kind == "city" and entry.main and entry.population >= _WELL_KNOWN


def _is_renowned(entry: Entry) -> bool:
    """Whether a place is known beyond its country, so that what a ledger is about says nothing of it."""
    return entry.kind != "city" or entry.capital or entry.famous or _is_large(entry)


def _is_local(group: _Group) -> bool:
    """Whether no place of a name is known beyond its country."""
    return not any(_is_renowned(one) for one in group.entries)


def _softmax(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    best = max(scores)
    shares = [math.exp(_SHARPNESS * (score - best)) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def _vote(groups: Sequence[_Group], ledger: Mapping[str, float]) -> None:
    """Add up the votes of all names and let each weigh its places by those of the others."""
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    cells: dict[tuple[int, int], float] = defaultdict(float)
    shares = []
    for group in groups:
        own = _shares(group)
        shares.append(own)
        countries.update(own[0])
        regions.update(own[1])
        for cell, vote in own[2].items():
            cells[cell] += vote
    for group, (own_countries, own_regions, own_cells) in zip(groups, shares, strict=True):
        told = ledger if _is_local(group) else {}
        group.scores = [
            prior
            + _LEDGER_GAIN * told.get(entry.country or "", 0.0)
            + _COUNTRY_GAIN * math.log1p(_rest(countries, own_countries, entry.country))
            + _REGION_GAIN * math.log1p(_rest(regions, own_regions, _region(entry)))
            + _NEAR_GAIN * math.log1p(_around(cells, own_cells, entry))
            for prior, entry in zip(group.priors, group.entries, strict=True)
        ]
        group.votes = _softmax(group.scores)


_Shares = tuple[dict[str, float], dict[tuple[str, str], float], dict[tuple[int, int], float]]


def _shares(group: _Group) -> _Shares:
    countries: dict[str, float] = defaultdict(float)
    regions: dict[tuple[str, str], float] = defaultdict(float)
    cells: dict[tuple[int, int], float] = defaultdict(float)
    for entry, vote in zip(group.entries, group.votes, strict=True):
        weight = vote * group.weight * (_PEOPLE_WEIGHT if entry.people else 1.0)
        if entry.country is not None:
            countries[entry.country] += weight
        region = _region(entry)
        if region is not None:
            regions[region] += weight
        if entry.kind == "city":
            cells[_cell(entry)] += weight
    for container in group.container:
        region = _region(container)
        if region is not None and len(group.container) == 1:
            regions[region] += group.weight
    return countries, regions, cells


def _region(entry: Entry) -> tuple[str, str] | None:
    if entry.country is None or entry.region is None:
        return None
    return entry.country, entry.region


def _cell(entry: Entry) -> tuple[int, int]:
    return math.floor(entry.lat or 0.0), math.floor(entry.lon or 0.0)


def _rest(total: Mapping[K, float], own: Mapping[K, float], key: K | None) -> float:
    return 0.0 if key is None else max(0.0, total.get(key, 0.0) - own.get(key, 0.0))


def _around(
    cells: dict[tuple[int, int], float], own: dict[tuple[int, int], float], entry: Entry
) -> float:
    if entry.kind != "city":
        return 0.0
    row, column = _cell(entry)
    around = [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return max(0.0, sum(cells.get(cell, 0.0) - own.get(cell, 0.0) for cell in around))


def _points(groups: Sequence[_Group]) -> dict[tuple[str, str], tuple[float, float]]:
    """The middle of the towns chosen in each region, by which a county of it is placed."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for group in groups:
        entry = _best(group)
        region = None if entry is None else _region(entry)
        if entry is None or region is None or entry.lat is None or entry.lon is None:
            continue
        if entry.kind == "city":
            found[region].append((entry.lat, entry.lon))
    return {
        region: (
            sum(lat for lat, _ in points) / len(points),
            sum(lon for _, lon in points) / len(points),
        )
        for region, points in found.items()
    }


def _best(group: _Group) -> Entry | None:
    if not group.entries:
        return None
    order = range(len(group.entries))
    return group.entries[max(order, key=lambda i: (group.scores[i], -i))]


def _choice(
    name: Name,
    group: _Group,
    points: dict[tuple[str, str], tuple[float, float]],
    gazetteer: Gazetteer,
) -> Choice | None:
    entry = _best(group)
    if entry is None:
        return None
    how = _how(entry, group)
    lat, lon, radius = entry.lat, entry.lon, entry.radius_km
    if entry.kind == "city":
        radius = _CITY_RADIUS_KM if not name.exact else 5.0
    if lat is None or lon is None:
        point = points.get(_region(entry) or ("", ""))
        state = gazetteer.region_of(entry)
        if point is not None:
            lat, lon = round(point[0], 4), round(point[1], 4)
            how += "; put among the towns that the report names in that state"
        elif state is not None:
            lat, lon, radius = state.lat, state.lon, state.radius_km
            how += f"; put in the middle of {state.name}"
    return Choice(entry, lat, lon, radius, how)


def _how(entry: Entry, group: _Group) -> str:
    if any(_lies_in(entry, one) for one in group.container):
        return f"named with {group.container[0].name}"
    if len(group.entries) == 1:
        return "the only place of this name"
    by_size = max(group.entries, key=lambda one: (_prior(one), -one.id))
    if by_size.id == entry.id:
        return f"{BEST_KNOWN} {len(group.entries)} of this name; the report speaks for no other"
    return f"of {len(group.entries)} of this name, the one that the report's other places speak for"
