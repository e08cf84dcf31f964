"""Feeds as found: RSS, Atom, RDF, JSON Feed and sitemaps of news into their items.

Stands inside collecting. Enters: the bytes of one feed. Leaves: its items in the order of the feed, with
what the feed says of each and nothing that it does not say. Feeds are written by strangers: entities are
not expanded, nothing outside the bytes is looked at, and only addresses of the web are kept.
"""

import html
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from msgspec import Struct

MOST_ITEMS = 50_000
"""The most addresses that the sitemap protocol allows in one file; feeds hold a few hundred."""

LONGEST_VALUE_CHARS = 2_000
"""As in reports.csv: a longer title, name or address is none."""

_TAG = re.compile(r"<[^<>]{0,500}>")
_ATOM = "http://www.w3.org/2005/Atom"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


class FeedItem(Struct, frozen=True):
    """One item of a feed: its address, what the feed says of it, and its words where it holds them.

    ``key`` tells it from the feed's other items: its own id, or its address, or its title. ``published``
    is in ISO 8601, to the second where the feed has it so. ``carries`` is the outlet that the item is
    taken from (``source`` of RSS and Atom); ``content`` is HTML or plain text as the feed has it.
    """

    key: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    author: str | None = None
    outlet: str | None = None
    carries: str | None = None
    content: str | None = None
    is_html: bool = True


class FeedError(ValueError):
    """Bytes that are no feed; the message says what they are instead."""


def parse_feed(content: bytes, base_url: str) -> tuple[FeedItem, ...]:
    """The items of a feed, in its own order, each key once; one more than `MOST_ITEMS` at most.

    Args:
        content: The feed as found.
        base_url: Where it was found, or the empty text; addresses in it are relative to this.

    Raises:
        FeedError: The bytes are no feed.
    """
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    items = _json_items(content, base_url) if is_json else _xml_items(content, base_url)
    once: dict[str, FeedItem] = {}
    for item in items:
        if item.key:
            once.setdefault(item.key, item)
        if len(once) > MOST_ITEMS:
            break
    return tuple(once.values())


def is_feed(content: bytes) -> bool:
    """Whether the first bytes are those of a feed or of a sitemap, whatever it is called."""
    head = content[:2_000].decode("utf-8", "replace")
    if head.lstrip("\ufeff \t\r\n").startswith("{"):
        return "jsonfeed.org/version" in head
    opening = re.search(r"<(?!\?|!)(?:\w+:)?(\w+)", head)
    return opening is not None and opening[1] in ("rss", "feed", "RDF", "urlset", "sitemapindex")


# -- XML


def _xml_items(content: bytes, base_url: str) -> Iterator[FeedItem]:
    root = _root(content)
    name = _local(root)
    if name == "feed":
        yield from (_atom_item(one, root, base_url) for one in _named(root, "entry"))
    elif name in ("rss", "RDF"):
        channel = next(iter(_named(root, "channel")), None)
        if channel is None:
            raise FeedError("it is RSS without a channel")
        title = _text(channel, "title")
        # RSS 1.0 has its items beside the channel.
        for one in (*_named(channel, "item"), *_named(root, "item")):
            yield _rss_item(one, title, base_url)
    elif name == "urlset":
        yield from (_sitemap_item(one, base_url) for one in _named(root, "url"))
    elif name == "sitemapindex":
        found = [_text(one, "loc") for one in _named(root, "sitemap")]
        first = f", such as {found[0]}" if found and found[0] else ""
        raise FeedError(f"it is a list of sitemaps; name one of them{first}")
    else:
        raise FeedError(f"its first element is {name[:40]!r}, that of no feed or sitemap")


