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
_FAMILIES = ("iso", "cp", "utf", "koi", "gb", "hz", "big5", "shift", "euc", "mac", "tis")
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "utf-8-sig": "utf-8",
}
"""Names under which pages are sent in a wider encoding that contains the named one (WHATWG Encoding)."""

_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}


class Decoded(Struct, frozen=True):
    """The text of an input. ``replaced`` counts the characters that could not be read (U+FFFD)."""

    text: str
    encoding: str
    replaced: int


def decode(content: bytes, *, is_html: bool, charset: str | None = None) -> Decoded | None:
    """The text of an input; None where its bytes are no text in any encoding that is certain.

    In order: a byte order mark, the encoding that whoever sent the bytes declares, the one that a page
    declares in its head, UTF-8, Windows-1252 where no byte speaks against it, and the first of them with
    what is broken replaced and counted. Letters beyond ASCII that are UTF-8 throughout are proof of it:
    no other encoding gives such bytes by chance, and servers and saved pages often declare a wrong one.

    Args:
        content: The bytes.
        is_html: Whether they may declare their encoding themselves.
        charset: What the server, the archive or the mail's head calls their encoding.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _readable(content[len(mark) :].decode(encoding, "replace"), encoding)
    declared = [_named(charset), _declared(content) if is_html else None]
    labels = [label for label in declared if label is not None]
    if not content.isascii():
        labels.insert(0, "utf-8")
    labels = list(dict.fromkeys((*labels, "utf-8")))
    for label in labels:
        text = _strictly(content, label)
        if text is not None:
            return Decoded(text, label, 0)
    if _is_windows(content):
        return Decoded(content.decode("cp1252"), "cp1252", 0)
    mended = (_readable(content.decode(label, "replace"), label) for label in labels)
    found = [one for one in mended if one is not None]
    return min(found, key=lambda one: one.replaced, default=None)


def _readable(text: str, encoding: str) -> Decoded | None:
    replaced = text.count("�")
    if replaced > MOST_UNREADABLE_SHARE * len(text):
        return None
    return Decoded(text, encoding, replaced)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(content: bytes) -> str | None:
    """The encoding that a page declares in its head, where Python knows it as one of text."""
    found = _CHARSET.search(content[:_HEAD_BYTES])
    label = None if found is None else _named(found.group(1).decode("ascii", "replace"))
    # Bytes in which such a word can be read are not in two bytes a letter.
    return None if label is None or label.startswith(("utf-16", "utf-32")) else label


def _named(charset: str | None) -> str | None:
    """Python's name of an encoding of text; None for one that it does not know, or that is none."""
    words = (charset or "").strip().strip("\"'").lower()
    if not words.isascii() or "\x00" in words:
        return None
    try:
        name = lookup(words.replace("windows-", "cp")).name
    except LookupError:
        return None
    if name in _WIDER:
        return _WIDER[name]
    # Nothing is sent as UTF-7 but attacks; codecs such as zlib are no encodings of text.
    return name if name.startswith(_FAMILIES) and name != "utf-7" else None


def _is_windows(content: bytes) -> bool:
    """Whether bytes that are no UTF-8 are certainly Windows-1252: rare, each inside Latin words.

    A text of another script has most of its letters above ASCII; broken UTF-8 still has whole
    multi-byte characters in it.
    """
    high = len(content) - len(content.translate(None, _HIGH))
    return 0 < high <= len(content) // 5 and not _NO_WINDOWS.search(content)


_HIGH = bytes(range(0x80, 0x100))
_NO_WINDOWS = re.compile(
    rb"[\x81\x8d\x8f\x90\x9d]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
"""Bytes that Windows-1252 does not define, and whole characters of UTF-8."""
