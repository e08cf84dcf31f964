"""A page that is looked at while its ledger grows says so, and changes when its reader wants."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rashomon.language.parser import SpacyParser
from rashomon.settings import Settings
from rashomon.workspace import Workspace

pytestmark = pytest.mark.browser


def test_a_page_tells_of_reports_that_came_since(
    serve: Callable[[Path], str],
    sample_file: Path,
    parser: SpacyParser,
    tmp_path: Path,
    opened: Callable[..., Any],
) -> None:
    ledger = Path(shutil.copy(sample_file, tmp_path / "growing.db"))
    page, watched = opened(serve(ledger))
    before = page.inner_text(".held")
    (tmp_path / "new.txt").write_text(
        "The ferry company said on 3 May 2015 that two boats had left the harbour at Tartus."
    )
    with Workspace(ledger, Settings(today=date(2026, 1, 1)), parser) as workspace:
        workspace.read(tmp_path / "new.txt")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    news = page.locator(".news")
    news.wait_for()
    assert news.inner_text().split() == ["1", "new", "report.", "Show"]
    assert page.inner_text(".held").startswith(before)
    news.locator("a").click()
    page.wait_for_load_state()
    assert not page.inner_text(".held").startswith(before)
    assert not page.locator(".news").count()
    assert not watched.errors
