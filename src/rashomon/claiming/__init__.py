"""Statements into claims, origins and disputes."""

from collections.abc import Sequence

from rashomon.claiming.comparisons import Comparison, Setting, find_not_comparable
from rashomon.claiming.facts import find_facts
from rashomon.claiming.reckoning import reckon
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
    found = reckon(reports, statements, entities, reuse, rulings)
    return found.claims, found.disputes


def list_not_comparable(
    reports: Sequence[Report], statements: Sequence[Statement], entities: Sequence[Entity]
) -> tuple[Comparison, ...]:
    """The pairs of figures that look like a clash and are none, each with the reason, in order.

    **Cost** That of finding claims, without the comparisons of what is no figure.
    """
    facts = find_facts(reports, statements, entities)
    setting = Setting(
        {one.id: one.published.days for one in reports}, {one.id: one for one in entities}
    )
    return tuple(find_not_comparable(facts, setting))
