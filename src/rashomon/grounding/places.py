"""Places: where on the map the names in a report are.

Enters: a report and its mentions. Leaves: one place a mention, or None where it names no place that
is known. All names of a report are resolved together (`places_choice`): the size of a town alone never
decides. Vague places ("the region", "the border") are not put on the map.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, packaged_states, registry
from rashomon.gazetteers.additions import Additions, chosen
from rashomon.gazetteers.outlets import find_outlet
from rashomon.gazetteers.places import Entry, Gazetteer, open_gazetteer
from rashomon.gazetteers.places_names import name_key
from rashomon.grounding.places_choice import (
    Ballot,
    Choice,
    Name,
    choose,
    countries_in_question,
    gather,
)
from rashomon.grounding.places_relative import relate, unplaced
from rashomon.language.parser import straightened
from rashomon.records.mentions import Mention, Place
from rashomon.records.reports import Report
from rashomon.spans import Span, cut

__all__ = [
    "FACILITY_KM",
    "Naming",
    "find_names",
    "is_known_place",
    "locate",
    "place_names",
    "relate",
    "tell_place",
    "unplaced",
]

_AFTER_CHARS = 40
"""How far behind a name its state or country may stand ("Paris, Texas")."""

_LONGEST_CHARS = 120
"""Longer mentions are sentences that a parser took for a name."""

_NAMES_HELD = 1 << 14
"""Names of which what places they hold is kept at hand, by what users added to the gazetteer."""

_HEAD_NOUN = re.compile(
    r"\s+(?:city|province|provinces|governorate|state|region|area|district|countryside|town|village"
    r"|neighbou?rhood|suburb|suburbs|outskirts|oblast|canton|department|prefecture|township|camp"
    r"|municipality|metropolitan area|island|islands|valley|mountains?|border)$",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"^(?:the\s+)?(?:(?:(?:city|town|village|province|state|district|region|suburbs?|outskirts"
    r"|countryside|island|port|republic|kingdom|county)\s+of\s+)"
    r"|(?:north|south|east|west|northern|southern|eastern|western|central|upper|lower|greater|downtown"
    r"|north-?eastern|north-?western|south-?eastern|south-?western|north-?east|north-?west"
    r"|south-?east|south-?west|inner|mainland|rural|occupied)\s+)",
    re.IGNORECASE,
)
_SAYS_PROVINCE = re.compile(
    r"\s(?P<behind>province|governorate)$|^(?:the\s+)?(?:\w+\s+)?(?P<before>province|governorate)\s+of\s",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"'s?$")
_CONTAINER = re.compile(
    r"\s*[,(]\s*(?:in\s+)?((?:[A-Z][\w'-]*\.?|[A-Z]\.\s?)(?:[ ]?[A-Z][\w'-]*\.?){0,3})"
)
_INSIDE = re.compile(r"[A-Z][\w'-]+(?:[ -](?:[A-Z]|al-|ez-|as-|ash-|el-)[\w'-]+)*")
_ARTICLE = re.compile(r"[\s-]([ae](?:l|d|n|r|s|sh|t|z))-(?=[A-Z])")
_SUN = ("sh", "d", "n", "r", "s", "t", "z")
"""The sounds that take up the article's l."""
_INITIALS = re.compile(r"[A-Z]\.[A-Z]\.?")
_BIG = 100_000
_KNOWN_CITY = 1_000
_KNOWN_ALTERNATE = 20_000


def locate(
    report: Report, mentions: Sequence[Mention], shares: Mapping[str, float] | None = None
) -> tuple[Place | None, ...]:
    """The place that each mention names, in the same order; None where none can be told.

    Give all mentions of one report, of any kind: the kind says how a name is read. A ``place`` or
    ``facility`` is a toponym; other names may be a demonym, such as "Syrian", which stands for the
    country, or hold a place, such as "Basra Chamber of Commerce", which then is where they are put.
    Persons, times and quantities are in no place. Words around a mention are read from
    ``report.text`` by its span ("Paris, Texas"). Two mentions of the same place get an equal
    `Place`; its identity is ``geonames``, or its name and coordinates where that is None.

    Args:
        report: The report.
        mentions: All its mentions, of any kind.
        shares: For each country the share of all reports that are about it, which decides where the
            report itself says too little; None where the other reports are not known.

    Cost: under 0.1 ms a mention after the first of its name.
    """
    return place_names(find_names(report, mentions), shares)


class Naming(Struct, frozen=True):
    """The mentions of one report with the names in them, whatever all reports are about."""

    mentions: Sequence[Mention]
    names: Sequence[Name | None]
    ballot: Ballot

    def questions(self) -> frozenset[str]:
        """The countries of which the share among all reports could tell where the names lie."""
        return countries_in_question(self.ballot)


