"""Descriptions: noun phrases headed by a noun for people, forces or bodies ("the town's defenders").

Stands beside `mentions`. Enters: a tree. Leaves: mentions of descriptions, which names may stand inside.
"""

from collections.abc import Iterator

from rashomon.grounding.words import classes_of_head
from rashomon.language.trees import Node, Tree
from rashomon.records.mentions import Mention
from rashomon.spans import Span


def descriptions(tree: Tree) -> Iterator[Mention]:
    """Noun phrases headed by a noun for people, forces or bodies, without articles and numbers."""
    classes = classes_of_head()
    for node in tree:
        if node.lower not in classes or node.pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        if node.dep in ("compound", "amod", "nmod") and node.head.pos in ("NOUN", "PROPN"):
            continue
        span = _phrase(node)
        yield Mention(span, tree.text(span), "person" if _is_one(node) else "group")


def _phrase(node: Node) -> Span:
    """From the first modifier before the head to the head, without article, number and relative."""
    start = node.start
    for child in sorted(node.children, key=lambda one: -one.i):
        if child.i > node.i:
            continue
        if child.dep not in ("compound", "amod", "nmod", "poss", "advmod", "npadvmod", "punct"):
            break
        if child.dep in ("advmod", "punct") or child.tag in ("PRP$", "WP$", "JJR", "JJS", "CD"):
            continue
        below = child.subtree()
        if below[-1].i > node.i or len(below) > 8:
            break
        while below and (
            below[0].pos in ("DET", "PUNCT", "NUM", "PRON") or below[0].dep == "quantmod"
        ):
            below.pop(0)
        if below:
            start = below[0].start
    return Span(start, max(node.end, _unmarked(node)))


_MARKS = frozenset(
    {"insignia", "badge", "marking", "emblem", "patch", "identification", "stripe", "flag", "plate"}
)
_UNKNOWN = frozenset({"unknown", "unidentified", "unmarked", "unclear", "uncertain", "undisclosed"})


def _unmarked(node: Node) -> int:
    """Where words end by which nobody can tell whose men they are: "soldiers without insignia"."""
    for prep in node.all("prep"):
        for inner in prep.all("pobj"):
            words = inner.subtree()
            without = any(one.lower in ("without", "no") for one in (prep, *words))
            unmarked = without and any(one.lemma in _MARKS for one in words)
            if unmarked or any(one.lower in _UNKNOWN for one in words):
                return words[-1].end
    return node.end


def _is_one(node: Node) -> bool:
    return (
        classes_of_head()[node.lower] in ("officials", "people", "fighters")
        and node.tag in ("NN", "NNP")
        and node.lower not in ("personnel", "crew", "staff", "people", "public", "population",
                               "family", "community", "militia", "insurgency", "cell", "wing", "crowd")
    )  # fmt: skip
