"""Published pages opened from a folder, as somebody does who got them on a memory stick."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from rashomon.server.publishing import publish
from rashomon.settings import Settings

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick") / "pages"
    publish(sample_file, folder, Settings())
    return folder


def one_of_each(pages: Path) -> list[Path]:
    """The first page of every folder and every page at the top, for they are made alike."""
    folders = sorted({one.parent for one in pages.rglob("*.html")})
    deeper = [min(one.glob("*.html")) for one in folders if one != pages]
    shortest = {one.parent.name: one for one in deeper}
    return [*sorted(pages.glob("*.html")), *shortest.values()]


def missing(request: Any) -> list[str]:
    """What was asked for in vain; not an icon that the browser gave up as it left the page."""
    given_up = request.failure == "net::ERR_ABORTED"
    return [] if given_up and Path(unquote(urlsplit(request.url).path)).is_file() else [request.url]


def test_every_page_has_its_fonts_and_icons_and_no_fault(pages: Path, opened: Any) -> None:
    page, watched = opened((pages / "index.html").as_uri())
    page.on("requestfailed", lambda request: watched.errors.extend(missing(request)))
    for one in one_of_each(pages):
        page.goto(one.as_uri())
        page.wait_for_load_state("networkidle")
        page.wait_for_function("document.fonts.status === 'loaded'")
        families = page.evaluate(
            "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
        )
        assert any("Inter" in family for family in families), one.name
    assert watched.errors == []
    assert all(one.startswith("file:") for one in watched.elsewhere)


def test_keys_lead_from_page_to_page(pages: Path, opened: Any) -> None:
    page, watched = opened((pages / "index.html").as_uri())
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("e")
    assert "/statements/" in page.url
    assert page.locator("[data-quote]").inner_text()
    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("t")
    assert page.url.endswith("/timeline.html")
    page.locator("#turn").focus()
    before = page.locator("#summary").inner_text()
    for _ in range(4):
        page.keyboard.press("PageDown")
    page.wait_for_function(
        "before => document.getElementById('summary').innerText !== before", arg=before
    )
    assert watched.errors == []


def test_words_are_searched_without_a_server(pages: Path, opened: Any) -> None:
    page, watched = opened((pages / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("pilgrims")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#found a").count() > 1
    page.locator("#found a").first.click()
    assert "pilgrims" in page.locator("main").inner_text().lower()
    assert watched.errors == []
