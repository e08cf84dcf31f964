"""Forecasts as a board: who said what would happen, by when, and what came of it as far as was reported.

No report that it happened is not the same as that it did not happen.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, Protocol

from msgspec import Struct

from rashomon.records.pacts import Forecast
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.views.cells import (
    UNDATED,
    Link,
    When,
    chain_links,
    day_short,
    days_short,
    outlet_of,
    published_when,
)
from rashomon.views.evidence import Quote, quote_statement
from rashomon.views.shelves import Shelves
from rashomon.views.wording import dated

LEAST_CLOSED = 10
"""Closed forecasts of a source before a rate is given: of fewer, one more or less says too much."""

State = Literal["overdue", "pending", "partly", "happened", "not"]

STATE_WORDS: dict[State, str] = {
    "overdue": "Window over, nothing reported",
    "pending": "Pending",
    "partly": "Happened in part, as reported",
    "happened": "Happened, as reported",
    "not": "Did not happen, as reported",
}


_TOPICS = {
    "CONTROL": "who takes or holds places",
    "ASSAULT": "attacks",
    "FORCE": "forces and where they are",
    "MOBILIZE": "forces and where they are",
    "RETREAT": "forces and where they are",
    "POST": "offices",
    "PACT": "pacts",
    "AGREE": "talks and agreements",
    "CONSULT": "talks and agreements",
    "CONCEDE": "talks and agreements",
    "COOPERATE": "talks and agreements",
    "SUPPORT": "help and support",
    "AID": "help and support",
    "SANCTION": "sanctions and pressure",
    "COERCE": "sanctions and pressure",
    "THREATEN": "sanctions and pressure",
    "CASUALTY": "the dead and the wounded",
    "CAPTIVITY": "captives",
}
"""What a forecast is about, by the type of what is foreseen, for a source's record."""


class ForecastRow(Struct, frozen=True):
    """One forecast. ``due`` is the last day of its window in ISO 8601, for sorting."""

    id: str
    by: str
    outlet: str
    said: When
    what: str
    window: str
    due: str
    state: State
    why: str
    statement: str
    status: str
    decided_by: tuple[str, ...]
    topic: str = ""


class Topic(Struct, frozen=True):
    """How the forecasts of one source on one thing came out."""

    about: str
    forecasts: int
    happened: int
    failed: int


class Record(Struct, frozen=True):
    """How the forecasts of one source came out: counts, and a rate only of enough closed ones.

    ``topics`` are the same counts by what was foreseen, the most frequent first.
    """

    by: str
    forecasts: int
    happened: int
    failed: int
    open: int
    rate: str
    topics: tuple[Topic, ...] = ()


class ForecastBoard(Struct, frozen=True):
    """The forecasts, overdue first, and the sources' records; ``upto`` is the day they are held by."""

    rows: tuple[ForecastRow, ...]
    records: tuple[Record, ...]
    upto: str


class ForecastCard(Struct, frozen=True):
    """One forecast with its words and what decided it."""

    row: ForecastRow
    quote: Quote
    chain: tuple[Link, ...]
    evidence: tuple[tuple[str, Quote], ...]
    path: str
    claim: str


def list_forecasts(shelves: Shelves) -> ForecastBoard:
    """The forecasts by due day, overdue first, those without a window last."""
    upto = last_day(shelves)
    rows = [
        forecast_row(one, shelves, upto)
        for one in shelves.findings.forecasts
        if one.statement in shelves.statements
    ]
    rank = {"overdue": 0, "pending": 1, "not": 2, "partly": 3, "happened": 4}
    rows.sort(key=lambda row: (rank[row.state], row.due, row.id))
    return ForecastBoard(
        tuple(rows), tuple(_records(rows)), "" if upto is None else day_short(upto)
    )


class Told(Protocol):
    """What forecasts are told by: reports and statements by id, and the names of records."""

    @property
    def reports(self) -> Mapping[str, Report]:
        """Reports by id."""

    @property
    def statements(self) -> Mapping[str, Statement]:
        """Statements by id."""

    def name(self, record: str | None) -> str:
        """The name of an entity or a pact; words that are no id stay as they are."""


