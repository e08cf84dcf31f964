"""The boards: commitments between parties, and forecasts with what came of them."""

from msgspec import Struct

from rashomon.server.asking import Ask
from rashomon.server.pages.screens import Rows, Screen
from rashomon.server.problems import Way
from rashomon.views.commitments import Commitment, list_commitments, make_commitment
from rashomon.views.foretold import (
    STATE_WORDS,
    ForecastCard,
    ForecastRow,
    Record,
    list_forecasts,
    make_forecast,
)

PACTS = 8
FORECASTS = 40
RECORDS = 20
"""Sources whose forecasts are counted on the page, those with most first."""


class Commitments(Struct, frozen=True):
    """The pacts, a page of them."""

    rows: tuple[Commitment, ...]
    total: int
    offset: int
    limit: int


class Forecasts(Struct, frozen=True):
    """The forecasts, a page of them, and the sources' records."""

    rows: tuple[ForecastRow, ...]
    records: tuple[Record, ...]
    upto: str
    total: int
    offset: int
    limit: int


def show_commitments(ask: Ask) -> Commitments:
    """The pacts as known on the day asked for."""
    every = ask.snapshot.keep("boards.commitments", list_commitments)
    offset, limit = _page(ask, len(every), PACTS)
    return Commitments(every[offset : offset + limit], len(every), offset, limit)


def _page(ask: Ask, total: int, usual: int) -> tuple[int, int]:
    limit = ask.number("limit", usual, most=1000) or usual
    return min(ask.number("offset", 0, most=10_000_000), max(0, total - 1)), limit


def commitment_rows(view: Commitments) -> Rows:
    """A row a stage of a pact."""
    return [
        {
            "pact": one.name,
            "parties": "; ".join(one.parties),
            "stage": stage.label,
            "when": stage.when,
            "reported": stage.reported.words,
            "publisher": stage.outlet,
            "origins_at_most": stage.pips.origins,
            "statement": stage.statement,
            "id": one.id,
        }
        for one in view.rows
        for stage in one.stages
    ]


def show_commitment(ask: Ask) -> Commitment:
    """One pact."""
    pact = ask.snapshot.pacts.get(ask.path["pact"])
    if pact is None:
        raise ask.missing("pact", ask.path["pact"], Way("All commitments", "/commitments"))
    return make_commitment(pact, ask.snapshot)


def show_forecasts(ask: Ask) -> Forecasts:
    """The forecasts as known on the day asked for."""
    board = ask.snapshot.keep("boards.forecasts", list_forecasts)
    total = len(board.rows)
    offset, limit = _page(ask, total, FORECASTS)
    rows = board.rows[offset : offset + limit]
    return Forecasts(rows, board.records[:RECORDS], board.upto, total, offset, limit)


def forecast_rows(view: Forecasts) -> Rows:
    """A row a forecast."""
    return [
        {
            "said_by": one.by,
            "publisher": one.outlet,
            "said_on": one.said.words,
            "what": one.what,
            "window": one.window,
            "outcome": STATE_WORDS[one.state],
            "why": one.why,
            "statement": one.statement,
            "id": one.id,
        }
        for one in view.rows
    ]


def show_forecast(ask: Ask) -> ForecastCard:
    """One forecast."""
    forecast = ask.snapshot.forecasts.get(ask.path["forecast"])
    if forecast is None or forecast.statement not in ask.snapshot.statements:
        raise ask.missing("forecast", ask.path["forecast"], Way("All forecasts", "/forecasts"))
    return make_forecast(forecast, ask.snapshot)


SCREENS = (
    Screen("commitments", "/commitments", "commitments.html", show_commitments, commitment_rows),
    Screen("commitments", "/commitments/{pact}", "commitment.html", show_commitment),
    Screen("forecasts", "/forecasts", "forecasts.html", show_forecasts, forecast_rows),
    Screen("forecasts", "/forecasts/{forecast}", "forecast.html", show_forecast),
)
