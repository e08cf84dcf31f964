"""A ledger file that cannot be used says so in one sentence; one that can serves many at once."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from rashomon.errors import LedgerError, RashomonError, StorageError
from rashomon.ledger.entries import load, load_findings
from rashomon.ledger.extractions import note, noted
from rashomon.ledger.faults import explain
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.records.findings import Findings
from rashomon.settings import LedgerSettings

Enter = Callable[[Ledger, Findings], None]


def code_of(path: Path, **options: object) -> str:
    """The code of the error that opening a file ends with."""
    with pytest.raises(RashomonError) as caught:
        open_ledger(path, **options)
    sentence = str(caught.value)
    assert str(path) in sentence or str(path.parent) in sentence, "it says where"
    assert sentence.rstrip(".").count(". ") >= 1, "it says what to do next"
    return caught.value.code


def test_a_missing_ledger_names_the_command_that_makes_one(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    assert code_of(path) == "ledger-missing"
    assert not path.exists()


def test_an_empty_file_is_no_ledger_yet(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()
    assert code_of(tmp_path / "x.db") == "ledger-missing"
    with open_ledger(tmp_path / "x.db", create=True) as ledger, ledger.reading() as connection:
        assert load(connection, "claim") == ()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert code_of(tmp_path / "no" / "x.db", create=True) == "folder-missing"


@pytest.mark.parametrize("content", [b"Dear diary,\n" * 100, b"PK\x03\x04", b"\x00" * 5000])
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    assert code_of(path) == "not-a-ledger"
    assert code_of(path, create=True) == "not-a-ledger"
    assert path.read_bytes() == content


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    assert code_of(tmp_path) == "not-a-ledger"


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE about (key TEXT, value TEXT); CREATE TABLE songs (a);")
    connection.close()
    assert code_of(path, create=True) == "not-a-ledger"
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master ORDER BY 1")]
    connection.close()
    assert tables == ["about", "songs"]


def test_a_damaged_ledger_says_so(ledger: Ledger, sample_findings: Findings, enter: Enter) -> None:
    enter(ledger, sample_findings)
    ledger.close()
    content = bytearray(ledger.path.read_bytes())
    content[4096 : len(content) - 4096] = b"\x55" * (len(content) - 8192)
    ledger.path.write_bytes(content)
    with (
        pytest.raises(LedgerError) as caught,
        open_ledger(ledger.path) as opened,
        opened.reading() as connection,
    ):
        load_findings(connection)
    assert caught.value.code == "ledger-damaged"


def test_a_second_writer_is_told_to_wait(ledger: Ledger) -> None:
    impatient = LedgerSettings(lock_wait_s=0.01)
    with (
        open_ledger(ledger.path, settings=impatient) as other,
        ledger.writing(),
        pytest.raises(LedgerError) as caught,
        other.writing(),
    ):
        pass
    assert caught.value.code == "ledger-busy"
    assert "Try again" in str(caught.value)


def test_a_full_disk_keeps_what_was_kept_before(
    ledger: Ledger, sample_findings: Findings, enter: Enter
) -> None:
    with ledger.writing() as connection:
        note(connection, "kept", "yes")
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
    with pytest.raises(StorageError) as caught:
        enter(ledger, sample_findings)
    assert caught.value.code == "disk-full"
    assert "free some space" in str(caught.value)
    with ledger.reading() as connection:
        assert noted(connection, "kept") == "yes"
        assert load(connection, "report") == ()


def test_a_reader_sees_one_state_while_a_writer_goes_on(
    ledger: Ledger, sample_findings: Findings, enter: Enter
) -> None:
    with open_ledger(ledger.path) as other, other.reading() as before:
        assert load(before, "report") == ()
        enter(ledger, sample_findings)
        assert load(before, "report") == (), "its own state stays"
        with open_ledger(ledger.path) as third, third.reading() as after:
            assert load(after, "report") == sample_findings.reports


def test_a_failed_transaction_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), ledger.writing() as connection:
        note(connection, "half", "done")
        raise ZeroDivisionError
    with ledger.reading() as connection:
        assert noted(connection, "half") == ""


def test_a_ledger_that_may_only_be_read_is_read(
    ledger: Ledger, sample_findings: Findings, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(ledger, sample_findings)
    ledger.close()
    monkeypatch.setattr("rashomon.ledger.store.os.access", lambda *_: False)
    with open_ledger(ledger.path) as opened:
        with opened.reading() as connection:
            assert load(connection, "claim") == sample_findings.claims
        with pytest.raises(StorageError) as caught, opened.writing() as connection:
            note(connection, "never", "kept")
    assert caught.value.code == "ledger-read-only"
    assert sorted(one.name for one in ledger.path.parent.iterdir()) == [ledger.path.name]


def test_a_name_with_signs_of_an_address_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "50% of ?mode=ro&x#1 café.db"
    with open_ledger(path, create=True) as ledger, ledger.writing() as connection:
        note(connection, "kept", "yes")
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_IOERR_WRITE", "disk-failed"),
        ("SQLITE_CANTOPEN", "ledger-cannot-open"),
        ("SQLITE_BUSY_SNAPSHOT", "ledger-busy"),
        ("SQLITE_MISMATCH", "ledger-internal"),
    ],
)
def test_every_complaint_of_the_database_has_a_code(name: str, code: str) -> None:
    error = sqlite3.OperationalError("no use to anybody")
    error.sqlite_errorname = name
    found = explain(error, Path("x.db"))
    assert found.code == code
    assert "x.db" in str(found)