def tally_sources(
    forecasts: Iterable[Forecast], told: Told, upto: date | None
) -> tuple[Record, ...]:
    """How the forecasts of each source came out, with counts by topic, those with most first."""
    known = [one for one in forecasts if one.statement in told.statements]
    return tuple(_records([forecast_row(one, told, upto) for one in known]))


def last_day(shelves: Shelves) -> date | None:
    """The day by which forecasts are held: that of knowledge, or the last report's."""
    if shelves.asof is not None:
        return shelves.asof
    days = [one.published.days.last for one in shelves.findings.reports if one.published.days]
    return max(days, default=None)


def forecast_row(one: Forecast, shelves: Told, upto: date | None) -> ForecastRow:
    """One forecast as a row."""
    statement = shelves.statements[one.statement]
    report = shelves.reports[statement.report]
    outlet = outlet_of(report)
    return ForecastRow(
        id=one.id,
        by=_speaker(one, statement, shelves) or outlet,
        outlet=outlet,
        said=published_when(report.published),
        what=" ".join(statement.quote.split()),
        window=days_short(one.window) if one.window is not None else "no window given",
        due=UNDATED if one.window is None else one.window.last.isoformat(),
        state=_state(one, upto),
        why=dated(one.why),
        statement=one.statement,
        status=statement.status,
        decided_by=one.decided_by,
        topic=_TOPICS.get(statement.type or "", "other matters"),
    )


def _speaker(one: Forecast, statement: Statement, shelves: Told) -> str:
    """Who foretells: an unnamed one in the report's words, for there are many "sources"."""
    first = statement.attribution[0] if statement.attribution else None
    if first is not None and first.kind == "anonymous":
        return first.name
    return shelves.name(one.by) if one.by else ""


def _state(one: Forecast, upto: date | None) -> State:
    if one.outcome == "borne out":
        return "happened"
    if one.outcome == "not borne out":
        return "not"
    if one.standing == "partly":
        return "partly"
    is_over = one.window is not None and upto is not None and one.window.last < upto
    return "overdue" if is_over else "pending"


def _records(rows: Sequence[ForecastRow]) -> Iterable[Record]:
    by_source: dict[str, list[ForecastRow]] = {}
    for row in rows:
        by_source.setdefault(row.by, []).append(row)
    found = []
    for by, own in by_source.items():
        happened = sum(row.state == "happened" for row in own)
        failed = sum(row.state == "not" for row in own)
        closed = happened + failed
        rate = f"{happened / closed:.0%}" if closed >= LEAST_CLOSED else ""
        topics = tuple(_topics(own))
        found.append(Record(by, len(own), happened, failed, len(own) - closed, rate, topics))
    return sorted(found, key=lambda one: (-one.forecasts, one.by))


def _topics(rows: Sequence[ForecastRow]) -> list[Topic]:
    by_topic: dict[str, list[ForecastRow]] = {}
    for row in rows:
        by_topic.setdefault(row.topic, []).append(row)
    found = [
        Topic(
            about,
            len(own),
            sum(row.state == "happened" for row in own),
            sum(row.state == "not" for row in own),
        )
        for about, own in by_topic.items()
    ]
    return sorted(found, key=lambda one: (-one.forecasts, one.about))


def make_forecast(one: Forecast, shelves: Shelves) -> ForecastCard:
    """A forecast with its words and those that decided it."""
    statement = shelves.statements[one.statement]
    claim = shelves.claim_of_statement.get(one.statement)
    known = [shelves.statements[each] for each in one.decided_by if each in shelves.statements]
    return ForecastCard(
        row=forecast_row(one, shelves, last_day(shelves)),
        quote=quote_statement(statement, shelves, 160),
        chain=chain_links(statement, shelves.reports[statement.report]),
        evidence=tuple((each.id, quote_statement(each, shelves, 120)) for each in known),
        path="" if claim is None else f"/claims/{claim.id}",
        claim="" if claim is None else claim.text,
    )
