"""Quantities: how many of what, as bounds.

Enters: a tree, or the words of a quantity. Leaves: the mentions of quantities in it, or the bounds that
the words mean. "Hundreds" are 200 to 999, "more than 20,000" at least 20,000 without an upper bound.
"""

import re
from collections.abc import Iterator

from rashomon.language.trees import Node, Tree
from rashomon.records.mentions import Mention, Quantity
from rashomon.spans import Span

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: n for n, word in enumerate(_UNITS)} | {
    word: 10 * n for n, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_SCALE_LETTERS = {"k": 1_000, "m": 10**6, "mn": 10**6, "bn": 10**9}

_VAGUE = {
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999), "tens of millions": (20_000_000, 99_999_999),
    "a dozen": (12, 12), "dozen": (12, 12), "a couple": (2, 2), "a handful": (3, 9),
    "a pair": (2, 2), "a score": (20, 20),
}  # fmt: skip
"""Words for numbers that nobody counted. Lower bounds from two of the unit on, upper ones below the next."""

_AT_LEAST = (
    "at least",
    "no fewer than",
    "no less than",
    "not less than",
    "a minimum of",
    "minimum of",
)
_MORE = ("more than", "over", "upwards of", "above", "in excess of", "exceeding", "greater than")
_AT_MOST = ("up to", "at most", "as many as", "no more than", "a maximum of", "as much as")
_LESS = ("fewer than", "less than", "under", "below")
_ABOUT = ("about", "around", "some", "approximately", "roughly", "nearly", "almost", "an estimated",
          "estimated", "close to", "circa", "or so")  # fmt: skip

_ABOUT_SHARE = 0.1
"""How far "about 500" may be off, as a share: a tenth, as rounding to one digit more would be."""

_MAX_NUMBER = 1e15

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def find_quantities(tree: Tree) -> Iterator[Mention]:
    """The quantities of a passage: number, bound and what is counted."""
    for node in tree:
        if not _counts(node):
            continue
        yield from _quantity(tree, node)


def _counts(node: Node) -> bool:
    if node.dep != "nummod" or node.entity in ("DATE", "TIME", "PERCENT", "ORDINAL", "MONEY"):
        return False
    return node.head.pos in ("NOUN", "PROPN", "ADJ")


def _quantity(tree: Tree, number: Node) -> Iterator[Mention]:
    head = number.head
    if number.i > head.i:
        return
    span = Span(min(one.start for one in number.subtree()), head.end)
    yield Mention(span, tree.text(span), "quantity")


def read_quantity(text: str) -> Quantity | None:
    """The bounds that the words of a quantity mean, and what is counted; None for no number."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    value = float(found.group().replace(",", ""))
    if value > _MAX_NUMBER:
        return None
    of = text[found.end() :].strip()
    before = text[: found.start()].lower()
    low: float | None = value
    high: float | None = value
    if any(one in before for one in (*_MORE, *_AT_LEAST)):
        high = None
    elif any(one in before for one in (*_AT_MOST, *_LESS)):
        low = None
    return Quantity(low, high, of)
