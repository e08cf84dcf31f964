"""The lines of a text, each with what it looks like from outside: length, place, punctuation.

Stands inside reading. Enters: decoded plain text. Leaves: lines that are not blank, in order.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from rashomon.spans import Span, cut, trimmed

SHORTEST_PROSE_WORDS = 9
"""A line of fewer words is never taken for a paragraph by itself: links and captions are that short."""

UNENDED_PROSE_WORDS = 45
"""A line of more words is prose even where its last point was cut off; headlines have at most 40."""

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_WORD = re.compile(r"\w[\w’'.-]*")
_COLUMN = re.compile(r"\t+|[ \u00a0]{2,}")
_BULLET = re.compile(r"[\s•*·▪■►▶◆○●–—>-]+")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’')\]]*\Z")
_ENDS = "[](){}•*·|:–—- \t"


class Line(Struct, frozen=True):
    """One line that is not blank.

    ``span`` is the line without white space at its ends; ``words`` its text with single spaces.
    ``paragraph`` counts the stretches of lines between blank lines; ``columns`` are the stretches of
    the line that wide gaps keep apart, as pages set the links of a menu.
    """

    span: Span
    words: str
    count: int
    paragraph: int
    has_bullet: bool
    is_prose: bool
    columns: tuple[str, ...] = ()


def read_lines(text: str) -> Iterator[Line]:
    """The lines of a text that are not blank, in order."""
    paragraph = 0
    last_end = 0
    for found in _LINE.finditer(text):
        span = trimmed(text, Span(*found.span()))
        if span.start == span.end:
            continue
        if text.count("\n", last_end, span.start) > 1:
            paragraph += 1
        last_end = span.end
        yield _line(text, span, paragraph)


def _line(text: str, span: Span, paragraph: int) -> Line:
    raw = cut(text, span)
    bullet = _BULLET.match(raw)
    words = " ".join(raw[bullet.end() if bullet else 0 :].split())
    count = len(_WORD.findall(words))
    return Line(
        span=span,
        words=words,
        count=count,
        paragraph=paragraph,
        has_bullet=bullet is not None
        and any(letter in "•*·▪■►▶◆○●–-" for letter in bullet.group()),
        is_prose=count >= UNENDED_PROSE_WORDS
        or (count >= SHORTEST_PROSE_WORDS and _SENTENCE_END.search(words) is not None),
        columns=tuple(_COLUMN.split(raw[bullet.end() if bullet else 0 :])),
    )


def bare(words: str) -> str:
    """The words of a line without brackets, bullets and colons at its ends."""
    return words.strip(_ENDS)
