"""Quantities: how many of what, as bounds.

Enters: a tree. Leaves: the mentions of quantities in it; what their words mean is read in
`rashomon.grounding.figures`. Days, shares, ages and sums of money are no quantities here.
"""

from collections.abc import Iterator, Sequence

from rashomon.grounding.figures import (
    DIGITS,
    RANGE,
    SCALES,
    SIZED,
    SMALL,
    VAGUE,
    bounds,
    read_quantity,
)
from rashomon.grounding.words import counts
from rashomon.language.trees import Node, Tree
from rashomon.records.mentions import Mention
from rashomon.spans import Span

_MAX_LOOK_BACK = 6
_MAX_LOOK_AHEAD = 7

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
    is_vague = _vague_end(nodes, first) > first + 1
    if not (_is_number(nodes[first]) or is_vague) or _is_dated(nodes[first]):
        return first
    if nodes[first].lower in _LOOSE and not is_vague and not _is_of(nodes, first):
        return first
    if first and nodes[first - 1].text in ("$", "€", "£", "#", "No", "No."):
        return first
    last = max(first + 1, _vague_end(nodes, first))
    while last < len(nodes):
        joint = nodes[last].lower in ("-", "to", "and", "or", "of")
        if _is_number(nodes[last]):
            last += 1
        elif joint and last + 1 < len(nodes) and _is_number(nodes[last + 1]):
            if nodes[last].lower in ("and", "of") and nodes[last - 1].lower not in (
                *SCALES, "tens", "hundreds"
            ) and not _after_between(nodes, first):  # fmt: skip
                break
            last += 2
        else:
            break
    return last


_LOOSE = frozenset({"couple", "handful", "pair"})


def _is_of(nodes: Sequence[Node], first: int) -> bool:
    """Whether "of" stands behind "a handful": it counts those of whom it is."""
    return first + 1 < len(nodes) and nodes[first + 1].lower == "of"


_SEVERAL = frozenset({"several", "few", "many", "couple", "half"})
_BETWEEN = frozenset(
    {",", "perhaps", "possibly", "maybe", "if", "not", "even", "or", "to", "upon", "of", "a", "an"}
)
_FEW_WORDS = 4


def _vague_end(nodes: Sequence[Node], first: int) -> int:
    """Where a number that nobody counted ends: "several hundred", "dozens, perhaps hundreds"."""
    last = first + 1
    opens = nodes[first].lower in _SEVERAL
    if not opens and nodes[first].lower not in VAGUE:
        return last
    at = last
    while at < len(nodes) and at - last < _FEW_WORDS:
        if nodes[at].lower in VAGUE or (opens and nodes[at].lower in SCALES):
            return at + 1
        if nodes[at].lower not in _BETWEEN:
            break
        at += 1
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
    if low == "score":
        return any(one.lower == "a" or one.pos == "NUM" for one in node.children if one.i < node.i)
    return (
        low in SMALL or low in SCALES or low in VAGUE
        or bool(DIGITS.fullmatch(low) or RANGE.fullmatch(low) or SIZED.fullmatch(low))
        or ("-" in low and all(part in SMALL for part in low.split("-")))
    )  # fmt: skip


def _counted(nodes: Sequence[Node], first: int, last: int) -> int | None:
    """Where the words of what is counted end; None where the number counts nothing that is named."""
    measures = counts()["measures"]
    number = nodes[last - 1]
    if number.dep in ("conj", "quantmod") and first <= number.head.i < last:
        number = number.head  # "between 20 and 30 tanks", "two dozen tanks"
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


_OPENING = frozenset(
    {"between", "somewhere between", "anywhere between", "anything between", "anywhere from"}
)


def _bounded(nodes: Sequence[Node], first: int) -> int:
    """Where the words before a number that bound it begin."""
    for start in range(max(0, first - _MAX_LOOK_BACK), first):
        words = "".join(
            node.lower
            if node.i == start or node.start == nodes[node.i - 1].end
            else f" {node.lower}"
            for node in nodes[start:first]
        )
        if bounds().get(words, "openers") != "openers" or words in _OPENING:
            # "handed over 15 prisoners": the particle of a verb bounds nothing
            return first if nodes[start].dep == "prt" else start
    if first and nodes[first - 1].lower == "a" and nodes[first].lower in SCALES:
        return _bounded(nodes, first - 1) if first > 1 else first - 1
    return first
