"""One state of a ledger in memory: every record, found by its id and by its relations.

A snapshot never changes; a ledger that changed gives another one. What could be known on a day is a
snapshot of its own, made by `rashomon.situation.evenings`. Maps are made when they are first asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property
from threading import Lock, RLock
from typing import Any, TypeVar, cast

from msgspec import Struct

from rashomon.exporting.making import corpus_digest
from rashomon.instants import Days
from rashomon.ledger.codec import FIELDS
from rashomon.records.claims import Claim, Dispute
from rashomon.records.corrections import NO_RULINGS
from rashomon.records.findings import Findings, FindingsLike
from rashomon.records.mentions import Entity, Mark
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Passage, Reject, Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement
from rashomon.situation.evenings import Chronicle, Evening

Value = TypeVar("Value")
One = TypeVar("One")


class Follows(Struct, frozen=True):
    """The snapshot that one is like, but for the claims and disputes that are ``unsteady``.

    These are all that are not the same in both or not in both, of which something else is to be told, or
    that stand in a dispute in one of them only. ``relocated`` are the claims of which a
    place goes by another name.
    """

    before: "Snapshot"
    unsteady: Callable[[], Set[str]]
    relocated: Callable[[], Set[str]] = frozenset


class Snapshot:
    """All records of one state of a ledger, as known on one day or now.

    ``seq`` is the number of the newest entry, ``asof`` the day of knowledge (None: now), ``findings``
    the records, ``rejects`` the inputs that became no report, ``rulings`` those that the records were
    made under; ``follows`` is what it is like, None once nothing is made from that any more. Maps from
    ids to records hold one record a value; maps by relation hold tuples, in the order of ids or of the
    text, and lack what has none: use ``snapshot.statements_of_report.get(report, ())``.
    """

    def __init__(
        self,
        findings: FindingsLike,
        *,
        seq: int = 0,
        asof: date | None = None,
        rejects: tuple[Reject, ...] = (),
        unfinished: bool = False,
        follows: Follows | None = None,
    ) -> None:
        self.findings = findings
        self.seq = seq
        self.asof = asof
        self.rejects = rejects
        self.unfinished = unfinished
        self.follows = follows
        self.rulings = NO_RULINGS
        self._lock = Lock()
        self._locks: dict[str, AbstractContextManager[Any]] = {}
        self._kept: dict[str, Any] = {}

    def on(self, day: date) -> "Snapshot":
        """The same as known on the evening of a day."""
        gathered = self.chronicle.on(day)
        follows = None
        if isinstance(gathered, Evening):
            evening = gathered
            follows = Follows(self, lambda: evening.unsteady, lambda: evening.relocated)
        return Snapshot(gathered, seq=self.seq, asof=day, rejects=self.rejects, follows=follows)

    @property
    def chronicle(self) -> Chronicle:
        """The findings with the days on which each record came to be known."""
        return self.keep("chronicle", lambda one: Chronicle(one.whole(), one.rulings))

    def whole(self) -> Findings:
        """The findings with every kind found."""
        found = self.findings
        return found.whole() if isinstance(found, Evening) else cast("Findings", found)

    # -- by id

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """Reports by id."""
        return _by_id(self.findings.reports)

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Passages by id."""
        then = self._then
        if then is not None:
            return then.records(then.now.passages)
        return _by_id(self.findings.passages)

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """Marks by id."""
        then = self._then
        if then is not None:
            return then.records(then.now.marks)
        return _by_id(self.findings.marks)

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Statements by id."""
        then = self._then
        if then is not None:
            return then.records(then.now.statements)
        return _by_id(self.findings.statements)

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Entities by id."""
        return _by_id(self.findings.entities)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""
        if isinstance(self.findings, Evening):
            return self.findings.claims_by_id
        return _by_id(self.findings.claims)

    @cached_property
    def disputes(self) -> Mapping[str, Dispute]:
        """Disputes by id."""
        return _by_id(self.findings.disputes)

    @cached_property
    def reuse(self) -> Mapping[str, Reuse]:
        """Passages taken from another report, by id."""
        return _by_id([one for one in self.findings.reuse if not one.standing])

    @cached_property
    def standing(self) -> Mapping[str, Reuse]:
        """Standing matter, which two reports print and neither took, by id."""
        return _by_id([one for one in self.findings.reuse if one.standing])

    @cached_property
    def pacts(self) -> Mapping[str, Pact]:
        """Pacts by id."""
        return _by_id(self.findings.pacts)

    @cached_property
    def forecasts(self) -> Mapping[str, Forecast]:
        """Forecasts by id."""
        return _by_id(self.findings.forecasts)

    @cached_property
    def _then(self) -> "_Then | None":
        """For a day, how what was known by then is looked up in what is known now."""
        if self.follows is None or not isinstance(self.findings, Evening):
            return None
        return _Then(self.follows.before, self.findings.out)

    def find(self, record: str) -> tuple[str, Any] | None:
        """The kind (``report``, ``claim``, …) and the record that goes by an id; None for none."""
        for kind, field in FIELDS.items():
            found = getattr(self, field).get(record)
            if found is not None:
                return kind, found
        return None

    def name(self, record: str | None) -> str:
        """The name of an entity or a pact; words that are no id stay as they are."""
        if record is None:
            return ""
        named = self.entities.get(record) or self.pacts.get(record)
        return record if named is None else named.name

    # -- by relation

    @cached_property
    def claim_of_statement(self) -> Mapping[str, Claim]:
        """The claim that a statement belongs to."""
        then = self._then
        if then is not None:
            return then.standings(self.claims)
        return {one: claim for claim in self.findings.claims for one in claim.statements}

    @cached_property
    def statements_of_report(self) -> Mapping[str, tuple[Statement, ...]]:
        """What a report says, in the order of its text."""
        then = self._then
        if then is not None:
            return then.groups(then.now.statements_of_report)
        return _sorted(_grouped(self.findings.statements, lambda one: (one.report,)), _by_span)

    @cached_property
    def statements_of_passage(self) -> Mapping[str, tuple[Statement, ...]]:
        """What a passage says, in the order of its text."""
        then = self._then
        if then is not None:
            return then.groups(then.now.statements_of_passage)
        return _sorted(_grouped(self.findings.statements, lambda one: (one.passage,)), _by_span)

    @cached_property
    def statements_of_entity(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements in which an entity acts, is acted on, is the place or speaks."""
        then = self._then
        if then is not None:
            return then.mixed(then.now.statements_of_entity)
        return _grouped(self.findings.statements, _entities_of)

    @cached_property
    def passages_of_report(self) -> Mapping[str, tuple[Passage, ...]]:
        """A report's passages in the order of its text."""
        then = self._then
        if then is not None:
            return then.groups(then.now.passages_of_report)
        groups = _grouped(self.findings.passages, lambda one: (one.report,))
        return _sorted(groups, lambda one: (one.start, one.end, one.id))

    @cached_property
    def marks_of_report(self) -> Mapping[str, tuple[Mark, ...]]:
        """A report's marks in the order of its text."""
        then = self._then
        if then is not None:
            return then.groups(then.now.marks_of_report)
        return _sorted(_grouped(self.findings.marks, lambda one: (one.report,)), _by_span)

    @cached_property
    def disputes_of_claim(self) -> Mapping[str, tuple[Dispute, ...]]:
        """The disputes in which a claim stands on a side."""
        return _grouped(
            self.findings.disputes,
            lambda one: dict.fromkeys(claim for side in one.sides for claim in side.claims),
        )

    @cached_property
    def reuse_of_report(self) -> Mapping[str, tuple[Reuse, ...]]:
        """The passages that a report took or gave; standing matter is none."""
        return _grouped(
            self.reuse.values(), lambda one: dict.fromkeys((one.from_report, one.to_report))
        )

    @cached_property
    def pacts_of_statement(self) -> Mapping[str, tuple[Pact, ...]]:
        """The pacts that a statement speaks of."""
        return _grouped(self.findings.pacts, lambda one: dict.fromkeys(one.statements))

    @cached_property
    def forecasts_of_statement(self) -> Mapping[str, tuple[Forecast, ...]]:
        """The forecasts that a statement makes or decides."""
        return _grouped(
            self.findings.forecasts,
            lambda one: dict.fromkeys((one.statement, *one.decided_by)),
        )

    # -- of the whole

    @cached_property
    def days(self) -> Days | None:
        """The first and the last day on which a report may have been published; None for none."""
        found = [one.published.days for one in self.findings.reports if one.published.days]
        if not found:
            return None
        return Days(min(one.first for one in found), max(one.last for one in found))

    @cached_property
    def digest(self) -> str:
        """A hash of the corpus: the same inputs give the same 64 hexadecimal digits."""
        return corpus_digest(self.findings)

    def keep(self, name: str, make: Callable[["Snapshot"], Value]) -> Value:
        """What a function makes of this snapshot, made once: `snapshot.keep("timeline", …)`.

        Args:
            name: Names the value among all that are kept; begin it with the module's name.
            make: Called with the snapshot on the first request only.
        """
        if name not in self._kept:
            with self._lock:
                lock = self._locks.setdefault(name, RLock())
            with lock:
                if name not in self._kept:
                    self._kept[name] = make(self)
        value: Value = self._kept[name]
        return value


class _Then:
    """What some reports tell, looked up in what all reports tell."""

    def __init__(self, now: Snapshot, reports: Set[str]) -> None:
        self.now = now
        self._reports = reports

    def records(self, every: Mapping[str, Value]) -> Mapping[str, Value]:
        """Records that stand in one report each."""
        reports = self._reports
        return _Kept(every, lambda one: one if one.report in reports else None)  # type: ignore[attr-defined]

    def groups(self, every: Mapping[str, tuple[Value, ...]]) -> Mapping[str, tuple[Value, ...]]:
        """Groups of records of one report each."""
        reports = self._reports
        return _Kept(every, lambda some: some if some[0].report in reports else None)  # type: ignore[attr-defined]

    def mixed(self, every: Mapping[str, tuple[Value, ...]]) -> Mapping[str, tuple[Value, ...]]:
        """Groups of records of several reports."""
        reports = self._reports
        return _Kept(
            every,
            lambda some: tuple(one for one in some if one.report in reports) or None,  # type: ignore[attr-defined]
        )

    def standings(self, claims: Mapping[str, Claim]) -> Mapping[str, Claim]:
        """The claim of each statement, as it was then."""
        told = self.records(self.now.statements)
        return _Joined(told, self.now.claim_of_statement, claims)


class _Kept(Mapping[str, Value]):
    """A map of which some values are left out when they are asked for."""

    def __init__(self, every: Mapping[str, Value], keep: Callable[[Value], Value | None]) -> None:
        self._every = every
        self._keep = keep

    def __getitem__(self, key: str) -> Value:
        found = self._keep(self._every[key])
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return (key for key, one in self._every.items() if self._keep(one) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Joined(Mapping[str, Claim]):
    """The claim that each statement of some stands in now, as it was among other claims."""

    def __init__(
        self,
        told: Mapping[str, Any],
        now: Mapping[str, Claim],
        claims: Mapping[str, Claim],
    ) -> None:
        self._told = told
        self._now = now
        self._claims = claims

    def __getitem__(self, key: str) -> Claim:
        if key not in self._told:
            raise KeyError(key)
        return self._claims[self._now[key].id]

    def __iter__(self) -> Iterator[str]:
        return (one for claim in self._claims.values() for one in claim.statements)

    def __len__(self) -> int:
        return sum(len(claim.statements) for claim in self._claims.values())


def _by_id(records: Iterable[One]) -> dict[str, One]:
    return {one.id: one for one in records}  # type: ignore[attr-defined]


def _grouped(
    records: Iterable[One], keys: Callable[[One], Iterable[str]]
) -> dict[str, tuple[One, ...]]:
    groups: dict[str, list[One]] = {}
    for one in records:
        for key in keys(one):
            groups.setdefault(key, []).append(one)
    return {key: tuple(found) for key, found in groups.items()}


def _sorted(
    groups: Mapping[str, tuple[One, ...]], key: Callable[[One], Any]
) -> dict[str, tuple[One, ...]]:
    """The groups, each in an order: many short sorts are quicker than one of all records."""
    return {
        name: found if len(found) < 2 else tuple(sorted(found, key=key))
        for name, found in groups.items()
    }


def _by_span(one: Any) -> tuple[int, int, str]:
    return one.span.start, one.span.end, one.id


def _entities_of(statement: Statement) -> Iterable[str]:
    speakers = (
        entity
        for source in statement.attribution
        for entity in (source.entity, *source.members)
        if entity is not None
    )
    return dict.fromkeys((*statement.actors, *statement.targets, *statement.places, *speakers))
