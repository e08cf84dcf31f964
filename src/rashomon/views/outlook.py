"""The brief on what is to come: forecasts due, forecasts and what came of them, and what binds whom."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rashomon.records.findings import Findings
from rashomon.records.pacts import Forecast, Pact
from rashomon.views.citing import Citations
from rashomon.views.wording import day_words, days_words, escape, listing, quoted, shorten

SOON = timedelta(days=7)
"""How far ahead a forecast is due soon: what an editor plans for, a week."""

LATELY = timedelta(days=31)
"""How long after its window a forecast that nobody has settled is still worth asking after: a month."""

Lines = Iterator[str]


def list_due(findings: Findings, cited: Citations) -> Lines:
    """The forecasts whose window ends within a week, or ended within a month and is not settled.

    They are held by the last day on which a report was published: that of knowledge, for a brief of
    what was known on a day.
    """
    today = _today(findings)
    if today is None:
        return
    due = [
        (one.window.last, one) for one in findings.forecasts if one.window and _is_due(one, today)
    ]
    due = [row for row in due if row[1].statement in cited.statements]
    due.sort(key=lambda row: (row[0], row[1].id))
    yield from shorten((_due(one, last, today, cited) for last, one in due), "rashomon forecasts")


def _today(findings: Findings) -> date | None:
    """The last day on which a report was published; None where none has a day."""
    days = (one.published.days.last for one in findings.reports if one.published.days)
    return max(days, default=None)


def _is_due(forecast: Forecast, today: date) -> bool:
    is_unsettled = forecast.standing in ("pending", "cannot tell")
    window = forecast.window
    return is_unsettled and window is not None and today - LATELY <= window.last <= today + SOON


def _due(forecast: Forecast, last: date, today: date, cited: Citations) -> list[str]:
    when = f"Was due by {day_words(last)}" if last < today else f"Due by {day_words(last)}"
    so_far = ", no report settles it" if last < today else ""
    return [f"- **{when}**{so_far}: {cited.cite(forecast.statement)}"]


def list_foreseen(findings: Findings, cited: Citations) -> Lines:
    """Forecasts and what came of them, without those due: the settled ones first, failed ones ahead.

    Then those whose time still runs, the one that ends next first; those whose time has passed without
    word, the latest first; and those that named no time, the latest told first.
    """
    today = _today(findings)
    ordered = {
        one.statement: one
        for one in findings.forecasts
        if one.statement in cited.statements and not (today and _is_due(one, today))
    }
    found = [ordered[one] for one in cited.in_order(ordered)][::-1]  # the latest told first
    found.sort(key=lambda one: _place_in_list(one, today))
    return shorten((_forecast(one, today, cited) for one in found), "rashomon forecasts")


_SETTLED = {"not borne out": 0, "borne out": 1, "partly": 2}
_RUNNING, _PASSED, _TIMELESS = 3, 4, 5


def _place_in_list(forecast: Forecast, today: date | None) -> tuple[int, int]:
    if forecast.standing in _SETTLED:
        return _SETTLED[forecast.standing], 0
    if forecast.window is None:
        return _TIMELESS, 0
    last = forecast.window.last.toordinal()
    return (_PASSED, -last) if _has_passed(forecast, today) else (_RUNNING, last)


def _has_passed(forecast: Forecast, today: date | None) -> bool:
    """Whether a forecast's time is over by the day of the last report."""
    window = forecast.window
    return window is not None and today is not None and window.last < today


_OUTCOMES = {
    "not borne out": "Not borne out",
    "borne out": "Borne out",
    "partly": "Borne out in part",
}


def _forecast(forecast: Forecast, today: date | None, cited: Citations) -> list[str]:
    window = f" for {days_words(forecast.window)}" if forecast.window else ""
    is_past = _has_passed(forecast, today) and forecast.standing not in _OUTCOMES
    so_far = ", no report settles it" if is_past else ""
    outcome = _OUTCOMES.get(forecast.standing, "Open")
    lines = [f"- **{outcome}**{window}{so_far}: {cited.cite(forecast.statement)}"]
    lines += [f"  - {cited.cite(one)}" for one in cited.in_order(forecast.decided_by)]
    return lines


def list_pacts(pacts: Sequence[Pact], cited: Citations) -> Lines:
    """Pacts with their signings, clauses, turns and invocations, those of which most is told first."""
    ordered = sorted(pacts, key=lambda one: (-len(one.statements), one.name, one.id))
    return shorten((_pact(one, cited) for one in ordered), "rashomon pacts")


def _pact(pact: Pact, cited: Citations) -> list[str]:
    parties = listing([cited.name(one) for one in pact.parties])
    lines = [f"- **{escape(pact.name)}**, between {parties}"]
    for signing in pact.signed:
        when = days_words(signing.days) if signing.days else "on a day of no known year"
        told = cited.in_order(signing.statements)
        told.sort(key=lambda one: -cited.shared_words(one, when))
        for statement in told[:1]:
            lines.append(f"  - Signed {when}: {cited.cite(statement)}")
    for clause in pact.clauses:
        bound = listing([cited.name(one) for one in clause.obligated])
        condition = f" in case of {quoted(clause.trigger)}" if clause.trigger else ""
        lines.append(f"  - Binds {bound}{condition}: {cited.cite(clause.statement)}")
    turns = {one.statement: one for one in pact.history}
    for statement in cited.distinct(turns):
        turn = turns[statement]
        lines.append(f"  - Told of it, {turn.kind}, {turn.status}: {cited.cite(statement)}")
    for statement in cited.distinct(_on_invocation(pact, cited)):
        status = cited.statements[statement].status
        lines.append(f"  - Invocation, {status}: {cited.cite(statement)}")
    return lines


def _on_invocation(pact: Pact, cited: Citations) -> list[str]:
    """The statements of its invocation, those that deny it among them."""
    told = (cited.statements[one] for one in pact.statements if one in cited.statements)
    return [one.id for one in told if one.terms is not None and one.terms.role == "invocation"]
