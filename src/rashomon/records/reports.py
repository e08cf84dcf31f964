"""Reports: the input as found, what was read from it, and its passages."""

from datetime import date
from typing import Literal

from msgspec import Struct

from rashomon.instants import Days
from rashomon.spans import Piece, Span

MediaType = Literal[
    "text/plain",
    "text/html",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "message/rfc822",
    "multipart/related",
]
"""What the bytes of a report are. ``multipart/related`` is a page saved as MHTML. The words of an entry
of a feed or of a line of JSON are plain text or HTML like those of a file."""


class Known(Struct, frozen=True):
    """What is known of a report from outside its bytes; it wins over what is inferred.

    The person who saved a page says it (``reports.csv``), or the container that holds it: a feed its
    outlet, a web archive the address and the day of capture. ``captured`` is that day, in ISO 8601:
    a page was published on it or before. ``carries`` is the outlet that an entry is taken from, as its
    feed says. ``told_by`` names what says when it was published. ``charset`` is the encoding that the
    server or the archive gives its bytes, in the words in which it gives it.
    """

    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    author: str | None = None
    captured: str | None = None
    carries: str | None = None
    told_by: str = "reports.csv"
    charset: str | None = None


class Whole(Struct, frozen=True):
    """The bytes as found that the words of an input were taken out of: a feed, a line of JSON."""

    name: str
    content: bytes
    sha256: str


class RawReport(Struct, frozen=True):
    """An input as found: its bytes, never changed, and what is known of it from outside.

    ``name`` is the path below the root that was read, with forward slashes, or the URL. A member of a
    container has the container's path, ``!/`` and its own. ``whole`` is where the words stood, of an
    input that is no file or answer by itself.
    """

    name: str
    media_type: MediaType
    content: bytes
    sha256: str
    known: Known = Known()
    whole: Whole | None = None


class Reject(Struct, frozen=True):
    """An input that became no report, and why.

    ``code`` is stable (``empty``, ``binary``, ``too-large``, …); ``reason`` is one sentence that says
    what was wrong and what to do next.
    """

    name: str
    code: str
    reason: str


class Removal(Struct, frozen=True):
    """Words that were in the input and are not in the report's text, and the reason.

    ``raw`` is where they stood in the decoded input; None where the input is not plain text.
    """

    text: str
    why: str
    raw: Span | None = None


class Published(Struct, frozen=True):
    """When a report was published, and how that is known.

    ``evidence`` holds the words that state it, or the reason by which it was inferred. ``days`` is
    None exactly where ``basis`` is ``unknown``. ``bounds`` are days between which such a report was
    published, where its words tell them; months or years apart, so that they date nothing that it says.
    """

    days: Days | None
    basis: Literal["stated", "inferred", "unknown"]
    evidence: str
    bounds: Days | None = None


class Report(Struct, frozen=True):
    """A report with its own words only.

    ``captured`` is the day on which a web archive or a server had it: it was published then or before.

    ``pieces`` map the text to the decoded input; None where the input is not plain text. ``carries``
    is the outlet whose item is republished here. Days that stand in the report's own dateline or head
    are in ``published``; what other reports tell of its day is added later on the path.
    """

    id: str
    name: str
    url: str | None
    media_type: MediaType
    outlet: str | None
    carries: str | None
    title: str | None
    author: str | None
    language: str | None
    published: Published
    read_at: date
    raw_sha256: str
    text: str
    removed: tuple[Removal, ...]
    pieces: tuple[Piece, ...] | None
    captured: date | None = None


class Passage(Struct, frozen=True):
    """A sentence of a report, or a line that is none (a headline, an item of a list).

    ``text`` is ``report.text[start:end]``. ``paragraph`` numbers the report's paragraphs from 0.
    ``language`` is an ISO 639-1 code; passages whose language cannot be read are kept and not parsed.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    paragraph: int
    kind: Literal["headline", "dateline", "body", "item"]
    language: str


class Reading(Struct, frozen=True):
    """What reading one input gives: the report and its passages in order."""

    report: Report
    passages: tuple[Passage, ...]
