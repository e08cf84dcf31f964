"""The ledger's schema as numbered steps; a ledger of any earlier version is brought up to date.

A step is a file ``NNNN_name.sql`` that is never changed once released. Each runs in a transaction of
its own together with the new version number, so that a ledger is always at one version or the next.
"""

import re
import sqlite3
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct
from sqlalchemy import Connection, text

_FILE = re.compile(r"(\d{4})_(\w+)\.sql")


class Migration(Struct, frozen=True):
    """One step from version ``number - 1`` to ``number``."""

    number: int
    name: str
    script: str


@cache
def migrations() -> tuple[Migration, ...]:
    """All steps in order, from an empty file to the newest version."""
    found = []
    for file in files(__name__).iterdir():
        matched = _FILE.fullmatch(file.name)
        if matched is not None:
            script = file.read_text(encoding="utf-8")
            found.append(Migration(int(matched[1]), matched[2], script))
    return tuple(sorted(found, key=lambda one: one.number))


def latest(steps: Sequence[Migration]) -> int:
    """The newest version that the steps lead to."""
    return steps[-1].number if steps else 0


def split_script(script: str) -> list[str]:
    """The statements of a script, each complete (a trigger's body holds semicolons of its own)."""
    statements, lines = [], []
    for line in script.splitlines():
        lines.append(line)
        statement = "\n".join(lines)
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            statements.append(statement.strip())
            lines = []
    return statements


def apply(connection: Connection, step: Migration) -> None:
    """Take one step and note the version; the caller holds the transaction."""
    for statement in split_script(step.script):
        connection.exec_driver_sql(statement)
    connection.execute(
        text("INSERT OR REPLACE INTO about (key, value) VALUES ('version', :version)"),
        {"version": str(step.number)},
    )
