"""Whom the mentions of a report name: for each the key under which mentions of one bearer are grouped.

Stands beside `entities`. Enters: the mentions of a report, in the order of its text. Leaves: one `Named`
each. No other report is looked at: who is who among the keys of all reports is told by `registers`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rashomon.gazetteers.actors import fold_words
from rashomon.gazetteers.outlets import press_words
from rashomon.gazetteers.places import open_gazetteer
from rashomon.grounding.equations import OtherName
from rashomon.grounding.joinings import (
    ACRONYM,
    BEGINNING,
    CALLING,
    INITIALS,
    OTHER_NAME,
    PAPER,
    SHORTENED,
    SURNAME,
    TOWN,
    UNIT,
)
from rashomon.grounding.persons import called_by
from rashomon.grounding.references import Reference, Words, resolve
from rashomon.grounding.sites import site_words
from rashomon.grounding.spellings import place_key
from rashomon.grounding.words import classes_of_head, titles
from rashomon.records.mentions import Mention, MentionKind, Place

_MAX_GAP = 3
"""Characters between a name and the acronym in brackets after it."""


class Asked(Struct, frozen=True):
    """A mention whose entity is wanted; ``acting`` where it stands for somebody who acts.

    ``country`` is the one that its part of the report is about; ``whole`` the mention of the place that
    a facility belongs to; ``also`` tells of which one the text gives it as another name.
    """

    report: str
    mention: Mention
    place: Place | None
    acting: bool = False
    country: str | None = None
    whole: Mention | None = None
    also: OtherName | None = None


class Bearer(Struct, frozen=True):
    """What one mention says of its bearer: the key it is grouped by, and the rest.

    ``whole`` is the key of the place that a facility belongs to.
    """

    key: str
    reference: Reference
    kind: MentionKind
    place: Place | None
    whole: str | None = None


class Named(Struct, frozen=True):
    """A mention and its bearer's key; ``told`` is the reason where its own words have another one."""

    asked: Asked
    bearer: Bearer
    key: str
    told: str | None = None


def name_bearers(asked: Sequence[Asked]) -> tuple[Named, ...]:
    """Whom each mention of one report names, in the same order.

    Args:
        asked: The mentions of a report, in the order of its text.
    """
    bearers = [_bearer(one, one.country) for one in asked]
    told: dict[int, tuple[str, str]] = {}
    for found, why in (
        (_called(bearers), CALLING),
        (_begun(bearers), BEGINNING),
        (_full_names(bearers), SURNAME),
        (_whole_names(bearers), SHORTENED),
        (_towns(bearers), TOWN),
        (_papers(bearers), PAPER),
        (_units(bearers), UNIT),
        (_initialled(bearers), INITIALS),
        (_acronyms(asked, bearers), ACRONYM),
    ):
        for i, key in found.items():
            if key != (told[i][0] if i in told else bearers[i].key):
                told[i] = key, why
    for i, key in _other_names(asked, bearers, {i: key for i, (key, _) in told.items()}).items():
        told[i] = key, OTHER_NAME
    named = tuple(
        Named(one, bearer, *told.get(i, (bearer.key, None)))
        for i, (one, bearer) in enumerate(zip(asked, bearers, strict=True))
    )
    return tuple(map(_facilities(named), named))


def _facilities(named: Sequence[Named]) -> Callable[[Named], Named]:
    """What gives a facility the key of its kind at the place that it belongs to."""
    keys = {one.asked.mention.span: one.key for one in named if one.key.startswith("place:")}

    def keyed(one: Named) -> Named:
        whole = one.asked.whole
        key = keys.get(whole.span) if whole is not None else None
        if whole is None or key is None or not one.key.startswith("place:"):
            return one
        words = " ".join(site_words(one.asked.mention.text, whole.text))
        return replace(one, key=f"{key}/{words}", bearer=replace(one.bearer, whole=key))

    return keyed


def _bearer(asked: Asked, country: str | None) -> Bearer:
    mention = asked.mention
    reference = resolve(mention.text, mention.kind, country, acting=asked.acting)
    place = asked.place
    actor = reference.actor
    if (
        actor is not None
        and actor.role == "state"
        and place is not None
        and place.country not in (None, actor.country)
        and not asked.acting
    ):
        actor = None
    if actor is not None:
        return Bearer(f"known:{actor.id}", reference, actor.kind, place)
    if mention.kind in ("place", "facility"):
        key = place.geonames if place is not None else None
        words = reference.words
        if place is not None and _is_listed(mention.text, place):
            words = fold_words(place.name)
        return Bearer(f"place:{key or place_key(words)}", reference, mention.kind, place)
    if mention.kind == "person":
        return Bearer(f"person:{' '.join(reference.words)}", reference, "person", None)
    scope = "" if reference.is_name else f"@{country}"
    return Bearer(f"name:{' '.join(reference.words)}{scope}", reference, mention.kind, None)


