"""Predictions into forecasts: who foresaw what, for when, and what later reports make of it.

Enters: grounded statements with the claims that they are part of. Leaves: one forecast for each claim
that predicts (the earliest statement stands for it), with its window and its outcome. A forecast is
open until later reports settle it. That nobody reported the event does not say that it did not happen.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import islice
from typing import Literal

from msgspec import Struct

from rashomon.claiming.facts import whole_of
from rashomon.claiming.posting import SETTLING, About, find_abouts
from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.claims import Claim
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Forecast
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.foreseen import Foreseen, tell_apart
from rashomon.situation.foresights import foresees
from rashomon.situation.outcomes import Judge
from rashomon.situation.verdicts import Outcome, Standing

MOST_LATER = 500
"""Later statements on one doing that are looked at, the earliest first, so that the cost stays linear:
what 500 statements of the same actor and place have not settled, a further one will hardly."""


class Settled(Struct, frozen=True):
    """A forecast, what it was before its outcome, and the doings by which this was looked for."""

    forecast: Forecast
    foreseen: Foreseen
    outcome: Outcome
    abouts: frozenset[About]


def find_forecasts(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
) -> tuple[Forecast, ...]:
    """The forecasts that statements make, sorted by id.

    Shape: N statements → M ≥ 0 forecasts.

    Cost: linear; for each forecast at most `MOST_LATER` statements are looked at, a doing and place.
    """
    settled = settle_forecasts(reports, statements, entities, claims)
    return tuple(one.forecast for one in settled)


def settle_forecasts(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
) -> list[Settled]:
    """The forecasts that statements make, sorted by id, with what their outcomes rest on."""
    known = {entity.id: entity for entity in entities}
    published = {report.id: report.published.days for report in reports}
    claim_of = {one: claim.id for claim in claims for one in claim.statements}
    judge = Judge(_Gathered(statements, reports, known), known)
    foreseeing = [one for one in statements if foresees(one)]
    found = [judge_one(one, judge) for one in tell_apart(foreseeing, published, claim_of)]
    return sorted(found, key=lambda one: one.forecast.id)


class Foretelling:
    """The forecasts of some findings, to be told again as far as some of the reports go.

    **Cost** Once a pass over the statements; then that of judging what is foreseen.
    """

    def __init__(self, findings: Findings) -> None:
        known = {entity.id: entity for entity in findings.entities}
        self._published = {report.id: report.published.days for report in findings.reports}
        self._claim_of = {one: claim.id for claim in findings.claims for one in claim.statements}
        self._gathered = _Gathered(findings.statements, findings.reports, known)
        self._foreseeing = [one for one in findings.statements if foresees(one)]

    def on(self, reports: Set[str], entities: Mapping[str, Entity]) -> tuple[Forecast, ...]:
        """What `find_forecasts` gives of some reports alone.

        Args:
            reports: Their ids.
            entities: Those whom they speak of by id, under the names that they use.
        """
        judge = Judge(_Part(self._gathered, reports, self._published), entities)
        foreseeing = [one for one in self._foreseeing if one.report in reports]
        apart = tell_apart(foreseeing, self._published, self._claim_of)
        found = (judge_one(one, judge).forecast for one in apart)
        return tuple(sorted(found, key=lambda one: one.id))


def judge_one(foreseen: Foreseen, judge: Judge) -> Settled:
    """A forecast with its outcome."""
    outcome = judge.settle(foreseen)
    forecast = Forecast(
        id=forecast_of(foreseen.statement.id),
        statement=foreseen.statement.id,
        by=_by(foreseen.statement),
        window=foreseen.window,
        outcome=_public(outcome.standing),
        decided_by=outcome.decided_by,
        why=outcome.why,
        standing=outcome.standing,
    )
    abouts = frozenset(about for one in foreseen.group for about in judge.abouts(one))
    return Settled(forecast, foreseen, outcome, abouts)


def find_last_day(reports: Iterable[Report]) -> date | None:
    """The last day of all reports; None where none has a day."""
    return _last_day(one.published.days for one in reports)


def _last_day(published: Iterable[Days | None]) -> date | None:
    return max((days.last for days in published if days is not None), default=None)


def forecast_of(statement: str) -> str:
    """The id of the forecast for which a statement stands."""
    return content_id("fc", statement)


def _public(standing: Standing) -> Literal["open", "borne out", "not borne out"]:
    """The outcome as the export gives it; what is settled in part, or cannot be, is open."""
    return standing if standing in ("borne out", "not borne out") else "open"


def _by(statement: Statement) -> str | None:
    if not statement.attribution:
        return None
    return statement.attribution[0].entity or statement.attribution[0].name


class _Gathered:
    """All statements in memory, by what they tell of and speak of."""

    def __init__(
        self,
        statements: Sequence[Statement],
        reports: Sequence[Report],
        known: Mapping[str, Entity],
    ) -> None:
        self.last = find_last_day(reports)
        published = {report.id: report.published for report in reports}
        self._telling: dict[About, list[tuple[Days, Statement]]] = {}
        speaking: dict[str, dict[str, Days]] = {}
        for one in statements:
            when = published.get(one.report)
            if when is None:
                continue
            if when.days is not None:
                for name in {*one.places, *one.actors, *one.targets}:
                    speaking.setdefault(name, {})[one.report] = when.days
            days = when.days or when.bounds
            if days is None or one.type is None or one.status not in SETTLING:
                continue
            doers = {whole_of(name, known) for name in one.actors}
            done_to = {whole_of(name, known) for name in one.targets}
            for about in find_abouts(one.type, one, doers, done_to):
                self._telling.setdefault(about, []).append((days, one))
        for told in self._telling.values():
            told.sort(key=lambda row: (row[0].first, row[1].id))
        self._speaking = {
            name: sorted((days.last, days.first, report) for report, days in told.items())
            for name, told in speaking.items()
        }

    def telling(self, about: About, after: date) -> list[tuple[Days, Statement]]:
        """The first statements that tell of a doing in reports of after a day."""
        return list(islice(self.told_after(about, after), MOST_LATER))

    def told_after(self, about: About, after: date) -> Iterator[tuple[Days, Statement]]:
        """All of them, the first ones first."""
        rows = self._telling.get(about, [])
        return islice(rows, bisect_right(rows, after, key=lambda row: row[0].first), None)

    def speaking(self, name: str, since: date) -> Iterator[tuple[str, Days]]:
        """The reports that speak of somebody or some place from a day on, by their last days."""
        rows = self._speaking.get(name, [])
        for last, first, report in rows[bisect_left(rows, (since, date.min, "")) :]:
            yield report, Days(first, last)


class _Part:
    """What some of all reports tell."""

    def __init__(
        self,
        every: _Gathered,
        reports: Set[str],
        published: Mapping[str, Days | None],
    ) -> None:
        self.last = _last_day(published[one] for one in reports)
        self._every = every
        self._reports = reports

    def telling(self, about: About, after: date) -> Iterator[tuple[Days, Statement]]:
        """The first statements that tell of a doing in reports of after a day."""
        rows = self._every.told_after(about, after)
        return islice((row for row in rows if row[1].report in self._reports), MOST_LATER)

    def speaking(self, name: str, since: date) -> Iterator[tuple[str, Days]]:
        """The reports that speak of somebody or some place from a day on, by their last days."""
        rows = self._every.speaking(name, since)
        return (row for row in rows if row[0] in self._reports)
