"""Every screen in a browser: light and dark, wide and narrow, whole for who cannot see or click."""

from typing import Any

import httpx
import pytest
from faults import faults

pytestmark = pytest.mark.browser

LARGEST_PAGE = 60_000


def screens(story: str) -> dict[str, str]:
    """The screens by name, with their addresses below the story."""
    view = httpx.get(f"{story}.json").json()
    claims = httpx.get(f"{story}/claims.json").json()["entries"]
    question = next(one for one in view["contested"] if "pilgrims" in one["text"])
    agreed = next(one for one in claims if one["role"] == "corroborated")
    reports = httpx.get(f"{story}/reports.json").json()["rows"]
    copy = next(one for one in reports if one["copies"] and "Levant" in one["outlet"])
    arabic = next(one for one in reports if one["language"] == "ar")
    original = next(one for one in reports if one["outlet"] == "Meridian Wire")
    pact = httpx.get(f"{story}/commitments.json").json()["rows"][0]["id"]
    forecast = httpx.get(f"{story}/forecasts.json").json()["rows"][0]["id"]
    return {
        "overview": "",
        "overview then": "?asof=2012-08-10",
        "overview before anything": "?asof=2000-01-01",
        "claims": "/claims?limit=20",
        "no claims": "/claims?q=nothinglikeit",
        "question": f"/claims/{question['id']}",
        "claim": f"/claims/{agreed['id']}",
        "reports": "/reports",
        "reader": f"/reports/{copy['id']}",
        "reader right to left": f"/reports/{arabic['id']}",
        "comparison": f"/reports/{original['id']}/diff/{copy['id']}",
        "statement": f"/statements/{question['statement']}",
        "adding": "/add",
        "timeline": "/timeline",
        "timeline then": "/timeline?asof=2013-01-10&time=report",
        "timeline as a table": "/timeline?view=table&asof=2013-01-10",
        "map": "/map",
        "map then": "/map?asof=2012-08-08",
        "map of nothing": "/map?asof=2000-01-01",
        "world": "/map?bbox=-170,-60,170,75",
        "sources": "/sources",
        "sources as a table": "/sources?view=table",
        "copies": "/sources?copies=1",
        "commitments": "/commitments",
        "commitment": f"/commitments/{pact}",
        "forecasts": "/forecasts",
        "forecast": f"/forecasts/{forecast}",
        "corrections": "/corrections",
        "a correction": f"/corrections/new?act=merge&record={question['id']}",
        "a merge looked at": "/corrections/new?act=merge&look=1&targets="
        + ",".join(claim for one in sides(story, question["id"]) for claim in one),
        "a part of an origin": f"/corrections/new?act=split&record={origin_of(story, agreed['id'])}",
        "names": "/names?limit=30",
        "a name": f"/names/{httpx.get(f'{story}/names.json').json()['rows'][0]['id']}",
        "no names": "/names?q=nothinglikeit",
        "search": "/search?q=pilgrims",
        "export": "/export?q=Iran",
        "brief": "/export/brief",
        "help": "/help",
        "not found": "/claims/cl-0000000000000000",
        "bad filter": "/claims?status=true",
    }


def sides(story: str, question: str) -> list[list[str]]:
    """The claims of each account of a question."""
    return [
        one["claims"][:1] for one in httpx.get(f"{story}/claims/{question}.json").json()["columns"]
    ]


def origin_of(story: str, claim: str) -> str:
    """The first origin of a claim."""
    columns = httpx.get(f"{story}/claims/{claim}.json").json()["columns"]
    return str(columns[0]["voices"][0]["id"])


NAMES = (
    "overview", "overview then", "overview before anything", "claims", "no claims", "question",
    "claim", "reports", "reader", "reader right to left", "comparison", "statement", "adding",
    "timeline",
    "timeline then", "timeline as a table", "map", "map then", "map of nothing",
    "world", "sources", "sources as a table", "copies", "commitments",
    "commitment", "forecasts", "forecast", "corrections", "a correction",
    "a merge looked at", "a part of an origin", "names", "a name", "no names", "search", "export",
    "brief", "help", "not found", "bad filter",
)  # fmt: skip


@pytest.fixture(scope="module")
def addresses(story: str) -> dict[str, str]:
    return screens(story)


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_can_be_used_by_everybody_in_both_themes(
    name: str, addresses: dict[str, str], story: str, opened: Any
) -> None:
    refused = name in ("not found", "bad filter")
    page, watched = opened(story + addresses[name])
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}) == []
    for width in (420, 320):
        page.set_viewport_size({"width": width, "height": 900})
        widths = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert widths[0] == widths[1], f"{widths[0]} wide on a screen of {widths[1]}"
    assert page.locator("h1").count() == 1
    assert watched.elsewhere == []
    assert [one for one in watched.errors if not refused] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_is_small(name: str, addresses: dict[str, str], story: str) -> None:
    whole = addresses[name].replace("limit=20", "").replace("limit=30", "").replace("q=Iran", "")
    answer = httpx.get(story + whole, headers={"accept": "text/html"})
    assert answer.status_code in (200, 404, 422)
    assert len(answer.content) <= LARGEST_PAGE


@pytest.mark.parametrize("name", ["overview", "question", "reader", "brief", "statement"])
def test_a_screen_can_be_read_without_scripts(
    name: str, addresses: dict[str, str], story: str, opened: Any
) -> None:
    page, watched = opened(story + addresses[name], scripts=False)
    link = page.locator("main a[href*='/statements/']").first
    if name == "statement":
        assert page.locator(".mark").inner_text()
    else:
        link.click()
        assert "/statements/" in page.url
        assert page.locator(".mark").inner_text()
    assert watched.elsewhere == []


def test_the_layout_hardly_shifts_while_a_page_loads(story: str, opened: Any) -> None:
    page, _ = opened(story)
    page.evaluate(
        """() => { window.moved = 0; new PerformanceObserver(list => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
        }).observe({type: 'layout-shift', buffered: true}); }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") < 0.02


def test_bars_of_figures_are_whole_on_a_phone_and_keep_their_proportion(
    addresses: dict[str, str], story: str, opened: Any
) -> None:
    shares = []
    for width in (1440, 420):
        page, _ = opened(story + addresses["question"], width=width)
        bars = page.locator(".figures rect")
        boxes = [bar.bounding_box() for bar in bars.all()]
        assert len(boxes) > 1
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
        shares.append([round(box["width"] / boxes[0]["width"], 2) for box in boxes])
    assert shares[0] == shares[1]
    assert len(set(shares[0])) > 1
