"""What people rule, laid over the first half of settling as it grows.

`rashomon.regrounding` says what changes among records as reports give them. `lay_over` says what changes
among statements and entities as people left them. Rulings on claims and origins are followed where these
are formed (`rashomon.claiming.bunches`), those on who is who where names are grouped
(`rashomon.grounding.pointers`); those on reports only where all is counted.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Protocol, TypeVar

import msgspec
from msgspec import Struct

from rashomon.claiming.bunches import changed
from rashomon.correcting.anchors import (
    Index,
    anchored_statements,
    find_strays,
    locate,
    pin,
)
from rashomon.correcting.names import relabel, relabels_entity
from rashomon.correcting.reports import ON_REPORTS
from rashomon.correcting.statements import changes_statements, correct_statements
from rashomon.grounding.digests import holds
from rashomon.grounding.growth import GIVEN
from rashomon.records.changes import Change, Regrounded
from rashomon.records.corrections import Anchor, Correction, Rulings, Target
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity, Mark
from rashomon.records.statements import Statement
from rashomon.workings import Shelf, UnfitError, Workings

STRAYS = Shelf("ruled.stray", str)
"""By an anchored statement that is no longer read under its id: the one that it goes by, or nothing."""
LABELS = Shelf("ruled.label", str)
"""By the number of a ruling that gives an entity a name or kind: the entity."""
PLAIN = Shelf("ruled.plain", Entity)
"""By such an entity: the entity as reports give it."""

R = TypeVar("R", Statement, Entity)
N = TypeVar("N", Mark, Entity)


class Records(Protocol):
    """The records before a change, as people left them; ids that nothing goes by are passed over."""

    def marks(self, ids: Iterable[str]) -> Sequence[Mark]:
        """The marks with some ids."""

    def statements(self, ids: Iterable[str]) -> Sequence[Statement]:
        """The statements with some ids."""

    def entities(self, ids: Iterable[str]) -> Sequence[Entity]:
        """The entities with some ids."""


class Ruled(Struct, frozen=True):
    """What changes among the records as people left them, and the rulings.

    The rulings are those before and after, their statements by the ids that these go by.
    """

    change: Regrounded
    before: Rulings
    after: Rulings


def can_grow(rulings: Rulings) -> bool:
    """Whether a ledger can grow while some rulings hold: none is on a report's outlet or day."""
    return not any(one.kind in ON_REPORTS for one in rulings.corrections)


# -- all at once


def keep_ruled(workings: Workings, rulings: Rulings, grounded: Regrounded) -> None:
    """Keep what a ledger can grow from while rulings hold.

    Args:
        workings: Those of the recount.
        rulings: As they are in the log.
        grounded: All records as reports give them.
    """
    for stray, found in find_strays(rulings, grounded.statements.put).items():
        workings.put(STRAYS, stray, "", found)
    wanted = [one for one in rulings.corrections if relabels_entity(one)]
    if not wanted:
        return
    index = _index(grounded.marks.put, grounded.entities.put)
    for one in wanted:
        anchors = one.targets[0].anchors
        if all(anchor.id in index.marks or anchor.id in index.entities for anchor in anchors):
            for entity in locate(index, one.targets[0])[:1]:
                workings.put(LABELS, str(one.seq), "", entity)
                workings.put(PLAIN, entity, "", index.entities[entity])


def _index(marks: Iterable[Mark], entities: Iterable[Entity]) -> Index:
    return Index(Findings((), (), tuple(marks), (), tuple(entities), (), (), (), (), ()))


# -- as it grows


