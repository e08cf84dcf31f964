"""Pages as fetched into raw reports.

Stands inside collecting. Enters: a page and the address that was asked for. Leaves: a raw report by the
name of that address, or a reject where the page is nothing that can be read.
"""

from msgspec.structs import replace

from rashomon.collecting.feeds import is_feed
from rashomon.collecting.fetching import Page
from rashomon.collecting.raws import make_raw
from rashomon.records.reports import Known, MediaType, RawReport, Reject
from rashomon.settings import ReadingSettings

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA_TYPES: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/plain",
    "application/pdf": "application/pdf",
    "application/x-pdf": "application/pdf",
    _DOCUMENT: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_UNSAID = ("", "application/octet-stream", "binary/octet-stream")


def make_raw_page(
    url: str, page: Page, known: Known, settings: ReadingSettings
) -> RawReport | Reject:
    """The raw report of a page, or why it is none: ``feed``, ``unsupported``, and the codes of files."""
    content = page.content
    if page.media_type != "text/html" and is_feed(content):
        reason = "This is a feed or a sitemap, no report; read its items with rashomon watch."
        return Reject(url, "feed", reason)
    media_type = _MEDIA_TYPES.get(page.media_type)
    if media_type is None and page.media_type in _UNSAID:
        media_type = _guessed(content)
    if media_type is None:
        what = page.media_type[:60] or "of an unknown kind"
        return Reject(url, "unsupported", f"A page that is {what} cannot be read; save it as text.")
    said = replace(known, charset=page.charset) if page.charset is not None else known
    return make_raw(url, media_type, content, said, settings)


def _guessed(content: bytes) -> MediaType | None:
    """What bytes are that the server says nothing of."""
    if content[:5] == b"%PDF-":
        return "application/pdf"
    return "text/html" if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None
