"""What of a statement counts when it is compared: kind, standing, who, where, when, how many.

Enters: statements with the reports and entities they belong to. Leaves: one `Facts` a statement.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cache, lru_cache
from importlib.resources import files
from math import log10

from msgspec import Struct

from rashomon.claiming.durations import days_told
from rashomon.claiming.nations import NO_NATIONS, STATE_LINK, Nations, find_nations
from rashomon.gazetteers.actors import fold_words, registry
from rashomon.gazetteers.places import open_gazetteer
from rashomon.instants import Days
from rashomon.records.mentions import Entity, Place, Quantity
from rashomon.records.reports import Published, Report
from rashomon.records.statements import Statement

NEWS_DAYS = 10
"""An event told without a day lies within so many days of the report, as news does."""

WIDE_KM = 120
"""A place whose point is farther off than this is a country or region, in which others lie."""

NAME_BITS = 4.0
"""What it says, in bits, that two statements name one entity: with a kind of event and either a place
or a number in common it makes them one claim, and alone it never does."""

STATE_BITS = 3.0
"""The same of a state: a few hundred of them act in half of all news."""

DESCRIPTION_BITS = 1.0
"""The same of a description in lower case ("people", "rebels"), which names nobody."""

SMALL_TOWN = 20_000
"""People of a town that says as much as a village; one ten times as large says one bit less, since as
many more strikes, deaths and meetings of one day may be in it."""

MOST_OF_SIZE = 2.0
"""What the largest city, or a province, says less: more than a state of which nothing else is told."""

PROVINCE_KM = 20
"""A place of the gazetteer whose points may lie farther off than this is a province or a region."""

_WORDS_HELD = 100_000
"""Words whose stem is kept at hand; the reports on one war have fewer."""

_SETS_HELD = 1 << 16
"""Sets of names that are held once, however many statements have them."""

_WORD = re.compile(r"[^\W_]+")
_STATES = ("POST", "IDENTITY", "PACT")
_OF_STATES = ("name", "adjective", "people")
"""Forms of a state's name that say whose somebody is; its seat may be where they met."""


class Types(Struct, frozen=True):
    """Families by type, standing by status, words of contrast and of generic sources, harms by stem.

    ``deadly`` are stems of deeds that may kill, where the text before told of deaths. ``anybody`` are
    words for people of any kind, ``people`` for those of a kind, ``fighting`` for those who fight on any
    side, ``beside`` words of a further count, ``insurgents`` words for who fights a state, ``armed``
    and ``unarmed`` for those whom nobody counts among the others, ``single`` for places of which a town
    mostly has one.
    """

    families: Mapping[str, tuple[str, ...]]
    standings: Mapping[str, str]
    contrast: tuple[str, ...]
    strong_contrast: tuple[str, ...]
    generic: frozenset[str]
    harms: Mapping[str, str]
    deadly: frozenset[str]
    anybody: frozenset[str]
    people: frozenset[str]
    fighting: frozenset[str]
    beside: frozenset[str]
    insurgents: frozenset[str]
    armed: frozenset[str]
    unarmed: frozenset[str]
    single: frozenset[str]


LEAST_PARTIES = 2
"""A pact is between so many at least; a statement that names fewer does not tell between whom."""


