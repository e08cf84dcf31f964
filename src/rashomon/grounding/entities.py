"""Entities: who is who, over all mentions of all reports.

Enters: mentions with the reports they stand in. Leaves: one entity a bearer, and whose each mention
is. Names are first grouped where they are worded the same; only different wordings are compared, and
only with those that share a block.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from rashomon.gazetteers.actors import registry
from rashomon.grounding.constraints import Applied, Pointed, apply
from rashomon.grounding.joinings import ACRONYM, SURNAME, by_table, join_reasons, tidy
from rashomon.grounding.linkage import Evidence, Groups, Name, follow, match_names
from rashomon.grounding.references import Reference, Words, resolve
from rashomon.grounding.words import classes_of_head, titles
from rashomon.ids import content_id
from rashomon.records.linking import Constraint, Joining
from rashomon.records.mentions import Entity, Mention, MentionKind, Place

_MAX_GAP = 3
"""Characters between a name and the acronym in brackets after it."""


class Asked(Struct, frozen=True):
    """A mention whose entity is wanted; ``acting`` where it stands for somebody who acts.

    ``country`` is the one that its part of the report is about.
    """

    report: str
    mention: Mention
    place: Place | None
    acting: bool = False
    country: str | None = None


class Linked(Struct, frozen=True):
    """The entities, and the id of the entity of each mention asked for, in the same order.

    ``countries`` are those that the reports are about which name an entity, by its id.
    """

    entities: tuple[Entity, ...]
    of: tuple[str | None, ...]
    countries: Mapping[str, frozenset[str]] = {}


class _Bearer(Struct, frozen=True):
    """What one mention says of its bearer: the key it is grouped by, and the rest."""

    key: str
    reference: Reference
    kind: MentionKind
    place: Place | None


def link(
    asked: Sequence[Asked],
    countries: Mapping[str, str | None],
    constraints: Sequence[Constraint] = (),
) -> Linked:
    """The entities of all mentions, the same for any order of the reports.

    Args:
        asked: The mentions of all reports, those of one report together in the order of its text.
        countries: The country that each report is mostly about, by the report's id.
        constraints: What people say of names; without them everything is as it was before them.

    Cost: near-linear in the mentions.
    """
    bearers = [_bearer(one, one.country) for one in asked]
    keys = [bearer.key for bearer in bearers]
    told: dict[int, str] = {}
    for found, why in (
        (_full_names(asked, bearers), SURNAME),
        (_acronyms(asked, bearers), ACRONYM),
    ):
        for i, key in found.items():
            if key != keys[i]:
                keys[i], told[i] = key, why
    pointed = [
        Pointed(one.report, one.mention, bearer.reference.words, one.acting)
        for one, bearer in zip(asked, bearers, strict=True)
    ]
    applied = apply(constraints, pointed, keys)
    groups, evidence, said = _grouped(asked, applied, countries)
    members: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(applied.keys):
        members[groups.of[key]].append(i)
    wordings = _wordings(asked, applied.keys)
    joined = join_reasons(evidence, said, wordings, groups.of)
    entities = {}
    of: list[str | None] = [None] * len(asked)
    for key, indices in sorted(members.items()):
        entity = _entity(key, [(asked[i], bearers[i]) for i in indices])
        reasons = [
            *joined.get(key, ()),
            *_by_rule(entity, [(asked[i], bearers[i], told.get(i)) for i in indices]),
        ]
        entity = msgspec.structs.replace(entity, joined=tidy(reasons))
        entities[entity.id] = entity
        for i in indices:
            of[i] = entity.id
    return Linked(tuple(_with_owners(entities)), tuple(of), _countries(asked, of, countries))


def _countries(
    asked: Sequence[Asked], of: Sequence[str | None], countries: Mapping[str, str | None]
) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, entity in zip(asked, of, strict=True):
        country = countries.get(one.report)
        if entity is not None and country is not None:
            found[entity].add(country)
    return {entity: frozenset(found[entity]) for entity in sorted(found)}


def _grouped(
    asked: Sequence[Asked], applied: Applied, countries: Mapping[str, str | None]
) -> tuple[Groups, tuple[Evidence, ...], list[tuple[str, str, Constraint]]]:
    """The keys in groups, over all reports, with the evidence and the constraints that were followed."""
    words: dict[str, Words] = {}
    where: dict[str, set[str]] = defaultdict(set)
    for one, key in zip(asked, applied.keys, strict=True):
        person = key.startswith("person:")
        if not person and not (key.startswith("name:") and "@" not in key):
            continue
        words.setdefault(key, tuple(key.partition(":")[2].split()))
        country = countries.get(one.report)
        if country is not None:
            where[key].add(country)
    names = [
        Name(key, words[key], key.startswith("person:"), frozenset(where[key]))
        for key in sorted(words)
    ]
    joins = [key for left, right, _ in applied.same for key in (left, right)]
    every = {key: words.get(key, ()) for key in sorted({*applied.keys, *joins})}
    groups = Groups(every, applied.apart)
    followed = follow(names, match_names(names), groups)
    said = [one for one in applied.same if groups.join(one[0], one[1])]
    return groups, followed, said


def _wordings(asked: Sequence[Asked], keys: Sequence[str]) -> dict[str, str]:
    """How each key is worded most often, for a person to read."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for one, key in zip(asked, keys, strict=True):
        forms[key][_form(one.mention.text)] += 1
    return {
        key: min(found, key=lambda one: (-found[one], -len(one), one))
        for key, found in forms.items()
    }


