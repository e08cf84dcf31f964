"""What a correction is about, found in a large ledger without loading the rest.

Enters: ids, or how they begin. Leaves: findings with the records that go by them and the words that
these are anchored in; where an entity is among them, with all entities, since a name stands for one only
where nobody else bears it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from rashomon.ledger.codec import FIELDS, decode
from rashomon.ledger.entries import load
from rashomon.ledger.naming import fetch_payloads, find_naming
from rashomon.records.findings import Findings

_ALIKE = 6
"""Ids of one kind that begin alike and are looked at: one more than anybody is told of."""

_ABOVE = "\U0010ffff"
"""Follows all that an id may be made of."""


def load_targets(connection: Connection, targets: Sequence[str]) -> Findings:
    """The part of the findings that lies around the targets of a correction.

    Args:
        connection: To the ledger.
        targets: Ids of entities, claims, origins, statements or reports, or how they begin.

    **Cost** All entities are read for one of them, all claims for an origin.
    """
    entities, claims, statements, reports = (
        {name for one in targets for name in _alike(connection, kind, one)}
        for kind in ("entity", "claim", "statement", "report")
    )
    for one in targets:
        if one and "or-".startswith(one[:3]):
            claims |= _claims_of_origin(connection, one)
    found: dict[str, Sequence[Any]] = {
        "report": load_with(connection, "report", reports),
        "claim": load_with(connection, "claim", claims),
    }
    statements |= {name for one in found["claim"] for name in one.statements}
    found["statement"] = load_with(connection, "statement", statements)
    if entities:
        found["entity"] = load(connection, "entity")
        marks = find_naming(connection, entities, ("mark",))
        found["mark"] = load_with(connection, "mark", marks)
    return Findings(**{field: tuple(found.get(kind, ())) for kind, field in FIELDS.items()})


def load_with(connection: Connection, kind: str, records: Iterable[str]) -> list[Any]:
    """The records of a kind with some ids, sorted by id; ids that nothing goes by are passed over."""
    found = fetch_payloads(connection, kind, records)
    return [decode(kind, found[one]) for one in sorted(found)]


def _alike(connection: Connection, kind: str, beginning: str) -> list[str]:
    """The first of the ids of a kind that begin so."""
    if not beginning:
        return []
    rows = connection.exec_driver_sql(
        "SELECT record FROM current WHERE kind = ? AND record >= ? AND record < ?"
        " ORDER BY record LIMIT ?",
        (kind, beginning, beginning + _ABOVE, _ALIKE),
    )
    return list(rows.scalars())


def _claims_of_origin(connection: Connection, beginning: str) -> set[str]:
    """The ids of the claims with an origin whose id begins so."""
    rows = connection.exec_driver_sql(
        "SELECT current.record FROM current JOIN entries USING (seq)"
        " WHERE current.kind = 'claim' AND instr(entries.payload, ?)",
        (f'"{beginning}',),
    )
    return set(rows.scalars())
