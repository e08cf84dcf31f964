"""Entities: who is who, over all mentions of all reports.

Enters: mentions with the reports they stand in. Leaves: one entity a bearer, and whose each mention
is. Names are first grouped where they are worded the same; only different wordings are compared, and
only with those that share a block. The work is done by `bearers`, a report at a time, and by
`registers`, over all reports.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from rashomon.grounding.bearers import Asked, name_bearers
from rashomon.grounding.registers import Register
from rashomon.records.linking import Constraint
from rashomon.records.mentions import Entity
from rashomon.workings import Memory


class Linked(Struct, frozen=True):
    """The entities, and the id of the entity of each mention asked for, in the same order."""

    entities: tuple[Entity, ...]
    of: tuple[str | None, ...]


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
    by_report: dict[str, list[Asked]] = {}
    for one in asked:
        by_report.setdefault(one.report, []).append(one)
    register = Register(Memory(), constraints)
    for report, some in by_report.items():
        register.enter(report, name_bearers(some), countries.get(report))
    entities = register.settle().entities.put
    keys = [one.key for report in by_report for one in register.said(report)]
    of = {key: register.entity_of(key) for key in dict.fromkeys(keys)}
    return Linked(entities, tuple(of[key] for key in keys))
