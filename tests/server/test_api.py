"""The API: rows of the public export, paged, filtered, as known on a day."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from servers import Opener
from starlette.testclient import TestClient

from rashomon.cli.keeping import EXPORTS
from rashomon.errors import LedgerError
from rashomon.exporting.formats import FORMATS
from rashomon.exporting.jsonl import export_rows, load_schema
from rashomon.ledger.entries import Signature, enter_findings, load_findings
from rashomon.ledger.extractions import note
from rashomon.ledger.store import open_ledger
from rashomon.situation import known_by
from rashomon.views.sources import outlet_name

API = "/api/v1"
LISTS = (
    "reports", "passages", "marks", "statements", "entities",
    "claims", "disputes", "reuse", "standing", "pacts", "forecasts",
)  # fmt: skip


def all_pages(client: TestClient, path: str, **params: object) -> list[dict[str, object]]:
    """Every row of a list, page by page."""
    found: list[dict[str, object]] = []
    cursor: str | None = None
    while True:
        asked = {**params, **({"cursor": cursor} if cursor else {})}
        answer = client.get(API + path, params=asked)  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            assert len(found) == page["total"]
            return found


@pytest.fixture(scope="module")
def findings(sample_ledger: Path):
    with open_ledger(sample_ledger) as ledger, ledger.reading() as connection:
        return load_findings(connection)


@pytest.mark.parametrize("kind", LISTS)
def test_the_pages_together_are_the_rows_of_the_export(client, findings, kind: str) -> None:
    rows = all_pages(client, f"/{kind}", limit=7)
    ids = [row["id"] for row in rows]
    assert ids == sorted(set(ids))
    exported = export_rows(findings).get(kind)
    if exported is not None:
        assert rows == exported
    for row in rows[:3]:
        assert client.get(f"{API}/{kind}/{row['id']}").json() == row


def test_rows_fit_the_public_schema(client) -> None:
    schema = load_schema()
    for row in all_pages(client, "/claims"):
        jsonschema.validate(row, {**schema, "$ref": "#/$defs/claims"})


@given(day=st.dates(date(2012, 7, 1), date(2015, 12, 31)))
def test_any_day_gives_what_was_known_by_then(client, findings, day: date) -> None:
    rows = client.get(f"{API}/claims", params={"asof": day.isoformat(), "limit": 500}).json()
    known = known_by(findings, day)
    assert [row["id"] for row in rows["items"]] == [one.id for one in known.claims]
    assert rows["asof"] == day.isoformat()


def test_filters_leave_only_what_fits(client, findings) -> None:
    disputed = all_pages(client, "/claims", status=["disputed", "denied"])
    assert {row["status"] for row in disputed} <= {"disputed", "denied"}
    assert len(disputed) == sum(one.status in ("disputed", "denied") for one in findings.claims)
    report = findings.reports[0]
    of_report = all_pages(client, "/statements", report=report.id)
    assert [row["id"] for row in of_report] == [
        one.id for one in findings.statements if one.report == report.id
    ]
    outlet = outlet_name(report)
    assert {outlet_name(one) for one in findings.reports} > {outlet}
    carried = {
        one.id
        for one in findings.claims
        if any(outlet_name(r) == outlet for r in findings.reports
               if any(s.report == r.id and s.id in one.statements for s in findings.statements))
    }  # fmt: skip
    assert {row["id"] for row in all_pages(client, "/claims", outlet=outlet)} == carried
    many = all_pages(client, "/claims", least=2, sort="origins")
    assert [row["independent"] for row in many] == sorted(
        (one.independent for one in findings.claims if one.independent >= 2), reverse=True
    )
    for row in all_pages(client, "/timeline", **{"from": "2015-06-01", "to": "2015-06-30"}):
        days = row["days"]
        assert days["from"] <= "2015-06-30"
        assert days["to"] >= "2015-06-01"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/claims?status=true", "status"),
        ("/claims?asof=2015-13-01", "asof"),
        ("/claims?asof=1433289600", "asof"),
        ("/claims?limit=0", "limit"),
        ("/claims?limit=501", "limit"),
        ("/claims?stauts=single", "stauts"),
        ("/claims?cursor=%00", "cursor"),
        ("/claims?cursor=WyJhIiwxXQ", "cursor"),
        ("/claims?from=2015-06-02&to=2015-06-01", "from"),
        ("/sources/everybody", "what"),
        ("/whatif", "event"),
    ],
)
def test_a_filter_that_cannot_be_is_refused_by_name(client, path: str, field: str) -> None:
    answer = client.get(API + path)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["field"] == field


def test_the_cursor_of_another_question_is_refused(client) -> None:
    cursor = client.get(f"{API}/claims", params={"limit": 1}).json()["next"]
    answer = client.get(f"{API}/claims", params={"cursor": cursor, "status": "single"})
    assert answer.status_code == 422
    assert answer.json()["field"] == "cursor"


def test_an_event_that_is_not_understood_has_the_code_of_the_command_line(client) -> None:
    answer = client.get(f"{API}/whatif", params={"event": "xyzzy"})
    assert answer.status_code == 422
    assert answer.json()["code"].startswith("unreadable")


def test_an_id_that_there_never_was_is_a_404(client) -> None:
    for kind in LISTS:
        answer = client.get(f"{API}/{kind}/xx-0000000000000000")
        assert answer.status_code == 404
        assert answer.json()["code"] == "no-such-record"


def test_what_is_not_known_yet_says_so(client, findings) -> None:
    claim = next(one for one in findings.claims if one.first_reported is not None)
    answer = client.get(f"{API}/claims/{claim.id}", params={"asof": "1999-01-01"})
    assert answer.status_code == 404
    assert answer.json()["code"] == "not-yet-known"


def enter(path: Path, change) -> None:
    """Enter findings that differ from those held."""
    with open_ledger(path) as ledger:
        with ledger.reading() as connection:
            held = load_findings(connection)
        with ledger.writing() as connection:
            enter_findings(
                connection, change(held), Signature("rashomon/0", datetime(2026, 2, 1, tzinfo=UTC))
            )


def test_a_merged_claim_leads_to_the_one_it_is_part_of(opened: Opener, ledger_path: Path) -> None:
    gone: list[str] = []

    def merge(held):
        first, second, *rest = held.claims
        gone.append(second.id)
        merged = replace(first, statements=tuple(sorted({*first.statements, *second.statements})))
        gone.append(merged.id)
        return replace(held, claims=(merged, *rest))

    client = opened(ledger_path)
    client.get(f"{API}/about")
    enter(ledger_path, merge)
    answer = client.get(f"{API}/claims/{gone[0]}")
    assert answer.status_code == 301
    assert answer.headers["location"] == f"{API}/claims/{gone[1]}"


def test_a_record_that_is_gone_says_since_when_and_why(opened: Opener, ledger_path: Path) -> None:
    gone: list[str] = []

    def drop(held):
        first, *rest = held.forecasts
        gone.append(first.id)
        return replace(held, forecasts=tuple(rest))

    client = opened(ledger_path)
    client.get(f"{API}/about")
    enter(ledger_path, drop)
    answer = client.get(f"{API}/forecasts/{gone[0]}")
    assert answer.status_code == 410
    problem = answer.json()
    assert problem["code"] == "no-longer-held"
    assert "2026-02-01" in problem["detail"]
    assert "reason" in problem


def test_the_ledger_gone_newer_or_back_is_told_without_a_restart(
    opened: Opener, ledger_path: Path
) -> None:
    client = opened(ledger_path)
    assert client.get(f"{API}/about").status_code == 200
    aside = Path(shutil.move(ledger_path, ledger_path.with_suffix(".aside")))
    gone = client.get(f"{API}/about")
    assert (gone.status_code, gone.json()["code"]) == (503, "ledger-missing")
    shutil.move(aside, ledger_path)
    assert client.get(f"{API}/about").status_code == 200


def test_the_description_holds_an_example_of_every_problem(client) -> None:
    described = client.get(f"{API}/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert described["components"]["schemas"]["problem"]["example"]["field"] == "asof"
    for path, operations in described["paths"].items():
        assert path.startswith(API)
        for operation in operations.values():
            assert operation.get("description"), path
            assert "422" in operation["responses"]


@pytest.mark.parametrize("form", EXPORTS)
def test_every_format_can_be_downloaded(client, findings, form: str) -> None:
    answer = client.get(f"{API}/export/{form}", params={"asof": "2015-06-04"})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith(
        'attachment; filename="sample-2015-06-04'
    )
    assert answer.headers["content-type"] == FORMATS[form].media_type
    assert answer.content


def test_a_format_that_there_is_not_is_refused(client) -> None:
    assert client.get(f"{API}/export/xlsx").status_code == 422


def test_a_search_marks_its_words_and_counts_what_narrows_it(client, findings) -> None:
    answer = client.get(f"{API}/search", params={"q": "treaty", "limit": 50}).json()
    assert answer["items"]
    assert answer["counted"] == answer["total"] == len(answer["items"])
    for item in answer["items"]:
        words = [item["text"][one["start"] : one["end"]] for one in item["marked"]]
        assert words
        assert all(word.lower().startswith("treat") for word in words)
        report = next(one for one in findings.reports if one.id == item["report"])
        assert report.text[item["start"] :].startswith(item["text"])
    for name, facets in answer["facets"].items():
        for facet in facets:
            narrowed = client.get(
                f"{API}/search", params={"q": "treaty", name: facet["value"], "limit": 1}
            ).json()
            if name in ("outlet", "status", "role", "type"):
                assert narrowed["total"] == facet["count"], (name, facet)
            else:
                assert narrowed["total"] >= facet["count"]


def test_a_search_by_place_alone_finds_what_was_said_of_it(client, findings) -> None:
    place = next(one.places[0] for one in findings.statements if one.places)
    answer = client.get(f"{API}/search", params={"place": place, "limit": 200}).json()
    said = {one.passage for one in findings.statements if place in one.places}
    assert said <= {one["passage"] for one in answer["items"]}


def test_a_search_of_nothing_finds_nothing(client) -> None:
    for asked in ({}, {"q": ""}, {"q": '"* ()'}):
        answer = client.get(f"{API}/search", params=asked).json()
        assert (answer["total"], answer["items"]) == (0, [])


def test_a_search_as_known_on_a_day_finds_no_later_report(client, findings) -> None:
    every = client.get(f"{API}/search", params={"q": "the", "limit": 200}).json()
    then = client.get(f"{API}/search", params={"q": "the", "limit": 200, "asof": "2012-08-10"})
    known = {one.id for one in known_by(findings, date(2012, 8, 10)).reports}
    assert {one["report"] for one in then.json()["items"]} <= known
    assert then.json()["total"] < every["total"]


def test_a_search_offers_the_names_that_go_by_the_words(client) -> None:
    names = client.get(f"{API}/search", params={"q": "iran"}).json()["names"]
    assert names[0]["name"] == "Iran"


def test_a_situation_by_pages_and_by_kind_is_the_whole_situation(client) -> None:
    whole = client.get(f"{API}/situation", params={"asof": "2015-06-05"}).json()
    assert whole["items"]
    assert whole["next"] is None
    found: list[dict[str, object]] = []
    cursor: str | None = None
    while True:
        asked = {"asof": "2015-06-05", "limit": 5, **({"cursor": cursor} if cursor else {})}
        answer = client.get(f"{API}/situation", params=asked).json()
        found += answer["items"]
        cursor = answer["next"]
        if cursor is None:
            break
    assert sorted(map(str, found)) == sorted(map(str, whole["items"]))
    for kind in ("control", "force", "post", "captivity", "pact"):
        rows = client.get(f"{API}/situation", params={"asof": "2015-06-05", "kind": kind}).json()
        assert rows["items"] == [row for row in whole["items"] if row["kind"] == kind]
    holder = next(one["value"][0] for one in whole["items"] if one["kind"] == "control")
    for row in client.get(
        f"{API}/situation", params={"asof": "2015-06-05", "about": holder}
    ).json()["items"]:
        assert holder in (row["subject"], *row["value"], *row["contested_by"])


def test_a_cursor_of_another_situation_is_refused(client) -> None:
    cursor = client.get(f"{API}/situation", params={"limit": 1}).json()["next"]
    answer = client.get(f"{API}/situation", params={"limit": 1, "kind": "pact", "cursor": cursor})
    assert answer.status_code == 422


def test_a_situation_is_asked_of_the_ledger_and_not_of_all_its_records(
    sample_ledger, opened, monkeypatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("all records are read")

    monkeypatch.setattr("rashomon.server.desk.Desk.snapshot", refuse)
    answer = opened(sample_ledger).get(f"{API}/situation", params={"limit": 7})
    assert answer.status_code == 200
    assert answer.json()["items"]


def test_a_ledger_that_keeps_nothing_for_questions_answers_all_the_same(
    ledger_path, opened, client, monkeypatch
) -> None:
    asked = {"asof": "2015-06-05", "limit": 9}
    monkeypatch.setattr("rashomon.server.states.keep_board", _busy)
    with open_ledger(ledger_path) as ledger, ledger.writing() as connection:
        connection.exec_driver_sql("DELETE FROM parts")
        note(connection, "board", "")
    found = opened(ledger_path).get(f"{API}/situation", params=asked).json()
    wanted = client.get(f"{API}/situation", params=asked).json()
    assert [found[one] for one in ("items", "valid_at", "next")] == [
        wanted[one] for one in ("items", "valid_at", "next")
    ]


def _busy(*_: object) -> None:
    raise LedgerError("Somebody else writes.", code="ledger-busy")
