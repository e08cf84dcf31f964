"""A check finds each kind of broken promise, and nothing in what is sound."""

from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import text

from rashomon.ledger.checks import check_evidence, check_references, check_storage, check_words
from rashomon.ledger.store import Ledger
from rashomon.records.findings import Findings
from rashomon.records.statements import Statement
from rashomon.spans import Span

Enter = Callable[[Ledger, Findings], None]
replace = msgspec.structs.replace


def with_statement(findings: Findings, **fields: object) -> Findings:
    """The findings with their first statement changed."""
    first, *others = findings.statements
    return replace(findings, statements=(replace(first, **fields), *others))


def test_the_sample_keeps_every_promise(
    ledger: Ledger, sample_findings: Findings, enter: Enter
) -> None:
    enter(ledger, sample_findings)
    assert check_words(sample_findings) == []
    assert check_references(sample_findings) == []
    with ledger.reading() as connection:
        assert check_storage(connection) == []
        assert check_evidence(connection) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"quote": "other words"}, "quote"),
        ({"span": Span(10**6, 10**6 + 4)}, "offset"),
        ({"span": Span(9, 3)}, "offset"),
        ({"raw": Span(1, 2)}, "offset"),
    ],
)
def test_words_that_do_not_re_read_are_found(
    sample_findings: Findings, fields: dict[str, object], code: str
) -> None:
    faults = check_words(with_statement(sample_findings, **fields))
    assert code in {fault.code for fault in faults}
    assert sample_findings.statements[0].id in {fault.record for fault in faults}


@pytest.mark.parametrize(
    "fields",
    [
        {"report": "rp-none"},
        {"passage": "ps-none"},
        {"actors": ("en-none",)},
        {"places": ("en-none",)},
    ],
)
def test_an_id_that_leads_nowhere_is_found(
    sample_findings: Findings, fields: dict[str, object]
) -> None:
    faults = check_references(with_statement(sample_findings, **fields))
    (named,) = {fault.record for fault in faults}
    assert named == sample_findings.statements[0].id
    assert {fault.code for fault in faults} == {"dangling"}


def test_a_claim_on_a_missing_statement_is_found(sample_findings: Findings) -> None:
    left = replace(sample_findings, statements=sample_findings.statements[1:])
    gone: Statement = sample_findings.statements[0]
    assert any(gone.id in fault.sentence for fault in check_references(left))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("DELETE FROM current WHERE kind = 'claim'", "projection"),
        ("UPDATE current SET seq = 1 WHERE kind = 'claim'", "projection"),
        ("INSERT INTO passage_index (rowid, words) VALUES (1, 'planted')", "index"),
        (
            "INSERT INTO entries (recorded_at, author, op, kind, record, payload)"
            " SELECT recorded_at, 'somebody', op, kind, record, payload FROM entries LIMIT 1",
            "projection",
        ),
    ],
)
def test_a_file_that_somebody_touched_is_found(
    ledger: Ledger, sample_findings: Findings, enter: Enter, change: str, code: str
) -> None:
    enter(ledger, sample_findings)
    with ledger.writing() as connection:
        connection.execute(text(change))
    with ledger.reading() as connection:
        assert code in {fault.code for fault in check_storage(connection)}


def test_evidence_that_somebody_touched_is_found(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.execute(
            text("INSERT INTO evidence (sha256, size_bytes, content) VALUES ('00', 2, x'00')")
        )
    with ledger.reading() as connection:
        (fault,) = check_evidence(connection)
    assert (fault.code, fault.record) == ("evidence", "00")
