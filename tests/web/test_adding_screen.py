"""Reports are chosen, sent and followed in a browser; what was refused is named with the reason."""

from pathlib import Path
from typing import Any

import pytest
from faults import faults

pytestmark = pytest.mark.browser

WORDS = "The port authority of Latakia said on 3 May 2015 that two ferries had left for Mersin."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "to send"
    (made / "deeper").mkdir(parents=True)
    (made / "ferry.txt").write_text(WORDS)
    (made / "empty.txt").write_text("")
    (made / "deeper" / "mail.txt").write_text(
        "Sami Khalil said on 4 May 2015 that the road was shut."
    )
    return made


@pytest.mark.parametrize("scripts", [True, False])
def test_chosen_files_are_read_and_what_was_refused_is_named(
    own_story: str, opened: Any, folder: Path, scripts: bool
) -> None:
    page, watched = opened(f"{own_story}/reports", scripts=scripts)
    page.get_by_text("Add reports…").click()
    page.wait_for_url("**/add", wait_until="load")  # before that nothing counts what is chosen
    page.locator("#files").set_input_files([folder / "ferry.txt", folder / "empty.txt"])
    if scripts:
        page.locator("#count", has_text="2 files").wait_for()
    page.get_by_role("button", name="Read them").click()
    page.wait_for_url("**/add/*")
    page.get_by_role("heading", name="New in the ledger").wait_for(timeout=60_000)
    assert "1 report added, 1 not read" in page.locator("main [role=status]").inner_text()
    assert "empty.txt" in page.get_by_role("table", name="Files that were not read").inner_text()
    if scripts:
        assert faults(page) == []
    page.locator("a[data-open]").first.click()
    assert "two ferries had left" in page.locator(".text").inner_text()
    assert watched.elsewhere == []
    assert watched.errors == []


def test_a_folder_is_sent_with_what_lies_deeper(own_story: str, opened: Any, folder: Path) -> None:
    page, watched = opened(f"{own_story}/add")
    page.locator("#folder").set_input_files(folder)
    assert page.locator("#count").inner_text().startswith("3 files")
    assert "deeper/mail.txt" in page.locator("#names").inner_text()
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Read them").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="New in the ledger").wait_for(timeout=60_000)
    assert "2 reports added" in page.locator("main [role=status]").inner_text()
    assert watched.errors == []


def test_files_that_are_dropped_are_taken_once_and_can_be_chosen_anew(
    story: str, opened: Any
) -> None:
    page, watched = opened(f"{story}/add")
    drop = """form => {
      const held = new DataTransfer();
      held.items.add(new File(["words"], "one.txt", {lastModified: 1}));
      for (const kind of ["dragenter", "drop"])
        form.dispatchEvent(new DragEvent(kind, {dataTransfer: held, bubbles: true, cancelable: true}));
    }"""
    for _ in range(2):
        page.locator("#send").evaluate(drop)
    page.wait_for_function("!document.getElementById('chosen').hidden")
    assert page.locator("#count").inner_text() == "1 file, 1 kB"
    page.get_by_role("button", name="Choose anew").click()
    assert page.locator("#chosen").is_hidden()
    page.get_by_role("button", name="Read them").click()
    assert page.get_by_role("alert").inner_text() == "No file was chosen."
    assert watched.errors == []


def test_more_than_may_be_sent_is_said_before_anything_is_sent(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/add")
    page.locator("#send").evaluate("form => { form.dataset.largest = 3; }")
    page.locator("#files").set_input_files(
        [{"name": "four.txt", "mimeType": "text/plain", "buffer": b"four"}]
    )
    assert "Send some at a time" in page.get_by_role("alert").inner_text()
    assert page.get_by_role("button", name="Read them").is_disabled()
