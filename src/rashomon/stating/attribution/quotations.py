"""Quotations of a report: where quotation marks open and close, across sentences and paragraphs.

Enters: a report and the parsed passages. Leaves: the quotations in order, each with the words inside
its marks. Marks around a word or two that are no speech (scare quotes) are told apart.
"""

from collections.abc import Sequence

from msgspec import Struct

from rashomon.language.trees import Tree
from rashomon.records.reports import Report
from rashomon.spans import Span, cut

OPENING = "“„«"
CLOSING = "”»"
STRAIGHT = '"'
MARKS = OPENING + CLOSING + STRAIGHT

FEWEST_WORDS_OF_SPEECH = 4
"""Fewer words in quotation marks, without a sentence's end, are a term or scare quotes: in running
news about nine in ten quotations of three words or fewer are parts of the writer's own sentence."""


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
    another is seen as nested and not as its end.
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
    for at in range(span.start, span.end):
        mark = text[at]
        if mark not in MARKS:
            continue
        if _opens(text, at, span.start, depth):
            if depth == 0:
                opened = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(_quotation(text, Span(opened, at + 1), paragraph, is_open=False))
    if depth:
        found.append(_quotation(text, Span(opened, span.end), paragraph, is_open=True))
    return found


def _opens(text: str, at: int, start: int, depth: int) -> bool:
    mark = text[at]
    if mark in OPENING:
        return depth == 0 or text[at - 1] not in OPENING
    if mark in CLOSING:
        return False
    before_is_open = at == start or text[at - 1].isspace() or text[at - 1] in "([—–-“‘'"
    after_is_closed = at + 1 >= len(text) or text[at + 1].isspace() or text[at + 1] in ",.;:!?)]”"
    return before_is_open and not after_is_closed


def _quotation(text: str, span: Span, paragraph: int, *, is_open: bool) -> Quotation:
    words = cut(text, span).strip(MARKS + " ")
    ends = words[-1:] in {".", ",", "?", "!", "…"} or is_open
    is_speech = ends or len(words.split()) >= FEWEST_WORDS_OF_SPEECH
    return Quotation(span, paragraph, is_open, is_speech)
