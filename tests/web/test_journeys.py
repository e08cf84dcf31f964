"""What people do on the workbench, with the keyboard, on paper, and when something is wrong."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from faults import faults

from rashomon.server.users import make_account, save_accounts

pytestmark = pytest.mark.browser


def test_e_shows_the_words_of_the_row_and_escape_gives_the_focus_back(
    story: str, opened: Any
) -> None:
    page, watched = opened(story)
    page.keyboard.press("j")
    asked = page.evaluate("document.activeElement.textContent")
    wanted = httpx.get(f"{story}.json").json()["contested"][0]
    assert asked == wanted["text"]
    page.keyboard.press("e")
    page.wait_for_selector("#drawer.open [data-quote]")
    first = wanted["accounts"][0]["statement"]
    statement = httpx.get(f"{story}/statements/{first}.json").json()
    assert page.locator("#drawer [data-quote]").inner_text() == statement["quote"]["words"]
    assert page.evaluate("document.activeElement.id") == "drawer"
    page.keyboard.press("Escape")
    assert page.locator("#drawer.open").count() == 0
    assert page.evaluate("document.activeElement.textContent") == asked
    assert watched.errors == []


def test_the_drawer_is_there_within_a_tenth_of_a_second(story: str, opened: Any) -> None:
    # The best of five: a machine that runs the other tests as well is slow now and then.
    page, _ = opened(story)
    took = page.evaluate(
        """async () => {
        const times = [];
        for (let n = 0; n < 5; n++) {
          const begun = performance.now();
          document.querySelectorAll('main a.q')[n].click();
          await new Promise(done => {
            const look = () => document.querySelector('#drawer.open [data-quote]')
              ? done() : setTimeout(look, 2);
            look();
          });
          times.push(performance.now() - begun);
          document.querySelector('#drawer [data-close]').click();
        }
        return Math.min(...times);
        }"""
    )
    assert took < 100


def test_g_and_a_letter_go_to_a_view(story: str, opened: Any) -> None:
    page, _ = opened(story)
    for key, path in (("c", "/claims"), ("r", "/reports"), ("p", "/commitments"), ("o", "")):
        page.keyboard.press("g")
        with page.expect_navigation():
            page.keyboard.press(key)
        assert page.url == story + path
        assert page.locator(".rail [aria-current=page]").count() == 1


def test_enter_opens_the_row_and_brackets_turn_the_cards(story: str, opened: Any) -> None:
    page, _ = opened(story)
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    first = page.url
    assert "/claims/di-" in first
    with page.expect_navigation():
        page.keyboard.press("]")
    assert page.url != first
    with page.expect_navigation():
        page.keyboard.press("[")
    assert page.url == first


def test_slash_searches_and_what_is_found_is_marked(story: str, opened: Any) -> None:
    page, _ = opened(story)
    page.keyboard.press("/")
    page.keyboard.type("pilgrims")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    marks = page.locator(".hit mark").all_inner_texts()
    assert marks
    assert all(one.lower().startswith("pilgrims") for one in marks)


def test_d_turns_the_lights_off_and_the_next_page_knows(story: str, opened: Any) -> None:
    page, _ = opened(story)
    with page.expect_response("**/theme"):
        page.keyboard.press("d")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto(story + "/claims")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_single_keys_can_be_switched_off(story: str, opened: Any) -> None:
    page, _ = opened(story)
    page.keyboard.press("?")
    page.locator("dialog #keys-off").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-row]')") is None


def test_the_reader_moves_text_and_statements_together(story: str, opened: Any) -> None:
    rows = httpx.get(f"{story}/reports.json").json()["rows"]
    report = max(rows, key=lambda one: one["statements"])
    page, _ = opened(f"{story}/reports/{report['id']}")
    page.keyboard.press("]")
    page.keyboard.press("]")
    chosen = page.locator(".numbered li.sel")
    assert chosen.get_attribute("id") == "n2"
    words = httpx.get(f"{story}/reports/{report['id']}.json").json()["reading"]["statements"][1]
    marked = "".join(page.locator(".m.sel").all_text_contents())
    said = "".join(words["quote"].split())
    assert said[:20] in "".join(marked.split())
    page.locator(".m").last.click()
    assert page.locator(".numbered li.sel").count() == 1


def test_a_day_of_knowledge_travels_along(story: str, opened: Any) -> None:
    page, _ = opened(story)
    page.locator(".asof summary").click()
    page.locator("#asof").fill("2012-08-10")
    with page.expect_navigation():
        page.locator(".asof form button").click()
    assert "10 Aug 2012" in page.locator("[role=status]").inner_text()
    with page.expect_navigation():
        page.locator(".question h3 a").first.click()
    assert "asof=2012-08-10" in page.url
    links = page.locator("main a[href^='/s/']").evaluate_all("all => all.map(a => a.href)")
    assert links
    assert all("asof=2012-08-10" in one for one in links)


def test_a_correction_is_looked_at_saved_seen_and_undone(own_story: str, opened: Any) -> None:
    view = httpx.get(f"{own_story}.json").json()
    question = next(one for one in view["contested"] if "pilgrims" in one["text"])
    statement = question["accounts"][-1]["statement"]
    page, watched = opened(f"{own_story}/statements/{statement}")
    with page.expect_navigation():
        page.get_by_text("Flag as wrong").click()
    page.locator("input[name=reason]").fill("The number was misread.")
    with page.expect_navigation():
        page.get_by_text("Show what it would change").click()
    assert page.locator("section .why").inner_text()
    with page.expect_navigation():
        page.get_by_text("Save as").click()
    assert "The number was misread." in page.locator("#log ~ table").inner_text()
    page.goto(f"{own_story}/statements/{statement}")
    assert page.locator("h1").inner_text()
    assert page.locator("[data-quote]").count() == 0
    changed = page.goto(f"{own_story}/claims?q=pilgrims")
    assert changed.status == 200
    page.goto(f"{own_story}/corrections")
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").first.click()
    page.goto(f"{own_story}/statements/{statement}")
    assert page.locator("[data-quote]").count() == 1
    assert watched.elsewhere == []


def test_n_in_the_queue_shows_what_it_would_change_before_anything_is_kept(
    own_story: str, opened: Any
) -> None:
    page, _ = opened(f"{own_story}/corrections")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("n")
    assert page.get_by_text("What it would change").count() == 1
    assert httpx.get(f"{own_story}/corrections.json").json()["log"] == []


def test_a_printed_card_holds_pips_in_words_and_where_the_words_stand(
    story: str, opened: Any, tmp_path: Path
) -> None:
    view = httpx.get(f"{story}.json").json()
    question = next(one for one in view["contested"] if "pilgrims" in one["text"])
    page, _ = opened(f"{story}/claims/{question['id']}")
    printed = tmp_path / "card.pdf"
    page.pdf(path=str(printed), format="A4")
    text = pdf_text(printed)
    assert question["text"].rstrip("?") in text
    assert "+2 copies" in text
    assert "/reports/" in text
    assert "corpus" in text
    assert "Overview" not in text


def test_a_printed_brief_names_the_origins_of_what_is_corroborated(
    story: str, opened: Any, tmp_path: Path
) -> None:
    page, _ = opened(f"{story}/export/brief")
    printed = tmp_path / "brief.pdf"
    page.pdf(path=str(printed), format="A4")
    text = pdf_text(printed)
    agreed = re.findall(r"Corroborated \d[^·]* · at most (?:[2-9]|\d\d) ", text)
    assert len(agreed) == text.count("That they agree does not make it true") > 0
    for one in httpx.get(f"{story}/export/brief.json").json()["content"]["items"]:
        assert one["origins"]
        for name, _why in one["origins"]:
            assert " ".join(name.split())[:25] in text


def pdf_text(path: Path) -> str:
    """What a PDF says, in one line."""
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_a_ledger_that_is_gone_is_told_and_comes_back(
    serve: Any, sample_file: Path, tmp_path: Path, opened: Any
) -> None:
    ledger = tmp_path / "moving.db"
    ledger.write_bytes(sample_file.read_bytes())
    address = serve(ledger)
    page, _ = opened(address)
    ledger.rename(tmp_path / "away.db")
    page.goto(address)
    assert "no ledger" in page.locator("main").inner_text()
    (tmp_path / "away.db").rename(ledger)
    with page.expect_navigation():
        page.get_by_text("Try again").click()
    assert page.locator(".question").count() > 0


def test_what_a_person_set_is_marked_with_the_pencil_and_what_was_said_before(
    own_story: str, opened: Any
) -> None:
    report = httpx.get(f"{own_story}/reports.json").json()["rows"][0]
    page, _ = opened(f"{own_story}/corrections/new?act=set-outlet&record={report['id']}")
    page.locator("input[name=value]").fill("The Northern Mail")
    with page.expect_navigation():
        page.get_by_text("Show what it would change").click()
    with page.expect_navigation():
        page.get_by_text("Save as").click()
    page.goto(f"{own_story}/reports/{report['id']}")
    assert "The Northern Mail" in page.locator(".about").first.inner_text()
    mark = page.locator(".about .chip.analyst")
    assert "set-outlet" in mark.inner_text()
    assert report["outlet"] in mark.get_attribute("title")


def test_on_a_phone_the_view_is_in_sight_and_words_can_be_searched(story: str, opened: Any) -> None:
    page, watched = opened(f"{story}/export", width=420, height=900)
    here = page.locator(".rail [aria-current]").bounding_box()
    assert here["x"] >= 0
    assert here["x"] + here["width"] <= 420
    page.locator(".top").get_by_role("link", name="Search").click()
    page.locator("main input[type=search]").fill("pilgrims")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".hit mark").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") == 420
    assert watched.errors == []


def test_one_enters_by_keys_and_is_named_on_what_one_saves(
    serve: Any, sample_file: Path, tmp_path: Path, opened: Any
) -> None:
    users = tmp_path / "users.json"
    save_accounts(users, {"ada": make_account("ada", "editor", "a long pass phrase")})
    ledger = tmp_path / "guarded.db"
    ledger.write_bytes(sample_file.read_bytes())
    page, watched = opened(serve(ledger, str(users)))
    assert page.locator("input[type=password]").count() == 1
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.locator("input[name=name]").fill("ada")
    page.keyboard.press("Tab")
    page.keyboard.type("a long pass phrase")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    view = page.evaluate("fetch(location.pathname + '.json').then(a => a.json())")
    asked = f"act=confirm&look=1&record={view['others'][0]['id']}"
    page.goto(f"{page.url}/corrections/new?{asked}")
    page.get_by_role("button", name="Save as ada").wait_for()
    assert watched.elsewhere == []
