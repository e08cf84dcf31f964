"""Which words a noun's phrase and a verb's clause take up, as a reader would quote them.

Stands beside `rashomon.stating.clauses`. Enters: words of a tree. Leaves: spans of a report, and the
verbs that clauses hang on. It knows English grammar and no word of the field.
"""

from rashomon.language.trees import Node
from rashomon.spans import Span
from rashomon.stating.clauses import DEPTH, NOMINAL, SUBJECTS, TIME_LABELS, VERBAL

_PHRASE_LEFT = frozenset(
    {
        "amod", "compound", "nmod", "nummod", "poss", "det", "quantmod", "advmod", "predet",
        "punct", "case", "npadvmod", "conj", "cc", "neg", "prep",
    }
)  # fmt: skip


def phrase(node: Node, depth: int = 0) -> Span:
    """A noun's phrase without relative clauses, appositions, later coordinates and loose ends."""
    kept = [node]
    for child in node.children:
        if child.i < node.i:
            if child.dep in _PHRASE_LEFT and not _is_loose(child):
                kept.extend(child.subtree())
        elif child.dep == "prep" and child.lower == "of" and depth < DEPTH:
            for inner in child.children:
                if inner.dep == "pobj":
                    kept.append(child)
                    span = phrase(inner, depth + 1)
                    kept.extend(one for one in inner.subtree() if one.end <= span.end)
        elif child.dep == "nummod" and child.i == node.i + 1:
            kept.append(child)
    kept.sort(key=lambda one: one.i)
    while len(kept) > 1 and (kept[0].pos == "PUNCT" or _is_stray_date(kept[0], node)):
        kept.pop(0)
    while len(kept) > 1 and kept[-1].pos == "PUNCT":
        kept.pop()
    return Span(kept[0].start, max(one.end for one in kept))


def _is_stray_date(word: Node, head: Node) -> bool:
    """Whether a day stands where a phrase begins that is none: "29 August Emirati jets"."""
    return (
        word.entity == "DATE" and head.entity != "DATE" and word is not head and word.pos != "ADJ"
    )


def _is_loose(child: Node) -> bool:
    return child.entity in TIME_LABELS and child.dep in ("npadvmod", "nmod", "advmod", "compound")


def coordinates(node: Node) -> list[Node]:
    """The verbs that share a subject with the verb that a word is, before and behind it."""
    if node.pos not in VERBAL:
        return []
    around = [child for child in node.children if child.dep == "conj" and child.pos in VERBAL]
    around = [child for child in around if child.child(*SUBJECTS) is None]
    if node.dep == "conj" and node.head.pos in VERBAL and node.child(*SUBJECTS) is None:
        around.append(node.head)
    return around


def clause_of(node: Node) -> Node:
    """The verb of the clause that a word stands in; the root where there is none."""
    at = node
    while not at.is_root:
        if at.pos in VERBAL and at.dep not in ("aux", "auxpass", "amod", "compound"):
            return at
        at = at.head
    return at


def head_clause(verb: Node) -> Node:
    """The clause that an infinitive or participle belongs to, as a reader would quote it."""
    at = verb
    while at.dep in ("xcomp", "aux", "auxpass", "pcomp", "prep", "acomp", "advcl", "acl") and (
        at.dep not in ("advcl", "acl") or at.tag in ("VB", "VBG")
    ):
        if at.is_root:
            break
        at = at.head
        if at.pos in VERBAL and at.dep not in ("xcomp", "aux", "auxpass", "pcomp", "advcl", "acl"):
            break
    return at


def clause_span(node: Node) -> Span:
    """The words of the clause that a word stands in, without coordinated clauses after it."""
    verb = head_clause(clause_of(node))
    words = [verb]
    for child in verb.children:
        if child.dep == "conj" and child.pos in VERBAL:
            if node.i >= child.i and node in child.subtree():
                words.extend(child.subtree())
        elif child.dep in ("parataxis",) or (child.dep == "ccomp" and child.i < verb.i):
            continue
        else:
            words.extend(child.subtree())
    if verb.dep == "relcl" and verb.head.pos in NOMINAL:
        start = phrase(verb.head).start
        words.sort(key=lambda one: one.i)
        return _trimmed(words, min(start, words[0].start))
    if node not in words:
        words.extend(node.subtree())
    words.sort(key=lambda one: one.i)
    return _trimmed(words, words[0].start)


def _trimmed(words: list[Node], start: int) -> Span:
    first, last = 0, len(words) - 1
    while first < last and words[first].pos in ("PUNCT", "CCONJ", "SPACE"):
        start = words[first + 1].start if words[first].start >= start else start
        first += 1
    while last > first and words[last].pos in ("PUNCT", "CCONJ", "SPACE"):
        last -= 1
    return Span(min(start, words[first].start), words[last].end)
