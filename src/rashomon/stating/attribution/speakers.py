"""The speaker beside a cue whose parse gives it no subject, or one inside the speech.

Enters: a cue's verb in its sentence. Leaves: the noun right before or behind it, across words of time
and asides.
"""

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .phrases import is_adverbial, is_mark
from .sources import can_speak

SHARES = frozenset({"half", "third", "quarter", "fifth", "thirds", "quarters"})
"""Parts of those asked, which a parse takes for adjectives: "nearly a third say so"."""

LONGEST_ADVERBIAL_WORDS = 14
"""Words between a speaker and the cue where no comma parts them."""

MOST_ASIDES = 3
"""Asides between a speaker and the cue: an age, an office, how he came to speak."""

OPENERS = {
    ")": frozenset("("), ",": frozenset(","), "–": frozenset("–"), "—": frozenset("—"),
    "-": frozenset("-"), "--": frozenset({"--"}),
}  # fmt: skip
"""The mark that opens an aside, by the one that closes it."""

LONGEST_ASIDE_WORDS = 40
"""Words of one aside between a speaker and the cue."""


def noun_before(tree: Tree, verb: Node) -> Node | None:
    """The noun that stands before the verb, where the parse gives it no subject.

    "The ministry has for the first time admitted" steps over the words of time: an adverbial phrase
    is never who speaks.
    """
    at = verb.i - 1
    while at >= max(0, verb.i - LONGEST_ADVERBIAL_WORDS):
        node = tree.nodes[at]
        is_share = node.lower in SHARES or (node.pos == "NUM" and node.head is verb)
        if is_share or (node.pos in {"PROPN", "NOUN", "PRON"} and not is_adverbial(node)):
            return node
        if node.dep == "pobj" and node.head.i < at:
            at = node.head.i - 1
        elif node.pos in {"ADV", "AUX"} or is_adverbial(node):
            at -= 1
        else:
            return None
    return None


def noun_over_asides(tree: Tree, verb: Node) -> Node | None:
    """The speaker whom asides part from a cue: "the mayor, 61, who had come alone, told the council".

    A parse often loses such a subject. The asides stand between commas, dashes or brackets right before
    the cue.
    """
    at = verb.i - 1
    while at > 0 and tree.nodes[at].pos in {"AUX", "ADV", "PART"}:
        at -= 1
    for _ in range(MOST_ASIDES):
        openers = OPENERS.get(tree.nodes[at].text)
        if at < 2 or openers is None:
            return None
        opener = at - 1
        while opener > 0 and tree.nodes[opener].text not in openers:
            opener -= 1
        if opener == 0 or at - opener > LONGEST_ASIDE_WORDS:
            return None
        last = tree.nodes[opener - 1]
        if last.pos in {"NOUN", "PROPN"} and not is_adverbial(last) and can_speak(_top(last)):
            return _top(last)
        at = opener - 1 if last.text in OPENERS else opener
    return None


def _top(last: Node) -> Node:
    """The head of the phrase that a noun ends: "envoy" in "the envoy of the bloc in Cairo"."""
    top = last
    while top.dep in {"pobj", "prep", "compound", "nmod", "poss"} and top.head is not top:
        if top.head.pos not in {"NOUN", "PROPN", "ADP"} or top.head.i > last.i:
            break
        top = top.head
    return top if top.pos in {"NOUN", "PROPN"} else last


def outside(tree: Tree, verb: Node, source: Node, content: list[Span]) -> Node:
    """The source, or where the parse put it into the speech, the noun right after the verb."""
    if not any(span.start <= source.start < span.end for span in content):
        return source
    return noun_after(tree, verb) or source


def noun_after(tree: Tree, verb: Node) -> Node | None:
    """The noun after an inverted verb: "said the old commander" gives "commander"."""
    for node in tree.nodes[verb.i + 1 : verb.i + 8]:
        if node.text in {",", ".", ";", ":"} or is_mark(node):
            return None
        is_part = node.dep in {"compound", "nmod", "poss", "amod"} and node.head.i > node.i
        if node.pos in {"PROPN", "NOUN", "PRON"} and not is_part and not is_adverbial(node):
            return node
    return None
