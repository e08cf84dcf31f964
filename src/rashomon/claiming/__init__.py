"""Statements into claims, origins and disputes."""

from collections.abc import Sequence

from rashomon.records.claims import Claim, Dispute
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement


def claim(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    reuse: Sequence[Reuse],
) -> tuple[tuple[Claim, ...], tuple[Dispute, ...]]:
    """Scaffold."""
    return (), ()
