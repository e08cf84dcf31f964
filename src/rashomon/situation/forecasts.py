"""Predictions into forecasts with what came of them."""

from collections.abc import Sequence

from rashomon.records.claims import Claim
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Forecast
from rashomon.records.reports import Report
from rashomon.records.statements import Statement


def find_forecasts(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
) -> tuple[Forecast, ...]:
    """The forecasts that statements make."""
    return ()
