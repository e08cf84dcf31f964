"""How many of a force are in a place of their own: "1,200 men in X and 300 at the port", "another 60".

Stands beside `rashomon.stating.counts`, which reads the first figure. Enters: the tree of a passage, and
the one before it, in which what "another 6,000" are may stand. Leaves: drafts of FORCE, complete but for
whose word they stand on.
"""

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, subject_of
from rashomon.stating.counts import HAVING, count_draft, figure
from rashomon.stating.lexicon import listed, load_table
from rashomon.stating.roles import (
    after_noun,
    counted,
    is_party,
    number_of,
    scope,
    spans_of,
    times_in,
)
from rashomon.stating.stationing import (
    OTHER_NUMBERS,
    also_counted,
    have_gone,
    is_stationed,
    placed_behind,
)
from rashomon.stating.status import status_of
from rashomon.stating.whereabouts import places_in


def find_detachments(tree: Tree, before: Tree | None = None) -> list[Draft]:
    """The drafts of a passage that tell where a further number of men is, or some of those told of.

    Args:
        tree: The passage.
        before: The one before it in the report.
    """
    found: list[Draft] = []
    for node in tree:
        if node.pos == "NOUN" and node.lemma in _table("forces"):
            found.extend(_also_at(tree, node))
            found.extend(_some_beside(tree, node))
        elif node.pos in VERBAL and node.dep not in ("aux", "auxpass") and before is not None:
            found.extend(_others(tree, node, before))
    return found


def _also_at(tree: Tree, men: Node) -> Iterator[Draft]:
    """Numbers that go on from counted men, each with a place of its own: "and 300 at the port"."""
    own = number_of(men)
    if own is None:
        return
    verb = next((one for one in men.ancestors() if one.pos in VERBAL), men)
    holder = subject_of(verb) if verb.lemma in HAVING else None
    owned = holder is not None and is_party(holder)
    for number in also_counted(men):
        places = placed_behind(number)
        if places:
            whose = spans_of([holder]) if holder is not None and owned else (own,)
            yield _draft(tree, number, verb, whose, places)


def _some_beside(tree: Tree, men: Node) -> Iterator[Draft]:
    """Some of the men told of in the same clause: "the peacekeepers, 240 of them, are in their camp"."""
    verb = next((one for one in men.ancestors() if one.pos in VERBAL), None)
    if verb is None or men.dep not in ("nsubj", "nsubjpass") or not is_stationed(verb):
        return
    for number in (*men.all("appos"), *verb.all("attr", "appos")):
        if not _is_figure(number):
            continue
        of = [one.lower for one in after_noun(number, "of")]
        places = placed_behind(number) or places_in(scope(verb), verb)
        if of in (["them"], ["these"], ["whom"]) and places:
            yield _draft(tree, number, verb, spans_of([men]), places)


def _others(tree: Tree, verb: Node, before: Tree) -> Iterator[Draft]:
    """Where others of the men just told of are: "another 6,000 are dug in around the town"."""
    number = verb.child("nsubj", "nsubjpass")
    if number is None or not _is_figure(number) or number.all("prep") or not is_stationed(verb):
        return
    more = any(child.lower in _MORE for child in number.children)
    men = next((one for one in reversed(before.nodes) if _are_men(one)), None)
    places = places_in(scope(verb), verb)
    own = None if men is None else number_of(men)
    if more and own is not None and places:
        yield _draft(tree, number, verb, (own,), places)


_MORE = frozenset({"another", "further", "more", "other", "additional"})


def _are_men(node: Node) -> bool:
    named = node.pos == "NOUN" and node.lemma in _table("forces")
    return named and number_of(node) is not None and not have_gone(node)


def _is_figure(node: Node) -> bool:
    return node.pos == "NUM" and node.entity not in OTHER_NUMBERS and counted(node) is node


def _draft(
    tree: Tree, number: Node, verb: Node, whose: tuple[Span, ...], places: tuple[Span, ...]
) -> Draft:
    return replace(
        count_draft(tree, number, "FORCE", verb, whose),
        places=places,
        quantities=(figure(number),),
        status=status_of(verb),
        times=times_in(scope(verb)),
    )


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
