"""Forecasts and pacts of an evening, of those only that some reports may have changed.

Enters: what is held of all reports, with the keys by which it is found, and the days on which reports
come to be known. Leaves: what `Foretelling` and `find_pacts` give of the reports of an evening, without
reading those on which nothing rests.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property
from typing import Protocol

from rashomon.claiming.facts import whole_of
from rashomon.claiming.posting import (
    PACTS,
    REGISTERED,
    SETTLING,
    STATES,
    About,
    find_abouts,
    named_by,
    office,
)
from rashomon.claiming.touching import EVERY, Setting
from rashomon.instants import Days
from rashomon.records.changes import Change
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.statements import Statement
from rashomon.situation.bearings import STILL_NEWS
from rashomon.situation.expectations import EXPECTED, find_waiting
from rashomon.situation.forecasts import judge_one
from rashomon.situation.foreseen import tell_apart
from rashomon.situation.outcomes import Judge
from rashomon.situation.pacts import find_pacts
from rashomon.situation.prospects import HeldLater, Makers

_PERSON = "person"
"""The kind of those who bind whom they speak for."""


class Calendar(Protocol):
    """On which day which report comes to be known, and who is spoken of."""

    @property
    def ahead(self) -> int:
        """By how many days at most a report is known before the first on which it may be of."""

    def out(self, reports: Iterable[str], day: date) -> Set[str]:
        """Those of some reports that are known on the evening of a day."""

    def last(self, day: date) -> date | None:
        """The last day of the reports that are known on the evening of a day."""

    def spoken(self, entities: Iterable[str], day: date) -> Set[str]:
        """Those of some entities of which a statement speaks that is known on the evening of a day."""


class _Out:
    """The reports that are known by an evening, each looked up once."""

    def __init__(self, calendar: Calendar, day: date) -> None:
        self.last = day.toordinal() + calendar.ahead
        self._calendar = calendar
        self._day = day
        self._found: dict[str, bool] = {}

    def out(self, reports: Set[str]) -> Set[str]:
        """Those of some reports that are among them."""
        missing = {one for one in reports if one not in self._found}
        if missing:
            out = self._calendar.out(missing, self._day)
            self._found |= {one: one in out for one in missing}
        return {one for one in reports if self._found[one]}


class Hindsight:
    """Forecasts and pacts of two evenings, as far as the statements between them may change them.

    Args:
        setting: What is held of all reports.
        calendar: When reports come to be known.
        told: The statements of the reports that come to be known between the two.
        evenings: The two.
    """

    def __init__(
        self,
        setting: Setting,
        calendar: Calendar,
        told: Sequence[Statement],
        evenings: tuple[date, date],
    ) -> None:
        self._setting = setting
        self._calendar = calendar
        self._told = told
        self._earlier, self._later = evenings
        self._seen: dict[str, Statement] = {}

    # -- forecasts

    def forecasts(self, day: date) -> tuple[Forecast, ...]:
        """The forecasts of an evening that may be others on the two, sorted by id.

        How far reports cover their windows is not said.
        """
        makers, setting = self._makers, self._setting
        every = [makers.drawn[one] for one in sorted(makers.drawn)]
        out = self._calendar.out({one.report for one in every}, day)
        foreseeing = [one for one in every if one.report in out]
        last = self._calendar.last(day)
        among = _Out(self._calendar, day)
        held = HeldLater(setting, None if last is None else last.toordinal(), among, self._seen)
        held.look_up(foreseeing)
        judge = Judge(held, held.entities, in_full=False)
        apart = tell_apart(foreseeing, held.days_of(foreseeing), makers.claim_of())
        found = (judge_one(one, judge).forecast for one in apart)
        return tuple(sorted(found, key=lambda one: one.id))

    @cached_property
    def _makers(self) -> Makers:
        """All that makes the forecasts that are foreseen, or may be decided, by what is new."""
        workings = self._setting.workings
        seeds = {one.id for one in self._told}
        waiting = find_waiting(workings, self._doings(), self._spoken())
        groups = {
            name: kept.group
            for name in sorted(waiting)
            if (kept := workings.get(EXPECTED, name)) is not None
        }
        for name in groups.keys() - self._borne_out(groups):
            seeds |= set(groups[name])
        makers = Makers(Change(), self._setting)
        makers.draw(seeds)
        return makers

    def _borne_out(self, groups: Mapping[str, Sequence[str]]) -> Set[str]:
        """Those of some forecasts that came true before the earlier evening, whatever came later.

        A forecast is settled by the first report that tells of it, so that what settles it now settled
        it from the day on which that report was known.
        """
        held = {
            one.id: (*groups[one.id], *one.decided_by)
            for one in self._setting.held.forecasts(groups)
            if one.standing == "borne out"
        }
        said = self._setting.after.statements(name for some in held.values() for name in some)
        out = self._calendar.out({one.report for one in said.values()}, self._earlier)
        return {
            name
            for name, some in held.items()
            if all(one in said and said[one].report in out for one in some)
        }

    def _doings(self) -> Iterator[tuple[Days, frozenset[About]]]:
        """What doings the new statements tell of, each with the days of its report."""
        after = self._setting.after
        known = after.entities(name for one in self._told for name in named_by(one))
        reports = after.reports(one.report for one in self._told)
        for one in self._told:
            published = reports[one.report].published
            days = published.days or published.bounds
            if days is None or one.type is None or one.status not in SETTLING:
                continue
            doers = {whole_of(name, known) for name in one.actors}
            done_to = {whole_of(name, known) for name in one.targets}
            yield days, find_abouts(one.type, one, doers, done_to)

    def _spoken(self) -> Iterator[str]:
        """Of whom the new reports speak that are old by the later evening.

        That a window is covered matters where it was over long before somebody told what follows.
        """
        last = self._calendar.last(self._later)
        reports = self._setting.after.reports(one.report for one in self._told)
        for one in self._told:
            days = reports[one.report].published.days
            if days is not None and last is not None and last - days.last > STILL_NEWS:
                yield from (*one.places, *one.actors, *one.targets)

    # -- pacts

    def pacts(self, day: date) -> tuple[Pact, ...]:
        """The pacts of an evening."""
        statements, entities = self._resting
        out = self._calendar.out({one.report for one in statements}, day)
        present = self._present(entities, day)
        return find_pacts(
            [one for one in statements if one.report in out],
            [one for name, one in sorted(entities.items()) if name in present],
        )

    def touch_pacts(self, came: Iterable[str]) -> bool:
        """Whether pacts may be others on the two evenings.

        Args:
            came: The entities that are first spoken of between the two.
        """
        if any(one.type == "PACT" for one in self._told):
            return True
        listed = self._listed
        if not listed.isdisjoint(came):
            return True
        holders = {who for one in self._told if one.type == "POST" for who in one.actors}
        return not holders.isdisjoint(self._resting[1])

    @cached_property
    def _listed(self) -> frozenset[str]:
        """The states, and those whom registries know."""
        held = self._setting.held
        return frozenset((*held.listed(REGISTERED), *held.listed(STATES)))

    @cached_property
    def _resting(self) -> tuple[list[Statement], Mapping[str, Entity]]:
        """The statements that pacts rest on, sorted by id, and the entities, by id."""
        after, held = self._setting.after, self._setting.held
        on_pacts = after.statements(one.statement for one in held.members(PACTS, EVERY))
        named = {one for it in on_pacts.values() for one in named_by(it)}
        entities = after.entities(self._listed | named)
        people = sorted(name for name, one in entities.items() if one.kind == _PERSON)
        posts = {one.statement for name in people for one in held.members(office(name), EVERY)}
        every = {**on_pacts, **after.statements(posts)}
        return [every[one] for one in sorted(every)], entities

    def _present(self, entities: Mapping[str, Entity], day: date) -> Set[str]:
        """Those who were spoken of by an evening, and the wholes that they are part of."""
        found = set(self._calendar.spoken(entities, day))
        held = self._setting.held
        for name in sorted(entities.keys() - found):
            if self._calendar.spoken(held.parts_of([name]), day):
                found.add(name)
        return found
