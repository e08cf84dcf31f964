"""Any evening without counting all of it anew: what `knowledge.known_by` says, told from a chronicle.

Enters: findings. Leaves: a chronicle of them, and from it the findings of any evening, each kind found
when it is asked for. Most claims stand on an evening as they stand now, or are not known yet; only those
that are known in part are counted anew.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from msgspec import Struct

from rashomon.claiming.claims import mark_disputed
from rashomon.claiming.wording import may_hold_names
from rashomon.correcting.labels import Labels, find_labels
from rashomon.records.claims import Claim, Dispute
from rashomon.records.corrections import NO_RULINGS, Rulings
from rashomon.records.findings import Findings, FindingsLike
from rashomon.records.mentions import Entity, Mark
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Passage, Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement
from rashomon.situation.bearings import known_on
from rashomon.situation.forecasts import Foretelling
from rashomon.situation.knowledge import (
    Known,
    called_by,
    claim_among,
    disputes_among,
    spoken_of,
)
from rashomon.situation.pacts import find_pacts

One = TypeVar("One", Claim, Dispute)


class Told(Struct, Generic[One], frozen=True):
    """A claim or a dispute, and the days on which its first and its last statement came to be known.

    ``now`` is the record of the findings; ``made`` what counting it anew with all its statements gives,
    the same object where that is the same.
    """

    first: date
    last: date
    now: One
    made: One


class Chronicle:
    """Findings with the days on which each record came to be known.

    **Cost** About that of one `knowledge.known_by`, once. An evening then costs a pass over the records
    that are asked for, and counting what is known in part.
    """

    def __init__(self, findings: Findings, rulings: Rulings = NO_RULINGS) -> None:
        self.findings = findings
        self.labels = find_labels(findings, rulings)
        self.reports = {one.id: one for one in findings.reports}
        self.days = {one.id: known_on(one) for one in findings.reports}
        self.last = max(self.days.values(), default=date.min)
        self.statements = {one.id: one for one in findings.statements}
        self.told = {one.id: self.days[one.report] for one in findings.statements}
        self.ordinals = [self.days[one.report].toordinal() for one in findings.statements]
        self.names = _Names(findings, self.days, self.labels)
        self.claims = sorted(self._claims(), key=lambda one: one.last)
        self.partial = [one for one in self.claims if one.first < one.last]
        self.ids = [one.now.id for one in self.claims]
        self.lasts = [one.last for one in self.claims]
        self.made = [one.made for one in self.claims]
        self.disputes = list(self._disputes())
        self.remembered: dict[tuple[str, int], Claim] = {}
        self.in_disputes = frozenset(
            claim for one in findings.disputes for side in one.sides for claim in side.claims
        )
        self.never_steady = self.in_disputes.union(
            [one.now.id for one in self.claims if one.made is not one.now],
            [one.now.id for one in self.disputes if one.made is not one.now],
        )
        self.claims_naming = _naming(self.claims, self.names.changing, self._statements_of)
        self.claims_at = _placed(self.claims_naming, self._statements_of)
        self.disputes_naming = _naming(self.disputes, self.names.changing, self._statements_of)

    @cached_property
    def foretelling(self) -> Foretelling:
        """What is foreseen and what is told, ready to be asked for the forecasts of any evening."""
        return Foretelling(self.findings)

    def on(self, day: date) -> FindingsLike:
        """The findings as they could be known on the evening of a day: those of `knowledge.known_by`."""
        return self.findings if day >= self.last else Evening(self, day)

    def known(self, statements: Iterable[str], day: date) -> dict[str, Statement]:
        """Those of some statements that were known on the evening of a day, by id."""
        return {
            one: self.statements[one]
            for one in statements
            if one in self.told and self.told[one] <= day
        }

    def _claims(self) -> Iterator[Told[Claim]]:
        known = self._everything()
        for claim in self.findings.claims:
            made = claim_among(claim, known)
            if made is not None:
                days = [self.told[one] for one in made.statements]
                yield Told(min(days), max(days), claim, claim if made == claim else made)

    def _disputes(self) -> Iterator[Told[Dispute]]:
        claims = dict(zip(self.ids, self.made, strict=True))
        known = self._everything()
        for dispute in self.findings.disputes:
            made = disputes_among([dispute], claims, known)
            for one in made:
                days = [self.told[told] for side in one.sides for told in side.statements]
                yield Told(min(days), max(days), dispute, dispute if one == dispute else one)

    def _everything(self) -> Known:
        entities = {one.id: one for one in self.findings.entities}
        return Known(self.statements, self.reports, entities, self.labels)

    def _statements_of(self, record: Claim | Dispute) -> Iterator[Statement]:
        names = (
            record.statements
            if isinstance(record, Claim)
            else [one for side in record.sides for one in side.statements]
        )
        return (self.statements[one] for one in names if one in self.statements)


class Evening:
    """The findings of one evening, each kind found when it is asked for."""

    def __init__(self, chronicle: Chronicle, day: date) -> None:
        self.day = day
        self._all = chronicle

    @cached_property
    def out(self) -> frozenset[str]:
        """The ids of the reports that were out by then."""
        return frozenset(one for one, day in self._all.days.items() if day <= self.day)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports that were out by then."""
        out = self.out
        return tuple([one for one in self._all.findings.reports if one.id in out])

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Their passages."""
        out = self.out
        return tuple([one for one in self._all.findings.passages if one.report in out])

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Their marks."""
        out = self.out
        return tuple([one for one in self._all.findings.marks if one.report in out])

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Their statements."""
        last, every = self.day.toordinal(), self._all
        told = zip(every.findings.statements, every.ordinals, strict=True)
        return tuple([one for one, day in told if day <= last])

    @cached_property
    def reuse(self) -> tuple[Reuse, ...]:
        """What they took from one another."""
        out, every = self.out, self._all.findings.reuse
        return tuple([one for one in every if one.from_report in out and one.to_report in out])

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Those who were spoken of by then, under the names in use."""
        return tuple(self._all.names.on(self.day))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims with the statements, origins and status that they had by then."""
        known = self.claims_by_id
        return tuple([known[one] for one in sorted(known)])

    @cached_property
    def claims_by_id(self) -> dict[str, Claim]:
        """The same by their ids."""
        found = dict(self._counted)
        disputed = {claim for one in self.disputes for side in one.sides for claim in side.claims}
        marked = {one: found[one] for one in disputed}
        found.update((one.id, one) for one in mark_disputed(marked, self.disputes))
        return found

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """The disputes of which two accounts at least had been given, with these."""
        found: list[Dispute] = []
        for one in self._all.disputes:
            if one.last <= self.day:
                found.append(one.made)
            elif one.first <= self.day:
                told = self._all.known(
                    (name for side in one.now.sides for name in side.statements), self.day
                )
                found += disputes_among([one.now], self._counted, self._known(told))
        return tuple(found)

    @cached_property
    def pacts(self) -> tuple[Pact, ...]:
        """The pacts that had been told of."""
        return find_pacts(self.statements, self.entities)

    @cached_property
    def forecasts(self) -> tuple[Forecast, ...]:
        """The forecasts, with what could be told of their outcome."""
        return self._all.foretelling.on(self.out, self._entities)

    @cached_property
    def unsteady(self) -> frozenset[str]:
        """The claims and disputes of which something else is to be shown than now, or nothing yet.

        All others stand as they do now, with the same words, names, reports and origins.
        """
        day, every = self.day, self._all
        found = set(every.ids[bisect_right(every.lasts, day) :])
        found.update(one.now.id for one in every.disputes if one.last > day)
        found |= every.never_steady
        return frozenset(found | self.renamed)

    @cached_property
    def relocated(self) -> frozenset[str]:
        """The claims of which a place then went by another name."""
        every = self._all
        return frozenset(
            claim
            for entity in every.names.other_on(self.day)
            for claim in every.claims_at.get(entity, ())
        )

    @cached_property
    def renamed(self) -> frozenset[str]:
        """The claims and disputes that speak of somebody who then went by another name."""
        every = self._all
        found: set[str] = set()
        for entity in every.names.other_on(self.day):
            found.update(one.now.id for one in every.claims_naming.get(entity, ()))
            found.update(one.now.id for one in every.disputes_naming.get(entity, ()))
        return frozenset(found)

    def whole(self) -> Findings:
        """The same with all kinds found."""
        return Findings(**{kind: getattr(self, kind) for kind in Findings.__struct_fields__})

    @cached_property
    def _counted(self) -> dict[str, Claim]:
        """The claims by id, before it is asked which are disputed."""
        day, every = self.day, self._all
        whole = bisect_right(every.lasts, day)
        found = dict(zip(every.ids[:whole], every.made[:whole], strict=True))
        anew = {one.now.id: one.now for one in every.partial if one.first <= day < one.last}
        for entity in every.names.other_on(day):
            for one in every.claims_naming.get(entity, ()):
                if one.last <= day and may_hold_names(one.made.text):
                    anew[one.now.id] = one.now
        for claim in anew.values():
            told = every.known(claim.statements, day)
            # Statements come to be known in one order, so that their number tells which they are.
            key = (claim.id, len(told))
            made = every.remembered.get(key)
            if made is None or claim.id in self.renamed:
                made = claim_among(claim, self._known(told))
                if made is not None and not may_hold_names(made.text):
                    every.remembered[key] = made
            if made is not None:
                found[made.id] = made
        return found

    def _known(self, told: Mapping[str, Statement]) -> Known:
        every = self._all
        return Known(told, every.reports, self._entities, every.labels)

    @cached_property
    def _entities(self) -> Mapping[str, Entity]:
        return {one.id: one for one in self.entities}


class _Names:
    """From which day on who is spoken of, and under which names."""

    def __init__(self, findings: Findings, days: Mapping[str, date], labels: Labels) -> None:
        self._entities = findings.entities
        used: dict[str, dict[str, date]] = defaultdict(dict)
        first: dict[str, date] = {}
        for mark in findings.marks:
            if mark.entity is not None:
                day, texts = days[mark.report], used[mark.entity]
                if day < texts.get(mark.text, date.max):
                    texts[mark.text] = day
        for entity, texts in used.items():
            first[entity] = min(texts.values())
        for one in findings.statements:
            day = days[one.report]
            for entity in spoken_of(one):
                if day < first.get(entity, date.max):
                    first[entity] = day
        self._first = _with_wholes(first, findings.entities)
        self._versions = {
            one.id: _versions(one, used[one.id], is_given=one.id in labels.names)
            for one in findings.entities
            if one.id in used
        }
        self.changing = frozenset(
            one.id
            for one in findings.entities
            if any(version.name != one.name for _, version in self._versions.get(one.id, ()))
        )

    def on(self, day: date) -> Iterator[Entity]:
        """Those spoken of by the evening of a day, as they were called."""
        for one in self._entities:
            if self._first.get(one.id, date.max) <= day:
                yield self._version(one, day)

    def other_on(self, day: date) -> list[str]:
        """Those who then went by another name than now."""
        return [
            one.id
            for one in self._entities
            if one.id in self.changing and self._version(one, day).name != one.name
        ]

    def _version(self, entity: Entity, day: date) -> Entity:
        versions = self._versions.get(entity.id, ())
        if len(versions) == 1:
            return versions[0][1] if versions[0][0] <= day else entity
        at = bisect_right(versions, day, key=lambda one: one[0])
        return versions[at - 1][1] if at else entity


def _versions(
    entity: Entity, used: Mapping[str, date], *, is_given: bool
) -> list[tuple[date, Entity]]:
    """An entity as it is called from a day on, for each day on which that changes."""
    found: list[tuple[date, Entity]] = []
    texts: set[str] = set()
    for day in sorted(set(used.values())):
        texts.update(text for text, since in used.items() if since == day)
        called = called_by(entity, texts, is_given=is_given)
        if called == entity:
            called = entity
        if not found or found[-1][1] != called:
            found.append((day, called))
    return found


def _with_wholes(first: Mapping[str, date], entities: Sequence[Entity]) -> dict[str, date]:
    """The days with those of wholes, which are spoken of with their parts."""
    above = {one.id: one.part_of for one in entities}
    found = dict(first)
    for one, day in first.items():
        whole = above.get(one)
        seen = {one}
        while whole is not None and whole not in seen:
            seen.add(whole)
            if day < found.get(whole, date.max):
                found[whole] = day
            whole = above.get(whole)
    return found


def _placed(
    naming: Mapping[str, Iterable[Told[Claim]]],
    statements_of: Callable[[Claim], Iterable[Statement]],
) -> dict[str, list[str]]:
    """By entities the ids of those claims that name them as a place, of all that name them."""
    return {
        entity: [
            one.now.id
            for one in told
            if any(entity in each.places for each in statements_of(one.now))
        ]
        for entity, told in naming.items()
    }


def _naming(
    told: Iterable[Told[One]],
    entities: frozenset[str],
    statements_of: Callable[[One], Iterable[Statement]],
) -> dict[str, list[Told[One]]]:
    """By some entities the records of which a statement has them in a role."""
    found: dict[str, list[Told[One]]] = defaultdict(list)
    if not entities:
        return found
    for one in told:
        named: set[str] = set()
        for each in statements_of(one.now):
            named.update(each.actors, each.targets, each.places)
        for entity in sorted(named & entities):
            found[entity].append(one)
    return found
