"""Reports through the server: read in turn, told as they are read, limited."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers import DAY, QUICK, Opener
from starlette.testclient import TestClient

from rashomon.language.parser import SpacyParser
from rashomon.server.app import create_app
from rashomon.server.uploads import safe_name
from rashomon.settings import Settings

API = "/api/v1"
WORDS = "The ferry company said on 3 May 2015 that two boats had left the harbour at Tartus."


@pytest.fixture
def desk(ledger_path: Path, parser: SpacyParser) -> Iterator[TestClient]:
    app = create_app(ledger_path, Settings(today=DAY, serving=QUICK), parser)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def send(client: TestClient, *files: tuple[str, bytes]):
    return client.post(f"{API}/uploads", files=[("files", one) for one in files])


def events(client: TestClient, id_: str) -> list[tuple[str, dict[str, object]]]:
    answer = client.get(f"{API}/uploads/{id_}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = re.findall(r"^event: (\w+)\ndata: (.*)$", answer.text, re.MULTILINE)
    return [(name, json.loads(data)) for name, data in found]


def test_an_upload_is_read_and_told_to_its_end(desk: TestClient) -> None:
    before = desk.get(f"{API}/about").json()["counts"]["reports"]
    answer = send(desk, ("ferry.txt", WORDS.encode()), ("nothing.txt", b""))
    assert answer.status_code == 202, answer.text
    id_ = answer.json()["id"]
    assert answer.headers["location"] == f"{API}/uploads/{id_}"
    told = events(desk, id_)
    assert told[-1][0] == "done"
    assert {name for name, _ in told[:-1]} <= {"progress"}
    steps = [upload["step"] for _, upload in told]
    assert steps == sorted(set(steps))
    summary = told[-1][1]["summary"]
    assert summary["added"] == ["ferry.txt"]
    assert [one["name"] for one in summary["rejects"]] == ["nothing.txt"]
    assert desk.get(f"{API}/about").json()["counts"]["reports"] == before + 1
    found = desk.get(f"{API}/reports", params={"q": "ferry company"}).json()["items"]
    assert [one["text"] for one in found] == [WORDS]
    assert desk.get(f"{API}/uploads/{id_}").json()["state"] == "done"


def test_uploads_wait_for_one_another_and_all_are_read(desk: TestClient) -> None:
    ids = [
        send(desk, (f"{number}.txt", f"{WORDS} So did {number} others.".encode())).json()["id"]
        for number in range(3)
    ]
    for id_ in ids:
        assert events(desk, id_)[-1][0] == "done"
    assert desk.get(f"{API}/reports", params={"q": "ferry company"}).json()["total"] == 3


def test_pages_are_shown_while_an_upload_is_read(desk: TestClient) -> None:
    id_ = send(desk, ("ferry.txt", WORDS.encode())).json()["id"]
    deadline = time.monotonic() + 60
    while desk.get(f"{API}/uploads/{id_}").json()["state"] not in ("done", "failed"):
        assert desk.get("/s/story").status_code == 200
        assert time.monotonic() < deadline
    assert desk.get(f"{API}/uploads/{id_}").json()["state"] == "done"


def test_a_failure_is_told_as_a_problem(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.workspace.Workspace.read", lambda *_: 1 / 0)
    id_ = send(desk, ("ferry.txt", WORDS.encode())).json()["id"]
    name, upload = events(desk, id_)[-1]
    assert name == "failed"
    assert upload["trouble"]["code"] == "internal"


def test_no_files_no_form_and_no_such_upload_are_refused(desk: TestClient) -> None:
    assert desk.post(f"{API}/uploads", json={}).status_code == 415
    assert desk.post(f"{API}/uploads", data={"a": "b"}, files={"x": b""}).status_code == 422
    assert desk.get(f"{API}/uploads/none").status_code == 404
    assert desk.get(f"{API}/uploads/none/events").status_code == 404


def test_an_upload_that_is_too_large_is_refused(opened: Opener, ledger_path: Path) -> None:
    client = opened(ledger_path, largest_upload_bytes=1000)
    assert send(client, ("long.txt", b"x" * 2000)).status_code == 413


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("..", "report"),
        ("", "report"),
        (".hidden", "hidden"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("تقرير.txt", "تقرير.txt"),
    ],
)
def test_a_name_stays_in_its_folder(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


@given(st.text(max_size=300))
def test_any_name_is_one_part_of_a_path(sent: str) -> None:
    name = safe_name(sent)
    assert name
    assert "/" not in name
    assert "\\" not in name
    assert name not in (".", "..")
    assert len(name) <= 150
    assert name.isprintable()
