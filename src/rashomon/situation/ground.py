"""What parts are read from: some reports, whole, and those whom all reports know by name."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bodies import Bodies
from rashomon.situation.lineage import Lineage


class Ground(Struct, frozen=True):
    """Some reports by id with all their statements, and what reading these looks up.

    ``lineage`` leads to entities by id, ``bodies`` to those whose names stand in the words of an office.
    """

    reports: Mapping[str, Report]
    statements: Sequence[Statement]
    lineage: Lineage
    bodies: Bodies
