"""Persons whom the registry knows under another spelling of their names: "Khalid", "Khaled".

Stands beside `references`. Enters: the folded words of a person's full name. Leaves: the actor whom
they spell otherwise, where there is one only and the report is not on a country that is not his.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rashomon.gazetteers.actors import Actor, Registry, fold_words, registry
from rashomon.grounding.linkage import Name, Words, block_of, is_respelt

_NAMES_HELD = 50_000
_REGISTRIES_HELD = 4


def person_spelt(words: Words, country: str | None) -> Actor | None:
    """The person of the registry whose full name some words are in another spelling; None for none.

    Args:
        words: A person's name, folded, without titles.
        country: The country that the report is mostly about.
    """
    return _person_spelt(registry(), words, country) if len(words) > 1 else None


@lru_cache(maxsize=_NAMES_HELD)
def _person_spelt(known: Registry, words: Words, country: str | None) -> Actor | None:
    found = {
        actor.id: actor
        for name, actor in _persons(known).get(_block(words), ())
        if None in (country, actor.country) or country == actor.country
        if is_respelt(words, name)
    }
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=_REGISTRIES_HELD)
def _persons(known: Registry) -> Mapping[str, Sequence[tuple[Words, Actor]]]:
    """The full names of the registry's persons by the consonants of their surnames."""
    blocks: dict[str, list[tuple[Words, Actor]]] = defaultdict(list)
    for actor in known.by_id.values():
        if actor.role != "person":
            continue
        for name in map(fold_words, (actor.name, *actor.aliases)):
            if len(name) > 1:
                blocks[_block(name)].append((name, actor))
    return blocks


def _block(words: Words) -> str:
    return block_of(Name("", words, True, frozenset()))


def place_key(words: Words) -> str:
    """The words of a place's name by which it is grouped: without articles, in one spelling."""
    kept = [
        word for word in words if word not in ("al", "el", "the", "ash", "as", "an", "ar", "ad")
    ]
    return _FRENCH_W.sub("w", " ".join(kept or words))


_FRENCH_W = re.compile(r"(?<=[a-z])ou(?=[aei])")
"""French spells the w of Arabic, Berber and Somali names so: "Tessaouas" is "Tessawas"."""
