"""Whom an act is aimed at, by where its group of the lexicon says that the target stands.

Stands beside `rashomon.stating.events`. Enters: a pattern and a frame. Leaves: words.
"""

from rashomon.language.trees import Node
from rashomon.stating.clauses import VERBAL, Frame, prepositions, referent
from rashomon.stating.lexicon import Pattern
from rashomon.stating.roles import after_noun, is_party, is_place, parties_in


def targets_of(pattern: Pattern, frame: Frame) -> list[Node]:
    """The parties that an act is aimed at, where its group says that they stand."""
    doers = {node.i for node in frame.doers}
    for role in pattern.group.target:
        found = [node for node in _in_role(role, frame) if node.i not in doers]
        if found:
            return found
    return []


def _in_role(role: str, frame: Frame) -> list[Node]:
    if role == "obj":
        return _aimed_at(frame.undergoers)
    if role == "content":
        return _in_content(frame.verb)
    if role == "unless":
        return _of_condition(frame.verb)
    if role == "inside":
        return [party for node in frame.undergoers for party in parties_in(node)]
    if role == "together":
        return []
    objects = list(frame.after(role))
    for carrier in (*frame.undergoers, *frame.after("in")):
        if not is_party(carrier):
            objects += after_noun(carrier, role)
    direct = [node for node in objects if is_party(node) or is_place(node)]
    return direct or [party for node in objects for party in parties_in(node)]


def _aimed_at(nodes: tuple[Node, ...]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node.entity in ("DATE", "TIME"):
            continue
        if is_party(node) or is_place(node) or node.pos in ("PROPN", "PRON"):
            found.append(node)
        else:  # what is the doer's own ("threw its weight") is no target
            found.extend(one for one in parties_in(node) if one.tag != "PRP$")
    return found


def _in_content(verb: Node) -> list[Node]:
    """The first parties in what is demanded, refused, promised or threatened."""
    own = [child for child in verb.children if child.dep in ("ccomp", "xcomp")]
    rest = [
        child
        for child in verb.children
        if child.dep in ("dobj", "dative", "prep") and child.i > verb.i
    ]
    for child in own + rest:
        if child.dep in ("ccomp", "xcomp"):
            subject = child.child("nsubj", "nsubjpass")
            if (
                subject is not None
                and is_party(subject)
                and subject.lower not in ("it", "they", "he", "she")
            ):
                return [referent(subject)]
            found = _given_to(child)
            if found:
                return found
        if child.pos != "PRON":
            found = [one for one in parties_in(child) if one.pos != "PRON"]
            if found:
                return found
    return []


def _given_to(verb: Node) -> list[Node]:
    """Who is to be given, sent or done what is promised: "to send doctors to the islands"."""
    if verb.pos not in VERBAL:
        return []
    return [
        one
        for name, one in prepositions(verb)
        if name in ("to", "with", "against") and is_party(one)
    ]


def _of_condition(verb: Node) -> list[Node]:
    """Whose doing a threat hangs on: "unless the council gives in"."""
    for child in verb.subtree():
        if child.dep == "advcl" and any(
            one.dep == "mark" and one.lower in ("unless", "if", "until") for one in child.children
        ):
            subject = child.child("nsubj", "nsubjpass")
            if subject is not None and is_party(subject) and subject.pos != "PRON":
                return [subject]
    return []
