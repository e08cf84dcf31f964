"""Web pages into the text of their article, and what a page says of itself.

Stands inside reading. Enters: a page's HTML. Leaves: the text, a line a paragraph, without menus, links
and comments, and the outlet, title, author and day of publication that the page states.
"""

import re
from datetime import date

from msgspec import Struct

from rashomon.reading.publishers import Page


class Article(Struct, frozen=True):
    """The article of a page. ``day`` is the one that the page states; None where it states none."""

    text: str
    page: Page
    day: date | None


def extract_article(html: str, url: str | None) -> Article:
    """The text of a page's article, empty where it has none, with what the page says of itself.

    Cost: 4 to 8 ms a page.
    """
    import trafilatura

    text = trafilatura.extract(html, url=url, include_comments=False, include_tables=False)
    return Article(text or "", _own_words(html, url), _day(html))


def _own_words(html: str, url: str | None) -> Page:
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(html, default_url=url, extensive=False)
    if found is None:
        return Page(url=url)
    return Page(
        outlet=_clean(found.sitename),
        url=url or _clean(found.url),
        title=_clean(found.title),
        author=_clean(found.author),
    )


def _clean(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _day(html: str) -> date | None:
    from htmldate import find_date

    found = find_date(html, original_date=True, extensive_search=True)
    return date.fromisoformat(found) if found and re.fullmatch(r"\d{4}-\d\d-\d\d", found) else None
