"""The records of the ledger over HTTP: a list a kind, filtered and paged, and each record by its id."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from rashomon.exporting import jsonl
from rashomon.exporting.standing import standing_row
from rashomon.instants import Days
from rashomon.records.claims import Claim
from rashomon.records.reports import Passage
from rashomon.records.statements import Statement
from rashomon.server import answers
from rashomon.server.api import asking
from rashomon.server.api.documents import answers as documented
from rashomon.server.api.documents import named, paged, schema_of
from rashomon.server.api.filters import Test, among, chosen, during, equal, holding
from rashomon.server.api.paging import Key, page
from rashomon.server.api.reaching import desk_of
from rashomon.server.fates import missing
from rashomon.server.snapshots import Snapshot
from rashomon.views.sources import outlet_name

router = APIRouter(tags=["records"])

_FAR = "9999"
"""After all days: where one is unknown."""


def _by_id(one: Any) -> Key:
    return (str(one.id),)


@router.get("/reports", responses=documented(paged(named("reports"))))
def list_reports(request: Request, asked: Annotated[asking.ReportsAsked, Query()]) -> Response:
    """Reports with their own words and their day of publication."""
    snapshot = desk_of(request).snapshot(asked.asof)
    found = chosen(
        snapshot.findings.reports,
        among(asked.outlet, outlet_name),
        among(asked.language, lambda one: one.language),
        during(asked.from_, asked.to, lambda one: one.published.days),
        holding(asked.q, lambda one: f"{one.title or ''}\n{one.text}"),
    )
    return answers.json(page(snapshot, asked, found, _by_id, jsonl.report_row))


@router.get("/passages", responses=documented(paged(schema_of(Passage))))
def list_passages(request: Request, asked: Annotated[asking.OfReport, Query()]) -> Response:
    """Sentences, headlines and items of lists, in the order of the text where a report is given."""
    snapshot = desk_of(request).snapshot(asked.asof)
    if asked.report is None:
        return answers.json(page(snapshot, asked, snapshot.findings.passages, _by_id, jsonl.plain))
    found = snapshot.passages_of_report.get(asked.report, ())
    return answers.json(page(snapshot, asked, found, lambda one: (one.start, one.id), jsonl.plain))


@router.get("/marks", responses=documented(paged(named("marks"))))
def list_marks(request: Request, asked: Annotated[asking.MarksAsked, Query()]) -> Response:
    """Names, times, places and numbers in the reports."""
    snapshot = desk_of(request).snapshot(asked.asof)
    found = chosen(
        snapshot.findings.marks
        if asked.report is None
        else sorted(snapshot.marks_of_report.get(asked.report, ()), key=_by_id),
        among(asked.kind, lambda one: one.kind),
        equal(asked.entity, lambda one: one.entity),
    )
    return answers.json(page(snapshot, asked, found, _by_id, jsonl.mark_row))


@router.get("/statements", responses=documented(paged(named("statements"))))
def list_statements(
    request: Request, asked: Annotated[asking.StatementsAsked, Query()]
) -> Response:
    """What reports say happened or holds, and on whose word."""
    snapshot = desk_of(request).snapshot(asked.asof)
    found = chosen(
        _statements(snapshot, asked),
        among(asked.type, lambda one: one.type),
        among(asked.status, lambda one: one.status),
        equal(asked.report, lambda one: one.report),
        during(asked.from_, asked.to, lambda one: one.time.days if one.time else None),
        holding(asked.q, lambda one: one.quote),
    )
    return answers.json(page(snapshot, asked, found, _by_id, _statement_maker(snapshot)))


@router.get("/entities", responses=documented(paged(named("entities"))))
def list_entities(request: Request, asked: Annotated[asking.EntitiesAsked, Query()]) -> Response:
    """Whom and what the reports speak of, under all names."""
    snapshot = desk_of(request).snapshot(asked.asof)
    found = chosen(
        snapshot.findings.entities,
        among(asked.kind, lambda one: one.kind),
        holding(asked.q, lambda one: "\n".join((one.name, *one.aliases))),
    )
    return answers.json(page(snapshot, asked, found, _by_id, jsonl.entity_row))


@router.get("/claims", responses=documented(paged(named("claims"))))
def list_claims(request: Request, asked: Annotated[asking.ClaimsAsked, Query()]) -> Response:
    """The same thing said, in one report or many, with the origins behind it."""
    snapshot = desk_of(request).snapshot(asked.asof)
    found = chosen(
        _ordered_claims(snapshot, asked.sort),
        among(asked.type, lambda one: one.type),
        among(asked.status, lambda one: one.status),
        (lambda one: one.independent >= asked.least) if asked.least else None,
        during(asked.from_, asked.to, lambda one: one.first_reported),
        _carried(snapshot, asked),
        holding(asked.q, lambda one: one.text),
    )
    return answers.json(page(snapshot, asked, found, _CLAIM_ORDERS[asked.sort], jsonl.claim_row))


@router.get("/disputes", responses=documented(paged(named("disputes"))))
def list_disputes(request: Request, asked: Annotated[asking.DisputesAsked, Query()]) -> Response:
    """Accounts that cannot all be right as worded, side by side."""
    snapshot = desk_of(request).snapshot(asked.asof)
    found = chosen(
        snapshot.findings.disputes
        if asked.claim is None
        else snapshot.disputes_of_claim.get(asked.claim, ()),
        among(asked.field, lambda one: one.field),
    )
    return answers.json(page(snapshot, asked, found, _by_id, jsonl.dispute_row))


@router.get("/reuse", responses=documented(paged(named("reuse"))))
def list_reuse(request: Request, asked: Annotated[asking.ReuseAsked, Query()]) -> Response:
    """Passages that one report took from another, and what they lost."""
    snapshot = desk_of(request).snapshot(asked.asof)
    found = chosen(
        list(snapshot.reuse.values())
        if asked.report is None
        else snapshot.reuse_of_report.get(asked.report, ()),
        among(asked.kind, lambda one: one.kind),
        among(asked.direction, lambda one: one.direction),
    )
    return answers.json(page(snapshot, asked, found, _by_id, jsonl.reuse_row))


@router.get("/standing", responses=documented(paged(named("standing"))))
def list_standing(request: Request, asked: Annotated[asking.StandingAsked, Query()]) -> Response:
    """Words that two reports print since an outlet has them again and again; nobody took them."""
    snapshot = desk_of(request).snapshot(asked.asof)
    found = [
        one
        for one in snapshot.standing.values()
        if asked.report is None or asked.report in (one.from_report, one.to_report)
    ]
    return answers.json(page(snapshot, asked, found, _by_id, standing_row))


@router.get("/pacts", responses=documented(paged(named("pacts"))))
def list_pacts(request: Request, asked: Annotated[asking.PactsAsked, Query()]) -> Response:
    """What binds whom: parties, days of signing, clauses, invocations."""
    snapshot = desk_of(request).snapshot(asked.asof)
    found = chosen(
        snapshot.findings.pacts,
        None if asked.party is None else (lambda one: asked.party in one.parties),
    )
    return answers.json(page(snapshot, asked, found, _by_id, jsonl.pact_row))


@router.get("/forecasts", responses=documented(paged(named("forecasts"))))
def list_forecasts(request: Request, asked: Annotated[asking.ForecastsAsked, Query()]) -> Response:
    """What was predicted, by whom, and what came of it as far as was reported."""
    snapshot = desk_of(request).snapshot(asked.asof)
    found = chosen(
        snapshot.findings.forecasts,
        among(asked.outcome, lambda one: one.outcome),
        equal(asked.by, lambda one: one.by),
    )
    return answers.json(page(snapshot, asked, found, _by_id, jsonl.forecast_row))


# -- one record


def _one(kind: str, field: str, make_row: Callable[[Snapshot, Any], Any], schema: Any) -> None:
    """A route for single records of a kind."""

    def show(request: Request, record: str, asked: Annotated[asking.AsKnown, Query()]) -> Response:
        desk = desk_of(request)
        snapshot = desk.snapshot(asked.asof)
        found = getattr(snapshot, field).get(record)
        if found is None:
            raise missing(desk, kind, record, asked.asof, ())
        return answers.json(make_row(snapshot, found))

    show.__doc__ = (
        f"One {kind} by its id. 404 where there never was one, 410 with the reason where it is no"
        " longer held" + (", 301 where it was merged into another." if kind == "claim" else ".")
    )
    possible = documented(schema, 404, 410)
    if kind == "claim":
        possible[301] = {"description": "Held under another id."}
    router.get(
        f"/{field}/{{record}}",
        name=f"show_{kind}",
        operation_id=f"show_{kind}",
        responses=possible,
    )(show)


def _plain_row(_: Snapshot, one: Any) -> Any:
    return jsonl.plain(one)


def _statement(snapshot: Snapshot, one: Statement) -> Any:
    return _statement_maker(snapshot)(one)


for _kind, _field, _make_row, _schema in (
    ("report", "reports", lambda _, one: jsonl.report_row(one), named("reports")),
    ("passage", "passages", _plain_row, schema_of(Passage)),
    ("mark", "marks", lambda _, one: jsonl.mark_row(one), named("marks")),
    ("statement", "statements", _statement, named("statements")),
    ("entity", "entities", lambda _, one: jsonl.entity_row(one), named("entities")),
    ("claim", "claims", lambda _, one: jsonl.claim_row(one), named("claims")),
    ("dispute", "disputes", lambda _, one: jsonl.dispute_row(one), named("disputes")),
    ("reuse", "reuse", lambda _, one: jsonl.reuse_row(one), named("reuse")),
    ("standing", "standing", lambda _, one: standing_row(one), named("standing")),
    ("pact", "pacts", lambda _, one: jsonl.pact_row(one), named("pacts")),
    ("forecast", "forecasts", lambda _, one: jsonl.forecast_row(one), named("forecasts")),
):
    _one(_kind, _field, _make_row, _schema)


# -- what is asked for


def _statements(snapshot: Snapshot, asked: asking.StatementsAsked) -> Sequence[Statement]:
    """The statements of the smallest set that the filters name."""
    found: Sequence[Statement] = snapshot.findings.statements
    if asked.claim is not None:
        claim = snapshot.claims.get(asked.claim)
        ids = () if claim is None else claim.statements
        found = [snapshot.statements[one] for one in ids if one in snapshot.statements]
    if asked.entity is None:
        return found
    of_entity = {one.id for one in snapshot.statements_of_entity.get(asked.entity, ())}
    return [one for one in found if one.id in of_entity]


def _carried(snapshot: Snapshot, asked: asking.ClaimsAsked) -> Test | None:
    """Whether a statement of a claim fits the entity, the report and the outlet that are asked for."""
    if asked.entity is None and asked.report is None and asked.outlet is None:
        return None
    if asked.entity is not None:
        told: Iterable[Statement] = snapshot.statements_of_entity.get(asked.entity, ())
    elif asked.report is not None:
        told = snapshot.statements_of_report.get(asked.report, ())
    else:
        told = snapshot.findings.statements
    claims = {
        snapshot.claim_of_statement[one.id].id
        for one in told
        if one.id in snapshot.claim_of_statement
        and asked.report in (None, one.report)
        and asked.outlet in (None, outlet_name(snapshot.reports[one.report]))
    }
    return lambda one: one.id in claims


def _ordered_claims(snapshot: Snapshot, sort: str) -> Sequence[Claim]:
    """All claims in an order, which is found once a snapshot."""
    if sort == "id":
        return snapshot.findings.claims
    return snapshot.keep(
        f"api.claims {sort}", lambda one: sorted(one.findings.claims, key=_CLAIM_ORDERS[sort])
    )


def _first_day(days: Days | None) -> str:
    return _FAR if days is None else days.first.isoformat()


def _statement_maker(snapshot: Snapshot) -> Callable[[Statement], Any]:
    claims = snapshot.claim_of_statement
    return lambda one: jsonl.statement_row(one, claims[one.id].id if one.id in claims else None)


_CLAIM_ORDERS: dict[str, Callable[[Claim], Key]] = {
    "id": _by_id,
    "origins": lambda one: (-one.independent, one.id),
    "first": lambda one: (_first_day(one.first_reported), one.id),
    "last": lambda one: (_first_day(one.last_reported), one.id),
}
