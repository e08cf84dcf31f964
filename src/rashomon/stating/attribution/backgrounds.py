"""Where a content ends because the outlet speaks again: asides, comparisons, explanations of a name.

Enters: the words that a parse gives to a cue. Leaves: those of them that are said.
"""

from itertools import pairwise

from rashomon.language.trees import Node

from .phrases import is_mark
from .quotations import Quotation, enclosing
from .resumptions import resumes, turns_away
from .subjects import FINITE, PASSIVE_SUBJECTS, SUBJECTS

DASHES = frozenset({"–", "—", "--", "-"})

AFTERTHOUGHTS = frozenset({"a", "an", "the", "another", "one", "all"})
"""Words that open a phrase for what was just told."""

BACKGROUNDS = frozenset({"who", "which", "whose", "whom", "where"})
"""Words that after a comma open what the outlet explains about the last thing named."""


def without_asides(
    words: list[Node], verb: Node, parts: list[Node], quotations: list[Quotation]
) -> list[Node]:
    """Words up to what the outlet adds: "…, adding that", "…, while others", "and calls".

    What stands before a clause's own verb adds nothing: "expect that the men, as they say, will go".
    """
    words = _without_backgrounds(sorted(words, key=lambda node: node.i), quotations)
    clauses = [part.i for part in parts if part.dep == "ccomp"]
    for at, node in enumerate(words[1:], start=1):
        last = words[at - 1]
        if (
            node.i < min(clauses, default=0)
            or node.i <= verb.i + 2
            or enclosing(quotations, node.start) is not None
        ):
            continue
        comma = last.text == "," or is_mark(last)
        closes = is_mark(last) or (last.text == "," and at > 1 and is_mark(words[at - 2]))
        if (closes and node.lower == "but" and node.dep == "cc") or _is_bracketed(last, words):
            return [word for word in words if word.i < (last.i if last.text == "(" else node.i)]
        if ((comma or last.dep == "cc") and turns_away(node, verb, closes=closes)) or (
            node.dep == "cc" and resumes(node, verb, comma=comma, closes=is_mark(last))
        ):
            return [word for word in words if word.i < node.i]
    return words


def _without_backgrounds(words: list[Node], quotations: list[Quotation]) -> list[Node]:
    """Words up to what explains their end: "…, who once ran the party", "…, a town in the north"."""
    last = words[-1].i
    for before, node in pairwise(words):
        dash = before.text in DASHES and before.end < node.start
        if not (dash or before.text in {",", "("}) or node.i < words[0].i + 3:
            continue
        if enclosing(quotations, node.start) is not None:
            continue
        if _is_background(node) and _end_of(_head_of_background(node)) >= last - 1:
            return [word for word in words if word.i < before.i]
        if _is_apposition(node, last) and last - node.i >= node.i - words[0].i:
            return [word for word in words if word.i < before.i]
        if dash and _is_afterthought(node, words):
            return [word for word in words if word.i < before.i]
    return words


def _is_apposition(node: Node, last: int) -> bool:
    """Whether a word after a comma opens a phrase that goes to the end and tells what was just named.

    One that is longer than all that stands before it is the outlet's: "drew up an accord, a paper of
    twelve pages that nobody in the town had seen before".
    """
    if node.pos != "DET":
        return False
    head = next((one for one in node.ancestors() if one.dep in {"appos", "npadvmod"}), None)
    return head is not None and head.subtree()[0] is node and _end_of(head) >= last - 1


def _is_bracketed(last: Node, words: list[Node]) -> bool:
    """Whether the outlet explains a content's end in brackets, in a clause of its own."""
    rest = [word for word in words if word.i > last.i]
    if last.text != "(" or any(word.text == ")" for word in rest[:-2]):
        return False
    return any(word.tag in FINITE for word in rest)


def _is_afterthought(node: Node, words: list[Node]) -> bool:
    """Whether a word behind a dash opens what the outlet makes of it: "a siege – a charge that stung".

    Such an afterthought is a phrase that goes to the end, without a dash to close it.
    """
    rest = [word for word in words if word.i >= node.i]
    if node.lower not in AFTERTHOUGHTS or any(word.text in DASHES for word in rest):
        return False
    head = node.head if node.head.i > node.i else node
    is_subject = head.dep in {*SUBJECTS, *PASSIVE_SUBJECTS} and head.head.i > head.i
    return not is_subject


def _is_background(node: Node) -> bool:
    """Whether a word after a comma opens a relative clause."""
    return node.lower in BACKGROUNDS and _head_of_background(node).dep == "relcl"


def _head_of_background(node: Node) -> Node:
    """The verb of the relative clause that a word such as "which" opens."""
    return next((one for one in node.ancestors() if one.dep == "relcl"), node)


def _end_of(head: Node) -> int:
    return max(node.i for node in head.subtree())
