"""A brief says nothing that stands in none of the words that it cites."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.situation import known_on
from rashomon.views import write_brief
from rashomon.views.citing import Citations
from rashomon.views.sheets import make_sheet
from rashomon.views.vouching import Voucher, find_unvouched, split_entries
from stories import Story


@pytest.fixture
def story():
    story = Story().entity("Marn", kind="place").entity("Ilse Korvin", "Korvin", kind="person")
    story.report("a", "2014-04-01", outlet="Hill Post")
    one = story.say("the fire at Marn sank four barges on Sunday", "CASUALTY", "sank",
                    places=["Marn"], when="2014-03-30", number=(4, 4, "barges"),
                    by=["Ilse Korvin"])  # fmt: skip
    story.report("b", "2014-04-03", outlet="Lake Echo")
    two = story.say("four barges burned at Marn", "CASUALTY", "burned", places=["Marn"])
    story.claim(
        "Four barges burned at Marn.", one, two, status="corroborated", origins=[[one], [two]]
    )
    return story


def entries_of(findings, **more):
    found = [[]]
    for line in write_brief(findings, **more).splitlines():
        if line.startswith("## "):
            found.append([])
        else:
            found[-1].append(line)
    return [entry for lines in found for entry in split_entries(lines)]


def is_cited(entry):
    return "`st-" in "\n".join(entry)


def test_an_entry_of_the_briefs_own_is_vouched_for(story):
    findings = story.findings()
    voucher = Voucher(findings, Citations(findings))
    cited = [entry for entry in entries_of(findings) if is_cited(entry)]
    assert cited
    assert not any(find_unvouched(entry, voucher) for entry in cited)


@pytest.mark.parametrize(
    ("words", "instead", "refused"),
    [
        ("Four barges", "Nine Barges", ("Nine", "Barges")),
        ("at Marn", "at Marn Docks", ("Docks",)),
        ("1 April 2014", "2 April 2014", ("2",)),
        ("1 April 2014", "1 May 2014", ("May",)),
        ("Ilse Korvin", "Ilse Corvin", ("Corvin",)),
        ("Hill Post", "Valley Post", ("Valley",)),
        ("burned at Marn", "burned 17 boats at Marn", ("17",)),
    ],
)
def test_another_name_number_or_day_is_refused(story, words, instead, refused):
    findings = story.findings()
    voucher = Voucher(findings, Citations(findings))
    (entry,) = [one for one in entries_of(findings) if one[0].startswith("- **Four barges")]
    assert find_unvouched(entry, voucher) == ()
    changed = "\n".join(entry).replace(words, instead).split("\n")
    assert changed != entry
    found = find_unvouched(changed, voucher)
    assert set(refused) <= set(found) | {"Barges"} and found


def test_every_cited_entry_of_the_sample_corpus_is_vouched_for_and_its_mutants_are_not(
    sample_findings,
):
    voucher = Voucher(sample_findings, Citations(sample_findings))
    mutants = 0
    for entry in entries_of(sample_findings):
        if not is_cited(entry):
            continue
        assert find_unvouched(entry, voucher) == ()
        text = "\n".join(entry)
        for year in sorted(set(re.findall(r"\b(?:19|20)\d\d\b", text))):
            assert find_unvouched(text.replace(year, "1789").split("\n"), voucher)
            mutants += 1
    assert mutants > 20


def test_what_changed_since_a_day_is_told_with_what_changed_it(story):
    findings = story.findings()
    brief = write_brief(findings, since=date(2014, 4, 2))
    section = brief.split("## What changed since 2 April 2014\n\n")[1].split("\n\n## ")[0]
    assert section.startswith("- **Four barges burned at Marn.** was single, is corroborated")
    assert "Lake Echo, 3 April 2014" in section
    assert "Hill Post" not in section


def test_a_section_on_changes_of_any_day_is_vouched_for(sample_findings):
    for day in sorted({known_on(one) for one in sample_findings.reports})[:-1]:
        assert "left out" not in write_brief(sample_findings, since=day)


def test_a_denial_whose_words_do_not_show_it_is_said_to_be_one():
    story = Story().report("a", "2014-04-01", outlet="Hill Post")
    one = story.say("that it sent a single barge", "MOBILIZE", "sent", status="denied")
    findings = story.findings()
    assert Citations(findings).cite(one.id).startswith("denied: “it sent a single barge”")


def test_the_page_shows_what_the_brief_says_and_asks_for_nothing(sample_findings):
    page = make_sheet(write_brief(sample_findings))
    assert page.startswith("<!doctype html>")
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|@import|url\(|https?://", page)
    for tag in ("ul", "li", "h1", "h2", "h3", "p", "strong", "code"):
        assert page.count(f"<{tag}>") == page.count(f"</{tag}>"), tag


@given(st.text(alphabet="<>&\"'`*\\[](){}#-_ \nab1", max_size=60))
def test_no_words_of_a_report_become_tags(words):
    story = Story().report("a", "2014-04-01", outlet="<b>Hill</b> & Post")
    quote = f"x {words} y"
    story.claim(quote, story.say(quote, "ASSAULT", "x"))
    page = make_sheet(write_brief(story.findings()))
    body = page.split("<main>")[1]
    assert set(re.findall(r"<(/?[a-z0-9]+)[^>]*>", body)) <= {
        f"{end}{tag}"
        for end in ("", "/")
        for tag in ("ul", "li", "h1", "h2", "h3", "p", "strong", "code", "main", "body", "html")
    }
