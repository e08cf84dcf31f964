"""What became of what was foreseen, by what later reports tell of the same doing.

Enters: what is foreseen, and where later statements are looked up. Leaves: its outcome, with the words
that settle it. That nobody reported the event does not say that it did not happen.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Protocol

from msgspec.structs import replace

from rashomon.claiming.facts import whole_of
from rashomon.claiming.posting import About, find_abouts
from rashomon.instants import Days
from rashomon.records.mentions import Entity
from rashomon.records.statements import Statement
from rashomon.situation.coverage import Coverage, Speaking
from rashomon.situation.foreseen import Foreseen
from rashomon.situation.foresights import foresees_coming, foresees_leaving, foresees_not
from rashomon.situation.holdings import HELD
from rashomon.situation.lineage import Lineage
from rashomon.situation.verdicts import (
    Outcome,
    borne_out,
    coming_forms,
    foresees_release,
    has_lasted,
    has_run,
    holds_on,
    in_day,
    is_capture,
    is_late,
    is_of_turn,
    is_over,
    is_return,
    kind_of,
    not_borne_out,
    tells_part,
    too_late,
)
from rashomon.situation.words import load_list, load_table, tokens

_WE = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)

_WOULD_NOT = re.compile(r"\bwould\s+(?:not|never|hardly)\b|\bwouldn[’']t\b", re.IGNORECASE)
"""What somebody said would not be is foreseen once more, and settles nothing."""


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
        kinds = load_table("forecasts.toml")["alike"].get(kind_of(foretold), [foretold.type])
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
        if foresees_coming(foretold):
            return self._decide_coming
        if foresees_release(foretold):
            return self._decide_release
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
        is_fall = kind_of(foretold) == "CONTROL"
        targets = self._heads(foretold.targets)
        for about in sorted(self.abouts(foretold)):
            for days, one in self._later.telling(about, told):
                is_it = is_of_turn(foretold, one) and self._is_same(foretold, targets, one)
                if one.id not in seen and (is_fall or is_it):
                    seen.add(one.id)
                    yield days, one

    def _is_same(self, foretold: Statement, targets: frozenset[str], one: Statement) -> bool:
        """Whether a doing is in a place foreseen and on a target foreseen, as far as told.

        What was signed may be told without the place, and who gave up his office has left none.
        """
        there = set(foretold.places)
        needs_place = bool(one.places) if one.type == "PACT" else one.mode != "resign"
        if there and needs_place and there.isdisjoint({*one.places, *one.targets}):
            return False
        hit = self._heads(one.targets) if targets else targets
        return not hit or not targets.isdisjoint(hit)

    def _decide(self, foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
        window, said = foreseen.window, tokens(one.quote)
        after = window is not None and days.first > window.last
        report = f"the report of {in_day(days)}"
        if one.status == "denied" or has_run(said, "pending"):
            is_told = self._denies(foreseen, one)
            if after and is_told:
                return not_borne_out(one, f"{report} says that it has not happened: “{one.quote}”")
            if window is None and is_told and is_over(foreseen, one, days):
                return not_borne_out(one, f"{report} says that it did not happen: “{one.quote}”")
            return None
        if kind_of(foreseen.statement) == "CONTROL":
            return self._decide_control(foreseen, one, days)
        happened = None if one.time is None else one.time.days
        earlier = happened is not None and window is not None and happened.first <= window.last
        if after and not earlier and has_run(said, "first"):
            return not_borne_out(one, f"{report} tells of it as the first time: “{one.quote}”")
        return borne_out(foreseen, one, days, self._lineage)

    def _denies(self, foreseen: Foreseen, one: Statement) -> bool:
        """Whether it is denied that what was foreseen came, not that it will, or that others hold it."""
        if foresees_not(one) or _WOULD_NOT.search(one.quote):
            return False
        if kind_of(foreseen.statement) != "CONTROL" or one.type != "CONTROL":
            return True
        takers, named = self._heads(foreseen.statement.actors), self._heads(one.actors)
        is_anybodys = one.mode != "held" and not (takers and named)
        return is_anybodys or bool(takers & named)

    def _decide_absence(self, foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
        """What was not to happen did, when a later report tells of it."""
        if one.status == "denied" or (one.type == "CONTROL" and one.mode != "gained"):
            return None
        found = borne_out(foreseen, one, days, self._lineage)
        if found is None:
            return None
        return not_borne_out(
            one, f"the report of {in_day(days)} says that it happened: “{one.quote}”"
        )

    def _decide_control(self, foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
        """A place that was to fall fell when somebody took it, and did not when it is still held."""
        foretold = self._heads(foreseen.statement.actors)
        holders = self._heads(one.actors)
        taken = is_capture(one)
        if taken:
            is_theirs = not foretold or not holders or bool(foretold & holders)
            came = borne_out(foreseen, one, days, self._lineage) if is_theirs else None
            if came is not None or is_theirs or not is_late(days, foreseen.window):
                return came or too_late(foreseen, one, days)
        still = load_list("forecasts.toml", "still").intersection(tokens(one.quote))
        after = foreseen.window is not None and days.first > foreseen.window.last
        other = bool(holders) and not foretold & holders
        if not taken and foretold & holders and self._is_held_in_time(foreseen, one, days):
            why = f"The report of {in_day(days)} says that they hold it: “{one.quote}”"
            return Outcome("borne out", (one.id,), why)
        if self._is_held_against(foreseen, one, days):
            why = f"the report of {in_day(days)} says who held it then: “{one.quote}”"
            return replace(not_borne_out(one, why), indirect=is_late(days, foreseen.window))
        if after and still and other and not taken:
            why = f"the report of {in_day(days)} says who held it still: “{one.quote}”"
            return replace(not_borne_out(one, why), indirect=is_late(days, foreseen.window))
        return None

    def _is_held_in_time(self, foreseen: Foreseen, one: Statement, days: Days) -> bool:
        """Whether those foreseen to take a place hold all of it by a report of the window."""
        window = foreseen.window
        is_held = one.type == "CONTROL" and one.mode == "held" and one.status in HELD
        is_own_day = one.time is None or one.time.days is None
        in_time = window is not None and days.last <= window.last
        return is_held and is_own_day and in_time and not tells_part(one.quote)

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
        is_own_day = holds_on(one, foreseen.window)
        return (
            after and is_held and is_own_day and bool(takers and holders) and not takers & holders
        )

    def _decide_coming(self, foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
        """Who was to be in a place took it, came or was there; or others hold it after the window."""
        if one.status not in HELD:
            return None
        if is_capture(one) or one.type == "CONTROL":
            return self._decide_control(foreseen, one, days)
        if not self._heads(foreseen.statement.actors) & self._heads(one.actors):
            return None
        if one.type == "FORCE":
            there = not one.quantities or any(it.high != 0 for it in one.quantities)
            return borne_out(foreseen, one, days, self._lineage) if there else None
        if not coming_forms().intersection(tokens(one.trigger.text)):
            return None
        came = borne_out(foreseen, one, days, self._lineage)
        return came or (too_late(foreseen, one, days) if is_return(foreseen, one) else None)

    def _decide_leaving(self, foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
        """Who was to be there no more is still there, or has left."""
        window = foreseen.window
        after = window is not None and days.first > window.last
        own = self._heads(foreseen.statement.actors)
        if one.type == "CONTROL":
            return self._decide_holding(foreseen, one, days)
        if one.type == "RETREAT" and one.status == "denied":
            is_told = after and bool(own & self._heads(one.actors)) and self._denies(foreseen, one)
            why = f"the report of {in_day(days)} says that it has not happened: “{one.quote}”"
            return not_borne_out(one, why) if is_told else None
        if one.type == "RETREAT" and one.status in HELD:
            return borne_out(foreseen, one, days, self._lineage)
        if (
            one.type == "FORCE"
            and one.status in HELD
            and after
            and not own & self._heads(one.places)
        ):
            is_there = not one.quantities or any(it.high != 0 for it in one.quantities)
            if is_there and holds_on(one, window):
                why = f"the report of {in_day(days)} says that they were there: “{one.quote}”"
                return replace(not_borne_out(one, why), indirect=is_late(days, window))
        return None

    def _decide_release(self, foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
        """Who was to be let go was, or is held after the window."""
        if one.status == "denied" or foresees_release(one) or one.type != "CAPTIVITY":
            return self._decide(foreseen, one, days)
        window = foreseen.window
        if window is None or days.first <= window.last or not holds_on(one, window):
            return None
        why = f"the report of {in_day(days)} says that they were held: “{one.quote}”"
        return replace(not_borne_out(one, why), indirect=is_late(days, window))

    def _decide_holding(self, foreseen: Foreseen, one: Statement, days: Days) -> Outcome | None:
        """Who was to leave a place and holds it after the window did not, or has come back since."""
        window = foreseen.window
        is_theirs = bool(self._heads(foreseen.statement.actors) & self._heads(one.actors))
        if one.mode != "held" or one.status not in HELD or not is_theirs or window is None:
            return None
        if days.first <= window.last or not holds_on(one, window):
            return None
        why = f"the report of {in_day(days)} says that they held it: “{one.quote}”"
        return replace(
            not_borne_out(one, why),
            indirect=is_late(days, window) and not has_lasted(one, window),
        )


_Deciding = Callable[[Foreseen, Statement, Days], Outcome | None]
