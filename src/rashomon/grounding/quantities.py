"""Quantities: how many of what, as bounds.

Enters: a tree, or the words of a quantity. Leaves: the mentions of quantities in it, or the bounds that
the words mean. "Hundreds" are 200 to 999, "more than 20,000" are 20,000 without an upper bound. Days,
shares, ages and sums of money are no quantities here.
"""

import re
from collections.abc import Iterator, Sequence

from rashomon.grounding.words import counts
from rashomon.language.trees import Node, Tree
from rashomon.records.mentions import Mention, Quantity
from rashomon.spans import Span

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: n for n, word in enumerate(_UNITS.split())} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), start=2)
}
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "dozen": 12, "m": 10**6, "k": 10**3, "bn": 10**9,
}  # fmt: skip

_VAGUE = {
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999), "tens of millions": (20_000_000, 99_999_999),
    "a couple": (2, 2), "a handful": (3, 9), "a pair": (2, 2), "tens": (20, 99),
}  # fmt: skip
"""Numbers that nobody counted: from two of the unit, up to where the next unit begins."""

_FLOOR = (
    "at least", "no fewer than", "no less than", "not less than", "a minimum of", "more than", "over",
    "upwards of", "above", "in excess of", "greater than", "well over",
)  # fmt: skip
_CEILING = ("up to", "at most", "as many as", "no more than", "not more than", "a maximum of",
            "as much as", "fewer than", "less than", "under", "below")  # fmt: skip
_ABOUT = ("about", "around", "some", "approximately", "roughly", "nearly", "almost", "an estimated",
          "estimated", "close to", "circa")  # fmt: skip
_BOUNDS = tuple(sorted((*_FLOOR, *_CEILING, *_ABOUT, "between", "another", "the", "all"), key=len,
                       reverse=True))  # fmt: skip

_SHORT = ("nearly", "almost", "close to")
_SHORT_SHARE = 0.1
"""How far "nearly 500" may fall short: a tenth, since such figures are rounded to one or two digits."""

