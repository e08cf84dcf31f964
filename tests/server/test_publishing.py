"""Published pages open from a file: every link leads to a file beside them; no server is needed."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from servers import DAY, QUICK

from rashomon.errors import UsageError
from rashomon.ledger.entries import load_findings
from rashomon.ledger.store import open_ledger
from rashomon.server.publishing import publish
from rashomon.settings import Settings
from rashomon.situation import known_by
from rashomon.workspace import Workspace

SETTINGS = Settings(today=DAY, serving=QUICK)
LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')


@pytest.fixture(scope="module")
def pages(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "pages"
    made = publish(sample_ledger, folder, SETTINGS)
    assert made.pages == len(list(folder.rglob("*.html")))
    return folder


def test_every_link_leads_to_a_file_beside_the_page(pages: Path) -> None:
    checked = 0
    for page in pages.rglob("*.html"):
        for address in map(unescape, LINK.findall(page.read_text())):
            parts = urlsplit(address)
            if parts.scheme or not parts.path:
                assert parts.scheme in ("", "https", "http", "mailto"), (page, address)
                continue
            assert not parts.path.startswith("/"), (page, address)
            target = (page.parent / unquote(parts.path)).resolve()
            assert target.is_relative_to(pages.resolve())
            assert target.is_file(), (page, address)
            checked += 1
    assert checked > 500


def test_no_page_names_the_server(pages: Path) -> None:
    for page in pages.rglob("*.html"):
        text = page.read_text()
        assert "localhost" not in text
        assert not re.search(r'<form[^>]*method="post"', text)
        assert 'name="csrf"' not in text


def test_style_sheets_hold_the_icons_and_the_letters_of_english(pages: Path) -> None:
    for sheet in (pages / "static" / "css").glob("*.css"):
        text = sheet.read_text()
        assert ".svg" not in text
        assert not re.search(r"-latin-(?!ext)[^)]*\.woff2", text)
        assert sheet.stat().st_size < 200_000
    assert "font/woff2;base64" in (pages / "static" / "css" / "tokens.css").read_text()
    assert not any('rel="preload"' in page.read_text() for page in pages.rglob("*.html"))


def test_the_brief_lies_beside_the_other_formats(pages: Path) -> None:
    brief = (pages / "export" / "sample-brief.md").read_text()
    assert brief.startswith("# ")
    assert 'href="export/sample-brief.md"' in (pages / "export.html").read_text()


def test_every_report_and_every_claim_has_its_page(pages: Path, sample_ledger: Path) -> None:
    with open_ledger(sample_ledger) as ledger, ledger.reading() as connection:
        findings = load_findings(connection)
    assert {one.id for one in findings.reports} == {
        one.stem for one in (pages / "reports").glob("rp-*.html")
    }
    assert {one.id for one in findings.claims} == {
        one.stem for one in (pages / "claims").glob("cl-*.html")
    }
    index = (pages / "search-index.js").read_text()
    rows = json.loads(index.removeprefix("var RASHOMON_INDEX = ").removesuffix(";\n"))
    assert all((pages / row[0]).is_file() for row in rows)
    assert len(rows) == len(findings.reports) + len(findings.claims)


def test_the_folder_says_of_what_it_was_made(pages: Path) -> None:
    made = json.loads((pages / "published.json").read_text())
    assert len(made["corpus"]) == 64
    assert made["made_by"]["rashomon"]


def test_pages_of_an_evening_know_no_later_report(sample_ledger: Path, tmp_path: Path) -> None:
    day = date(2012, 8, 10)
    publish(sample_ledger, tmp_path / "evening", SETTINGS, day)
    with open_ledger(sample_ledger) as ledger, ledger.reading() as connection:
        known = known_by(load_findings(connection), day)
    reports = {one.stem for one in (tmp_path / "evening" / "reports").glob("rp-*.html")}
    assert reports == {one.id for one in known.reports}
    assert json.loads((tmp_path / "evening" / "published.json").read_text())["asof"] == "2012-08-10"


def test_pages_are_made_where_a_loop_is_running_too(sample_ledger: Path, tmp_path: Path) -> None:
    async def in_a_notebook() -> int:
        return publish(sample_ledger, tmp_path / "pages", SETTINGS, date(2012, 8, 6)).pages

    with ThreadPoolExecutor(1) as aside:  # whatever loops other tests have left in this thread
        made = aside.submit(lambda: asyncio.run(in_a_notebook())).result()
    assert made == len(list((tmp_path / "pages").rglob("*.html")))


def test_another_folder_is_not_written_over(sample_ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Years of work.")
    with pytest.raises(UsageError) as caught:
        publish(sample_ledger, tmp_path, SETTINGS)
    assert caught.value.code == "folder-not-empty"
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.txt"]


def test_words_of_strangers_stay_words_on_every_page(tmp_path: Path, parser) -> None:
    hostile = "<script>alert('x')</script><img src=x onerror=alert(1)>"
    (tmp_path / "in").mkdir()
    for number, ending in enumerate(("", " \u202eبلد", " {{ 7 * 7 }}", "\x00")):
        (tmp_path / "in" / f"{number} {hostile[:8].replace('/', '')}.txt").write_text(
            f"{hostile}\n\nKarim {hostile} Haddad said on 3 May 2015 that {number + 3} soldiers were"
            f" killed in Homs on 2 May 2015.{ending}\n\n" + "A long line. " * 2000
        )
    ledger = tmp_path / "story.db"
    with Workspace(ledger, SETTINGS, parser) as workspace:
        workspace.read(tmp_path / "in")
        assert workspace.statements()
    publish(ledger, tmp_path / "out", SETTINGS)
    reports = 0
    for page in (tmp_path / "out").rglob("*.html"):
        text = page.read_text()
        assert "<script>alert" not in text, page
        assert "<img src=x" not in text, page
        assert "onerror=alert(1)>" not in text.replace("&gt;", ""), page
        reports += "&lt;script&gt;alert" in text
    assert reports
