"""What a question supposes: the words of its condition, without those that ask who has to help whom.

"Who must help A if B attacks it?", "If B attacks A, who helps?", "Is C bound to defend A against B's
missiles?" all suppose the one event. Enters: a question. Leaves: the words that say what happens, and
those whom it wants helped, for a condition that does not say whom it hits.
"""

import re

from msgspec import Struct

from rashomon.situation.names import Names

_ASKS = re.compile(
    r"^\W*(?:and\s+)?(?:who|whom|which|what|would|will|is|are|was|were|must|does|do|did|has|have|can|could|should|how)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\b(?:if|when|whenever|once|supposing|assuming|(?:in\s+)?case|in\s+the\s+event\s+(?:of|that)|should)\b\s*",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:against|in\s+response\s+to|after|under)\b\s+", re.IGNORECASE)
_OPENS = re.compile(
    r"^\W*(?:what\s+)?(?:if|when|should|supposing|in\s+case|in\s+the\s+event\s+of)\b", re.IGNORECASE
)
_THEN = re.compile(
    r",\s*(?:then\s+)?(?:who|whom|which|what|would|will|is|are|must|does|do|has|have|can|how)\b.*$",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"\b(?:help|helps|helping|defend|defends|defending|protect|protects|assist|aid|rescue|save|support|back|beside|alongside)\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:it|them|her|him|that\s+country|the\s+country)\b", re.IGNORECASE)


class Asked(Struct, frozen=True):
    """The words of what a question supposes, and whom it wants helped (entity ids or names).

    ``is_against``: they only say against whom or what the help is.
    """

    words: str
    helped: tuple[str, ...]
    is_against: bool = False


def supposed(text: str, names: Names) -> Asked:
    """What a question supposes; all of a text that asks nothing, as "A attacks B" does."""
    if _OPENS.search(text):
        return Asked(_THEN.sub("", text), ())
    if _ASKS.search(text) is None:
        return Asked(text, ())
    first = _ASKS.search(text)
    start = 0 if first is None else first.end()
    told = _MARK.search(text, start)
    is_of_help = _HELPED.search(text) is not None
    mark = told or (_AGAINST.search(text, start) if is_of_help else None)
    if mark is None:
        return Asked(text, ())
    before, condition = text[: mark.start()], text[mark.end() :]
    helped = _named_after_help(before, names)
    if helped:
        condition = _BACK.sub(lambda _: helped[-1][0], condition, count=1)
    whom = tuple(one for _, means in helped for one in means)
    return Asked(condition, whom, is_against=told is None)


def _named_after_help(before: str, names: Names) -> list[tuple[str, tuple[str, ...]]]:
    """Those whom a question wants helped, each in its words and by whom these mean."""
    verb = _HELPED.search(before)
    rest = before if verb is None else before[verb.end() :]
    return [(one.words, one.means) for one in names.pieces(rest) if one.means]
