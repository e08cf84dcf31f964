"""Sentences of a stretch of text, as spans.

Stands inside reading. Enters: one paragraph (or a text without any line breaks). Leaves: spans that
hold one sentence each, in order, without white space at their ends; nothing but white space lies
between them. It never looks at grammar, so that it costs next to nothing.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rashomon.spans import Span, trimmed

LONGEST_SENTENCE_CHARS = 2_000
"""Longer stretches without an end are cut where a clause ends: parsers slow down and lose their way.

The longest real sentences of news (lists of names, resolutions) have some 1,200 characters.
"""

_END = re.compile(
    r"""(?P<mark>\.(?:[ \u00a0]\.){2,3}|[.!?…]+)"""
    r"""(?P<close>(?:["”’')\]»]|\[\d{1,3}\])*)(?P<gap>\s+|(?=[A-Z“][a-z]))""",
)
_BEFORE = re.compile(r"[^\s\"“”‘(\[«—–/]+\Z")
_AFTER = re.compile(r"""(?P<open>[\s"“‘'(\[«•*–—-]*)(?P<word>[^\s"“”]*)""")
_SAYS = re.compile(
    r"(?:[A-Z][\w.'’-]*\s+){1,4}(?:said|says|asked|asks|added|wrote|told|tweeted|replied|shouted)\b"
)
_SAYS_ALONE = re.compile(_SAYS.pattern + r"\s*[.,;:]")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\Z")
_CLAUSE_END = re.compile(r"[;:,]\s|\s")
_INITIAL = re.compile(r"(?:[A-Z]|[A-Z][a-z]?\.-?[A-Z])\Z")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
_SMALL_NAME = re.compile(
    r"(?:al|el|an|as|ash|ad|at|ar|az|us|ul)-[A-Z]|[a-z]{1,2}[A-Z]"
    r"|(?:bin|ibn|bint|abu|umm|van|von|de|di|da|del|della|dos)\s(?:(?:der|den|la|las|los|al-)\s?)?[A-Z]"
)
"""A name that begins with a small letter, as the first word of a sentence may."""

_NUMBER = re.compile(r"\d|[IVXLC]+\b|[A-Z]\b")


def split_sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a stretch of text, in order; none for one of white space only."""
    start = span.start
    for found in _END.finditer(text, span.start, span.end):
        end = found.end("close")
        if end < span.end and not _is_end(text, trimmed(text, Span(start, span.end)), found):
            continue
        yield from _pieces(text, Span(start, end))
        start = end
    yield from _pieces(text, Span(start, span.end))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The sentence itself, or its parts where it is absurdly long."""
    span = trimmed(text, span)
    while span.end - span.start > LONGEST_SENTENCE_CHARS:
        limit = span.start + LONGEST_SENTENCE_CHARS
        ends = [found.end() for found in _CLAUSE_END.finditer(text, limit - 500, limit)]
        cut = ends[-1] if ends else limit
        yield trimmed(text, Span(span.start, cut))
        span = trimmed(text, Span(cut, span.end))
    if span.start < span.end:
        yield span


def _is_end(text: str, span: Span, found: re.Match[str]) -> bool:
    """Whether a mark of punctuation ends the sentence that begins at the span's start."""
    token = _BEFORE.search(text, max(span.start, found.start() - 40), found.start())
    before = token.group() if token else ""
    after = _AFTER.match(text, found.end(), min(span.end, found.end() + 80))
    word = after.group("word") if after else ""
    opening = after.group("open") if after else ""
    if not word:
        return bool(opening.strip())
    if not found.group("gap"):
        return _is_glued_end(before, word, found.group())
    goes_on = word[0].islower() and not _SMALL_NAME.match(text, found.end() + len(opening))
    if goes_on or (found.group("close") and _says_follows(text, found, span.end)):
        return bool(set(opening) & set("•*"))
    if found.group("mark") != ".":
        return True
    if token and token.start() == span.start and _LIST_NUMBER.match(before):
        return False
    close = found.group("close")
    if close == ")" and token and text[token.start() - 1 : token.start()] == "(":
        close = ""  # "Gen. (ret.) Salim" closes no sentence in brackets
    return _ends_after(before, word, close, opening)


def _is_glued_end(before: str, word: str, mark: str) -> bool:
    """Whether a sentence ends where the space after its point was lost ("of Homs.The army")."""
    is_name = re.fullmatch(r"[A-Z][a-z]+", word) is None or "." in before or "/" in before
    return not is_name and before[-3:].isalpha() and before[-3:].islower() and len(mark) <= 2


def _says_follows(text: str, found: re.Match[str], end: int) -> bool:
    """Whether a speaker follows a quotation that ends in its own mark (“Why?” Rami asked)."""
    says = _SAYS_ALONE if found.group("mark") == "." else _SAYS
    return bool(says.match(text, found.end(), min(end, found.end() + 80)))


def _ends_after(before: str, word: str, close: str, opening: str) -> bool:
    """Whether a single point after this word, before that one, ends a sentence."""
    words = _words()
    key = before.lower().rstrip(".")
    if key.rpartition("-")[2] in words.before_name:  # "St.-Sgt. Miller"
        key = key.rpartition("-")[2]
    is_opener = word.lower().strip(".,;:’'") in words.openers and word[0].isupper()
    if close and close not in ("'", "’"):
        return True
    if key in words.before_number and not _INITIAL.match(before):
        return _NUMBER.match(word) is None
    if key in words.before_name:
        return False
    if key in words.anywhere or _INITIAL.match(before) or _DOTTED.match(before):
        # "AMRA, Minn. -- A house burned" is a dateline.
        is_dash = bool(set(opening) & set("–—-"))
        return not is_dash and (is_opener or bool(set(opening) & set("“•*")))
    return True


class _Words(NamedTuple):
    before_number: frozenset[str]
    before_name: frozenset[str]
    anywhere: frozenset[str]
    openers: frozenset[str]


@cache
def _words() -> _Words:
    data = files("rashomon.reading").joinpath("data", "abbreviations.toml").read_text("utf-8")
    tables = tomllib.loads(data)
    return _Words(*(frozenset(tables[name].split()) for name in _Words._fields))
