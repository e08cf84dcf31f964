"""The list of claims: what is said, by how many independent origins, and where to read it."""

from typing import Literal

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.claims import Claim
from rashomon.records.findings import Findings
from rashomon.views.citing import Citations

_STATUS_ORDER = {"disputed": 0, "denied": 1, "corroborated": 2, "single": 3}


class ClaimRow(Struct, frozen=True):
    """One row of the list of claims.

    ``copies`` is how many reports carry it beyond its independent origins; ``actors`` and ``places``
    are names. ``statement`` and ``quote`` are those of the earliest report that carries it, ``outlet``
    is who published that.
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
    """The claims as rows: contested first, then by origins, then by first report.

    A claim whose statements are all unknown has no row, for nothing could be shown of it.
    """
    cited = Citations(findings)
    names = {one.id: one.name for one in findings.entities}
    rows = [_row(claim, cited, names) for claim in sorted(findings.claims, key=_order)]
    return tuple(row for row in rows if row is not None)


def _order(claim: Claim) -> tuple[int, int, bool, Days | None, str]:
    days = claim.first_reported
    return _STATUS_ORDER[claim.status], -claim.independent, days is None, days, claim.id


def _row(claim: Claim, cited: Citations, names: dict[str, str]) -> ClaimRow | None:
    told = cited.in_order(claim.statements)
    if not told:
        return None
    first = cited.statements[told[0]]
    report = cited.reports[first.report]
    said = [cited.statements[one] for one in told]
    return ClaimRow(
        id=claim.id,
        text=claim.text,
        type=claim.type,
        status=claim.status,
        independent=claim.independent,
        doubtful=any(origin.doubtful for origin in claim.origins),
        reports=claim.reports,
        copies=max(0, claim.reports - claim.independent),
        actors=_named([one for each in said for one in each.actors], names),
        places=_named([one for each in said for one in each.places], names),
        first_reported=claim.first_reported,
        last_reported=claim.last_reported,
        statement=first.id,
        quote=first.quote,
        outlet=report.outlet or report.name,
    )


def _named(ids: list[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.get(one, one) for one in ids))
