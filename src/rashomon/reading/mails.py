"""Mail and pages saved as MHTML into their words, sender and day.

Stands inside reading. Enters: a message (RFC 5322, MIME). Leaves: its plain text, or its HTML where it
has no other, with the subject, the sender and the day that its head states. Attachments are left. The
head of a saved page is the browser's: of it only title and address are taken, since its day is that of
saving.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from rashomon.gazetteers.outlets import find_outlet, outlet_at
from rashomon.reading.contents import Document, Unreadable, undecodable
from rashomon.reading.decoding import Decoded, decode
from rashomon.reading.publishers import Page

_MOST_PARTS = 200
"""Boundaries in one message: each costs the parser a look at every line behind it."""

_FEWEST_LETTERS = 40
"""A text part below this only says that the mail is to be looked at as HTML."""

_LONGEST_VALUE_CHARS = 2_000
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)


def open_mail(content: bytes, *, is_page: bool) -> Document:
    """The words of a message with what its head says.

    Args:
        content: The message.
        is_page: Whether it is a page that a browser saved (MHTML).

    Raises:
        Unreadable: ``damaged``, ``no-text``, ``too-large`` or ``undecodable``.
    """
    if sum(1 for _ in _BOUNDARY.finditer(content)) > _MOST_PARTS:
        raise Unreadable("too-large", f"The message has over {_MOST_PARTS} parts; save its text.")
    try:
        message = message_from_bytes(content)
        decoded, is_html = _words(message, is_page=is_page)
        title = _header(message, "Subject")
        if is_page:
            url = _header(message, "Snapshot-Content-Location") or _location(message)
            return Document(decoded, is_html, Page(url=url, title=title))
        sender, address = parseaddr(_header(message, "From") or "")
        page = Page(outlet=_outlet(sender, address), title=title)
        if page.outlet is None and sender:
            page = Page(title=title, author=sender)
        day = _day(_header(message, "Date"))
        evidence = f"Date: {_header(message, 'Date')}"
        return Document(decoded, is_html, page, day, evidence if day else "")
    except Unreadable:
        raise
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        raise Unreadable("damaged", "The message is damaged; save it again, or its text.") from None


def _words(message: Message, *, is_page: bool) -> tuple[Decoded, bool]:
    kinds = ("text/html",) if is_page else ("text/plain", "text/html")
    shorter: Decoded | None = None
    for kind in kinds:
        for part in _parts(message, kind):
            decoded = _decoded(part, is_html=kind == "text/html")
            if kind == "text/html" or _letters(decoded.text) >= _FEWEST_LETTERS:
                return decoded, kind == "text/html"
            shorter = shorter or decoded
    if shorter is None or not _letters(shorter.text):
        raise Unreadable("no-text", "The message has no text, only attachments; save those.")
    return shorter, False


def _parts(message: Message, kind: str) -> Iterator[Message]:
    for part in message.walk():
        is_attached = part.get_content_disposition() == "attachment"
        if part.get_content_type() == kind and not part.is_multipart() and not is_attached:
            yield part


def _decoded(part: Message, *, is_html: bool) -> Decoded:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    decoded = decode(content, is_html=is_html, charset=part.get_content_charset())
    if decoded is None:
        raise undecodable()
    return decoded


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)


def _header(message: Message, name: str) -> str | None:
    """A field of the head in plain words, on one line."""
    value = message.get(name)
    if value is None:
        return None
    words = str(value)
    with suppress(HeaderParseError, LookupError, ValueError):
        words = str(make_header(decode_header(words)))
    words = " ".join(words.encode("utf-8", "replace").decode("utf-8").split())
    return words if 0 < len(words) <= _LONGEST_VALUE_CHARS else None


def _location(message: Message) -> str | None:
    """The address of the first page inside."""
    for part in _parts(message, "text/html"):
        words = _header(part, "Content-Location") or ""
        return words if words.startswith(("http://", "https://")) else None
    return None


def _outlet(sender: str, address: str) -> str | None:
    """The outlet that sent a message: by its name, or by the domain of its address."""
    by_name = find_outlet(sender) if sender else None
    domain = address.rpartition("@")[2]
    by_domain = outlet_at(f"https://{domain}/") if domain else None
    found = by_name or by_domain
    return found.name if found else None


def _day(words: str | None) -> date | None:
    """The day of a head in the sender's own time."""
    try:
        return parsedate_to_datetime(words).date() if words else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
