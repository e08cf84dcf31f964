"""From which day on somebody was called by which words, kept in a ledger.

Enters: marks and statements, and the days on which their reports are known. Leaves: rows of the table
"used", by which the names in use on an evening are told without reading a mark.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from rashomon.ledger.codec import decode
from rashomon.ledger.naming import fetch_payloads, find_naming
from rashomon.ledger.parts import PartTables
from rashomon.records.statements import Statement
from rashomon.situation.knowledge import spoken_of

SPOKEN_OF = ""
"""The words of who is spoken of by a statement, by whatever words."""

Use = tuple[str, str]
"""An entity, and the words that it was called by."""


class _Marked(Struct, frozen=True):
    """A mark as far as it calls somebody by some words."""

    report: str
    text: str
    entity: str | None = None


_MARK = msgspec.json.Decoder(_Marked)


def reported(mark: str) -> str:
    """The report of a mark as it is kept."""
    return _MARK.decode(mark).report


def fill_used(
    connection: Connection, days: Mapping[str, int], statements: Iterable[Statement]
) -> None:
    """Keep who was called what from which day on, in place of what was kept.

    Args:
        connection: To the ledger, for writing.
        days: The day on which each report is known, by id.
        statements: All statements.
    """
    marks = connection.exec_driver_sql(
        "SELECT payload FROM current JOIN entries USING (seq) WHERE current.kind = 'mark'"
    )
    uses = _Uses(days)
    uses.mark(payload for (payload,) in marks)
    uses.speak(statements)
    tables = PartTables(connection)
    tables.clear_used()
    tables.use((), uses.rows())


class Uses(Struct, frozen=True):
    """Marks and statements, and the days on which reports are known, at one time."""

    marks: Iterable[str]
    statements: Iterable[Statement]
    days: Mapping[str, int]

    def first(self) -> dict[Use, int]:
        """The first day of each use."""
        found = _Uses(self.days)
        found.mark(self.marks)
        found.speak(self.statements)
        return found.first


def follow_used(connection: Connection, before: Uses, after: Uses) -> None:
    """Bring what is kept up to date by the marks and statements that changed.

    Where the one goes that somebody was first called so by, all that name him are looked at.

    Args:
        connection: To the ledger, for writing.
        before: Those that changed as they were.
        after: Those that changed as they are.
    """
    tables = PartTables(connection)
    old, new = before.first(), after.first()
    kept = tables.first_used({entity for entity, _ in (*old, *new)})
    doubtful = {
        use[0]
        for use, day in old.items()
        if day <= kept.get(use, day) and new.get(use, day + 1) > day
    }
    put = [
        (*use, day)
        for use, day in new.items()
        if use[0] not in doubtful and day < kept.get(use, day + 1)
    ]
    for entity in sorted(doubtful):
        put += [(*use, day) for use, day in _uses_of(connection, entity).items()]
    tables.use(doubtful, put)


def _uses_of(connection: Connection, entity: str) -> dict[Use, int]:
    marks = fetch_payloads(connection, "mark", find_naming(connection, [entity], ("mark",)))
    told = fetch_payloads(connection, "statement", find_naming(connection, [entity], ("statement",)))
    statements: list[Statement] = [decode("statement", one) for one in told.values()]
    reports = {_MARK.decode(one).report for one in marks.values()}
    reports |= {one.report for one in statements}
    days = PartTables(connection).known_days(reports)
    found = Uses(marks.values(), statements, days).first()
    return {use: day for use, day in found.items() if use[0] == entity}


class _Uses:
    """The first days of uses."""

    def __init__(self, days: Mapping[str, int]) -> None:
        self._days = days
        self.first: dict[Use, int] = {}

    def mark(self, payloads: Iterable[str]) -> None:
        for payload in payloads:
            one = _MARK.decode(payload)
            if one.entity is not None:
                self._add((one.entity, one.text), one.report)

    def speak(self, statements: Iterable[Statement]) -> None:
        for one in statements:
            for entity in spoken_of(one):
                self._add((entity, SPOKEN_OF), one.report)

    def rows(self) -> Iterator[tuple[str, str, int]]:
        return ((*use, day) for use, day in self.first.items())

    def _add(self, use: Use, report: str) -> None:
        day = self._days.get(report)
        if day is not None and day < self.first.get(use, day + 1):
            self.first[use] = day
