"""What somebody's view or aim is said to be: "the general's theory is that …", "their goal is to".

Enters: a parsed sentence and the report's quotations. Leaves: a `Speech` a noun of saying, mind or will
whose owner is named and whose matter stands behind "is".
"""

from rashomon.language.trees import Node, Tree

from .cues import lexicon
from .phrases import fitted, words_span
from .quotations import Quotation, enclosing
from .sources import can_speak
from .speech import Speech
from .subjects import FINITE

OWNING = frozenset({"of", "among", "from", "by", "for"})
"""Prepositions of whose view it is: "the belief among many farmers", "the aim of the council"."""

OWN = frozenset({"my", "our", "your"})


def read_equations(text: str, tree: Tree, quotations: list[Quotation]) -> list[Speech]:
    """The speeches of a sentence that tell what somebody's view or aim is."""
    found = [
        _read(text, tree, node, quotations)
        for node in tree
        if node.lemma == "be" and node.tag in FINITE
    ]
    return [one for one in found if one is not None]


def _read(text: str, tree: Tree, verb: Node, quotations: list[Quotation]) -> Speech | None:
    noun = verb.child("nsubj")
    if noun is None or noun.pos != "NOUN" or noun.lemma not in lexicon().equated:
        return None
    owner, told = _owner(noun), _told(verb, noun)
    if owner is None or told is None:
        return None
    inside = enclosing(quotations, noun.start)
    if inside is not None and owner.lower in OWN:
        return None
    around = [one for one in quotations if one is not inside]
    words = [node for node in told.subtree() if node.i > verb.i]
    content = fitted(text, words_span(text, words), inside, around)
    if content.end <= content.start:
        return None
    return Speech(tree, [noun], owner, [content], _kind(told), is_quoted=inside is not None)


def _owner(noun: Node) -> Node | None:
    """Whose view it is; None where nobody who can have one is named."""
    owner = noun.child("poss")
    if owner is not None:
        return owner if owner.tag == "PRP$" or can_speak(owner) else None
    for phrase in noun.all("prep"):
        held = phrase.child("pobj") if phrase.lower in OWNING else None
        if held is not None and can_speak(held):
            return held
    return None


def _told(verb: Node, noun: Node) -> Node | None:
    """The clause or infinitive behind "is" that tells what the view or the aim is."""
    spoken = lexicon().verbs
    for clause in verb.children:
        if clause.lemma in spoken and _is_infinitive(clause):
            continue  # "his answer was to say that …": the saying tells it
        if clause.i < verb.i or clause.i < noun.i or clause.dep not in {"ccomp", "xcomp", "advcl"}:
            continue
        if _is_infinitive(clause) or any(
            mark.lower in {"that", "whether"} for mark in clause.all("mark")
        ):
            return clause
    return None


def _is_infinitive(clause: Node) -> bool:
    return clause.tag == "VB" and any(aux.tag == "TO" for aux in clause.all("aux"))


def _kind(told: Node) -> str:
    return "will" if _is_infinitive(told) else "claim"