def _by_rule(
    entity: Entity, members: Iterable[tuple[Asked, _Bearer, str | None]]
) -> Iterator[Joining]:
    """Why wordings that a table or a rule tells are the entity's."""
    for asked, bearer, why in members:
        form = _form(asked.mention.text)
        if form == entity.name:
            continue
        actor = bearer.reference.actor
        if why is not None:
            yield Joining(form, entity.name, None, (why,))
        elif actor is not None and actor.name == entity.name:
            yield Joining(form, actor.name, None, (by_table(bearer.reference, asked.country),))


def _acronyms(asked: Sequence[Asked], bearers: Sequence[_Bearer]) -> dict[int, str]:
    """The key of the full name for each acronym that a report introduces: "Long Name (LN)"."""
    introduced: dict[tuple[str, Words], str] = {}
    for i in range(1, len(asked)):
        one, other = asked[i - 1], asked[i]
        gap = other.mention.span.start - one.mention.span.end
        words = bearers[i].reference.words
        if (
            one.report == other.report
            and 2 <= gap <= _MAX_GAP
            and other.mention.text.isupper()
            and len(words) == 1
            and words[0] in _initials(bearers[i - 1].reference.words)
        ):
            introduced.setdefault((one.report, words), bearers[i - 1].key)
    return {
        i: introduced[one.report, bearers[i].reference.words]
        for i, one in enumerate(asked)
        if (one.report, bearers[i].reference.words) in introduced
        and bearers[i].reference.actor is None
    }


def _initials(words: Words) -> tuple[str, str]:
    """The first letters of a name's words, with and without the small words."""
    small = ("of", "the", "and", "for", "in", "on")
    return (
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word not in small),
    )


def _bearer(asked: Asked, country: str | None) -> _Bearer:
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
        return _Bearer(f"known:{actor.id}", reference, actor.kind, place)
    if mention.kind in ("place", "facility"):
        key = place.geonames if place is not None and place.geonames else None
        name = _place_key(reference.words)
        return _Bearer(f"place:{key or name}", reference, mention.kind, place)
    if mention.kind == "person":
        return _Bearer(f"person:{' '.join(reference.words)}", reference, "person", None)
    scope = "" if reference.is_name else f"@{country}"
    return _Bearer(f"name:{' '.join(reference.words)}{scope}", reference, mention.kind, None)


