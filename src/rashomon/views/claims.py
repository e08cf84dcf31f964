"""The list of claims."""

from typing import Literal

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.findings import Findings


class ClaimRow(Struct, frozen=True):
    """One row of the list of claims.

    ``copies`` is how many reports carry it beyond its independent origins; ``places`` are names.
    ``statement`` and ``quote`` are those of the earliest report that carries it.
    """

    id: str
    text: str
    type: str | None
    status: Literal["single", "corroborated", "disputed", "denied"]
    independent: int
    doubtful: bool
    reports: int
    copies: int
    actors: tuple[str, ...]
    places: tuple[str, ...]
    first_reported: Days | None
    last_reported: Days | None
    statement: str
    quote: str
    outlet: str


def list_claims(findings: Findings) -> tuple[ClaimRow, ...]:
    """The claims as rows: contested first, then by origins, then by first report."""
    return ()
