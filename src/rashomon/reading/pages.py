"""Web pages into the text of their article, and what a page says of itself.

Stands inside reading. Enters: a page's HTML. Leaves: the text, a line a paragraph, without menus, links
and comments, and the outlet, title, author and day of publication that the page states.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from rashomon.gazetteers.outlets import outlet_at
from rashomon.reading.pagedays import date_of, find_page_day, search_day
from rashomon.reading.publishers import Page

LEAST_SHARE = 0.5
"""Where trafilatura keeps less than this share of the page's own prose, it lost the article, and another
pass is tried. Found on article-extraction-benchmark: the result is the same from 0.3 to 0.6."""

SURE_TEXT_CHARS = 1_000
"""A text that trafilatura finds by itself is held against those of two other extractors only where it
is shorter, or the page has more prose than it. Of 381 pages they change 17, 14 of them such."""

FEWEST_PROSE_WORDS = 10
SHORTEST_SUMMARY_CHARS = 60

_OUTSIDE = re.compile(
    r"comment|footer|sidebar|related|recommend|newsletter|promo|subscribe|share|social|cookie|disclaimer|"
    r"breadcrumb|\bnav|menu|caption|credit|author-?bio|most-?read|trending|widget|banner|advert|sponsor|"
    r"paywall|modal|popup|teaser",
    re.IGNORECASE,
)
_OUTSIDE_TAGS = frozenset(
    (
        "nav",
        "aside",
        "footer",
        "header",
        "form",
        "figure",
        "figcaption",
        "button",
        "script",
        "style",
    )
)
_OPENING = re.compile(r"<(?:html|head|body|!doctype|\?xml|meta)\b", re.IGNORECASE)
_OPENING_CHARS = 5_000
"""Notes of whoever saved a page stand before its first tag."""

_BLOCK = re.compile(
    r"<(?:p|div|br|li|h[1-6]|table|section|article|blockquote|pre)\b", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?…:。！？؟۔।][\"”’')\]」』]*\s*\Z")


class Article(Struct, frozen=True):
    """The article of a page. ``day`` is the one that the page states; None where it states none."""

    text: str
    page: Page
    day: date | None


def extract_article(html: str, url: str | None) -> Article:
    """The text of a page's article, empty where it has none, with what the page says of itself.

    Cost: 5 to 25 ms a page, by its size; most of it in trafilatura.
    """
    import trafilatura

    html = _whole(html)
    tree = trafilatura.load_html(html)
    if tree is None:
        return Article("", Page(url=url), None)
    prose = list(_prose(tree))
    options: dict[str, Any] = {"include_comments": False, "url": url}
    found = trafilatura.bare_extraction(
        tree,  # which it copies: the page is parsed once
        fast=True,
        favor_precision=True,
        with_metadata=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": True,
            "max_date": "2099-12-31",
        },
        **options,
    )
    text = (found.text or "") if found is not None else ""
    prose_chars = sum(map(len, prose))
    if len(text) < max(SURE_TEXT_CHARS, LEAST_SHARE * prose_chars):
        compared = trafilatura.bare_extraction(tree, favor_precision=True, **options)
        text = (compared.text or "") if compared is not None else ""
    if len(text) < LEAST_SHARE * prose_chars:
        other = trafilatura.extract(tree, fast=True, **options) or ""
        text = max(text, other, "\n".join(prose), key=_prose_chars)
    if _prose_chars(text) == 0:
        text = max(text, trafilatura.baseline(html)[1], key=_prose_chars)
    text = text if len(text) >= SHORTEST_SUMMARY_CHARS else _summary(tree)
    day = (
        find_page_day(tree, html)
        or date_of(found.date if found is not None else None)
        or search_day(html)
    )
    return Article(text, _own_words(found, html, url), day)


def _whole(html: str) -> str:
    """A page; where it is but a part, as in a feed's entry or a line of JSON, one around it."""
    if _OPENING.search(html[:_OPENING_CHARS]):
        return html
    if not _BLOCK.search(html):
        lines = (line.strip() for line in html.splitlines())
        html = "".join(f"<p>{line}</p>" for line in lines if line)
    return f"<html><body><article>{html}</article></body></html>"


def _summary(tree: Any) -> str:
    """What a page that calls itself an article says of itself, where a program would load the rest."""
    said = {
        meta.get("property"): " ".join((meta.get("content") or "").split())
        for meta in tree.iter("meta")
    }
    if (
        said.get("og:type") != "article"
        or len(said.get("og:description", "")) < SHORTEST_SUMMARY_CHARS
    ):
        return ""
    return f"{said.get('og:title', '')}\n\n{said['og:description']}".strip()


def _prose_chars(text: str) -> int:
    return sum(len(line) for line in text.splitlines() if _is_prose(line))


def _is_prose(words: str) -> bool:
    # Chinese and Japanese write no spaces; a line of theirs that long is a sentence.
    is_long = words.count(" ") + 1 >= FEWEST_PROSE_WORDS or words[-1:] in "。！？"
    return is_long and _ENDS.search(words) is not None


def _prose(tree: Any) -> Iterator[str]:
    """The paragraphs of prose of a page, in order, that lie in no part beside the article."""
    for paragraph in tree.iter("p"):
        words = " ".join("".join(paragraph.itertext()).split())
        if not _is_prose(words):
            continue
        linked = sum(len("".join(link.itertext())) for link in paragraph.iter("a"))
        if linked * 2 < len(words) and not any(map(_is_outside, paragraph.iterancestors())):
            yield words


def _is_outside(element: Any) -> bool:
    if element.tag in _OUTSIDE_TAGS:
        return True
    if element.tag in ("body", "html", "main", "article"):
        return False
    marks = f"{element.get('class', '')} {element.get('id', '')}"
    return _OUTSIDE.search(marks) is not None


def _own_words(found: Any, html: str, url: str | None) -> Page:
    if found is None:
        from trafilatura.metadata import extract_metadata

        found = extract_metadata(html, default_url=url, extensive=False)
    if found is None:
        return Page(url=url)
    url = url or _clean(found.url)
    return Page(
        outlet=_site_name(_clean(found.sitename), url),
        url=url,
        title=_clean(found.title),
        author=_clean(found.author),
    )


def _site_name(name: str | None, url: str | None) -> str | None:
    """The name that a page gives its site; None where it is the domain of an outlet that we know."""
    known = outlet_at(url) if url is not None else None
    is_domain = name is not None and known is not None and name.casefold() in (url or "").casefold()
    return None if is_domain and "." in (name or "") else name


def _clean(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None
