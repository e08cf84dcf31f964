"""Nations: whose men a statement tells of, on whose word, and in whose land, by states' ISO 3166 codes.

Enters: a statement and the entities that it names. Leaves: the codes. One report's "Eritrean soldiers"
are another's "25,000 Eritreans", and who speaks for a state seldom goes by its name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.records.mentions import Entity
from rashomon.records.statements import Statement

STATE_LINK = "iso3166:"
"""How the link begins that makes an entity a state."""

_TOLD = frozenset(
    {"FORCE", "MOBILIZE", "AID", "COOPERATE", "ASSAULT", "ACCUSE", "COERCE", "CASUALTY", None}
)
"""Types of statements that may tell of men; of others nobody asks whose they are."""

_DEEDS = frozenset({"ASSAULT", "ACCUSE", "COERCE"})
"""Types of statements whose men are those who did it; of the dead, it is those who died."""

_OF_MEN = ("name", "adjective", "people")
"""Forms of a name that say whose men they are; a seat is where they may be."""


_HARMFUL = _DEEDS | {"CASUALTY"}
"""Types of statements of which nobody asks which of a state's forces their words name."""

_GROUPS = ("force", "group", "party")
"""Actors whose men are not simply their state's."""


_OUR_SOIL = re.compile(
    r"\b(?:on|in|inside|within|onto|from)\s+(?:our|its|his|her|their)\s+(?:own\s+)?(?:soil|territory|land|country|borders)\b",
    re.IGNORECASE,
)
"""Words by which a state's speaker names his own land."""


class Nations(Struct, frozen=True):
    """Whose men (or dead) a statement tells of, those on whose word it is, and the lands of its places.

    ``groups`` are the forces and groups that its words name, by their ids in the registry of actors.
    """

    men: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


NO_NATIONS = Nations()


def find_nations(statement: Statement, known: Mapping[str, Entity]) -> Nations:
    """The nations of a statement's men, of its nearest speakers, and of its places.

    Args:
        statement: The statement.
        known: Entities by id: those that it names, and all that these are part of.
    """
    if statement.type not in _TOLD or not _may_tell_of_men(statement):
        return NO_NATIONS
    counted = set()
    if statement.type not in _DEEDS:
        counted = {code for one in statement.quantities for code in codes_in(one.of)}
    men = statement.targets if statement.type == "CASUALTY" else statement.actors
    nearest = statement.attribution[:1]
    sayers = [one for link in nearest for one in (link.entity, *link.members) if one is not None]
    told = {code for link in nearest for code in codes_in(link.name, with_seats=True)}
    places = (known[one].place for one in statement.places if one in known)
    lands = {one.country for one in places if one is not None and one.country is not None}
    voices = told | _codes(sayers, known)
    own = voices if not lands and _OUR_SOIL.search(statement.quote) else set()
    return Nations(
        frozenset(counted or _codes(men, known)),
        frozenset(voices),
        frozenset(lands | own),
        frozenset(_groups_in(statement.quote) if statement.type not in _HARMFUL else ()),
    )


def _may_tell_of_men(statement: Statement) -> bool:
    """Whether a statement of no type counts somebody, or denies something."""
    return statement.type is not None or bool(statement.quantities) or statement.status == "denied"


def codes_in(words: str, *, with_seats: bool = False) -> Iterator[str]:
    """The codes of the states whose people, army or groups some words name."""
    for hit in registry().hits(fold_words(words)):
        if hit.form.actor.country is not None and (with_seats or hit.form.use in _OF_MEN):
            yield hit.form.actor.country


def state_codes_in(words: str) -> frozenset[str]:
    """The codes of the states whose people or army some words name, not of those who fight there."""
    hits = registry().hits(fold_words(words))
    men = [hit for hit in hits if hit.form.use in _OF_MEN and hit.form.actor.role != "group"]
    return frozenset(hit.form.actor.country for hit in men if hit.form.actor.country is not None)


def names_group(words: str) -> bool:
    """Whether some words name a group that no state commands."""
    return any(hit.form.actor.role == "group" for hit in registry().hits(fold_words(words)))


def _groups_in(words: str) -> Iterator[str]:
    """The forces and groups that some words name."""
    for hit in registry().hits(fold_words(words)):
        if hit.form.actor.role in _GROUPS:
            yield hit.form.actor.id


def _codes(ids: Iterable[str], known: Mapping[str, Entity]) -> set[str]:
    """The codes of states that entities are, are part of, or are called after."""
    found: set[str] = set()
    for one in ids:
        chain = list(_chain(one, known))
        linked = {code for entity in chain for code in _linked(entity)}
        found |= linked or {code for entity in chain[:1] for code in codes_in(entity.name)}
    return found


def _chain(one: str | None, known: Mapping[str, Entity]) -> Iterator[Entity]:
    """An entity, and all that it is part of."""
    seen: set[str] = set()
    while one is not None and one in known and one not in seen:
        seen.add(one)
        yield known[one]
        one = known[one].part_of


def _linked(entity: Entity) -> Iterator[str]:
    for link in entity.links:
        if link.startswith(STATE_LINK):
            yield link.removeprefix(STATE_LINK)