def ask_anew(workings: Workings, before: Rulings, after: Rulings) -> tuple[str, ...]:
    """The reports with statements that other rulings hold of now; all their statements will be put.

    Raises:
        UnfitError: A statement that a ruling is on is no longer read.
    """
    moved = list(changed(before, after))
    for anchor in anchored_statements(moved):
        given = workings.get(GIVEN, anchor.report or "")
        is_stray = workings.get(STRAYS, anchor.id) is not None
        if not is_stray and (given is None or not holds(given.statements, anchor.id)):
            raise UnfitError(f"The statement {anchor.id} is no longer read.")
    on_statements = [one for one in moved if changes_statements(one)]
    reports = {one.report for one in anchored_statements(on_statements) if one.report}
    there = {one: given for one in reports if (given := workings.get(GIVEN, one)) is not None}
    for report, given in there.items():
        workings.put(GIVEN, report, "", msgspec.structs.replace(given, statements=b""))
    return tuple(sorted(there))


def lay_over(
    change: Regrounded,
    kept: tuple[Workings, Records],
    before: Rulings,
    after: Rulings,
) -> Ruled:
    """What changes among the records as people left them.

    Args:
        change: What changes among the records as reports give them.
        kept: The workings, which are brought up to date, and the records before.
        before: The rulings that the records before were made under, as they are in the log.
        after: Those that hold now.

    Raises:
        UnfitError: Words that a ruling is about are now other words, or nobody's.
    """
    if not before.corrections and not after.corrections:
        return Ruled(change, before, after)
    workings, records = kept
    every = [*before.corrections, *changed(before, after)]
    anchored = {one.id: one for one in anchored_statements(every)}
    strays = {one: workings.get(STRAYS, one) for one in anchored}
    located = {one: found for one, found in strays.items() if found is not None}
    old, new = pin(before, located), pin(after, located)
    held = {one.id for one in anchored_statements(after.corrections)}
    for one in located.keys() - held:
        workings.put(STRAYS, one, "", None)
    statements = _statements(change.statements, records, (old, new), located.keys())
    entities = _Labelling(workings, records, change).follow(before, after)
    ruled = msgspec.structs.replace(change, statements=statements, entities=entities)
    return Ruled(ruled, old, new)


def _statements(
    change: Change[Statement],
    records: Records,
    rulings: tuple[Rulings, Rulings],
    strays: Set[str],
) -> Change[Statement]:
    before, after = rulings
    put = {one.id: one for one in change.put}
    held = {one.id: one for one in records.statements([*put, *change.gone])}
    anchors = list(anchored_statements([*before.corrections, *changed(before, after)]))
    ids, places = {one.id for one in anchors}, {(one.report, one.span) for one in anchors}
    rejected = {
        one.id
        for one in anchored_statements(it for it in before.corrections if it.kind == "reject")
    }
    for name in change.gone:
        if name in ids or name not in held or _place(held[name]) in places:
            raise UnfitError(f"The statement {name}, which a ruling is on, is no longer read.")
    for name in put.keys() - held.keys() - (rejected - strays):
        if name in ids or _place(put[name]) in places:
            raise UnfitError(f"The statement {name}, which a ruling is on, is read again.")
    own = Rulings(tuple(_alone(one) for one in after.corrections if changes_statements(one)))
    corrected = {one.id: one for one in correct_statements(change.put, own)}
    left = {*change.gone, *(name for name in put.keys() - corrected.keys() if name in held)}
    return _difference(corrected.values(), left, held.values())


def _place(one: Statement) -> object:
    return one.report, one.trigger.span


def _alone(ruling: Correction) -> Correction:
    """A ruling on statements by nothing but their ids."""
    targets = tuple(
        msgspec.structs.replace(one, anchors=tuple(Anchor(it.id) for it in one.anchors))
        for one in ruling.targets
    )
    return msgspec.structs.replace(ruling, targets=targets)


def _difference(put: Iterable[R], gone: Iterable[str], held: Iterable[R]) -> Change[R]:
    old = {one.id: one for one in held}
    new = {one.id: one for one in put if old.get(one.id) != one}
    return Change(tuple(new[one] for one in sorted(new)), tuple(sorted(gone)))


