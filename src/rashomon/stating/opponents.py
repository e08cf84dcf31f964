"""Who the two sides are that a pact is between, where its sentence only calls them so.

Stands beside `rashomon.stating.pacts`. "The army accused the Front of … In the May declaration both
sides had pledged …". Enters: a sentence that speaks of both sides, and those before it. Leaves: the two
who stood against each other last, or nothing where they are more or fewer.
"""

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.language.trees import Node, Tree
from rashomon.spans import Span
from rashomon.stating.clauses import conjoined
from rashomon.stating.lexicon import people
from rashomon.stating.roles import after_noun, is_party, spans_of
from rashomon.stating.status import status_of
from rashomon.stating.terms import Context, are_sides, pact_words

_BACK = 2
"""How many passages back the two sides may stand."""

_BOTH = 2
_COUNTED = frozenset({"both", "two", "warring", "opposing", "rival"})
_SIDES = frozenset({"side", "party", "belligerent", "foe", "rival", "enemy"})
_RULING = frozenset({"government", "regime", "junta"})
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


def find_signing_sides(signers: list[Node], verb: Node, context: Context) -> tuple[Span, ...]:
    """The two told of before where those who sign are only called so: "the two governments signed it".

    None where the words say whose sides they are ("both parties of the coalition"), or where more than
    two bodies, or none, are told of before; nor where it is only to be signed, or nothing is.
    """
    papers = verb.all("dobj", "nsubjpass")
    is_none = any(each.lower == "no" for one in papers for each in one.all("det"))
    if status_of(verb) != "asserted" or is_none:
        return ()
    if not are_sides(signers) or not any(map(_are_several, signers)):
        return ()
    if any(one.lemma in _SIDES and after_noun(one, "of", "in", "to") for one in signers):
        return ()
    for back in range(1, _BACK + 1):
        at = context.number - back
        found = _sides(context.trees[at]) if at >= 0 else ()
        if found:
            is_both = len(found) == _BOTH and not _are_more(context.trees[at], found)
            return found if is_both else ()
    return ()


def _are_more(tree: Tree, found: tuple[Span, ...]) -> bool:
    """Whether a passage names a body beside two, whatever a parse makes of it."""
    names = [one for one in tree if one.pos == "PROPN" and one.dep not in ("pobj", "compound")]
    rest = [one for one in names if one.dep == "conj" or _is_body(one)]
    return any(not any(span.start <= one.start < span.end for span in found) for one in rest)


def _are_several(node: Node) -> bool:
    return node.tag in ("NNS", "NNPS") or node.lower == "both"


def _is_both(node: Node) -> bool:
    """Whether a word is for two sides: "both sides", "the two parties"."""
    return node.lemma in _SIDES and any(one.lower in _COUNTED for one in node.children)


def _sides(tree: Tree) -> tuple[Span, ...]:
    """The bodies and states that act or are acted on in a passage, each once."""
    nodes = [
        each
        for one in tree
        if one.dep in _ROLES or (one.dep == "pobj" and _is_against(one.head))
        for each in conjoined(one)
        if _is_body(each)
    ]
    distinct = {tree.text(span).casefold(): span for span in spans_of(nodes)}
    return tuple(sorted(distinct.values()))


def _is_against(prep: Node) -> bool:
    """Whether a preposition is before one of two: "between X and Y", "the envoys of X and Y"."""
    is_of_envoys = prep.lower in ("of", "from") and prep.head.lemma in pact_words("speakers")
    return prep.lower in _AGAINST or is_of_envoys


def _is_body(node: Node) -> bool:
    """Whether a word is a name of a body or state, or an army of one; bodies of many states are none."""
    if not is_party(node) or _is_of_many(node):
        return False
    is_armys = (node.lemma in people() or node.lemma in _RULING) and any(
        one.entity in ("NORP", "GPE") for one in node.all("amod", "poss", "compound", "nmod")
    )
    return (node.pos == "PROPN" and node.entity in ("ORG", "GPE", "NORP")) or is_armys


def _is_of_many(node: Node) -> bool:
    """Whether a name is a body's that many states have, which stands beside the two sides."""
    words = [one.text for one in (*node.all("compound"), node)]
    form = registry().form(fold_words(" ".join(words)))
    return form is not None and form.actor.role in ("body", "alliance", "outlet")
