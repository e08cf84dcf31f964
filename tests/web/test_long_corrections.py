"""By keys alone: a merge from the queue to the log, a slow correction, leaving for an original."""

import threading
from pathlib import Path
from typing import Any

import httpx
import pytest
from faults import faults

from rashomon.server import ruling

pytestmark = pytest.mark.browser


def tab_to(page: Any, words: str) -> None:
    """Press Tab until what has the focus says some words."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if words in (page.evaluate("document.activeElement.textContent") or ""):
            return
    pytest.fail(f"no way to {words!r} by the keyboard")


def test_a_close_decision_is_answered_looked_at_saved_and_undone_by_keys(
    own_story: str, opened: Any
) -> None:
    page, watched = opened(f"{own_story}/corrections")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("y")
    assert "/corrections/new" in page.url
    assert faults(page) == []
    tab_to(page, "Save as")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Entered as number 1" in page.locator("main [role=status]").inner_text()
    tab_to(page, "Undo")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Entered as number 2" in page.locator("main [role=status]").inner_text()
    assert watched.errors == []


def test_a_correction_that_takes_long_shows_how_far_it_is_and_moves_on_by_itself(
    own_story: str, opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruling, "_MOMENTS_S", 0.1)
    release = threading.Event()
    correct = ruling.Rulings.correct

    def slowly(self: Any, *asked: Any, **details: Any) -> Any:
        assert release.wait(60)
        return correct(self, *asked, **details)

    monkeypatch.setattr(ruling.Rulings, "correct", slowly)
    report = httpx.get(f"{own_story}/reports.json").json()["rows"][0]["id"]
    page, watched = opened(
        f"{own_story}/corrections/new?act=set-outlet&record={report}&value=The+Quay&look=1"
    )
    page.get_by_role("button", name="Save as").click()
    page.wait_for_url("**/corrections/work/**")
    assert page.locator("progress").count() == 1
    assert faults(page) == []
    other, _ = opened(own_story)
    assert "this is the state before it" in other.locator(".older").inner_text()
    assert faults(other) == []
    release.set()
    page.wait_for_url("**/corrections?done=*")
    assert "The Quay" in page.locator("main [role=status]").inner_text()
    other.reload()
    assert other.locator(".older").count() == 0
    assert watched.errors == []


def test_the_page_before_a_publishers_is_for_everybody_and_can_be_turned_off_by_keys(
    serve: Any, parser: Any, tmp_path: Path, opened: Any
) -> None:
    from ledgers_on_disk import read_into

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.jsonl").write_text(
        '{"name": "one", "url": "https://news.example/ferries",'
        ' "text": "Rima Haddad said on 4 May 2015 that the ferry had left."}'
    )
    story = serve(read_into(tmp_path / "leaving.db", tmp_path / "in", parser))
    report = httpx.get(f"{story}/reports.json").json()["rows"][0]["id"]
    page, watched = opened(f"{story}/reports/{report}/original")
    assert faults(page) == []
    tab_to(page, "Leave for originals at once")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator('a[href="https://news.example/ferries"]').count() == 1
    page.goto(f"{story}/help")
    tab_to(page, "Ask before leaving")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{story}/reports/{report}")
    assert page.locator('a[href="https://news.example/ferries"]').count() == 0
    assert watched.elsewhere == []
    assert watched.errors == []
