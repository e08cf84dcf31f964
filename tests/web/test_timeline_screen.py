"""The timeline in a browser: one slider turns rows, squares, statuses and links back to an evening."""

from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.browser


def rows_then(page: Any) -> list[str]:
    """The texts of the rows that are not faded."""
    found: list[str] = page.locator("#chart tbody tr:not(.later) th").all_inner_texts()
    return [one.strip() for one in found]


def test_the_slider_says_and_shows_what_the_server_says_of_that_day(
    story: str, opened: Any
) -> None:
    page, watched = opened(f"{story}/timeline")
    slider = page.locator("#turn")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("PageDown")
    page.wait_for_timeout(150)
    day = page.evaluate("new URL(location.href).searchParams.get('asof')")
    said, shown = page.locator("#summary").inner_text(), rows_then(page)
    view = httpx.get(f"{story}/timeline.json?asof={day}").json()
    assert said == view["summary"]
    assert len(shown) == sum(not one["is_later"] for one in view["drawing"]["rows"])
    wanted = [one["role"] for one in view["drawing"]["rows"] if not one["is_later"]]
    roles = page.locator("#chart tbody tr:not(.later)").evaluate_all(
        "all => all.map(one => one.querySelector('use').getAttribute('href').slice(3))"
    )
    assert roles == wanted
    assert slider.get_attribute("aria-valuetext") in said
    assert watched.errors == []


def test_arrows_move_by_a_day_and_the_day_travels_with_the_links(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/timeline?asof=2012-08-08")
    page.locator("#turn").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#day").inner_text() == "7 Aug 2012"
    assert page.locator("details.asof summary b").inner_text() == "7 Aug 2012"
    assert "asof=2012-08-07" in page.locator(".rail a", has_text="Claims").get_attribute("href")
    page.keyboard.press("End")
    assert page.locator("details.asof summary b").inner_text() == "today"
    assert "asof" not in page.url
    assert page.locator("#chart tr.later").count() == 0


def test_the_slider_stands_over_the_day_on_the_axis(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/timeline?asof=2013-06-05")
    line = page.locator("#now").bounding_box()
    slider = page.locator("#turn").bounding_box()
    share = int(page.locator("#turn").input_value()) / 1000
    thumb = slider["x"] + 8 + share * (slider["width"] - 16)
    assert abs(thumb - line["x"]) < 2


def test_e_shows_the_words_of_an_event(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/timeline")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_selector("#drawer.open [data-quote]")


def test_the_timeline_can_be_read_without_scripts(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/timeline?asof=2013-06-05", scripts=False)
    assert page.locator("#summary").inner_text().startswith("On 5 Jun 2013: ")
    assert page.locator("#turn").is_hidden()
    assert 0 < page.locator("#chart tr.later").count() < page.locator("#chart tbody tr").count()
    page.goto(f"{story}/timeline?view=table")
    page.locator("main a.q").first.click()
    assert page.locator(".mark").inner_text()


def test_a_spreadsheet_has_a_row_an_event(story: str) -> None:
    view = httpx.get(f"{story}/timeline.json").json()
    lines = httpx.get(f"{story}/timeline.csv").text.strip().splitlines()
    assert lines[0].startswith("claim,text,type,status,first_day,last_day,when,")
    assert len(lines) > view["total"]


def test_days_the_wrong_way_round_are_refused_by_name(story: str) -> None:
    answer = httpx.get(f"{story}/timeline.json?from=2015-01-02&to=2015-01-01")
    assert answer.status_code == 422
    assert answer.json()["field"] == "to"
