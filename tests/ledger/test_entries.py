"""Entries are only appended, and what holds always follows from them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from rashomon.errors import InternalError, RashomonError
from rashomon.ledger.checks import check_storage
from rashomon.ledger.codec import FIELDS, TYPES, decode, encode, record_id, records_of, valid_days
from rashomon.ledger.entries import (
    Signature,
    enter_findings,
    enter_rejects,
    find,
    find_starting,
    last_seq,
    load,
    load_findings,
)
from rashomon.ledger.schema import entries
from rashomon.ledger.search import search
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.records.findings import Findings
from rashomon.records.reports import Passage, Reject

Enter = Callable[[Ledger, Findings], None]
SIGNATURE = Signature("rashomon/test", datetime(2026, 1, 1, tzinfo=UTC))
EMPTY = Findings((), (), (), (), (), (), (), (), (), ())


def passage(number: int, words: str) -> Passage:
    """A passage of a report that is not there."""
    return Passage(f"ps-{number}", "rp-1", 0, len(words), words, 0, "body", "en")


def test_what_was_entered_is_what_holds(
    ledger: Ledger, sample_findings: Findings, enter: Enter
) -> None:
    enter(ledger, sample_findings)
    with ledger.reading() as connection:
        assert load_findings(connection) == sample_findings


def test_entering_the_same_again_appends_nothing(
    ledger: Ledger, sample_findings: Findings, enter: Enter
) -> None:
    enter(ledger, sample_findings)
    with ledger.reading() as connection:
        before = last_seq(connection)
    enter(ledger, sample_findings)
    with ledger.reading() as connection:
        assert last_seq(connection) == before


def test_what_no_longer_follows_is_retired_and_stays_in_the_entries(
    ledger: Ledger, sample_findings: Findings, enter: Enter
) -> None:
    enter(ledger, sample_findings)
    claim = sample_findings.claims[0]
    enter(ledger, msgspec.structs.replace(sample_findings, claims=sample_findings.claims[1:]))
    with ledger.reading() as connection:
        rows = connection.execute(
            select(entries.c.op, entries.c.payload)
            .where(entries.c.record == claim.id)
            .order_by(entries.c.seq)
        ).all()
        assert [row.op for row in rows] == ["add", "retire"]
        assert decode("claim", rows[0].payload) == claim
        assert find(connection, claim.id) is None


def test_a_changed_record_gets_one_more_entry(
    ledger: Ledger, sample_findings: Findings, enter: Enter
) -> None:
    enter(ledger, sample_findings)
    first, *others = sample_findings.claims
    changed = msgspec.structs.replace(first, independent=first.independent + 7)
    with ledger.writing() as connection:
        findings = msgspec.structs.replace(sample_findings, claims=(changed, *others))
        difference = enter_findings(connection, findings, SIGNATURE)
    (claims,) = [one for one in difference if one.kind == "claim"]
    assert (claims.added, claims.changed, claims.retired) == (0, 1, 0)
    assert not any(one.added or one.changed or one.retired for one in difference if one != claims)
    with ledger.reading() as connection:
        assert find(connection, first.id) == ("claim", changed)


@pytest.mark.parametrize("change", ["UPDATE entries SET author = 'me'", "DELETE FROM entries"])
def test_the_file_itself_refuses_to_change_or_lose_an_entry(
    ledger: Ledger, sample_findings: Findings, enter: Enter, change: str
) -> None:
    enter(ledger, sample_findings)
    with pytest.raises(RashomonError), ledger.writing() as connection:
        connection.execute(text(change))


def test_two_records_of_one_id_are_a_fault_of_ours(ledger: Ledger) -> None:
    findings = msgspec.structs.replace(EMPTY, passages=(passage(1, "One."), passage(1, "Two.")))
    with pytest.raises(InternalError, match="ps-1"), ledger.writing() as connection:
        enter_findings(connection, findings, SIGNATURE)


_PASSAGES = st.dictionaries(
    st.integers(0, 8), st.sampled_from(["alpha beta", "beta gamma", "gamma", "\x1b[31m", "é ü"])
)


@settings(max_examples=40)
@given(st.lists(_PASSAGES, max_size=5))
def test_replaying_the_entries_gives_what_holds(history: list[dict[int, str]]) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "x.db", create=True) as ledger:
        for state in history:
            passages = tuple(passage(number, words) for number, words in sorted(state.items()))
            findings = msgspec.structs.replace(EMPTY, passages=passages)
            with ledger.writing() as connection:
                enter_findings(connection, findings, SIGNATURE)
            with ledger.reading() as connection:
                assert load(connection, "passage") == passages
                assert check_storage(connection) == []
                found = connection.execute(
                    text("SELECT count(*) FROM passage_index WHERE passage_index MATCH 'beta'")
                ).scalar_one()
                assert found == sum("beta" in words for words in state.values())


def test_a_reject_holds_until_its_input_can_be_read(ledger: Ledger) -> None:
    reject = Reject("a.txt", "empty", "a.txt is empty. Save it again.")
    for rejects, read, held in [([reject], [], (reject,)), ([], ["a.txt"], ())]:
        with ledger.writing() as connection:
            enter_rejects(connection, rejects, read, SIGNATURE)
        with ledger.reading() as connection:
            assert load(connection, "reject") == held


def test_every_kind_survives_being_written_down(sample_findings: Findings) -> None:
    for kind in FIELDS:
        for record in records_of(sample_findings, kind):
            assert isinstance(record, TYPES[kind])
            assert decode(kind, encode(record)) == record
            assert record_id(record) == record.id


def test_the_days_that_a_record_speaks_of_stand_beside_it(
    ledger: Ledger, sample_findings: Findings, enter: Enter
) -> None:
    enter(ledger, sample_findings)
    dated = [one for one in sample_findings.statements if valid_days(one) is not None]
    assert dated
    with ledger.reading() as connection:
        row = connection.execute(select(entries).where(entries.c.record == dated[0].id)).one()
    assert date.fromisoformat(row.valid_from) == valid_days(dated[0]).first
    assert date.fromisoformat(row.valid_to) == valid_days(dated[0]).last
    assert row.recorded_at == "2026-01-01T00:00:00Z"
    assert row.author == SIGNATURE.author


def test_half_an_id_finds_its_record(
    ledger: Ledger, sample_findings: Findings, enter: Enter
) -> None:
    enter(ledger, sample_findings)
    claim = sample_findings.claims[0].id
    with ledger.reading() as connection:
        assert find_starting(connection, claim[:14], 5) == [("claim", claim)]
        assert find_starting(connection, "%", 5) == []


def test_passages_are_found_by_words_phrases_and_beginnings(
    ledger: Ledger, sample_findings: Findings, enter: Enter
) -> None:
    enter(ledger, sample_findings)
    with ledger.reading() as connection:
        for words, wanted in [
            ("rebels town", ["rebel", "town"]),
            ('"rebel commander"', ["rebel commander"]),
            ("comman*", ["comman"]),
        ]:
            hits = search(connection, words)
            assert hits, words
            for hit in hits:
                assert all(one in hit.passage.text.lower() for one in wanted)
        assert len(search(connection, "the", limit=2)) == 2


@given(st.text(max_size=30))
def test_no_words_upset_the_search(empty_ledger: Ledger, words: str) -> None:
    with empty_ledger.reading() as connection:
        assert search(connection, words) == ()
