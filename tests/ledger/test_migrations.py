"""The schema grows by numbered steps and never loses what was kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from rashomon.errors import LedgerError, RashomonError
from rashomon.ledger.entries import load_findings
from rashomon.ledger.migrations import Migration, latest, migrations, split_script
from rashomon.ledger.schema import METADATA
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.records.findings import Findings

Enter = Callable[[Ledger, Findings], None]


def columns(ledger: Ledger, table: str) -> list[str]:
    with ledger.reading() as connection:
        return [column["name"] for column in inspect(connection).get_columns(table)]


def version(ledger: Ledger) -> str:
    with ledger.reading() as connection:
        return connection.execute(
            text("SELECT value FROM about WHERE key = 'version'")
        ).scalar_one()


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))


def test_the_steps_make_the_tables_that_the_queries_know(ledger: Ledger) -> None:
    for table in METADATA.tables.values():
        assert columns(ledger, table.name) == [column.name for column in table.columns]


def test_a_trigger_is_one_statement_of_a_script() -> None:
    script = "CREATE TABLE a (b);\nCREATE TRIGGER c DELETE ON a\nBEGIN\n  SELECT 1;\nEND;\n"
    assert [one.split()[1] for one in split_script(script)] == ["TABLE", "TRIGGER"]


def test_an_older_ledger_is_brought_up_to_date_with_all_that_it_keeps(
    tmp_path: Path, ledger: Ledger, sample_findings: Findings, enter: Enter
) -> None:
    enter(ledger, sample_findings)
    ledger.close()
    script = "ALTER TABLE entries ADD COLUMN weight REAL;\nCREATE TABLE notes (note TEXT);"
    newer = Migration(latest(migrations()) + 1, "notes", script)
    with open_ledger(ledger.path, steps=(*migrations(), newer)) as opened:
        assert columns(opened, "notes") == ["note"]
        assert version(opened) == str(newer.number)
        with opened.reading() as connection:
            assert load_findings(connection) == sample_findings


def test_a_step_that_fails_leaves_the_ledger_as_it_was(ledger: Ledger) -> None:
    ledger.close()
    broken = Migration(
        latest(migrations()) + 1, "broken", "CREATE TABLE notes (note TEXT);\nDROP TABLE nothing;"
    )
    with pytest.raises(RashomonError):
        open_ledger(ledger.path, steps=(*migrations(), broken))
    with open_ledger(ledger.path) as opened:
        assert version(opened) == str(latest(migrations()))
        with opened.reading() as connection:
            assert "notes" not in inspect(connection).get_table_names()


def test_a_ledger_of_a_newer_program_is_refused_in_one_sentence(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.execute(text("UPDATE about SET value = '99' WHERE key = 'version'"))
    ledger.close()
    with pytest.raises(LedgerError, match="newer Rashomon") as caught:
        open_ledger(ledger.path)
    assert caught.value.code == "ledger-newer"
    assert "Update the program" in str(caught.value)
