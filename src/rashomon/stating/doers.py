"""Whose doing an act is: behind a noun for it, or as the subject of its verb.

Stands beside `rashomon.stating.roles`. Enters: nouns and frames. Leaves: words for somebody.
"""

from collections.abc import Iterable

from rashomon.language.trees import Node
from rashomon.stating.clauses import Frame, conjoined, prepositions, referent
from rashomon.stating.lexicon import lexicon, light_verbs, people, word_set
from rashomon.stating.roles import PARTY_LABELS, after_noun, counted, is_party, is_place


def owners(noun: Node) -> list[Node]:
    """Whose doing an event noun is: "their air strikes", "an FSA claim", "raids by jets"."""
    found: list[Node] = []
    for child in noun.children:
        if child.dep == "poss" and (is_party(child) or child.pos == "PRON"):
            found.extend(conjoined(referent(child)))
    if found:
        return found
    found = [
        pobj
        for child in noun.children
        if child.dep in ("prep", "agent") and child.lower in ("by", "from")
        for pobj in child.all("pobj")
        if is_party(pobj) and (child.lower == "by" or _is_whence(noun, pobj))
    ]
    found = found or _launching(noun)
    if found:
        return [one for pobj in found for one in conjoined(pobj)]
    before = [child for child in noun.children if child.i < noun.i]
    before += [inner for child in before if child.dep == "compound" for inner in child.children]
    return [
        child
        for child in before
        if child.dep in ("compound", "amod", "nmod")
        and (child.entity in PARTY_LABELS or (child.lemma in people() and child.dep == "compound"))
    ]


def _is_whence(noun: Node, source: Node) -> bool:
    """Whether "from" tells whose doing it is: not of "the withdrawal of troops from the town"."""
    return not is_place(source) and not after_noun(noun, "of")


def _launching(noun: Node) -> list[Node]:
    """Who stands behind an act by a participle: "an offensive launched by X", "a blast claimed by Y"."""
    return [
        pobj
        for verb in noun.all("acl")
        if verb.tag == "VBN" and (verb.lemma in light_verbs() or verb.lemma == "claim")
        for by in verb.all("agent")
        for pobj in by.all("pobj")
        if is_party(pobj)
    ]


def _befallen_by(noun: Node) -> list[Node]:
    """The parties behind the "of" and "by" of an act; "of" tells the doer of some acts alone."""
    patterns = lexicon().nouns.get(counted(noun).lemma, ())
    names = (
        ("by",) if patterns and all(one.group.of == "target" for one in patterns) else ("of", "by")
    )
    return [node for node in after_noun(noun, *names) if is_party(node)] or behind_by(noun)


def behind_by(noun: Node) -> list[Node]:
    """Whose doing an act is where "by" hangs on whom it befell: "attacks on boats by patrols"."""
    return [
        pobj
        for name, one in prepositions(noun)
        if name in ("of", "on", "against", "in", "near", "at")
        for child in one.children
        if child.dep == "prep" and child.lower == "by"
        for pobj in child.all("pobj")
        if is_party(pobj)
    ]


def doers_of(frame: Frame) -> list[Node]:
    """The parties that do what a verb says; of "US attacks killed" the US."""
    found: list[Node] = []
    for one in frame.doers:
        sent = [node for node in after_noun(one, "from", "of") if node.entity in ("GPE", "NORP")]
        if sent and one.lemma in word_set("machines"):  # "drones from Burkina Faso"
            found.extend(sent)
        elif is_party(one):
            found.append(one)
        else:
            inner = _befallen_by(one)
            found.extend(owners(counted(one)) or ([one] if one.pos in ("PROPN", "PRON") else inner))
    return _distinct(found)


def _distinct(nodes: Iterable[Node]) -> list[Node]:
    found: dict[int, Node] = {}
    for node in nodes:
        found.setdefault(node.i, node)
    return list(found.values())
