"""Raw reports into reports and passages: stage 2 of the path.

Enters: an input as found. Leaves: a report with its own words only, who published it and when as far as
it says so itself, and its passages; or a reject with the reason. Nothing is inferred here: a day, an
outlet or a language that the input does not give is unknown.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice

import msgspec

from rashomon.ids import content_id
from rashomon.instants import day as one_day
from rashomon.reading.contents import Document
from rashomon.reading.datelines import Dateline, find_dateline
from rashomon.reading.decoding import Decoded
from rashomon.reading.documents import nests_absurdly, open_document
from rashomon.reading.languages import language_of
from rashomon.reading.lines import Line, read_lines
from rashomon.reading.pages import extract_article
from rashomon.reading.passages import LONGEST_HEADLINE_WORDS, Head, make_passages
from rashomon.reading.plain import Cleaned, clean
from rashomon.reading.publication import HEAD_LINES, StatedDay, days_in, find_stated_day, has_day
from rashomon.reading.publishers import (
    Page,
    Scan,
    find_publisher,
    is_byline,
    is_credit,
    is_masthead,
    is_motto,
    opens_with_masthead,
)
from rashomon.reading.sentences import split_sentences
from rashomon.records.reports import (
    Known,
    Published,
    RawReport,
    Reading,
    Reject,
    Removal,
    Report,
)
from rashomon.settings import ReadingSettings
from rashomon.spans import Span, covers, cut

_TITLE_LABEL = re.compile(r"(?:title|headline)\s*:\s*(?=\S)", re.IGNORECASE)
_SALUTATION = re.compile(r"(?:dear|hello|good (?:morning|evening)) [^.!?]{2,40}[,!]", re.IGNORECASE)
LONGEST_OPENING_WORDS = 18
"""A first sentence of at most as many words behind a dateline is taken for the headline: in 390 reports
without line breaks hardly any lead is shorter, and hardly any headline longer."""


def read(raw: RawReport, read_at: date, settings: ReadingSettings) -> Reading | Reject:
    """The report and the passages of one input, or why it gives none.

    Args:
        raw: The input as found.
        read_at: The day of reading, kept with the report.
        settings: Limits of this stage.

    Returns:
        A `Reading`, or a `Reject` with the code ``empty``, ``undecodable``, ``no-text``,
        ``encrypted``, ``damaged``, ``bad-markup`` or ``too-large``.

    Cost: some 0.5 ms for plain text and 10 ms for a page.
    """
    if not raw.content.strip():
        return Reject(raw.name, "empty", "The file has no content; save the report again.")
    document = open_document(raw, settings)
    if isinstance(document, Reject):
        return document
    page = _merged(
        Page(raw.known.outlet, raw.known.url, raw.known.title, raw.known.author), document.page
    )
    text = document.decoded.text
    if document.is_html:
        article = extract_article(text, page.url)
        page, text = _merged(page, article.page), article.text
        if document.day is None and article.day is not None:
            evidence = f"the page's data: {article.day.isoformat()}"
            document = msgspec.structs.replace(document, day=article.day, evidence=evidence)
    cleaned = clean(text)
    fewest = settings.shortest_text_chars if document.is_html else 1
    if sum(1 for _ in islice(filter(str.isalnum, cleaned.text), fewest)) < fewest:
        if document.is_html and nests_absurdly(document.decoded.text):
            reason = "The page's tags nest too deep to be followed; save the article as text."
            return Reject(raw.name, "bad-markup", reason)
        reason = (
            "The input holds no text of a report, only links and menus; save the article itself."
        )
        return Reject(raw.name, "no-text", reason)
    return _compose(raw, read_at, document, cleaned, page)


def _merged(known: Page, found: Page) -> Page:
    """What is known of a page from outside, and where that is silent, what the page says."""
    return Page(
        known.outlet or found.outlet,
        known.url or found.url,
        known.title or found.title,
        known.author or found.author,
    )


def _compose(
    raw: RawReport,
    read_at: date,
    document: Document,
    cleaned: Cleaned,
    page: Page,
) -> Reading:
    text = cleaned.text
    lines = list(read_lines(text))
    stated = find_stated_day(text, lines)
    datelines = _datelines(text, lines, stated)
    title = _title(text, lines, datelines, stated)
    publisher = find_publisher(text, page, Scan(cleaned.lines, lines), [*datelines.values()])
    language = language_of(text)
    report_id = content_id("rp", raw.name, raw.sha256)
    is_plain = raw.media_type == "text/plain"
    report = Report(
        id=report_id,
        name=raw.name,
        url=page.url,
        media_type=raw.media_type,
        outlet=publisher.outlet,
        carries=raw.known.carries or publisher.carries,
        title=page.title or (None if title is None else " ".join(cut(text, title).split())),
        author=publisher.author,
        language=language,
        published=_published(raw.known, text, stated, document),
        read_at=read_at,
        raw_sha256=raw.sha256,
        text=text,
        removed=(
            *_unreadable(document.decoded),
            *(_placed(one, is_plain) for one in cleaned.removed),
        ),
        pieces=cleaned.pieces if is_plain else None,
        captured=None if raw.known.captured is None else _known_day(raw.known.captured),
    )
    head = Head(title, datelines, stated)
    return Reading(report, make_passages(report_id, language, text, lines, head))


def _placed(removal: Removal, is_plain: bool) -> Removal:
    return removal if is_plain else Removal(removal.text, removal.why)


def _unreadable(decoded: Decoded) -> tuple[Removal, ...]:
    if decoded.replaced == 0:
        return ()
    why = f"{decoded.replaced} characters are no {decoded.encoding}; U+FFFD stands for each"
    return (Removal("\ufffd", why),)


def _datelines(text: str, lines: Sequence[Line], stated: StatedDay | None) -> dict[int, Dateline]:
    """The datelines by index of the line that holds each: those of the head that open an item."""
    found = {}
    for i, line in enumerate(lines[:HEAD_LINES]):
        if line.count < 2 or is_byline(line):
            continue
        dateline = find_dateline(text, line, stated)
        # A day in a line of its own is no part of an item's first line.
        if dateline is not None and (line.is_prose or dateline.source is not None):
            found[i] = dateline
    return found


def _title(
    text: str, lines: Sequence[Line], datelines: dict[int, Dateline], stated: StatedDay | None
) -> Span | None:
    """The headline: the first line of the head that is nothing else, or what precedes a dateline."""
    for i, line in enumerate(lines[:HEAD_LINES]):
        if i in datelines:
            before = cut(text, Span(line.span.start, datelines[i].span.start))
            if before.strip():
                return Span(line.span.start, line.span.start + len(before.rstrip()))
            return _opening_sentence(text, Span(datelines[i].span.end, line.span.end))
        if line.is_prose and (i > 0 or line.count > LONGEST_HEADLINE_WORDS):
            return None
        is_day = stated is not None and covers(line.span, stated.span)
        is_day = is_day or (line.count < 8 and has_day(line.words))
        is_name = is_masthead(line) or (i == 0 and opens_with_masthead(lines))
        is_name = is_name or is_motto(lines, i) or _SALUTATION.fullmatch(line.words) is not None
        if is_name or is_byline(line) or is_credit(line) or is_day or line.count < 2:
            continue
        return (
            _unlabelled(text, line.span)
            if line.count <= LONGEST_HEADLINE_WORDS and len(lines) > 1
            else None
        )
    return None


def _unlabelled(text: str, span: Span) -> Span:
    """A headline without a label such as "Title:"."""
    label = _TITLE_LABEL.match(text, span.start, span.end)
    return Span(label.end() if label else span.start, span.end)


def _opening_sentence(text: str, span: Span) -> Span | None:
    """The first sentence behind a dateline, where it is as short as a headline and a text follows."""
    sentences = list(islice(split_sentences(text, span), 2))
    words = cut(text, sentences[0]).split() if len(sentences) == 2 else []
    return sentences[0] if 2 < len(words) <= LONGEST_OPENING_WORDS else None


def _published(known: Known, text: str, stated: StatedDay | None, document: Document) -> Published:
    """The day of publication that somebody states: who saved the page, its data, or the text."""
    if known.published is not None:
        found = _known_day(known.published)
        if found is not None:
            evidence = f"{known.told_by}: {known.published}"
            return Published(one_day(found), "stated", evidence)
    if document.day is not None:
        return Published(one_day(document.day), "stated", document.evidence)
    if stated is not None:
        return Published(one_day(stated.day), "stated", cut(text, stated.span))
    return Published(None, "unknown", "no whole day of publication stands in the head of the text")


def _known_day(words: str) -> date | None:
    words = words.strip()
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        found = next(days_in(words, Span(0, len(words))), None)
        return found.day if found else None
