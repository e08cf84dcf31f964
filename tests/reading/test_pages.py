"""Web pages: the article's text and what the page says of itself."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.reading import read
from rashomon.reading.pages import extract_article
from rashomon.records.reports import Known, RawReport, Reading, Reject
from rashomon.settings import ReadingSettings

PARAGRAPHS = [
    "A convoy of forty trucks reached the harbour on Monday, officials of the port said.",
    "The drivers had waited for six days at the border before the guards let them through.",
    "A second convoy is expected before the end of the week, said a driver who gave no name.",
    "The governor of the province did not answer questions about what the trucks had carried.",
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Convoy reaches the harbour | The Harbour Courier</title>
<meta property="og:site_name" content="The Harbour Courier">
<meta name="author" content="Lena Brandt">
<meta property="article:published_time" content="2014-03-07T08:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Convoy reaches the harbour</h1>{"".join(f"<p>{one}</p>" for one in PARAGRAPHS)}</article>
<div class="comments">
<p>I do not believe a word of this story, and neither should you, my friends.</p></div>
<footer><a href="/c">Contact</a> © 2014 The Harbour Courier. All rights reserved.</footer>
</body></html>"""


def page(content: bytes) -> RawReport:
    return RawReport("a.html", "text/html", content, "0" * 64)


def test_a_page_gives_the_text_of_its_article_and_no_more() -> None:
    article = extract_article(PAGE, None)
    for paragraph in PARAGRAPHS:
        assert paragraph in article.text
    for other in ("Contact", "rights reserved", "believe a word"):
        assert other not in article.text


def test_a_page_says_who_published_it_and_when() -> None:
    reading = read(page(PAGE.encode()), date(2026, 1, 1), ReadingSettings())
    assert isinstance(reading, Reading)
    report = reading.report
    assert (report.outlet, report.author) == ("The Harbour Courier", "Lena Brandt")
    assert report.title == "Convoy reaches the harbour"
    assert report.published.days is not None
    assert report.published.days.first == date(2014, 3, 7)
    assert report.pieces is None
    assert all(one.raw is None for one in report.removed)


def test_the_day_that_a_page_marks_as_its_publication_wins_over_others() -> None:
    marked = '<time itemprop="datePublished" datetime="2014-03-06T10:00:00">6 March</time>'
    article = extract_article(PAGE.replace("<article>", f"<article>{marked}"), None)
    assert article.day == date(2014, 3, 6)


def test_prose_in_parts_that_were_torn_apart_is_kept_whole() -> None:
    parts = "".join(
        f'<div class="chunk"><div><p>{one} {one}</p></div></div><aside>Ad</aside>'
        for one in PARAGRAPHS
    )
    article = extract_article(f"<html><body><div>{parts}</div></body></html>", None)
    for paragraph in PARAGRAPHS:
        assert paragraph in article.text


@pytest.mark.parametrize(
    "content",
    [b"<html><body><nav><a href='/'>Home</a></nav></body></html>", b"<html></html>", b"<", b"<p>"],
)
def test_a_page_of_links_only_is_a_reject(content: bytes) -> None:
    reject = read(page(content), date(2026, 1, 1), ReadingSettings())
    assert isinstance(reject, Reject)
    assert reject.code == "no-text"


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=300), st.text(alphabet="<>p/div =\"'!-[]&;\x00a", max_size=200))
def test_any_page_gives_a_report_or_a_reject(content: bytes, tags: str) -> None:
    read(page(content), date(2026, 1, 1), ReadingSettings())
    read(page(f"<html><body>{tags}</body></html>".encode()), date(2026, 1, 1), ReadingSettings())


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.reuters.com/world/1", "Reuters"),
        ("https://paper.example/world/1", "paper.example"),
    ],
)
def test_a_page_that_names_no_site_is_of_the_outlet_whose_address_it_has(
    url: str, outlet: str
) -> None:
    html = f"<html><body><article>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</article></body>"
    raw = RawReport("a", "text/html", html.encode(), "x", Known(url=url))
    found = read(raw, date(2026, 1, 1), ReadingSettings())
    assert isinstance(found, Reading)
    assert found.report.outlet == outlet


@pytest.mark.parametrize("form", ["{}", "<p>{}</p>", "{}<br>", "<b>{}</b>", "Fire &amp; water. {}"])
def test_a_part_of_a_page_is_read_as_one(form: str) -> None:
    assert PARAGRAPHS[0] in extract_article(form.format(PARAGRAPHS[0]), None).text


def test_the_lines_of_a_part_without_tags_stay_lines() -> None:
    assert extract_article("\n\n".join(PARAGRAPHS), None).text.splitlines() == PARAGRAPHS
