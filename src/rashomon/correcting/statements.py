"""Statements as people correct them: rejected, regraded, of another type.

Enters: grounded statements and the rulings. Leaves: the statements that claims are made of. A statement
keeps its id, since that is made of what the engine read.
"""

from collections.abc import Sequence
from typing import cast, get_args

import msgspec

from rashomon.correcting.anchors import by_trigger, find_statements
from rashomon.records.corrections import Correction, Rulings
from rashomon.records.drafts import EventType, StateType, Status
from rashomon.records.statements import Statement

STATUSES: tuple[str, ...] = get_args(Status)
TYPES: tuple[str, ...] = (*get_args(EventType), *get_args(StateType))


def correct_statements(statements: Sequence[Statement], rulings: Rulings) -> tuple[Statement, ...]:
    """The statements in their order, those that people rejected left out."""
    wanted = [one for one in rulings.corrections if changes_statements(one)]
    if not wanted:
        return tuple(statements)
    found = {one.id: one for one in statements}
    at = by_trigger(statements)
    for ruling in wanted:
        for target in ruling.targets:
            for one in find_statements(found, at, target.anchors):
                if ruling.kind == "reject":
                    found.pop(one, None)
                elif one in found:
                    found[one] = _corrected(found[one], ruling)
    return tuple(found[one.id] for one in statements if one.id in found)


def changes_statements(ruling: Correction) -> bool:
    """Whether a ruling is one that changes statements themselves."""
    if ruling.kind == "reject":
        return True
    of_statements = all(target.kind == "statement" for target in ruling.targets)
    return of_statements and ruling.kind in ("regrade", "relabel")


def _corrected(statement: Statement, ruling: Correction) -> Statement:
    value = ruling.change.value
    if ruling.kind == "regrade":
        return msgspec.structs.replace(statement, status=cast(Status, value))
    return msgspec.structs.replace(statement, type=cast(EventType | StateType | None, value))
