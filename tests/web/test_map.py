"""The map in a browser: it says the same as its list, can be enlarged, and turns back to a day."""

from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.browser


def test_every_place_of_the_list_has_a_mark_and_every_mark_leads_on(
    story: str, opened: Any
) -> None:
    page, watched = opened(f"{story}/map")
    listed = page.locator("#places > li").evaluate_all("all => all.map(one => one.id)")
    marked = page.locator(".spot").evaluate_all("all => all.map(one => one.dataset.spot)")
    assert listed == marked
    targets = page.locator(".spot").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert all(one.startswith("#at-") or "/statements/" in one for one in targets)
    assert watched.elsewhere == []
    assert watched.errors == []


def test_labels_stay_on_the_map_and_apart_also_after_enlarging(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/map")
    for press in ("", "+", "+"):
        if press:
            page.locator("#map").focus()
            page.keyboard.press(press)
            page.wait_for_timeout(900)
        assert page.evaluate(
            """() => {
            const map = document.querySelector('.world').getBoundingClientRect();
            const boxes = [...document.querySelectorAll('.label:not([hidden])')]
              .map(one => one.getBoundingClientRect());
            const inside = boxes.every(b => b.left >= map.left && b.right <= map.right
              && b.top >= map.top && b.bottom <= map.bottom);
            const apart = boxes.every((a, n) => boxes.every((b, k) => n >= k
              || a.right <= b.left + 1 || b.right <= a.left + 1
              || a.bottom <= b.top + 3 || b.bottom <= a.top + 3));
            return boxes.length > 2 && inside && apart;
            }"""
        )


def test_enlarging_keeps_marks_as_large_as_they_were(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/map")
    before = page.locator(".spot .hit").first.bounding_box()
    page.locator("[data-zoom=in]").click()
    after = page.locator(".spot .hit").first.bounding_box()
    assert abs(before["width"] - after["width"]) < 0.5


def test_far_in_the_server_draws_the_ground_anew(story: str, opened: Any) -> None:
    page, watched = opened(f"{story}/map")
    with page.expect_response(lambda answer: "bbox=" in answer.url):
        for _ in range(3):
            page.locator("[data-zoom=in]").click()
    page.wait_for_function("location.search.includes('bbox=')")
    assert page.locator(".land").count() == 1
    assert watched.errors == []


def test_the_slider_turns_the_map_back_as_the_server_does(story: str, opened: Any) -> None:
    page, watched = opened(f"{story}/map")
    page.locator("#turn").focus()
    for _ in range(6):
        page.keyboard.press("PageDown")
    day = page.evaluate("new URL(location.href).searchParams.get('asof')")
    view = httpx.get(f"{story}/map.json?asof={day}").json()
    later = page.locator("#places > li").evaluate_all(
        "all => all.map(one => one.classList.contains('later'))"
    )
    assert later == [one["known"] == 0 for one in view["marks"]]
    assert True in later
    assert page.locator("#summary").inner_text() == view["summary"]
    counts = page.locator(".spot:not(.later) .stack text").all_text_contents()
    stacked = [one for one in view["marks"] if len(one["spot"]["said"]) > 1 and one["known"]]
    assert counts == [str(one["known"]) for one in stacked]
    assert watched.errors == []


def test_credit_and_the_note_on_borders_are_always_there(story: str, opened: Any) -> None:
    for scripts in (True, False):
        page, _ = opened(f"{story}/map", scripts=scripts, width=420, height=900)
        words = page.locator(".credit").inner_text()
        assert "Natural Earth" in words
        assert "no position is taken" in words
        assert page.locator(".credit").is_visible()


def test_the_list_can_be_read_without_scripts(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/map", scripts=False)
    assert page.locator("#places > li").count() > 3
    page.locator("#places a.q").first.click()
    assert page.locator(".mark").inner_text()


def test_a_box_that_is_none_is_refused_by_name(story: str) -> None:
    for words in ("1,2,3", "north", "10,10,5,20", "0,0,nan,1"):
        answer = httpx.get(f"{story}/map.json", params={"bbox": words})
        assert answer.status_code == 422, words
        assert answer.json()["field"] == "bbox"


def test_a_stack_says_how_many_of_its_claims_were_known(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/map?asof=2012-08-08")
    place = page.locator("#places > li", has_text="Damascus").first
    words = place.locator("small").inner_text()
    known, _, whole = words.removesuffix(" claims").partition(" of ")
    assert 0 < int(known) < int(whole)
    page.locator("#turn").focus()
    page.keyboard.press("End")
    assert place.locator("small").inner_text() == f"{whole} claims"


def test_towns_are_named_beside_what_is_claimed_and_cover_none_of_it(
    story: str, opened: Any
) -> None:
    page, watched = opened(f"{story}/map")
    for press in ("", "+", "-", "-"):
        if press:
            page.locator("#map").focus()
            page.keyboard.press(press)
            page.wait_for_timeout(900)
        assert page.evaluate(
            """() => {
            const boxes = all => [...document.querySelectorAll(all)]
              .map(one => one.getBoundingClientRect());
            const towns = boxes('.town:not(.unsaid) text');
            const others = boxes('.label:not([hidden]), .spot .shape, .key');
            return towns.length > 2 && towns.every(a => others.every(b =>
              a.right <= b.left + 2 || b.right <= a.left + 2
              || a.bottom <= b.top + 4 || b.bottom <= a.top + 4));
            }"""
        ), press
    assert watched.errors == []


def test_no_mark_hides_another(story: str, opened: Any) -> None:
    view = httpx.get(f"{story}/map.json").json()
    places = [(one["x"], one["y"]) for one in view["marks"]]
    for at, (x, y) in enumerate(places):
        assert all(abs(x - a) >= 18 or abs(y - b) >= 18 for a, b in places[:at])
    near = next(one for one in view["marks"] if one["spot"]["name"] == "near Damascus")
    assert (near["cx"], near["cy"]) != (near["x"], near["y"])
    page, _ = opened(f"{story}/map")
    about = page.locator(f".about[data-spot='{near['spot']['id']}']").first
    assert float(about.get_attribute("cx")) == near["cx"]
