"""From which day on somebody is spoken of, kept in a ledger.

Enters: statements, and the days on which their reports are known. Leaves: rows of the table "spoken", by
which it is told who was known of on an evening without reading what all reports say.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from rashomon.ledger.codec import decode
from rashomon.ledger.naming import fetch_payloads, find_naming
from rashomon.ledger.parts import PartTables
from rashomon.records.statements import Statement
from rashomon.situation.knowledge import spoken_of


def first_days(statements: Iterable[Statement], days: Mapping[str, int]) -> dict[str, int]:
    """The first days on which statements speak of somebody, by his id.

    Args:
        statements: The statements.
        days: The day on which each report is known, by id.
    """
    found: dict[str, int] = {}
    for one in statements:
        day = days.get(one.report)
        if day is not None:
            for entity in spoken_of(one):
                if day < found.get(entity, day + 1):
                    found[entity] = day
    return found


def follow_spoken(
    connection: Connection, before: Mapping[str, int], after: Mapping[str, int]
) -> None:
    """Bring what is kept up to date by the statements that changed.

    Where that goes by which somebody was first spoken of, all that name him are looked at.

    Args:
        connection: To the ledger, for writing.
        before: The first days of the statements that changed, as they were.
        after: The same as they are.
    """
    tables = PartTables(connection)
    kept = tables.spoken({*before, *after})
    doubtful = {
        one
        for one, day in before.items()
        if day <= kept.get(one, day) and after.get(one, day + 1) > day
    }
    put = {
        one: day
        for one, day in after.items()
        if one not in doubtful and day < kept.get(one, day + 1)
    }
    for one in sorted(doubtful):
        put.update(_first_of(connection, one))
    tables.speak(doubtful, put.items())


def _first_of(connection: Connection, entity: str) -> dict[str, int]:
    told = find_naming(connection, [entity], ("statement",))
    payloads = fetch_payloads(connection, "statement", told)
    statements: list[Statement] = [decode("statement", one) for one in payloads.values()]
    days = PartTables(connection).known_days({one.report for one in statements})
    return {one: day for one, day in first_days(statements, days).items() if one == entity}
