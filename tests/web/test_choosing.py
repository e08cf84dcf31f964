"""Claims, names and origins are ticked in lists, looked at, merged and parted again."""

from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.browser


def save(page: Any, reason: str) -> None:
    page.locator("section input[name=reason]").fill(reason)
    with page.expect_navigation():
        page.get_by_text("Save as").click()


def test_claims_ticked_on_two_pages_are_merged_and_undone(own_story: str, opened: Any) -> None:
    claims = [
        one
        for one in httpx.get(f"{own_story}/claims.json").json()["entries"]
        if one["role"] == "single"
    ]
    first, second = claims[0], next(one for one in claims if one["text"] != claims[0]["text"])
    page, watched = opened(f"{own_story}/claims")
    page.locator(f"[data-pick='{first['id']}']").check()
    assert page.locator("[data-merge]").is_disabled()
    page.goto(f"{own_story}/claims?status=single&sort=kind")
    page.locator(f"[data-pick='{second['id']}']").check()
    assert page.locator("#choosing b").inner_text() == "2 chosen"
    with page.expect_navigation():
        page.locator("[data-merge]").click()
    assert "2 → 1 claims" in page.locator("section .why").inner_text()
    assert httpx.get(f"{own_story}/corrections.json").json()["log"] == []
    save(page, "Both tell of one convoy.")
    assert "Both tell of one convoy." in page.locator("#log ~ table").inner_text()
    total = httpx.get(f"{own_story}/claims.json").json()["of"]
    page.goto(f"{own_story}/claims")
    assert page.locator("#choosing").is_hidden()
    page.goto(f"{own_story}/corrections")
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    assert httpx.get(f"{own_story}/claims.json").json()["of"] == total + 1
    assert watched.errors == []


def test_x_ticks_the_row_and_a_question_goes_into_a_brief_only(story: str, opened: Any) -> None:
    page, watched = opened(f"{story}/claims")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("#say").inner_text() == "2 chosen."
    assert page.locator("[data-merge]").is_disabled()
    with page.expect_navigation():
        page.get_by_role("button", name="Brief").click()
    assert page.locator(".brief article").count() == 2
    page.goto(f"{story}/claims")
    page.locator(".pick").first.check()
    page.get_by_role("button", name="Let go").click()
    assert page.locator(".pick:checked").count() == 0
    assert page.locator("#choosing").is_hidden()
    assert watched.errors == []


def test_origins_of_a_claim_are_ticked_and_count_once_then(own_story: str, opened: Any) -> None:
    agreed = next(
        one
        for one in httpx.get(f"{own_story}/claims.json?status=corroborated").json()["entries"]
        if one["pips"]["origins"] == 2 and not one["pips"]["doubtful"]
    )
    page, _ = opened(f"{own_story}/claims/{agreed['id']}", scripts=False)
    for box in page.locator(".tick input").all():
        box.check()
    page.get_by_role("button", name="Merge the ticked origins").click()
    assert "2 → 1 origins" in page.locator("section .why").inner_text()
    save(page, "One broadcaster under two names.")
    found = httpx.get(f"{own_story}/claims/{agreed['id']}.json").json()["entry"]
    assert found["role"] == "single"
    assert found["pips"]["origins"] == 1


def test_names_are_ticked_beside_a_search_without_scripts(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/search?q=Syrian", scripts=False)
    boxes = page.locator(".ticks input")
    assert boxes.count() > 1
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Merge the ticked").click()
    assert page.get_by_role("group", name="Which are one?").locator("input:checked").count() == 2
    assert page.locator("section .why, [role=alert]").inner_text()


def test_one_ticked_record_alone_is_answered_with_what_to_do(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/corrections/new?act=merge&look=1")
    assert "two or more" in page.get_by_role("alert").inner_text()
    page.goto(f"{story}/corrections/new?act=merge&look=1&targets=cl-0000000000000000")
    assert page.get_by_role("alert").inner_text()


def test_whoever_waits_for_a_correction_is_told_and_sends_it_once(
    own_story: str, opened: Any
) -> None:
    statement = httpx.get(f"{own_story}.json").json()["contested"][0]["accounts"][0]["statement"]
    page, watched = opened(f"{own_story}/corrections/new?act=reject&record={statement}&reason=no")
    page.evaluate("document.addEventListener('submit', event => event.preventDefault())")
    page.get_by_text("Show what it would change").click()
    page.locator("#working").wait_for(state="visible")
    assert "Nothing is kept" in page.locator("#working").inner_text()
    assert page.get_by_text("Show what it would change").is_disabled()
    assert watched.errors == []
