"""Feeds of every kind give their items, and nothing that they do not say."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.collecting.feeds import FeedError, is_feed, parse_feed
from rashomon.collecting.subscriptions import Feed, list_feeds
from rashomon.errors import UsageError

BASE = "https://paper.example/feeds/world.xml"

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Paper</title>
<item><title>Bread &amp;amp; salt</title><link>/2015/bread</link><guid isPermaLink="false">b1</guid>
<pubDate>Tue, 30 Jun 2015 22:30:00 -0400</pubDate><dc:creator>Ann Reed</dc:creator>
<source url="https://wire.example/rss">The Wire</source><description>Short.</description>
<content:encoded><![CDATA[<p>Long words.</p>]]></content:encoded></item>
<item><guid>https://paper.example/2015/salt</guid><pubDate>some day</pubDate></item>
<item><title>Twice</title><guid isPermaLink="false">b1</guid></item>
<item><link>javascript:alert(1)</link><title>No page</title></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://paper.example/x/">
<title>The Paper</title><entry><id>urn:1</id><title type="html">&lt;b&gt;Bread&lt;/b&gt;</title>
<link rel="self" href="a.xml"/><link href="a.html"/><published>2015-06-30T10:00:00Z</published>
<author><name>Ann</name></author><author><name>Bob</name></author>
<source><title>The Wire</title></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Words</p></div></content>
</entry></feed>"""

SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://paper.example/a</loc>
<news:news><news:publication><news:name>The Paper</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2015-06-30</news:publication_date>
<news:title>Bread</news:title></news:news></url>
<url><loc>https://paper.example/b</loc><lastmod>2019-01-01</lastmod></url></urlset>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Paper",
        "items": [
            {
                "id": 7,
                "url": "../a",
                "title": "Bread",
                "content_html": "<p>Words</p>",
                "date_published": "2015-06-30T10:00:00+03:00",
                "authors": [{"name": "Ann"}],
            },
            "no item",
        ],
    }
).encode()


def test_rss_tells_of_each_item_once_with_its_day_where_it_was_written() -> None:
    bread, salt, nowhere = parse_feed(RSS, BASE)
    assert bread.url == "https://paper.example/2015/bread"
    assert (bread.title, bread.author) == ("Bread & salt", "Ann Reed")
    assert (bread.outlet, bread.carries) == ("The Paper", "The Wire")
    assert bread.published == "2015-06-30T22:30:00-04:00"
    assert bread.content == "<p>Long words.</p>"
    assert (salt.url, salt.published) == ("https://paper.example/2015/salt", None)
    assert nowhere.url is None


def test_atom_tells_of_the_page_not_of_itself() -> None:
    (entry,) = parse_feed(ATOM, BASE)
    assert (entry.url, entry.key) == ("https://paper.example/x/a.html", "urn:1")
    assert (entry.title, entry.author, entry.carries) == ("Bread", "Ann, Bob", "The Wire")
    assert entry.published == "2015-06-30T10:00:00+00:00"
    assert entry.content is not None
    assert "<p>Words</p>" in entry.content


def test_the_change_of_a_page_is_no_day_of_publication() -> None:
    news, other = parse_feed(SITEMAP, BASE)
    assert (news.outlet, news.title, news.published) == ("The Paper", "Bread", "2015-06-30")
    assert (other.url, other.published) == ("https://paper.example/b", None)


def test_json_feed() -> None:
    (item,) = parse_feed(JSON_FEED, BASE)
    assert (item.key, item.url) == ("7", "https://paper.example/a")
    assert (item.published, item.author) == ("2015-06-30T10:00:00+03:00", "Ann")


@pytest.mark.parametrize("content", [RSS, ATOM, SITEMAP, JSON_FEED])
def test_a_feed_is_known_by_its_first_bytes(content: bytes) -> None:
    assert is_feed(content)


@pytest.mark.parametrize("content", [b"<html><body>rss</body></html>", b'{"a": 1}', b"", b"rss"])
def test_a_page_is_no_feed(content: bytes) -> None:
    assert not is_feed(content)
    with pytest.raises(FeedError):
        parse_feed(content, BASE)


def test_a_list_of_sitemaps_names_one_of_them() -> None:
    index = b"<sitemapindex><sitemap><loc>https://paper.example/s1</loc></sitemap></sitemapindex>"
    with pytest.raises(FeedError, match="/s1"):
        parse_feed(index, BASE)


def test_no_entity_is_looked_up_or_blown_up() -> None:
    lol = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    bomb = (
        b'<!DOCTYPE rss [<!ENTITY l0 "ha">' + lol + b'<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        b"<rss><channel><item><title>&l11;&f;</title><link>https://paper.example/a</link></item>"
        b"</channel></rss>"
    )
    try:
        items = parse_feed(bomb, BASE)
    except FeedError:
        return
    assert all("haha" not in (item.title or "") for item in items)


@given(st.binary(max_size=300), st.sampled_from([b"", RSS, ATOM, SITEMAP, JSON_FEED]), st.data())
def test_no_bytes_upset_the_parser(noise: bytes, feed: bytes, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(feed)))
    try:
        items = parse_feed(feed[:cut] + noise + feed[cut:], BASE)
    except FeedError:
        return
    assert all(item.key for item in items)
    assert len({item.key for item in items}) == len(items)


def test_a_list_in_toml_names_feeds_and_outlets(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "feeds.toml"
    path.write_text('[[feed]]\nurl = "https://paper.example/f"\noutlet = "The Paper"\n')
    found = list_feeds([str(path), "https://paper.example/f", "http://other.example"])
    assert found == (
        Feed("https://paper.example/f", "The Paper"),
        Feed("http://other.example/"),
    )


@pytest.mark.parametrize(
    "content", ["", "feed = 1", '[[feed]]\nurl = "ftp://x"', '[[feed]]\nurl = "http://a"\nx = 1']
)
def test_a_list_that_cannot_be_used_is_named(tmp_path, content: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "feeds.toml"
    path.write_text(content)
    with pytest.raises(UsageError) as caught:
        list_feeds([str(path)])
    assert caught.value.code == "bad-feeds"


def test_a_list_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match=r"nowhere\.toml"):
        list_feeds(["nowhere.toml"])
