"""What the workbench says, held against the records: exact words, origins, copies, days, no winner."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.browser


def get(address: str) -> Any:
    return httpx.get(f"{address}.json").json()


def question(story: str, words: str) -> Any:
    return next(one for one in get(story)["contested"] if words in one["text"])


def test_every_marked_sentence_is_the_text_between_its_offsets(
    story: str, sample_file: Path, opened: Any
) -> None:
    from rashomon.workspace import Workspace

    with Workspace(sample_file) as workspace:
        texts = {one.id: one.text for one in workspace.reports()}
        statements = {one.id: one for one in workspace.statements()}
    page, _ = opened(story)
    for one in get(story)["contested"]:
        page.goto(f"{story}/claims/{one['id']}")
        shown = page.locator(".words .mark").all_text_contents()
        links = page.locator(".words .where a.q").evaluate_all("all => all.map(a => a.href)")
        assert shown
        for words, link in zip(shown, links, strict=True):
            statement = statements[link.rpartition("/")[2]]
            span = statement.span
            assert words == texts[statement.report][span.start : span.end]


def test_a_report_is_shown_whole_and_each_statement_where_it_stands(
    story: str, sample_file: Path, opened: Any
) -> None:
    from rashomon.workspace import Workspace

    with Workspace(sample_file) as workspace:
        reports = workspace.reports()
    page, _ = opened(story)
    for report in reports[:8]:
        page.goto(f"{story}/reports/{report.id}")
        page.evaluate(
            "document.querySelectorAll('.text sup, .text .from').forEach(s => s.remove())"
        )
        assert bare(page.locator(".text").text_content()) == bare(report.text)


def bare(text: str) -> str:
    return "".join(text.split())


def test_a_copy_is_folded_with_what_it_lost(story: str, opened: Any) -> None:
    one = question(story, "pilgrims")
    page, _ = opened(f"{story}/claims/{one['id']}")
    folds = page.locator(".fold")
    assert folds.count() == 2
    told = " ".join(folds.all_inner_texts())
    assert "All 34 words match" in told
    assert "The source left out: “a Syrian transport official said”." in told
    struck = page.locator(".fold del").all_inner_texts()
    assert any("a Syrian transport official said" in words for words in struck)


def test_a_copy_that_changed_the_number_is_one_origin_with_two_answers(
    story: str, opened: Any
) -> None:
    one = question(story, "pilgrims")
    assert one["pips"]["origins"] == 1
    page, _ = opened(story)
    row = page.locator(".question", has_text="How many").first
    assert "one origin, two answers" in row.locator(".reason").inner_text()
    assert {"47 Iranian pilgrims", "48 Iranian pilgrims"} <= set(row.locator("b").all_inner_texts())


def test_the_source_that_a_copy_dropped_is_struck_through(story: str, opened: Any) -> None:
    rows = get(f"{story}/reports")["rows"]
    original = next(one for one in rows if one["outlet"] == "Coastline Dispatch")
    copy = next(one for one in rows if one["outlet"] == "Sorrel Street Review" and one["copies"])
    page, _ = opened(f"{story}/reports/{original['id']}/diff/{copy['id']}")
    assert "Reliable sources in Latakia expect" in page.locator("del").first.inner_text()


def test_inferred_days_begin_with_c_and_tell_from_what(story: str, opened: Any) -> None:
    page, _ = opened(f"{story}/reports")
    row = page.locator("tr", has_text="Coastline Dispatch")
    shown = row.locator(".when")
    assert shown.inner_text().startswith("c. ")
    assert "Thursday, June 4" in shown.get_attribute("title")
    stated = page.locator("tr", has_text="Tigris Monitor").first.locator(".when").inner_text()
    assert re.fullmatch(r"\d{1,2} \w{3} \d{4}", stated)


def test_accounts_stand_side_by_side_and_none_is_said_to_be_right(story: str, opened: Any) -> None:
    page, _ = opened(story)
    for one in get(story)["contested"]:
        page.goto(f"{story}/claims/{one['id']}")
        columns = page.locator(".column")
        assert columns.count() == len(one["accounts"]) >= 2
        tops = columns.evaluate_all("all => all.map(c => c.getBoundingClientRect().top)")
        assert len(set(tops)) == 1
        assert page.locator(".why").inner_text() == one["reason"]
        text = page.locator("main").inner_text().lower()
        assert not re.search(
            r"\b(true|false|correct|debunked|verified)\b", text.replace("as worded", "")
        )


def test_what_was_not_yet_reported_is_not_yet_known(story: str) -> None:
    counts = {}
    for day in ("2012-08-05", "2012-08-07", "2012-08-14", "2015-12-31"):
        view = get_asof(story, day)
        counts[day] = {one["role"]: one["number"] for one in view["tallies"]}
    assert counts["2012-08-05"]["contested"] == 0
    assert counts["2012-08-07"]["contested"] >= 1
    assert counts["2012-08-14"]["contested"] > counts["2012-08-07"]["contested"]
    now = {one["role"]: one["number"] for one in get(story)["tallies"]}
    assert counts["2015-12-31"] == now


def get_asof(story: str, day: str) -> Any:
    return httpx.get(f"{story}.json", params={"asof": day}).json()


def test_tallies_count_each_question_and_each_claim_once(story: str) -> None:
    view = get(story)
    by_role = {one["role"]: one["number"] for one in view["tallies"]}
    listed = httpx.get(f"{story}/claims.json", params={"limit": 200}).json()
    for role in ("contested", "developing", "corroborated", "single"):
        assert by_role[role] == sum(one["role"] == role for one in listed["entries"])
    assert listed["total"] == len({one["id"] for one in listed["entries"]})


def test_the_pact_of_the_seeds_has_two_years_and_one_origin_for_each(
    seeds: str, opened: Any
) -> None:
    one = question(seeds, "signed")
    values = {account["value"]: account for account in one["accounts"]}
    assert {"2006", "28 May 2008"} <= set(values)
    assert values["2006"]["pips"]["origins"] == 1
    assert values["2006"]["pips"]["copies"] >= 1
    assert one["pips"]["origins"] == 1
    assert "DEBKA" in one["reason"]
    page, _ = opened(f"{seeds}/claims/{one['id']}")
    fold = page.locator(".fold").first
    assert "words match" in fold.inner_text()
    assert "reliable sources in" in " ".join(fold.locator("del").all_inner_texts())


def test_three_of_the_seed_reports_have_no_stated_day(seeds: str) -> None:
    rows = get(f"{seeds}/reports")["rows"]
    assert len(rows) == 5
    for row in rows:
        if row["when"]["is_inferred"]:
            assert row["when"]["words"].startswith("c. ") or row["when"]["words"] == "undated"
    assert sum(row["when"]["is_inferred"] for row in rows) >= 3