def _root(content: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(content.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise FeedError("it is neither XML nor JSON")
    return root


def _rss_item(item: Any, channel: str | None, base_url: str) -> FeedItem:
    guid = next(iter(_named(item, "guid")), None)
    named = _text(item, "guid")
    is_address = guid is not None and guid.get("isPermaLink", "true").lower() == "true"
    url = _address(_text(item, "link"), base_url) or (
        _address(named, base_url) if is_address else None
    )
    title = _plain(_text(item, "title"))
    return FeedItem(
        key=named or url or title or "",
        url=url,
        title=title,
        published=_moment(_text(item, "pubDate") or _text(item, "date")),
        author=_plain(_text(item, "creator") or _text(item, "author")),
        outlet=_plain(channel),
        carries=_plain(_text(item, "source")),
        content=_words(item, "encoded") or _words(item, "description"),
    )


def _atom_item(entry: Any, feed: Any, base_url: str) -> FeedItem:
    base = urljoin(base_url, entry.get(_XML_BASE) or feed.get(_XML_BASE) or "")
    links = {
        one.get("rel", "alternate"): one.get("href") for one in reversed(_named(entry, "link"))
    }
    source = next(iter(_named(entry, "source")), None)
    title = _plain(_text(entry, "title"))
    url = _address(links.get("alternate"), base)
    content = next(iter((*_named(entry, "content"), *_named(entry, "summary"))), None)
    kind = "" if content is None else content.get("type", "text")
    return FeedItem(
        key=_text(entry, "id") or url or title or "",
        url=url,
        title=title,
        published=_moment(_text(entry, "published") or _text(entry, "issued")),
        author=_names(_text(one, "name") for one in _named(entry, "author")),
        outlet=_plain(_text(feed, "title")),
        carries=None if source is None else _plain(_text(source, "title")),
        content=None if content is None else _inner(content, kind),
        is_html=kind not in ("text", "text/plain"),
    )


def _sitemap_item(entry: Any, base_url: str) -> FeedItem:
    url = _address(_text(entry, "loc"), base_url)
    news = next(iter(_named(entry, "news")), None)
    if news is None:  # the day of the last change is no day of publication
        return FeedItem(key=url or "", url=url)
    publication = next(iter(_named(news, "publication")), None)
    return FeedItem(
        key=url or "",
        url=url,
        title=_plain(_text(news, "title")),
        published=_moment(_text(news, "publication_date")),
        outlet=None if publication is None else _plain(_text(publication, "name")),
    )


def _local(element: Any) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _named(parent: Any, name: str) -> Sequence[Any]:
    return [one for one in parent if _local(one) == name]


def _text(parent: Any, name: str) -> str | None:
    """The words of the first child of a name that has any, on one line."""
    for one in _named(parent, name):
        words = " ".join("".join(one.itertext()).split())
        if words:
            return words if len(words) <= LONGEST_VALUE_CHARS else None
    return None


def _words(parent: Any, name: str) -> str | None:
    """All that stands in the first child of a name, as it stands there."""
    for one in _named(parent, name):
        words = "".join(one.itertext())
        if words.strip():
            return words
    return None


def _inner(content: Any, kind: str) -> str | None:
    if kind != "xhtml":
        words = "".join(content.itertext())
        return words if words.strip() else None
    from lxml import etree

    return "".join(etree.tostring(one, encoding="unicode", with_tail=False) for one in content)


# -- JSON


def _json_items(content: bytes, base_url: str) -> Iterator[FeedItem]:
    try:
        feed = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise FeedError("it is no JSON that can be read") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise FeedError("it is JSON without a list of items, no JSON Feed")
    for one in items:
        if isinstance(one, dict):
            yield _json_item(one, _string(feed, "title"), base_url)


def _json_item(item: dict[str, Any], outlet: str | None, base_url: str) -> FeedItem:
    url = _address(_string(item, "url"), base_url)
    title = _plain(_string(item, "title"))
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    words = item.get("content_html")
    is_html = isinstance(words, str) and bool(words.strip())
    if not is_html:
        words = item.get("content_text")
    number = item.get("id")
    key = str(number)[:LONGEST_VALUE_CHARS] if isinstance(number, str | int) else ""
    return FeedItem(
        key=key.strip() or url or title or "",
        url=url,
        title=title,
        published=_moment(_string(item, "date_published")),
        author=_names(_string(one, "name") for one in people if isinstance(one, dict)),
        outlet=_plain(outlet),
        content=words if isinstance(words, str) and words.strip() else None,
        is_html=is_html,
    )


def _string(parent: dict[str, Any], name: str) -> str | None:
    value = parent.get(name)
    return value if isinstance(value, str) and 0 < len(value) <= LONGEST_VALUE_CHARS else None


# -- values


def _address(words: str | None, base_url: str) -> str | None:
    """An address of the web, whole; None for any other."""
    if not words:
        return None
    try:
        url = urljoin(base_url, words.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _plain(words: str | None) -> str | None:
    """Words without markup, on one line."""
    if words is None:
        return None
    return " ".join(html.unescape(_TAG.sub(" ", html.unescape(words))).split()) or None


def _names(found: Iterator[str | None]) -> str | None:
    return ", ".join(name for name in map(_plain, found) if name) or None


def _moment(words: str | None) -> str | None:
    """A moment in ISO 8601, from that or from RFC 822; None for anything else."""
    if words is None:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(words.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        is_day = len(words.strip()) == len("2015-06-30")
        return moment.date().isoformat() if is_day else moment.isoformat()
    return None
