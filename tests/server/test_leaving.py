"""The page before a publisher's: it says where a link leads, and leads nowhere it should not."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import DAY, QUICK
from starlette.testclient import TestClient

from rashomon.language.parser import SpacyParser
from rashomon.server.app import create_app
from rashomon.server.publishing import publish
from rashomon.settings import Settings
from rashomon.workspace import Workspace

ADDRESSES = {
    "secure": "https://news.example/2015/05/04/ferries?a=1&b=%22",
    "open": "http://news.example:8080/ferries",
    "alike": "https://nеws.example/ferries",  # the second letter is Cyrillic
    "order": "javascript:alert(1)",
    "broken": "https://[news.example/ferries",
    "none": None,
}


@pytest.fixture(scope="module")
def ledger(parser: SpacyParser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("leaving")
    rows = [
        {
            "name": name,
            "url": url,
            "text": f"Rima Haddad said on 4 May 2015 that ferry {n} had left.",
        }
        for n, (name, url) in enumerate(ADDRESSES.items())
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)))
    path = folder / "story.db"
    with Workspace(path, Settings(today=DAY, serving=QUICK), parser) as workspace:
        workspace.read(folder / "in.jsonl")
    return path


@pytest.fixture(scope="module")
def client(ledger: Path) -> Iterator[TestClient]:
    app = create_app(ledger, Settings(today=DAY, serving=QUICK))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as found:
        yield found


def page_of(client: TestClient, name: str) -> tuple[int, str]:
    number = list(ADDRESSES).index(name)
    found = client.get("/api/v1/reports", params={"q": f"ferry {number}"}).json()["items"]
    report = next(one["id"] for one in found if f"ferry {number} " in one["text"])
    answer = client.get(f"/s/story/reports/{report}/original", headers={"accept": "text/html"})
    reader = client.get(f"/s/story/reports/{report}", headers={"accept": "text/html"}).text
    assert (f"/reports/{report}/original" in reader) == (answer.status_code == 200)
    return answer.status_code, answer.text


def test_it_names_the_host_and_says_who_learns_what(client: TestClient) -> None:
    status, page = page_of(client, "secure")
    assert status == 200
    assert 'href="https://news.example/2015/05/04/ferries?a=1&amp;b=%22"' in page
    assert 'rel="noreferrer noopener nofollow external"' in page
    assert '<b dir="ltr">news.example</b>' in page
    assert "not encrypted" not in page
    assert "not encrypted" in page_of(client, "open")[1]


def test_a_name_in_letters_of_another_alphabet_is_spelt_out(client: TestClient) -> None:
    assert "xn--nws-" in page_of(client, "alike")[1]


@pytest.mark.parametrize("name", ["order", "broken"])
def test_an_address_that_is_none_of_a_page_leads_nowhere(client: TestClient, name: str) -> None:
    status, page = page_of(client, name)
    assert status == 200
    assert f'href="{ADDRESSES[name]}"' not in page
    assert "leads nowhere" in page


def test_a_report_without_an_address_says_so_and_leads_back(client: TestClient) -> None:
    status, page = page_of(client, "none")
    assert status == 404
    assert "came without an address" in page
    assert client.get("/s/story/reports/rp-0/original").status_code == 404


def test_no_other_page_links_to_a_publisher(ledger: Path, tmp_path: Path) -> None:
    publish(ledger, tmp_path / "pages", Settings(today=DAY, serving=QUICK))
    linking = {
        one.name
        for one in (tmp_path / "pages").rglob("*.html")
        if 'href="http' in one.read_text(encoding="utf-8")
    }
    assert linking == {"original.html"}


def test_the_page_between_can_be_turned_off_and_on_again_but_not_where_a_host_may_deceive(
    ledger: Path,
) -> None:
    app = create_app(ledger, Settings(today=DAY, serving=QUICK))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        found = client.get("/api/v1/reports").json()["items"]
        reports = {
            name: next(one["id"] for one in found if f"ferry {n} " in one["text"])
            for n, name in enumerate(ADDRESSES)
        }
        readers = {name: f"/s/story/reports/{one}" for name, one in reports.items()}
        page = client.get(f"{readers['secure']}/original").text
        token = page.split('name="csrf" value="')[1].split('"')[0]
        refused = client.post("/leaving", data={"leave": "at-once", "back": "/"})
        assert refused.status_code == 403
        asked = {"csrf": token, "leave": "at-once", "back": readers["secure"]}
        turned = client.post("/leaving", data=asked)
        assert (turned.status_code, turned.headers["location"]) == (303, readers["secure"])
        reader = client.get(readers["secure"]).text
        assert 'href="https://news.example/2015/05/04/ferries' in reader
        assert "noreferrer" in reader and "/original" not in reader
        for name in ("alike", "order", "broken"):
            reader = client.get(readers[name]).text
            assert f"{readers[name]}/original" in reader, name
            assert ADDRESSES[name] not in reader, name
        assert "Ask before leaving" in client.get("/s/story/help").text
        client.post("/leaving", data={**asked, "leave": "ask"})
        assert f"{readers['secure']}/original" in client.get(readers["secure"]).text