class Facts(Struct, frozen=True):
    """A statement in the terms of a comparison, entities by their ids.

    ``kin`` adds what actors and targets are part of; ``parties`` are the states, or whoever stands at
    the top, of those a statement names. ``days`` are those stated; ``near`` those in which it lies
    where none are. ``words`` are its words that carry information, shortened to their stems; ``value``
    has the consonants of its own only, by which spellings of one foreign name agree. ``is_named``: an
    actor goes by a name. ``scene`` is where a report was when it speaks of "the southern side". ``told``
    are the days of its report, ``within`` those between which one without a day was published;
    ``doers`` and ``done_to`` the wholes of its actors and of its targets; ``heard`` those on whose word
    it is, and what they are part of; ``nations`` the states of its men.
    """

    statement: Statement
    families: tuple[str, ...]
    standing: str
    actors: frozenset[str]
    targets: frozenset[str]
    places: frozenset[str]
    wide_places: frozenset[str]
    scene: frozenset[str]
    kin: frozenset[str]
    parties: frozenset[str]
    days: Days | None
    near: Days | None
    lasting: bool
    trigger: str
    harm: str | None
    words: frozenset[str]
    value: frozenset[str]
    is_named: bool
    quantities: tuple[Quantity, ...]
    told: Days | None = None
    within: Days | None = None
    doers: frozenset[str] = frozenset()
    done_to: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    nations: Nations = NO_NATIONS

    @property
    def signatories(self) -> frozenset[str]:
        """The parties of a pact, where it is told between whom it is; none of them where it is not."""
        is_whole = self.statement.terms is not None and len(self.parties) >= LEAST_PARTIES
        return self.parties if is_whole else frozenset()


@cache
def load_types() -> Types:
    """The tables of ``data/types.toml``."""
    table = tomllib.loads(
        files(__package__).joinpath("data", "types.toml").read_text(encoding="utf-8")
    )
    families: dict[str, tuple[str, ...]] = {}
    for family, types in table["families"].items():
        for one in types:
            families[one] = (*families.get(one, ()), family)
    return Types(
        families,
        table["standings"],
        tuple(table["contrast"]["words"]),
        tuple(table["contrast"]["strong"]),
        frozenset(table["generic"]["words"]),
        {word: harm for harm, words in table["harms"].items() for word in words},
        frozenset(table["deadly"]["words"]),
        frozenset(table["counted"]["anybody"]),
        frozenset(table["counted"]["people"]),
        frozenset(table["counted"]["fighting"]),
        frozenset(table["counted"]["beside"]),
        frozenset(table["counted"]["insurgents"]),
        frozenset(table["counted"]["armed"]),
        frozenset(table["counted"]["unarmed"]),
        frozenset(table["places"]["single"]),
    )


def find_facts(
    reports: Sequence[Report], statements: Sequence[Statement], entities: Sequence[Entity]
) -> list[Facts]:
    """The facts of each statement, sorted by its id; of several with one id, one."""
    published = {report.id: report.published for report in reports}
    known = {entity.id: entity for entity in entities}
    distinct = {one.id: one for one in statements}
    scenes = find_scenes(list(distinct.values()), known)
    states = states_by_code(entities)
    return [
        find_fact(
            distinct[one], known, published.get(distinct[one].report), scenes.get(one), states
        )
        for one in sorted(distinct)
    ]


def find_scenes(
    statements: Sequence[Statement], known: Mapping[str, Entity]
) -> dict[str, frozenset[str]]:
    """Where statements take place that name no place but describe one ("its power station").

    It is the town or spot that the report named last before.
    """
    scenes = {}
    report, last = "", frozenset[str]()
    for statement in sorted(statements, key=lambda one: (one.report, one.span, one.id)):
        if statement.report != report:
            report, last = statement.report, frozenset()
        named = frozenset(
            one
            for one in statement.places
            if not is_description(known.get(one)) and not is_wide(known.get(one))
        )
        if named:
            last = named
        elif any(is_description(known.get(one)) for one in statement.places):
            scenes[statement.id] = last
    return scenes


