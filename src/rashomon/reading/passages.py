"""A report's text into passages: sentences, and lines that are none.

Stands inside reading. Enters: the text, its lines and datelines. Leaves: passages in order; their spans
do not overlap, and between them stands only white space, bullets and marks of lists.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from rashomon.ids import content_id
from rashomon.reading.datelines import Dateline
from rashomon.reading.languages import passage_language
from rashomon.reading.lines import Line
from rashomon.reading.publication import StatedDay
from rashomon.reading.publishers import (
    is_byline,
    is_credit,
    is_masthead,
    is_motto,
    opens_with_masthead,
)
from rashomon.reading.sentences import split_sentences
from rashomon.records.reports import Passage
from rashomon.spans import Span, cut, trimmed

LONGEST_HEADLINE_WORDS = 25
_WRAPPED_CHARS = (55, 110)
"""Lines that were wrapped by hand are this long; terminals and mail programs break at 60 to 100."""

_BULLET = re.compile(r"[\s•*·▪■►▶◆○●–—>-]+(?=\S)")
_ENDED = re.compile(r"[.!?…:;][\"”’')\]]*\Z")


class Head(Struct, frozen=True):
    """What reading found in the head of a text: the title's span, the datelines, the day's place."""

    title: Span | None
    datelines: dict[int, Dateline]
    stated: StatedDay | None


class Block(Struct, frozen=True):
    """Lines that belong together: one, or several that a wrap broke."""

    span: Span
    first: int
    kind: str
    is_wrapped: bool


def make_passages(
    report: str, language: str, text: str, lines: Sequence[Line], head: Head
) -> tuple[Passage, ...]:
    """The passages of a report, in order."""
    found = []
    paragraph = -1
    last: int | None = None
    for block in _blocks(text, lines, head):
        # Where lines were wrapped by hand, only blank lines end a paragraph; else each line is one.
        if not (block.is_wrapped and lines[block.first].paragraph == last):
            paragraph += 1
        last = lines[block.first].paragraph if block.is_wrapped else None
        for kind, span in _sentences(text, block, head):
            words = cut(text, span)
            if any(letter.isalnum() for letter in words):
                found.append(
                    Passage(
                        id=content_id("ps", report, span.start, words),
                        report=report,
                        start=span.start,
                        end=span.end,
                        text=words,
                        paragraph=paragraph,
                        kind=kind,  # type: ignore[arg-type]
                        language=passage_language(words, language),
                    )
                )
    return tuple(found)


def _blocks(text: str, lines: Sequence[Line], head: Head) -> Iterator[Block]:
    i = 0
    while i < len(lines):
        kind = _kind(text, lines, i, head)
        end = i
        if kind in ("body", "item"):
            while end + 1 < len(lines) and _goes_on(text, lines[end], lines[end + 1]):
                end += 1
        yield Block(Span(lines[i].span.start, lines[end].span.end), i, kind, end > i)
        i = end + 1


def _kind(text: str, lines: Sequence[Line], i: int, head: Head) -> str:
    line = lines[i]
    if line.has_bullet:
        return "item"
    title = head.title
    if title is not None and title.start < line.span.end == title.end:
        return "headline"
    is_name = is_masthead(line) or (i == 0 and opens_with_masthead(lines)) or is_motto(lines, i)
    if is_name or is_byline(line) or is_credit(line) or _is_day_line(line, head):
        return "dateline"
    ends = _ENDED.search(line.words) is not None
    if ends or line.count > LONGEST_HEADLINE_WORDS or line.is_prose or i in head.datelines:
        return "body"
    alone = i + 1 == len(lines) or not _goes_on(text, line, lines[i + 1])
    after = i > 0 and _goes_on(text, lines[i - 1], line)
    return "headline" if alone and not after else "body"


def _is_day_line(line: Line, head: Head) -> bool:
    day = head.stated
    return (
        day is not None and not line.is_prose and line.span.start <= day.span.start < line.span.end
    )


def _goes_on(text: str, line: Line, following: Line) -> bool:
    """Whether a sentence goes on in the next line, broken by hand or by a page's layout."""
    if following.has_bullet or following.paragraph != line.paragraph or _ENDED.search(line.words):
        return False
    if text.count("\n", line.span.end, following.span.start) > 1:
        return False
    if cut(text, following.span)[0].islower():
        return True
    shortest, longest = _WRAPPED_CHARS
    if not shortest <= len(line.words) <= longest or len(following.words) > longest:
        return False
    # The last line of a wrapped paragraph may be short, but ends a sentence; a by-line does not.
    return len(following.words) >= shortest or _ENDED.search(following.words) is not None


def _sentences(text: str, block: Block, head: Head) -> Iterator[tuple[str, Span]]:
    span = block.span
    bullet = _BULLET.match(text, span.start, span.end)
    if bullet is not None and block.kind == "item":
        span = Span(bullet.end(), span.end)
    if block.kind in ("headline", "dateline"):
        yield block.kind, span
        return
    dateline = head.datelines.get(block.first)
    if dateline is not None:
        before = trimmed(text, Span(span.start, dateline.span.start))
        if before.start < before.end:
            for one in split_sentences(text, before):
                yield "headline", one
        yield "dateline", dateline.span
        span = Span(dateline.span.end, span.end)
    for one in split_sentences(text, span):
        yield block.kind, one
