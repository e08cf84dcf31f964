"""What reports say of each bearer, counted: how it is worded, what it is, where, and in reports on what.

Stands beside `registers`. Enters: the mentions of a report with their keys. Leaves: a `Said` each,
that can be kept and counted out again, and the tally of a key over all reports.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import inf
from typing import TypeVar

import msgspec
from msgspec import Struct

from rashomon.gazetteers.actors import fold_words
from rashomon.grounding.bearers import Named
from rashomon.grounding.constraints import Pointed
from rashomon.grounding.joinings import by_table
from rashomon.grounding.words import classes_of_head
from rashomon.records.mentions import Mention, MentionKind, Place
from rashomon.workings import Shelf

K = TypeVar("K")

Rule = tuple[str | None, str]
"""Why a wording is the bearer's where a table or a rule tells: the registry's name for the bearer, None
where the report itself leads to it, and the reason."""


class Said(Struct, frozen=True, array_like=True):
    """What one mention says of its bearer.

    ``describes`` is the key of the actor of the registry that the words stand for without naming it;
    None for a name. ``part_of`` is the registry's id of the actor, or the key of the place, that the
    bearer is a part of. ``pointed`` is the mention as people point at it.
    """

    key: str
    form: str
    describes: str | None
    kind: MentionKind
    place: Place | None
    part_of: str | None
    rule: Rule | None
    pointed: Pointed


class Sketch(Struct, frozen=True, array_like=True):
    """What a report says of the bearers that it names, and the country that it is mostly about."""

    country: str | None
    said: tuple[Said, ...]


SKETCHES = Shelf("ground.sketch", Sketch)
"""By report."""
WORDED = Shelf("ground.worded", bool)
"""By the words of a mention, folded, and by report that has it."""


class Tally(Struct):
    """What all mentions of one key say, each with how many of them say so; ``countries`` counts reports.

    ``names`` are wordings that name the bearer; ``descriptions`` are those that only stand for an actor
    of the registry, with that actor's key.
    """

    names: dict[str, int] = {}
    descriptions: dict[tuple[str, str], int] = {}
    kinds: dict[MentionKind, int] = {}
    places: dict[Place, int] = {}
    part_of: dict[str, int] = {}
    rules: dict[tuple[str, str | None, str], int] = {}
    countries: dict[str, int] = {}


def say(named: Named) -> Said:
    """What a mention says of its bearer."""
    mention, bearer = named.asked.mention, named.bearer
    reference = bearer.reference
    actor = reference.actor
    rule: Rule | None = None
    if named.told is not None:
        rule = None, named.told
    elif actor is not None:
        rule = actor.name, by_table(reference, named.asked.country)
    is_described = not reference.is_name and bearer.key.startswith("known:")
    return Said(
        key=named.key,
        form=_facility_form(mention, named.asked.whole) or _form(mention.text),
        describes=bearer.key if is_described else None,
        kind=bearer.kind,
        place=bearer.place if mention.kind in ("place", "facility") else None,
        part_of=bearer.whole if reference.part_of is None else reference.part_of.id,
        rule=rule,
        pointed=_pointed(named),
    )


def _pointed(named: Named) -> Pointed:
    mention = named.asked.mention
    words = " ".join(named.bearer.reference.words)
    called = " ".join(fold_words(mention.text))
    return Pointed(
        mention.span.start,
        mention.span.end,
        mention.kind,
        named.asked.acting,
        words,
        None if called == words else called,
    )


def _facility_form(mention: Mention, whole: Mention | None) -> str | None:
    """How a facility is called that its words only describe: "X airport" for "the airport" of X."""
    if whole is None or not mention.text.islower():
        return None
    return f"{whole.text} {mention.text}"


def _form(text: str) -> str:
    """A wording as an alias: blanks made one, without a capital that only begins a sentence."""
    words = text.split()
    rest = " ".join(words[1:])
    if words and not any(c.isupper() for c in rest) and words[0].lower() in classes_of_head():
        words[0] = words[0].lower()
    return " ".join(words)


def count(tally: Tally, said: Said, times: int) -> None:
    """Count a mention in, or, with -1 ``times``, out again."""
    if said.describes is None:
        _add(tally.names, said.form, times)
    else:
        _add(tally.descriptions, (said.form, said.describes), times)
    _add(tally.kinds, said.kind, times)
    if said.place is not None:
        _add(tally.places, said.place, times)
    if said.part_of is not None:
        _add(tally.part_of, said.part_of, times)
    if said.rule is not None:
        _add(tally.rules, (said.form, *said.rule), times)


def count_country(tally: Tally, country: str | None, times: int) -> None:
    """Count a report that names the bearer in, or, with -1 ``times``, out again."""
    if country is not None:
        _add(tally.countries, country, times)


def _add(counts: dict[K, int], key: K, times: int) -> None:
    number = counts.get(key, 0) + times
    if number:
        counts[key] = number
    else:
        del counts[key]


def is_empty(tally: Tally) -> bool:
    """Whether no mention is left."""
    return not tally.kinds


def copied(tally: Tally) -> Tally:
    """The same tally, to be counted on."""
    return Tally(*(dict(getattr(tally, field)) for field in tally.__struct_fields__))


def merged(tallies: Iterable[Tally]) -> Tally:
    """What several keys of one bearer say together."""
    found = list(tallies)
    if len(found) == 1:
        return found[0]
    return Tally(*(_sum(getattr(one, field) for one in found) for field in Tally.__struct_fields__))


def _sum(counts: Iterable[Mapping[K, int]]) -> dict[K, int]:
    total: Counter[K] = Counter()
    for one in counts:
        total.update(one)
    return dict(total)


def aliases(tally: Tally, key: str) -> Mapping[str, int]:
    """The wordings that are names of a bearer under a key; a description of itself is none."""
    found = Counter(tally.names)
    for (form, actor), number in tally.descriptions.items():
        if actor != key:
            found[form] += number
    return found


def wording(tally: Tally) -> str:
    """How a key is worded most often, for a person to read."""
    found = Counter(tally.names)
    for (form, _), number in tally.descriptions.items():
        found[form] += number
    return min(found, key=lambda one: (-found[one], -len(one), one))


def most(counts: Mapping[K, int]) -> K | None:
    """What is said most often; the first of those said as often, by their words. None for nothing."""
    return min(counts, key=lambda one: (-counts[one], str(one)), default=None)


def most_placed(counts: Mapping[Place, int]) -> Place | None:
    """The place that is told most often; of those told as often the narrowest. None for nothing."""

    def order(place: Place) -> tuple[int, str, float, bytes]:
        radius_km = inf if place.radius_km is None else place.radius_km
        return -counts[place], place.name, radius_km, msgspec.json.encode(place)

    return min(counts, key=order, default=None)
