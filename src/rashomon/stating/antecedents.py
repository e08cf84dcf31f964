"""The place that "it" stands for in a clause of taking, holding, leaving or shelling.

Stands beside `rashomon.stating.clauses`. Enters: a verb with its participants. Leaves: the same, with
the place instead of the pronoun: "took the base after the army had left it".
"""

from dataclasses import replace

from rashomon.language.trees import Node
from rashomon.stating.clauses import SUBJECTS, TIME_LABELS, Frame
from rashomon.stating.lexicon import forces, people, word_set
from rashomon.stating.roles import is_place

_AS_THINGS = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "conj", "attr", "appos"})
"""Relations in which a sentence names things."""

_STRIKING = frozenset(
    {"shell", "bomb", "bombard", "attack", "storm", "raid", "besiege", "surround", "encircle"}
) | {"control", "defend", "hit", "strike", "pound", "overrun", "recapture", "regain", "cede"}
"""Verbs besides those of taking, holding and going whose "it" may be a place."""


def with_place_meant(frame: Frame) -> Frame:
    """The frame with the place that the sentence named last instead of the "it" that is undergone."""
    if not any(node.lower == "it" for node in frame.undergoers):
        return frame
    if frame.verb.lemma not in _verbs_of_places():
        return frame
    return replace(
        frame,
        undergoers=tuple(_place_meant(node, frame.verb) or node for node in frame.undergoers),
    )


def _verbs_of_places() -> frozenset[str]:
    named = ("taking_verbs", "holding_or_taking", "going_verbs")
    return _STRIKING.union(*(word_set(name) for name in named))


def _place_meant(node: Node, verb: Node) -> Node | None:
    """The last thing named before "it", if that is a place; the verb's own subject is another."""
    if node.lower != "it":
        return None
    own = {
        one.i
        for above in (verb, *verb.ancestors())
        for subject in above.all(*SUBJECTS)
        if subject.i > verb.i or above is verb
        for one in subject.subtree()
    }
    top = [node, *node.ancestors()][-1]
    before = [one for one in top.subtree() if one.i < node.i and one.i not in own]
    things = [one for one in before if one.dep in _AS_THINGS and _may_be_it(one)]
    if len(things) > 1 and _says_where(things[-1]) and is_place(things[-2]):
        return things[-2]  # "the base at Khokha": the base, whatever the parser takes Khokha for
    return things[-1] if things and is_place(things[-1]) else None


def _says_where(name: Node) -> bool:
    """Whether a name stands behind a preposition of place, so that it is a place if anything."""
    return name.dep == "pobj" and name.pos == "PROPN" and name.head.lower in ("at", "in", "near")


def _may_be_it(node: Node) -> bool:
    """Whether "it" may stand for a noun: no time, nobody, and not several."""
    if node.pos not in ("NOUN", "PROPN") or node.entity in (*TIME_LABELS, "PERSON", "NORP", "ORG"):
        return False
    return node.tag not in ("NNS", "NNPS") and node.lemma not in people() | forces()
