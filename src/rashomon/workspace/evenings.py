"""What may have changed between two evenings, looked up in a ledger.

Enters: a connection to a ledger that keeps what questions about days look up (`boardkeeping`) and what
it grows from (`growing`). Leaves: the records on which what is new bears, and how they stood on either
evening, as `rashomon.situation.difference` finds them among all.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from functools import cached_property

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from rashomon.claiming.outlook import Outlook
from rashomon.claiming.touching import Setting
from rashomon.correcting.claims import on_origins
from rashomon.ledger.codec import decode
from rashomon.ledger.entries import load
from rashomon.ledger.naming import fetch_payloads
from rashomon.ledger.parts import PartTables
from rashomon.ledger.ties import Ties
from rashomon.ledger.workings import LedgerWorkings
from rashomon.records.claims import Claim, Dispute
from rashomon.records.corrections import Rulings
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Holding, Pact
from rashomon.records.statements import Statement
from rashomon.situation import Asked, Board, Key
from rashomon.situation.differences import STEPS, Evening, turn_back
from rashomon.situation.hindsights import Hindsight
from rashomon.situation.knowledge import Known
from rashomon.situation.lineage import Lineage
from rashomon.situation.shifts import SHIFTING, Shifts
from rashomon.workspace.boards import HeldRecords, KeptMoves, KeptParts


def holds_names(rulings: Rulings) -> bool:
    """Whether people gave names, words or grades, which hold on every evening.

    They are found by what they point at among all findings.
    """
    named = any(
        one.kind == "relabel" and one.change.field in ("name", "text")
        for one in rulings.corrections
    )
    return named or bool(on_origins(rulings))


class KeptNews:
    """What may have changed between two evenings.

    Args:
        connection: To the ledger, open for as long as it is asked.
        earlier: The first evening.
        later: The second.
    """

    def __init__(self, connection: Connection, earlier: date, later: date) -> None:
        self._connection = connection
        self._tables = PartTables(connection)
        self._days = earlier, later
        self._ties = Ties(connection)
        self._entities: HeldRecords[Entity] = HeldRecords(connection, "entity")
        after = earlier.toordinal(), later.toordinal()
        self.new: Set[str] = frozenset(self._tables.known_between(*after))
        self._told = sorted(self._ties.statements_of(self.new), key=lambda one: one.id)
        self.report_of: Mapping[str, str] = {one.id: one.report for one in self._told}
        self._came = self._tables.spoken_between(*after)

    def name(self, reference: str) -> str:
        """An entity's name; words that are no id are a name already."""
        known = self._entities.get(reference)
        return reference if known is None else known.name

    def quote(self, statement: str) -> str:
        """The words of a statement."""
        (found,) = self._ties.statements([statement])
        return found.quote

    def on(self, day: date) -> Evening:
        """What was known on one of the two evenings."""
        is_all = self._tables.is_all_known(day.toordinal())
        claims, disputes = self.touched.claims, self.touched.disputes
        if not is_all:
            claims, disputes = turn_back(self.touched, self._known(day))
        return Evening(
            day=day,
            claims=claims,
            disputes=disputes,
            pacts=self._pacts(day, is_all=is_all),
            forecasts=self._hindsight.forecasts(day),
            board=tuple(self._board(day)),
        )

    # -- claims and disputes

    @cached_property
    def touched(self) -> Findings:
        """The claims and disputes that what is new may have changed.

        Of their statements those are there that are known by the later evening.
        """
        claims, disputes = self._around(self.report_of.keys())
        told = {one for claim in claims for one in claim.statements}
        told |= {one for it in disputes for side in it.sides for one in side.statements}
        statements = tuple(self._statements(told))
        reports = self._ties.reports({one.report for one in statements})
        return Findings(
            reports=tuple(reports),
            passages=(),
            marks=(),
            statements=statements,
            entities=(),
            reuse=(),
            claims=tuple(claims),
            disputes=tuple(disputes),
            pacts=(),
            forecasts=(),
        )

    def _around(self, told: Set[str]) -> tuple[list[Claim], list[Dispute]]:
        """The claims of some statements, their disputes, and the claims and disputes beside them."""
        held = self._ties
        claims = {one.id for one in held.claims_of(told) if not told.isdisjoint(one.statements)}
        disputes: list[Dispute] = []
        for _ in range(STEPS):
            disputes = [
                one
                for one in held.disputes_of(claims)
                if any(not claims.isdisjoint(side.claims) for side in one.sides)
            ]
            claims |= {name for one in disputes for side in one.sides for name in side.claims}
        return held.claims(claims), disputes

    def _statements(self, ids: Iterable[str]) -> Iterator[Statement]:
        """Those of some statements that are known by the later evening, sorted by id."""
        payloads = fetch_payloads(self._connection, "statement", ids)
        report_of = {one: _SAID.decode(payload).report for one, payload in payloads.items()}
        last = self._days[1].toordinal()
        days = self._tables.known_days(report_of.values())
        for one in sorted(payloads):
            if days.get(report_of[one], last + 1) <= last:
                yield decode("statement", payloads[one])

    def _known(self, day: date) -> Known:
        out = self.out({one.id for one in self.touched.reports}, day)
        told = {one.id: one for one in self.touched.statements if one.report in out}
        reports = {one.id: one for one in self.touched.reports if one.id in out}
        return Known(told, reports, self._entities)

    # -- pacts and forecasts

    @cached_property
    def _hindsight(self) -> Hindsight:
        outlook = Outlook(self._ties)
        setting = Setting(self._ties, outlook, outlook, workings=LedgerWorkings(self._connection))
        return Hindsight(setting, self, self._told, self._days)

    def _pacts(self, day: date, *, is_all: bool) -> tuple[Pact, ...]:
        if not self._hindsight.touch_pacts(self._came):
            return ()
        return load(self._connection, "pact") if is_all else self._hindsight.pacts(day)

    @property
    def ahead(self) -> int:
        """By how many days at most a report is known before the first on which it may be of."""
        return self._tables.most_ahead()

    def out(self, reports: Iterable[str], day: date) -> Set[str]:
        """Those of some reports that are known on the evening of a day."""
        last = day.toordinal()
        return {one for one, known in self._tables.known_days(reports).items() if known <= last}

    def last(self, day: date) -> date | None:
        """The last day of the reports that are known on the evening of a day."""
        found = self._tables.last_published_by(day.toordinal())
        return None if found is None else date.fromordinal(found)

    def spoken(self, entities: Iterable[str], day: date) -> Set[str]:
        """Those of some entities of which a statement speaks that is known on the evening of a day."""
        return self._tables.spoken(entities, day.toordinal()).keys()

    # -- the board

    def _board(self, day: date) -> Iterator[Holding]:
        for kind, (keys, subjects) in self._shifted.items():
            for key in sorted(keys):
                yield from (row for row in self._rows(kind, key, day) if row.subject in subjects)

    @cached_property
    def _shifted(self) -> dict[str, tuple[Set[Key], Set[str]]]:
        """By kind the keys that are looked at, and of what rows may be others on the two evenings."""
        shifts = Shifts(KeptMoves(self._connection, *self._days), Lineage.over(self._entities))
        found: dict[str, tuple[Set[Key], Set[str]]] = {}
        for kind in SHIFTING:
            keys = shifts.keys(kind)
            subjects = {
                row.subject
                for key in keys
                for day in self._days
                for row in self._rows(kind, key, day)
            }
            found[kind] = shifts.alike(kind, subjects, keys), subjects
        return found

    def _rows(self, kind: str, key: Key, day: date) -> tuple[Holding, ...]:
        place = kind, key, day
        if place not in self._held:
            self._held[place] = self._boards[day].held(kind, key, Asked(day, day))
        return self._held[place]

    @cached_property
    def _held(self) -> dict[tuple[str, Key, date], tuple[Holding, ...]]:
        return {}

    @cached_property
    def _boards(self) -> dict[date, Board]:
        lineage = Lineage.over(self._entities)
        return {
            day: Board(KeptParts(self._connection, Asked(day, day)), lineage, {}, lambda _: _One())
            for day in self._days
        }


class _One:
    """Nobody asks the rows of an evening for their origins."""

    def count(self, statements: Iterable[str]) -> int:
        return 1


class _Said(Struct, frozen=True):
    """A statement as far as it names its report."""

    report: str


_SAID = msgspec.json.Decoder(_Said)
