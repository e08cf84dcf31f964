"""Clauses that only tell whose words the sentence holds: "as the ministry announced on Monday".

Enters: a cue's verb behind "as". Leaves: what stands behind such a clause, or around it.
"""

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span

from .phrases import clean
from .subjects import FINITE

PAUSES = frozenset({",", "–", "—", "--"})
"""Marks around an aside."""

LONGEST_CLAUSE_WORDS = 40
"""Words of one such clause between its marks."""


def is_as_clause(verb: Node) -> bool:
    """Whether a verb stands in a clause behind "as": "as the envoy said", "as reported by the daily"."""
    return any(mark.lower == "as" for mark in verb.all("mark", "prep", "advmod"))


def referred(text: str, tree: Tree, verb: Node, last: Node | None) -> list[Span]:
    """What an "as" clause that opens or breaks a sentence goes for; ``last`` is the word before it."""
    if last is None or (last.i == 0 and last.dep == "cc"):
        return _after_comma(text, tree, verb)
    return _around(text, tree, verb)


def _around(text: str, tree: Tree, verb: Node) -> list[Span]:
    """What stands around an aside: "The road, as the envoy said on Monday, leads nowhere"."""
    mark = next((one for one in verb.all("mark", "advmod") if one.lower == "as"), None)
    if mark is None or mark.i < 2 or tree.nodes[mark.i - 1].text not in PAUSES:
        return []
    is_parted = verb.head.lemma == "be" and verb.head.i == mark.i - 2
    if verb.dep != "advcl" or (verb.head.i < verb.i and not is_parted):
        return []
    close = next((node for node in tree.nodes[verb.i + 1 :] if node.text in PAUSES), None)
    if close is None or close.i + 2 >= len(tree.nodes) or close.i - mark.i > LONGEST_CLAUSE_WORDS:
        return []
    first = tree.nodes[1] if tree.nodes[0].dep == "cc" else tree.nodes[0]
    last = tree.nodes[-2] if tree.nodes[-1].text in {".", "?", "!"} else tree.nodes[-1]
    goes_on = any(node.tag in FINITE for node in tree.nodes[close.i :])
    if not goes_on and tree.nodes[mark.i - 2].lemma != "be":
        return []
    halves = [Span(first.start, tree.nodes[mark.i - 1].start), Span(close.end, last.end)]
    return [clean(text, half) for half in halves if half.start < half.end]


def _after_comma(text: str, tree: Tree, verb: Node) -> list[Span]:
    """What follows "As the ministry announced, …"."""
    comma = next((node for node in tree.nodes[verb.i + 1 : -1] if node.text == ","), None)
    if comma is None:
        return []
    last = tree.nodes[-2] if tree.nodes[-1].text in {".", "?", "!"} else tree.nodes[-1]
    return [clean(text, Span(tree.nodes[comma.i + 1].start, last.end))]
