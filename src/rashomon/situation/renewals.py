"""Pacts after a change of reports.

Enters: what changes among statements and entities, and what is held of the reckoning before. Leaves:
the pacts that change. They are found by the rules for all statements at once, on the statements that
they rest on.
"""

from collections.abc import Iterable, Sequence
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
from rashomon.records.pacts import Pact
from rashomon.situation.pacts import find_pacts

R = TypeVar("R")

_PERSON = "person"
"""The kind of those who bind whom they speak for, as far as any report tells their office."""


def renew_pacts(change: Regrounded, touched: Touched, setting: Setting) -> Change[Pact]:
    """The pacts that change; none are looked at where nothing changes that they rest on.

    They rest on the statements on pacts, on those that tell the offices of whom these name, and on the
    entities that these name, or that registries know.

    **Cost** Where something does, that of all statements on pacts.
    """
    if not _concerns_pacts(change, touched, setting):
        return Change()
    held, after = setting.held, setting.after
    on_pacts = after.statements(one.statement for one in held.members(PACTS, EVERY))
    fresh = [one.id for one in change.entities.put if is_registered(one) or is_state(one)]
    known = (*held.listed(REGISTERED), *held.listed(STATES), *fresh)
    entities = after.entities({*known, *(one for it in on_pacts.values() for one in named_by(it))})
    people = sorted(name for name, one in entities.items() if one.kind == _PERSON)
    posts = {one.statement for name in people for one in held.members(office(name), EVERY)}
    statements = on_pacts | after.statements(posts)
    found = find_pacts(_in_order(statements), _in_order(entities))
    return _difference(held.pacts(), found)


def _concerns_pacts(change: Regrounded, touched: Touched, setting: Setting) -> bool:
    held = setting.held
    moved: list[Facts] = [*touched.old.values(), *touched.new.values()]
    said = [fact.statement for fact in moved]
    if any(one.type == "PACT" for one in said):
        return True
    before = held.entities([*change.entities.gone, *(one.id for one in change.entities.put)])
    entities = [*before, *change.entities.put]
    if any(is_registered(one) for one in entities):
        return True
    named = {one.id for one in entities}
    holders = {one for it in said if it.type == "POST" and it.value for one in it.actors}
    people = setting.after.entities(holders)
    named |= {one for one in holders if one not in people or people[one].kind == _PERSON}
    return any(held.members(party(one), 1) for one in sorted(named))


def _in_order(records: dict[str, R]) -> list[R]:
    return [records[one] for one in sorted(records)]


def _difference(before: Iterable[Pact], after: Sequence[Pact]) -> Change[Pact]:
    old, new = ({one.id: one for one in records} for records in (before, after))
    put = tuple(new[one] for one in sorted(new) if old.get(one) != new[one])
    return Change(put, tuple(sorted(old.keys() - new.keys())))
