"""Content that the parse has lost: clauses told by their first word and the sentence's end.

Enters: a verb of speech in its sentence whose tree holds nothing that is said. Leaves: spans of content.
"""

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .complements import is_finite
from .cues import Frame, verb_frame
from .phrases import clean, is_mark
from .quotations import Quotation
from .subjects import FINITE, SUBJECTS

MARKS_OF_CLAUSES = frozenset({"that", "whether", "how", "why"})

LONGEST_OBJECT_WORDS = 12
"""Words of what is called something before the quotation marks; chosen by judgement."""

LONGEST_LINK_WORDS = 4
"""Words between two names in quotation marks: ", who is", "and a"."""

LONGEST_ADVERBIAL_WORDS = 14
"""Words of time and place that may stand between "said" and its "that"."""

SHORTEST_CLAUSE_WORDS = 4
"""Fewer words, with the stop, hold no clause that a parse could have missed."""


def clause_after_mark(text: str, tree: Tree, verb: Node) -> list[Span]:
    """The clause after "said that" where the parse has lost it: the rest of the sentence."""
    for node in tree.nodes[verb.i + 1 : verb.i + LONGEST_ADVERBIAL_WORDS]:
        if node.tag[:2] == "VB" and verb_frame(node) is not None:
            return []  # "…, he said, adding that": the clause is the next cue's
        is_near = node.i < verb.i + 3 and node.lower in MARKS_OF_CLAUSES
        is_mark = node.dep in {"mark", "advmod"} and (is_near or node.lower == "that")
        if is_mark or (node.lower == "that" and _is_behind_time(tree, verb, node)):
            last = tree.nodes[-2] if tree.nodes[-1].text in {".", "?", "!"} else tree.nodes[-1]
            return [clean(text, Span(node.start, last.end))]
    return []


def rest_of_sentence(text: str, tree: Tree, verb: Node) -> list[Span]:
    """What stands behind "said" where the parse sees no clause there: all to the sentence's end.

    There must be a finite verb in it, and nothing that shows the saying to be over. Other verbs of
    speech have too many objects that are no speech ("maintains a lead", "answered a question").
    """
    behind = tree.nodes[verb.i + 1 :]
    if verb.lemma != "say" or verb.tag not in FINITE or len(behind) < SHORTEST_CLAUSE_WORDS:
        return []
    first = behind[0]
    opens = first.pos in {"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"} or first.tag == "EX"
    if not opens or is_mark(first) or not any(node.tag in FINITE for node in behind):
        return []
    if any(node.head is verb and node.dep in SUBJECTS for node in behind):
        return []
    last = behind[-2] if behind[-1].text in {".", "?", "!"} else behind[-1]
    return [clean(text, Span(first.start, last.end))]


def _is_behind_time(tree: Tree, verb: Node, mark: Node) -> bool:
    """Whether only a time stands between a cue and its "that": "predicted in March that …"."""
    between = tree.nodes[verb.i + 1 : mark.i]
    return bool(between) and all(
        node.pos in {"ADP", "ADV", "DET"} or node.entity in {"DATE", "TIME"} for node in between
    )


def lost_clause(text: str, tree: Tree, verb: Node, frame: Frame) -> list[Span]:
    """A clause whose subject the parse took for the cue's object: "said the US, as ally, must act"."""
    held = verb.child("dobj")
    if held is None or held.i < verb.i or frame.hears or "say" not in frame.kinds:
        return []
    for child in verb.all("advcl", "conj", "dep"):
        if child.i > held.i and is_finite(child) and not child.all("mark", "nsubj", "cc"):
            first = held.subtree()[0]
            return [clean(text, Span(first.start, child.subtree()[-1].end))]
    return []


def named_in_quotation(
    text: str, tree: Tree, verb: Node, quotations: list[Quotation]
) -> list[Span]:
    """What is called what in the outlet's sentence and the speaker's words: "called him a “liar”".

    A parse seldom sees that the words in quotation marks are said of what stands before them.
    """
    first = tree.nodes[verb.i + 1] if verb.i + 1 < len(tree.nodes) else None
    if first is None or first.pos not in {"PROPN", "NOUN", "PRON", "DET", "ADJ"}:
        return []
    for quotation in quotations:
        if quotation.span.start < first.start or quotation.is_open:
            continue
        between = [node for node in tree.nodes[first.i :] if node.start < quotation.span.start]
        is_near = 0 < len(between) <= LONGEST_OBJECT_WORDS
        if is_near and not any(node.text == "," or node.tag in FINITE for node in between):
            end = _last_of_list(tree, quotation, quotations)
            return [clean(text, Span(first.start, end))]
        return []
    return []


def _last_of_list(tree: Tree, first: Quotation, quotations: list[Quotation]) -> int:
    """Where a list of names in quotation marks ends: "a “liar,” a “thief” and “unfit for office”"."""
    end = first.span.end
    for quotation in quotations:
        if quotation.span.start < end or quotation.span.end > tree.passage.end:
            continue
        between = tree.within(Span(end, quotation.span.start))
        if len(between) > LONGEST_LINK_WORDS or any(node.pos == "VERB" for node in between):
            break
        end = quotation.span.end
    return end
