"""Speech behind a colon that a sentence announces: "he made a promise: the road would open in May".

Enters: a parsed sentence whose colon has a clause behind it. Leaves: a `Speech` where the words before
the colon say that somebody gives an answer, is blunt or goes further; verbs of speech have their own.
"""

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .cues import Frame, lexicon, verb_frame
from .phrases import clean, fitted
from .quotations import Quotation, enclosing
from .sources import RELATIVE, can_speak
from .speech import Speech
from .subjects import FINITE, subject

SPOKEN = frozenset({"claim", "telling", "will", "intention", "wording"})
"""Kinds of nouns whose wording may stand behind a colon."""

OUTSPOKEN = frozenset(
    {
        "blunt", "clear", "frank", "categorical", "adamant", "unequivocal", "emphatic", "explicit",
        "candid", "brief", "terse", "plain", "direct", "curt", "firm", "succinct", "defiant",
    }
)  # fmt: skip
"""How somebody is who then says it: "the envoy was blunt: there would be no talks"."""

ONWARD = frozenset({"further", "farther"})
LINKING = frozenset({"be", "come", "sound", "remain", "read", "follow"})


def read_announced(text: str, tree: Tree, quotations: list[Quotation]) -> Speech | None:
    """The speech behind a sentence's first colon; None where nobody is said to speak before it."""
    at = next((node.i for node in tree.nodes[2:] if node.text == ":"), None)
    if at is None or enclosing(quotations, tree.nodes[at].start) is not None:
        return None
    before, after = tree.nodes[:at], tree.nodes[at + 1 :]
    if not any(node.tag in FINITE for node in after) or any(
        node.text in {";", "–", "—"} for node in before
    ):
        return None
    verb = next((node for node in reversed(before) if node.tag[:2] == "VB"), None)
    found = None if verb is None else _announced(verb, before[-1])
    if found is None:
        return None
    cue, source, kind = found
    if source.lower in {"it", "this", "that", *RELATIVE} or not (
        can_speak(source) or source.tag == "PRP$"
    ):
        return None
    span = fitted(text, clean(text, Span(after[0].start, tree.passage.end)), None, quotations)
    return Speech(tree, [cue], source, [_without_stop(text, span)], kind)


def _announced(verb: Node, last: Node) -> tuple[Node, Node, str] | None:
    """The cue before a colon, who speaks and the kind of cue."""
    frame = verb_frame(verb)
    who = subject(verb)
    if who is None or (frame is not None and "alone" in frame.takes):
        return None
    if verb.lemma in LINKING:
        return _described(verb, last, who)
    if verb.lemma == "go" and last.head is verb and last.lower in ONWARD:
        return verb, who, "say"
    noun = _wording(last) if last.dep == "dobj" and last.head is verb else None
    return None if noun is None else (last, who, _kind(noun))


def _described(verb: Node, last: Node, who: Node) -> tuple[Node, Node, str] | None:
    """Whose answer is said to be short, or who is said to be blunt."""
    noun, owner = _wording(who), who.child("poss")
    if noun is not None and owner is not None:
        return who, owner, _kind(noun)
    return (last, who, "say") if last.head is verb and last.lower in OUTSPOKEN else None


def _wording(noun: Node) -> Frame | None:
    """The frame of a noun for words that somebody gives; None for any other."""
    frame = lexicon().nouns.get(noun.lemma) if noun.pos == "NOUN" else None
    return frame if frame is not None and frame.kinds & SPOKEN else None


def _kind(frame: Frame) -> str:
    return "claim" if "claim" in frame.kinds else min(frame.kinds & SPOKEN)


def _without_stop(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1] == ".":
        end -= 1
    return Span(span.start, end)
