"""Quotations that a colon introduces without a verb of speech: "As the envoy put it: “…”".

Enters: a parsed sentence, the quotations near it and the speeches found in it. Leaves: a `Speech` whose
cue is the verb before the colon, or the colon behind a name alone.
"""

from rashomon.language.trees import Node, Tree

from .phrases import clean, is_mark
from .quotations import Quotation
from .sources import can_show, can_speak
from .speech import Speech
from .subjects import FINITE, subject

LONGEST_NAME_WORDS = 6
"""Words before a colon that are a name and no sentence."""


def read_introduction(
    text: str, tree: Tree, quotations: list[Quotation], found: list[Speech]
) -> Speech | None:
    """The speech that stands in quotation marks behind a sentence's colon and has no cue; else None."""
    colon = next((node for node in tree if node.text == ":" and node.i > 0), None)
    if colon is None:
        return None
    quotation = next((one for one in quotations if 0 < one.span.start - colon.start <= 3), None)
    if quotation is None or not quotation.is_speech:
        return None
    told = [span for speech in found if speech.tree is tree for span in speech.content]
    if any(span.start < quotation.span.end and quotation.span.start < span.end for span in told):
        return None
    content = [clean(text, quotation.span)]
    before = tree.nodes[: colon.i]
    verbs = [node for node in before if node.tag in FINITE and node.dep not in {"aux", "auxpass"}]
    if not verbs and len(before) <= LONGEST_NAME_WORDS and _names(before[-1]):
        return Speech(tree, [colon], before[-1], content, "say", direct=True)
    for verb in reversed(verbs):
        source = subject(verb)
        if (
            source is not None
            and can_speak(source)
            and source.lower not in {"it", "i", "we", "you"}
        ):
            return Speech(tree, [verb], source, content, "say", direct=True)
    return None


def _names(last: Node) -> bool:
    return last.pos in {"PROPN", "NOUN"} and can_show(last) and not is_mark(last)