def _is_listed(name: str, place: Place) -> bool:
    """Whether a place that is on the map without a number of GeoNames has this name there."""
    if place.geonames is not None:
        return False
    entries = open_gazetteer().named(name)
    return any(one.geonames is None and one.name == place.name for one in entries)


def _full_names(bearers: Sequence[Bearer]) -> dict[int, str]:
    """The key of the full name for each mention that gives only a surname the report has in full."""
    surnames: dict[Words, str] = {}
    for bearer in bearers:
        words = bearer.reference.words
        if bearer.kind == "person" and len(words) > 1:
            for surname in _surnames(words):
                surnames.setdefault(surname, bearer.key)
    found = {}
    for i, bearer in enumerate(bearers):
        full = surnames.get(bearer.reference.words) if bearer.key.startswith("person:") else None
        if full is not None and full != bearer.key:
            found[i] = full
    return found


def _called(bearers: Sequence[Bearer]) -> dict[int, str]:
    """The key of the full name for each mention by a word of it that is no surname: "Abiy"."""
    keys = {one.reference.words: one.key for one in bearers if one.kind == "person"}
    inner = called_by(list(keys))
    found = {}
    for i, bearer in enumerate(bearers):
        words = bearer.reference.words
        if bearer.key.startswith("person:") and len(words) == 1 and words[0] in inner:
            found[i] = keys[inner[words[0]]]
    return found


def _begun(bearers: Sequence[Bearer]) -> dict[int, str]:
    """The key of the one longer name of a person that begins with this one's two words."""
    longer: dict[Words, set[str]] = defaultdict(set)
    for bearer in bearers:
        words = bearer.reference.words
        if bearer.kind == "person" and len(words) > 2:
            longer[words[:2]].add(bearer.key)
    whole = _sole(longer)
    return {
        i: whole[bearer.reference.words]
        for i, bearer in enumerate(bearers)
        if bearer.key.startswith("person:") and bearer.reference.words in whole
    }


_BODIES = ("organization", "group", "other")
_CALLED_SHORT = ("force", "group", "party", "body")


def _whole_names(bearers: Sequence[Bearer]) -> dict[int, str]:
    """The key of the whole name for each body called by it without its last noun: "the Giants"."""
    whole: dict[Words, str] = {}
    for bearer in bearers:
        words = bearer.reference.words
        actor = bearer.reference.actor
        is_named = bearer.kind in _BODIES and (actor is None or actor.role in _CALLED_SHORT)
        if is_named and len(words) > 1 and words[-1] in classes_of_head():
            whole.setdefault(words[:-1], bearer.key)
    return _known_otherwise(bearers, whole)


def _papers(bearers: Sequence[Bearer]) -> dict[int, str]:
    """The key of the outlet for each that is called by the last word of its name: "the Courier"."""
    papers: dict[Words, set[str]] = defaultdict(set)
    for bearer in bearers:
        words = bearer.reference.words
        if bearer.kind in _BODIES and len(words) > 1 and words[-1] in press_words():
            papers[words[-1:]].add(bearer.key)
    return _known_otherwise(bearers, _sole(papers))


def _units(bearers: Sequence[Bearer]) -> dict[int, str]:
    """The key of the unit for each that is called by its number and kind: "the 3rd Brigade".

    Only where the report names one longer unit of this number and kind.
    """
    units: dict[Words, set[str]] = defaultdict(set)
    for bearer in bearers:
        if len(bearer.reference.words) > 2 and _is_unit(bearer):
            units[bearer.reference.words[0], bearer.reference.words[-1]].add(bearer.key)
    whole = _sole(units)
    return {
        i: whole[bearer.reference.words]
        for i, bearer in enumerate(bearers)
        if bearer.reference.words in whole and _is_unit(bearer)
    }


def _is_unit(bearer: Bearer) -> bool:
    """Whether a name is that of no known actor and opens with a number: "3rd Armoured Brigade"."""
    return bearer.key.startswith("name:") and _NUMBERED.match(bearer.reference.words[0]) is not None


_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)\Z")


def _sole(keys: Mapping[Words, set[str]]) -> dict[Words, str]:
    """The key of each wording that stands for one bearer only."""
    return {words: min(some) for words, some in keys.items() if len(some) == 1}


_SHORTEST_INITIALS = 3


def _initialled(bearers: Sequence[Bearer]) -> dict[int, str]:
    """The key of the full name for each acronym that is the initials of one body in the report."""
    bodies: dict[Words, set[str]] = defaultdict(set)
    for bearer in bearers:
        words = bearer.reference.words
        if bearer.kind in _BODIES and bearer.reference.is_name and len(words) >= _SHORTEST_INITIALS:
            for letters in _initials(words):
                if len(letters) >= _SHORTEST_INITIALS:
                    bodies[(letters,)].add(bearer.key)
    return _known_otherwise(bearers, _sole(bodies))


