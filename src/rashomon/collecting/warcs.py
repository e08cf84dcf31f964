"""Web archives, WARC, into the pages that they hold.

Stands inside collecting. Enters: a stream of WARC records (ISO 28500). Leaves: a raw report for every
page, text or PDF that a server sent, by its address, and one reject that counts the records of other
kinds. One record is in memory at a time. The day of a record is that of its capture.
"""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.message import Message
from email.parser import BytesHeaderParser
from http.client import HTTPException, HTTPResponse
from socket import socket
from typing import BinaryIO, cast

from msgspec import Struct
from msgspec.structs import replace

from rashomon.collecting.raws import charset_of, make_raw, too_large
from rashomon.collecting.unpacking import Refusal, read_up_to
from rashomon.records.reports import Known, MediaType, RawReport, Reject
from rashomon.settings import ReadingSettings

READABLE: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "application/pdf": "application/pdf",
}
"""What a server may call a report."""

_KINDS = frozenset(("response", "resource", "conversion"))
_LONGEST_LINE_BYTES = 65_536
_MOST_LINES = 500
"""A record's head has about ten lines; an address has at most a few kilobytes."""

_HEAD_ROOM_BYTES = 1_000_000
"""What the head of a server's answer may have beside its body."""

_HTTP_2 = re.compile(rb"HTTP/[23](?:\.\d)?(?= )")
_UNPACKED = {"gzip": 47, "x-gzip": 47, "deflate": 47}
"""The window bits by which zlib knows gzip and deflate by their heads."""


class Answer(Struct, frozen=True):
    """What a server sent: its status, what it calls the body and its encoding, and the body."""

    status: int
    kind: str
    body: bytes
    charset: str | None = None


def collect_warc(
    name: str, stream: io.BufferedIOBase, known: Known, settings: ReadingSettings
) -> Iterator[RawReport | Reject]:
    """The raw reports and rejects of a web archive, record by record.

    Raises:
        Refusal: The archive breaks off, is damaged or is none; what came before was yielded.
    """
    lines = cast(BinaryIO, io.BufferedReader(_Raw(stream), _LONGEST_LINE_BYTES))
    others: Counter[str] = Counter()
    most = settings.largest_input_bytes + _HEAD_ROOM_BYTES
    while (head := _head(lines)) is not None:
        length = _length(head)
        is_wanted = head.get("WARC-Type", "").strip().lower() in _KINDS
        block = read_up_to(lines, min(length, most)) if is_wanted else b""
        _skip(lines, length - len(block))
        address = head.get("WARC-Target-URI", "").strip().strip("<>")
        if not is_wanted:
            if head.get("WARC-Type", "").strip().lower() == "revisit":
                others["pages seen before"] += 1
            continue
        if length > most:
            yield too_large(address or name, settings)
            continue
        answer = _answer(head, block, settings)
        media_type = READABLE.get(answer.kind)
        if media_type is None or answer.status != 200 or not address:
            others[answer.kind if answer.status == 200 else f"status {answer.status}"] += 1
            continue
        said = replace(
            known,
            url=address,
            captured=_day(head.get("WARC-Date", "")),
            charset=answer.charset,
        )
        yield make_raw(address, media_type, answer.body, said, settings)
    if others:
        kinds = ", ".join(f"{kind or 'unnamed'} {count}" for kind, count in others.most_common(8))
        reason = f"{others.total()} records of the archive are no report and were left ({kinds})."
        yield Reject(name, "skipped-records", reason)


class _Raw(io.RawIOBase):
    """The stream with the face that a buffer asks for."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        found = self._stream.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)


def _head(lines: BinaryIO) -> Message | None:
    """The head of the next record; None at the end."""
    line = lines.readline(_LONGEST_LINE_BYTES)
    while line and not line.strip():
        line = lines.readline(_LONGEST_LINE_BYTES)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        reason = (
            "The file is no web archive, or damaged here; the rest is not read. Fetch it again."
        )
        raise Refusal("bad-record", reason)
    found = []
    while (line := lines.readline(_LONGEST_LINE_BYTES)).strip():
        found.append(line)
        if len(found) > _MOST_LINES or len(line) == _LONGEST_LINE_BYTES:
            reason = "A record's head is absurdly long; the rest is not read. Fetch it again."
            raise Refusal("bad-record", reason)
    if not line:
        raise _broken_off()
    return BytesHeaderParser().parsebytes(b"".join(found))


def _length(head: Message) -> int:
    words = head.get("Content-Length", "").strip()
    if not (words.isascii() and words.isdigit() and len(words) <= 15):
        reason = "A record does not say how long it is; the rest is not read. Fetch it again."
        raise Refusal("bad-record", reason)
    return int(words)


def _skip(lines: BinaryIO, count: int) -> None:
    while count > 0:
        found = lines.read(min(count, 1_048_576))
        if not found:
            raise _broken_off()
        count -= len(found)


def _broken_off() -> Refusal:
    reason = "The web archive breaks off; what came before was read. Fetch it again."
    return Refusal("truncated", reason)


def _answer(head: Message, block: bytes, settings: ReadingSettings) -> Answer:
    """What a record holds: a server's answer, or the bytes of a page themselves."""
    words = str(head.get("Content-Type", ""))
    kind = _kind(words)
    if kind != "application/http":
        return Answer(200, kind, block, charset_of(words))
    response = HTTPResponse(cast(socket, _Wire(_HTTP_2.sub(b"HTTP/1.1", block[:12]) + block[12:])))
    try:
        response.begin()
        words = response.getheader("Content-Type") or ""
        packed = (response.getheader("Content-Encoding") or "").strip().lower()
        body = _body(response, block, settings)
    except (HTTPException, OSError, ValueError, LookupError):
        return Answer(0, "", b"")
    plain = _plain(body, packed, settings)
    return Answer(response.status, _kind(words), plain, charset_of(words))


class _Wire:
    """A server's answer as the socket that http.client reads from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, _mode: str) -> BinaryIO:
        """The answer from its start."""
        return io.BytesIO(self._content)


def _body(response: HTTPResponse, block: bytes, settings: ReadingSettings) -> bytes:
    """The body, put together; as it stands where a crawler has done that and left the mark."""
    try:
        return read_up_to(cast(BinaryIO, response), settings.largest_input_bytes + 1)
    except (HTTPException, ValueError):
        return re.split(rb"\r?\n\r?\n", block, maxsplit=1)[-1]


def _plain(body: bytes, packed: str, settings: ReadingSettings) -> bytes:
    """The body unpacked; as it stands where it is not packed as it says."""
    if packed not in _UNPACKED:
        return body
    unpacker = zlib.decompressobj(_UNPACKED[packed])
    try:
        return unpacker.decompress(body, settings.largest_input_bytes + 1)
    except zlib.error:
        return body


def _kind(words: str) -> str:
    return str(words).partition(";")[0].strip().lower()[:60]


def _day(words: str) -> str | None:
    try:
        return datetime.fromisoformat(words.strip()).date().isoformat()
    except ValueError:
        return None
