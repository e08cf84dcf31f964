"""Who is let in, and what a page from elsewhere can do: nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers import Opener, token_of
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from rashomon.errors import UsageError
from rashomon.server.gatekeeping import SESSION, is_from_elsewhere
from rashomon.server.limits import Bucket
from rashomon.server.running import check_exposure
from rashomon.server.security import is_expected_host
from rashomon.server.users import load_accounts, make_account, save_accounts
from rashomon.settings import ServingSettings

PASSWORD = "nine blue lanterns"  # noqa: S105 - of a test


@pytest.fixture
def users(tmp_path: Path) -> str:
    path = tmp_path / "users.json"
    accounts = {
        "rita": make_account("rita", "reader", PASSWORD),
        "edna": make_account("edna", "editor", PASSWORD + "!"),
    }
    save_accounts(path, accounts)
    return str(path)


def changing_routes(client: TestClient) -> list[tuple[str, str]]:
    """Every method and path that is not for reading, entering aside."""
    found = []
    for route in client.app.routes:  # type: ignore[attr-defined]
        for method in getattr(route, "methods", None) or ():
            if method not in ("GET", "HEAD", "OPTIONS") and route.path != "/login":
                found.append((method, route.path))
    return found


# -- hosts


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "192.168.1.5", "desk.example"],
)
def test_this_machine_numbers_and_given_names_are_answered(host: str) -> None:
    assert is_expected_host(Headers({"host": host}), ("desk.example",))


@pytest.mark.parametrize(
    "host", ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example"]
)
def test_a_name_that_points_here_from_elsewhere_is_not_answered(
    client: TestClient, host: str
) -> None:
    assert not is_expected_host(Headers({"host": host}), ("desk.example",))
    answer = client.get("/s/sample.json", headers={"host": host})
    assert answer.status_code == 421
    assert "claims" not in answer.text


# -- forged requests


def test_every_route_that_changes_something_asks_for_the_token(
    opened: Opener, ledger_path: Path
) -> None:
    client = opened(ledger_path)
    client.get("/s/story")
    routes = changing_routes(client)
    assert ("POST", "/theme") in routes
    for method, path in routes:
        address = path.replace("{story}", "story").replace("{", "").replace("}", "")
        for headers in ({}, {"origin": "http://evil.example"}, {"x-csrf-token": "0" * 64}):
            answer = client.request(method, address, headers=headers)
            assert answer.status_code == 403, (method, path, headers, answer.text)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://localhost:9999"},
        {"origin": "null"},
    ],
)
def test_a_page_of_another_origin_changes_nothing_even_with_a_token(
    opened: Opener, ledger_path: Path, headers: dict[str, str]
) -> None:
    client = opened(ledger_path)
    client.get("/s/story")
    assert is_from_elsewhere(Headers({"host": "localhost", **headers}))
    answer = client.post(
        "/theme", data={"theme": "dark", "csrf": token_of(client)}, headers=headers
    )
    assert answer.status_code == 403


def test_a_token_of_another_session_is_none(opened: Opener, ledger_path: Path) -> None:
    one, other = opened(ledger_path), opened(ledger_path)
    one.get("/s/story")
    other.get("/s/story")
    answer = one.post("/theme", data={"theme": "dark", "csrf": token_of(other)})
    assert answer.status_code == 403


# -- users


def test_with_users_nobody_sees_anything_before_entering(
    opened: Opener, ledger_path: Path, users: str
) -> None:
    client = opened(ledger_path, users_file=users)
    page = client.get("/s/story", headers={"accept": "text/html"})
    assert page.status_code == 303
    assert page.headers["location"].startswith("/login?back=")
    problem = client.get("/s/story.json")
    assert problem.status_code == 401
    assert problem.json()["code"] == "not-entered"
    assert client.get("/no-such-page").status_code == 404
    assert client.get("/login").status_code == 200


def test_the_right_password_enters_and_leaving_ends_it(
    opened: Opener, ledger_path: Path, users: str
) -> None:
    client = opened(ledger_path, users_file=users)
    wrong = client.post("/login", data={"name": "rita", "password": PASSWORD + "!"})
    assert wrong.status_code == 401
    entered = client.post(
        "/login", data={"name": "rita", "password": PASSWORD, "back": "/s/story?status=single"}
    )
    assert entered.headers["location"] == "/s/story?status=single"
    assert client.get("/s/story").status_code == 200
    session = client.cookies[SESSION]
    client.post("/logout", data={"csrf": token_of(client)})
    client.cookies.set(SESSION, session)
    assert client.get("/s/story.json").status_code == 401


def test_a_program_enters_by_header(opened: Opener, ledger_path: Path, users: str) -> None:
    client = opened(ledger_path, users_file=users)
    assert client.get("/s/story.json", auth=("rita", PASSWORD)).status_code == 200
    assert client.get("/s/story.json", auth=("rita", "wrong")).status_code == 401
    assert client.get("/s/story.json", headers={"authorization": "Basic %%%"}).status_code == 401
    with_token = opened(ledger_path, token="a-long-drawn-token")  # noqa: S106 - of a test
    for token, status in (("a-long-drawn-token", 200), ("another", 401), ("", 401)):
        headers = {"authorization": f"Bearer {token}"}
        assert with_token.get("/s/story.json", headers=headers).status_code == status


def test_somebody_who_guesses_has_to_wait(opened: Opener, ledger_path: Path, users: str) -> None:
    client = opened(ledger_path, users_file=users)
    answers = [
        client.post("/login", data={"name": "edna", "password": f"guess {number}"}).status_code
        for number in range(12)
    ]
    assert answers[0] == 401
    assert answers[-1] == 429


def test_names_and_passwords_that_will_not_do_are_refused() -> None:
    for name, password in (
        ("", PASSWORD),
        ("a:b", PASSWORD),
        ("rita", "short"),
        ("a\nb", PASSWORD),
    ):
        with pytest.raises(UsageError):
            make_account(name, "reader", password)


def test_the_users_file_keeps_no_password_and_is_for_its_owner_only(users: str) -> None:
    assert PASSWORD not in Path(users).read_text()
    assert Path(users).stat().st_mode & 0o077 == 0
    assert set(load_accounts(Path(users))) == {"rita", "edna"}


@given(st.binary(max_size=200))
def test_any_bytes_as_users_file_are_users_or_a_sentence(tmp_path_factory, content) -> None:
    path = tmp_path_factory.getbasetemp() / "any-users.json"
    path.write_bytes(content)
    try:
        load_accounts(path)
    except UsageError as error:
        assert error.code == "bad-users-file"


def test_others_are_not_served_unless_they_have_to_enter(users: str) -> None:
    for host in ("0.0.0.0", "::", "192.168.1.5", "desk.example"):  # noqa: S104 - refused
        with pytest.raises(UsageError) as caught:
            check_exposure(host, ServingSettings())
        assert caught.value.code == "not-safe"
        check_exposure(host, ServingSettings(users_file=users))
    for host in ("127.0.0.1", "::1", "localhost"):
        check_exposure(host, ServingSettings())


def test_a_users_file_that_names_nobody_serves_nobody(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        check_exposure("0.0.0.0", ServingSettings(users_file=str(tmp_path / "none.json")))  # noqa: S104
    assert caught.value.code == "no-users"


# -- limits


def test_too_many_requests_wait(opened: Opener, ledger_path: Path) -> None:
    client = opened(ledger_path, requests_per_minute=3)
    answers = [client.get("/s/story.json") for _ in range(5)]
    assert [one.status_code for one in answers[:3]] == [200, 200, 200]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


def test_a_bucket_fills_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("rashomon.server.limits.time.monotonic", lambda: now[0])
    bucket = Bucket(2)
    assert [bucket.take("a") for _ in range(3)] == [0, 0, 30]
    assert bucket.take("b") == 0
    now[0] = 31.0
    assert bucket.take("a") == 0


def test_a_body_that_is_too_large_is_refused_however_it_comes(
    opened: Opener, ledger_path: Path
) -> None:
    client = opened(ledger_path, largest_request_bytes=1000)
    assert client.post("/theme", content=b"x" * 2000).status_code == 413

    def pieces():
        for _ in range(20):
            yield b"theme=" + b"x" * 100 + b"&"

    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/theme", content=pieces(), headers=headers).status_code == 413
    assert client.post("/theme", headers={"content-length": "-1"}).status_code in (400, 413)
