"""Postings: under which keys a statement is found again, by whoever may be compared with it.

Enters: the facts of a statement. Leaves: its postings, each with its rank among those under one key.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from rashomon.claiming.bonds import is_invocation
from rashomon.claiming.clusters import block_keys
from rashomon.claiming.facts import Facts, find_sayers
from rashomon.claiming.holdings import places_held
from rashomon.claiming.nations import STATE_LINK
from rashomon.claiming.pairs import first_day
from rashomon.gazetteers.actors import fold_words, registry
from rashomon.records.mentions import Entity
from rashomon.records.statements import Statement
from rashomon.records.ties import Posting

PACTS = ("pact",)
"""The key of all statements on pacts."""

INVOKED = ("invoked",)
"""The key of all statements on pacts that are invoked or not."""

HAPPENED = frozenset({"asserted", "reported"})
SETTLING = HAPPENED | {"denied"}
"""What is told in these ways may settle what was foreseen."""

About = tuple[str, str, str]
"""What is done, by whom, and to whom or where; nobody in particular is empty."""

STATES, REGISTERED = "state", "registered"
"""Kinds of entities that are looked up all together."""


def find_postings(fact: Facts) -> frozenset[Posting]:
    """The postings of a statement: its blocks by its day, all else by its id."""
    return frozenset(_postings(fact))


def _postings(fact: Facts) -> Iterator[Posting]:
    name, day = fact.statement.id, first_day(fact)
    for key in block_keys(fact):
        yield Posting(block(key), day, name)
    for place in places_held(fact):
        yield Posting(holding(place), 0, name)
    for entity in fact.scene:
        yield Posting(scene(entity), 0, name)
    if fact.statement.type == "IDENTITY":
        for entity in fact.targets:
            yield Posting(identity(entity), 0, name)
    if fact.statement.type == "PACT":
        yield Posting(PACTS, 0, name)
        for entity in parties_named(fact):
            yield Posting(party(entity), 0, name)
        if is_invocation(fact):
            yield Posting(INVOKED, 0, name)
    if fact.statement.type == "POST" and fact.statement.value:
        for entity in fact.actors:
            yield Posting(office(entity), 0, name)
    yield from _postings_told(fact)


def _postings_told(fact: Facts) -> Iterator[Posting]:
    """What a forecast finds a later statement by: what was done, and whom and where it speaks of."""
    said, told = fact.statement, fact.told or fact.within
    if told is not None and said.type is not None and said.status in SETTLING:
        for about in find_abouts(said.type, said, fact.doers, fact.done_to):
            yield Posting(done(about), told.first.toordinal(), said.id)
    if fact.told is not None:
        for entity in {*said.places, *said.actors, *said.targets}:
            yield Posting(spoken_of(entity), fact.told.last.toordinal(), said.id)


def find_abouts(
    kind: str, statement: Statement, doers: AbstractSet[str], done_to: AbstractSet[str]
) -> frozenset[About]:
    """The doings of a kind that a statement is about: what is done, by whom, to whom or where.

    The fall of a place is the same whoever takes it, and so is an attack on it that is foreseen of
    nobody in particular; anything else needs its actor as well. Men who are to come home leave from
    wherever they are, and who gives up his office is no place's.

    Args:
        kind: The type of event; a forecast of one type may be about doings of another.
        statement: The statement.
        doers: The wholes of its actors.
        done_to: The wholes of its targets.
    """
    if kind == "CONTROL":
        there = {*statement.places, *([] if statement.type == kind else statement.targets)}
        return frozenset((kind, "", place) for place in there)
    found = {(kind, one, other) for one in doers for other in {*statement.places, *done_to}}
    if kind == "PACT":  # whoever is named first, a pact is between all of them
        named = sorted({*doers, *done_to})
        found |= {(kind, one, other) for one in named for other in named if one != other}
    if kind == "ASSAULT" and (not statement.actors or statement.status in HAPPENED):
        found |= {(kind, "", place) for place in {*statement.places, *statement.targets}}
    is_anywhere = not statement.places or statement.status in HAPPENED
    if kind in _ANYWHERE and (is_anywhere or statement.mode == "resign"):
        found |= {(kind, one, "") for one in doers}
    return frozenset(found)


_ANYWHERE = ("FORCE", "RETREAT")


def parties_named(fact: Facts) -> frozenset[str]:
    """Those whom a statement on a pact names, and what they are part of."""
    return fact.kin | fact.parties | named_by(fact.statement)


def named_by(statement: Statement) -> set[str]:
    """The entities on which the facts of a statement depend."""
    terms = statement.terms
    bound = () if terms is None else (*terms.obligated, terms.beneficiary)
    said_by = find_sayers(statement)
    named = (*statement.actors, *statement.targets, *statement.places, *bound, *said_by)
    return {one for one in named if one is not None}


def find_wholes(entity: Entity) -> Iterator[tuple[str, str]]:
    """What an entity is looked up by: the whole that it is part of, and the kinds of `STATES`."""
    if entity.part_of is not None:
        yield entity.part_of, entity.id
    if is_state(entity):
        yield STATES, entity.id
    if is_registered(entity):
        yield REGISTERED, entity.id


def is_state(entity: Entity) -> bool:
    """Whether an entity is a state."""
    return any(link.startswith(STATE_LINK) for link in entity.links)


def is_registered(entity: Entity) -> bool:
    """Whether an entity has a name of an actor of the world."""
    names = (entity.name, *entity.aliases)
    return any(registry().form(fold_words(name)) is not None for name in names)


def block(key: tuple[str, ...]) -> tuple[str, ...]:
    """The key of a block of statements that are compared."""
    return "block", *key


def holding(place: str) -> tuple[str, ...]:
    """The key of the statements on who holds a place."""
    return "holding", place


def scene(place: str) -> tuple[str, ...]:
    """The key of the statements that describe a place which their report named before."""
    return "scene", place


def identity(entity: str) -> tuple[str, ...]:
    """The key of the statements on who somebody is."""
    return "identity", entity


def party(entity: str) -> tuple[str, ...]:
    """The key of the statements on pacts that name an entity, or a part of it."""
    return "party", entity


def office(holder: str) -> tuple[str, ...]:
    """The key of the statements on what office somebody holds."""
    return "office", holder


def done(about: About) -> tuple[str, ...]:
    """The key of the statements that tell of a doing, by the first day of their reports."""
    return "done", *about


def spoken_of(entity: str) -> tuple[str, ...]:
    """The key of the statements that speak of an entity, by the last day of their reports."""
    return "told", entity
