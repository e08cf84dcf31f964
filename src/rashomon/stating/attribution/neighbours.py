"""Whole sentences in quotation marks without a cue, beside a sentence about one person.

Enters: the quotations that nobody has been given yet, and the parsed passages. Leaves: a `Speech`
where the sentence before tells what a person did: "Kovac shook her head. “They took our trucks.”".
"""

from collections.abc import Sequence
from itertools import pairwise

from rashomon.language.trees import Node, Tree

from .phrases import is_mark
from .quotations import Quotation
from .speech import Speech
from .subjects import SUBJECTS

PERSONAL = frozenset({"he", "she"})


def read_neighbours(
    trees: Sequence[Tree], quotations: list[Quotation], found: list[Speech]
) -> list[Speech]:
    """The speeches of quotations that fill their sentence, by the person of the sentence before."""
    told = [span for speech in found for span in speech.content]
    cues = {speech.tree.passage.start for speech in found}
    by_start = {quotation.span.start: quotation for quotation in quotations}
    speeches: list[Speech] = []
    for before, tree in pairwise(trees):
        quotation = by_start.get(tree.passage.start)
        if quotation is None or quotation.is_open or not quotation.is_speech or not tree.nodes:
            continue
        fills = quotation.span.end >= tree.passage.end - 1
        taken = any(
            span.start < quotation.span.end and quotation.span.start < span.end for span in told
        )
        beside = before.passage.paragraph == tree.passage.paragraph
        if not fills or taken or not beside or before.passage.start in cues:
            continue
        person = _person(before)
        if person is not None and is_mark(tree.nodes[0]):
            speech = Speech(before, [tree.nodes[0]], person, [quotation.span], "say", direct=True)
            speeches.append(speech)
    return speeches


def _person(tree: Tree) -> Node | None:
    """The one person whom a sentence in the outlet's words is about; None for none."""
    if any(is_mark(node) for node in tree) or tree.root is None:
        return None
    subject = tree.root.child(*SUBJECTS)
    if subject is None or subject.child("conj") is not None:
        return None
    named = [subject, *subject.all("appos")]
    is_person = subject.lower in PERSONAL or any(node.entity == "PERSON" for node in named)
    return subject if is_person else None
