"""What became of what was foreseen, by what later reports tell of the same doing.

Enters: what is foreseen, and where later statements are looked up. Leaves: its outcome, with the words
that settle it. That nobody reported the event does not say that it did not happen.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from rashomon.claiming.facts import whole_of
from rashomon.claiming.posting import About, find_abouts
from rashomon.instants import Days
from rashomon.records.mentions import Entity
from rashomon.records.statements import Statement
from rashomon.situation.bearings import STILL_NEWS
from rashomon.situation.coverage import REACH, Coverage, Speaking
from rashomon.situation.foreseen import Foreseen
from rashomon.situation.foresights import foresees_leaving, foresees_not
from rashomon.situation.holdings import HELD
from rashomon.situation.lineage import Lineage
from rashomon.situation.words import load_list, load_table, load_words, tokens

WITHOUT_WINDOW = REACH
"""How long after it a forecast without a window may still be borne out: about a quarter. What comes
years later is not what was foreseen."""

_WE = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)
_DID_NOT = re.compile(r"\bdid(?:\s+not|n[’']t)\b|\bnever\b|\bfailed\s+to\b", re.IGNORECASE)

_WOULD_NOT = re.compile(r"\bwould\s+(?:not|never|hardly)\b|\bwouldn[’']t\b", re.IGNORECASE)
"""What somebody said would not be is foreseen once more, and settles nothing."""

Standing = Literal["pending", "cannot tell", "partly", "borne out", "not borne out"]


class Outcome(Struct, frozen=True):
    """What became of a forecast; ``indirect`` where it only follows from how things stood long after.

    ``on`` are the days of the report that settled it; none where a later one may yet.
    """

    standing: Standing
    decided_by: tuple[str, ...]
    why: str
    indirect: bool = False
    on: Days | None = None


class Later(Speaking, Protocol):
    """Where later statements are looked up."""

    @property
    def last(self) -> date | None:
        """The last day of all reports."""

    def telling(self, about: About, after: date) -> Iterable[tuple[Days, Statement]]:
        """The first statements that tell of a doing in reports of after a day, and the reports' days."""


