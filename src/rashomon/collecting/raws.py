"""Bytes as found into a raw report, or the reason why they are none.

Stands inside collecting. Enters: the bytes of one file, member or record, and what its name says that
they are. Leaves: a raw report, or a reject. Names that lie about the bytes are found out here.
"""

import gzip
import re
import zlib
from hashlib import sha256
from io import BytesIO

from rashomon.records.reports import Known, MediaType, RawReport, Reject
from rashomon.settings import ReadingSettings

_GZIP_MARK = b"\x1f\x8b"
_SAMPLE_BYTES = 8_192
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]{2,40})""", re.IGNORECASE | re.ASCII)
_MOST_CONTROL_SHARE = 0.05
_CONTROL = frozenset(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}
_MARKS: dict[MediaType, tuple[bytes, int, str]] = {
    "application/pdf": (b"%PDF-", 1_024, "PDF"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        b"PK\x03\x04",
        4,
        "Word document (docx)",
    ),
}
"""The bytes by which a document is known, how far from its start they may end, and its name. Readers
of PDF look for the mark in the first kilobyte, since servers put lines before it."""


def make_raw(
    name: str, media_type: MediaType, content: bytes, known: Known, settings: ReadingSettings
) -> RawReport | Reject:
    """The raw report of some bytes, unpacked where they are packed by gzip, or why there is none."""
    limit = settings.largest_input_bytes
    if content.startswith(_GZIP_MARK):
        try:
            content = _unpacked(content, limit)
        except (OSError, EOFError, zlib.error):
            reason = "The file is packed by gzip and damaged; save the page again."
            return Reject(name, "binary", reason)
    if len(content) > limit:
        return too_large(name, settings)
    if not content.strip():
        return Reject(name, "empty", "The file has no content; save the report again.")
    fault = _mislabelled(media_type, content)
    if fault is not None:
        return Reject(name, "mislabelled", fault)
    if media_type not in _MARKS and _is_binary(content, known.charset):
        return Reject(name, "binary", "The file holds no text; save the report as text or HTML.")
    return RawReport(name, media_type, content, sha256(content).hexdigest(), known)


def too_large(name: str, settings: ReadingSettings) -> Reject:
    """The reject of an input that is larger than the settings allow."""
    limit = settings.largest_input_bytes
    reason = f"The file is larger than {limit:,} bytes; split it, or raise largest_input_bytes."
    return Reject(name, "too-large", reason)


def charset_of(content_type: str) -> str | None:
    """The encoding that a server declares beside the kind of its answer; None where it does not."""
    found = _CHARSET.search(content_type[:500])
    return found.group(1).lower() if found else None


def _mislabelled(media_type: MediaType, content: bytes) -> str | None:
    """What is wrong where the bytes are another thing than the name says."""
    for kind, (mark, within, called) in _MARKS.items():
        is_one = mark in content[:within] if kind == media_type else content.startswith(mark)
        if kind == media_type and not is_one:
            return f"The name says {called}, the bytes do not; save the report again as what it is."
        if kind != media_type and media_type not in _MARKS and is_one:
            ending = ".pdf" if kind == "application/pdf" else ".docx or .zip"
            return f"The bytes are no text, as the name says; give the file a name in {ending}."
    return None


def _unpacked(content: bytes, limit: int) -> bytes:
    """At most one byte more than the limit, however much a small file unpacks to."""
    with gzip.GzipFile(fileobj=BytesIO(content)) as packed:
        return packed.read(limit + 1)


def _is_binary(content: bytes, charset: str | None) -> bool:
    """Whether bytes are no text: a zero byte or many control characters near their start."""
    sample = content[:_SAMPLE_BYTES]
    is_wide = (charset or "").strip().lower().startswith(("utf-16", "utf-32"))
    if is_wide or sample.startswith(_UTF16_MARKS):
        return False
    control = sum(byte in _CONTROL for byte in sample)
    return b"\x00" in sample or control > _MOST_CONTROL_SHARE * len(sample)