class _Labelling:
    """The names and kinds that people give entities, over what changes among these."""

    def __init__(self, workings: Workings, records: Records, change: Regrounded) -> None:
        self._workings, self._records = workings, records
        self._marks, self._entities = change.marks, change.entities

    def follow(self, before: Rulings, after: Rulings) -> Change[Entity]:
        """What changes among the entities as people call them."""
        old, new = (
            [one for one in side.corrections if relabels_entity(one)] for side in (before, after)
        )
        if not old and not new:
            return self._entities
        was = {one.seq: self._kept(one) for one in old}
        upset = {one.seq for one in old if self._is_upset(one.targets[0])}
        now = {
            one.seq: was[one.seq] if one.seq in was and one.seq not in upset else self._find(one)
            for one in new
        }
        put = {one.id: one for one in self._entities.put}
        gone = frozenset(self._entities.gone)
        asked = {*was.values(), *now.values()}
        held = {one.id: one for one in self._records.entities(sorted({*put, *gone, *asked}))}
        for entity in sorted(asked - put.keys() - gone):
            put[entity] = self._plain(entity, held)
        for one in old:
            self._workings.put(LABELS, str(one.seq), "", None)
            self._workings.put(PLAIN, was[one.seq], "", None)
        named = dict(put)
        for one in new:
            entity = now[one.seq]
            if entity not in put:
                raise UnfitError(f"Nobody is {entity} any more, whom a ruling names.")
            self._workings.put(LABELS, str(one.seq), "", entity)
            self._workings.put(PLAIN, entity, "", put[entity])
            named[entity] = relabel(named[entity], one)
        return _difference(named.values(), gone, held.values())

    def _kept(self, ruling: Correction) -> str:
        """The entity that a ruling was about."""
        found = self._workings.get(LABELS, str(ruling.seq))
        if found is None:
            raise UnfitError(f"It has to be looked up among all names whom {ruling.id} is about.")
        return found

    def _plain(self, entity: str, held: Mapping[str, Entity]) -> Entity:
        """An entity as reports give it, where it is what it was."""
        plain = self._workings.get(PLAIN, entity) or held.get(entity)
        if plain is None:
            raise UnfitError(f"Nobody is {entity}, whom a ruling names.")
        return plain

    def _find(self, ruling: Correction) -> str:
        """The entity that a ruling is about now."""
        ids = {anchor.id for anchor in ruling.targets[0].anchors}
        marks = _now(self._records.marks(ids), self._marks, ids)
        entities = _now(self._records.entities(ids), self._entities, ids)
        if ids != {one.id for one in marks} | {one.id for one in entities}:
            raise UnfitError(f"It has to be looked up among all names whom {ruling.id} is about.")
        located = locate(_index(marks, entities), ruling.targets[0])[:1]
        if not located:
            raise UnfitError(f"Nobody is known any more whom {ruling.id} is about.")
        return located[0]

    def _is_upset(self, target: Target) -> bool:
        """Whether a name that a ruling is about is somebody else's now, or somebody came or went."""
        ids = {one.id for one in target.anchors}
        places = {(one.report, one.span) for one in target.anchors if one.span is not None}
        put = {one.id: one for one in self._marks.put}
        held = {one.id: one for one in self._records.marks([*put, *self._marks.gone])}
        for name in (*put, *self._marks.gone):
            was, now = held.get(name), put.get(name)
            where = {(one.report, one.span) for one in (was, now) if one is not None}
            is_same = was is not None and now is not None and was.entity == now.entity
            if not is_same and (name in ids or where & places):
                return True
        known = {one.id for one in self._records.entities(sorted(ids))}
        came = {one.id for one in self._entities.put} - known
        return bool(ids & (came | set(self._entities.gone)))


def _now(held: Iterable[N], change: Change[N], ids: Set[str]) -> list[N]:
    """The records with some ids after a change."""
    found: dict[str, N] = {one.id: one for one in held}
    found.update((one.id, one) for one in change.put if one.id in ids)
    left = sorted(found.keys() - set(change.gone))
    return list(map(found.__getitem__, left))
