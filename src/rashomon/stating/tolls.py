"""How many died, by whoever counts them: "the toll stands at 63", "admits to eleven dead".

Stands beside `rashomon.stating.counts`. Enters: the tree of a passage, and the one before it, since "the
figure" goes back to whom it counts as dead. Leaves: drafts of CASUALTY, complete but for whose word they
stand on.
"""

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, frame_of, subject_of
from rashomon.stating.extents import clause_span, phrase
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.lexicon import listed, load_table, people
from rashomon.stating.roles import after_noun, number_of, scope, times_in
from rashomon.stating.status import status_of
from rashomon.stating.whereabouts import places_in


def find_tolls(tree: Tree, before: Tree | None = None) -> list[Draft]:
    """The drafts of a passage that tell how many died.

    Args:
        tree: The passage.
        before: The one before it in the report.
    """
    found: list[Draft] = []
    for node in tree:
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass"):
            found.extend(_tolls(tree, node, before))
            found.extend(_counted_dead(tree, node))
    return found


def _tolls(tree: Tree, verb: Node, before: Tree | None) -> Iterator[Draft]:
    """How many died by a noun for their number: "the toll stands at 63", "puts the dead at 41"."""
    frame = frame_of(verb)
    told: list[Node] = []
    numbers: list[Node] = []
    if verb.lemma in _table("telling"):
        told = [one for one in frame.doers if _is_toll(one, before)]
        numbers = [*frame.after("at", "to", "by"), *frame.undergoers, *verb.all("attr", "dobj")]
    if not told and verb.lemma in _table("putting"):
        told = [
            one
            for one in frame.undergoers
            if _is_toll(one, before) or _behind(tree, one) is not None
        ]
        numbers = [*frame.after("at", "to", "as"), *verb.all("oprd")]
        # "the number of dead at 11", where the parse hangs the figure on the dead
        numbers += [far for one in told for far in _behind_sum(one)]
    if (
        not told
        and verb.lemma in _table("citing")
        and before is not None
        and _tells_of_dead(before)
    ):
        numbers = [one for one in (*frame.after("of"), *frame.undergoers) if not _has_noun(one)]
        told = numbers[:1]
    number = next((one for one in numbers if one.pos == "NUM" or _counts_men(one)), None)
    if number is not None and number.entity in ("MONEY", "PERCENT"):
        return
    if not told or number is None or (number in told and number.entity not in ("", "CARDINAL")):
        return
    words = scope(verb)
    draft = _toll(tree, told[0], verb)
    targets = () if told[0] is number else (_dead_span(tree, told[0]),)
    yield replace(
        draft,
        targets=targets,
        places=places_in(words, verb),
        quantities=(phrase(number),),
        status=status_of(verb),
        times=times_in(words),
    )


def _counts_men(noun: Node) -> bool:
    """Whether a figure has its noun with it: "puts its losses at 40 men"."""
    return noun.lemma in people() and number_of(noun) is not None


def _dead_span(tree: Tree, told: Node) -> Span:
    behind = None if told.lemma in _table("tolls") else _behind(tree, told)
    whole = phrase(told)
    return whole if behind is None else Span(whole.start, behind.end)


def _behind_sum(noun: Node) -> list[Node]:
    return [one for inner in noun.subtree() for one in after_noun(inner, "at")]


def _has_noun(number: Node) -> bool:
    return number.pos != "NUM" or any(child.dep == "prep" for child in number.children)


def _is_toll(node: Node, before: Tree | None) -> bool:
    """Whether a noun is the number of the dead: "the death toll", "the number of the dead".

    "The figure" is that of whom the sentence before counts as dead.
    """
    if node.lemma in _table("sums"):
        behind = after_noun(node, "of")
        if behind:
            return _is_of_dead(node, behind) or any(
                _is_toll(one, before) or one.lower in _FALLEN for one in behind
            )
        return before is not None and _tells_of_dead(before)
    return node.lemma in _table("tolls")


def _is_of_dead(noun: Node, behind: list[Node]) -> bool:
    """Whether "dead" stands right behind whose they are: "the number of Chadian dead"."""
    last = max(one.i for one in behind)
    near = [*noun.head.subtree(), *noun.children]
    return any(one.i == last + 1 and one.lemma in _table("tolls") for one in near)


def _tells_of_dead(tree: Tree) -> bool:
    return any(node.lemma in _table("dying") for node in tree) and any(
        node.pos == "NUM" or number_of(node) is not None for node in tree
    )


def _counted_dead(tree: Tree, verb: Node) -> Iterator[Draft]:
    """The dead whom somebody counts: "state media gave six dead", "counted 39 dead fighters"."""
    if verb.lemma not in _table("citing"):
        return
    frame = frame_of(verb)
    for one in (*frame.undergoers, *frame.after("of", "to")):
        number = number_of(one)
        marks = {one.lower, *(child.lower for child in one.children if child.dep == "amod")}
        dead = one
        behind = _behind(tree, one)
        if behind is not None and one.pos == "NUM":  # "eleven dead", two words of a parse
            dead, number = behind, Span(phrase(one).start, behind.end)
            marks.add(behind.lower)
        if number is None or not marks & _FALLEN:
            continue
        words = scope(verb)
        yield replace(
            _toll(tree, dead, verb),
            targets=_owning(verb, one) or (number,),
            places=places_in(words, verb),
            quantities=(number,),
            status=status_of(verb),
            times=times_in(words),
        )


_OWNING = frozenset({"admit", "acknowledge", "concede", "mourn"})
"""Verbs with which somebody speaks of his own dead, where it is not said whose they are."""


def _owning(verb: Node, dead: Node) -> tuple[Span, ...]:
    """Whose the dead are of whom somebody has to tell: "the army admits to eleven dead"."""
    subject = subject_of(verb) if verb.lemma in _OWNING else None
    whose = [one for one in dead.children if one.dep in ("amod", "compound", "poss", "prep")]
    if subject is None or whose or (dead.lemma not in _table("tolls") and dead.pos != "NUM"):
        return ()
    return (phrase(subject),) if subject.pos in ("NOUN", "PROPN", "PRON") else ()


def _behind(tree: Tree, node: Node) -> Node | None:
    """The word for the dead right behind another: "the rebel dead"."""
    after = tree.nodes[node.i + 1] if node.i + 1 < len(tree.nodes) else None
    return after if after is not None and after.lower in _FALLEN else None


_FALLEN = frozenset(
    {
        "dead",
        "fallen",
        "killed",
        "wounded",
        "injured",
        "slain",
        "fatalities",
        "deaths",
        "bodies",
        "corpses",
    }
)


def _toll(tree: Tree, trigger: Node, verb: Node) -> Draft:
    return Draft(
        report=tree.passage.report,
        passage=tree.passage.id,
        span=clause_span(verb),
        trigger=trigger.span,
        type="CASUALTY",
        mode=None,
        status="asserted",
        confidence=CONFIDENCE["clause"],
    )


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
