"""Who the two sides are that a pact is between, where its sentence only calls them so.

Stands beside `rashomon.stating.pacts`. "The army accused the Front of … In the May declaration both
sides had pledged …". Enters: a sentence that speaks of both sides, and those before it. Leaves: the two
who stood against each other last, or nothing where they are more or fewer.
"""

from rashomon.language.trees import Node, Tree
from rashomon.spans import Span
from rashomon.stating.clauses import conjoined
from rashomon.stating.lexicon import people
from rashomon.stating.roles import is_party, spans_of
from rashomon.stating.terms import Context

_BACK = 2
"""How many passages back the two sides may stand."""

_BOTH = 2
_COUNTED = frozenset({"both", "two", "warring", "opposing", "rival"})
_SIDES = frozenset({"side", "party", "belligerent", "foe", "rival", "enemy"})
_ROLES = ("nsubj", "nsubjpass", "dobj")
_AGAINST = frozenset({"between", "against", "with", "by", "from"})


def find_opponents(tree: Tree, context: Context) -> tuple[Span, ...]:
    """The two who stood against each other last, where a sentence speaks of both sides."""
    if not any(_is_both(one) for one in tree):
        return ()
    for back in range(_BACK + 1):
        at = context.number - back
        if at < 0:
            return ()
        found = _sides(context.trees[at])
        if len(found) > _BOTH:
            return ()
        if len(found) == _BOTH:
            return found
    return ()


def _is_both(node: Node) -> bool:
    """Whether a word is for two sides: "both sides", "the two parties"."""
    return node.lemma in _SIDES and any(one.lower in _COUNTED for one in node.children)


def _sides(tree: Tree) -> tuple[Span, ...]:
    """The bodies and states that act or are acted on in a passage, each once."""
    nodes = [
        each
        for one in tree
        if one.dep in _ROLES or (one.dep == "pobj" and one.head.lower in _AGAINST)
        for each in conjoined(one)
        if _is_body(each)
    ]
    distinct = {tree.text(span).casefold(): span for span in spans_of(nodes)}
    return tuple(sorted(distinct.values()))


def _is_body(node: Node) -> bool:
    """Whether a word is a name of a body or state, or an army of one."""
    if not is_party(node):
        return False
    is_armys = node.lemma in people() and any(
        one.entity in ("NORP", "GPE") for one in node.all("amod", "poss", "compound", "nmod")
    )
    return (node.pos == "PROPN" and node.entity in ("ORG", "GPE", "NORP")) or is_armys
