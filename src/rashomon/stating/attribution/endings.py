"""Speakers named at a sentence's end in texts that have lost their commas.

Enters: a sentence of a report without commas, as agency texts come out of many data bases ("… near
the capital the ministry said on Monday"). Leaves: a `Speech` where the words before the last cue
name somebody. Without commas a parse hangs such endings anywhere, so the order of words decides.
"""

import re

from rashomon.gazetteers.outlets import find_outlet
from rashomon.language.trees import Node, Tree
from rashomon.records.reports import Report
from rashomon.spans import Span, cut

from .phrases import clean, is_mark, noun_phrase
from .sources import RELATIVE, nouns
from .speech import Speech
from .subjects import FINITE

FEWEST_WORDS_TO_JUDGE = 40
"""Shorter texts may well do without a comma."""

WORDS_A_COMMA = 120
"""English news has a comma every fifteen to thirty words; one in more than this has lost them."""

LONGEST_NAME_WORDS = 10
LONGEST_TAIL_WORDS = 9
"""Words after the cue: who is told, when, in what statement."""

FEWEST_WORDS_SAID = 4

BOUND = frozenset(
    {
        "and", "but", "or", "than", "as", "if", "when", "because", "while", "whether", "what", "how",
        "why", "where", "to", "of", "by", "from", "with", "for", "in", "on", "at", "per", "like",
        "about", "everything", "all", "anything", "nothing", "something", "so",
    }
)  # fmt: skip
"""Words before a name that tie it to what stands before, so that no ending begins there."""

_SAID = frozenset(
    {"say", "report", "add", "announce", "state", "tell", "declare", "claim", "confirm"}
)


def has_lost_commas(report: Report) -> bool:
    """Whether a text is too long to do with the few commas that it has."""
    words = len(re.findall(r"\w+", report.text))
    return words >= FEWEST_WORDS_TO_JUDGE and report.text.count(",") * WORDS_A_COMMA < words


def read_ending(text: str, tree: Tree, found: list[Speech]) -> Speech | None:
    """The speech of a sentence that ends in "… the ministry said"; None where no name stands there."""
    verb = _last_cue(tree)
    if verb is None or any(verb in speech.cue for speech in found):
        return None
    name = _name_before(text, tree, verb) or _name_after(text, tree, verb)
    if name is None:
        return None
    first, last, source = name
    said = tree.nodes[: min(first, verb.i)]
    if len(said) < FEWEST_WORDS_SAID or said[-1].lower in BOUND | RELATIVE:
        return None
    if not any(node.tag in FINITE for node in said):
        return None
    content = clean(text, Span(said[0].start, said[-1].end))
    span = clean(text, Span(tree.nodes[first].start, tree.nodes[last].end))
    told = _told(tree, verb)
    relays = [] if told is None or first > verb.i else [told]
    return Speech(tree, [verb], source, [content], "say", relays=relays, source_span=span)


def _last_cue(tree: Tree) -> Node | None:
    """The last cue of a sentence with little behind it that could be said."""
    for tail, node in enumerate(reversed(tree.nodes[1:])):
        if node.lemma in _SAID and node.tag in {"VBD", "VBZ", "VBP", "NNS", "VBN", "NN"}:
            return node if node.lemma != "tell" or _told(tree, node) is not None else None
        if node.tag in FINITE or tail > LONGEST_TAIL_WORDS:
            return None
    return None


def _name_before(text: str, tree: Tree, verb: Node) -> tuple[int, int, Node] | None:
    """The first and last of the speaker's words before a cue, and their head."""
    last = tree.nodes[verb.i - 1]
    if last.pos == "PRON":
        return (last.i, last.i, last) if last.lower in {"he", "she", "they"} else None
    outlet = _outlet_before(text, tree, verb.i)
    if outlet is not None:
        return outlet, last.i, last
    if last.pos not in {"NOUN", "PROPN"}:
        return None
    for head in (last, *last.ancestors()):
        phrase = noun_phrase(head) if head.pos in {"NOUN", "PROPN"} else []
        if phrase and phrase[-1].i == last.i and _is_speaker(head):
            return phrase[0].i, last.i, head
        if head.i >= verb.i:
            break
    return None


def _name_after(text: str, tree: Tree, verb: Node) -> tuple[int, int, Node] | None:
    """The words of an outlet right behind a cue: "… said the Syrian Observatory"."""
    after = tree.nodes[verb.i + 1 :]
    if verb.lemma == "tell" or not after:
        return None
    for count in range(min(LONGEST_NAME_WORDS, len(after)), 0, -1):
        last = after[count - 1]
        if last.text[:1].isupper() and find_outlet(cut_words(text, after[:count])) is not None:
            return after[0].i, last.i, last
    return None


def _is_speaker(head: Node) -> bool:
    return head.lemma in nouns().speakers or head.entity in {"PERSON", "ORG"}


def _outlet_before(text: str, tree: Tree, end: int) -> int | None:
    """Where the longest name of an outlet that ends at a word begins, its article included."""
    known = nouns().media | {"the", "state", "official", "state-run"}
    for begin in range(max(0, end - LONGEST_NAME_WORDS), end):
        if not tree.nodes[begin].text[:1].isupper() or is_mark(tree.nodes[begin]):
            continue
        if not _begins_outlet(text, tree.nodes[begin:end]):
            continue
        first = begin
        while first and tree.nodes[first - 1].lower in known:
            first -= 1
        return first
    return None


def _begins_outlet(text: str, words: list[Node]) -> bool:
    """Whether words are an outlet's name, with or without "news agency" or "monitor" behind it."""
    while words:
        if find_outlet(cut_words(text, words)) is not None:
            return True
        if words[-1].lower not in nouns().media | nouns().speakers:
            return False
        words = words[:-1]
    return False


def cut_words(text: str, words: list[Node]) -> str:
    """The text of words in a row."""
    return cut(text, Span(words[0].start, words[-1].end))


def _told(tree: Tree, verb: Node) -> Node | None:
    """The outlet that is told right after a cue: "he told SANA"."""
    for node in tree.nodes[verb.i + 1 : verb.i + 5]:
        if node.text[:1].isupper() and find_outlet(node.text) is not None:
            return node
    return None
