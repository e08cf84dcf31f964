"""Agencies named in brackets at a sentence's end: "Boats burn in the port on Monday. (Reuters)".

Enters: the sentences of a report. Leaves: a `Speech` of the agency, with the sentence that it stands
behind. A bracket behind the name of a town, or before a text, is a dateline and tells nothing.
"""

from collections.abc import Sequence
from itertools import pairwise

from rashomon.gazetteers.outlets import find_outlet
from rashomon.language.trees import Node, Tree
from rashomon.spans import Span, cut

from .phrases import clean
from .sources import nouns
from .speech import Speech
from .subjects import FINITE

PICTURES = frozenset({"photo", "photos", "image", "images", "file", "picture", "via", "by", "from"})
"""Words beside an agency's name in the credit of a picture, whose legend stands before it."""

LONGEST_CREDIT_WORDS = 6
FEWEST_WORDS_TOLD = 5
"""Fewer words before a bracket are a place and a day, and no sentence."""


def read_credits(text: str, trees: Sequence[Tree]) -> list[Speech]:
    """The speeches of agencies that are named in brackets behind what they tell."""
    found: list[Speech | None] = []
    for before, tree in pairwise([None, *(tree for tree in trees if tree.nodes)]):
        if tree is None:
            continue
        opened = [node.i for node in tree if node.text == "("]
        if opened[:1] == [0] and before is not None:
            is_next = before.passage.paragraph == tree.passage.paragraph
            found.append(_credited(text, tree, 0, before.nodes) if is_next else None)
        found += [_credited(text, tree, at, tree.nodes[:at]) for at in opened if at]
    return [speech for speech in found if speech is not None]


def _credited(text: str, tree: Tree, at: int, told: list[Node]) -> Speech | None:
    """The speech of the agency in the bracket that a word opens; None for any other bracket."""
    inside = tree.nodes[at + 1 : at + 2 + LONGEST_CREDIT_WORDS]
    closed = next((node for node in inside if node.text == ")"), None)
    if closed is None or len(told) < FEWEST_WORDS_TOLD:
        return None
    words = inside[: inside.index(closed)]
    name = [node for node in words if node.lower not in PICTURES and node.pos != "PUNCT"]
    behind = [node for node in tree.nodes[closed.i + 1 :] if node.pos != "PUNCT"]
    if any(node.tag == "HYPH" or node.text in {"-", "–"} for node in words):
        return None  # "(D-Pa.)", a party and a state
    if (at and behind and len(name) == len(words)) or not _is_agency(text, name):
        return None
    if not any(node.tag in FINITE for node in told) or _is_named(text, told):
        return None
    content = clean(text, Span(told[0].start, told[-1].end))
    span = Span(name[0].start, name[-1].end)
    return Speech(tree, [tree.nodes[at]], name[-1], [content], "say", source_span=span)


def _is_agency(text: str, words: list[Node]) -> bool:
    outlet = find_outlet(cut(text, Span(words[0].start, words[-1].end))) if words else None
    return outlet is not None and outlet.kind == "agency"


def _is_named(text: str, told: list[Node]) -> bool:
    """Whether words end in an outlet's name, which the bracket only shortens."""
    if told[-1].lemma in nouns().media | nouns().outlets:
        return True
    tails = (told[-count:] for count in range(1, LONGEST_CREDIT_WORDS))
    return any(find_outlet(cut(text, Span(one[0].start, one[-1].end))) is not None for one in tails)
