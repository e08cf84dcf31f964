"""Forecasts after a change of reports: those only that the change can touch.

Enters: what changes among statements and claims, what is held of the reckoning before, and where its
forecasts are found. Leaves: the forecasts that change, by the rules for all statements at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import Protocol

from rashomon.claiming.facts import Facts
from rashomon.claiming.outlook import Outlook
from rashomon.claiming.posting import About, done, named_by, spoken_of
from rashomon.claiming.touching import Setting, Touched
from rashomon.instants import Days
from rashomon.records.changes import Change, Regrounded
from rashomon.records.claims import Claim
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Forecast
from rashomon.records.statements import Statement
from rashomon.situation.expectations import (
    EXPECTED,
    LAST,
    MADE,
    drop_forecasts,
    find_due,
    find_last,
    find_touchable,
    keep_forecasts,
)
from rashomon.situation.forecasts import MOST_LATER, Settled, judge_one
from rashomon.situation.foreseen import nest, tell_apart
from rashomon.situation.foresights import foresees
from rashomon.situation.outcomes import Judge
from rashomon.workings import Workings

_AT_ONCE = 64
"""Statements looked up together where few of many may be enough."""


def renew_forecasts(
    workings: Workings,
    change: Regrounded,
    touched: Touched,
    claims: Change[Claim],
    setting: Setting,
) -> Change[Forecast]:
    """The forecasts that change, while what is kept of them is brought up to date.

    They are those that a statement makes which changed or is part of another claim now, those that wait
    for what a changed statement tells or speaks of, and those whose windows are over by the last report.

    **Cost** That of the forecasts touched, and of the statements by which they are settled.

    Args:
        workings: Where forecasts are found.
        change: What changes among reports and statements.
        touched: The statements that this touches.
        claims: The claims that change.
        setting: What is held; its ties are those after the change.

    Raises:
        UnfitError: A report of the last day went.
    """
    kept, last = workings.get(LAST, ""), _find_last(workings, change, setting)
    moved: list[Facts] = [*touched.old.values(), *touched.new.values()]
    names = find_touchable(workings, moved)
    if kept is not None and last is not None and kept != last:
        names |= find_due(workings, date.fromordinal(kept), date.fromordinal(last))
    makers = Makers(claims, setting)
    moved_home = workings.under(
        MADE, makers.moved()
    )  # of those that stay, who foresees has made one
    seeds = {*touched.dirty, *touched.old, *change.statements.gone, *moved_home}
    later = HeldLater(setting, last)
    old = _close(workings, makers, names, seeds)
    settled = _settle(makers, later)
    drop_forecasts(workings, sorted(old))
    keep_forecasts(workings, settled, later.last)
    before = {one.id: one for one in setting.held.forecasts(sorted(old))}
    after = {one.forecast.id: one.forecast for one in settled}
    put = tuple(after[one] for one in sorted(after) if before.get(one) != after[one])
    return Change(put, tuple(sorted(before.keys() - after.keys())))


def _find_last(workings: Workings, change: Regrounded, setting: Setting) -> int | None:
    put = {one.id: one.published.days for one in change.reports.put}
    was = setting.before.reports([*put, *change.reports.gone])
    gone = [one.published.days for name, one in was.items() if one.published.days != put.get(name)]
    return find_last(workings.get(LAST, ""), gone, put.values())


def _close(workings: Workings, makers: "Makers", names: set[str], seeds: set[str]) -> set[str]:
    """The forecasts before that a change touches; all that makes them now is drawn in with them."""
    old = set(names)
    fresh = set(names)
    seeds = set(seeds)
    while fresh or seeds:
        for name in sorted(fresh):
            kept = workings.get(EXPECTED, name)
            seeds |= set() if kept is None else set(kept.group)
        drawn = makers.draw(seeds)
        fresh = set(workings.under(MADE, seeds | drawn).values()) - old
        old |= fresh
        seeds = set()
    return old


class Makers:
    """The statements that foresee, drawn in with all that they may foresee the same with."""

    def __init__(self, claims: Change[Claim], setting: Setting) -> None:
        self._setting = setting
        self._put = {one: claim for claim in claims.put for one in claim.statements}
        self._fresh = {*(one.id for one in claims.put), *claims.gone}
        self._of: dict[str, Claim | None] = {}
        self._asked: set[str] = set()
        self.drawn: dict[str, Statement] = {}

    def moved(self) -> set[str]:
        """The statements whose claim is another than before."""
        was = {
            one: claim.id
            for claim in self._setting.held.claims(sorted(self._fresh))
            for one in claim.statements
        }
        now = {one: claim.id for one, claim in self._put.items()}
        return {one for one in was.keys() | now.keys() if was.get(one) != now.get(one)}

    def claim_of(self) -> dict[str, str]:
        """The claims of what is drawn in."""
        return {one: claim.id for one in self.drawn if (claim := self._claim(one)) is not None}

    def draw(self, seeds: Iterable[str]) -> set[str]:
        """Draw in those of some statements that foresee, and give the ids of all that come with them."""
        found: set[str] = set()
        wanted = set(seeds)
        while wanted := wanted - self._asked:
            self._asked |= wanted
            said = self._setting.after.statements(wanted)
            fresh = {name: one for name, one in said.items() if foresees(one)}
            self.drawn |= fresh
            found |= fresh.keys()
            wanted = self._beside(fresh) | self._of_claims(fresh)
        return found

    def _beside(self, fresh: Mapping[str, Statement]) -> set[str]:
        """The clauses of the same sentences."""
        after = self._setting.after
        said = after.statements_of(one.report for one in fresh.values())
        nested = list(nest(one for one in said.values() if foresees(one)))
        widest = {within.id for one, within in nested if one.id in fresh}
        return {one.id for one, within in nested if within.id in widest}

    def _of_claims(self, fresh: Iterable[str]) -> set[str]:
        wanted = sorted(fresh)
        missing = [one for one in wanted if one not in self._put and one not in self._of]
        self._of |= dict.fromkeys(missing)
        for held in self._setting.held.claims_of(missing):
            if held.id not in self._fresh:
                self._of |= dict.fromkeys(held.statements, held)
        claims = [claim for one in wanted if (claim := self._claim(one)) is not None]
        return {one for claim in claims for one in claim.statements}

    def _claim(self, statement: str) -> Claim | None:
        return self._put.get(statement) or self._of.get(statement)


def _settle(makers: Makers, held: "HeldLater") -> list[Settled]:
    """All that is foreseen by what was drawn in, and what became of it."""
    foreseeing = [makers.drawn[one] for one in sorted(makers.drawn)]
    held.look_up(foreseeing)
    published = held.days_of(foreseeing)
    judge = Judge(held, held.entities)
    found = tell_apart(foreseeing, published, makers.claim_of())
    settled = [judge_one(one, judge) for one in found]
    return sorted(settled, key=lambda one: one.forecast.id)


class Among(Protocol):
    """Some of all reports, those that are known by an evening."""

    @property
    def last(self) -> int:
        """A day on or before which each of them may first have been published."""

    def out(self, reports: Set[str]) -> Set[str]:
        """Those of some reports that are among them."""


class _Entities(Mapping[str, Entity]):
    """The entities after a change, looked up one by one."""

    def __init__(self, after: Outlook) -> None:
        self._after = after
        self._seen: dict[str, Entity | None] = {}

    def look_up(self, ids: Iterable[str]) -> None:
        """Have some entities at hand, and what they are part of."""
        missing = {one for one in ids if one not in self._seen}
        if missing:
            self._seen |= dict.fromkeys(sorted(missing)) | self._after.entities(missing)

    def __getitem__(self, entity: str) -> Entity:
        self.look_up([entity])
        found = self._seen[entity]
        if found is None:
            raise KeyError(entity)
        return found

    def __iter__(self) -> Iterator[str]:
        return (one for one, found in self._seen.items() if found is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class HeldLater:
    """Statements after a change, looked up by what they tell of and speak of, each once.

    Args:
        setting: Where they are looked up.
        last: The last day of all reports.
        among: Which reports are looked at; all unless given.
        seen: Statements that were looked up for another evening, which are added to.
    """

    def __init__(
        self,
        setting: Setting,
        last: int | None,
        among: "Among | None" = None,
        seen: dict[str, Statement] | None = None,
    ) -> None:
        self.last = None if last is None else date.fromordinal(last)
        self._among = among
        self.entities = _Entities(setting.after)
        self._held, self._after = setting.held, setting.after
        self._statements: dict[str, Statement] = {} if seen is None else seen
        self._telling: dict[tuple[About, date], list[tuple[Days, Statement]]] = {}

    def look_up(self, statements: Iterable[Statement]) -> None:
        """Have the entities at hand that statements name."""
        self.entities.look_up({name for one in statements for name in named_by(one)})

    def days_of(self, statements: Sequence[Statement]) -> dict[str, Days | None]:
        """The days of the reports of some statements."""
        found = self._after.reports(one.report for one in statements)
        return {name: one.published.days for name, one in found.items()}

    def telling(self, about: About, after: date) -> list[tuple[Days, Statement]]:
        """The first statements that tell of a doing in reports of after a day."""
        if (about, after) not in self._telling:
            found: list[tuple[Days, Statement]] = []
            for said in self._following(done(about), after.toordinal() + 1, MOST_LATER):
                self.look_up(said)
                found += self._dated(said)
                if len(found) >= MOST_LATER:
                    break
            self._telling[about, after] = found[:MOST_LATER]
        return self._telling[about, after]

    def speaking(self, name: str, since: date) -> Iterator[tuple[str, Days]]:
        """The reports that speak of somebody or some place from a day on, by their last days."""
        for said in self._following(spoken_of(name), since.toordinal(), _AT_ONCE):
            for days, one in self._dated(said):
                yield one.report, days

    def _following(self, key: tuple[str, ...], rank: int, number: int) -> Iterator[list[Statement]]:
        """The statements under a key from a rank on, some at once."""
        seen = set[str]()
        last = date.max.toordinal() if self._among is None else self._among.last
        while True:
            rows = self._held.following(key, rank, number)
            fresh = [
                one.statement for one in rows if one.statement not in seen and one.rank <= last
            ]
            yield self._load(fresh)
            seen |= set(fresh)
            if len(rows) < number or rows[-1].rank > last:
                return
            number = number if rows[-1].rank > rank else 2 * number
            rank = rows[-1].rank

    def _dated(self, said: Sequence[Statement]) -> list[tuple[Days, Statement]]:
        named = {one.report for one in said}
        reports = self._after.reports(named if self._among is None else self._among.out(named))
        when = {name: one.published.days or one.published.bounds for name, one in reports.items()}
        return [(days, one) for one in said if (days := when.get(one.report)) is not None]

    def _load(self, ids: Iterable[str]) -> list[Statement]:
        wanted = list(ids)
        missing = [one for one in wanted if one not in self._statements]
        if missing:
            self._statements |= self._after.statements(missing)
        return [it for one in wanted if (it := self._statements.get(one)) is not None]
