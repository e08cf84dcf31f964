"""Speech in a headline whose words all begin with capitals: "Minister Slams Delay Of Talks".

Enters: a line written so, in which a parse takes the verb for a name. Leaves: a `Speech` of who stands
before the verb, with the rest of the line.
"""

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .cues import Frame, lexicon
from .phrases import clean, fitted
from .quotations import Quotation, enclosing
from .sources import can_speak
from .speech import Speech

FEWEST_WORDS = 4
LEAST_CAPITALS = 0.7
"""Share of a line's words that begin with a capital where it is written as a title."""

LONGEST_NAME_WORDS = 6

MISTAKEN = frozenset({"NNP", "NNPS", "NN", "NNS"})

HEADLINED = frozenset(
    {
        "say",
        "tell",
        "announce",
        "value",
        "judge",
        "order",
        "name",
        "want",
        "side",
        "present",
        "show",
    }
)
"""Kinds of verbs whose present tense a headline tells as news."""

EITHER = frozenset(
    {
        "state", "report", "claim", "charge", "order", "cable", "text", "post", "message", "plan",
        "aim", "hope", "estimate", "project", "permit", "mandate", "document", "list", "signal",
        "demand", "value", "blog", "parody", "support", "comment", "note", "object", "offer", "back",
        "figure", "insult", "attack", "protest", "promise", "threat", "answer", "view", "question",
    }
)  # fmt: skip
"""Verbs whose third person may as well be the plural of a noun: "Army Reports", "Aid Plans"."""


def read_headline(text: str, tree: Tree, quotations: list[Quotation]) -> Speech | None:
    """The speech of a line in capitals; None for other lines, and where no verb is plain."""
    words = [node for node in tree if node.text[:1].isalpha()]
    capitals = [node for node in words if node.text[:1].isupper()]
    if len(words) < FEWEST_WORDS or len(capitals) < LEAST_CAPITALS * len(words):
        return None
    for node in tree.nodes[1 : LONGEST_NAME_WORDS + 1]:
        frame = _frame(node)
        if frame is None or node.i + 1 >= len(tree.nodes):
            continue
        if enclosing(quotations, node.start) is not None:
            return None
        source = tree.nodes[node.i - 1]
        if source.pos not in {"NOUN", "PROPN"} or not can_speak(source):
            return None
        last = tree.nodes[-2] if tree.nodes[-1].text in {".", "?", "!"} else tree.nodes[-1]
        span = clean(text, Span(tree.nodes[node.i + 1].start, last.end))
        content = fitted(text, span, None, quotations)
        kind = next((one for one in ("say", "tell", "announce") if one in frame.kinds), None)
        return Speech(tree, [node], source, [content], kind or min(frame.kinds & HEADLINED))
    return None


def _frame(node: Node) -> Frame | None:
    """The frame of a word that can only be a verb in the present tense, read as a name."""
    if node.tag not in MISTAKEN or not node.text[:1].isupper() or node.lower[-1:] != "s":
        return None
    for ending, base in (("ies", "y"), ("es", ""), ("s", "")):
        lemma = node.lower.removesuffix(ending) + base
        frame = lexicon().verbs.get(lemma) if node.lower.endswith(ending) else None
        if frame is not None and frame.kinds & HEADLINED and lemma not in EITHER:
            return frame
    return None
