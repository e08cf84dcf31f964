"""Entities: who is who, over all mentions of all reports.

Enters: mentions with the reports they stand in. Leaves: one entity a bearer, and whose each mention
is. Names are first grouped where they are worded the same; only different wordings are compared, and
only with those that share a block. The work is done by `bearers`, a report at a time, and by
`registers`, over all reports.
"""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from rashomon.grounding.bearers import Asked, Named, name_bearers
from rashomon.grounding.constraints import NONE_APPLIED, Applied, Pointed, apply
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
    found = {report: name_bearers(some) for report, some in by_report.items()}
    named, applied = constrain(found, constraints)
    register = Register(Memory())
    for report, some in named.items():
        register.enter(report, some, countries.get(report))
    entities = register.settle(applied).entities.put
    keys = [one.key for some in named.values() for one in some]
    of = {key: register.entity_of(key) for key in dict.fromkeys(keys)}
    return Linked(entities, tuple(of[key] for key in keys))


def constrain(
    named: Mapping[str, Sequence[Named]], constraints: Sequence[Constraint]
) -> tuple[dict[str, Sequence[Named]], Applied]:
    """Whom the mentions name as people's words on them have it, by report, and what else they say."""
    if not constraints:
        return dict(named), NONE_APPLIED
    every = [one for some in named.values() for one in some]
    pointed = [
        Pointed(one.asked.report, one.asked.mention, one.bearer.reference.words, one.asked.acting)
        for one in every
    ]
    applied = apply(constraints, pointed, [one.key for one in every])
    found: dict[str, list[Named]] = {report: [] for report in named}
    for one, key in zip(every, applied.keys, strict=True):
        found[one.asked.report].append(msgspec.structs.replace(one, key=key))
    return dict(found), applied
