"""Reports added by the page: sent as a form, followed, told what came of each file."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import DAY, QUICK, Opener, token_of
from starlette.testclient import TestClient

from rashomon.language.parser import SpacyParser
from rashomon.server.app import create_app
from rashomon.server.users import make_account, save_accounts
from rashomon.settings import Settings

WORDS = "The ferry company said on 3 May 2015 that two boats had left the harbour at Tartus."
PASSWORD = "nine blue lanterns"  # noqa: S105 - of a test
BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin"}


@pytest.fixture
def desk(ledger_path: Path, parser: SpacyParser) -> Iterator[TestClient]:
    app = create_app(ledger_path, Settings(today=DAY, serving=QUICK), parser)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        client.get("/s/story/add", headers=BROWSER)
        yield client


def send(client: TestClient, *files: tuple[str, bytes], csrf: str | None = None):
    return client.post(
        "/s/story/add",
        data={"csrf": token_of(client) if csrf is None else csrf},
        files=[("files", one) for one in files],
        headers=BROWSER,
    )


def ended(client: TestClient, path: str) -> str:
    deadline = time.monotonic() + 60
    while client.get(path + ".json").json()["is_over"] is False:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return client.get(path, headers=BROWSER).text


def test_a_form_without_scripts_sends_files_and_tells_what_came_of_each(desk: TestClient) -> None:
    sent = send(
        desk,
        ("ferry.txt", WORDS.encode()),
        ("nothing.txt", b""),
        ("picture.jpg", b"\xff\xd8\xff" + bytes(range(200))),
    )
    assert sent.status_code == 303, sent.text
    path = sent.headers["location"]
    page = ended(desk, path)
    view = desk.get(path + ".json").json()
    assert view["words"].startswith("1 report added")
    assert "2 not read" in view["words"]
    assert [one["name"] for one in view["reports"]] == ["ferry.txt"]
    assert f"/s/story/reports/{view['reports'][0]['id']}" in page
    for name, code in (("nothing.txt", "empty"), ("picture.jpg", "unsupported")):
        assert name in page
        assert code in page
    assert "rashomon-upload" not in page
    assert "ferry.txt, nothing.txt, picture.jpg" in desk.get("/s/story/add", headers=BROWSER).text


def test_the_same_files_again_are_known_already(desk: TestClient) -> None:
    ended(desk, send(desk, ("ferry.txt", WORDS.encode())).headers["location"])
    path = send(desk, ("ferry.txt", WORDS.encode())).headers["location"]
    assert "Known already" in ended(desk, path)
    assert desk.get(path + ".json").json()["reports"] == []


def test_an_upload_that_stopped_says_why_and_leads_on(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.workspace.Workspace.read", lambda *_: 1 / 0)
    page = ended(desk, send(desk, ("ferry.txt", WORDS.encode())).headers["location"])
    assert "What was read before is kept." in page
    assert "/s/story/add" in page


def test_a_form_without_files_or_with_another_token_sends_nothing(desk: TestClient) -> None:
    empty = send(desk, ("", b""))
    assert empty.status_code == 422
    assert "No file was chosen" in empty.text
    assert send(desk, ("ferry.txt", WORDS.encode()), csrf="forged").status_code == 403
    elsewhere = desk.post(
        "/s/story/add",
        data={"csrf": token_of(desk)},
        files=[("files", ("ferry.txt", WORDS.encode()))],
        headers={"sec-fetch-site": "cross-site"},
    )
    assert elsewhere.status_code == 403
    assert desk.get("/s/story/add.json").json()["recent"] == []


def test_an_upload_that_nobody_remembers_is_not_found(desk: TestClient) -> None:
    answer = desk.get("/s/story/add/none", headers=BROWSER)
    assert answer.status_code == 404
    assert "Add reports" in answer.text


def test_a_large_form_may_be_sent_to_the_page_and_to_no_other(
    opened: Opener, ledger_path: Path
) -> None:
    client = opened(ledger_path, largest_request_bytes=500, largest_upload_bytes=5000)
    client.get("/s/story/add", headers=BROWSER)
    assert send(client, ("long.txt", b"x" * 2000)).status_code == 303
    assert send(client, ("longer.txt", b"x" * 6000)).status_code == 413
    other = client.post(
        "/s/story/corrections", data={"csrf": "x" * 2000}, headers={"sec-fetch-site": "same-origin"}
    )
    assert other.status_code == 413


def test_a_reader_is_not_offered_the_form(
    opened: Opener, ledger_path: Path, tmp_path: Path
) -> None:
    users = tmp_path / "users.json"
    save_accounts(users, {"rita": make_account("rita", "reader", PASSWORD)})
    client = opened(ledger_path, users_file=str(users))
    entered = client.post("/login", data={"name": "rita", "password": PASSWORD, "back": "/"})
    assert entered.status_code == 303
    assert "Add reports" not in client.get("/s/story/reports", headers=BROWSER).text
    refused = client.get("/s/story/add", headers=BROWSER)
    assert refused.status_code == 403
    assert send(client, ("ferry.txt", WORDS.encode())).status_code == 403
