"""How many there are: men in a place, that there is none of them, and the number of the dead.

Stands beside `rashomon.stating.states`. Enters: the tree of a passage, and the one before it, since "the
figure" and "2,500 there" go back to what was counted. Leaves: drafts of FORCE and CASUALTY, complete but
for whose word they stand on.
"""

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, StateType
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, clause_span, frame_of, phrase, subject_of
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.lexicon import listed, load_table
from rashomon.stating.roles import (
    after_noun,
    counted,
    is_party,
    number_of,
    places_in,
    scope,
    spans_of,
    times_in,
)
from rashomon.stating.status import status_of

_HAVING = frozenset({"have", "keep", "maintain", "number"})
_NONE = frozenset({"no", "any"})
_BOUNDS = frozenset({"more", "less", "fewer"})
_HERE = frozenset({"there", "here"})


def find_counts(tree: Tree, before: Tree | None = None) -> list[Draft]:
    """The drafts of a passage that tell how many there are.

    Args:
        tree: The passage.
        before: The one before it in the report.
    """
    found: list[Draft] = []
    for node in tree:
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass"):
            found.extend(_forces(tree, node))
            found.extend(_rests(tree, node, before))
            found.extend(_tolls(tree, node, before))
    return found


def _forces(tree: Tree, verb: Node) -> Iterator[Draft]:
    """How many of whom are where: "there are 500 soldiers in the town", "has no troops there"."""
    for men in _men_of(verb):
        number = number_of(men)
        is_none = _is_no_man(men)
        if counted(men).lemma not in _table("forces") and not (
            is_none and men.lemma in _table("strangers")
        ):
            continue
        words = scope(verb)
        places = places_in(words, verb)
        if number is None and not (is_none or (verb.lemma in _HAVING and _is_denied(verb))):
            continue
        if not places and not is_none and not (number is not None and _is_afield(verb)):
            continue
        holder = subject_of(verb) if verb.lemma in _HAVING else None
        whose: tuple[Span, ...] = (phrase(men),)
        if holder is not None and is_party(holder) and not _is_of_nation(men):
            whose = spans_of([holder])
        draft = _state(tree, men, "FORCE", verb, whose if number is None else (number,))
        yield replace(
            draft,
            places=places,
            quantities=() if number is None else (number,),
            status="denied" if is_none and not _is_asked(men) else status_of(verb),
            times=times_in(words),
        )


def _men_of(verb: Node) -> tuple[Node, ...]:
    """Who is somewhere by what a verb says of them."""
    if verb.lemma == "be" and verb.child("expl") is not None:
        return tuple(one for one in verb.all("attr") if not any(one.all("acl", "relcl")))
    if verb.lemma == "be" and verb.child("attr", "acomp", "oprd") is None:
        return tuple(verb.all("nsubj"))  # "800 soldiers are in the town"
    frame = frame_of(verb)
    if verb.lemma in _table("stationed"):
        return tuple(frame.undergoers if frame.passive or frame.undergoers else frame.doers)
    if verb.lemma in _HAVING:
        return tuple(frame.undergoers)
    if verb.lemma in _table("serving"):
        return tuple(one for one in verb.all("nsubj") if number_of(one) or _is_no_man(one))
    return ()


def _is_no_man(men: Node) -> bool:
    """Whether it is nobody: "no troops", "any soldiers", "not one man", "not a single fighter"."""
    return _is_not_one(men) or any(
        child.dep == "det" and child.lower in _NONE for child in men.children
    )


def _is_not_one(men: Node) -> bool:
    words = [child.lower for child in men.children if child.i < men.i]
    if not {"one", "single"} & set(words):
        return False
    verb = men.head
    return "not" in words or (verb.pos in VERBAL and verb.child("neg") is not None)


def _is_asked(men: Node) -> bool:
    """Whether "any" stands alone, so that what governs the clause says whether it is denied."""
    return not _is_not_one(men) and any(child.lower == "any" for child in men.children)


def _is_denied(verb: Node) -> bool:
    head = verb.head
    return verb.dep in ("xcomp", "ccomp", "pcomp") and head.lemma in ("deny", "disclaim", "refute")


def _is_afield(verb: Node) -> bool:
    """Whether men are there, on the ground or beside somebody, though no place is named."""
    return verb.child("expl") is not None or verb.lemma in _table("serving")


