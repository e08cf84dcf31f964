"""What lies around a record is found without the rest of the ledger, and tells the same."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from rashomon.ledger.codec import FIELDS, records_of
from rashomon.ledger.entries import Signature, enter_findings
from rashomon.ledger.naming import (
    entities_named,
    find_naming,
    load_about,
    load_around,
    load_claims_of,
    looked_up_by,
)
from rashomon.ledger.store import Ledger, open_ledger
from rashomon.records.findings import Findings
from rashomon.situation import situation
from rashomon.situation.control import TELLING
from rashomon.views.exhibits import make_exhibit

SIGNATURE = Signature("rashomon/test", datetime(2026, 1, 1, tzinfo=UTC))
MOST = 60
"""Records of a kind that are shown; more of them show nothing else."""


@pytest.fixture(scope="module")
def held(sample_findings: Findings, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The sample corpus in a ledger."""
    ledger = open_ledger(tmp_path_factory.mktemp("naming") / "sample.db", create=True)
    with ledger.writing() as connection:
        enter_findings(connection, sample_findings, SIGNATURE)
    return ledger


@pytest.mark.parametrize("kind", FIELDS)
def test_a_record_shows_the_same_from_what_lies_around_it(
    held: Ledger, sample_findings: Findings, kind: str
) -> None:
    records = records_of(sample_findings, kind)
    for record in records[:: max(1, len(records) // MOST)]:
        with held.reading() as connection:
            around = load_around(connection, record.id)
        assert make_exhibit(around, kind, record) == make_exhibit(sample_findings, kind, record)


def test_little_of_a_ledger_lies_around_one_statement(
    held: Ledger, sample_findings: Findings
) -> None:
    with held.reading() as connection:
        around = load_around(connection, sample_findings.statements[0].id)
    assert len(around.statements) < len(sample_findings.statements) / 4


def test_records_are_looked_up_by_what_they_name(held: Ledger, sample_findings: Findings) -> None:
    claim = next(one for one in sample_findings.claims if len(one.statements) > 1)
    with held.reading() as connection:
        assert find_naming(connection, claim.statements[:1], ["claim"]) == {claim.id}
        assert find_naming(connection, ["st-0000000000000000"], ["claim"]) == set()


def test_words_that_look_like_an_id_lead_nowhere_in_a_kind_that_is_not_looked_up() -> None:
    payload = '{"id":"rp-0000000000000001","text":"see \\"st-0000000000000002\\""}'
    assert looked_up_by("report", payload) == []


def test_what_is_retired_or_changed_is_looked_up_no_more(
    ledger: Ledger, sample_findings: Findings
) -> None:
    nothing = Findings(**dict.fromkeys(FIELDS.values(), ()))
    with ledger.writing() as connection:
        enter_findings(connection, sample_findings, SIGNATURE)
        enter_findings(connection, nothing, SIGNATURE)
    report = sample_findings.statements[0].report
    with ledger.reading() as connection:
        assert find_naming(connection, [report], ["statement", "passage"]) == set()


@pytest.mark.parametrize("day", ["2012-08-20", "2013-06-10", "2015-06-30", "2015-12-01"])
def test_who_holds_a_place_is_told_the_same_from_what_is_said_of_it(
    held: Ledger, sample_findings: Findings, day: str
) -> None:
    on = date.fromisoformat(day)
    whole = [row for row in situation(sample_findings, on, on) if row.kind == "control"]
    with held.reading() as connection:
        for place in sample_findings.entities:
            about = load_about(connection, place.id, TELLING)
            rows = situation(about, on, on, partial(load_claims_of, connection))
            told = [row for row in rows if (row.kind, row.subject) == ("control", place.id)]
            assert told == [row for row in whole if row.subject == place.id]
    assert whole or day < "2013"


def test_entities_go_by_their_id_or_their_name_in_any_case(
    held: Ledger, sample_findings: Findings
) -> None:
    entity = sample_findings.entities[0]
    with held.reading() as connection:
        assert entity.id in entities_named(connection, entity.name.upper())
        assert entities_named(connection, entity.id) == [entity.id]
        assert entities_named(connection, "Nowhere at all") == []
