"""Dated events in order: when it happened, and when it was first told."""

from collections.abc import Iterable

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


class Dated(Struct, frozen=True):
    """A row before it is written out: the claim, the day, the statements that give it."""

    claim: Claim | None
    days: Days
    told: tuple[str, ...]
    type: str | None

    @property
    def place(self) -> tuple[str, ...]:
        """Sorts rows in time; no two share it."""
        first, last = self.days.first.isoformat(), self.days.last.isoformat()
        return first, last, self.told[0], "" if self.claim is None else self.claim.id


def make_timeline(findings: FindingsLike) -> tuple[TimelineRow, ...]:
    """The dated events in the order of their days.

    A claim whose statements give different days has a row for each, so that nobody's day is lost.
    """
    cited = Citations(findings)
    rows = [write_row(one, cited) for one in list_dated(findings, cited)]
    rows.sort(key=lambda row: (row.days, row.reported is None, row.reported, row.statement))
    return tuple(rows)


def list_dated(findings: FindingsLike, cited: Citations) -> list[Dated]:
    """The same before they are written out, in the order of `Dated.place`."""
    in_claims = {one for claim in findings.claims for one in claim.statements}
    found: list[Dated] = []
    for claim in findings.claims:
        told = [cited.statements[one] for one in claim.statements if one in cited.statements]
        found.extend(_dated(claim, told, cited))
    for one in findings.statements:
        if one.id not in in_claims:
            found.extend(_dated(None, [one], cited))
    return sorted(found, key=lambda one: one.place)


def _dated(claim: Claim | None, told: Iterable[Statement], cited: Citations) -> Iterable[Dated]:
    by_days: dict[Days, list[str]] = {}
    for one in told:
        if one.type is not None and one.status in _HAPPENED and one.time and one.time.days:
            by_days.setdefault(one.time.days, []).append(one.id)
    for days, ids in by_days.items():
        ordered = ids if len(ids) == 1 else cited.in_order(ids)
        yield Dated(claim, days, tuple(ordered), cited.statements[ordered[0]].type)


def write_row(dated: Dated, cited: Citations) -> TimelineRow:
    """A row written out."""
    claim = dated.claim
    first = cited.statements[dated.told[0]]
    report = cited.reports[first.report]
    ids = set(dated.told)
    origins = [] if claim is None else [one for one in claim.origins if ids & set(one.statements)]
    return TimelineRow(
        claim=None if claim is None else claim.id,
        text=first.quote if claim is None else claim.text,
        type=first.type,
        status=first.status,
        days=dated.days,
        reported=report.published.days,
        basis=report.published.basis,
        independent=max(1, len(origins)),
        statements=dated.told,
        statement=first.id,
        quote=first.quote,
        outlet=report.outlet or report.name,
    )
