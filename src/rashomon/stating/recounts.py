"""Numbers that go back to men told of before: "it has only 2,500 there", "some 300 of them are", "none".

Stands beside `rashomon.stating.counts`. Enters: the tree of a passage, and the one before it, in which
what is counted may stand. Leaves: drafts of FORCE, complete but for whose word they stand on.
"""

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, frame_of, subject_of
from rashomon.stating.counts import HAVING, count_draft, figure
from rashomon.stating.extents import phrase
from rashomon.stating.lexicon import listed, load_table, word_set
from rashomon.stating.roles import after_noun, is_party, number_of, scope, spans_of, times_in
from rashomon.stating.stationing import OTHER_NUMBERS
from rashomon.stating.status import status_of
from rashomon.stating.whereabouts import places_in


def find_recounts(tree: Tree, before: Tree | None = None) -> list[Draft]:
    """The drafts of a passage that tell how many there are of those told of before.

    Args:
        tree: The passage.
        before: The one before it in the report.
    """
    found: list[Draft] = []
    for node in tree:
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass"):
            found.extend(_rests(tree, node, before))
            found.extend(_some_of_them(tree, node, before))
            found.extend(_restated(tree, node, before))
            found.extend(_none_left(tree, node, before))
    return found


def last_of_men(before: Tree | None, ranks: Tree | None) -> Tree | None:
    """The passage that a bare number goes back to: the one before, or an earlier one that tells of men.

    Args:
        before: The passage before.
        ranks: What this gave for the passage before.
    """
    if before is None or ranks is None or _last_force(list(before)) is not None:
        return before
    counts = any(
        node.lemma in _table("tolls") or (node.pos == "NOUN" and number_of(node) is not None)
        for node in before
    )
    near = before.passage.start - ranks.passage.end < _FORGOTTEN
    return ranks if _tells_of_men(ranks) and near and not counts else before


_FORGOTTEN = 300
"""Characters behind men who were counted, some two sentences, after which a number is another's."""


_BOUNDS = frozenset({"more", "less", "fewer"})

_HERE = frozenset({"there", "here"})


def _rests(tree: Tree, verb: Node, before: Tree | None) -> Iterator[Draft]:
    """A number of men whose noun stands in the sentence before: "it has only 2,500 there"."""
    if verb.lemma not in HAVING or before is None:
        return
    holder = subject_of(verb)
    if holder is None or not is_party(holder) or not _tells_of_men(before):
        return
    given = frame_of(verb).undergoers
    if any(one.pos != "NUM" and number_of(one) is not None for one in given):
        return  # "X keeps 1,500 soldiers there and Y more than 1,000"
    for number in given:
        if number.pos != "NUM" or number.entity in OTHER_NUMBERS or number.all("acl"):
            continue  # "has 70,000 displaced in the town"
        words = scope(verb)
        places = places_in(words, verb)
        if not places and not any(word.lower in _HERE for word in words):
            continue
        status = status_of(verb)
        if status == "denied" and any(child.lower in _BOUNDS for child in number.children):
            status = "asserted"
        draft = count_draft(tree, number, "FORCE", verb, spans_of([holder]))
        yield replace(
            draft,
            places=places,
            quantities=(figure(number),),
            status=status,
            times=times_in(words),
        )


def _some_of_them(tree: Tree, verb: Node, before: Tree | None) -> Iterator[Draft]:
    """Where some of the men just told of are: "about 300 of them are in the capital"."""
    subject = _number_that_is(verb) if verb.lemma in _table("being") else None
    if subject is None or subject.pos != "NUM" or verb.child("attr", "acomp") is not None:
        return
    of = {one.lower for one in (*after_noun(subject, "of"), *_fronted(verb))}
    earlier = [*(() if before is None else before.nodes), *tree.nodes[: subject.i]]
    men = [one for one in earlier if one.lemma in _table("forces") and one.pos == "NOUN"]
    alone = not subject.all("prep") and not _fronted(verb) and subject.entity not in OTHER_NUMBERS
    if not (of & {"them", "whom", "these", "those"} or alone) or not men:
        return
    words = scope(verb)
    places = places_in(words, verb)
    if not places:
        return
    yield replace(
        count_draft(tree, subject, "FORCE", verb, (phrase(men[-1]),)),
        places=places,
        quantities=(figure(subject),),
        status=status_of(verb),
        times=times_in(words),
    )


