"""Spans of phrases: a speaker's words, a complement's words, without what hangs on loosely.

Parses of a small model go wrong at the edges of long sentences, so edges are checked by punctuation
and quotation marks here.
"""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from rashomon.language.trees import Node, Tree, span_of
from rashomon.spans import Span, cut, trimmed

from .quotations import CLOSING, DOUBLED, MARKS, Quotation

LOOSE = {"relcl", "appos", "acl", "parataxis", "advcl", "punct", "ccomp", "dep", "npadvmod"}
"""Relations of what may follow a speaker's name without being part of it."""

EDGES = ",;:–—- "

EXAMPLES = frozenset({"including", "under", "despite", "unlike", "besides"})
"""Prepositions of asides behind a speaker's name: "some senators, including Haddad, said"."""

ADVERBS = frozenset(
    {"there", "here", "now", "then", "today", "yesterday", "later", "also", "tonight"}
)
"""Adverbs that a parse hangs on the noun before them."""


@cache
def means() -> frozenset[str]:
    """Nouns for that by which somebody speaks, as the package's data tell them; read once."""
    data = files("rashomon.stating").joinpath("data/sources.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(data)["means"]["words"].split())


ADVERBIAL_PREPOSITIONS = frozenset(
    {"by", "over", "via", "through", "on", "in", "for", "at", "from"}
)
"""Prepositions by which a phrase can tell when or by what means something was said."""

OCCASIONS_OF_TIME = frozenset({"time", "moment", "occasion", "once"})


OCCASIONS = frozenset(
    {
        "statement", "interview", "speech", "tweet", "letter", "post", "email", "message", "briefing",
        "conference", "rally", "debate", "meeting", "article", "column", "ad", "television", "twitter",
        "facebook", "telegram", "remark", "comment", "address", "event", "radio", "tv", "diatribe",
        "tirade", "appearance", "stop", "visit", "forum", "hearing", "session", "testimony", "lecture",
        "sermon", "essay", "memo", "note", "op-ed", "video", "clip", "book", "memoir", "podcast", "show",
        "program", "programme", "broadcast", "newsletter", "call", "conversation", "exchange", "reply",
        "response", "answer", "filing", "brief", "affidavit", "blog", "newspaper", "magazine",
        "communique", "communiqué", "report", "telegraph", "whatsapp", "instagram", "youtube", "past",
        "newscast",
    }
)  # fmt: skip
"""Where something is said: no part of it."""


def is_adverbial(node: Node) -> bool:
    """Whether a noun tells when or by what means: "on Friday", "for the first time", "by telephone"."""
    if node.entity in {"DATE", "TIME"} or node.lower in ADVERBS:
        return True
    if node.dep != "pobj" or node.head.lower not in ADVERBIAL_PREPOSITIONS:
        return False
    if node.lemma in OCCASIONS_OF_TIME:
        return node.child("amod", "det") is not None
    return node.lemma in means()


def noun_phrase(head: Node) -> list[Node]:
    """The words of a phrase around its head, without clauses and asides after it.

    Joint speakers stay in: "Western officials and Syrian rebels".
    """
    kept = {head.i: head}
    waiting = [head]
    while waiting:
        node = waiting.pop()
        has_conjuncts = any(child.dep == "conj" for child in node.children)
        for child in node.children:
            if child.i > node.i and (child.dep in LOOSE or _is_when(child)):
                continue
            if child.dep == "conj" and child.pos in {"VERB", "AUX"}:
                continue
            if child.dep == "cc" and not has_conjuncts:
                continue
            if child.i > node.i and child.dep == "prep" and child.lower in EXAMPLES:
                continue
            if child.dep == "case" and node is head:
                continue
            kept[child.i] = child
            waiting.append(child)
    return _unbroken(sorted(kept.values(), key=lambda node: node.i), head)


def _is_when(child: Node) -> bool:
    """Whether what stands behind a name tells when, where or how it spoke, and not who it is."""
    if child.dep == "advmod":
        return child.lower in ADVERBS
    held = child.child("pobj") if child.dep == "prep" else None
    return held is not None and is_adverbial(held)


def _unbroken(nodes: list[Node], head: Node) -> list[Node]:
    """The run of neighbouring words around the head; a comma or a title's mark may lie between."""
    at = nodes.index(head)
    first = last = at
    while first > 0 and nodes[first].i - nodes[first - 1].i <= 2:
        first -= 1
    while last + 1 < len(nodes) and nodes[last + 1].i - nodes[last].i <= 2:
        last += 1
    return nodes[first : last + 1]


def joint(head: Node) -> list[Node]:
    """A head and those joined to it by "and" or a comma, in order."""
    heads = [head]
    for node in heads:
        heads.extend(
            child for child in node.children if child.dep == "conj" and child.pos != "VERB"
        )
    return sorted(heads, key=lambda node: node.i)


def words_span(text: str, nodes: Sequence[Node]) -> Span:
    """The span of the words without commas, dashes and white space at its ends."""
    return clean(text, span_of(list(nodes)))


def whole(text: str, span: Span) -> Span:
    """The span without a cut word or quotation: "Safir" of "As-Safir" becomes all of it."""
    start, end = span.start, span.end
    while start < end and text[start] in CLOSING + EDGES:
        start += 1
    while start > 1 and text[start - 1] == "-" and text[start - 2].isalnum():
        start -= 2
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    marks = sum(mark in MARKS for mark in cut(text, Span(start, end)))
    if marks % 2 and text[end : end + 1] in tuple(MARKS):
        end += 1
    return Span(start, end)


def clean(text: str, span: Span) -> Span:
    """The span without white space, commas and dashes at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return trimmed(text, Span(start, end))


def fitted(text: str, span: Span, inside: Quotation | None, around: Iterable[Quotation]) -> Span:
    """The span made to agree with quotation marks.

    A cue inside a quotation has its content there; outside of one, a quotation that the span
    touches belongs to it as a whole.
    """
    start, end = span.start, span.end
    if inside is not None:
        start, end = max(start, inside.span.start), min(end, inside.span.end)
        while start < end and text[start] in MARKS:
            start += 1
        return clean(text, Span(start, max(start, end)))
    for quotation in around:
        mark = quotation.span
        if mark.start < span.end and span.start < mark.end:
            start, end = min(start, mark.start), max(end, mark.end)
    return clean(text, Span(start, end))


def before(tree: Tree, node: Node) -> Node | None:
    """The word just before; None at the sentence's start."""
    return tree.nodes[node.i - 1] if node.i else None


def is_mark(node: Node | None) -> bool:
    """Whether the word is a quotation mark."""
    return node is not None and (node.text in MARKS or node.text in DOUBLED)
