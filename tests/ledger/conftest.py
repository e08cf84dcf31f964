"""Ledgers for the tests of the ledger."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.ledger.entries import Signature, enter_findings
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.records.findings import Findings

SIGNATURE = Signature("rashomon/test", datetime(2026, 1, 1, tzinfo=UTC))

Enter = Callable[[Ledger, Findings], None]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger in which nothing is kept yet."""
    with open_ledger(tmp_path / "story.db", create=True) as opened:
        yield opened


@pytest.fixture
def enter() -> Enter:
    """Enters findings in one transaction."""

    def enter_all(ledger: Ledger, findings: Findings) -> None:
        with ledger.writing() as connection:
            enter_findings(connection, findings, SIGNATURE)

    return enter_all


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger that nobody writes to."""
    with open_ledger(tmp_path_factory.mktemp("empty") / "empty.db", create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def evidence_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger for examples of raw bytes."""
    with open_ledger(tmp_path_factory.mktemp("bytes") / "bytes.db", create=True) as opened:
        yield opened
