"""Corrections through the server: previewed, entered, undone; the second of two is told of the first."""

from pathlib import Path

import pytest
from servers import Opener, token_of
from starlette.testclient import TestClient

from rashomon.server.pages.corrections import cost_words

API = "/api/v1"


@pytest.fixture
def desk(opened: Opener, ledger_path: Path) -> TestClient:
    return opened(ledger_path)


def two_sides(client: TestClient) -> tuple[str, str]:
    """The claims of two accounts that clash."""
    dispute = client.get(f"{API}/disputes").json()["items"][0]
    one, other, *_ = dispute["sides"]
    return one["claims"][0], other["claims"][0]


def test_a_preview_says_what_would_change_and_keeps_nothing(desk: TestClient) -> None:
    before = desk.get(f"{API}/about").json()
    one, other = two_sides(desk)
    answer = desk.post(
        f"{API}/corrections/preview", json={"kind": "merge", "targets": [one, other]}
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["sentence"]
    assert answer.json()["effects"]
    assert desk.get(f"{API}/about").json() == before
    assert desk.get(f"{API}/corrections").json()["total"] == 0


def test_a_correction_counts_at_once_and_an_undo_brings_all_back(desk: TestClient) -> None:
    one, other = two_sides(desk)
    before = desk.get(f"{API}/claims", params={"limit": 500}).json()["items"]
    asked = {"kind": "merge", "targets": [one, other], "reason": "The same shelling."}
    entered = desk.post(f"{API}/corrections", json=asked)
    assert entered.status_code == 201, entered.text
    after = desk.get(f"{API}/claims", params={"limit": 500}).json()["items"]
    assert len(after) == len(before) - 1
    gone = ({row["id"] for row in before} - {row["id"] for row in after}).pop()
    moved = desk.get(f"{API}/claims/{gone}")
    assert moved.status_code == 301
    assert moved.headers["location"].rpartition("/")[2] in {row["id"] for row in after}
    log = desk.get(f"{API}/corrections").json()["items"]
    assert [one["state"] for one in log] == ["holds"]
    assert log[0]["correction"]["reason"] == "The same shelling."
    id_ = entered.json()["id"]
    assert desk.get(f"{API}/corrections/{id_}").json() == log[0]
    undone = desk.post(f"{API}/corrections/{id_}/undo", json={})
    assert undone.status_code == 201
    assert desk.get(f"{API}/claims", params={"limit": 500}).json()["items"] == before
    states = [one["state"] for one in desk.get(f"{API}/corrections").json()["items"]]
    assert states == ["undone", "holds"]


def test_who_comes_second_is_shown_what_the_first_one_did(desk: TestClient) -> None:
    report = desk.get(f"{API}/reports").json()["items"][0]["id"]
    first = {"kind": "set-outlet", "targets": [report], "value": "The Harbour Post", "version": 0}
    assert desk.post(f"{API}/corrections", json=first).status_code == 201
    second = {**first, "value": "The Hill Gazette"}
    answer = desk.post(f"{API}/corrections", json=second)
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["code"] == "correction-conflict"
    assert problem["first"]["change"]["value"] == "The Harbour Post"
    outlets = {row["outlet"] for row in desk.get(f"{API}/reports").json()["items"]}
    assert "The Harbour Post" in outlets
    assert "The Hill Gazette" not in outlets


def test_a_rejected_record_is_a_410_with_the_reason(desk: TestClient) -> None:
    claim = desk.get(f"{API}/claims", params={"status": "single"}).json()["items"][0]["id"]
    asked = {"kind": "reject", "targets": [claim], "reason": "A caption of another picture."}
    assert desk.post(f"{API}/corrections", json=asked).status_code == 201
    answer = desk.get(f"{API}/claims/{claim}")
    assert answer.status_code == 410
    assert "A caption of another picture." in answer.json()["detail"]
    assert answer.json()["correction"] == desk.get(f"{API}/corrections").json()["items"][0][
        "correction"
    ]["id"]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        (
            {"kind": "reject", "targets": ["cl-0000000000000000"], "reason": "x"},
            404,
            "no-such-record",
        ),
        ({"kind": "bless", "targets": ["x"]}, 422, "bad-filter"),
        ({"kind": "merge", "targets": []}, 422, "bad-filter"),
        ({"kind": "merge", "targets": ["x"], "color": "blue"}, 422, "bad-filter"),
    ],
)
def test_what_cannot_be_corrected_is_refused_with_its_code(
    desk: TestClient, asked: dict[str, object], status: int, code: str
) -> None:
    for path in ("/corrections", "/corrections/preview"):
        answer = desk.post(API + path, json=asked)
        assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_readers_only_read(opened: Opener, ledger_path: Path, tmp_path: Path) -> None:
    from rashomon.server.users import make_account, save_accounts

    path = tmp_path / "users.json"
    accounts = {
        "rita": make_account("rita", "reader", "nine blue lanterns"),
        "edna": make_account("edna", "editor", "nine blue lanterns"),
    }
    save_accounts(path, accounts)
    client = opened(ledger_path, users_file=str(path))
    report = client.get(f"{API}/reports", auth=("rita", "nine blue lanterns")).json()["items"][0]
    asked = {"kind": "set-outlet", "targets": [report["id"]], "value": "The Harbour Post"}
    refused = client.post(f"{API}/corrections", json=asked, auth=("rita", "nine blue lanterns"))
    assert (refused.status_code, refused.json()["code"]) == (403, "readers-only-read")
    entered = client.post(f"{API}/corrections", json=asked, auth=("edna", "nine blue lanterns"))
    assert entered.status_code == 201, entered.text
    assert entered.json()["author"] == "edna"


def test_a_script_of_ours_sends_the_token_as_a_header(desk: TestClient) -> None:
    desk.get("/s/story")
    report = desk.get(f"{API}/reports").json()["items"][0]["id"]
    asked = {"kind": "set-outlet", "targets": [report], "value": "The Harbour Post"}
    ours = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    assert desk.post(f"{API}/corrections", json=asked, headers=ours).status_code == 403
    ours["x-csrf-token"] = token_of(desk)
    assert desk.post(f"{API}/corrections", json=asked, headers=ours).status_code == 201


def test_the_queue_of_doubts_is_paged(desk: TestClient) -> None:
    page = desk.get(f"{API}/doubts", params={"limit": 1})
    assert page.status_code == 200
    assert set(page.json()) == {"items", "total", "next", "asof", "corpus"}


def test_a_correction_during_a_long_upload_is_told_to_come_again(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.server.ruling._LONGEST_WAIT_S", 0.01)
    report = desk.get(f"{API}/reports").json()["items"][0]["id"]
    asked = {"kind": "set-outlet", "targets": [report], "value": "The Harbour Post"}
    with desk.app.state.workbench.desk.writing:  # type: ignore[attr-defined]
        busy = desk.post(f"{API}/corrections", json=asked)
    assert (busy.status_code, busy.json()["code"]) == (503, "ledger-busy")
    assert busy.headers["retry-after"]
    assert desk.post(f"{API}/corrections", json=asked).status_code == 201


def test_only_who_has_to_wait_is_told_how_long() -> None:
    assert cost_words("set-date", 153, None) == ""
    assert cost_words("set-date", 100_000, 0.4) == ""
    assert cost_words("merge", 100_000, None) == ""
    assert "All 100,000 statements" in cost_words("set-date", 100_000, None)
    assert "took 12 seconds" in cost_words("merge", 100_000, 12.3)