def _is_of_nation(men: Node) -> bool:
    """Whether a word before the men says whose they are: "Russian soldiers"."""
    return any(
        child.i < men.i and (child.pos == "PROPN" or child.entity in ("NORP", "GPE", "ORG"))
        for child in men.children
    )


def _rests(tree: Tree, verb: Node, before: Tree | None) -> Iterator[Draft]:
    """A number of men whose noun stands in the sentence before: "it has only 2,500 there"."""
    if verb.lemma not in _HAVING or before is None:
        return
    holder = subject_of(verb)
    if holder is None or not is_party(holder) or not _tells_of_men(before):
        return
    for number in frame_of(verb).undergoers:
        if number.pos != "NUM" or number.entity in ("MONEY", "PERCENT", "DATE", "TIME"):
            continue
        words = scope(verb)
        places = places_in(words, verb)
        if not places and not any(word.lower in _HERE for word in words):
            continue
        status = status_of(verb)
        if status == "denied" and any(child.lower in _BOUNDS for child in number.children):
            status = "asserted"
        draft = _state(tree, number, "FORCE", verb, spans_of([holder]))
        yield replace(
            draft,
            places=places,
            quantities=(_figure(number),),
            status=status,
            times=times_in(words),
        )


def _tells_of_men(tree: Tree) -> bool:
    return any(
        node.lemma in _table("forces") and node.pos == "NOUN" and number_of(node) for node in tree
    )


def _figure(number: Node) -> Span:
    """A number with its bound before it: "no more than 2,500"."""
    before = [child for child in number.children if child.i < number.i]
    words = [one for child in before for one in child.subtree()]
    first = min((one.start for one in words), default=number.start)
    return Span(first, number.end)


def _tolls(tree: Tree, verb: Node, before: Tree | None) -> Iterator[Draft]:
    """How many died by a noun for their number: "the toll stands at 63", "puts the dead at 41"."""
    frame = frame_of(verb)
    told: list[Node] = []
    numbers: list[Node] = []
    if verb.lemma in _table("telling"):
        told = [one for one in frame.doers if _is_toll(one, before)]
        numbers = [*frame.after("at", "to", "by"), *frame.undergoers, *verb.all("attr", "dobj")]
    if not told and verb.lemma in _table("putting"):
        told = [one for one in frame.undergoers if _is_toll(one, before)]
        numbers = [*frame.after("at", "to", "as"), *verb.all("oprd")]
    if (
        not told
        and verb.lemma in _table("citing")
        and before is not None
        and _tells_of_dead(before)
    ):
        numbers = [one for one in (*frame.after("of"), *frame.undergoers) if not _has_noun(one)]
        told = numbers[:1]
    number = next((one for one in numbers if one.pos == "NUM"), None)
    if not told or number is None or (number in told and number.entity not in ("", "CARDINAL")):
        return
    words = scope(verb)
    draft = _state(tree, told[0], "CASUALTY", verb, ())
    targets = () if told[0] is number else (phrase(told[0]),)
    yield replace(
        draft,
        targets=targets,
        places=places_in(words, verb),
        quantities=(phrase(number),),
        status=status_of(verb),
        times=times_in(words),
    )


def _has_noun(number: Node) -> bool:
    return number.pos != "NUM" or any(child.dep == "prep" for child in number.children)


def _is_toll(node: Node, before: Tree | None) -> bool:
    """Whether a noun is the number of the dead: "the death toll", "the number of the dead".

    "The figure" is that of whom the sentence before counts as dead.
    """
    if node.lemma in _table("sums"):
        behind = after_noun(node, "of")
        if behind:
            return any(_is_toll(one, before) for one in behind)
        return before is not None and _tells_of_dead(before)
    return node.lemma in _table("tolls")


def _tells_of_dead(tree: Tree) -> bool:
    return any(node.lemma in _table("dying") for node in tree) and any(
        node.pos == "NUM" or number_of(node) is not None for node in tree
    )


def _state(
    tree: Tree, trigger: Node, kind: StateType, verb: Node, actors: tuple[Span, ...]
) -> Draft:
    return Draft(
        report=tree.passage.report,
        passage=tree.passage.id,
        span=clause_span(verb),
        trigger=trigger.span,
        type=kind,
        mode=None,
        status="asserted",
        actors=actors,
        confidence=CONFIDENCE["clause"],
    )


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