def _place_key(words: Words) -> str:
    kept = [
        word for word in words if word not in ("al", "el", "the", "ash", "as", "an", "ar", "ad")
    ]
    return " ".join(kept or words)


def _full_names(asked: Sequence[Asked], bearers: Sequence[_Bearer]) -> dict[int, str]:
    """The key of the full name for each mention that gives only a surname the report has in full."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(asked):
        by_report[one.report].append(i)
    found = {}
    for indices in by_report.values():
        surnames: dict[Words, str] = {}
        for i in indices:
            bearer = bearers[i]
            words = bearer.reference.words
            if bearer.kind == "person" and len(words) > 1:
                for surname in _surnames(words):
                    surnames.setdefault(surname, bearer.key)
        for i in indices:
            words = bearers[i].reference.words
            full = surnames.get(words) if bearers[i].key.startswith("person:") else None
            if full is not None and full != bearers[i].key:
                found[i] = full
    return found


def _surnames(words: Words) -> Iterator[Words]:
    """The ways in which a full name is shortened: its last word, with the particles before it."""
    yield words[-1:]
    first = len(words) - 1
    while first > 1 and words[first - 1] in titles()["particles"]:
        first -= 1
        yield words[first:]


def _entity(key: str, members: Iterable[tuple[Asked, _Bearer]]) -> Entity:
    forms: Counter[str] = Counter()
    kinds: Counter[MentionKind] = Counter()
    places: Counter[Place] = Counter()
    part_of: Counter[str] = Counter()
    known, _, name = key.partition(":")
    actor = registry().by_id.get(name) if known == "known" else None
    for asked, bearer in members:
        if bearer.reference.is_name or bearer.key != key or not key.startswith("known:"):
            forms[_form(asked.mention.text)] += 1
        kinds[bearer.kind] += 1
        if bearer.place is not None and asked.mention.kind in ("place", "facility"):
            places[bearer.place] += 1
        if bearer.reference.part_of is not None:
            part_of[bearer.reference.part_of.id] += 1
    kind = sorted(kinds, key=lambda one: (-kinds[one], one))[0]
    place = sorted(places, key=lambda one: (-places[one], one.name))[0] if places else None
    if actor is not None:
        return Entity(
            content_id("en", actor.id),
            actor.name,
            actor.kind,
            tuple(sorted(forms.keys() | {actor.name})),
            place,
            actor.part_of,
            actor.links,
        )
    best = sorted(forms, key=lambda one: (-len(one.split()), -forms[one], one))[0]
    owner = sorted(part_of, key=lambda one: (-part_of[one], one))[0] if part_of else None
    return Entity(content_id("en", key), best, kind, tuple(sorted(forms)), place, owner)


def _form(text: str) -> str:
    """A wording as an alias: blanks made one, without a capital that only begins a sentence."""
    words = text.split()
    rest = " ".join(words[1:])
    if words and not any(c.isupper() for c in rest) and words[0].lower() in classes_of_head():
        words[0] = words[0].lower()
    return " ".join(words)


def _with_owners(entities: Mapping[str, Entity]) -> list[Entity]:
    """The entities sorted by id, with the owners that no report names; owners by entity id."""
    found = dict(entities)
    waiting = list(entities.values())
    while waiting:
        entity = waiting.pop()
        if entity.part_of is None or entity.part_of.startswith("en-"):
            continue
        owner = registry().by_id.get(entity.part_of)
        owner_id = None if owner is None else content_id("en", owner.id)
        found[entity.id] = msgspec.structs.replace(entity, part_of=owner_id)
        if owner is not None and owner_id is not None and owner_id not in found:
            added = Entity(
                owner_id, owner.name, owner.kind, (owner.name,), None, owner.part_of, owner.links
            )
            found[owner_id] = added
            waiting.append(added)
    return [found[key] for key in sorted(found)]
