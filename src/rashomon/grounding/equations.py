"""Names that a text gives as another name of somebody or some place: "Ayn al-Arab, known as Kobani".

Stands beside `scenes`. Enters: the text and its mentions. Leaves: for each such name that of which it is
another one. In brackets alone only a place's other name is read: behind a person or a body stand their
rank, their side or their initials there.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from rashomon.records.mentions import Mention
from rashomon.spans import Span, cut

_LONGEST_GAP_CHARS = 60
"""Between a name and the other one stand a few words: "which is known to its Kurdish people as"."""

_BEHIND_CHARS = 30
_NAMED = ("person", "organization", "group", "place", "facility", "other")
_PLACED = ("place", "facility")

_BEFORE = "formerly|previously|once"
_ADVERB = rf"(?:{_BEFORE}|also|otherwise|better|best|locally|sometimes|now|long|simply)"
_CALLED = re.compile(
    rf"""[\s,(–—-]*(?:(?:which|who)\s+(?:is|was)\s+)?(?:{_ADVERB}\s+)*
    (?:(?:known|called|named|spelled|spelt|referred\s+to)
       (?:\s+{_ADVERB})?(?:\s+(?:by|to|in|among)\s+[\w’'\s-]{{1,30}}?)?(?:\s+as)?
     | (?<=[,(–—-]\s)(?:{_BEFORE}) | (?<=\()(?:{_BEFORE}) )
    \s+(?:the\s+)?[“"‘']?\Z""",
    re.VERBOSE,
)
_THEY_CALL = re.compile(
    r",?\s+(?:which|whom|that)\s+(?:the\s+|its\s+|local\s+)*[\w’'-]+\s+(?:[\w’'-]+\s+)?"
    r"(?:call|calls|name|know\s+as|refer\s+to\s+as)\s+(?:the\s+)?[“\"‘']?\Z"
)
_NAMES = re.compile(r"\s+(?:has\s+|had\s+)?(?:named|called)\s+\Z")
_APART = re.compile(r"(?:,|\s[–—-]+|\s*\(|,\s+or)\s*[“\"‘']?\Z")
_IN_TONGUE = re.compile(
    r"[”\"’']?\s+(?:in\s+(?!the\b)[A-Z]\w+|(?:to|for)\s+(?:the\s+)?[A-Z]\w+s)\s*(?:[,.;:)–—-]|\Z)"
)
_BRACKET = re.compile(rf"\s*\((?:{_ADVERB}\s+)*\Z")
_CLOSED = re.compile(r"[”\"’']?\)")


class OtherName(Struct, frozen=True):
    """The words of which a name is another one, and whether the text says so, or only sets it behind."""

    of: Span
    is_said: bool


def find_other_names(text: str, mentions: Iterable[Mention]) -> dict[Span, OtherName]:
    """What a text gives as another name of the one before, by its words.

    Args:
        text: The report's text.
        mentions: Its mentions.
    """
    names = sorted(
        (one for one in mentions if one.kind in _NAMED and one.refers_to is None),
        key=lambda one: (one.span.start, one.span.end),
    )
    found = {}
    for one, other in pairwise(names):
        if 0 < other.span.start - one.span.end <= _LONGEST_GAP_CHARS and other.text[:1].isupper():
            is_said = _is_said(text, one, other)
            if is_said is not None:
                found[other.span] = OtherName(one.span, is_said)
    return found


def _is_said(text: str, one: Mention, other: Mention) -> bool | None:
    """Whether it is said that the other is another name of the one; None where nothing tells it."""
    gap = cut(text, Span(one.span.end, other.span.start))
    behind = cut(text, Span(other.span.end, min(len(text), other.span.end + _BEHIND_CHARS)))
    if _NAMES.fullmatch(gap) and other.kind == "person" and one.text[:1].isupper():
        return None  # "the general named X, a judge, president" names somebody to an office
    if _CALLED.match(gap) or _THEY_CALL.match(gap):
        return True
    if one.kind not in _PLACED and other.kind not in _PLACED:
        return None
    if _APART.match(gap) and _IN_TONGUE.match(behind):
        return True
    return False if _BRACKET.match(gap) and _CLOSED.match(behind) else None
