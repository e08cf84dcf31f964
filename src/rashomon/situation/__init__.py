"""The ledger replayed: as of a day, as known on a day; pacts and what-if; forecasts."""

from collections.abc import Sequence

from rashomon.records.claims import Claim
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Report
from rashomon.records.statements import Statement


def find_pacts(statements: Sequence[Statement], entities: Sequence[Entity]) -> tuple[Pact, ...]:
    """Scaffold."""
    return ()


def find_forecasts(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
) -> tuple[Forecast, ...]:
    """Scaffold."""
    return ()