def _number_that_is(verb: Node) -> Node | None:
    """The number that is somewhere, bounds before it or none: "between 60 and 80 of them are there"."""
    subject = subject_of(verb)
    if subject is not None:
        return subject
    bounds = [
        prep for prep in verb.all("prep") if prep.i < verb.i and prep.lower in ("between", "from")
    ]
    numbers = [one for prep in bounds for one in prep.all("pobj") if one.entity == "CARDINAL"]
    return next((one for one in numbers if one.child("conj") is not None), None)


def _fronted(verb: Node) -> list[Node]:
    """What stands behind an "of" that opens the clause: "of these, 300 are in the camp"."""
    return [
        one
        for prep in verb.all("prep")
        if prep.lower == "of" and prep.i < verb.i
        for one in prep.all("pobj")
    ]


def _restated(tree: Tree, verb: Node, before: Tree | None) -> Iterator[Draft]:
    """Another number of men who were told of just before: "the army puts their number at 4,500"."""
    number = _bare_number(verb)
    if number is None:
        return
    told = [node for node in tree if node.i < verb.i]
    men = _last_men(told) or (None if before is None else _last_men(list(before)))
    if men is None and before is not None and _is_of_them(number):
        men = _last_force(list(before))
    if men is None:
        return
    words = scope(verb)
    above = [] if men in told else list(before or ())
    places = places_in(words, verb) or places_in(above or scope(men), men)
    draft = count_draft(tree, number, "FORCE", verb, (phrase(men),))
    yield replace(
        draft,
        places=places,
        quantities=(figure(number),),
        status=status_of(verb),
        times=times_in(words),
    )


def _bare_number(verb: Node) -> Node | None:
    """The number by itself that "there are", or that somebody puts "their number" at."""
    if verb.lemma == "be" and verb.child("expl") is not None:
        found = verb.all("attr")
    elif verb.lemma in _table("citing"):
        given = frame_of(verb).undergoers
        sums = [
            one for held in given if held.lemma in _table("sums") for one in after_noun(held, "of")
        ]
        bare = [one for one in sums if one.pos == "NUM" and one.entity not in OTHER_NUMBERS]
        return next(iter([*(one for one in given if _is_of_them(one)), *bare]), None)
    elif verb.lemma in _table("putting"):
        frame = frame_of(verb)
        strength = [one for one in frame.undergoers if one.lemma in ("number", "strength", "force")]
        found = (
            list(frame.after("at")) if any(not after_noun(one, "of") for one in strength) else []
        )
    else:
        found = []
    plain = (one for one in found if one.pos == "NUM" and one.entity not in OTHER_NUMBERS)
    return next((one for one in plain if not one.all("prep") or _is_of_them(one)), None)


def _is_of_them(number: Node) -> bool:
    """Whether a number counts some of those told of before: "at least 300 of them"."""
    behind = [one.lower for one in after_noun(number, "of")]
    told = behind in (["them"], ["these"], ["those"])
    return number.pos == "NUM" and number.entity not in OTHER_NUMBERS and told


def _last_men(words: list[Node]) -> Node | None:
    """The last of a force that words count."""
    return next(
        (
            node
            for node in reversed(words)
            if node.pos == "NOUN" and node.lemma in _table("forces") and number_of(node)
        ),
        None,
    )


def _none_left(tree: Tree, verb: Node, before: Tree | None) -> Iterator[Draft]:
    """That there are none of the men told of just before: "in the north there are none as yet"."""
    if verb.lemma != "be" or verb.child("expl") is None:
        return
    none = next((one for one in verb.all("attr") if one.lower == "none"), None)
    told = [node for node in (*(before or ()), *tree) if node.i < verb.i or node not in tree.nodes]
    men = None if none is None or after_noun(none, "of") else _last_force(told)
    words = scope(verb)
    places = places_in(words, verb)
    if none is None or men is None or not places:
        return
    named = [
        one for one in men.children if one.dep in ("amod", "compound", "nmod") and one.i < men.i
    ]
    whose = Span(min((one.start for one in named), default=men.start), men.end)
    draft = count_draft(tree, none, "FORCE", verb, (whose,))
    yield replace(draft, places=places, status="denied", times=times_in(words))


def _last_force(words: list[Node]) -> Node | None:
    """The last force that words name, counted or not."""
    counted_men = _last_men(words)
    return counted_men or next(
        (
            node
            for node in reversed(words)
            if (node.lemma in _table("forces") | word_set("under_arms") and node.pos == "NOUN")
            or (node.tag == "NNPS" and node.entity == "NORP")
            or (node.pos == "PROPN" and node.lemma in word_set("under_arms"))
        ),
        None,
    )


def _tells_of_men(tree: Tree) -> bool:
    return any(
        node.lemma in _table("forces") and node.pos == "NOUN" and number_of(node) for node in tree
    )


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
