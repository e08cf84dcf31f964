"""Speech that its cue breaks: "The accord, he told a paper, was never invoked".

Enters: a cue's verb in its sentence. Leaves: what stands before and behind the aside, and the speaker in
it. Parses hang such asides anywhere (on the noun before, as a clause beside), so that commas decide.
"""

from dataclasses import dataclass

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .cues import Frame
from .phrases import clean, is_adverbial, is_mark
from .quotations import Quotation, enclosing
from .sources import RELATIVE, can_show
from .subjects import FINITE, SUBJECTS

LONGEST_ASIDE_WORDS = 16
"""Words between the two commas: a speaker with an office, the cue, who is told and when."""

LEADING = frozenset(
    {"as", "who", "which", "that", "while", "when", "where", "because", "and", "but", "if"}
)
"""Words that open a clause of its own, and no aside."""

ENDS = frozenset({",", "–", "—", "--"})

PREDICATES = frozenset({"ADJ", "ADV", "DET", "NOUN", "PROPN", "NUM", "VERB", "ADP", "PART"})
"""Kinds of words that may follow "was" behind an aside."""

CONDITIONS = frozenset({"if", "unless", "should"})
"""Words that open a condition, whose consequence goes on behind an aside."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The halves of a speech that its cue breaks, and who speaks."""

    content: list[Span]
    source: Node


def read_broken(
    text: str, tree: Tree, verb: Node, frame: Frame, quotations: list[Quotation]
) -> Broken | None:
    """The two halves of a clause around ", the mayor said on Friday,"; None for no such aside."""
    if "alone" not in frame.takes or not _is_told(verb):
        return None
    aside = _aside(tree, verb)
    if aside is None:
        return None
    first, last = aside[0], _with_holder(tree, verb, aside[1])
    before, after = _own_clause(tree.nodes[: first.i - 1]), tree.nodes[last.i + 2 :]
    if before and first is verb and not _is_broken(before, after, quotations):
        last = _over_apposition(tree, last)
        after = tree.nodes[last.i + 2 :]
    if (
        not before
        or not after
        or not (_is_so(first, verb) or _is_broken(before, after, quotations))
    ):
        return None
    if _is_so(first, verb):
        before = _last_half(before)
    source = _speaker(tree.nodes[first.i : last.i + 1], verb)
    if source is None:
        return None
    end = after[-2] if after[-1].text in {".", "?", "!"} and len(after) > 1 else after[-1]
    if before[0].lower in RELATIVE:
        end = next((one for one in after if one.text in ENDS), end)
    halves = [Span(before[0].start, before[-1].end), Span(after[0].start, end.end)]
    if before[0].dep == "cc" and len(before) == 1:
        halves = halves[1:]
    return Broken([clean(text, half) for half in halves], source)


def _is_told(verb: Node) -> bool:
    """Whether a cue tells of words spoken: "warned", "has warned"."""
    has = verb.tag == "VBN" and any(one.lemma == "have" for one in verb.all("aux"))
    return has or verb.tag in FINITE


def _is_broken(before: list[Node], after: list[Node], quotations: list[Quotation]) -> bool:
    """Whether a clause begins before an aside and goes on behind it.

    "If the road stays shut, he warned, they will starve" begins with the condition.
    """
    if _is_condition(before, quotations):
        return _is_main(after, quotations)
    return (_is_half(before, quotations) and _goes_on(after, quotations)) or is_predicate(
        before, after
    )


def is_predicate(before: list[Node], after: list[Node]) -> bool:
    """Whether an aside parts "was" from what it says of its subject: "The fort was, he said, empty"."""
    last = before[-1]
    has_subject = any(node.dep in {*SUBJECTS, "nsubjpass", "expl"} for node in before)
    if last.lemma != "be" or last.tag not in FINITE or not has_subject or is_mark(after[0]):
        return False
    return after[0].pos in PREDICATES and not any(node.tag in FINITE for node in after)


def _own_clause(before: list[Node]) -> list[Node]:
    """The words before an aside from the last semicolon or colon on, or a relative pronoun alone."""
    if len(before) > 2 and before[-1].lower in RELATIVE and before[-2].text in ENDS:
        return before[-1:]
    ends = [at for at, node in enumerate(before[:-1]) if node.text in {";", ":"}]
    return before[ends[-1] + 1 :] if ends else before


def _is_condition(words: list[Node], quotations: list[Quotation]) -> bool:
    """Whether words before an aside are a condition, in the outlet's own words."""
    if words[0].lower not in CONDITIONS or enclosing(quotations, words[-1].start) is not None:
        return False
    is_clause = words[0].dep in {"mark", "aux"} and words[0].head.i <= words[-1].i
    return is_clause and any(node.dep in {*SUBJECTS, "nsubjpass", "expl"} for node in words)


