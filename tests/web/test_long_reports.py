"""A report of five thousand marks, and one that is a single line of a megabyte, in a real browser."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from rashomon.ledger.entries import Signature, enter_findings
from rashomon.ledger.store import open_ledger
from rashomon.records.findings import Findings
from rashomon.records.mentions import Mark
from rashomon.records.reports import Passage
from rashomon.spans import Span
from stories import Story

pytestmark = pytest.mark.browser

Served = Callable[[Path], str]
Opened = Callable[..., Any]

STATEMENTS = 5_000
LARGEST_PAGE = 60_000


def long_report() -> Findings:
    """One report of as many sentences as statements, each of which names a place."""
    story = Story().entity("Marn", kind="place")
    story.report("long.txt", "2015-05-04", outlet="Harbour Times")
    for number in range(STATEMENTS):
        quote = f"battery {number} of the river brigade shelled the hill above Marn."
        said = story.say(quote, "ASSAULT", "shelled", places=["Marn"], when="2015-05-03")
        story.claim(quote, said)
    found = story.findings()
    told = sorted(story.statements, key=lambda one: one.span)
    return with_text(found, "\n".join(one.quote for one in told))


def with_text(findings: Findings, text: str) -> Findings:
    """The findings of one report with its text, a passage and a mark a statement."""
    (report,) = findings.reports
    told = sorted(findings.statements, key=lambda one: one.span)
    assert all(text[one.span.start : one.span.end] == one.quote for one in told)
    passages, marks = [], []
    for number, one in enumerate(told):
        passages.append(
            Passage(
                one.passage,
                report.id,
                one.span.start,
                one.span.end,
                one.quote,
                number // 5,
                "body",
                "en",
            )
        )
        at = one.span.start + one.quote.find("Marn")
        marks.append(
            Mark(
                f"mk-{number:05}", report.id, Span(at, at + 4), None, "Marn", "place", one.places[0]
            )
        )
    return replace(
        findings,
        reports=(replace(report, text=text),),
        passages=tuple(sorted(passages, key=lambda one: one.id)),
        marks=tuple(marks),
    )


def enter(path: Path, findings: Findings) -> Path:
    with open_ledger(path, create=True) as ledger, ledger.writing() as connection:
        enter_findings(connection, findings, Signature("a test", datetime(2026, 1, 1, tzinfo=UTC)))
    return path


@pytest.fixture(scope="module")
def long(serve: Served, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Findings]:
    findings = long_report()
    story = serve(enter(tmp_path_factory.mktemp("long") / "long.db", findings))
    return f"{story}/reports/{findings.reports[0].id}", findings


def test_each_part_of_a_long_report_is_a_small_page_and_together_they_are_all_of_it(
    long: tuple[str, Findings],
) -> None:
    address, _ = long
    numbers: list[str] = []
    words = ""
    while address:
        answer = httpx.get(address, timeout=60)
        assert len(answer.content) <= LARGEST_PAGE
        numbers += re.findall(r'<li id="(n\d+)"', answer.text)
        words += answer.text
        following = re.search(r'rel="next" href="([^"]+)"', answer.text)
        address = str(httpx.URL(address).join(following[1])) if following else ""
    assert numbers == [f"n{n + 1}" for n in range(STATEMENTS)]
    assert (
        len(re.findall(r"battery \d+ of the river brigade shelled the hill", words)) >= STATEMENTS
    )


def test_the_next_part_is_there_when_it_is_scrolled_to(
    long: tuple[str, Findings], opened: Opened
) -> None:
    page, watched = opened(long[0])
    before = page.locator(".numbered li").count()
    assert 0 < before < STATEMENTS
    page.evaluate("document.getElementById('more').scrollIntoView()")
    page.locator(f"#n{before + 1}").wait_for(state="attached")
    last = page.locator(".numbered li").nth(before)
    assert last.get_attribute("id") == f"n{before + 1}"
    last.locator("a").first.click()
    assert page.locator(f'.m[data-n="{before + 1}"]').first.get_attribute("class") == "m single sel"
    assert not watched.errors
    assert not watched.elsewhere


def test_a_link_to_a_statement_far_down_leads_to_its_words(
    long: tuple[str, Findings], opened: Opened
) -> None:
    address, findings = long
    told = sorted(findings.statements, key=lambda one: one.span)
    page, _ = opened(f"{address}#{told[4_200].id}")
    page.wait_for_selector("#n4201.sel")
    assert "battery 4200 " in page.locator('.m[data-n="4201"]').first.inner_text()


def test_a_line_of_a_megabyte_is_read_in_parts(
    serve: Served, tmp_path: Path, opened: Opened
) -> None:
    story = Story()
    story.report("line.txt", "2015-05-04", outlet="Harbour Times")
    said = story.say("the dam holds at Marn", "CONTROL", "holds", places=["Marn"])
    story.claim(said.quote, said)
    line = said.quote + " " + "x" * 500_000 + " " + "\u05e1\u05db\u05e8 " * 125_000
    findings = with_text(story.findings(), line)
    address = serve(enter(tmp_path / "line.db", findings))
    where = f"{address}/reports/{findings.reports[0].id}"
    assert len(httpx.get(where, timeout=60).content) <= LARGEST_PAGE
    page, watched = opened(where)
    wide, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= inner
    page.evaluate("document.getElementById('more').scrollIntoView()")
    page.wait_for_selector(".text.leaf", timeout=60_000)
    assert not watched.errors
