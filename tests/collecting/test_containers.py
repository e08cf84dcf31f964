"""Containers: every member a raw report or a reject, and nothing hostile stops the rest."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats import PAGE, WORDS, make_feed, make_record, make_tar, make_zip
from rashomon.collecting import collect
from rashomon.collecting.archives import collect_archive
from rashomon.collecting.feeds import MOST_ITEMS, parse_feed
from rashomon.collecting.kinds import Container
from rashomon.collecting.members import collect_container
from rashomon.collecting.tables import Beside
from rashomon.records.reports import Known, RawReport, Reject
from rashomon.settings import ReadingSettings

SETTINGS = ReadingSettings(largest_input_bytes=100_000, most_members=20)
TEXT = "\n".join(WORDS).encode()
TABLE = b"file,outlet,published\nsaved/a.txt,Harbour Courier,2014-03-07\n"
MEMBERS = {
    "saved/b.html": PAGE,
    "saved/a.txt": TEXT,
    "reports.csv": TABLE,
    "__MACOSX/._a.txt": b"x",
}


def collected(
    folder: Path, name: str, content: bytes, limits: ReadingSettings = SETTINGS
) -> tuple[dict[str, RawReport], dict[str, Reject]]:
    (folder / name).write_bytes(content)
    found = list(collect([folder / name], limits))
    for one in found:
        assert isinstance(one, RawReport) or one.reason.endswith(".")
    return (
        {one.name: one for one in found if isinstance(one, RawReport)},
        {one.name: one for one in found if isinstance(one, Reject)},
    )


def codes(rejects: dict[str, Reject]) -> dict[str, str]:
    return {name: one.code for name, one in rejects.items()}


# -- archives


@pytest.mark.parametrize(
    ("end", "pack"),
    [
        ("zip", lambda: make_zip(MEMBERS)),
        ("tar", lambda: make_tar(MEMBERS)),
        ("tar.gz", lambda: gzip.compress(make_tar(MEMBERS))),
        ("tgz", lambda: gzip.compress(make_tar(MEMBERS))),
        ("tar.bz2", lambda: bz2.compress(make_tar(MEMBERS))),
        ("tar.xz", lambda: lzma.compress(make_tar(MEMBERS))),
    ],
)
def test_an_archive_gives_its_members_with_what_its_table_says(
    tmp_path: Path, end: str, pack: Callable[[], bytes]
) -> None:
    found, rejects = collected(tmp_path, f"a.{end}", pack())
    assert rejects == {}
    assert {name: one.content for name, one in found.items()} == {
        f"a.{end}!/saved/b.html": PAGE,
        f"a.{end}!/saved/a.txt": TEXT,
    }
    known = found[f"a.{end}!/saved/a.txt"].known
    assert (known.outlet, known.published) == ("Harbour Courier", "2014-03-07")


HOSTILE = {
    "../out.txt": TEXT,
    "/etc/out.txt": TEXT,
    "inner.zip": make_zip({"a.txt": TEXT}),
    "inner.tar.gz": gzip.compress(make_tar({"a.txt": TEXT})),
    "picture.jpg": b"\xff\xd8",
    "lie.txt": b"%PDF-1.4 nothing",
    "large.txt": b"word " * 30_000,
    "z.txt": TEXT,
}


@pytest.mark.parametrize(("end", "pack"), [("zip", make_zip), ("tar", make_tar)])
def test_hostile_members_are_refused_one_by_one_and_the_rest_is_read(
    tmp_path: Path, end: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    found, rejects = collected(tmp_path, f"a.{end}", pack(HOSTILE))
    assert list(found) == [f"a.{end}!/z.txt"]
    wanted = {
        "../out.txt": "unsafe-name",
        "/etc/out.txt": "unsafe-name",
        "inner.zip": "nested-archive",
        "inner.tar.gz": "nested-archive",
        "picture.jpg": "unsupported",
        "lie.txt": "mislabelled",
        "large.txt": "too-large",
    }
    assert codes(rejects) == {f"a.{end}!/{name}": code for name, code in wanted.items()}


def test_a_member_that_unpacks_to_absurdly_much_is_a_bomb(tmp_path: Path) -> None:
    found, rejects = collected(
        tmp_path, "a.zip", make_zip({"zeros.txt": bytes(30_000_000), "a.txt": TEXT})
    )
    assert list(found) == ["a.zip!/a.txt"]
    assert codes(rejects) == {"a.zip!/zeros.txt": "zip-bomb"}


@pytest.mark.parametrize(
    ("end", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_a_packed_tar_of_zeros_is_a_bomb_and_what_came_before_is_read(
    tmp_path: Path, end: str, pack: Callable[[bytes], bytes]
) -> None:
    content = pack(make_tar({"a.txt": TEXT, "zeros.txt": bytes(60_000_000)}))
    found, rejects = collected(tmp_path, f"a.tar.{end}", content)
    assert list(found) == [f"a.tar.{end}!/a.txt"]
    assert codes(rejects)[f"a.tar.{end}"] == "zip-bomb"


def test_an_archive_over_a_limit_is_read_up_to_it(tmp_path: Path) -> None:
    many = {f"{i:02}.txt": TEXT for i in range(30)}
    for end, pack in (("zip", make_zip), ("tar", make_tar)):
        found, rejects = collected(tmp_path, f"a.{end}", pack(many))
        assert len(found) == 20
        assert codes(rejects) == {f"a.{end}": "too-many-members"}
        limits = ReadingSettings(largest_unpacked_bytes=5 * len(TEXT))
        found, rejects = collected(tmp_path, f"a.{end}", pack(many), limits)
        assert len(found) == 5
        assert codes(rejects) == {f"a.{end}": "zip-bomb"}


def test_a_header_that_asks_for_gigabytes_is_refused(tmp_path: Path) -> None:
    header = tarfile.TarInfo("long")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 8_000_000_000
    _, rejects = collected(tmp_path, "a.tar", header.tobuf() + bytes(10_000))
    assert codes(rejects) == {"a.tar": "bad-archive"}


def test_links_in_archives_are_not_followed(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        link = tarfile.TarInfo("a.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert codes(collected(tmp_path, "a.tar", stream.getvalue())[1]) == {
        "a.tar!/a.txt": "unsupported"
    }
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(info, "/etc/passwd")
    assert codes(collected(tmp_path, "a.zip", stream.getvalue())[1]) == {
        "a.zip!/a.txt": "unsupported"
    }


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.wacz"])
def test_an_archive_that_is_none_is_one_reject(tmp_path: Path, name: str) -> None:
    _, rejects = collected(tmp_path, name, b"A convoy came over the pass.")
    assert codes(rejects) == {name: "bad-archive"}


# -- web archives

ADDRESS = "https://courier.example/convoy"


def test_a_web_archive_gives_its_pages_by_address_and_counts_the_rest(tmp_path: Path) -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    archive = (
        make_record("urn:info", b"software: x", record="warcinfo")
        + make_record(ADDRESS, PAGE)
        + make_record(ADDRESS + "/2", chunked, head="Transfer-Encoding: chunked\r\n")
        + make_record(ADDRESS + "/3", gzip.compress(PAGE), head="Content-Encoding: gzip\r\n")
        + make_record(ADDRESS + "/4", TEXT, "text/plain")
        + make_record(ADDRESS + "/5", PAGE, head="Transfer-Encoding: chunked\r\n")
        + make_record(ADDRESS + "/gone", PAGE, status="404 Not Found")
        + make_record(ADDRESS + "/picture", b"\x89PNG", "image/png")
        + make_record(ADDRESS, b"", record="request")
    )
    for name, content in (("a.warc", archive), ("a.warc.gz", gzip.compress(archive))):
        found, rejects = collected(tmp_path, name, content)
        assert {key: one.content for key, one in found.items()} == {
            ADDRESS: PAGE,
            ADDRESS + "/2": PAGE,
            ADDRESS + "/3": PAGE,
            ADDRESS + "/4": TEXT,
            ADDRESS + "/5": PAGE,
        }
        assert found[ADDRESS].known == Known(ADDRESS, captured="2016-02-03", charset="utf-8")
        assert codes(rejects) == {name: "skipped-records"}
        assert "2 records" in rejects[name].reason


def test_a_web_archive_inside_a_wacz_is_read(tmp_path: Path) -> None:
    members = {
        "archive/data.warc.gz": gzip.compress(make_record(ADDRESS, PAGE)),
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
        "datapackage.json": b"{}",
    }
    found, rejects = collected(tmp_path, "a.wacz", make_zip(members))
    assert (list(found), rejects) == ([ADDRESS], {})


@pytest.mark.parametrize("cut_at", [40, 300, 500])
def test_a_web_archive_that_breaks_off_gives_what_came_before(tmp_path: Path, cut_at: int) -> None:
    whole, rest = make_record(ADDRESS, PAGE), make_record(ADDRESS + "/2", PAGE)
    found, rejects = collected(tmp_path, "a.warc", whole + rest[:cut_at])
    assert (list(found), codes(rejects)) == ([ADDRESS], {"a.warc": "truncated"})
    packed = gzip.compress(whole) + gzip.compress(rest)[:-12]
    found, rejects = collected(tmp_path, "a.warc.gz", packed)
    assert (list(found), codes(rejects)) == ([ADDRESS], {"a.warc.gz": "truncated"})


def test_a_web_archive_that_lies_is_refused_at_that_record(tmp_path: Path) -> None:
    for lie, code in (
        (b"WARC/1.1\r\nContent-Length: many\r\n\r\n", "bad-record"),
        (b"WARC/1.1\r\n" + b"x" * 100_000, "bad-record"),
        (b"WARC/1.1\r\n" + b"a: b\r\n" * 1_000, "bad-record"),
        (b"WARC/1.1\r\nContent-Length: 999999999999\r\n\r\n", "truncated"),
        (gzip.compress(bytes(50_000_000)), "bad-record"),
    ):
        found, rejects = collected(tmp_path, "a.warc", make_record(ADDRESS, PAGE) + lie)
        assert (list(found), codes(rejects)) == ([ADDRESS], {"a.warc": code})
    bomb = gzip.compress(make_record(ADDRESS, bytes(50_000_000)))
    _, rejects = collected(tmp_path, "a.warc.gz", bomb)
    assert codes(rejects)["a.warc.gz"] == "zip-bomb"


# -- lines and feeds


def test_each_line_is_a_report_and_a_bad_one_is_named(tmp_path: Path) -> None:
    lines = [
        b'{"text": "A convoy came.", "outlet": "Harbour Courier", "published": "2014-03-07"}',
        b"",
        b'{"html": "<p>A convoy came.</p>", "url": "https://courier.example/a"}',
        b"{broken",
        b'["a list"]',
        b'{"title": "no words"}',
        b'{"text": 7}',
        b'{"text": "' + b"word " * 30_000 + b'"}',
        b"[" * 50_000,
        b'{"text": "The end."}',
    ]
    found, rejects = collected(tmp_path, "a.jsonl", b"\n".join(lines))
    assert list(found) == ["a.jsonl!/line-1", "a.jsonl!/line-3", "a.jsonl!/line-10"]
    first, second, _ = found.values()
    assert (first.content, first.known.outlet) == (b"A convoy came.", "Harbour Courier")
    assert (second.media_type, second.known.url) == ("text/html", "https://courier.example/a")
    bad = {f"a.jsonl!/line-{n}": "bad-line" for n in (4, 5, 6, 7, 9)}
    assert codes(rejects) == bad | {"a.jsonl!/line-8": "too-large"}
    assert rejects["a.jsonl!/line-4"].reason.startswith("Line 4 is no JSON object")


def test_a_feed_gives_its_entries_with_whose_items_they_are(tmp_path: Path) -> None:
    item = (
        "<item><title>Convoy</title><link>https://courier.example/a</link><guid>n1</guid>"
        "<pubDate>Fri, 07 Mar 2014 10:00:00 GMT</pubDate><source url='https://w.example'>Coastline"
        "</source><description>&lt;p&gt;A convoy came.&lt;/p&gt;</description></item>"
    )
    bare = "<item><title>Only a title</title><link>https://courier.example/b</link></item>"
    for name in ("a.xml", "a.rss"):
        found, rejects = collected(tmp_path, name, make_feed(item, bare))
        (entry,) = found.values()
        assert (entry.name, entry.content) == (f"{name}!/n1", b"<p>A convoy came.</p>")
        assert entry.known.carries == "Coastline"
        assert entry.known.outlet == "Harbour Courier"
        assert (entry.known.published or "").startswith("2014-03-07")
        assert codes(rejects) == {f"{name}!/https://courier.example/b": "no-text"}


def test_a_sitemap_of_news_is_told_to_have_no_text(tmp_path: Path) -> None:
    sitemap = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>'
        b"<loc>https://courier.example/a</loc></url></urlset>"
    )
    found, rejects = collected(tmp_path, "a.xml", sitemap)
    assert (found, list(codes(rejects).values())) == ({}, ["no-text"])


def test_entities_of_a_feed_are_not_expanded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret words")
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    outside = f'<!ENTITY out SYSTEM "file://{tmp_path}/secret">'
    for entity in ("l11", "out"):
        feed = (
            f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}{outside}]><rss><channel><title>T</title><item>'
            f"<guid>1</guid><description>A convoy. &{entity};</description></item></channel></rss>"
        )
        found, _ = collected(tmp_path, "a.xml", feed.encode())
        assert all(b"haha" not in one.content for one in found.values())
        assert all(b"secret" not in one.content for one in found.values())


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.json", b'{"a": 1}', "bad-feed"),
        ("a.json", b"[1, 2]", "bad-feed"),
        ("a.xml", b"<page/>", "bad-feed"),
        ("a.xml", b"no XML", "bad-feed"),
        ("a.xml", b"", "empty"),
        ("a.xml", make_feed(), "no-text"),
        ("a.xml", b"<rss>" + b"x" * 200_000, "too-large"),
    ],
)
def test_what_is_no_feed_is_a_reject(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert codes(collected(tmp_path, name, content)[1]) == {name: code}


# -- any bytes

SEEDS = {
    "zip": make_zip({"a.txt": TEXT, "b.jsonl": b'{"text": "x"}'}),
    "tar": gzip.compress(make_tar({"a.txt": TEXT})),
    "warc": gzip.compress(make_record(ADDRESS, PAGE)),
    "lines": b'{"text": "A convoy came."}\n' * 3,
    "feed": make_feed("<item><guid>1</guid><description>A convoy.</description></item>"),
}


@pytest.mark.parametrize("kind", SEEDS)
@settings(deadline=2_000)
@given(data=st.data())
def test_any_damage_ends_in_reports_and_rejects(kind: Container, data: st.DataObject) -> None:
    content = bytearray(SEEDS[kind])
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=5)
    ):
        content[at] = byte
    end = data.draw(st.integers(0, len(content)))
    stream = io.BytesIO(bytes(content[:end]) + data.draw(st.binary(max_size=40)))
    if kind in ("zip", "tar"):
        found = list(collect_archive(kind, "a", stream, Beside(), SETTINGS))
    else:
        found = list(collect_container(kind, "a", stream, Known(), SETTINGS))
    assert all(isinstance(one, RawReport | Reject) for one in found)


def test_an_archive_keeps_the_encoding_that_the_server_declared(tmp_path: Path) -> None:
    page = "<html><body><p>Мост через реку закрыт, сообщил комендант порта.</p></body></html>"
    record = make_record(
        "https://a.example/1", page.encode("cp1251"), "text/html; Charset='CP1251'"
    )
    raws, _ = collected(tmp_path, "web.warc", record)
    assert raws["https://a.example/1"].known.charset == "cp1251"


@pytest.mark.parametrize(("end", "pack"), [("zip", make_zip), ("tar", make_tar)])
def test_a_table_beside_an_archive_tells_of_its_members(
    tmp_path: Path, end: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    (tmp_path / f"week.{end}").write_bytes(pack({"a.txt": TEXT, "b/c.txt": TEXT, "b/d.txt": TEXT}))
    rows = (
        "file,outlet,published,title",
        f"week.{end},Harbour Courier,,The week",
        f"week.{end}!/b/c.txt,Coastline Dispatch,2014-03-07,Convoy",
        f"week.{end}!/b/e.txt,Coastline Dispatch,,",
        "month.zip!/a.txt,Coastline Dispatch,,",
    )
    (tmp_path / "reports.csv").write_text("\n".join(rows))
    found = list(collect([tmp_path], SETTINGS))
    known = {one.name: one.known for one in found if isinstance(one, RawReport)}
    assert known == {
        f"week.{end}!/a.txt": Known(outlet="Harbour Courier"),
        f"week.{end}!/b/c.txt": Known(
            outlet="Coastline Dispatch", published="2014-03-07", title="Convoy"
        ),
        f"week.{end}!/b/d.txt": Known(outlet="Harbour Courier"),
    }
    rejects = {one.name: one for one in found if isinstance(one, Reject)}
    assert {one.code for one in rejects.values()} == {"bad-table"}
    assert "month.zip" in rejects["reports.csv"].reason
    assert "b/e.txt" in rejects[f"week.{end}!/b/e.txt"].reason


def test_a_locked_member_of_an_archive_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    packed = bytearray(make_zip({"locked.txt": TEXT, "open.txt": TEXT + b"More."}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(mark) + flags] |= 1
    raws, rejects = collected(tmp_path, "two.zip", bytes(packed))
    assert list(raws) == ["two.zip!/open.txt"]
    assert codes(rejects) == {"two.zip!/locked.txt": "encrypted"}


def test_what_a_feed_holds_beyond_its_most_entries_is_told(tmp_path: Path) -> None:
    limits = ReadingSettings(largest_input_bytes=100_000, most_members=3)
    entries = [
        f"<item><guid>{i}</guid><description>{WORDS[0]}</description></item>" for i in range(5)
    ]
    raws, rejects = collected(tmp_path, "news.rss", make_feed(*entries), limits)
    assert len(raws) == 3
    assert codes(rejects) == {"news.rss": "too-many-members"}


def test_a_sitemap_is_parsed_no_further_than_one_entry_beyond_the_most() -> None:
    addresses = "".join(
        f"<url><loc>https://a.example/{i}</loc></url>" for i in range(MOST_ITEMS + 9)
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    found = parse_feed(f"<urlset xmlns='{space}'>{addresses}</urlset>".encode(), "")
    assert len(found) == MOST_ITEMS + 1


def test_an_entry_of_a_feed_leads_back_to_the_feed_as_found(tmp_path: Path) -> None:
    feed = make_feed(
        *(f"<item><guid>{i}</guid><description>{WORDS[0]}</description></item>" for i in "ab")
    )
    raws, _ = collected(tmp_path, "news.rss", feed)
    sources = [one.whole for one in raws.values()]
    assert len(sources) == 2
    for source in sources:
        assert source is not None
        assert (source.name, source.content) == ("news.rss", feed)


def test_a_line_of_json_leads_back_to_the_line_as_found(tmp_path: Path) -> None:
    line = b'{"text": "The bridge is \\u0063losed."}\n'
    raws, _ = collected(tmp_path, "some.jsonl", line)
    raw = raws["some.jsonl!/line-1"]
    assert raw.content == b"The bridge is closed."
    assert raw.whole is not None
    assert (raw.whole.name, raw.whole.content) == ("some.jsonl!/line-1.json", line)
