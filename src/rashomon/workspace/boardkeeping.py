"""What a ledger keeps for questions about days, brought up to date by the entries that are new.

Enters: a connection that writes, after findings were entered by whatever way. Leaves: the parts of all
statements as reading them all anew would give them. A report is read anew as a whole where one of its
statements, its own days, an entity that they name, or somebody in the words of an office changed.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from rashomon.ledger import extractions
from rashomon.ledger.codec import decode
from rashomon.ledger.entries import last_seq, load
from rashomon.ledger.naming import fetch_payloads, find_naming
from rashomon.ledger.parts import PartTables, make_key, read_key
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bodies import Bodies, Words
from rashomon.situation.commitments import Commitments, read_commitments
from rashomon.situation.ground import Ground
from rashomon.situation.lineage import Lineage
from rashomon.situation.posts import OFFICE
from rashomon.situation.readings import read_everything, read_parts
from rashomon.situation.words import tokens
from rashomon.workspace.background import Background, mark_made
from rashomon.workspace.boardrows import (
    ALIAS,
    NAME,
    PART,
    KeptBearers,
    days_of,
    find_names,
    find_offices,
    find_voices,
    make_rows,
)
from rashomon.workspace.boards import HeldRecords
from rashomon.workspace.program import name_settler
from rashomon.workspace.spoken import first_days, follow_spoken

_NOTE = "board"
_FORMAT = 3
"""Raised where the rows that are kept are others though the modules that read parts are the same."""

_KINDS = ("report", "statement", "entity", "claim", "pact")
_MANY = 5_000
"""From so many statements on it is asked whether those that changed are few among all."""

_FEW = 0.2
"""Share of the statements up to which those that changed are looked at one by one."""


def name_keeper(background: Background) -> str:
    """The program as far as it reads parts, with the registries that it reads them with."""
    return f"{_FORMAT} {mark_made(name_settler(''), background)}"


def is_kept(connection: Connection, program: str) -> bool:
    """Whether what is kept stands for the findings as they are, read by a program."""
    through = _through(connection, program)
    return through is not None and not _is_behind(connection, through)


def is_near(connection: Connection, program: str) -> bool:
    """Whether what is kept lacks no more than what was entered since, so that it is soon brought up."""
    return _through(connection, program) is not None


def keep_board(connection: Connection, program: str) -> None:
    """Bring what is kept for questions about days up to date.

    Args:
        connection: To the ledger, for writing.
        program: What the parts are read by; where it is another than before, all are read anew.

    **Cost** That of the reports that changed; at first, that of all.
    """
    through = _through(connection, program)
    if through is not None and not _is_behind(connection, through):
        return
    changed = None if through is None else _Changed(connection, through)
    if changed is None or changed.is_much():
        _fill(connection)
    else:
        _Following(connection, changed).run()
    extractions.note(connection, _NOTE, f"{last_seq(connection)} {program}")


def find_called(connection: Connection, name: str, *, aliases: bool) -> list[str]:
    """The ids of the entities that go by a name, whatever its case, or have it for their id.

    Args:
        connection: To a ledger whose board is kept.
        name: The name, or an id.
        aliases: Whether it may be any of their names, and not the first alone.
    """
    tables = PartTables(connection)
    found = {*tables.called(NAME, name.casefold())}
    if aliases:
        found.update(tables.called(ALIAS, name.casefold()))
    return sorted(found.union(fetch_payloads(connection, "entity", [name])))


def _through(connection: Connection, program: str) -> int | None:
    """The last entry that what is kept stands for; None where another program made it, or none did."""
    seq, _, made_by = extractions.noted(connection, _NOTE).partition(" ")
    return int(seq) if seq.isdecimal() and made_by == program else None


def _is_behind(connection: Connection, through: int) -> bool:
    # By number and not by kind: those that are new are few.
    kinds = ", ".join(f"'{one}'" for one in _KINDS)
    query = f"SELECT 1 FROM entries WHERE seq > ? AND +kind IN ({kinds}) LIMIT 1"  # noqa: S608
    return connection.exec_driver_sql(query, (through,)).first() is not None


# -- all anew


def _fill(connection: Connection) -> None:
    """Read all reports."""
    tables = PartTables(connection)
    tables.clear()
    reports = load(connection, "report")
    known = [days_of(one) for one in reports]
    tables.mark_known((), known)
    entities = load(connection, "entity")
    tables.rename((), (row for one in entities for row in find_names(one)))
    statements = load(connection, "statement")
    findings = Findings(
        reports=reports,
        passages=(),
        marks=(),
        statements=statements,
        entities=entities,
        reuse=(),
        claims=(),
        disputes=(),
        pacts=load(connection, "pact"),
        forecasts=(),
    )
    by_id = {one.id: one for one in statements}
    tables.put(make_rows(read_everything(findings), by_id))
    tables.speak((), first_days(statements, {one: day for one, day, *_ in known}).items())
    payloads = connection.exec_driver_sql(
        "SELECT payload FROM current JOIN entries USING (seq) WHERE current.kind = 'claim'"
    )
    tables.hear((), (row for (payload,) in payloads for row in find_voices(payload)))


# -- what is new


class _Changed:
    """The records that changed since an entry: as they were, and as they are."""

    def __init__(self, connection: Connection, through: int) -> None:
        self._connection = connection
        self._through = through
        rows = connection.exec_driver_sql(
            "SELECT DISTINCT kind, record FROM entries WHERE seq > ?", (through,)
        )
        self.ids: dict[str, set[str]] = {kind: set() for kind in _KINDS}
        for kind, record in rows:
            if kind in self.ids:
                self.ids[kind].add(record)

    def is_much(self) -> bool:
        """Whether reading all anew costs no more."""
        number = len(self.ids["statement"])
        if number < _MANY:
            return False
        query = "SELECT count(*) FROM current WHERE kind = 'statement'"
        every = self._connection.exec_driver_sql(query).scalar() or 0
        return number > _FEW * every

    def before(self, kind: str) -> dict[str, str]:
        """The records of a kind that changed as they were, by id; those that were not left out."""
        query = (
            "SELECT op, payload FROM entries WHERE kind = ? AND record = ? AND seq <= ?"
            " ORDER BY seq DESC LIMIT 1"
        )
        found = {}
        for record in sorted(self.ids[kind]):
            row = self._connection.exec_driver_sql(query, (kind, record, self._through)).first()
            if row is not None and row[0] == "add":
                found[record] = row[1]
        return found

    def after(self, kind: str) -> dict[str, str]:
        """The records of a kind that changed as they are, by id; those that are no more left out."""
        return fetch_payloads(self._connection, kind, self.ids[kind])


class _Following:
    """Brings parts up to date by what changed."""

    def __init__(self, connection: Connection, changed: _Changed) -> None:
        self._connection = connection
        self._changed = changed
        self._tables = PartTables(connection)
        self._pacts: set[str] = set()

    def run(self) -> None:
        """Read those reports anew whose parts may be others now."""
        before = _decoded("statement", self._changed.before("statement"))
        after = _decoded("statement", self._changed.after("statement"))
        reports = set(self._changed.ids["report"])
        reports |= {one.report for one in (*before.values(), *after.values())}
        was_known = self._mark_reports()
        self._hear()
        entities = self._follow_entities()
        reports |= self._reports_of(find_naming(self._connection, entities.other, ("statement",)))
        offices = self._offices(entities.words)
        reports |= self._reports_of(offices)
        told = self._statements_of(reports)
        self._speak(was_known, before, told)
        self._read({*before, *told}, told)

    # -- tables that follow from one record each

    def _mark_reports(self) -> dict[str, int]:
        """Note on which days reports are known, and give those of the ones that changed as they were."""
        after = _decoded("report", self._changed.after("report"))
        was = self._tables.known_days(self._changed.ids["report"])
        self._tables.mark_known(was.keys() - after.keys(), map(days_of, after.values()))
        return was

    def _speak(
        self, was: Mapping[str, int], before: Mapping[str, Statement], told: Mapping[str, Statement]
    ) -> None:
        """Note who is spoken of from which day on; all statements are there of reports that changed."""
        days = self._tables.known_days({one.report for one in (*before.values(), *told.values())})
        old = first_days({**told, **before}.values(), {**days, **was})
        follow_spoken(self._connection, old, first_days(told.values(), days))

    def _hear(self) -> None:
        """The voices of claims that changed, of which most statements stay."""
        heard: dict[str, str] = {}
        for _, payload in sorted(self._changed.after("claim").items()):
            heard.update(find_voices(payload))
        gone = {
            one
            for payload in self._changed.before("claim").values()
            for one, _ in find_voices(payload)
        }
        had = self._tables.voices(heard)
        fresh = [(one, name) for one, name in heard.items() if had.get(one) != name]
        self._tables.hear(sorted(gone - heard.keys()), fresh)

    def _follow_entities(self) -> "_Entities":
        before = _decoded("entity", self._changed.before("entity"))
        after = _decoded("entity", self._changed.after("entity"))
        other: set[str] = set()
        words: set[Words] = set()
        above: set[str] = set()
        for name in sorted(self._changed.ids["entity"]):
            old, new = before.get(name), after.get(name)
            if _seen_as(old) != _seen_as(new):
                other.add(name)
            known = [{*find_offices(one)} if one is not None else set() for one in (old, new)]
            wholes = [None if one is None else one.part_of for one in (old, new)]
            if known[0] != known[1] or wholes[0] != wholes[1]:
                words.update(each for _, each in known[0] | known[1])
            if wholes[0] != wholes[1]:
                above.add(name)
        self._tables.rename(
            self._changed.ids["entity"], (row for one in after.values() for row in find_names(one))
        )
        held: HeldRecords[Entity] = HeldRecords(self._connection, "entity")
        for part in self._parts_of(above):
            words.update(each for _, each in find_offices(held[part]))
        return _Entities(other, words)

    def _parts_of(self, wholes: set[str]) -> set[str]:
        """Those that are part of some entities, or of one of their parts."""
        found: set[str] = set()
        wanted = wholes
        while wanted:
            wanted = {part for one in wanted for part in self._tables.called(PART, one)} - found
            found |= wanted
        return found

    # -- whose parts

    def _offices(self, names: Iterable[Words]) -> set[str]:
        """The statements on offices whose words hold all those of one of some names."""
        found: set[str] = set()
        for words in sorted(set(names)):
            keys = {make_key((one,)) for one in words}
            found.update(self._tables.statements_under_all(OFFICE, keys))
        return found

    def _reports_of(self, statements: Iterable[str]) -> set[str]:
        found = fetch_payloads(self._connection, "statement", statements)
        return {one.report for one in _decoded("statement", found).values()}

    def _statements_of(self, reports: Iterable[str]) -> dict[str, Statement]:
        told = find_naming(self._connection, reports, ("statement",))
        found = fetch_payloads(self._connection, "statement", told)
        return _decoded("statement", found)

    # -- reading

    def _drop(self, statements: set[str]) -> None:
        """Take away the parts of some statements, and remember which pacts they speak of."""
        keys = self._tables.keys_of(Commitments.kind, statements)
        self._pacts |= {read_key(one)[0] for one in keys}
        self._tables.drop(statements)

    def _read(self, gone: set[str], told: Mapping[str, Statement]) -> None:
        self._drop(gone)
        by_id = _decoded(
            "report",
            fetch_payloads(self._connection, "report", {one.report for one in told.values()}),
        )
        statements = [one for _, one in sorted(told.items()) if one.report in by_id]
        entities: HeldRecords[Entity] = HeldRecords(self._connection, "entity")
        lineage = Lineage.over(entities)
        bodies = Bodies(KeptBearers(self._tables), lineage)
        ground = Ground(by_id, statements, lineage, bodies)
        self._tables.put(make_rows(read_parts(ground), told))
        self._speak_of(self._pacts | self._changed.ids["pact"])

    def _speak_of(self, pacts: set[str]) -> None:
        """Note which statements speak of some pacts, as far as that is not noted."""
        held = _decoded("pact", fetch_payloads(self._connection, "pact", pacts))
        for name in sorted(pacts):
            key = make_key((name,))
            noted = {*self._tables.statements_under(Commitments.kind, key)}
            wanted = {*held[name].statements} if name in held else set()
            self._tables.drop_under(Commitments.kind, key, noted - wanted)
            said = _decoded(
                "statement", fetch_payloads(self._connection, "statement", wanted - noted)
            )
            if not said:
                continue
            pact = msgspec.structs.replace(held[name], statements=tuple(sorted(said)))
            report_of = {one.id: one.report for one in said.values()}
            found = fetch_payloads(self._connection, "report", report_of.values())
            reports: dict[str, Report] = _decoded("report", found)
            self._tables.put(make_rows(read_commitments([pact], report_of, reports), said))


class _Entities(Struct, frozen=True):
    """The entities that are to be read otherwise, and the names in offices that mean somebody else."""

    other: AbstractSet[str]
    words: AbstractSet[Words]


def _seen_as(entity: Entity | None) -> object:
    """All of an entity on which the parts of a statement that names it depend."""
    if entity is None:
        return None
    words = frozenset(one for name in (entity.name, *entity.aliases) for one in tokens(name))
    return entity.name, entity.kind, entity.place is None, words


def _decoded(kind: str, payloads: Mapping[str, str]) -> dict[str, Any]:
    return {one: decode(kind, payload) for one, payload in sorted(payloads.items())}