def find_names(report: Report, mentions: Sequence[Mention]) -> Naming:
    """The names of one report with the places that they may mean.

    Args:
        report: The report.
        mentions: All its mentions, of any kind.
    """
    gazetteer = open_gazetteer()
    names = [_named(report, mention, gazetteer) for mention in mentions]
    return Naming(mentions, names, gather([name for name in names if name is not None], gazetteer))


def place_names(
    naming: Naming, shares: Mapping[str, float] | None = None
) -> tuple[Place | None, ...]:
    """The place that each mention names, in the order of the mentions; see `locate`."""
    found = iter(choose(naming.ballot, shares))
    return tuple(
        None if name is None else _place(mention, name, next(found))
        for mention, name in zip(naming.mentions, naming.names, strict=True)
    )


def _named(report: Report, mention: Mention, gazetteer: Gazetteer) -> Name | None:
    """What a mention's words may name, and where they say that it lies; None for no place."""
    if mention.kind in ("time", "quantity", "person") or mention.refers_to is not None:
        return None
    text = _POSSESSIVE.sub("", straightened(mention.text)).strip()
    if not text or len(text) > _LONGEST_CHARS:
        return None
    if mention.kind in ("place", "facility"):
        return _toponym(report, mention, text, gazetteer)
    if text in (report.outlet, report.carries):
        return None  # "Northgate Tribune" is not where the story is
    entries = tuple(entry for entry in gazetteer.named(text) if _names_people(entry, text))
    if entries:
        return Name(text, entries, mention.span.start)
    return _inner(text, mention, gazetteer)


def _toponym(report: Report, mention: Mention, text: str, gazetteer: Gazetteer) -> Name | None:
    """What the name of a place or facility may mean, with the state or country it is put in."""
    head, _, tail = text.partition(", ")
    container = (
        _containers(tail, gazetteer) if tail else _container_after(report, mention, gazetteer)
    )
    entries, exact = _entries(head, gazetteer, chosen())
    if not entries:
        entries, exact = _capital(head), True
    inner = None if entries else _inner(head, mention, gazetteer)
    if inner is not None or (not entries and head.islower()):
        return inner
    return Name(head, entries, mention.span.start, container, exact)


_CAPITAL = re.compile(r"(?:the\s+)?(?P<whose>[A-Z].*?)(?:'s)?\s+capital(?:\s+city)?")


def _capital(text: str) -> tuple[Entry, ...]:
    """The town that words call a state's capital: "the Afghan capital"; empty for any other words."""
    match = _CAPITAL.fullmatch(text)
    form = registry().form(fold_words(match["whose"])) if match is not None else None
    if form is None or form.actor.role != "state" or form.actor.country is None:
        return ()
    return tuple(_capitals(form.actor.country))


def _capitals(country: str) -> Iterator[Entry]:
    name = packaged_states().get(country, {}).get("capital")
    for entry in open_gazetteer().named(name) if name else ():
        if entry.country == country and entry.kind == "city" and entry.capital:
            yield entry


def _inner(text: str, mention: Mention, gazetteer: Gazetteer) -> Name | None:
    found = _inside(text, gazetteer, chosen())
    return None if found is None else Name(*found, mention.span.start, exact=False, inner=True)


def _names_people(entry: Entry, text: str) -> bool:
    if entry.kind == "country":
        return entry.people
    return (
        entry.kind in ("region", "area") and entry.main and name_key(entry.name) != name_key(text)
    )


@lru_cache(maxsize=_NAMES_HELD)
def _entries(text: str, gazetteer: Gazetteer, _: Additions) -> tuple[tuple[Entry, ...], bool]:
    """The places that a name may mean, and whether its words were all taken as they are.

    Words that say "province" mean that of a town's name before they mean the town.
    """
    towns, exact = _entries_as_named(text, gazetteer)
    province = _SAYS_PROVINCE.search(text)
    if province is None or any(entry.kind != "city" for entry in towns):
        return towns, exact
    noun = (province["behind"] or province["before"]).casefold()
    regions = dict.fromkeys(
        entry
        for name in (_FRONT.sub("", _HEAD_NOUN.sub("", text)), *(town.name for town in towns))
        for entry in gazetteer.named(f"{name} {noun}")
        if entry.kind == "region"
    )
    return (tuple(regions), False) if regions else (towns, exact)


def _entries_as_named(text: str, gazetteer: Gazetteer) -> tuple[tuple[Entry, ...], bool]:
    """The places of a name, whole or without what stands around it, and whether it was taken whole."""
    for exact, form in _forms(text):
        if form.islower():  # a common noun: "the border area"
            continue
        found = tuple(entry for entry in gazetteer.named(form) if _is_form(entry, form))
        if found:
            return found, exact
    return (), True


def _forms(text: str) -> list[tuple[bool, str]]:
    forms = [(True, text)]
    bare = _HEAD_NOUN.sub("", text)
    front = _FRONT.sub("", bare)
    for form in (bare, front, _FRONT.sub("", text)):
        if form and form not in [known for _, known in forms]:
            forms.append((False, form))
    return [(exact, one) for exact, form in forms for one in _spellings(form)]


