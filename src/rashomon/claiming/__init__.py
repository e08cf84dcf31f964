"""Statements into claims, origins and disputes."""

from collections.abc import Sequence

from rashomon.claiming.claims import find_claims
from rashomon.records.claims import Claim, Dispute
from rashomon.records.corrections import NO_RULINGS, Rulings
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement


def claim(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    reuse: Sequence[Reuse],
    rulings: Rulings = NO_RULINGS,
) -> tuple[tuple[Claim, ...], tuple[Dispute, ...]]:
    """Claims with the origins behind them, and the disputes between them, each sorted by id.

    **Shape** N statements → M ≤ N claims, each statement in exactly one; D ≥ 0 disputes.
    **Cost** Near-linear in the statements.
    """
    return find_claims(reports, statements, entities, reuse, rulings)
