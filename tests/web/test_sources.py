"""The graph of sources in a browser: a node traced by mouse, keyboard or address shows the same."""

from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.browser


def lit(page: Any) -> set[str]:
    """The nodes that do not fade."""
    found: list[str] = page.locator(".node.on").evaluate_all("all => all.map(n => n.dataset.n)")
    return set(found)


def test_a_click_traces_what_the_server_traces_and_escape_shows_all(
    story: str, opened: Any
) -> None:
    page, watched = opened(f"{story}/sources")
    node = page.locator(".node.unnamed").first
    id = node.get_attribute("data-n")
    node.click()
    shown = lit(page)
    view = httpx.get(f"{story}/sources.json?trace={id}").json()
    assert shown == set(view["traced"])
    lines = page.locator(".line").evaluate_all("all => all.map(n => n.classList.contains('on'))")
    assert [at for at, on in enumerate(lines) if on] == view["lit"]
    faded = page.locator(".node:not(.on)").first.evaluate("n => getComputedStyle(n).opacity")
    assert faded == "0.13"
    assert f"trace={id}" in page.url
    page.keyboard.press("Escape")
    assert page.locator("#graph.tracing").count() == 0
    assert "trace" not in page.url
    assert watched.errors == []


def test_enter_traces_the_node_that_has_the_focus(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/sources")
    page.locator(".node").nth(3).focus()
    page.keyboard.press("Enter")
    assert page.locator(".node.start").count() == 1
    assert page.locator("#traced").inner_text().startswith("Traced: ")


def test_without_scripts_a_link_traces_and_words_are_a_click_away(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/sources", scripts=False)
    page.locator(".node").first.click()
    assert "trace=" in page.url
    assert 0 < len(lit(page)) < page.locator(".node").count()
    page.goto(f"{story}/sources?view=table")
    page.locator("main a.q").first.click()
    assert page.locator(".mark").inner_text()


def test_a_line_shows_an_example_of_its_words(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/sources")
    page.locator(".line.named").first.dispatch_event("click")
    page.wait_for_selector("#drawer.open [data-quote]")


def test_the_sources_of_one_claim_are_those_of_its_statements(story: str) -> None:
    claim = next(
        one
        for one in httpx.get(f"{story}/claims.json").json()["entries"]
        if one["role"] == "corroborated"
    )
    whole = httpx.get(f"{story}/sources.json").json()
    part = httpx.get(f"{story}/sources.json?claim={claim['id']}").json()
    assert 0 < part["nodes"] < whole["nodes"]
    names = {one["node"]["name"] for one in part["drawn"]["boxes"]}
    assert set(claim["outlets"]) <= names


def test_copies_only_and_what_is_unknown(story: str) -> None:
    view = httpx.get(f"{story}/sources.json?copies=1").json()
    assert {one["edge"]["kind"] for one in view["drawn"]["lines"]} == {"copy"}
    assert httpx.get(f"{story}/sources.json?trace=sr-0000000000000000").status_code == 404
    assert httpx.get(f"{story}/sources.json?claim=cl-0000000000000000").status_code == 404
    assert httpx.get(f"{story}/sources.json?copies=yes").status_code == 422
    lines = httpx.get(f"{story}/sources.csv").text.splitlines()
    assert lines[0].startswith("from,from_kind,to,")


def test_a_graph_too_large_to_read_begins_with_one_node(
    story: str, opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.server.pages.sources.MOST_NODES", 12)
    monkeypatch.setattr("rashomon.server.pages.sources.MOST_TRACED", 12)
    page, _ = opened(f"{story}/sources")
    assert page.locator("#graph").count() == 0
    page.locator(".starts a").first.click()
    page.wait_for_selector("#graph.tracing")
    assert 1 < page.locator(".node").count() <= 12
    page.goto(f"{story}/sources?q=nothinglikeit")
    assert "No name holds these words." in page.locator("main").inner_text()
