"""Entities held against watch lists: which entries their names agree with, and why.

Stands beside `entities`. Enters: entities, the countries of the reports that name them, and watch lists.
Leaves: the same entities with their listings. Nobody is merged with anybody: a name on a list is a hint
for a person to follow. A list is gone through once, and of it only what agrees is held.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from rashomon.gazetteers.actors import fold_words
from rashomon.gazetteers.watchlists import Listed, WatchList
from rashomon.grounding.linkage import ACCEPTED_BITS, Name, block_of, weigh
from rashomon.grounding.references import Words, without_titles
from rashomon.records.linking import Listing
from rashomon.records.mentions import Entity

_WEAK_BITS = -3.0
"""A name that the list's own keeper holds for weak: seven times in eight it leads to somebody else."""

_MOST_LISTINGS = 5
"""Entries of one list shown with an entity, the best first; a common name agrees with hundreds."""

_KINDS = frozenset(("person", "organization", "group", "facility", "other"))


class _Worded(Struct, frozen=True):
    """One wording of an entity, ready to be compared."""

    entity: str
    text: str
    name: Name


def mark_listed(
    entities: Sequence[Entity],
    countries: Mapping[str, frozenset[str]],
    lists: Sequence[WatchList],
) -> tuple[Entity, ...]:
    """The entities, in the same order, with the entries of watch lists that their names agree with.

    Args:
        entities: All entities.
        countries: The countries that the reports are about which name an entity, by its id.
        lists: The watch lists.

    Cost: a look-up a name of each list.
    """
    if not lists:
        return tuple(entities)
    blocks: dict[tuple[bool, str], list[_Worded]] = defaultdict(list)
    for entity in entities:
        for one in _wordings(entity, countries.get(entity.id, frozenset())):
            blocks[one.name.person, block_of(one.name)].append(one)
    found: dict[str, list[Listing]] = defaultdict(list)
    for watched in lists:
        for name, listings in _agreeing(watched, blocks).items():
            best = sorted(listings, key=lambda one: (-one.weight_bits, one.entry))
            found[name] += best[:_MOST_LISTINGS]
    return tuple(
        msgspec.structs.replace(one, listings=tuple(found[one.id])) if one.id in found else one
        for one in entities
    )


def _wordings(entity: Entity, countries: frozenset[str]) -> Iterator[_Worded]:
    """The names of an entity that can be looked for: those with a capital, of a person the full ones."""
    if entity.kind not in _KINDS:
        return
    person = entity.kind == "person"
    for text in entity.aliases:
        words = without_titles(fold_words(text)) if person else fold_words(text)
        if not words or text.islower() or (person and len(words) < 2):
            continue
        yield _Worded(entity.id, text, Name(entity.id, words, person, countries))


def _agreeing(
    watched: WatchList, blocks: Mapping[tuple[bool, str], Sequence[_Worded]]
) -> dict[str, list[Listing]]:
    """The entries that agree, by the entity; of each entry the name that agrees best."""
    found: dict[str, list[Listing]] = defaultdict(list)
    for listed in watched:
        best: dict[str, Listing] = {}
        for text, weak in _names(listed):
            for words in _orders(text, person=listed.person):
                name = Name(listed.id, words, listed.person, listed.countries)
                for one in blocks.get((listed.person, block_of(name)), ()):
                    listing = _compare(watched.name, listed, one, name, weak=weak)
                    known = best.get(one.entity)
                    if listing is not None and (
                        known is None or listing.weight_bits > known.weight_bits
                    ):
                        best[one.entity] = listing
        for entity, listing in best.items():
            found[entity].append(listing)
    return found


def _names(listed: Listed) -> Iterable[tuple[str, bool]]:
    return (*((name, False) for name in listed.names), *((name, True) for name in listed.weak))


def _orders(text: str, *, person: bool) -> Iterator[Words]:
    """A name's words; of a person's also with the surname first, as lists have it: "KARIMI, Yusuf"."""
    words = fold_words(text)
    if not words:
        return
    if person and "," in text:
        last = fold_words(text.partition(",")[0])
        yield words[len(last) :] + last
        return
    yield words
    if person and len(words) > 1 and text.split(maxsplit=1)[0].isupper() and not text.isupper():
        yield words[1:] + words[:1]


def _compare(
    watched: str, listed: Listed, one: _Worded, name: Name, *, weak: bool
) -> Listing | None:
    parts = weigh(one.name, name, 1)
    if weak:
        parts = [*parts, (_WEAK_BITS, f"the list holds {' '.join(name.words)} for a weak alias")]
    bits = sum(weight for weight, _ in parts)
    if bits < ACCEPTED_BITS:
        return None
    return Listing(
        listed=watched,
        entry=listed.id,
        caption=listed.caption,
        name=one.text,
        weight_bits=round(bits, 2),
        reasons=tuple(why for _, why in parts),
    )