_MAX_NUMBER = 1e15
_MAX_LOOK_BACK = 4
_MAX_LOOK_AHEAD = 7

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SIZED = re.compile(r"(\d+(?:\.\d+)?)(k|m|bn)", re.IGNORECASE)
_RANGE = re.compile(r"(\d[\d,]*)-(\d[\d,]*)")
_PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?(?:k|m|bn)?\b|[^\W\d_]+(?:'s)?|-")

_JOINTS = frozenset(("-", "and", "a", "an"))
_JOINT = re.compile(r"(?:\s|-|\band\b|\ban?\b)*")

_NO_QUANTITY = frozenset(("DATE", "TIME", "PERCENT", "ORDINAL", "MONEY", "LAW"))


def find_quantities(tree: Tree) -> Iterator[Mention]:
    """The quantities of a passage in order: number, bound and what is counted."""
    nodes = tree.nodes
    at = 0
    while at < len(nodes):
        last = _run(nodes, at)
        if last == at:
            at += 1
            continue
        end = _counted(nodes, at, last)
        if end is not None:
            span = Span(nodes[_bounded(nodes, at)].start, nodes[end - 1].end)
            text = tree.text(span)
            if read_quantity(text) is not None:
                yield Mention(span, text, "quantity")
        at = max(last, at + 1)


def _run(nodes: Sequence[Node], first: int) -> int:
    """Where the words of a number that begins here end; ``first`` where none begins."""
    if not _is_number(nodes[first]) or _is_dated(nodes[first]):
        return first
    if first and nodes[first - 1].text in ("$", "€", "£", "#", "No", "No."):
        return first
    last = first + 1
    while last < len(nodes):
        joint = nodes[last].lower in ("-", "to", "and", "or", "of")
        if _is_number(nodes[last]):
            last += 1
        elif joint and last + 1 < len(nodes) and _is_number(nodes[last + 1]):
            if nodes[last].lower in ("and", "of") and nodes[last - 1].lower not in (
                *_SCALES, "tens", "hundreds"
            ) and not _after_between(nodes, first):  # fmt: skip
                break
            last += 2
        else:
            break
    return last


def _is_dated(node: Node) -> bool:
    """Whether a number is part of a day or a sum, and counts no noun."""
    if node.entity not in _NO_QUANTITY:
        return False
    head = node.head
    counts_noun = node.dep == "nummod" and head.pos == "NOUN" and not head.entity
    return not (node.entity == "DATE" and (counts_noun or _is_left_out(node)))


def _after_between(nodes: Sequence[Node], first: int) -> bool:
    return first > 0 and nodes[first - 1].lower == "between"


def _is_number(node: Node) -> bool:
    low = node.lower
    if low in ("one", "m", "k"):
        return low == "one" and node.dep == "nummod"
    return (
        low in _SMALL or low in _SCALES or low in _VAGUE
        or bool(_DIGITS.fullmatch(low) or _RANGE.fullmatch(low) or _SIZED.fullmatch(low))
        or ("-" in low and all(part in _SMALL for part in low.split("-")))
    )  # fmt: skip


def _counted(nodes: Sequence[Node], first: int, last: int) -> int | None:
    """Where the words of what is counted end; None where the number counts nothing that is named."""
    measures = counts()["measures"]
    number = nodes[last - 1]
    if number.dep == "conj" and first <= number.head.i < last:  # "between 20 and 30 tanks"
        number = number.head
    at = last
    if at < len(nodes) and nodes[at].lower in measures:
        return None
    if at + 1 < len(nodes) and nodes[at].lower == "of":
        at += 1
        if nodes[at].lower in ("them", "us", "whom", "these", "those") and number.dep != "nummod":
            return at + 1
    head = number
    while head.dep in ("nummod", "quantmod", "compound", "amod", "nmod", "pobj", "prep") and (
        head.head.i > head.i and head.head.i - last < _MAX_LOOK_AHEAD
    ):
        head = head.head
    if head.i >= last and head.pos in ("NOUN", "PROPN", "ADJ"):
        return None if head.lower in measures else head.i + 1
    noun = _next_noun(nodes, at)
    if noun is not None and (at > last or number.dep == "nummod"):
        return None if nodes[noun].lower in measures else noun + 1
    return _fated(nodes, first, at, last)


def _fated(nodes: Sequence[Node], first: int, at: int, last: int) -> int | None:
    """Where a bare number with what befell those it counts ends; None where nothing befell them."""
    words = counts()
    while at < len(nodes) and nodes[at].lower in words["between"]:
        at += 1
    if at < len(nodes) and nodes[at].lower in words["fates"]:
        return at + 1
    if _is_left_out(nodes[last - 1]):
        return last
    before = nodes[max(0, first - 6) : first]
    if any(one.lower in words["fates"] or one.lemma in words["tolls"] for one in before):
        return last
    if _is_of_toll(nodes[last - 1]):
        return last
    return None


def _is_of_toll(number: Node) -> bool:
    """Whether a verb says it of a toll, however long: "the toll of the raid on the port rose to 63"."""
    verb = number.head.head if number.dep == "pobj" else number.head
    return any(one.lemma in counts()["tolls"] for one in verb.all("nsubj", "nsubjpass"))


def _is_left_out(number: Node) -> bool:
    """Whether a number stands for those it counts: "has only 2,500 there", "put the figure at nine"."""
    if number.dep == "dobj":
        return number.head.lemma in counts()["holders"]
    if number.dep == "attr":  # "he said that there were 5,000"
        return number.head.child("expl") is not None
    prep = number.head
    return number.dep == "pobj" and prep.head.lemma in counts()["tellers"]


def _next_noun(nodes: Sequence[Node], first: int) -> int | None:
    """The head of the noun phrase that begins here."""
    found = None
    for i in range(first, min(len(nodes), first + _MAX_LOOK_AHEAD)):
        node = nodes[i]
        if node.pos in ("NOUN", "PROPN"):
            found = i
        elif found is not None or not _modifies(node):
            break
    return found


def _modifies(node: Node) -> bool:
    """Whether a word may stand between a number and the noun that it counts."""
    if node.pos == "VERB":
        return node.tag in ("VBN", "VBG")
    if node.tag == "PRP$":  # "four of their soldiers"
        return True
    return node.pos in ("ADJ", "DET", "ADV", "PUNCT", "NUM", "CCONJ", "PART")


def _bounded(nodes: Sequence[Node], first: int) -> int:
    """Where the words before a number that bound it begin."""
    for start in range(max(0, first - _MAX_LOOK_BACK), first):
        words = " ".join(node.lower for node in nodes[start:first])
        if words in _BOUNDS and words not in ("the", "all", "another"):
            return start
    if first and nodes[first - 1].lower == "a" and nodes[first].lower in _SCALES:
        return _bounded(nodes, first - 1) if first > 1 else first - 1
    return first


_FORMULA = re.compile(r"\s*[\^/]\s*\d")
"""What stands behind the first number of a power or a ratio, whose value is not its own."""


def read_quantity(text: str) -> Quantity | None:
    """The bounds that the words of a quantity mean, and what is counted; None for no number.

    "between 20 and 30 tanks" is 20 to 30, "more than 500" has no upper bound, "up to 500" no lower one,
    "nearly 500" is 450 to 500. "About 500" is the figure that is named: how far off it may be, no words
    say.
    """
    plain = text.replace("’", "'").strip()
    bound, rest = _split_bound(plain.lower())
    offset = len(plain) - len(rest)
    low, high, used = _range(rest)
    if low is None or high is None or high > _MAX_NUMBER or _FORMULA.match(rest, used):
        return None
    of = re.sub(
        r"^(?:[\s\"“”»«]|of\b|the\b|others?\b|-)+", "", plain[offset + used :], flags=re.IGNORECASE
    )
    if bound in _FLOOR:
        return Quantity(low, None, of)
    if bound in _CEILING:
        return Quantity(None, high, of)
    if bound in _SHORT and low == high:
        return Quantity(low - round(low * _SHORT_SHARE), high, of)
    return Quantity(low, high, of)


def _split_bound(text: str) -> tuple[str, str]:
    """The bounding words at the start of a text, and the rest."""
    found = ""
    again = True
    while again:
        again = False
        for bound in _BOUNDS:
            if text.startswith(bound + " "):
                found = found if found and bound in ("the", "all", "another") else bound
                text = text[len(bound) + 1 :].lstrip()
                again = True
                break
    return found, text


def _range(text: str) -> tuple[float | None, float | None, int]:
    """The bounds of a number or a range at the start of a text, and how much of it they take."""
    for words in sorted(_VAGUE, key=len, reverse=True):
        if re.match(rf"{words}\b", text):
            low, high = _VAGUE[words]
            return low, high, len(words)
    first, used = _number(text)
    if first is None:
        return None, None, 0
    joint = re.match(r"\s*(?:-|to\b|or\b|and\b)\s*", text[used:])
    if joint:
        second, more = _number(text[used + joint.end() :])
        if second is not None and second >= first:
            return first, second, used + joint.end() + more
    return first, first, used


def _number(text: str) -> tuple[float | None, int]:
    """The number at the start of a text, in digits or words, and how much of the text it takes."""
    total = group = 0.0
    used, seen = 0, False
    for piece in _PIECE.finditer(text):
        word = piece.group()
        if not _JOINT.fullmatch(text, used, piece.start()):
            break
        if word in _JOINTS:
            if (not seen and word not in ("a", "an")) or (
                word == "and" and max(group, total) < 100
            ):
                break
            continue
        value = _value(word)
        if value is not None and not (
            seen and (word[0].isdigit() or (value >= 10 and group % 100))
        ):
            group += value
        elif word in _SCALES:
            group = (group or 1) * _SCALES[word]
            if _SCALES[word] >= 1_000:
                total, group = total + group, 0.0
        else:
            break
        seen, used = True, piece.end()
    return (total + group, used) if seen else (None, 0)


def _value(word: str) -> float | None:
    """What a figure or a word below a hundred stands for."""
    sized = _SIZED.fullmatch(word)
    if sized:
        return float(sized[1]) * _SCALES[sized[2].lower()]
    if word[0].isdigit():
        return min(float(word.replace(",", "")), _MAX_NUMBER * 10)
    return _SMALL.get(word)
