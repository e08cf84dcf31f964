"""How many died, by whoever counts them: "the toll stands at 63", "admits to eleven dead".

Stands beside `rashomon.stating.counts`. Enters: the tree of a passage, and the one before it, since "the
figure" goes back to whom it counts as dead. Leaves: drafts of CASUALTY, complete but for whose word they
stand on.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, frame_of, subject_of
from rashomon.stating.extents import clause_span, phrase
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.lexicon import lexicon, listed, load_table, people
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
            found.extend(_of_whom(tree, node))
    told = {span for draft in found for span in (draft.trigger, *draft.quantities)}
    for node in tree:
        for one in (*_remains(tree, node), *_bare_dead(tree, node), *_lives(tree, node)):
            if not told & {one.trigger, *one.quantities}:
                found.append(one)
                told |= {one.trigger, *one.quantities}
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
            if _is_toll(one, before) or _behind(tree, one) is not None or _is_told_toll(one, before)
        ]
        numbers = [*frame.after("at", "to", "as"), *verb.all("oprd")]
        # "the number of dead at 11", where the parse hangs the figure on the dead
        numbers += [far for one in told for far in _behind_sum(one)]
    if not told and verb.lemma in _table("citing") and before is not None and tells_of_dead(before):
        held = (*frame.after("of", "to"), *frame.undergoers)
        held += tuple(
            n for one in held if one.lemma in _table("sums") for n in after_noun(one, "of")
        )
        numbers = [one for one in held if not _has_noun(one)]
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
        return before is not None and tells_of_dead(before)
    return node.lemma in _table("tolls")


def _is_told_toll(node: Node, before: Tree | None) -> bool:
    """Whether "it" is the number of the dead of the sentence before: "the Red Cross puts it at 90"."""
    return node.lower == "it" and before is not None and tells_of_dead(before)


def _is_of_dead(noun: Node, behind: list[Node]) -> bool:
    """Whether "dead" stands right behind whose they are: "the number of Chadian dead"."""
    last = max(one.i for one in behind)
    near = [*noun.head.subtree(), *noun.children]
    return any(one.i == last + 1 and one.lemma in _table("tolls") for one in near)


def tells_of_dead(words: Iterable[Node]) -> bool:
    """Whether words tell of deaths and give a number."""
    tree = list(words)
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


def _of_whom(tree: Tree, verb: Node) -> Iterator[Draft]:
    """Who are among the dead or hurt: "the injured included four children", "all the dead were men"."""
    subject = verb.child("nsubj")
    if subject is None or verb.lemma not in _INCLUDING:
        return
    if subject.lower not in _HURT and not {one.lower for one in after_noun(subject, "of")} & _HURT:
        return
    for one in (*verb.all("dobj", "attr"), *after_noun(verb, "among")):
        number = number_of(one) or (number_of(subject) if subject.pos == "NUM" else None)
        if one.lemma in people() and number is not None:
            words = scope(verb)
            yield replace(
                _toll(tree, one, verb),
                targets=(phrase(one),),
                places=places_in(words, verb),
                quantities=(number,),
                status=status_of(verb),
                times=times_in(words),
            )


_INCLUDING = frozenset({"include", "be", "comprise", "number", "count"})
_HURT = frozenset(
    {"dead", "killed", "wounded", "injured", "fallen", "slain", "victims", "casualties"}
)


def _remains(tree: Tree, node: Node) -> Iterator[Draft]:
    """The dead by what is left of them, whatever is done with it: "52 coffins", "bodies of ten men"."""
    if node.pos != "NOUN" or not {node.lemma, node.lower} & _table("remains"):
        return
    if _is_told_by_verb(node):
        return
    men = next(
        (one for one in after_noun(node, "of") if number_of(one) or one.lemma in people()), None
    )
    own = number_of(node)
    mortal = node.lemma not in _MANY_SENSES or men is not None
    if node.lemma in _MANY_SENSES and own is not None:
        mortal = node.child("amod", "compound") is None or men is not None
    number = own or (None if men is None else number_of(men))
    if not mortal or number is None:
        return
    yield _lying(tree, node, number, (phrase(men),) if men is not None else ())


def _is_told_by_verb(node: Node) -> bool:
    """Whether a verb of finding or burying tells of them already: "recovered 14 corpses"."""
    patterns = lexicon().verbs.get(node.head.lemma, ())
    needs = [need for one in patterns if one.group.type == "CASUALTY" for need in one.needs]
    named = any({node.lemma, node.lower} & need.lemmas for need in needs)
    return named and node.dep in ("dobj", "nsubjpass")


_MANY_SENSES = frozenset({"body", "grave", "remains"})
"""Words that count the dead only where they say whose they are or nothing else of themselves."""


def _bare_dead(tree: Tree, node: Node) -> Iterator[Draft]:
    """The dead or hurt by a number and a word beside it: "14 dead and 30 hurt", "with 40 dead"."""
    if node.pos != "NUM" or node.entity not in ("", "CARDINAL"):
        return
    after = _behind(tree, node)
    if after is None and node.i + 1 < len(tree.nodes) and tree.nodes[node.i + 1].lower == "hurt":
        after = tree.nodes[node.i + 1]
    verb = next((one for one in node.ancestors() if one.pos in VERBAL), None)
    if after is None or after.pos in VERBAL or (verb is not None and verb.lemma in _TOLD_BY_VERB):
        return
    number = Span(figure_start(node), after.end)
    yield _lying(tree, after, number, (number,))


_LOST = frozenset({"loss", "cost", "price", "expense", "toll", "sacrifice"})


def _lives(tree: Tree, node: Node) -> Iterator[Draft]:
    """The dead by the lives that something took: "with the loss of twelve lives"."""
    number = number_of(node) if node.lemma == "life" else None
    if number is None or node.dep != "pobj" or node.head.head.lemma not in _LOST:
        return
    yield _lying(tree, node, number, ())


_TOLD_BY_VERB = frozenset({"leave", "kill", "find", "wound", "injure"})


def figure_start(number: Node) -> int:
    """Where a number with its bounds begins: "at least 14"."""
    before = [one for child in number.children if child.i < number.i for one in child.subtree()]
    return min((one.start for one in before), default=number.start)


def _lying(tree: Tree, dead: Node, number: Span, targets: tuple[Span, ...]) -> Draft:
    verb = next((one for one in dead.ancestors() if one.pos in VERBAL), dead)
    words = scope(verb)
    return replace(
        _toll(tree, dead, verb),
        targets=targets or (number,),
        places=places_in(words, dead) or places_in(words, verb),
        quantities=(number,),
        status=status_of(dead),
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
        "kills",
        "killings",
        "murders",
        "executions",
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
