"""Verbs of speech in the present tense that a parse takes for nouns: "Haftar claims he holds the port".

Enters: a parsed sentence without a finite verb before the cue, and the words known for names. Leaves: a
`Speech` of who stands right before the cue, with the rest of the sentence.
"""

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .cues import Frame, lexicon
from .phrases import clean, fitted
from .quotations import Quotation, enclosing
from .sources import can_speak
from .speech import Speech
from .subjects import FINITE

MINDFUL = frozenset({"say", "tell", "announce", "think", "want"})
"""Kinds of verbs whose clause or infinitive is what is said or wanted."""

MANY = frozenset({"many", "some", "others", "most", "few", "both"})
OPENING = frozenset({"PRON", "PROPN", "DET", "NUM", "NOUN", "ADJ"})
LONGEST_NAME_WORDS = 8


def read_trailing(text: str, tree: Tree, quotations: list[Quotation]) -> Speech | None:
    """The speech of "“…,” Brandt notes." whose cue is read as a noun at the sentence's end."""
    words = [node for node in tree if node.pos != "PUNCT"]
    if not words or words[-1].tag not in {"NN", "NNS"} or words[-1].tag == "NN":
        return None
    cue = words[-1]
    frame = lexicon().verbs.get(cue.lemma)
    before = [one for one in quotations if one.span.end <= cue.start]
    if frame is None or not frame.kinds & {"say", "tell"} or not before:
        return None
    name = [node for node in words[:-1] if node.start >= before[-1].span.end]
    is_name = 0 < len(name) <= LONGEST_NAME_WORDS and all(node.pos == "PROPN" for node in name)
    said = text[before[-1].span.start : before[-1].span.end].rstrip("\"”'’")
    if not is_name or said[-1:] not in {",", "?", "!"}:
        return None
    return Speech(tree, [cue], name[-1], [before[-1].span], "say", direct=True)


def read_misread(
    text: str, tree: Tree, quotations: list[Quotation], names: frozenset[str]
) -> Speech | None:
    """The speech whose cue is read as a noun; None where the sentence has its verb before."""
    for node in tree.nodes[1 : LONGEST_NAME_WORDS + 1]:
        if node.tag in FINITE:
            return None
        frame = lexicon().verbs.get(node.lemma) if node.tag in {"NN", "NNS"} else None
        if frame is None or not frame.kinds & MINDFUL or node.i + 2 >= len(tree.nodes):
            continue
        source = _speaker(tree, node, names)
        if source is None or not _opens(tree, node, frame):
            continue
        if enclosing(quotations, node.start) is not None:
            return None
        last = tree.nodes[-2] if tree.nodes[-1].text in {".", "?", "!"} else tree.nodes[-1]
        span = clean(text, Span(tree.nodes[node.i + 1].start, last.end))
        content = fitted(text, span, None, quotations)
        kind = "say" if frame.kinds & {"say", "tell"} else min(frame.kinds & MINDFUL)
        return Speech(tree, [node], source, [content], kind)
    return None


def _speaker(tree: Tree, cue: Node, names: frozenset[str]) -> Node | None:
    """Who stands right before a cue, and agrees with it: "Haftar claims", "many fear"."""
    last = tree.nodes[cue.i - 1]
    if cue.tag == "NN":
        is_pair = cue.i > 2 and tree.nodes[cue.i - 2].lower == "and"
        is_many = last.lower in MANY or last.tag in {"NNS", "NNPS"} or is_pair
        return last if is_many and (last.lower in MANY or can_speak(last)) else None
    if last.i == 0 and last.text in names:
        return last
    if last.pos not in {"PROPN", "NOUN"} or last.tag in {"NNS", "NNPS"} or not can_speak(last):
        return None
    if last.pos == "PROPN":
        return last
    has_article = any(one.tag in {"DT", "PRP$"} for one in tree.nodes[: last.i])
    return last if has_article else None


def _opens(tree: Tree, cue: Node, frame: Frame) -> bool:
    """Whether a clause or an infinitive begins right behind a cue, and holds all the verbs there are."""
    first, second = tree.nodes[cue.i + 1], tree.nodes[cue.i + 2]
    finite = [node for node in tree.nodes[cue.i + 1 :] if node.tag in FINITE]
    if first.lower == "to":
        return "infinitive" in frame.takes and second.tag == "VB" and not finite
    if "clause" not in frame.takes or not finite:
        return False
    if first.lower == "that":
        return finite[0].i > cue.i + 2
    return first.pos in OPENING and finite[0].i > cue.i + 1 and cue.lemma not in {"show", "state"}