class Judge:
    """What later reports tell, looked up by what is done, by whom, and to whom or where.

    Args:
        later: Where later statements are looked up.
        entities: Those whom they name, by id.
        in_full: Whether outcomes say how far reports cover their windows where nothing hangs on it.
    """

    def __init__(
        self, later: Later, entities: Mapping[str, Entity], *, in_full: bool = True
    ) -> None:
        self._in_full = in_full
        self._later = later
        self._known = entities
        self._lineage = Lineage.over(entities)
        self._coverage = Coverage(later, self._lineage)

    def abouts(self, foretold: Statement) -> frozenset[About]:
        """The doings by which what is foreseen is looked up among what later reports tell."""
        if foretold.type is None:
            return frozenset()
        doers, done_to = self._heads(foretold.actors), self._heads(foretold.targets)
        kinds = load_table("forecasts.toml")["alike"].get(_kind(foretold), [foretold.type])
        found = {one for kind in kinds for one in find_abouts(kind, foretold, doers, done_to)}
        return frozenset(one for one in found if not self._is_anywhere(one))

    def _is_anywhere(self, about: About) -> bool:
        """Whether a doing is an attack by anybody anywhere in a state: there always is one in a war."""
        kind, doer, place = about
        return kind == "ASSAULT" and not doer and self._lineage.is_state(place)

    def _heads(self, entities: Iterable[str]) -> frozenset[str]:
        return frozenset(whole_of(one, self._known) for one in entities)

    def settle(self, foreseen: Foreseen) -> Outcome:
        """What became of a forecast, as far as was reported."""
        told = foreseen.told
        if told is None:
            return Outcome("pending", (), "The report has no day, so nothing is known to be later.")
        later = [
            (days, foretold, one)
            for foretold in foreseen.group
            for days, one in self._candidates(foretold, told.last)
        ]
        later.sort(key=lambda row: (row[0], row[2].id, row[1].id))
        ways = {
            foretold.id: (self._way(foretold), replace(foreseen, statement=foretold))
            for foretold in foreseen.group
        }
        left: Outcome | None = None
        for days, foretold, one in later:
            decide, asked = ways[foretold.id]
            outcome = decide(asked, one, days)
            if outcome is None:
                continue
            outcome = self._as_covered(outcome, foreseen)
            if outcome.standing in ("borne out", "not borne out"):
                return replace(outcome, on=days)
            left = left or outcome
        return left or self._unsettled(foreseen, told)

    def _way(self, foretold: Statement) -> "_Deciding":
        """By which rules a later statement settles what is foreseen, by what kind of thing it is."""
        if foresees_leaving(foretold):
            return self._decide_leaving
        return self._decide_absence if foresees_not(foretold) else self._decide

    def _as_covered(self, outcome: Outcome, foreseen: Foreseen) -> Outcome:
        """An outcome that says how far the window is covered; what only follows needs that it is."""
        if outcome.standing != "not borne out" or foreseen.window is None:
            return outcome
        if not (outcome.indirect or self._in_full):
            return outcome
        covered = self._coverage.of(foreseen.group, foreseen.window)
        why = f"{outcome.why} ({covered.in_words()}.)"
        if outcome.indirect and not covered.inside:
            return replace(outcome, standing="cannot tell", why=why)
        return replace(outcome, why=why)

    def _unsettled(self, foreseen: Foreseen, told: Days) -> Outcome:
        """A forecast that no report settles: still to come, or past and nobody can tell."""
        window = foreseen.window
        if window is None:
            return Outcome("pending", (), "No window was given, and no later report settles it.")
        why = (
            f"No report of after {told.last.isoformat()} says that it happened by "
            f"{window.last.isoformat()}, and none that it did not"
        )
        last = self._later.last
        if last is None or last <= window.last:
            return Outcome("pending", (), f"{why}; the last report is of no later day.")
        if not self._in_full:
            return Outcome("cannot tell", (), why)
        covered = self._coverage.of(foreseen.group, window)
        return Outcome("cannot tell", (), f"{why}; {covered.in_words()}.")

    def _candidates(self, foretold: Statement, told: date) -> Iterable[tuple[Days, Statement]]:
        """Later statements of the same doing, by the same actor, on the same target or in the place."""
        seen: set[str] = set()
        is_fall = _kind(foretold) == "CONTROL"
        there, targets = frozenset(foretold.places), self._heads(foretold.targets)
        for about in sorted(self.abouts(foretold)):
            for days, one in self._later.telling(about, told):
                if one.id not in seen and (is_fall or self._is_same(there, targets, one)):
                    seen.add(one.id)
                    yield days, one

    def _is_same(self, there: frozenset[str], targets: frozenset[str], one: Statement) -> bool:
        """Whether a doing is in one of some places and on one of some targets, as far as told."""
        if there and there.isdisjoint(one.places):
            return False
        hit = self._heads(one.targets) if targets else targets
        return not hit or not targets.isdisjoint(hit)

    def _decide(self, foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
        window, said = foreseen.window, tokens(one.quote)
        after = window is not None and days.first > window.last
        report = f"the report of {_day(days)}"
        if one.status == "denied" or _has_run(said, "pending"):
            is_told = self._denies(foreseen, one)
            if after and is_told:
                return _no(one, f"{report} says that it has not happened: “{one.quote}”")
            if window is None and is_told and _is_over(foreseen, one, days):
                return _no(one, f"{report} says that it did not happen: “{one.quote}”")
            return None
        if _kind(foreseen.statement) == "CONTROL":
            return self._decide_control(foreseen, one, days)
        happened = None if one.time is None else one.time.days
        earlier = happened is not None and window is not None and happened.first <= window.last
        if after and not earlier and _has_run(said, "first"):
            return _no(one, f"{report} tells of it as the first time: “{one.quote}”")
        return _borne_out(foreseen, one, days, self._lineage)

    def _denies(self, foreseen: Foreseen, one: Statement) -> bool:
        """Whether it is denied that what was foreseen came, not that it will, or that others hold it."""
        if foresees_not(one) or _WOULD_NOT.search(one.quote):
            return False
        if _kind(foreseen.statement) != "CONTROL" or one.type != "CONTROL":
            return True
        takers, named = self._heads(foreseen.statement.actors), self._heads(one.actors)
        is_anybodys = one.mode != "held" and not (takers and named)
        return is_anybodys or bool(takers & named)

    def _decide_absence(self, foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
        """What was not to happen did, when a later report tells of it."""
        if one.status == "denied" or (one.type == "CONTROL" and one.mode != "gained"):
            return None
        found = _borne_out(foreseen, one, days, self._lineage)
        if found is None:
            return None
        return _no(one, f"the report of {_day(days)} says that it happened: “{one.quote}”")

    def _decide_control(self, foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
        """A place that was to fall fell when somebody took it, and did not when it is still held."""
        words = load_words()
        foretold = self._heads(foreseen.statement.actors)
        holders = self._heads(one.actors)
        taken = bool((words.gains | words.falls).intersection(tokens(one.trigger.text)))
        if taken:
            is_theirs = not foretold or not holders or bool(foretold & holders)
            came = _borne_out(foreseen, one, days, self._lineage) if is_theirs else None
            if came is not None or is_theirs or not _is_late(days, foreseen.window):
                return came or _too_late(foreseen, one, days)
        still = load_list("forecasts.toml", "still").intersection(tokens(one.quote))
        after = foreseen.window is not None and days.first > foreseen.window.last
        other = bool(holders) and not foretold & holders
        if self._is_held_against(foreseen, one, days):
            why = f"the report of {_day(days)} says who held it then: “{one.quote}”"
            return replace(_no(one, why), indirect=_is_late(days, foreseen.window))
        if after and still and other and not taken:
            why = f"the report of {_day(days)} says who held it still: “{one.quote}”"
            return replace(_no(one, why), indirect=_is_late(days, foreseen.window))
        return None

    def _is_held_against(self, foreseen: Foreseen, one: Statement, days: Days) -> bool:
        """Whether a place is held, after the window, by others than those who foresaw its fall to them.

        Who says "we shall be in the town" is himself to hold it, or those whom he speaks for.
        """
        foretold = foreseen.statement
        takers = self._heads(foretold.actors)
        if not takers and _WE.search(foretold.quote):
            takers = self._heads(one.entity for one in foretold.attribution if one.entity)
        holders = self._heads(one.actors)
        after = foreseen.window is not None and days.first > foreseen.window.last
        is_held = one.type == "CONTROL" and one.mode == "held" and one.status in HELD
        is_own_day = one.time is None or one.time.days is None or "since" in tokens(one.quote)
        return (
            after and is_held and is_own_day and bool(takers and holders) and not takers & holders
        )

    def _decide_leaving(self, foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
        """Who was to be there no more is still there, or has left."""
        window = foreseen.window
        if one.type == "RETREAT" and one.status in HELD:
            return _borne_out(foreseen, one, days, self._lineage)
        after = window is not None and days.first > window.last
        if one.type == "FORCE" and one.status in HELD and after:
            is_there = not one.quantities or any(it.high != 0 for it in one.quantities)
            if is_there and (one.time is None or one.time.days is None):
                why = f"the report of {_day(days)} says that they were there: “{one.quote}”"
                return replace(_no(one, why), indirect=_is_late(days, window))
        return None


_Deciding = Callable[[Foreseen, Statement, Days], Outcome | None]


def _kind(foretold: Statement) -> str | None:
    """What is foreseen: the taking of a place, whether it is told as one or as an assault by which."""
    if foretold.type == "ASSAULT":
        words = load_words()
        if (words.gains | words.falls).intersection(tokens(foretold.trigger.text)):
            return "CONTROL"
    if foresees_leaving(foretold):
        return "leaving"
    return foretold.type


def _too_late(foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
    """Not borne out where a place was taken on a day after the window, and on none before."""
    happened = None if one.time is None else one.time.days
    if happened is None or foreseen.window is None or happened.first <= foreseen.window.last:
        return None
    day = happened.first.isoformat()
    why = f"the report of {_day(days)} says that it happened on {day}, after the window: “{one.quote}”"
    return _no(one, why)


def _borne_out(foreseen: Foreseen, one: Statement, days: Days, lineage: Lineage) -> Outcome | None:
    """Borne out where it happened in the window, or, without one, soon after it was foretold."""
    happened = None if one.time is None else one.time.days
    told, window = foreseen.told, foreseen.window
    if told is None:
        return None
    if window is None:
        if not _is_narrow(foreseen.statement, one, lineage):
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
        return Outcome("partly", (one.id,), why)
    return Outcome(
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


def _is_narrow(foretold: Statement, one: Statement, lineage: Lineage) -> bool:
    """Whether both are about the same town or group, and not only about a whole country.

    In a war there is always an attack somewhere in the country: it bears out no forecast of none in
    particular.
    """
    both = {*foretold.places, *foretold.targets} & {*one.places, *one.targets}
    return any(not lineage.is_state(one) for one in both)


def _is_over(foreseen: Foreseen, one: Statement, days: Days) -> bool:
    """Whether a denial soon after tells of a time that is over: "the town did not fall"."""
    told = foreseen.told
    is_soon = told is not None and days.first <= told.last + WITHOUT_WINDOW
    return is_soon and _DID_NOT.search(one.quote) is not None


def _no(one: Statement, why: str) -> Outcome:
    return Outcome("not borne out", (one.id,), why[:1].upper() + why[1:])


def _has_run(said: Sequence[str], key: str) -> bool:
    runs: list[list[str]] = load_table("forecasts.toml")[key]
    return any(
        list(said[i : i + len(run)]) == run
        for run in runs
        if run[0] in said
        for i in range(len(said) - len(run) + 1)
    )


def _day(days: Days) -> str:
    if days.first == days.last:
        return days.first.isoformat()
    return f"{days.first.isoformat()} to {days.last.isoformat()}"
