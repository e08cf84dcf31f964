"""An outlook on the statements of a ledger: as they were before a change, or as they are after it.

Only what is asked for is looked up, each once.
"""

from collections.abc import Iterable, Mapping, Set
from typing import Generic, TypeVar

from rashomon.claiming.facts import (
    Facts,
    find_fact,
    find_scenes,
    is_description,
    states_by_code,
    weigh_names,
)
from rashomon.claiming.held import Held
from rashomon.claiming.posting import STATES, is_state, named_by
from rashomon.records.changes import Change, Regrounded
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement

T = TypeVar("T", Report, Statement, Entity, Reuse)

_SIGNING = "signing"


class Overlay(Generic[T]):
    """Records of one kind with a change laid over them."""

    def __init__(self, change: Change[T]) -> None:
        self.put: dict[str, T] = {one.id: one for one in change.put}
        self._gone = frozenset(change.gone)

    def over(self, found: Iterable[T], added: Iterable[T] = ()) -> dict[str, T]:
        """The records found, as they are after the change, with others that it adds."""
        kept = {one.id: self.put.get(one.id, one) for one in found if one.id not in self._gone}
        return kept | {one.id: one for one in added}


class Outlook:
    """Statements, reports, entities and reuses, and the facts of statements."""

    def __init__(self, held: Held, change: Regrounded | None = None) -> None:
        change = change or Regrounded()
        self._held = held
        self._reports = Overlay(change.reports)
        self._statements = Overlay(change.statements)
        self._entities = Overlay(change.entities)
        self._reuse = Overlay(change.reuse)
        self._seen_reports: dict[str, Report | None] = {}
        self._seen_entities: dict[str, Entity | None] = {}
        self._seen_facts: dict[str, Facts | None] = {}
        self._complete: dict[str, dict[str, Statement]] = {}
        self._states: dict[str, str] | None = None

    def reports(self, ids: Iterable[str]) -> dict[str, Report]:
        """The reports with some ids."""
        wanted = sorted(set(ids))
        missing = [one for one in wanted if one not in self._seen_reports]
        if missing:
            held = self._held.reports(one for one in missing if one not in self._reports.put)
            found = self._reports.over(held, self._put(self._reports, missing))
            self._seen_reports |= {one: found.get(one) for one in missing}
        return {one: it for one in wanted if (it := self._seen_reports[one]) is not None}

    def statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """The statements with some ids."""
        wanted = sorted(set(ids))
        held = self._held.statements(one for one in wanted if one not in self._statements.put)
        return self._statements.over(held, self._put(self._statements, wanted))

    def statements_of(self, reports: Iterable[str]) -> dict[str, Statement]:
        """All statements of some reports, by id."""
        wanted = sorted(set(reports))
        missing = [one for one in wanted if one not in self._complete]
        if missing:
            self._complete |= {one: {} for one in missing}
            fresh = [one for one in self._statements.put.values() if one.report in set(missing)]
            found = self._statements.over(self._held.statements_of(missing), fresh)
            for one in found.values():
                self._complete.setdefault(one.report, {})[one.id] = one
        return {name: one for report in wanted for name, one in self._complete[report].items()}

    def statements_among(self, reports: Iterable[str], names: Set[str]) -> dict[str, Statement]:
        """Those of some reports' statements that are among some ids, and no others looked up."""
        wanted = set(reports)
        held = set(self._held.statements_naming(wanted))
        fresh = {one for one, it in self._statements.put.items() if it.report in wanted}
        found = self.statements((held | fresh) & names)
        return {name: one for name, one in found.items() if one.report in wanted}

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """The entities with some ids, and all that these are part of."""
        found: dict[str, Entity] = {}
        wanted = set(ids)
        while wanted:
            missing = sorted(wanted - self._seen_entities.keys())
            if missing:
                held = self._held.entities(one for one in missing if one not in self._entities.put)
                known = self._entities.over(held, self._put(self._entities, missing))
                self._seen_entities |= {one: known.get(one) for one in missing}
            new = {one: it for one in wanted if (it := self._seen_entities[one]) is not None}
            found |= new
            wanted = {one.part_of for one in new.values() if one.part_of is not None} - found.keys()
        return found

    def reuse(self, ids: Iterable[str]) -> dict[str, Reuse]:
        """The reuses with some ids."""
        wanted = sorted(set(ids))
        return self._reuse.over(self._held.reuse(wanted), self._put(self._reuse, wanted))

    def reuse_of(self, reports: Iterable[str]) -> dict[str, Reuse]:
        """The passages that some reports have in common with others."""
        wanted = set(reports)
        found = self._reuse.over(
            self._held.reuse_of(sorted(wanted)),
            (one for one in self._reuse.put.values() if wanted & {one.from_report, one.to_report}),
        )
        return {
            name: one
            for name, one in sorted(found.items())
            if wanted & {one.from_report, one.to_report}
        }

    def facts(self, ids: Iterable[str]) -> dict[str, Facts]:
        """The facts of the statements with some ids."""
        wanted = sorted(set(ids))
        missing = [one for one in wanted if one not in self._seen_facts]
        if missing:
            self._seen_facts |= dict.fromkeys(missing)
            self._seen_facts |= self._find_facts(self.statements(missing))
        return {one: it for one in wanted if (it := self._seen_facts[one]) is not None}

    def everything(self) -> tuple[list[Report], list[Statement], list[Entity]]:
        """All reports, statements and entities, each sorted by id; at the cost of all of them."""
        reports = self._reports.over(self._held.all_of("report"), self._reports.put.values())
        said = self._statements.over(self._held.all_of("statement"), self._statements.put.values())
        known = self._entities.over(self._held.all_of("entity"), self._entities.put.values())
        return (
            [reports[one] for one in sorted(reports)],
            [said[one] for one in sorted(said)],
            [known[one] for one in sorted(known)],
        )

    def _find_facts(self, statements: Mapping[str, Statement]) -> dict[str, Facts]:
        known = self.entities(one for it in statements.values() for one in named_by(it))
        published = self.reports(one.report for one in statements.values())
        described = {
            one.report
            for one in statements.values()
            if any(is_description(known.get(place)) for place in one.places)
        }
        siblings = self.statements_of(described)
        spots = self.entities(place for one in siblings.values() for place in one.places)
        scenes = find_scenes(list(siblings.values()), spots)
        states = self._find_states(statements.values())
        found = {}
        for name, one in statements.items():
            report = published.get(one.report)
            when = None if report is None else report.published
            found[name] = find_fact(one, known, when, scenes.get(name), states)
        return found

    def _find_states(self, statements: Iterable[Statement]) -> Mapping[str, str]:
        """The states by their codes, where a statement tells who signed for one."""
        if not any(one.terms is not None and one.terms.role == _SIGNING for one in statements):
            return {}
        if self._states is None:
            fresh = [one.id for one in self._entities.put.values() if is_state(one)]
            found = self.entities([*self._held.listed(STATES), *fresh])
            self._states = states_by_code([found[one] for one in sorted(found)])
        return self._states

    @staticmethod
    def _put(overlay: Overlay[T], ids: Iterable[str]) -> list[T]:
        return [overlay.put[one] for one in ids if one in overlay.put]


class Weights:
    """The weights of names, looked up as they are needed, each once."""

    def __init__(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self._known: dict[str, float] = {}

    def of(self, facts: Iterable[Facts]) -> Mapping[str, float]:
        """The weights of all names that some statements give, among others."""
        named = {
            one for it in facts for one in (*it.actors, *it.targets, *it.places, *it.scene)
        } - self._known.keys()
        if named:
            self._known |= weigh_names(self._outlook.entities(named).values())
        return self._known
