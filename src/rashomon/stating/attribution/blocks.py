"""Words set off as a paragraph of their own behind a colon, without quotation marks.

Enters: the sentences of a report and the speeches found in them. Leaves: a `Speech` where a paragraph
ends in "the minister wrote:" and nothing in it is said; what is said is the paragraph behind, or the
list.
"""

from collections.abc import Sequence
from itertools import pairwise

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .cues import verb_frame
from .phrases import is_mark
from .sources import can_show, is_empty
from .speech import Speech
from .subjects import FINITE, is_passive, speaker

SPOKEN = frozenset({"say", "tell", "ask", "announce"})
"""Kinds of verbs whose words may stand as a paragraph of their own."""


def read_blocks(trees: Sequence[Tree], found: Sequence[Speech]) -> list[Speech]:
    """The speeches whose words are the paragraph or the list behind a colon."""
    filled = [tree for tree in trees if tree.nodes]
    cues = {speech.cue[0].start for speech in found}
    blocks: list[Speech] = []
    for at, (tree, behind) in enumerate(pairwise(filled)):
        is_last = behind.passage.paragraph != tree.passage.paragraph
        if not is_last or tree.nodes[-1].text != ":" or is_mark(behind.nodes[0]):
            continue
        verb = _saying(tree, cues)
        source = None if verb is None else speaker(verb)[0]
        if verb is None or source is None or is_empty(source) or not can_show(source):
            continue
        blocks.append(Speech(tree, [verb], source, [_block(filled[at + 1 :])], "say", direct=True))
    return blocks


def _saying(tree: Tree, cues: set[int]) -> Node | None:
    """The last verb of a sentence that ends in a colon, where it is one of speech with nothing said."""
    finite = [node for node in tree if node.tag in FINITE and node.dep not in {"aux", "auxpass"}]
    verbs = finite or [node for node in tree if node.tag[:2] == "VB"]
    if not verbs or verbs[-1].start in cues or is_passive(verbs[-1]):
        return None
    frame = verb_frame(verbs[-1])
    is_speech = frame is not None and "alone" in frame.takes and bool(frame.kinds & SPOKEN)
    return verbs[-1] if is_speech else None


def _block(behind: Sequence[Tree]) -> Span:
    """The paragraph that the first sentence opens, or the whole list where it is an item of one."""
    first = last = behind[0].passage
    for tree in behind[1:]:
        is_listed = first.kind == "item" and tree.passage.kind == "item"
        if tree.passage.paragraph != first.paragraph and not is_listed:
            break
        last = tree.passage
    return Span(first.start, last.end)
