"""The register of bearers: who is who, over all reports, brought up to date as reports come and go.

Enters: what each report says of the bearers that it names. Leaves: the entities that are other ones
than before, and the keys whose bearer is now another. A key is compared with those of its block only,
so that a report touches the tallies of its own keys, the blocks of keys that are new or are now in
reports on another country, and the groups of either.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from rashomon.gazetteers.actors import registry
from rashomon.gazetteers.watchlists import WatchList
from rashomon.grounding.bearers import Named
from rashomon.grounding.constraints import wordings
from rashomon.grounding.digests import digest
from rashomon.grounding.grouping import Grouping
from rashomon.grounding.joinings import join_reasons, tidy
from rashomon.grounding.listings import mark_listed
from rashomon.grounding.owners import Owners
from rashomon.grounding.pointers import Pointers
from rashomon.grounding.tallies import (
    SKETCHES,
    WORDED,
    Said,
    Sketch,
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

_PLACE = "place:"
"""How the key of a place begins."""


class Held(Struct, frozen=True, array_like=True):
    """Hashes of an entity and of what it was made of."""

    basis: bytes
    entity: bytes


class Resettled(Struct, frozen=True):
    """The entities that are not what they were, and what follows for the reports.

    ``moved`` are the keys whose entity is now another, ``rekeyed`` the reports of which people's words
    give mentions other keys.
    """

    entities: Change[Entity]
    moved: frozenset[str]
    rekeyed: frozenset[str]


TALLIES = Shelf("ground.tally", Tally)
"""By key."""
NAMING = Shelf("ground.naming", bool)
"""By key and by report that has it."""
PLACE = Shelf("ground.whole", str)
"""By the key of a group that lies in a place, as an airport does: the place's key."""
WITHIN = Shelf("ground.within", bool)
"""By the key of a place, and by the key of a group that lies in it."""
HELD = Shelf("ground.entity", Held)
"""By the key that stands for the bearer."""


