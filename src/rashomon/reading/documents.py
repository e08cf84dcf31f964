"""What stands in an input of any kind: its words, as plain text or HTML, and what it says of itself.

Stands inside reading. Enters: a raw report. Leaves: a document, or the reject of an input that has no
words to be read. Each kind is opened by its own module; this one chooses.
"""

import re

from rashomon.reading.contents import Document, Unreadable, undecodable
from rashomon.reading.decoding import Decoded, decode
from rashomon.records.reports import RawReport, Reject
from rashomon.settings import ReadingSettings

_MOST_ATTRIBUTES = 20_000
"""Pages of news have up to fifty in a tag. libxml2 takes 0.7 s for 20,000 and 40 s for 100,000."""

_MOST_OPEN = 2_000
"""Pages nest some 30 deep; those that never close a paragraph or an item have hundreds of them."""

_HOLDER = re.compile(
    r"<(/?)(?:div|span|section|article|ul|ol|table|blockquote|font|b|i|em|strong)\b", re.IGNORECASE
)

_NO_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
"""Where "<" opens no tag: a program that compares two numbers is no tag with thousands of attributes."""

_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")


def open_document(raw: RawReport, settings: ReadingSettings) -> Document | Reject:
    """The words of an input, or why it gives none.

    Returns:
        A `Document`, or a `Reject` with the code ``undecodable``, ``no-text``, ``encrypted``,
        ``damaged``, ``bad-markup`` or ``too-large``.
    """
    try:
        document = _open(raw, settings)
        if document.is_html and _has_absurd_tag(document.decoded.text):
            reason = f"A tag has over {_MOST_ATTRIBUTES:,} attributes; save the article as text."
            raise Unreadable("bad-markup", reason)
        return document
    except Unreadable as refusal:
        return Reject(raw.name, refusal.code, refusal.reason)


def _open(raw: RawReport, settings: ReadingSettings) -> Document:
    if raw.media_type in ("message/rfc822", "multipart/related"):
        from rashomon.reading.mails import open_mail

        return open_mail(raw.content, is_page=raw.media_type == "multipart/related")
    if raw.media_type == "application/pdf":
        from rashomon.reading.pdfs import extract_pdf

        return Document(Decoded(extract_pdf(raw.content, settings), "utf-8", 0))
    if raw.media_type not in ("text/plain", "text/html"):
        from rashomon.reading.wordfiles import extract_docx

        return Document(Decoded(extract_docx(raw.content, settings), "utf-8", 0))
    is_html = raw.media_type == "text/html"
    decoded = decode(raw.content, is_html=is_html, charset=raw.known.charset)
    if decoded is None:
        raise undecodable()
    return Document(decoded, is_html)


def _has_absurd_tag(html: str) -> bool:
    """Whether a tag has so many attributes that the parser, which compares them all, never ends."""
    return any(
        len(_QUOTED.sub(" ", tag.group()).replace("/", " ").split()) > _MOST_ATTRIBUTES
        for tag in _TAG.finditer(_NO_TAGS.sub(" ", html))
        if len(tag.group()) > _MOST_ATTRIBUTES * 2
    )


def nests_absurdly(html: str) -> bool:
    """Whether so many tags are open at once that parsers leave out what stands inside."""
    opened = 0
    for tag in _HOLDER.finditer(html):
        opened += -1 if tag.group(1) else 1
        if opened > _MOST_OPEN:
            return True
    return False
