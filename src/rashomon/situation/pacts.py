"""Statements of pacts into pacts."""

from collections.abc import Sequence

from rashomon.records.mentions import Entity
from rashomon.records.pacts import Pact
from rashomon.records.statements import Statement


def find_pacts(statements: Sequence[Statement], entities: Sequence[Entity]) -> tuple[Pact, ...]:
    """The pacts that statements tell of."""
    return ()
