"""The day of publication that a web page states, in its marks or beside its article.

Stands inside reading. Enters: a page. Leaves: a day, by the plainest of the page's own words. A day that
the page gives for a later change is not taken where it gives one for its publication.
"""

import re
from datetime import date
from functools import cache
from typing import Any

from rashomon.reading.publication import days_in
from rashomon.spans import Span

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_LABEL = re.compile(
    r"\b(?:published|written|posted|veröffentlicht|erschienen|erstellt|publié|publicado|pubblicato|"
    r"gepubliceerd|geplaatst|opublikowano|опубликовано|yayınlanma)\b[\s:]*(?:on|am|le|el|il|op|at)?[\s:]*",
    re.IGNORECASE,
)
_PUBLISHED_MARK = re.compile(
    r"published_time|datePublished|pubdate|publish-?date|dcterms\.(?:created|issued)|DC\.date",
    re.IGNORECASE,
)
_HIDDEN_TAGS = ("script", "style", "noscript", "template", "head")


def find_page_day(tree: Any, html: str) -> date | None:
    """The day that the page states plainly; None where only a search may tell.

    In this order: what it marks as ``datePublished``, a day behind a word such as "Published" where
    there is only one, and the one ``time`` of a page without marks of publication.
    """
    return _marked(tree, html) or _labelled(tree) or _only_time(tree, html)


def search_day(html: str) -> date | None:
    """The day that htmldate finds anywhere on a page."""
    from htmldate import find_date

    return date_of(find_date(html, original_date=True, extensive_search=True))


def _marked(tree: Any, html: str) -> date | None:
    if "datePublished" not in html:
        return None
    for element in tree.xpath("//*[@itemprop='datePublished']")[:1]:
        return date_of(element.get("datetime") or element.get("content") or "")
    return None


def _labelled(tree: Any) -> date | None:
    """The day behind a label of publication; None where labels give different days."""
    text = " ".join(" ".join(_visible(tree)).split())
    found = set()
    for label in _LABEL.finditer(text):
        for one in days_in(text, Span(label.end(), min(len(text), label.end() + 40))):
            if one.span.start == label.end():
                found.add(one.day)
    return found.pop() if len(found) == 1 else None


def _visible(tree: Any) -> list[str]:
    """The stretches of a page's text that a reader sees, in order."""
    return list(map(str, _seen()(tree)))


@cache
def _seen() -> Any:
    from lxml import etree

    hidden = " or ".join(f"parent::{tag}" for tag in _HIDDEN_TAGS)
    return etree.XPath(f"//text()[not({hidden})]", smart_strings=False)


def _only_time(tree: Any, html: str) -> date | None:
    found = {date_of(element.get("datetime")) for element in tree.iter("time")} - {None}
    if len(found) != 1 or _PUBLISHED_MARK.search(html):
        return None
    return found.pop()


def date_of(words: str | None) -> date | None:
    """The day that opens words in ISO form; None for other words."""
    if words is None or not _ISO.match(words):
        return None
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None
