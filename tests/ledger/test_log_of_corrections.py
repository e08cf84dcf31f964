"""The log of corrections: nothing in it is changed or taken out without being found out."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from rashomon.ledger.checks import check_custody
from rashomon.ledger.corrections import enter_correction, last_correction, list_corrections
from rashomon.ledger.store import Ledger
from rashomon.records.corrections import Anchor, Change, Correction, Target
from rashomon.spans import Span

GUARD = Target(
    "entity", "en-1", "Harbour Guard", (Anchor("mk-1", "rp-1", Span(4, 17), "Harbour Guard"),)
)


def made(author: str = "ann", undoes: str | None = None) -> Correction:
    return Correction(
        seq=0,
        id="",
        made_at="2026-01-01T09:30:00Z",
        author=author,
        kind="relabel" if undoes is None else "undo",
        targets=(GUARD,),
        change=Change(field="name", value="Guard of the Harbour"),
        reason="its letterhead",
        undoes=undoes,
    )


@pytest.fixture
def log(ledger: Ledger) -> Ledger:
    """A ledger in which two people ruled, and one took it back."""
    with ledger.writing() as connection:
        first = enter_correction(connection, made("ann"))
        enter_correction(connection, made("ben"))
        enter_correction(connection, made("ben", undoes=first.id))
    return ledger


def faults(ledger: Ledger, noted: str | None = None) -> list[str]:
    with ledger.reading() as connection:
        return [one.sentence for one in check_custody(connection, noted).faults]


def tamper(ledger: Ledger, statement: str) -> None:
    """What somebody with the file and a database tool can do, covering it up."""
    guards = {
        "corrections_stay": "UPDATE",
        "corrections_last": "DELETE",
    }
    with ledger.writing() as connection:
        for name in guards:
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(statement))
        for name, event in guards.items():
            connection.execute(
                text(
                    f"CREATE TRIGGER {name} BEFORE {event} ON corrections"
                    " BEGIN SELECT RAISE(ABORT, 'no'); END"
                )
            )


def test_what_is_entered_comes_back_with_its_number_and_id(log: Ledger) -> None:
    with log.reading() as connection:
        first, second, undo = list_corrections(connection)
        assert last_correction(connection) == 3
    assert [one.seq for one in (first, second, undo)] == [1, 2, 3]
    assert len({first.id, second.id, undo.id}) == 3
    assert undo.undoes == first.id
    assert msgspec.structs.replace(first, seq=0, id="") == made("ann")
    assert faults(log) == []


@pytest.mark.parametrize(
    "statement", ["UPDATE corrections SET author = 'eve'", "DELETE FROM corrections"]
)
def test_the_ledger_refuses_to_change_or_delete_an_entry(log: Ledger, statement: str) -> None:
    with log.writing() as connection, pytest.raises(IntegrityError, match="are never"):
        connection.execute(text(statement))
    with log.reading() as connection:
        assert last_correction(connection) == 3


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE corrections SET author = 'eve' WHERE seq = 2", "Correction 2 (relabel by eve)"),
        ("UPDATE corrections SET payload = '{}' WHERE seq = 1", "was changed: its hash is another"),
        ("DELETE FROM corrections WHERE seq = 2", "Before correction 3, correction 2 is missing"),
        ("DELETE FROM corrections WHERE seq = 1", "Before correction 2, correction 1 is missing"),
        (
            "UPDATE corrections SET previous = 'f00d' WHERE seq = 3",
            "not follow from the one before",
        ),
        ("UPDATE corrections SET id = 'co-0' WHERE seq = 3", "was changed: its hash is another"),
    ],
)
def test_an_entry_that_was_tampered_with_is_found_out(
    log: Ledger, statement: str, said: str
) -> None:
    tamper(log, statement)
    assert any(said in one for one in faults(log))


def test_a_log_cut_short_is_found_out_by_who_noted_its_last_hash(log: Ledger) -> None:
    with log.reading() as connection:
        noted = check_custody(connection).last_ruling
    assert faults(log, noted) == []
    tamper(log, "DELETE FROM corrections WHERE seq = 3")
    assert faults(log) == []
    assert "noted earlier" in faults(log, noted)[0]


def test_a_log_without_its_guards_is_a_fault(log: Ledger) -> None:
    with log.writing() as connection:
        connection.execute(text("DROP TRIGGER corrections_last"))
    assert any("corrections_last is gone" in one for one in faults(log))


def test_an_undo_of_nothing_is_a_fault(log: Ledger) -> None:
    with log.writing() as connection:
        enter_correction(connection, made(undoes="co-none"))
    assert any("takes back co-none, which was never made" in one for one in faults(log))


@given(author=st.text(max_size=20), reason=st.none() | st.text(max_size=50))
def test_any_words_come_back_as_they_were_entered(
    empty_ledger: Ledger, author: str, reason: str | None
) -> None:
    wanted = msgspec.structs.replace(made(author), reason=reason)
    with empty_ledger.writing() as connection:
        entered = enter_correction(connection, wanted)
        assert list_corrections(connection)[-1] == entered