def _spellings(name: str) -> list[str]:
    """A name, and with its Arabic article as written and as spoken: "al-Sham", "ash-Sham"."""
    match = _ARTICLE.search(name)
    if match is None:
        return [name]
    before, after = name[: match.start(1)], name[match.end(1) :]
    sound = next((one for one in _SUN if after[1:].lower().startswith(one)), "l")
    forms = [
        f"{before}{vowel}{one}{after}" for one in dict.fromkeys(("l", sound)) for vowel in "ae"
    ]
    return list(dict.fromkeys((name, *forms)))


def _is_form(entry: Entry, text: str) -> bool:
    """Whether an entry may be meant by a name so written: an abbreviation looks like one.

    Initials with points are those of states of several words: "N.Y.", but "L.A." is no Louisiana.
    """
    if not entry.short:
        return True
    if _INITIALS.fullmatch(text):
        return " " in entry.name
    return "." in text or (text.isupper() and len(text) == 2)


def _containers(text: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    return tuple(
        entry
        for entry in gazetteer.named(text)
        if entry.kind in ("country", "region", "county") and not entry.people
    )


def _container_after(report: Report, mention: Mention, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The state or country right behind a name: "Paris, Texas", "Paris (Texas)"."""
    end = mention.span.end
    after = straightened(cut(report.text, Span(end, end + _AFTER_CHARS)))
    match = _CONTAINER.match(after)
    if match is None:
        return ()
    words = match.group(1).split()
    for length in range(len(words), 0, -1):
        for text in (" ".join(words[:length]), " ".join(words[:length]).rstrip(".")):
            found = _containers(text, gazetteer)
            if found:
                return found
    return ()


@lru_cache(maxsize=_NAMES_HELD)
def _inside(text: str, gazetteer: Gazetteer, _: Additions) -> tuple[str, tuple[Entry, ...]] | None:
    """The place that a longer name holds ("Syrian Army", "University of Basra"); None for none."""
    for match in _INSIDE.finditer(text):
        words = match.group().split()
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length])
            found = gazetteer.named(name)
            if name.isupper() and len(name) <= _LONGEST_ACRONYM:  # a "UN camp" is not in Un, India
                found = tuple(entry for entry in found if entry.kind == "country")
                if not found:
                    continue
            if any(_names_people(entry, name) for entry in found):
                return name, tuple(entry for entry in found if _names_people(entry, name))
            if is_known_place(name):
                return name, found
    return None


def _place(mention: Mention, name: Name, choice: Choice | None) -> Place | None:
    if choice is None:
        return None
    entry = choice.entry
    if name.inner:
        return Place(
            mention.text, choice.lat, choice.lon, None, entry.country, FACILITY_KM,
            f"by {entry.name} in its name: {choice.how}",
        )  # fmt: skip
    return Place(
        entry.name, choice.lat, choice.lon, entry.geonames, entry.country, choice.radius_km, choice.how
    )  # fmt: skip


_LONGEST_ACRONYM = 4
"""Letters of a body's short name, which is no town's though it be spelt alike."""

FACILITY_KM = 20.0
"""How far a facility may lie from the middle of the town that it is named for."""


# ---- Which words name places


def is_known_place(name: str) -> bool:
    """Whether the gazetteer has a place of this name that a report is likely to mean by it.

    Towns whose name is a word, a surname or a month count only with a large town of that name.
    """
    if not name[:1].isupper():
        return False
    gazetteer = open_gazetteer()
    entries = [entry for form in _spellings(name) for entry in gazetteer.named(form)]
    word = name_key(name) in _common_words()
    return any(_is_likely(entry, name, word) for entry in entries)


_CALLED_AFTER_PEOPLE = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "ZA", "JM"})
"""Countries whose towns have names of persons that English news is full of: Clinton, Lincoln."""


def tell_place(name: str) -> Literal["unknown", "known", "only"] | None:
    """Whether the gazetteer has a likely place of this name; None where an actor or outlet has it.

    "only" where no such place lies in a country whose towns are called as people are.
    """
    if registry().form(fold_words(name)) is not None or find_outlet(name) is not None:
        return None
    if not is_known_place(name):
        return "unknown"
    lands = {entry.country for entry in open_gazetteer().named(name)}
    return "known" if lands & _CALLED_AFTER_PEOPLE else "only"


def _is_likely(entry: Entry, name: str, word: bool) -> bool:
    if entry.people or (entry.short and not _is_form(entry, name)):
        return False
    if entry.own:
        return True
    if entry.kind != "city":
        return not word or entry.kind != "county"
    if word:
        return entry.main and entry.population >= _BIG and entry.capital
    return entry.population >= (_KNOWN_CITY if entry.main else _KNOWN_ALTERNATE)


@cache
def _common_words() -> frozenset[str]:
    text = files("rashomon.gazetteers").joinpath("data/places/words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
