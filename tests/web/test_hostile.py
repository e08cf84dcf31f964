"""Reports that mean harm, or are only strange, are shown and never obeyed."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from ledgers_on_disk import read_into
from starlette.testclient import TestClient

from rashomon.language.parser import SpacyParser
from rashomon.server.app import create_app
from rashomon.settings import ServingSettings, Settings

SCRIPT = (
    "The Evil Gazette\nMonday, 3 March 2014\n\n<script>document.title='owned'</script> <img src=x"
    " onerror=\"document.title='owned'\"> takes the bridge\n\nRebels seized the town of Idlib on Sunday,"
    " a commander said. {{ 7 * 7 }} \"><svg onload=document.title='owned'>\n"
)
ARABIC = "وكالة الشمال\n4 March 2014\n\nقال متحدث إن القوات دخلت المدينة يوم الأحد.\n"


@pytest.fixture(scope="module")
def hostile(parser: SpacyParser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "reports"
    folder.mkdir()
    (folder / "script.txt").write_text(SCRIPT)
    (folder / "arabic.txt").write_text(ARABIC)
    (folder / "line.txt").write_text(
        "The Long Line\n5 March 2014\n\n"
        + "The army held the bridge at Amra on Sunday " * 150
        + "a" * 1_000_000
    )
    sentences = "".join(
        f"Rebels seized village {n} near Idlib on Sunday, Colonel Adib said.\n\n"
        for n in range(120)
    )
    (folder / "marks.txt").write_text("The Count\n6 March 2014\n\n" + sentences)
    return read_into(folder.parent / "hostile.db", folder, parser)


@pytest.fixture(scope="module")
def client(hostile: Path) -> Any:
    serving = ServingSettings(requests_per_minute=1_000_000, patience_s=10.0)
    app = create_app(hostile, Settings(serving=serving))
    with TestClient(app, base_url="http://localhost") as found:
        yield found


def addresses(client: Any) -> list[str]:
    rows = client.get("/s/hostile/reports.json").json()["rows"]
    claims = client.get("/s/hostile/claims.json?limit=3").json()["entries"]
    return [
        "/s/hostile",
        "/s/hostile/claims",
        "/s/hostile/search?q=<script>alert(1)</script>",
        "/s/hostile/claims?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/s/hostile/export/brief",
        *(f"/s/hostile/reports/{one['id']}" for one in rows),
        *(f"/s/hostile/claims/{one['id']}" for one in claims),
        "/s/hostile/claims/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ]


def test_no_word_of_a_report_or_a_query_becomes_markup(client: Any) -> None:
    for address in addresses(client):
        answer = client.get(address, headers={"accept": "text/html"})
        assert answer.status_code in (200, 404), address
        text = answer.text
        assert "<script>" not in text, address
        assert "<img" not in text, address
        assert "onload=document" not in text.replace("&lt;svg onload=document", ""), address
        assert "49" not in text.split("7 * 7")[0][-20:], address
        assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.browser
def test_a_browser_shows_it_and_does_nothing(serve: Any, hostile: Path, opened: Any) -> None:
    story = serve(hostile)
    rows = httpx.get(f"{story}/reports.json").json()["rows"]
    bad = next(one for one in rows if one["name"] == "script.txt")
    page, watched = opened(f"{story}/reports/{bad['id']}")
    page.wait_for_timeout(100)
    assert page.title() != "owned"
    assert page.locator(".text img, .text script, .text svg").count() == 0
    assert "document.title" in page.locator(".page").inner_text()
    assert watched.errors == []


@pytest.mark.browser
def test_a_line_without_end_does_not_widen_the_page(serve: Any, hostile: Path, opened: Any) -> None:
    story = serve(hostile)
    rows = httpx.get(f"{story}/reports.json").json()["rows"]
    for name in ("line.txt", "marks.txt", "arabic.txt"):
        one = next(row for row in rows if row["name"] == name)
        page, _ = opened(f"{story}/reports/{one['id']}", width=420)
        wide, seen = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide == seen, name


@pytest.mark.browser
def test_what_runs_from_right_to_left_is_shown_so(serve: Any, hostile: Path, opened: Any) -> None:
    story = serve(hostile)
    rows = httpx.get(f"{story}/reports.json").json()["rows"]
    one = next(row for row in rows if row["name"] == "arabic.txt")
    page, _ = opened(f"{story}/reports/{one['id']}")
    assert page.locator(".text").get_attribute("dir") in ("rtl", "auto")
