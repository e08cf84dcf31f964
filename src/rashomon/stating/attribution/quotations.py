"""Quotations of a report: where quotation marks open and close, across sentences and paragraphs.

Enters: a report and the parsed passages. Leaves: the quotations in order, each with the words inside
its marks. Marks around a word or two that are no speech (scare quotes) are told apart.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from rashomon.language.parser import SINGLY_QUOTED
from rashomon.language.trees import Tree
from rashomon.records.reports import Report
from rashomon.spans import Span, cut

OPENING = "“„«"
CLOSING = "”»"
STRAIGHT = '"'
MARKS = OPENING + CLOSING + STRAIGHT
EDGES = MARKS + "‘’'` "
"""What may stand around the words of an utterance."""

DOUBLED = frozenset({"''", "``"})
"""Typewriter quotation marks made of two characters, as agencies still send them."""

_MARK = re.compile("[“”„«»\"]|''|``")

FEWEST_WORDS_OF_SPEECH = 4
"""Fewer words in quotation marks, without a sentence's end, are taken for a term or scare quotes.
Chosen by judgement and not tuned; a higher number loses short utterances, a lower one takes terms in."""

LONGEST_LEAD_CHARS = 20
SHORTEST_TITLE_WORD = 4
"""Letters from which on a word of a title has a capital; shorter ones may do without."""

_TITLED = re.compile(
    r"(?:\w['’]s?|\b(?:on|in|called|titled|entitled|of|show|program|programme|book|film|series|novel|song|"
    r"memoir|documentary|podcast|magazine))\s$"
)
"""What stands before the name of a broadcast, a book or a song in quotation marks."""


class Quotation(Struct, frozen=True):
    """Words between quotation marks; ``span`` includes the marks.

    ``is_open``: no closing mark stands before the end of its paragraph, as where a speech goes on in
    the next. ``is_speech``: long enough, or ended as a sentence is, to be an utterance.
    """

    span: Span
    paragraph: int
    is_open: bool
    is_speech: bool


def find_quotations(report: Report, trees: Sequence[Tree]) -> list[Quotation]:
    """The outermost quotations of a report, in order.

    Straight marks open after white space and close before it, so that a straight quotation inside
    another is seen as nested and not as its end. Curly single marks count where they pair.
    """
    found: list[Quotation] = []
    for paragraph, span in _paragraphs(trees):
        found.extend(_in_paragraph(report.text, span, paragraph))
    return found


def _paragraphs(trees: Sequence[Tree]) -> list[tuple[int, Span]]:
    spans: dict[int, Span] = {}
    for tree in trees:
        passage = tree.passage
        before = spans.get(passage.paragraph)
        start = passage.start if before is None else before.start
        spans[passage.paragraph] = Span(start, passage.end)
    return list(spans.items())


def _in_paragraph(text: str, span: Span, paragraph: int) -> list[Quotation]:
    found: list[Quotation] = []
    depth = 0
    opened = span.start
    for start, end, opens in _marks(text, span):
        if opens:
            if depth and text[start - 1] == "\n":
                broken = Span(opened, len(text[:start].rstrip()))
                found.append(_quotation(text, broken, paragraph, is_open=True))
                depth = 0
            if depth == 0:
                opened = start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(_quotation(text, Span(opened, end), paragraph, is_open=False))
    if depth:
        found.append(_quotation(text, Span(opened, span.end), paragraph, is_open=True))
    return found


def _marks(text: str, span: Span) -> list[tuple[int, int, bool]]:
    """Start and end of each mark in a paragraph, and whether it opens; a single one where it pairs."""
    marks = [
        (mark.start(), mark.end(), _opens(text, mark, span.start))
        for mark in _MARK.finditer(text, span.start, span.end)
    ]
    for words in SINGLY_QUOTED.finditer(text, span.start, span.end):
        marks.append((words.start(), words.start() + 1, True))
        marks.append((words.end() - 1, words.end(), False))
    return sorted(marks)


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    if mark.group() in OPENING:
        return True
    if mark.group() in CLOSING:
        return False
    before, after = (
        text[max(start, mark.start() - 1) : mark.start()],
        text[mark.end() : mark.end() + 1],
    )
    before_is_open = not before or before.isspace() or before in "([—–-“‘'"
    after_is_closed = not after or after.isspace() or after in ",.;:!?)]”—"
    return before_is_open and not after_is_closed


def _quotation(text: str, span: Span, paragraph: int, *, is_open: bool) -> Quotation:
    words = cut(text, span).strip(EDGES)
    is_sentence = words[:1].isupper() and words[-1:] in {".", "?", "!", "…"}
    if is_sentence and _is_title(words, text[max(0, span.start - LONGEST_LEAD_CHARS) : span.start]):
        return Quotation(span, paragraph, is_open, is_speech=False)
    is_speech = is_open or is_sentence or len(words.split()) >= FEWEST_WORDS_OF_SPEECH
    return Quotation(span, paragraph, is_open, is_speech)


def _is_title(words: str, before: str) -> bool:
    """Whether words in marks are a name: "on Rana TV's “Face the Hour.”", in which nobody speaks.

    The stop belongs to the sentence around it.
    """
    parts = [one for one in re.findall(r"[^\W\d_]+", words) if len(one) >= SHORTEST_TITLE_WORD]
    is_named = len(parts) > 1 and all(one[0].isupper() for one in parts)
    return is_named and words.count(".") < 2 and _TITLED.search(before) is not None


def enclosing(quotations: list[Quotation], at: int) -> Quotation | None:
    """The quotation that holds a position; None where the outlet itself speaks."""
    return next((q for q in quotations if q.span.start < at < q.span.end), None)