def _towns(bearers: Sequence[Bearer]) -> dict[int, str]:
    """The key of the town for each name of a body or a person that the report has as a town's."""
    towns: dict[Words, str] = {}
    for bearer in bearers:
        if bearer.key.startswith("place:"):
            towns.setdefault(bearer.reference.words, bearer.key)
    return _known_otherwise(bearers, towns)


def _known_otherwise(bearers: Sequence[Bearer], keys: dict[Words, str]) -> dict[int, str]:
    """The keys by the words of those names of bodies whose bearer no registry tells."""
    found = {}
    for i, bearer in enumerate(bearers):
        reference = bearer.reference
        key = keys.get(reference.words) if bearer.key.startswith("name:") else None
        if key is not None and reference.is_name and key != bearer.key:
            found[i] = key
    return found


def _surnames(words: Words) -> Iterator[Words]:
    """The ways in which a full name is shortened: its last word, with the particles before it."""
    yield words[-1:]
    first = len(words) - 1
    while first > 1 and words[first - 1] in titles()["particles"]:
        first -= 1
        yield words[first:]


def _acronyms(asked: Sequence[Asked], bearers: Sequence[Bearer]) -> dict[int, str]:
    """The key of the full name for each acronym that a report introduces: "Long Name (LN)"."""
    introduced: dict[Words, str] = {}
    for i in range(1, len(asked)):
        one, other = asked[i - 1], asked[i]
        gap = other.mention.span.start - one.mention.span.end
        words = bearers[i].reference.words
        if (
            2 <= gap <= _MAX_GAP
            and other.mention.text.isupper()
            and len(words) == 1
            and words[0] in _initials(bearers[i - 1].reference.words)
        ):
            introduced.setdefault(words, bearers[i - 1].key)
    return {
        i: introduced[bearer.reference.words]
        for i, bearer in enumerate(bearers)
        if bearer.reference.words in introduced and bearer.reference.actor is None
    }


def _other_names(
    asked: Sequence[Asked], bearers: Sequence[Bearer], told: Mapping[int, str]
) -> dict[int, str]:
    """The key of the one bearer for each mention of either of two names that the text equates."""
    keys = [told.get(i, bearer.key) for i, bearer in enumerate(bearers)]
    at = {one.mention.span: i for i, one in enumerate(asked)}
    one_of: dict[str, str] = {}
    worded: dict[Words, str] = {}
    for i, one in enumerate(asked):
        first = at.get(one.also.of) if one.also is not None else None
        if one.also is None or first is None or keys[first] == keys[i]:
            continue
        if not _may_be_one(bearers[first], bearers[i], is_said=one.also.is_said):
            continue
        kept, given = (first, i) if _is_known(keys[first]) or not _is_known(keys[i]) else (i, first)
        if keys[given] not in one_of and keys[kept] not in one_of:
            one_of[keys[given]] = keys[kept]
            worded[bearers[given].reference.words] = keys[kept]
    found = {}
    for i, bearer in enumerate(bearers):
        is_unknown = bearer.key.startswith("name:") and bearer.reference.is_name
        key = one_of.get(keys[i]) or (worded.get(bearer.reference.words) if is_unknown else None)
        if key is not None and key != keys[i]:
            found[i] = key
    return found


def _may_be_one(one: Bearer, other: Bearer, *, is_said: bool) -> bool:
    """Whether two names may be one bearer's, as the text has it.

    Not where the registry or the map knows both, and not where the one is a state, in which the other
    lies. Behind a place stands in brackets what it is called, or the place in which it is: the one
    where the map has neither of them, or has one place under both names.
    """
    if any(
        it.reference.actor is not None and it.reference.actor.role == "state" for it in (one, other)
    ):
        return False
    if _is_on_map(one, other) or _is_on_map(other, one):
        return True
    if _is_known(one.key) and _is_known(other.key):
        return False
    kinds = {one.kind, other.kind}
    if is_said:  # of whom nothing is known, the parser guesses the kind
        return kinds <= {"place", "facility"} or all(
            it.kind not in ("place", "facility") or not _is_known(it.key) for it in (one, other)
        )
    return "person" not in kinds and not _is_known(one.key) and not _is_known(other.key)


def _is_on_map(one: Bearer, other: Bearer) -> bool:
    """Whether the map has the place of the one under the name of the other, too."""
    place = one.place.geonames if one.key.startswith("place:") and one.place is not None else None
    if place is None or (_is_known(other.key) and other.place is None):
        return False
    name = " ".join(other.reference.words)
    return any(entry.geonames == place for entry in open_gazetteer().named(name))


def _is_known(key: str) -> bool:
    """Whether a key is that of a bearer whom the registry or the gazetteer knows."""
    return key.startswith("known:") or _ON_MAP.match(key) is not None


_ON_MAP = re.compile(r"place:\d+\Z")


def _initials(words: Words) -> tuple[str, str]:
    """The first letters of a name's words, with and without the small words."""
    small = ("of", "the", "and", "for", "in", "on")
    return (
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word not in small),
    )
