"""Which statements a change of reports, statements and entities touches.

Enters: the change, and outlooks on what was before and is after it. Leaves: the statements that are
compared otherwise than before, and those whose claim may read otherwise.
"""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from rashomon.claiming.bunches import Standing
from rashomon.claiming.copies import find_passages
from rashomon.claiming.facts import Facts, is_description, is_place, is_wide, weigh_name
from rashomon.claiming.held import Held
from rashomon.claiming.nations import STATE_LINK
from rashomon.claiming.outlook import Outlook
from rashomon.claiming.posting import PACTS, find_postings, identity, scene
from rashomon.records.changes import Change, Regrounded
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.ties import Posting
from rashomon.workings import Memory, Workings

EVERY = 1_000_000_000
"""More than any key has postings."""


class Setting(Struct, frozen=True):
    """What holds an earlier reckoning, the statements before and after a change, and the rulings.

    ``workings`` are where rolls of large claims are kept; see `rashomon.claiming.rolls`.
    """

    held: Held
    before: Outlook
    after: Outlook
    standing: Standing = msgspec.field(default_factory=Standing)
    workings: Workings = msgspec.field(default_factory=Memory)


class Touched(Struct, frozen=True):
    """The statements that a change touches, by their ids.

    ``old`` and ``new`` are the facts of those that are compared otherwise; who is in one only has come
    or gone. ``dirty`` adds those whose claims may be worded, or go back to origins, otherwise.
    """

    old: Mapping[str, Facts]
    new: Mapping[str, Facts]
    dirty: frozenset[str]

    def reports(self) -> set[str]:
        """The reports of the statements that are compared otherwise."""
        return {one.statement.report for side in (self.old, self.new) for one in side.values()}

    def postings(self) -> tuple[frozenset[Posting], frozenset[Posting]]:
        """The postings that go and those that come; of both sides, what is the same in neither."""
        out = _all_postings(self.old.values())
        into = _all_postings(self.new.values())
        return out - into, into - out


def _all_postings(facts: Iterable[Facts]) -> frozenset[Posting]:
    return frozenset(one for fact in facts for one in find_postings(fact))


def find_touched(change: Regrounded, setting: Setting) -> Touched:
    """The statements that a change touches."""
    held, before, after = setting.held, setting.before, setting.after
    own = {*change.statements.gone, *(one.id for one in change.statements.put)}
    suspects = own | _of_reports(change.reports, setting) | _of_entities(change.entities, setting)
    beside = _describing(suspects, before) | _describing(suspects, after)
    old, new = before.facts(suspects | beside), after.facts(suspects | beside)
    other = {one for one in old.keys() | new.keys() if old.get(one) != new.get(one)}
    other |= _weighed_anew(change.entities, held) & (old.keys() | new.keys())
    dirty = other | suspects | _of_reuse(change.reuse, setting) | _of_aliases(change, held)
    dirty |= after.statements(setting.standing.moved).keys()
    return Touched(
        {one: old[one] for one in sorted(other & old.keys())},
        {one: new[one] for one in sorted(other & new.keys())},
        frozenset(dirty),
    )


def _describing(suspects: set[str], look: Outlook) -> set[str]:
    """The statements beside others that only describe their place, which may be the others'."""
    said = look.statements_of(one.report for one in look.statements(suspects).values())
    known = look.entities(place for one in said.values() for place in one.places)
    return {
        name
        for name, one in said.items()
        if any(is_description(known.get(place)) for place in one.places)
    }


def _of_reports(change: Change[Report], setting: Setting) -> set[str]:
    """The statements of reports whose day, name or outlet is another."""
    put = {one.id: _facets_of_report(one) for one in change.put}
    was = {one: _facets_of_report(it) for one, it in setting.before.reports(put).items()}
    moved = [one for one in put if was.get(one) != put[one]]
    return {
        *setting.before.statements_of([*moved, *change.gone]),
        *setting.after.statements_of(moved),
    }


def _facets_of_report(report: Report) -> tuple[object, ...]:
    days, bounds = report.published.days, report.published.bounds
    return days, bounds, report.outlet, report.carries, report.name, report.text


def _of_entities(change: Change[Entity], setting: Setting) -> set[str]:
    """The statements that name entities which are compared, or called, otherwise than before."""
    held = setting.held
    put = {one.id: one for one in change.put}
    was = {one.id: one for one in held.entities([*put, *change.gone])}
    moved = {
        one
        for one in put.keys() | was.keys()
        if _facets_of_entity(was.get(one)) != _facets_of_entity(put.get(one))
    }
    told = set(held.statements_naming(moved & was.keys()))
    replaced = {one for one in moved if _whole(was.get(one)) != _whole(put.get(one))}
    if replaced:
        told |= set(held.statements_naming(held.parts_of(replaced)))
    if any(_codes(was.get(one)) != _codes(put.get(one)) for one in moved):
        told |= {one.statement for one in held.members(PACTS, EVERY)}
    return told


def _weighed_anew(change: Change[Entity], held: Held) -> set[str]:
    """The statements that name entities which say more or less for a match than before."""
    put = {one.id: one for one in change.put}
    was = held.entities(put)
    moved = [one.id for one in was if weigh_name(one) != weigh_name(put[one.id])]
    there = {one.statement for name in moved for one in held.members(scene(name), EVERY)}
    return there | set(held.statements_naming(moved))


def _facets_of_entity(entity: Entity | None) -> tuple[object, ...] | None:
    """What of an entity statements are compared by, and claims worded by."""
    if entity is None:
        return None
    seen = is_description(entity), is_wide(entity), is_place(entity)
    land = None if entity.place is None else entity.place.country
    return entity.name, entity.kind, entity.part_of, land, _codes(entity), *seen


def _whole(entity: Entity | None) -> str | None:
    return None if entity is None else entity.part_of


def _codes(entity: Entity | None) -> tuple[str, ...]:
    links = () if entity is None else entity.links
    return tuple(one for one in links if one.startswith(STATE_LINK))


def _of_reuse(change: Change[Reuse], setting: Setting) -> set[str]:
    """The statements in passages that are copied, or no longer."""
    found: set[str] = set()
    for look in (setting.before, setting.after):
        reuse = look.reuse([*change.gone, *(one.id for one in change.put)])
        sides = [side for one in reuse.values() for side in (one.from_report, one.to_report)]
        said = look.statements_of(sides)
        found |= find_passages(list(said.values()), list(reuse.values())).keys()
    return found


def _of_aliases(change: Regrounded, held: Held) -> set[str]:
    """The statements on who somebody is that has other names now; disputes call him by these."""
    return {
        one.statement
        for entity in (*(one.id for one in change.entities.put), *change.entities.gone)
        for one in held.members(identity(entity), EVERY)
    }
