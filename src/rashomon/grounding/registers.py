"""The register of bearers: who is who, over all reports, brought up to date as reports come and go.

Enters: what each report says of the bearers that it names. Leaves: the entities that are other ones
than before, and the keys whose bearer is now another. A key is compared with those of its block only,
so that a report touches the tallies of its own keys, the blocks of keys that are new or are now in
reports on another country, and the groups of either.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from rashomon.gazetteers.actors import registry
from rashomon.gazetteers.watchlists import WatchList
from rashomon.grounding.bearers import Named
from rashomon.grounding.constraints import NONE_APPLIED, Applied
from rashomon.grounding.digests import digest
from rashomon.grounding.joinings import join_reasons, tidy
from rashomon.grounding.linkage import Evidence, Name, block_of, group_names
from rashomon.grounding.listings import mark_listed
from rashomon.grounding.owners import Owners
from rashomon.grounding.tallies import (
    Said,
    Tally,
    aliases,
    copied,
    count,
    count_country,
    is_empty,
    merged,
    most,
    most_placed,
    say,
    wording,
)
from rashomon.ids import content_id
from rashomon.records.changes import Change
from rashomon.records.linking import Constraint, Joining
from rashomon.records.mentions import Entity
from rashomon.workings import Shelf, Workings


class Sketch(Struct, frozen=True, array_like=True):
    """What a report says of the bearers that it names, and the country that it is mostly about."""

    country: str | None
    said: tuple[Said, ...]


class Group(Struct, frozen=True, array_like=True):
    """Keys of one bearer, with the evidence and the words of people by which they were joined."""

    members: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    said: tuple[tuple[str, str, Constraint], ...] = ()


class Held(Struct, frozen=True, array_like=True):
    """Hashes of an entity and of what it was made of."""

    basis: bytes
    entity: bytes


class Resettled(Struct, frozen=True):
    """The entities that are not what they were, and the keys whose entity is now another."""

    entities: Change[Entity]
    moved: frozenset[str]


SKETCHES = Shelf("ground.sketch", Sketch)
"""By report."""
TALLIES = Shelf("ground.tally", Tally)
"""By key."""
NAMING = Shelf("ground.naming", bool)
"""By key, of names that can be grouped, and by report that has it."""
BLOCKS: Shelf[tuple[str, ...]] = Shelf("ground.block", tuple[str, ...])
"""By block and key: the countries that its reports are about."""
GROUP_OF = Shelf("ground.group of", str)
"""By key that is grouped with others: the key that stands for them."""
GROUPS = Shelf("ground.group", Group)
"""By that key."""
HELD = Shelf("ground.entity", Held)
"""By the key that stands for the bearer."""


class Register:
    """Who is who, in workings. Reports are entered and taken out; then all is settled once."""

    def __init__(self, workings: Workings) -> None:
        self._workings = workings
        self._tallies: dict[str, Tally] = {}
        self._before: dict[str, frozenset[str] | None] = {}
        self._owners = Owners(workings)

    def enter(self, report: str, named: Sequence[Named], country: str | None) -> None:
        """Take what a report says of bearers, in place of what it said before."""
        sketch = Sketch(country, tuple(say(one) for one in named))
        before = self._workings.get(SKETCHES, report)
        if before == sketch:
            return
        self._count(report, before, -1)
        self._count(report, sketch, 1)
        self._workings.put(SKETCHES, report, "", sketch)

    def leave(self, report: str) -> None:
        """Take out what a report said."""
        self._count(report, self._workings.get(SKETCHES, report), -1)
        self._workings.put(SKETCHES, report, "", None)

    def _count(self, report: str, sketch: Sketch | None, times: int) -> None:
        if sketch is None:
            return
        for said in sketch.said:
            count(self._tally(said.key), said, times)
        for key in dict.fromkeys(said.key for said in sketch.said):
            count_country(self._tally(key), sketch.country, times)
            if is_grouped(key):
                self._workings.put(NAMING, key, report, True if times > 0 else None)

    def _tally(self, key: str) -> Tally:
        if key not in self._tallies:
            found = self._workings.get(TALLIES, key)
            self._tallies[key] = Tally() if found is None else copied(found)
            self._before[key] = None if found is None else frozenset(found.countries)
        return self._tallies[key]

    def settle(
        self, applied: Applied = NONE_APPLIED, watched: Sequence[WatchList] = ()
    ) -> Resettled:
        """Bring the entities up to date with the reports that were entered and taken out.

        Args:
            applied: What people say of the keys; only where all reports are entered at once.
            watched: Watch lists to hold the entities' names against.
        """
        touched = self._keep_tallies()
        if applied is NONE_APPLIED:
            dirty, moved = self._regroup(touched)
        else:
            dirty, moved = self._group_all(touched, applied)
        entities = self._renew(dirty, watched)
        self._tallies, self._before = {}, {}
        return Resettled(entities, frozenset(moved))

    def entity_of(self, key: str) -> str:
        """The id of the entity of a key."""
        return _entity_id(self._workings.get(GROUP_OF, key) or key)

    def reports_naming(self, keys: Iterable[str]) -> set[str]:
        """The reports that have one of some keys of names."""
        return {report for key in keys for report in self._workings.find(NAMING, key)}

    # -- tallies and blocks

    def _keep_tallies(self) -> list[str]:
        """Lay the tallies back; the keys that were touched, sorted."""
        for key, tally in self._tallies.items():
            self._workings.put(TALLIES, key, "", None if is_empty(tally) else tally)
        return sorted(self._tallies)

    def _regroup(self, touched: Sequence[str]) -> tuple[set[str], set[str]]:
        """Group the keys of each touched block anew; the groups touched, and the keys moved."""
        blocks: dict[str, set[str]] = {}
        dirty = set()
        for key in touched:
            dirty.add(self._workings.get(GROUP_OF, key) or key)
            name = _name(key, self._tallies[key]) if is_grouped(key) else None
            if name is None:
                continue
            tally = self._tallies[key]
            now = None if is_empty(tally) else frozenset(tally.countries)
            if now != self._before[key]:
                block = f"{'person' if name.person else 'body'}:{block_of(name)}"
                blocks.setdefault(block, set()).add(key)
                countries = None if now is None else tuple(sorted(now))
                self._workings.put(BLOCKS, block, key, countries)
        moved: set[str] = set()
        for block, keys in sorted(blocks.items()):
            found = self._workings.find(BLOCKS, block)
            names = [_named(key, countries) for key, countries in found.items()]
            groups, followed = group_names(names, {name.key: name.words for name in names})
            known = {key: groups.of[key] for key in found}
            gone = {key: key for key in keys - found.keys()}
            self._regroup_some({**known, **gone}, followed, dirty, moved)
        return dirty, moved

    def _regroup_some(
        self,
        of: Mapping[str, str],
        followed: Sequence[Evidence],
        dirty: set[str],
        moved: set[str],
        said: Sequence[tuple[str, str, Constraint]] = (),
    ) -> None:
        members: dict[str, list[str]] = {}
        before: dict[str, str] = {}
        for key, group in of.items():
            members.setdefault(group, []).append(key)
            before[key] = self._workings.get(GROUP_OF, key) or key
        evidence: dict[str, list[Evidence]] = {}
        for one in followed:
            evidence.setdefault(of[one.one], []).append(one)
        words: dict[str, list[tuple[str, str, Constraint]]] = {}
        for pair in said:
            words.setdefault(of[pair[0]], []).append(pair)
        for group in sorted({*members, *before.values()}):
            keys = members.get(group, ())
            now = Group(
                tuple(sorted(keys)), tuple(evidence.get(group, ())), tuple(words.get(group, ()))
            )
            kept = now if len(keys) > 1 else None
            if self._workings.get(GROUPS, group) != kept:
                self._workings.put(GROUPS, group, "", kept)
                dirty.add(group)
        for key, group in of.items():
            if before[key] != group:
                self._workings.put(GROUP_OF, key, "", group if group != key else None)
                dirty.update((before[key], group))
                moved.add(key)

    def _group_all(self, touched: Sequence[str], applied: Applied) -> tuple[set[str], set[str]]:
        """Group all keys at once, as people's words may join keys of different blocks."""
        names = [
            name
            for key in touched
            if is_grouped(key) and (name := _name(key, self._tallies[key])) is not None
        ]
        words = {name.key: name.words for name in names}
        joins = [key for left, right, _ in applied.same for key in (left, right)]
        every = {key: words.get(key, ()) for key in sorted({*touched, *joins})}
        groups, followed = group_names(names, every, applied.apart)
        said = [one for one in applied.same if groups.join(one[0], one[1])]
        dirty, moved = set(touched), set[str]()
        self._regroup_some({key: groups.of[key] for key in every}, followed, dirty, moved, said)
        return dirty, moved

    # -- entities

    def _renew(self, dirty: Iterable[str], watched: Sequence[WatchList]) -> Change[Entity]:
        """The entities of some groups made anew, and the owners that no report names."""
        gone: dict[str, str] = {}
        made: dict[str, tuple[Entity, frozenset[str]]] = {}
        for group in sorted(dirty):
            found = self._entity(group)
            if found is None:
                gone[group] = _entity_id(group)
            else:
                made[group] = found
        named = {group: None if group in gone else made[group][0] for group in (*gone, *made)}
        for group, entity in self._owners.renew(named).items():
            if entity is None:
                gone[group] = _entity_id(group)
            else:
                gone.pop(group, None)
                made[group] = entity, made[group][1] if group in made else frozenset()
        return self._compared(made, gone, watched)

    def _entity(self, group: str) -> tuple[Entity, frozenset[str]] | None:
        """The entity of a group as reports name it, and the countries that these are about.

        None where no report names it, or its key is grouped under another by now.
        """
        if self._workings.get(GROUP_OF, group) is not None:
            return None
        kept = self._workings.get(GROUPS, group) or Group((group,), ())
        tallies = {
            key: tally
            for key in kept.members
            if (tally := self._workings.get(TALLIES, key)) is not None
        }
        if not tallies:
            return None
        tally = merged(tallies.values())
        entity = _entity(group, tally)
        joined = join_reasons(
            kept.evidence,
            kept.said,
            {key: wording(one) for key, one in tallies.items()} if len(kept.members) > 1 else {},
            dict.fromkeys(kept.members, group),
        )
        reasons = [*joined.get(group, ()), *_by_rule(entity, tally)]
        whole = self._whole(entity.part_of)
        entity = msgspec.structs.replace(entity, joined=tidy(reasons), part_of=whole)
        return entity, frozenset(tally.countries)

    def _whole(self, part_of: str | None) -> str | None:
        """What an entity is part of: the registry's id of an actor, or the id of a place's entity."""
        if part_of is None or not part_of.startswith("place:"):
            return part_of
        return self.entity_of(part_of) if self._workings.get(TALLIES, part_of) else None

    def _compared(
        self,
        made: Mapping[str, tuple[Entity, frozenset[str]]],
        gone: Mapping[str, str],
        watched: Sequence[WatchList],
    ) -> Change[Entity]:
        """What of the entities made is not what was held, held against watch lists."""
        changed: dict[str, tuple[Entity, bytes, Held | None]] = {}
        countries = {}
        for group, (entity, where) in made.items():
            held = self._workings.get(HELD, group)
            basis = digest((entity, sorted(where) if watched else []))
            if held is None or held.basis != basis:
                changed[group] = entity, basis, held
                countries[entity.id] = where
        listed = mark_listed([entity for entity, _, _ in changed.values()], countries, watched)
        put = {}
        for (group, (_, basis, held)), entity in zip(changed.items(), listed, strict=True):
            now = Held(basis, digest(entity))
            self._workings.put(HELD, group, "", now)
            if held is None or held.entity != now.entity:
                put[entity.id] = entity
        left = []
        for group, entity_id in gone.items():
            if self._workings.get(HELD, group) is not None:
                self._workings.put(HELD, group, "", None)
                left.append(entity_id)
        return Change(tuple(put[key] for key in sorted(put)), tuple(sorted(left)))


