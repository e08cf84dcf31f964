"""Which of the places of a name is meant: all names of a report are weighed together.

Each name votes for the places that it may mean, swayed by the others (`places_votes`). A state or
country right behind a name, and words such as "Syrian" in the report, weigh most; the number of people
decides only where nothing else does.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct
from rapidfuzz.fuzz import ratio

from rashomon.gazetteers.places import Entry, Gazetteer
from rashomon.gazetteers.places_names import name_key
from rashomon.grounding.places_votes import Group, elect, region, take_seats

_MOST_CANDIDATES = 40
_KIND_PRIOR = {"country": 7.0, "region": 5.6, "area": 6.5, "county": 3.5}
_ONE_SPELLING = 60.0
"""Likeness in per cent (rapidfuzz's ratio) from which two names are spellings of one: "Sloviansk" and
"Slovyansk" are alike by 89, "Sloviansk" and "Nikopol", which once was called so, by 25."""

_FORMER = 0.2
"""What a former name weighs less: as a town with six in ten of the people would."""

_OWN_PRIOR = 8.0
"""A place that the user added is meant by its name unless the report says where another lies."""

_FAME = 1.7
"""What fame is worth: a hundred times the people. Two other places of the report outweigh it."""

_RENOWN = 1.2
"""What the name of a state, of a part of the world or of a large town gains in a report that names
several countries: that one of them is a state whose villages bear the name is no reason to think of
these."""

_SEVERAL_COUNTRIES = 2

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


_Key = tuple[str, tuple[int, ...]]


class Choice(Struct, frozen=True):
    """The place chosen for a name, and by what."""

    entry: Entry
    lat: float | None
    lon: float | None
    radius_km: float | None
    how: str


class Ballot(Struct, frozen=True):
    """All names of one report with the groups of those that mean one place, to be voted on."""

    names: Sequence[Name]
    keys: Sequence[_Key]
    groups: dict[_Key, Group]
    gazetteer: Gazetteer


def gather(names: Sequence[Name], gazetteer: Gazetteer) -> Ballot:
    """The names of one report, ready to be put on the map.

    Args:
        names: All names of one report.
        gazetteer: The gazetteer.
    """
    return Ballot(names, *_grouped(names, gazetteer), gazetteer)


def choose(ballot: Ballot, shares: Mapping[str, float] | None = None) -> list[Choice | None]:
    """The place of each name, in the same order; None for a name that the gazetteer lacks.

    Args:
        ballot: All names of one report.
        shares: For each country the share of all reports that are about it; None where nobody knows,
            nothing for a country with too small a share.
    """
    ordered = [ballot.groups[key] for key in sorted(ballot.groups)]
    elect(ordered, shares or {})
    points = _points(ordered)
    made: dict[tuple[_Key, bool], Choice | None] = {}
    chosen = []
    for name, key in zip(ballot.names, ballot.keys, strict=True):
        which = key, name.exact
        if which not in made:
            made[which] = _choice(name, ballot.groups[key], points, ballot.gazetteer)
        chosen.append(made[which])
    return chosen


def countries_in_question(ballot: Ballot) -> frozenset[str]:
    """The countries of which the share among all reports could tell which places are meant."""
    found: set[str] = set()
    for group in ballot.groups.values():
        countries = {entry.country or "" for entry in group.entries}
        if len(countries) > 1 and group.local:
            found |= countries
    return frozenset(found - {""})


def _grouped(names: Sequence[Name], gazetteer: Gazetteer) -> tuple[list[_Key], dict[_Key, Group]]:
    """The key of each name, in the same order, and all names of one key as a group."""
    containers = _containers_by_name(names)
    keys = [(name_key(name.text), _ids(containers[i])) for i, name in enumerate(names)]
    groups: dict[_Key, Group] = {}
    counts = Counter(keys)
    home = _countries(names)
    renown = _RENOWN if len(home) >= _SEVERAL_COUNTRIES else 0.0
    for i, (name, key) in enumerate(zip(names, keys, strict=True)):
        if key not in groups:
            ranked = _candidates(name, containers[i], home, gazetteer)
            entries = [entry for _, entry in ranked]
            priors = [
                prior + (renown if _is_of_the_world(entry) else 0.0) for prior, entry in ranked
            ]
            weight = 1.0 + 0.5 * math.log(counts[key])
            is_local = not any(map(_is_renowned, entries))
            seats = take_seats(entries)
            groups[key] = Group(entries, containers[i], is_local, weight, priors, seats)
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
) -> list[tuple[float, Entry]]:
    """The places that a name may mean, the likeliest first, each with how likely it is."""
    entries = name.entries
    if not name.inner and not any(_is_at_home(entry, home) for entry in entries):
        # no such name in the countries that the report is about: perhaps another spelling
        alike = gazetteer.spelled_like(name.text, home)
        entries = (*entries, *alike[:3]) if entries else alike
    inside = [entry for entry in entries if any(_lies_in(entry, one) for one in container)]
    chosen = [
        (_prior(entry) - _strangeness(name.text, entry), entry) for entry in inside or entries
    ]
    chosen.sort(key=lambda one: (-one[0], one[1].id))
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


def _strangeness(name: str, entry: Entry) -> float:
    """What speaks against a town by a name that is no spelling of its own: a former or a foreign one.

    Between towns of one size the one that is called so today is meant.
    """
    if entry.main or entry.kind != "city":
        return 0.0
    return 0.0 if ratio(name_key(name), name_key(entry.name)) >= _ONE_SPELLING else _FORMER


def _is_of_the_world(entry: Entry) -> bool:
    """Whether a name means the place in any country's news: states, parts of the world, large towns."""
    return entry.kind in ("country", "area") or _is_large(entry)


def _is_large(entry: Entry) -> bool:
    return entry.kind == "city" and entry.main and entry.population >= _WELL_KNOWN


def _is_renowned(entry: Entry) -> bool:
    """Whether a place is known beyond its country, so that what a ledger is about says nothing of it."""
    return entry.kind != "city" or entry.capital or entry.famous or _is_large(entry)


def _points(groups: Sequence[Group]) -> dict[tuple[str, str], tuple[float, float]]:
    """The middle of the towns chosen in each region, by which a county of it is placed."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for group in groups:
        entry = _best(group)
        where = None if entry is None else region(entry)
        if entry is None or where is None or entry.lat is None or entry.lon is None:
            continue
        if entry.kind == "city":
            found[where].append((entry.lat, entry.lon))
    return {
        where: (
            sum(lat for lat, _ in points) / len(points),
            sum(lon for _, lon in points) / len(points),
        )
        for where, points in found.items()
    }


def _best(group: Group) -> Entry | None:
    if not group.entries:
        return None
    order = range(len(group.entries))
    return group.entries[max(order, key=lambda i: (group.scores[i], -i))]


def _choice(
    name: Name,
    group: Group,
    points: Mapping[tuple[str, str], tuple[float, float]],
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
        point = points.get(region(entry) or ("", ""))
        state = gazetteer.region_of(entry)
        if point is not None:
            lat, lon = round(point[0], 4), round(point[1], 4)
            how += "; put among the towns that the report names in that state"
        elif state is not None:
            lat, lon, radius = state.lat, state.lon, state.radius_km
            how += f"; put in the middle of {state.name}"
    return Choice(entry, lat, lon, radius, how)


def _how(entry: Entry, group: Group) -> str:
    if any(_lies_in(entry, one) for one in group.container):
        return f"named with {group.container[0].name}"
    if len(group.entries) == 1:
        return "the only place of this name"
    by_size = max(group.entries, key=lambda one: (_prior(one), -one.id))
    if by_size.id == entry.id:
        return f"{BEST_KNOWN} {len(group.entries)} of this name; the report speaks for no other"
    return f"of {len(group.entries)} of this name, the one that the report's other places speak for"
