"""Dated events in order: when it happened, and when it was first told."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.claims import Claim
from rashomon.records.findings import FindingsLike
from rashomon.records.statements import Statement
from rashomon.views.citing import Citations

_HAPPENED = frozenset({"asserted", "reported", "denied"})
"""Statuses that speak of what happened; forecasts, plans and guesses have views of their own."""


class TimelineRow(Struct, frozen=True):
    """One event or state with a day: when it happened, and when a report first told of it.

    ``claim`` is None for a statement in no claim. ``days`` is when it happened or held; ``reported``
    when it was first reported, with its ``basis``, None where no report that tells of it has a day.
    ``statements`` are those that give these days, ``statement`` the earliest of them.
    """

    claim: str | None
    text: str
    type: str | None
    status: str
    days: Days
    reported: Days | None
    basis: str
    independent: int
    statements: tuple[str, ...]
    statement: str
    quote: str
    outlet: str


def make_timeline(findings: FindingsLike) -> tuple[TimelineRow, ...]:
    """The dated events in the order of their days.

    A claim whose statements give different days has a row for each, so that nobody's day is lost.
    """
    cited = Citations(findings)
    in_claims = {one for claim in findings.claims for one in claim.statements}
    rows: list[TimelineRow] = []
    for claim in findings.claims:
        told = [cited.statements[one] for one in claim.statements if one in cited.statements]
        rows.extend(_rows(claim, told, cited))
    alone = [one for one in findings.statements if one.id not in in_claims]
    for statement in alone:
        rows.extend(_rows(None, [statement], cited))
    rows.sort(key=lambda row: (row.days, row.reported is None, row.reported, row.statement))
    return tuple(rows)


def _rows(
    claim: Claim | None, told: Iterable[Statement], cited: Citations
) -> Iterable[TimelineRow]:
    by_days: dict[Days, list[Statement]] = {}
    for one in told:
        if one.type is not None and one.status in _HAPPENED and one.time and one.time.days:
            by_days.setdefault(one.time.days, []).append(one)
    for days in sorted(by_days):
        yield _row(claim, days, by_days[days], cited)


def _row(
    claim: Claim | None, days: Days, told: Sequence[Statement], cited: Citations
) -> TimelineRow:
    ordered = cited.in_order(one.id for one in told)
    first = cited.statements[ordered[0]]
    report = cited.reports[first.report]
    ids = set(ordered)
    origins = [] if claim is None else [one for one in claim.origins if ids & set(one.statements)]
    return TimelineRow(
        claim=None if claim is None else claim.id,
        text=first.quote if claim is None else claim.text,
        type=first.type,
        status=first.status,
        days=days,
        reported=report.published.days,
        basis=report.published.basis,
        independent=max(1, len(origins)),
        statements=tuple(ordered),
        statement=first.id,
        quote=first.quote,
        outlet=report.outlet or report.name,
    )
