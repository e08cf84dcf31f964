"""Which mention of a report answers for the words of a role.

A draft names its actors, places and sources by spans of whole noun phrases; a mention may be a part of
such a phrase. The mention at the phrase's head answers; where the head only counts or gathers ("members
of the police"), the one that the phrase goes on to name.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from rashomon.grounding.words import heads
from rashomon.records.mentions import Mention
from rashomon.spans import Span, covers, cut, shared, trimmed

_AFTER_HEAD = re.compile(
    r"\s*(?:,(?!\d)|[;:()\[\]–—\"“”])|\s+(?:who|whom|whose|which|that|of|in|from|at|on|near|with|to|for|by|"
    r"under|against|around|inside|between|among|during|after|before|including|loyal|close|"
    r"involved|fighting|based|backed|led|supported|said|told)\b"
)
_OF = re.compile(r"\bof\s+(?:the\s+|a\s+|an\s+)?")
_LEAD = re.compile(
    r"(?:(?:the|a|an|this|that|these|those|not|single|some|both|all|his|her|its|their|our|many|most|several|"
    r"dozens|hundreds|thousands|at least|at most|more than|less than|fewer than|no more than|about|"
    r"around|roughly|another|further|as many as|as few as|up to|over|under|nearly|almost|only|"
    r"between [\d,.]+ and|\d[\d,.]*|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:\s+(?:hundred|thousand|million))?)\s+)+",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:i|we|you|he|she|it|they|him|her|them|his|hers|its|their|theirs|himself|herself|itself|"
    r"themselves|who|which|that|this|these|those|whom|whose|one|ones|some|others|many|all|both|"
    r"each|none|everyone|everybody|someone|somebody|nobody|anyone|anybody|there|here|us|me|my|our)",
    re.IGNORECASE,
)


class Answers:
    """The mentions of one report, to be asked by span."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda one: (one.span.start, one.span.end))
        self._starts = [one.span.start for one in self._mentions]
        self._exact = {one.span: one for one in self._mentions if one.kind != "quantity"}
        self._longest = max((one.span.end - one.span.start for one in mentions), default=0)

    def exact(self, span: Span) -> Mention | None:
        """The mention of exactly these words."""
        return self._exact.get(span)

    def touching(self, span: Span) -> list[Mention]:
        """The mentions that share words with a span, in the order of the text."""
        first = bisect_left(self._starts, span.start - self._longest)
        found = []
        for one in self._mentions[first:]:
            if one.span.start >= span.end:
                break
            if shared(one.span, span):
                found.append(one)
        return found

    def find(self, span: Span) -> Mention | Span | None:  # noqa: PLR0911 - one line a rule
        """Whose words a phrase is: a mention, the span of a new one, or None for a bare pronoun."""
        own = self._exact.get(span)
        if own is not None:
            return own
        span = trimmed(self._text, span)
        words = cut(self._text, span)
        if not words or len(words) > _MAX_PHRASE:
            return None
        if _PRONOUN.fullmatch(words):
            return None
        named = [one for one in self.touching(span) if one.kind not in ("quantity", "time")]
        first = self._first_break(span, words)
        across = [
            one for one in named if one.span.start < first < one.span.end and " of " in one.text
        ]
        if across:
            return across[0]
        head = self._head(span, words)
        at_head = [
            one for one in named if one.span.end == head.end and one.span.start >= span.start
        ]
        if at_head:
            return min(at_head, key=lambda one: one.span.start)
        around = [one for one in named if covers(one.span, head)]
        if around:
            return min(around, key=lambda one: one.span.end - one.span.start)
        return None if _PRONOUN.fullmatch(cut(self._text, head)) else head

    def _first_break(self, span: Span, words: str) -> int:
        """Where the head's own words end and what is said of it begins."""
        after = _AFTER_HEAD.search(words, 1)
        return span.start + (after.start() if after else len(words))

    def _head(self, span: Span, words: str) -> Span:
        """The phrase up to its head, without article and number; past "members of"."""
        lead = _LEAD.match(words)
        start = lead.end() if lead and lead.end() < len(words) else 0
        end = len(words)
        after = _AFTER_HEAD.search(words, start + 1)
        if after:
            end = after.start()
            last = words[start:end].rsplit(" ", 1)[-1].lower()
            of = _OF.match(words, after.end() - 2) if after.group().endswith("of") else None
            named = any(word[:1].isupper() for word in words[start:end].split()[:-1])
            if of and ((last in heads()["parts"] and not named) or end <= start):
                inner = Span(span.start + of.end(), span.end)
                if inner.start < inner.end:
                    return self._head(inner, cut(self._text, inner))
        if words[start:end].endswith(("'s", "’s")):
            end -= 2
        found = trimmed(self._text, Span(span.start + start, span.start + end))
        return found if found.start < found.end else span


_MAX_PHRASE = 400
"""Longer "phrases" are a fault of the parse, not somebody's name."""
