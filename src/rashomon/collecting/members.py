"""Containers that are read from start to end: web archives, JSON Lines and saved feeds; and members.

Stands inside collecting. Enters: a stream of bytes and the name that it goes by. Leaves: raw reports and
rejects. Archives are not looked for inside archives: what unpacks to archives unpacks without end.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

import msgspec
from msgspec.structs import replace

from rashomon.collecting.feeds import MOST_ITEMS, FeedError, FeedItem, parse_feed
from rashomon.collecting.kinds import ARCHIVES, BETWEEN, Container, container_of, media_type_of
from rashomon.collecting.kinds import readable_ends as ends
from rashomon.collecting.raws import make_raw, too_large
from rashomon.collecting.unpacking import Refusal, Unpacked, read_up_to
from rashomon.collecting.warcs import collect_warc
from rashomon.records.reports import Known, RawReport, Reject, Whole
from rashomon.settings import ReadingSettings

_FIELDS = ("url", "outlet", "published", "title", "author")


def collect_member(
    name: str, stream: BinaryIO, known: Known, settings: ReadingSettings
) -> Iterator[RawReport | Reject]:
    """The raw reports and rejects of one member of an archive, by the end of its name."""
    container = container_of(name)
    media_type = media_type_of(name)
    if container in ARCHIVES:
        reason = "An archive inside an archive is not opened; unpack the outer one and read that."
        yield Reject(name, "nested-archive", reason)
    elif container is not None:
        yield from collect_container(container, name, stream, known, settings)
    elif media_type is None:
        reason = f"Members of this kind cannot be read; these can: {ends()}."
        yield Reject(name, "unsupported", reason)
    else:
        content = read_up_to(stream, settings.largest_input_bytes + 1)
        yield make_raw(name, media_type, content, known, settings)


def collect_container(
    container: Container, name: str, stream: BinaryIO, known: Known, settings: ReadingSettings
) -> Iterator[RawReport | Reject]:
    """The raw reports and rejects of a web archive, a file of JSON Lines or a feed."""
    try:
        if container == "warc":
            yield from collect_warc(name, Unpacked(stream, settings), known, settings)
        elif container == "lines":
            yield from _collect_lines(name, stream, known, settings)
        else:
            yield from _collect_feed(name, stream, known, settings)
    except Refusal as refusal:
        yield Reject(name, refusal.code, refusal.reason)


# -- JSON Lines


def _collect_lines(
    name: str, stream: BinaryIO, known: Known, settings: ReadingSettings
) -> Iterator[RawReport | Reject]:
    number = 0
    while line := stream.readline(settings.largest_input_bytes + 1):
        number += 1
        member = f"{name}{BETWEEN}line-{number}"
        if len(line) > settings.largest_input_bytes:
            yield too_large(member, settings)
            while line and not line.endswith(b"\n"):
                line = stream.readline(settings.largest_input_bytes)
        elif line.strip():
            yield _line(member, number, line, known, settings)


def _line(
    member: str, number: int, line: bytes, known: Known, settings: ReadingSettings
) -> RawReport | Reject:
    """The report of one line; its bytes are the words of the field ``html`` or ``text``."""
    try:
        found = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        found = None
    if not isinstance(found, dict):
        return _bad_line(member, number, "is no JSON object")
    strange = next((key for key in ("text", "html", *_FIELDS) if not _fits(found.get(key))), None)
    if strange is not None:
        return _bad_line(member, number, f"has a value of {strange} that is no text or too long")
    words = found.get("html") or found.get("text")
    if not words:
        return _bad_line(member, number, "has neither text nor html")
    said = {key: " ".join(found[key].split()) or None for key in _FIELDS if found.get(key)}
    if known != Known():
        said |= {key: getattr(known, key) for key in _FIELDS if getattr(known, key) is not None}
    media_type = media_type_of(".html" if found.get("html") else ".txt")
    assert media_type is not None  # noqa: S101 - both are in the table
    content = words.encode("utf-8", "replace")
    raw = make_raw(member, media_type, content, Known(**said, told_by="published"), settings)
    return _with_whole(raw, _whole(f"{member}.json", line))


def _whole(name: str, content: bytes) -> Whole:
    return Whole(name, content, sha256(content).hexdigest())


def _with_whole(raw: RawReport | Reject, whole: Whole) -> RawReport | Reject:
    return raw if isinstance(raw, Reject) else replace(raw, whole=whole)


def _fits(value: object) -> bool:
    return value is None or isinstance(value, str)


def _bad_line(member: str, number: int, fault: str) -> Reject:
    return Reject(member, "bad-line", f"Line {number} {fault}; mend it and read again.")


# -- feeds


def _collect_feed(
    name: str, stream: BinaryIO, known: Known, settings: ReadingSettings
) -> Iterator[RawReport | Reject]:
    content = read_up_to(stream, settings.largest_input_bytes + 1)
    if len(content) > settings.largest_input_bytes:
        yield too_large(name, settings)
        return
    if not content.strip():
        yield Reject(name, "empty", "The file has no content; save the feed again.")
        return
    try:
        items = parse_feed(content, known.url or "")
    except FeedError as error:
        reason = f"The file is no feed: {error}. Save the feed itself, or the pages as HTML."
        yield Reject(name, "bad-feed", reason)
        return
    if not items:
        yield Reject(name, "no-text", "The feed holds no entries; save it when it has some.")
    most = min(MOST_ITEMS, settings.most_members)
    if len(items) > most:
        reason = f"The feed has more than {most:,} entries; those beyond are not read. Split it."
        yield Reject(name, "too-many-members", reason)
    whole = _whole(name, content)
    for item in items[:most]:
        raw = _entry(f"{name}{BETWEEN}{item.key}", item, known, settings)
        yield _with_whole(raw, whole)


def _entry(
    member: str, item: FeedItem, known: Known, settings: ReadingSettings
) -> RawReport | Reject:
    """The report of one entry: the words that the feed has of it, in UTF-8."""
    if not item.content:
        where = f" from {item.url}" if item.url else ""
        reason = f"The feed has only the address of this entry, no text; save the page{where}."
        return Reject(member, "no-text", reason)
    found = Known(
        url=item.url,
        outlet=known.outlet or item.outlet,
        published=item.published,
        title=item.title,
        author=item.author,
        captured=known.captured,
        carries=item.carries,
        told_by="the feed",
    )
    content = item.content.encode("utf-8", "replace")
    media_type = media_type_of(".html" if item.is_html else ".txt")
    assert media_type is not None  # noqa: S101 - both are in the table
    return make_raw(member, media_type, content, found, settings)