def find_fact(
    statement: Statement,
    known: Mapping[str, Entity],
    published: Published | None,
    scene: frozenset[str] | None,
    states: Mapping[str, str],
) -> Facts:
    """The facts of one statement.

    Args:
        statement: The statement.
        known: Entities by id: those that it names, and all that these are part of.
        published: When its report was published.
        scene: Where it takes place, of those from `find_scenes`.
        states: From `states_by_code`; only who signs a pact is looked up there.
    """
    types = load_types()
    told = (*statement.places, *(one for one in statement.targets if is_place(known.get(one))))
    places = held_once(frozenset(one for one in told if not is_description(known.get(one))))
    standing = types.standings[statement.status]
    day = None if published is None else published.days
    return Facts(
        statement=statement,
        families=types.families.get(statement.type or "", ()),
        standing=standing,
        actors=held_once(frozenset(statement.actors)),
        targets=held_once(frozenset(statement.targets)),
        places=places,
        wide_places=held_once(frozenset(one for one in places if is_wide(known.get(one)))),
        scene=held_once(scene or frozenset()),
        kin=held_once(_kin((*statement.actors, *statement.targets), known)),
        parties=held_once(_parties(statement, known, states)),
        days=days_told(statement, day),
        near=None if day is None else _around(day, standing),
        lasting=statement.type in _STATES,
        trigger=stem(statement.trigger.text),
        harm=types.harms.get(stem(statement.trigger.text)),
        words=content_words(statement.quote),
        value=held_once(frozenset(map(skeleton, content_words(statement.value or "")))),
        is_named=any(not is_description(known.get(one)) for one in statement.actors),
        quantities=statement.quantities,
        told=day,
        within=None if published is None else published.bounds,
        doers=held_once(frozenset(whole_of(one, known) for one in statement.actors)),
        done_to=held_once(frozenset(whole_of(one, known) for one in statement.targets)),
        heard=held_once(_kin(find_sayers(statement), known)),
        nations=_nations_once(find_nations(statement, known)),
    )


@lru_cache(maxsize=_SETS_HELD)
def held_once(names: frozenset[str]) -> frozenset[str]:
    """The same set, one object for all that are equal: most statements name whom others name too."""
    return names


@lru_cache(maxsize=_SETS_HELD)
def _nations_once(nations: Nations) -> Nations:
    return nations


def is_wide(entity: Entity | None) -> bool:
    """Whether a place is a region; one without a point that registries know is a land."""
    if entity is None:
        return False
    place = entity.place
    if place is None or place.lat is None:
        return entity.kind == "place" and bool(entity.links)
    return place.radius_km is not None and place.radius_km >= WIDE_KM


def is_place(entity: Entity | None) -> bool:
    """Whether an entity is a place or a building."""
    return entity is not None and entity.kind in ("place", "facility")


def is_description(entity: Entity | None) -> bool:
    """Whether an entity goes by a description ("the town"), which another report uses of another."""
    if entity is None or entity.links or not entity.name:
        return False
    if entity.name[0].islower():
        return True
    last = entity.name.split()[-1]
    return last[0].islower() and not (is_place(entity) and last in load_types().single)


def _parties(
    statement: Statement, known: Mapping[str, Entity], states: Mapping[str, str]
) -> frozenset[str]:
    """Whom a statement on a pact binds; a person signs for the state that the words give him.

    Where nobody acts ("the treaty of X and Y was signed") the lands that are named are its parties.
    """
    terms = statement.terms
    bound = (*terms.obligated, terms.beneficiary) if terms is not None else ()
    named = [one for one in (*statement.actors, *statement.targets, *bound) if one is not None]
    people = [one for one in named if one in known and known[one].kind == "person"]
    signed_for = terms.obligated if terms is not None and terms.role == "signing" else ()
    if people and len(people) + len(signed_for) == len(named):
        named = people  # "A's minister and B's signed": by what the words say of their states
    if terms is not None and not named:
        lands = (whole_of(one, known) for one in statement.places)
        return frozenset(one for one in lands if _is_state(known.get(one)))
    if terms is None or terms.role != "signing" or not people or len(people) < len(named):
        return frozenset(whole_of(one, known) for one in named)
    words = registry().hits(fold_words(statement.quote))
    told = {states.get(hit.form.actor.country or "") for hit in words if hit.form.use in _OF_STATES}
    told.update(whole_of(one, known) for one in signed_for)
    found = frozenset(one for one in told if one is not None)
    if not found and len({*people}) >= LEAST_PARTIES:
        return frozenset(people)  # "Lebed and Maskhadov signed": for whom, the report does not say
    return found