class Register:
    """Who is who, in workings. Reports are entered and taken out; then all is settled once.

    Args:
        workings: What was kept of the reports so far; it is brought up to date.
        constraints: What people say of names.
    """

    def __init__(self, workings: Workings, constraints: Sequence[Constraint] = ()) -> None:
        self._workings = workings
        self._tallies: dict[str, Tally] = {}
        self._before: dict[str, frozenset[str] | None] = {}
        self._pointers = Pointers(workings, constraints)
        self._grouping = Grouping(workings)
        self._owners = Owners(workings)

    def enter(self, report: str, named: Sequence[Named], country: str | None) -> None:
        """Take what a report says of bearers, in place of what it said before."""
        sketch = Sketch(country, tuple(say(one) for one in named))
        if not self._pointers.hold(report, sketch):
            self._enter(report, sketch)

    def _enter(self, report: str, sketch: Sketch) -> None:
        before = self._workings.get(SKETCHES, report)
        if before == sketch:
            return
        self._count(report, before, -1)
        self._count(report, sketch, 1)
        self._workings.put(SKETCHES, report, "", sketch)

    def leave(self, report: str) -> None:
        """Take out what a report said."""
        self._pointers.leave(report)
        self._count(report, self._workings.get(SKETCHES, report), -1)
        self._workings.put(SKETCHES, report, "", None)

    def _count(self, report: str, sketch: Sketch | None, times: int) -> None:
        if sketch is None:
            return
        for said in sketch.said:
            count(self._tally(said.key), said, times)
        there = True if times > 0 else None
        for key in dict.fromkeys(said.key for said in sketch.said):
            count_country(self._tally(key), sketch.country, times)
            self._workings.put(NAMING, key, report, there)
        for words in dict.fromkeys(each for said in sketch.said for each in wordings(said.pointed)):
            self._workings.put(WORDED, words, report, there)

    def _tally(self, key: str) -> Tally:
        if key not in self._tallies:
            found = self._workings.get(TALLIES, key)
            self._tallies[key] = Tally() if found is None else copied(found)
            self._before[key] = None if found is None else frozenset(found.countries)
        return self._tallies[key]

    def settle(self, watched: Sequence[WatchList] = ()) -> Resettled:
        """Bring the entities up to date with the reports that were entered and taken out.

        Args:
            watched: Watch lists to hold the entities' names against.
        """
        followed = self._pointers.follow()
        for report, sketch in followed.sketches.items():
            self._enter(report, sketch)
        dirty = {self._grouping.group_of(key) for key in self._tallies}
        before = self._before
        changed = self._keep_tallies()
        regrouped, moved = self._grouping.renew(changed, followed.applied, followed.keys)
        there = {key for key, now in changed.items() if now is None or before[key] is None}
        dirty |= regrouped | self._lying_in(moved | there)
        entities = self._renew(dirty, watched)
        self._tallies, self._before = {}, {}
        return Resettled(entities, frozenset(moved), frozenset(followed.sketches))

    def entity_of(self, key: str) -> str:
        """The id of the entity of a key."""
        return _entity_id(self._grouping.group_of(key))

    def said(self, report: str) -> Sequence[Said]:
        """What each mention of a report says of its bearer, under the key that it goes by."""
        found = self._workings.get(SKETCHES, report)
        return () if found is None else found.said

    def reports_naming(self, keys: Iterable[str]) -> set[str]:
        """The reports that have one of some keys."""
        return {report for key in keys for report in self._workings.find(NAMING, key)}

    def _keep_tallies(self) -> dict[str, frozenset[str] | None]:
        """Lay the tallies back; the keys that came, went, or are in reports on other countries now."""
        changed: dict[str, frozenset[str] | None] = {}
        for key, tally in sorted(self._tallies.items()):
            is_gone = is_empty(tally)
            self._workings.put(TALLIES, key, "", None if is_gone else tally)
            now = None if is_gone else frozenset(tally.countries)
            if now != self._before[key]:
                changed[key] = now
        return changed

    # -- entities

    def _renew(self, dirty: Iterable[str], watched: Sequence[WatchList]) -> Change[Entity]:
        """The entities of some groups made anew, and the owners that no report names."""
        gone: dict[str, str] = {}
        made: dict[str, tuple[Entity, frozenset[str]]] = {}
        for group in sorted(dirty):
            found = self._entity(group)
            if found is None:
                self._lie_in(group, None)
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
        if self._grouping.group_of(group) != group:
            return None
        kept = self._grouping.group(group)
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
        self._lie_in(group, entity.part_of)
        entity = msgspec.structs.replace(entity, joined=tidy(reasons), part_of=whole)
        return entity, frozenset(tally.countries)

    def _whole(self, part_of: str | None) -> str | None:
        """What an entity is part of: the registry's id of an actor, or the id of a place's entity."""
        if part_of is None or not part_of.startswith(_PLACE):
            return part_of
        return self.entity_of(part_of) if self._workings.get(TALLIES, part_of) else None

    def _lie_in(self, group: str, part_of: str | None) -> None:
        """Note the place in which an entity lies; it is made anew where that is another's by now."""
        now = part_of if part_of is not None and part_of.startswith(_PLACE) else None
        before = self._workings.get(PLACE, group)
        if now != before:
            self._workings.put(PLACE, group, "", now)
            if before is not None:
                self._workings.put(WITHIN, before, group, None)
            if now is not None:
                self._workings.put(WITHIN, now, group, True)

    def _lying_in(self, places: Iterable[str]) -> set[str]:
        """The keys of the groups that lie in some places."""
        return {
            group
            for key in places
            if key.startswith(_PLACE)
            for group in self._workings.find(WITHIN, key)
        }

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
    is_mapped = place is not None and place.geonames is not None
    best = min(forms, key=_by_use(forms) if is_mapped else _by_length(forms))
    kind = most(tally.kinds) or "other"
    return Entity(
        content_id("en", group), best, kind, tuple(sorted(forms)), place, most(tally.part_of)
    )


def _by_use(forms: Mapping[str, int]) -> Callable[[str], tuple[int, int, str]]:
    """The order of a town's wordings: it is called "Homs", not "the central Homs countryside"."""
    return lambda one: (-forms[one], -len(one.split()), one)


def _by_length(forms: Mapping[str, int]) -> Callable[[str], tuple[int, int, str]]:
    """The order of anybody else's wordings: the fullest name tells most."""
    return lambda one: (-len(one.split()), -forms[one], one)


def _by_rule(entity: Entity, tally: Tally) -> Iterator[Joining]:
    """Why wordings that a table or a rule tells are the entity's."""
    for form, to, why in tally.rules:
        if form != entity.name and to in (None, entity.name):
            yield Joining(form, to or entity.name, None, (why,))