def is_grouped(key: str) -> bool:
    """Whether a key may be grouped with others: those of names of persons and bodies."""
    return key.startswith("person:") or (key.startswith("name:") and "@" not in key)


def _name(key: str, tally: Tally) -> Name | None:
    found = _named(key, tally.countries)
    return found if found.words else None


def _named(key: str, countries: Iterable[str]) -> Name:
    scheme, _, words = key.partition(":")
    return Name(key, tuple(words.split()), scheme == "person", frozenset(countries))


def _entity_id(group: str) -> str:
    known, _, name = group.partition(":")
    actor = registry().by_id.get(name) if known == "known" else None
    return content_id("en", group if actor is None else actor.id)


def _entity(group: str, tally: Tally) -> Entity:
    """The entity of a group by what all its mentions say; its owner by the registry's id."""
    known, _, name = group.partition(":")
    actor = registry().by_id.get(name) if known == "known" else None
    forms = aliases(tally, group)
    place = most_placed(tally.places)
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
    best = min(forms, key=lambda one: (-len(one.split()), -forms[one], one))
    kind = most(tally.kinds) or "other"
    return Entity(
        content_id("en", group), best, kind, tuple(sorted(forms)), place, most(tally.part_of)
    )


def _by_rule(entity: Entity, tally: Tally) -> Iterator[Joining]:
    """Why wordings that a table or a rule tells are the entity's."""
    for form, to, why in tally.rules:
        if form != entity.name and to in (None, entity.name):
            yield Joining(form, to or entity.name, None, (why,))
