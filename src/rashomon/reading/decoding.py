"""Bytes as found into text, and what had to be replaced on the way.

Stands inside reading. Enters: the bytes of one input. Leaves: its text, the encoding that was used and
how many characters could not be read; or nothing where the bytes are no text.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup

from msgspec import Struct

MOST_UNREADABLE_SHARE = 0.02
"""An input of which more cannot be read is another encoding or no text. One broken character in fifty
is already a damaged file; real reports with a byte or two gone stay far below."""

_HEAD_BYTES = 4_096
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}


class Decoded(Struct, frozen=True):
    """The text of an input. ``replaced`` counts the characters that could not be read (U+FFFD)."""

    text: str
    encoding: str
    replaced: int


def decode(content: bytes, *, is_html: bool) -> Decoded | None:
    """The text of an input; None where its bytes are no text in any encoding that is certain.

    Tried in order: a byte order mark, UTF-8, the encoding that a page declares, Windows-1252 where no
    byte speaks against it, and UTF-8 with what is broken replaced and counted.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _readable(content[len(mark) :].decode(encoding, "replace"), encoding)
    for guess in (_utf_8, _declared if is_html else _utf_8, _windows):
        candidate = guess(content)
        text = _strictly(content, candidate)
        if candidate is not None and text is not None:
            return Decoded(text, candidate, 0)
    return _readable(content.decode("utf-8", "replace"), "utf-8")


def _readable(text: str, encoding: str) -> Decoded | None:
    replaced = text.count("�")
    if replaced > MOST_UNREADABLE_SHARE * len(text):
        return None
    return Decoded(text, encoding, replaced)


def _utf_8(content: bytes) -> str:
    return "utf-8"


def _strictly(content: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(content: bytes) -> str | None:
    """The encoding that a page declares in its head, where Python knows it as one of text."""
    found = _CHARSET.search(content[:_HEAD_BYTES])
    if found is None:
        return None
    try:
        info = lookup(found.group(1).decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None
    # Browsers read Latin-1 as Windows-1252, and pages rely on it.
    if info.name in ("iso8859-1", "ascii"):
        return "cp1252"
    return (
        info.name
        if info.name.startswith(("iso", "cp", "utf", "koi", "gb", "big5", "shift", "euc", "mac"))
        else None
    )


def _windows(content: bytes) -> str | None:
    """Windows-1252 where bytes that are no UTF-8 are certainly that: rare, each inside Latin words.

    A text of another script has most of its letters above ASCII; broken UTF-8 still has whole
    multi-byte characters in it.
    """
    high = len(content) - len(content.translate(None, _HIGH))
    is_certain = 0 < high <= len(content) // 5 and not _NO_WINDOWS.search(content)
    return "cp1252" if is_certain else None


_HIGH = bytes(range(0x80, 0x100))
_NO_WINDOWS = re.compile(
    rb"[\x81\x8d\x8f\x90\x9d]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
"""Bytes that Windows-1252 does not define, and whole characters of UTF-8."""
