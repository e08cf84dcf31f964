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
    is_short = node.pos == "PROPN" and any(
        name.split()[-1].casefold() in said for name in _names(context) if " " in name
    )
    return is_short or bool(known & said)


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
