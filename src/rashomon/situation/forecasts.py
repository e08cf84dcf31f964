"""Predictions into forecasts: who foresaw what, for when, and what later reports make of it.

Enters: grounded statements with the claims that they are part of. Leaves: one forecast for each claim
that predicts (the earliest statement stands for it), with its window and its outcome. A forecast is
open until later reports settle it. That nobody reported the event does not say that it did not happen.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from rashomon.ids import content_id
from rashomon.instants import Days
from rashomon.records.claims import Claim
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Forecast
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import STILL_NEWS
from rashomon.situation.coverage import Coverage
from rashomon.situation.foresights import foresees, foresees_not, window_of
from rashomon.situation.lineage import Lineage
from rashomon.situation.words import load_list, load_table, load_words, tokens
from rashomon.spans import covers

WITHOUT_WINDOW = timedelta(days=92)
"""How long after it a forecast without a window may still be borne out: about a quarter. What comes
years later is not what was foreseen."""

MOST_LATER = 500
"""Later statements on one doing that are looked at, the earliest first, so that the cost stays linear:
what 500 statements of the same actor and place have not settled, a further one will hardly."""

_DID_NOT = re.compile(r"\bdid(?:\s+not|n[’']t)\b|\bnever\b|\bfailed\s+to\b", re.IGNORECASE)

Standing = Literal["pending", "cannot tell", "partly", "borne out", "not borne out"]

_About = tuple[str, str, str]

_HAPPENED = frozenset({"asserted", "reported"})


class _Foreseen(Struct, frozen=True):
    """A forecast before its outcome.

    ``statement`` stands for it, ``group`` are all that make it; ``told`` are its report's days.
    """

    statement: Statement
    group: tuple[Statement, ...]
    told: Days | None
    window: Days | None


class _Outcome(Struct, frozen=True):
    """What became of a forecast; ``indirect`` where it only follows from how things stood long after."""

    standing: Standing
    decided_by: tuple[str, ...]
    why: str
    indirect: bool = False


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
    lineage = Lineage(entities)
    published = {report.id: report.published.days for report in reports}
    claim_of = {one: claim.id for claim in claims for one in claim.statements}
    later = _Later(statements, published, lineage)
    found = []
    for foreseen in _distinct(statements, published, claim_of):
        outcome = later.settle(foreseen)
        found.append(
            Forecast(
                id=content_id("fc", foreseen.statement.id),
                statement=foreseen.statement.id,
                by=_by(foreseen.statement),
                window=foreseen.window,
                outcome=_public(outcome.standing),
                decided_by=outcome.decided_by,
                why=outcome.why,
                standing=outcome.standing,
            )
        )
    return tuple(sorted(found, key=lambda one: one.id))


def _public(standing: Standing) -> Literal["open", "borne out", "not borne out"]:
    """The outcome as the export gives it; what is settled in part, or cannot be, is open."""
    return standing if standing in ("borne out", "not borne out") else "open"


def _distinct(
    statements: Sequence[Statement],
    published: Mapping[str, Days | None],
    claim_of: Mapping[str, str],
) -> Iterable[_Foreseen]:
    """What is foreseen, each once: copies foresee nothing new, nor does a clause of its sentence.

    The earliest report's widest statement stands for it, and the others say what else it is about.
    """
    groups: dict[str, list[Statement]] = {}
    outer: dict[str, str] = {}
    widest_first = sorted(
        (one for one in statements if foresees(one)),
        key=lambda one: (one.report, one.span.start, -one.span.end, one.type is None, one.id),
    )
    within: Statement | None = None
    for one in widest_first:
        if within is None or one.report != within.report or not covers(within.span, one.span):
            within = one
        claim = claim_of.get(within.id, within.id)
        key = outer.setdefault(claim_of.get(one.id, one.id), outer.get(claim, claim))
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        first = min(group, key=lambda one: _told_order(one, published))
        told = published.get(first.report)
        windows = [window_of(one, told) for one in group if one.report == first.report]
        window = next((days for days in windows if days is not None), None)
        yield _Foreseen(first, tuple(group), told, window)


def _told_order(
    statement: Statement, published: Mapping[str, Days | None]
) -> tuple[date, date, str, int, int, str]:
    told = published.get(statement.report)
    first, last = (date.max, date.max) if told is None else (told.first, told.last)
    span = statement.span
    return first, last, statement.report, span.start - span.end, span.start, statement.id


def _by(statement: Statement) -> str | None:
    if not statement.attribution:
        return None
    return statement.attribution[0].entity or statement.attribution[0].name


class _Later:
    """What later reports tell, looked up by what is done, by whom, and to whom or where."""

    def __init__(
        self,
        statements: Sequence[Statement],
        published: Mapping[str, Days | None],
        lineage: Lineage,
    ) -> None:
        self._lineage = lineage
        self._coverage = Coverage(statements, published, lineage)
        self._states = frozenset(one for one in lineage.by_id if lineage.is_state(one))
        self._about: dict[_About, list[tuple[Days, Statement]]] = {}
        for one in statements:
            days = published.get(one.report)
            if days is None or one.type is None or one.status not in (*_HAPPENED, "denied"):
                continue
            for about in self._abouts(one.type, one):
                self._about.setdefault(about, []).append((days, one))
        for told in self._about.values():
            told.sort(key=lambda row: (row[0], row[1].id))

    def _abouts(self, kind: str, statement: Statement) -> Iterable[_About]:
        """What a statement is looked up by.

        The fall of a place is the same whoever takes it, and so is an attack on it that is foreseen of
        nobody in particular; anything else needs its actor as well.
        """
        if kind == "CONTROL":
            there = {*statement.places, *([] if statement.type == kind else statement.targets)}
            return {(kind, "", place) for place in there}
        actors, targets = self._heads(statement.actors), self._heads(statement.targets)
        found = {(kind, one, other) for one in actors for other in {*statement.places, *targets}}
        if kind == "ASSAULT" and (not statement.actors or statement.status in _HAPPENED):
            there = {*statement.places, *statement.targets} - self._states
            found |= {(kind, "", place) for place in there}
        return found

    def _heads(self, entities: Iterable[str]) -> frozenset[str]:
        return self._lineage.heads(entities)

    def settle(self, foreseen: _Foreseen) -> _Outcome:
        """What became of a forecast, as far as was reported."""
        told = foreseen.told
        if told is None:
            return _Outcome(
                "pending", (), "The report has no day, so nothing is known to be later."
            )
        later = [
            (days, foretold, one)
            for foretold in foreseen.group
            for days, one in self._candidates(foretold, told.last)
        ]
        later.sort(key=lambda row: (row[0], row[2].id, row[1].id))
        left: _Outcome | None = None
        for days, foretold, one in later:
            decide = self._decide_absence if foresees_not(foretold) else self._decide
            outcome = decide(replace(foreseen, statement=foretold), one, days)
            if outcome is None:
                continue
            outcome = self._as_covered(outcome, foreseen)
            if outcome.standing in ("borne out", "not borne out"):
                return outcome
            left = left or outcome
        return left or self._unsettled(foreseen, told)

    def _as_covered(self, outcome: _Outcome, foreseen: _Foreseen) -> _Outcome:
        """An outcome that says how far the window is covered; what only follows needs that it is."""
        if outcome.standing != "not borne out" or foreseen.window is None:
            return outcome
        covered = self._coverage.of(foreseen.group, foreseen.window)
        why = f"{outcome.why} ({covered.in_words()}.)"
        if outcome.indirect and not covered.inside:
            return replace(outcome, standing="cannot tell", why=why)
        return replace(outcome, why=why)

    def _unsettled(self, foreseen: _Foreseen, told: Days) -> _Outcome:
        """A forecast that no report settles: still to come, or past and nobody can tell."""
        window = foreseen.window
        if window is None:
            return _Outcome("pending", (), "No window was given, and no later report settles it.")
        why = (
            f"No report of after {told.last.isoformat()} says that it happened by "
            f"{window.last.isoformat()}, and none that it did not"
        )
        last = self._coverage.last
        if last is None or last <= window.last:
            return _Outcome("pending", (), f"{why}; the last report is of no later day.")
        covered = self._coverage.of(foreseen.group, window)
        return _Outcome("cannot tell", (), f"{why}; {covered.in_words()}.")

    def _candidates(self, foretold: Statement, told: date) -> Iterable[tuple[Days, Statement]]:
        """Later statements of the same doing, by the same actor, on the same target or in the place."""
        if foretold.type is None:
            return
        seen: set[str] = set()
        for kind in load_table("forecasts.toml")["alike"].get(foretold.type, [foretold.type]):
            for about in sorted(self._abouts(kind, foretold)):
                rows = self._about.get(about, [])
                start = bisect_right(rows, told, key=lambda row: row[0].first)
                for days, one in rows[start : start + MOST_LATER]:
                    if one.id not in seen and self._is_same(foretold, one):
                        seen.add(one.id)
                        yield days, one

    def _is_same(self, foretold: Statement, one: Statement) -> bool:
        """Whether both are in the same place and on the same target, as far as both name one."""
        if foretold.type == "CONTROL":
            return True
        same_place = not foretold.places or bool(set(foretold.places) & set(one.places))
        targets, hit = self._heads(foretold.targets), self._heads(one.targets)
        return same_place and (not targets or not hit or bool(targets & hit))

    def _decide(self, foreseen: _Foreseen, one: Statement, days: Days) -> _Outcome | None:
        window, said = foreseen.window, tokens(one.quote)
        after = window is not None and days.first > window.last
        report = f"the report of {_day(days)}"
        if one.status == "denied" or _has_run(said, "pending"):
            if after:
                return _no(one, f"{report} says that it has not happened: “{one.quote}”")
            if window is None and _is_over(foreseen, one, days):
                return _no(one, f"{report} says that it did not happen: “{one.quote}”")
            return None
        if foreseen.statement.type == "CONTROL":
            return self._decide_control(foreseen, one, days)
        happened = None if one.time is None else one.time.days
        earlier = happened is not None and window is not None and happened.first <= window.last
        if after and not earlier and _has_run(said, "first"):
            return _no(one, f"{report} tells of it as the first time: “{one.quote}”")
        return _borne_out(foreseen, one, days, self._states)

    def _decide_absence(self, foreseen: _Foreseen, one: Statement, days: Days) -> _Outcome | None:
        """What was not to happen did, when a later report tells of it."""
        if one.status == "denied" or (one.type == "CONTROL" and one.mode != "gained"):
            return None
        found = _borne_out(foreseen, one, days, self._states)
        if found is None:
            return None
        return _no(one, f"the report of {_day(days)} says that it happened: “{one.quote}”")

    def _decide_control(self, foreseen: _Foreseen, one: Statement, days: Days) -> _Outcome | None:
        """A place that was to fall fell when somebody took it, and did not when it is still held."""
        words = load_words()
        foretold = self._lineage.heads(foreseen.statement.actors)
        holders = self._lineage.heads(one.actors)
        taken = bool((words.gains | words.falls).intersection(tokens(one.trigger.text)))
        if taken and (not foretold or not holders or foretold & holders):
            return _borne_out(foreseen, one, days, self._states)
        still = load_list("forecasts.toml", "still").intersection(tokens(one.quote))
        after = foreseen.window is not None and days.first > foreseen.window.last
        other = bool(holders) and not foretold & holders
        if after and still and other and not taken:
            why = f"the report of {_day(days)} says who held it still: “{one.quote}”"
            return replace(_no(one, why), indirect=_is_late(days, foreseen.window))
        return None


def _borne_out(
    foreseen: _Foreseen, one: Statement, days: Days, states: frozenset[str]
) -> _Outcome | None:
    """Borne out where it happened in the window, or, without one, soon after it was foretold."""
    happened = None if one.time is None else one.time.days
    told, window = foreseen.told, foreseen.window
    if told is None:
        return None
    if window is None:
        if not _is_narrow(foreseen.statement, one, states):
            return None
        window = Days(told.last, told.last + WITHOUT_WINDOW)
        if happened is None and days.last > window.last:
            return None
    if happened is None:
        inside = days.last <= window.last
    else:
        inside = happened.first >= told.first and happened.last <= window.last
    if not inside:
        return None
    if _is_part(foreseen.statement, one):
        why = f"The report of {_day(days)} says that a part of it happened: “{one.quote}”"
        return _Outcome("partly", (one.id,), why)
    return _Outcome(
        "borne out", (one.id,), f"The report of {_day(days)} says that it happened: “{one.quote}”"
    )


def _is_late(days: Days, window: Days | None) -> bool:
    """Whether a report is of long after a window, so that much may have come and gone between them.

    Within `STILL_NEWS` a town that was taken and lost again is told of as one that was.
    """
    return window is not None and days.first - window.last > STILL_NEWS


def _is_part(foretold: Statement, one: Statement) -> bool:
    """Whether less happened than was foreseen: a part of the place, or fewer of the same."""
    if foretold.type == "CONTROL" and _tells_part(one.quote) and not _tells_part(foretold.quote):
        return True
    for wanted in foretold.quantities:
        for told in one.quantities:
            same = set(tokens(wanted.of)) & set(tokens(told.of))
            if same and wanted.low is not None and told.high is not None:
                return told.high < wanted.low
    return False


def _tells_part(quote: str) -> bool:
    words, said = load_words(), tokens(quote)
    limits = words.parts | words.whole
    return any(one in limits and after == "of" for one, after in pairwise(said))


def _is_narrow(foretold: Statement, one: Statement, states: frozenset[str]) -> bool:
    """Whether both are about the same town or group, and not only about a whole country.

    In a war there is always an attack somewhere in the country: it bears out no forecast of none in
    particular.
    """
    both = {*foretold.places, *foretold.targets} & {*one.places, *one.targets}
    return bool(both - states)


def _is_over(foreseen: _Foreseen, one: Statement, days: Days) -> bool:
    """Whether a denial soon after tells of a time that is over: "the town did not fall"."""
    told = foreseen.told
    is_soon = told is not None and days.first <= told.last + WITHOUT_WINDOW
    return is_soon and _DID_NOT.search(one.quote) is not None


def _no(one: Statement, why: str) -> _Outcome:
    return _Outcome("not borne out", (one.id,), why[:1].upper() + why[1:])


def _has_run(said: Sequence[str], key: str) -> bool:
    runs: list[list[str]] = load_table("forecasts.toml")[key]
    return any(
        list(said[i : i + len(run)]) == run for run in runs for i in range(len(said) - len(run) + 1)
    )


def _day(days: Days) -> str:
    if days.first == days.last:
        return days.first.isoformat()
    return f"{days.first.isoformat()} to {days.last.isoformat()}"
