"""Postings: under which keys a statement is found again, by whoever may be compared with it.

Enters: the facts of a statement. Leaves: its postings, each with its rank among those under one key.
"""

from collections.abc import Iterator

from rashomon.claiming.clusters import block_keys, first_day
from rashomon.claiming.facts import Facts
from rashomon.claiming.holdings import places_held
from rashomon.records.ties import Posting

PACTS = ("pact",)
"""The key of all statements on pacts."""


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
