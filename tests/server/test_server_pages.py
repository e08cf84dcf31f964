"""Pages, their twins, and what is told when there is none."""

import csv
import io
import re
from pathlib import Path
from threading import Event

import pytest
from servers import Opener, token_of
from starlette.testclient import TestClient

from rashomon.exporting.tables import csv_text
from rashomon.server.desk import Desk, Trace
from rashomon.server.security import CSP


def test_the_root_leads_to_the_story(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.is_redirect
    assert answer.headers["location"] == "/s/sample"


def test_a_page_has_a_json_and_a_csv_twin(client: TestClient) -> None:
    page = client.get("/s/sample")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert client.get("/s/sample.json").json()
    rows = list(csv.DictReader(io.StringIO(client.get("/s/sample.csv").text)))
    assert rows


def test_every_answer_carries_the_policy_and_sends_no_referrer(client: TestClient) -> None:
    for path in ("/", "/s/sample", "/nothing", "/s/sample.json", "/static/x/nothing.css"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == CSP
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"


def test_no_page_holds_inline_scripts_styles_or_handlers(client: TestClient) -> None:
    page = client.get("/s/sample").text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    for tag in re.findall(r"<script[^>]*>", page):
        assert "src=" in tag or 'type="application/json"' in tag


def test_a_bad_day_is_a_422_that_names_the_field(client: TestClient) -> None:
    answer = client.get("/s/sample.json", params={"asof": "yesterday"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["field"] == "asof"
    assert answer.json()["code"] == "bad-filter"


def test_an_unknown_story_is_a_404_as_a_page_for_people(client: TestClient) -> None:
    answer = client.get("/s/another", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "no-such-story" in answer.text


def test_static_files_last_under_their_own_address_only(client: TestClient) -> None:
    address = re.search(r'href="(/static/[0-9a-f]{8}/[^"]+)"', client.get("/s/sample").text)
    assert address is not None
    fresh = client.get(address[1])
    assert fresh.status_code == 200
    assert "immutable" in fresh.headers["cache-control"]
    stale = client.get(re.sub(r"/[0-9a-f]{8}/", "/00000000/", address[1]))
    assert stale.content == fresh.content
    assert stale.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["../app.py", "..%2f__init__.py", "../../settings.py", ".", ""])
def test_static_files_lie_in_their_folder_only(client: TestClient, name: str) -> None:
    assert client.get(f"/static/00000000/{name}").status_code in (404, 307)


def test_a_missing_ledger_is_a_503_until_it_is_there(
    opened: Opener, sample_ledger: Path, tmp_path: Path
) -> None:
    path = tmp_path / "later.db"
    client = opened(path)
    answer = client.get("/s/later", headers={"accept": "text/html"})
    assert answer.status_code == 503
    assert "ledger-missing" in answer.text
    path.write_bytes(sample_ledger.read_bytes())
    assert client.get("/s/later").status_code == 200


def test_a_surprise_is_a_500_that_tells_nothing_of_the_inside(
    opened: Opener, sample_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = opened(sample_ledger)
    monkeypatch.setattr("rashomon.server.asking.Ask.snapshot", property(lambda _: 1 / 0))
    answer = client.get("/s/sample.json")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert "ZeroDivision" not in answer.text


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@x", "  =1", "\t=1", "|x", "%x", "\u202e=1"]
)
def test_no_cell_of_a_csv_is_a_formula(words: str) -> None:
    cell = next(csv.reader([csv_text([{"a": words}]).splitlines()[1]]))[0]
    assert cell.startswith("'")


def test_the_theme_is_a_cookie_that_the_first_paint_knows(
    opened: Opener, sample_ledger: Path
) -> None:
    client = opened(sample_ledger)
    client.get("/s/sample")
    token = token_of(client)
    answer = client.post("/theme", data={"theme": "dark", "back": "/s/sample", "csrf": token})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/s/sample"
    assert 'data-theme="dark"' in client.get("/s/sample").text
    for back in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        answer = client.post("/theme", data={"theme": "light", "back": back, "csrf": token})
        assert answer.headers["location"] == "/"


def test_a_ledger_that_is_being_opened_says_so_and_the_page_follows(
    opened: Opener, sample_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_load = Event()
    load = Desk._load

    def slowly(self: Desk, trace: Trace) -> None:
        may_load.wait(60)
        load(self, trace)

    monkeypatch.setattr(Desk, "_load", slowly)
    monkeypatch.setattr("rashomon.server.desk._FIRST_LOAD_S", 0.01)
    client = opened(sample_ledger)
    page = client.get("/s/sample", headers={"accept": "text/html"})
    assert page.status_code == 503
    assert "ledger-loading" in page.text
    assert page.headers["refresh"] == page.headers["retry-after"]
    monkeypatch.setattr("rashomon.server.desk._FIRST_LOAD_S", 60)
    may_load.set()
    assert client.get("/s/sample").status_code == 200


@pytest.mark.parametrize("path", ["/s/sample?asof=x", "/s/sample/claims/none", "/s/another/claims"])
def test_every_problem_has_a_page(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"accept": "text/html"})
    assert page.status_code in (404, 422)
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1" in page.text


def test_a_claim_that_is_not_known_yet_leads_to_what_is_known_now(client: TestClient) -> None:
    entries = client.get("/s/sample/claims.json", params={"sort": "last"}).json()["entries"]
    late = entries[0]["id"]
    page = client.get(f"/s/sample/claims/{late}?asof=2012-08-05", headers={"accept": "text/html"})
    assert page.status_code == 404
    assert f'href="/s/sample/claims/{late}">As known now</a>' in page.text
    assert client.get(f"/s/sample/claims/{late}").status_code == 200


def test_a_bad_filter_leads_to_the_page_without_it(client: TestClient) -> None:
    page = client.get(
        "/s/sample/claims", params={"kind": "GOSSIP", "q": "Iran"}, headers={"accept": "text/html"}
    )
    assert page.status_code == 422
    assert "kind is &#39;GOSSIP&#39;. It may be PACT" in page.text
    assert 'href="/s/sample/claims?q=Iran">Without kind</a>' in page.text
    lost = client.get("/s/sample/claims?asof=lately", headers={"accept": "text/html"})
    assert lost.text.count(">Overview</a>") == 1
    assert 'href="/s/sample">Overview</a>' in lost.text


def test_a_search_for_no_word_finds_nothing(client: TestClient) -> None:
    found = client.get("/s/sample/search.json", params={"q": '"'}).json()
    assert (found["claims"], found["found"]) == ([], [])
