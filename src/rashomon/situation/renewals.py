"""Pacts after a change of reports.

Enters: what changes among statements and entities, and what is held of the reckoning before. Leaves:
the pacts that change. What the statements on pacts tell is kept by report, and told anew only where a
change touches it; from that, which statement tells of which pact is found by the rules for all of them
at once; and those pacts are formed anew that other statements tell of than before.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from rashomon.claiming.facts import Facts
from rashomon.claiming.posting import (
    PACTS,
    REGISTERED,
    STATES,
    is_registered,
    is_state,
    named_by,
    office,
    party,
)
from rashomon.claiming.touching import EVERY, Setting, Touched
from rashomon.records.changes import Change, Regrounded
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Pact
from rashomon.records.statements import Statement
from rashomon.situation.assignments import assign
from rashomon.situation.pacts import Drafting, find_accords, id_of
from rashomon.situation.tellings import Told
from rashomon.workings import Shelf, Workings

R = TypeVar("R")

TOLD = Shelf("pact.told", tuple[Told, ...])
"""What the statements of a report tell of pacts, by report, all under one key."""

_PERSON = "person"
"""The kind of those who bind whom they speak for, as far as any report tells their office."""


def keep_told(workings: Workings, told: Mapping[str, tuple[Told, ...]]) -> None:
    """Keep what statements tell of pacts, by report, for the next report."""
    for report, rows in told.items():
        workings.put(TOLD, "", report, rows)


def renew_pacts(change: Regrounded, touched: Touched, setting: Setting) -> Change[Pact]:
    """The pacts that change; none are looked at where nothing changes that they rest on.

    They rest on the statements on pacts, on those that tell the offices of whom these name, and on the
    entities that these name, or that registries know.

    **Cost** Where statements on pacts come or go, a little of each such statement (a million statements
    of which 18,000 are on pacts: a few tenths of a second), and those of the pacts that change. Where
    an office or a name is another that pacts rest on, that of all statements on pacts.
    """
    moved = {
        name: fact.statement.report
        for side in (touched.old, touched.new)
        for name, fact in side.items()
        if fact.statement.type == "PACT"
    }
    names_other = _names_otherwise(change, touched, setting)
    if not moved and not names_other:
        return Change()
    kept = setting.workings.find(TOLD, "")
    if names_other or not kept:
        return _Renewal(change, setting).of_all(kept)
    return _Renewal(change, setting).of_some(kept, moved)


class _Renewal:
    """Pacts after one change."""

    def __init__(self, change: Regrounded, setting: Setting) -> None:
        self._came = change.entities.put
        self._setting, self._held, self._after = setting, setting.held, setting.after

    def of_some(
        self, kept: Mapping[str, tuple[Told, ...]], moved: Mapping[str, str]
    ) -> Change[Pact]:
        """The pacts that change where some statements do, and nothing else that pacts rest on."""
        reports = set(moved.values())
        told = {report: rows for report, rows in kept.items() if report not in reports}
        told |= self._tell(reports)
        groups = {id_of(key): (key, group) for key, group in assign(told).items()}
        before = {one.id: one for one in self._held.pacts()}
        wanted = {
            name: [one.statement for one in group]
            for name, (_, group) in groups.items()
            if name not in before or _is_other(before[name], group, moved)
        }
        said = self._after.statements(one for some in wanted.values() for one in some)
        drafting = self._drafting(said, {one for name in wanted for one in groups[name][0][0]})
        formed = {
            name: drafting.form(groups[name][0], [said[one] for one in some])
            for name, some in wanted.items()
        }
        return _difference(before, {**before, **formed}, groups)

    def of_all(self, kept: Mapping[str, tuple[Told, ...]]) -> Change[Pact]:
        """The pacts that change where an office or a name is another that they rest on."""
        on_pacts = self._after.statements(one.statement for one in self._held.members(PACTS, EVERY))
        found = find_accords(*self._resting_on(on_pacts))
        self._keep({**dict.fromkeys(kept), **found.told}, kept)
        before, after = (
            {one.id: one for one in some} for some in (self._held.pacts(), found.pacts)
        )
        return _difference(before, after, after)

    def _tell(self, reports: Collection[str]) -> dict[str, tuple[Told, ...]]:
        """What the statements of some reports tell of pacts, which is kept."""
        said = self._after.statements_of(reports)
        on_pacts = {name: one for name, one in said.items() if one.type == "PACT"}
        found = self._drafting(on_pacts).tell(on_pacts.values())
        self._keep({**dict.fromkeys(reports), **found}, {})
        return found

    def _keep(
        self,
        told: Mapping[str, tuple[Told, ...] | None],
        kept: Mapping[str, tuple[Told, ...]],
    ) -> None:
        for report in sorted(told):
            if told[report] is None or told[report] != kept.get(report):
                self._setting.workings.put(TOLD, "", report, told[report])

    def _drafting(
        self, on_pacts: Mapping[str, Statement], parties: Collection[str] = ()
    ) -> Drafting:
        return Drafting(*self._resting_on(on_pacts, parties))

    def _resting_on(
        self, on_pacts: Mapping[str, Statement], parties: Collection[str] = ()
    ) -> tuple[list[Statement], list[Entity]]:
        """Statements on pacts with those on the offices of whom they name, and all these's entities.

        States and whoever registries know are among them, since words may mean them; and the parties
        that a statement has from another of its report.
        """
        fresh = [one.id for one in self._came if is_registered(one) or is_state(one)]
        known = {*self._held.listed(REGISTERED), *self._held.listed(STATES), *fresh}
        named = {one for it in on_pacts.values() for one in named_by(it)}
        entities = self._after.entities(known | named | set(parties))
        people = sorted(name for name, one in entities.items() if one.kind == _PERSON)
        posts = {
            one.statement for name in people for one in self._held.members(office(name), EVERY)
        }
        return _in_order({**on_pacts, **self._after.statements(posts)}), _in_order(entities)


def _is_other(pact: Pact, group: Sequence[Told], moved: Mapping[str, str]) -> bool:
    """Whether other statements tell of a pact than before, or tell otherwise of it."""
    named = {one.statement for one in group}
    return named != set(pact.statements) or not named.isdisjoint(moved)


def _names_otherwise(change: Regrounded, touched: Touched, setting: Setting) -> bool:
    """Whether an entity that pacts rest on is another, or the office of somebody whom they name."""
    held = setting.held
    moved: list[Facts] = [*touched.old.values(), *touched.new.values()]
    said = [fact.statement for fact in moved]
    before = held.entities([*change.entities.gone, *(one.id for one in change.entities.put)])
    entities = [*before, *change.entities.put]
    if any(is_registered(one) for one in entities):
        return True
    named = {one.id for one in entities}
    holders = {one for it in said if it.type == "POST" and it.value for one in it.actors}
    people = setting.after.entities(holders)
    named |= {one for one in holders if one not in people or people[one].kind == _PERSON}
    return any(held.members(party(one), 1) for one in sorted(named))


def _in_order(records: Mapping[str, R]) -> list[R]:
    return [records[one] for one in sorted(records)]


def _difference(
    before: Mapping[str, Pact], after: Mapping[str, Pact], left: Collection[str]
) -> Change[Pact]:
    """What changes between two sets of pacts, of which only those stay that are ``left``."""
    put = tuple(after[one] for one in sorted(after) if before.get(one) != after[one])
    return Change(put, tuple(sorted(before.keys() - set(left))))
