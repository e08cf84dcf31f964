"""Whether a word stands for a party of the pact last spoken of, under another of its names.

Stands beside `rashomon.stating.recitals`. "Tehran", "the Iranians" and "Iran's navy" are Iran, and "the
FARC" are those for whom their leader signed. Enters: a word of a passage, and what a reader has in mind.
"""

from collections.abc import Iterable, Iterator

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.language.trees import Node, Tree
from rashomon.spans import Span
from rashomon.stating.extents import phrase
from rashomon.stating.terms import Context

_OF_STATES = frozenset({"state", "government", "army", "force", "person"})


def is_partner(tree: Tree, node: Node, context: Context) -> bool:
    """Whether a word is for a party, or for men of a party, of the pact last spoken of."""
    known = {key for name in _names(context) for key in _keys(name)}
    said = set(_keys(tree.text(phrase(node))))
    is_short = (node.pos == "PROPN" or _is_the(node)) and any(
        name.split()[-1].casefold() in said | {node.lower}
        for name in _names(context)
        if " " in name
    )
    return is_short or bool(known & said) or (_is_the(node) and _is_kind_of_party(node, context))


def _is_the(node: Node) -> bool:
    """Whether a noun stands alone for somebody known: "the front", "the rebels"."""
    before = [one.lower for one in node.children if one.i < node.i]
    return before in (["the"], ["its"]) and node.pos in ("NOUN", "ADJ", "PROPN")


def _is_kind_of_party(node: Node, context: Context) -> bool:
    """Whether a noun says what one of the parties is: the state among them, or the body beside it."""
    keys = [set(_keys(name)) for name in _names(context)]
    lands = [{one for one in each if one.startswith("state:")} for each in keys]
    if node.lemma in _GOVERNING:
        return len({one for each in lands for one in each}) == 1
    return node.lemma in _ARMED and any(lands) and not all(lands)


_GOVERNING = frozenset({"government", "state", "authority", "regime", "junta"})
_ARMED = frozenset(
    {
        "rebel", "guerrilla", "guerilla", "insurgent", "militia", "movement", "faction", "group",
        "separatist", "front", "fighter", "militant",
    }
)  # fmt: skip
"""Nouns for who governs a state, and for armed bodies that are party to a pact with one."""


def _names(context: Context) -> Iterator[str]:
    """The words for the parties of the pact, as they stood in their passages."""
    for span in (*context.parties, *context.behind):
        yield from _words(span, context)


def _words(span: Span, context: Context) -> Iterable[str]:
    for tree in context.trees:
        if tree.passage.start <= span.start and span.end <= tree.passage.end:
            yield tree.text(span)
            return


def _keys(name: str) -> Iterator[str]:
    """What a name goes by: the states and bodies in it, and its own words without an article."""
    words = fold_words(name.removesuffix("'s").removesuffix("’s"))
    for hit in registry().hits(words):
        actor = hit.form.actor
        is_land = actor.role in _OF_STATES or actor.kind == "place"
        by_state = is_land and actor.country is not None
        yield f"state:{actor.country}" if by_state else actor.id
    own = [one for one in words if one not in ("the", "a", "an", "s")]
    if own:
        yield " ".join(own)
