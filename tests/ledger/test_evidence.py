"""Raw bytes come back as they were found, or not at all."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from rashomon.errors import LedgerError
from rashomon.ledger.evidence import digests, fetch, keep
from rashomon.ledger.schema import evidence
from rashomon.ledger.store import Ledger


@given(st.binary(max_size=2000))
def test_bytes_come_back_as_they_were_found(evidence_ledger: Ledger, content: bytes) -> None:
    digest = sha256(content).hexdigest()
    with evidence_ledger.writing() as connection:
        keep(connection, digest, content)
        keep(connection, digest, content)
        assert fetch(connection, digest) == content
        assert digests(connection).count(digest) == 1


@pytest.mark.parametrize("damage", [b"not compressed", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_damaged_bytes_are_never_handed_out(ledger: Ledger, damage: bytes) -> None:
    digest = sha256(b"As found.").hexdigest()
    with ledger.writing() as connection:
        keep(connection, digest, b"As found.")
        connection.execute(update(evidence).values(content=damage))
        with pytest.raises(LedgerError) as caught:
            fetch(connection, digest)
    assert caught.value.code == "ledger-damaged"


def test_bytes_that_were_never_kept_are_missing(ledger: Ledger) -> None:
    with ledger.reading() as connection, pytest.raises(LedgerError):
        fetch(connection, "0" * 64)