def _is_main(words: list[Node], quotations: list[Quotation]) -> bool:
    """Whether words behind an aside are a clause with a subject before its verb."""
    if enclosing(quotations, words[0].start) is not None:
        return False
    verb = next((at for at, node in enumerate(words) if node.tag in FINITE), None)
    return verb is not None and any(
        node.dep in {*SUBJECTS, "nsubjpass", "expl"} for node in words[:verb]
    )


def _is_so(first: Node, verb: Node) -> bool:
    """Whether an aside is ", so a colleague told me," and nothing but who says all around it."""
    return first.lower == "so" and verb.child("ccomp", "xcomp", "prep", "advcl") is None


def _last_half(before: list[Node]) -> list[Node]:
    """What a "so he told me" goes for: "he came and – so he told me – left" only for the leaving."""
    return before[-1:] if before[-1].dep == "cc" else before


def _aside(tree: Tree, verb: Node) -> tuple[Node, Node] | None:
    """The first and last word between the marks around a cue; None where there are none."""
    first = verb.i
    while first > 0 and tree.nodes[first - 1].text not in ENDS:
        first -= 1
    last = verb.i
    while last + 1 < len(tree.nodes) and tree.nodes[last + 1].text not in ENDS:
        last += 1
    if first < 2 or last + 2 >= len(tree.nodes) or last - first >= LONGEST_ASIDE_WORDS:
        return None
    words = tree.nodes[first : last + 1]
    if words[0].lower in LEADING | RELATIVE or any(is_mark(node) for node in words):
        return None
    others = [node for node in words if node.tag in FINITE and node is not verb]
    if any(node.head is not verb or node.dep not in {"aux", "auxpass"} for node in others):
        return None
    return words[0], words[-1]


def _with_holder(tree: Tree, verb: Node, last: Node) -> Node:
    """The last word of "said their spokesman, Col. Menon,": a name behind an office belongs to it."""
    if last.i <= verb.i or last.pos not in {"NOUN", "PROPN"}:
        return last
    at = last.i + 2
    while at < len(tree.nodes) - 2 and tree.nodes[at].pos == "PROPN":
        at += 1
    is_name = at > last.i + 2 and tree.nodes[at].text in ENDS
    return tree.nodes[at - 1] if is_name else last


def _over_apposition(tree: Tree, last: Node) -> Node:
    """The last word of what tells who a speaker is: ", said Lena Brandt, a judge from Kisra,"."""
    if last.pos != "PROPN" or last.i + 2 >= len(tree.nodes):
        return last
    words = tree.nodes[last.i + 2 : last.i + 2 + LONGEST_ASIDE_WORDS]
    close = next((node for node in words if node.text in ENDS), None)
    if words[0].pos not in {"DET", "NOUN", "ADJ", "PROPN"} or close is None or close is words[0]:
        return last
    inside = tree.nodes[last.i + 2 : close.i]
    return last if any(node.tag in FINITE for node in inside) else inside[-1]


def _is_half(words: list[Node], quotations: list[Quotation]) -> bool:
    """Whether words before an aside leave their clause unfinished, in the outlet's own words."""
    if any(node.tag in FINITE for node in words) or len(words) > LONGEST_ASIDE_WORDS:
        return False
    if enclosing(quotations, words[-1].start) is not None or is_mark(words[-1]):
        return False
    return any(node.pos in {"NOUN", "PROPN", "PRON"} and not is_adverbial(node) for node in words)


def _goes_on(words: list[Node], quotations: list[Quotation]) -> bool:
    """Whether words behind an aside begin with the verb that the words before wait for."""
    at = 0
    while at < len(words) - 1 and words[at].pos == "ADV":
        at += 1
    return words[at].tag in FINITE and enclosing(quotations, words[at].start) is None


def _speaker(words: list[Node], verb: Node) -> Node | None:
    """Who speaks in an aside: the verb's subject there, else the nearest noun before or behind it."""
    inside = {node.i for node in words}
    own = next((one for one in verb.all(*SUBJECTS) if one.i in inside), None)
    if own is not None:
        return own
    before = [node for node in reversed(words) if node.i < verb.i]
    after = [node for node in words if node.i > verb.i]
    for node in before or after:
        is_part = node.head.i > node.i and node.dep in {
            "compound",
            "nmod",
            "poss",
            "amod",
            "nummod",
        }
        if node.pos in {"NOUN", "PROPN", "PRON"} and not is_part and can_show(node):
            return None if is_adverbial(node) else node
    return None
