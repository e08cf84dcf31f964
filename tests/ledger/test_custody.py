"""Who read what, when: nobody can change it, take it away or write it anew without being found out."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from rashomon.errors import RashomonError
from rashomon.ledger import evidence
from rashomon.ledger.checks import check_custody
from rashomon.ledger.custody import (
    NO_HASH,
    Witness,
    last_entry,
    last_hash,
    list_custody,
    seal,
    witness,
)
from rashomon.ledger.migrations import migrations
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.records.reports import RawReport, Whole

ANN = Witness("ann", datetime(2026, 1, 1, 9, 30, tzinfo=UTC))
BOB = Witness("bob", datetime(2026, 1, 2, tzinfo=UTC))


def raw(name: str, content: bytes) -> RawReport:
    return RawReport(name, "text/plain", content, sha256(content).hexdigest())


@pytest.fixture
def log(ledger: Ledger) -> Ledger:
    """A ledger with three inputs, read by two people."""
    with ledger.writing() as connection:
        witness(connection, [raw("a.txt", b"Bread."), raw("b.txt", b"Salt.")], ANN)
        witness(connection, [raw("https://c.example/ö", b"Bread.")], BOB)
    return ledger


def tamper(ledger: Ledger, *statements: str) -> None:
    """What somebody with the file and a database tool can do."""
    with ledger.writing() as connection:
        for name in ("custody_stays", "custody_lasts"):
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for statement in statements:
            connection.execute(text(statement))


def faults(ledger: Ledger, noted: str | None = None) -> list[str]:
    with ledger.reading() as connection:
        return [one.sentence for one in check_custody(connection, noted).faults]


def test_an_entry_says_who_read_what_when_and_from_where(log: Ledger) -> None:
    with log.reading() as connection:
        first, second, third = list_custody(connection)
        assert last_hash(connection) == third.hash
    assert (first.seq, first.read_at, first.actor) == (1, "2026-01-01T09:30:00Z", "ann")
    assert (first.name, first.size_bytes) == ("a.txt", 6)
    assert (first.previous, second.previous, third.previous) == (NO_HASH, first.hash, second.hash)
    assert (third.actor, third.sha256) == ("bob", first.sha256)
    assert faults(log) == []


def test_anybody_can_make_the_hash_again_without_this_program(log: Ledger) -> None:
    with log.reading() as connection:
        one = last_entry(connection)
    assert one is not None
    fields = [one.previous, one.seq, one.read_at, one.actor, one.name, one.sha256, one.size_bytes]
    words = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    assert sha256(words.encode()).hexdigest() == one.hash


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=2, unique=True))
def test_the_hash_tells_any_two_names_apart(names: list[str]) -> None:
    one, other = (seal(NO_HASH, 1, "", "", name, "", 0) for name in names)
    assert one != other


def test_what_was_read_before_is_not_entered_again(log: Ledger) -> None:
    with log.writing() as connection:
        witness(connection, [raw("a.txt", b"Bread.")], BOB)
        assert len(list(list_custody(connection))) == 3


def test_the_feed_that_words_were_taken_out_of_is_kept_and_entered_once(log: Ledger) -> None:
    feed = b"<rss>Bread. Salt.</rss>"
    whole = Whole("news.rss", feed, sha256(feed).hexdigest())
    entries = [
        msgspec.structs.replace(raw(f"news.rss!/{i}", words), whole=whole)
        for i, words in enumerate((b"Bread?", b"Salt?"))
    ]
    with log.writing() as connection:
        witness(connection, entries, BOB)
        witness(connection, entries, BOB)
        names = [one.name for one in list_custody(connection)]
        assert names[3:] == ["news.rss", "news.rss!/0", "news.rss!/1"]
        assert evidence.fetch(connection, whole.sha256) == feed
    assert faults(log) == []


def test_the_file_itself_refuses_to_change_or_lose_an_entry(log: Ledger) -> None:
    for statement in ("UPDATE custody SET actor = 'eve'", "DELETE FROM custody"):
        with (
            pytest.raises((IntegrityError, RashomonError)),
            log.writing() as connection,
        ):
            connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE custody SET actor = 'eve' WHERE seq = 2",
            "Entry 2 of the log (b.txt) was changed",
        ),
        ("UPDATE custody SET read_at = '2025-01-01T00:00:00Z' WHERE seq = 1", "Entry 1 of the log"),
        ("DELETE FROM custody WHERE seq = 2", "Before entry 3 of the log, entry 2 is missing"),
        ("DELETE FROM custody WHERE seq = 1", "Before entry 2 of the log, entry 1 is missing"),
        ("UPDATE custody SET size_bytes = 7 WHERE seq = 2", "another size than its bytes"),
        ("UPDATE custody SET previous = 'f00d' WHERE seq = 3", "not follow from the one"),
        ("UPDATE evidence SET content = x'789c03000000000100'", "changed or are damaged"),
        ("UPDATE evidence SET size_bytes = 99", "another size than is kept"),
    ],
)
def test_what_somebody_changed_is_named(log: Ledger, statement: str, told: str) -> None:
    tamper(log, statement)
    found = faults(log)
    assert any(told in sentence for sentence in found), found


def test_an_entry_written_anew_with_its_own_hash_no_longer_leads_to_the_next(log: Ledger) -> None:
    with log.reading() as connection:
        _, second, _ = list_custody(connection)
    fields = (second.seq, second.read_at, "eve", second.name, second.sha256, second.size_bytes)
    forged = seal(second.previous, *fields)
    tamper(log, f"UPDATE custody SET actor = 'eve', hash = '{forged}' WHERE seq = 2")  # noqa: S608
    (sentence,) = faults(log)
    assert sentence.startswith("Entry 3 of the log (https://c.example/ö) does not follow")


def test_a_log_cut_short_is_found_by_its_bytes_and_by_a_noted_hash(log: Ledger) -> None:
    with log.reading() as connection:
        noted = last_hash(connection)
    assert faults(log, noted) == []
    tamper(log, "DELETE FROM custody WHERE seq = 3")
    assert faults(log) == [], "other bytes of the same hash are still entered"
    assert "was noted earlier" in faults(log, noted)[0]
    with log.writing() as connection:
        connection.execute(text("DELETE FROM custody WHERE seq = 2"))
    assert "says who read" in faults(log)[0]


def test_bytes_that_are_gone_are_named_by_their_entry(log: Ledger) -> None:
    with log.writing() as connection:
        connection.execute(text("DROP TRIGGER custody_lasts"))
    log.close()
    import sqlite3

    with sqlite3.connect(log.path) as connection:
        connection.execute("DELETE FROM evidence WHERE size_bytes = 5")
    connection.close()
    assert "The bytes of entry 2 of the log (b.txt) are missing." in faults(log)


def test_an_older_ledger_enters_what_it_has_with_the_day_that_is_known(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    names = ["a.txt", 'b "quoted" \\ ö\n\t.txt', "c.txt"]
    older = migrations()[:1]
    with open_ledger(path, create=True, steps=older) as ledger, ledger.writing() as connection:
        for number, name in enumerate(names):
            one = raw(name, f"Words {number}".encode())
            connection.execute(
                text("INSERT INTO evidence VALUES (:digest, :size, :content)"),
                {"digest": one.sha256, "size": 7, "content": _packed(one.content)},
            )
            connection.execute(
                text("INSERT INTO inputs VALUES (:id, :name, :digest, 't', '{}', :day)"),
                {
                    "id": f"rp-{number}",
                    "name": name,
                    "digest": one.sha256,
                    "day": f"2025-01-0{3 - number}",
                },
            )
        lost = raw("", b"Forgotten input")
        connection.execute(
            text("INSERT INTO evidence VALUES (:digest, 15, :content)"),
            {"digest": lost.sha256, "content": _packed(lost.content)},
        )
    with open_ledger(path) as ledger:
        assert faults(ledger) == []
        with ledger.reading() as connection:
            entered = list(list_custody(connection))
    assert [one.seq for one in entered] == [1, 2, 3, 4]
    assert [one.name for one in entered] == ["", *reversed(names)]
    assert [one.read_at for one in entered][1:] == ["2025-01-01", "2025-01-02", "2025-01-03"]
    assert {one.actor for one in entered} == {"program"}


def _packed(content: bytes) -> bytes:
    import zlib

    return zlib.compress(content)