def _is_state(entity: Entity | None) -> bool:
    return entity is not None and any(link.startswith(STATE_LINK) for link in entity.links)


def states_by_code(entities: Sequence[Entity]) -> dict[str, str]:
    """The entities that are states, by their codes in ISO 3166."""
    return {
        link.removeprefix(STATE_LINK): one.id
        for one in entities
        for link in one.links
        if link.startswith(STATE_LINK)
    }


def whole_of(one: str, known: Mapping[str, Entity]) -> str:
    """What an entity is part of in the end; itself where it is part of nothing."""
    seen = {one}
    while one in known and known[one].part_of is not None:
        one = known[one].part_of or one
        if one in seen:
            return min(seen)
        seen.add(one)
    return one


def find_sayers(statement: Statement) -> list[str]:
    """The entities on whose word a statement is, the nearest link of its chain."""
    nearest = statement.attribution[:1]
    return [one for link in nearest for one in (link.entity, *link.members) if one is not None]


def _kin(ids: Sequence[str], known: Mapping[str, Entity]) -> frozenset[str]:
    """The entities and all that they are part of."""
    found: set[str] = set()
    for one in ids:
        at: str | None = one
        while at is not None and at not in found:
            found.add(at)
            at = known[at].part_of if at in known else None
    return frozenset(found)


@lru_cache(maxsize=_SETS_HELD)
def _around(published: Days, standing: str) -> Days:
    reach = timedelta(days=NEWS_DAYS)
    if standing == "ahead":
        return Days(published.first, published.last + reach)
    return Days(published.first - reach, published.last)


@lru_cache(maxsize=_WORDS_HELD)
def stem(word: str) -> str:
    """A word in lower case without the commonest endings, to compare words of one root."""
    word = word.casefold()
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def skeleton(word: str) -> str:
    """A word's consonants, doubled ones once; a word of vowels is left as it is."""
    consonants = re.sub(r"(.)\1+", r"\1", re.sub("[aeiouy]", "", word))
    return consonants or word


def content_words(text: str) -> frozenset[str]:
    """The stems of a text's longer words and its numbers."""
    return frozenset(
        stem(word) for word in _WORD.findall(text) if len(word) > 3 or word[0].isdigit()
    )


def weigh_names(entities: Iterable[Entity]) -> dict[str, float]:
    """How much it says, in bits, that two statements share an entity, for each of some entities.

    It follows from the entity alone, so that two statements are compared alike whatever else is read,
    and a further report changes nothing of what is known of others.
    """
    return {one.id: weigh_name(one) for one in entities}


def weigh_name(entity: Entity) -> float:
    """How much it says, in bits, that two statements share an entity."""
    if is_description(entity):
        return DESCRIPTION_BITS
    if any(link.startswith(STATE_LINK) for link in entity.links):
        return STATE_BITS
    return NAME_BITS if entity.place is None else NAME_BITS - _bits_of_size(entity.place)


def _bits_of_size(place: Place) -> float:
    """What a place says less than a village, since more happens in it on a day, in bits."""
    if place.geonames is None:
        return 0.0
    if place.radius_km is not None and place.radius_km >= PROVINCE_KM:
        return MOST_OF_SIZE
    people = _people_of(place.name, place.geonames)
    return min(MOST_OF_SIZE, max(0.0, log10(max(people, 1) / SMALL_TOWN)))


@lru_cache(maxsize=_WORDS_HELD)
def _people_of(name: str, geonames: str) -> int:
    """How many people live in a town of the gazetteer; 0 where it does not say."""
    return max(
        (one.population for one in open_gazetteer().named(name) if one.geonames == geonames),
        default=0,
    )
