"""States that are told without a verb of the lexicon: who holds what, and who is who.

Stands beside `rashomon.stating.events`. Enters: the tree of a passage. Leaves: drafts, complete but for
whose word they stand on.
"""

from functools import cache

from msgspec.structs import replace

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, StateType
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, frame_of, referent
from rashomon.stating.extents import clause_span, phrase
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.lexicon import listed, load_table, people
from rashomon.stating.matching import is_known_place
from rashomon.stating.offices import find_posts
from rashomon.stating.roles import after_noun, is_party, is_place, scope, spans_of, times_in
from rashomon.stating.status import status_of
from rashomon.stating.whereabouts import places_in


def find_states(tree: Tree) -> list[Draft]:
    """The states of a passage that no verb of the lexicon tells of."""
    found = [*find_posts(tree), *_held_by_hyphen(tree), *_strongholds(tree)]
    offices = {draft.trigger for draft in found if draft.type == "POST"}
    for node in tree:
        if node.tag == "NNS" and node.pos == "NOUN" and _is_predicate(node):
            found.extend(_copula_of(tree, node, node, offices))
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass"):
            found.extend(_identities(tree, node, offices))
            found.extend(_awaited(tree, node))
            found.extend(_nationalities(tree, node))
            found.extend(_owned(tree, node))
    return found


def _awaited(tree: Tree, verb: Node) -> list[Draft]:
    """What is to come by a day, though it is no event by its words: "an answer is expected soon"."""
    subject = verb.child("nsubjpass")
    if verb.lemma not in ("expect", "await", "anticipate") or subject is None:
        return []
    times = times_in(scope(verb))
    if not times or is_party(subject) or verb.child("xcomp", "ccomp", "expl") is not None:
        return []
    draft = _state(tree, verb, "IDENTITY", clause_span(verb), ())
    status = status_of(verb)
    is_open = status in ("asserted", "predicted")
    return [replace(draft, type=None, times=times, status="predicted" if is_open else status)]


_AGAIN = frozenset({"again", "still", "now", "once"})


def _nationalities(tree: Tree, verb: Node) -> list[Draft]:
    """Whose a place is by a people's name: "the town is Ukrainian again", "it has been Malian since"."""
    whose = verb.child("acomp", "attr") if verb.lemma in ("be", "remain", "become") else None
    subject = verb.child("nsubj")
    if whose is None or subject is None or not _is_of_people(whose):
        return []
    beside = {one.lower for one in (*verb.children, *whose.children) if one.dep == "advmod"}
    held = bool(beside & _AGAIN) or verb.lemma != "be"
    if any(one.dep in ("det", "amod") for one in whose.children) or not held:
        return []
    if subject.lower != "it" and not (is_place(subject) or subject.pos == "PROPN"):
        return []
    words = scope(verb)
    draft = _state(tree, whose, "CONTROL", clause_span(verb), (whose.span,), (phrase(subject),))
    status = status_of(verb)
    sure = CONFIDENCE["clause"]
    return [replace(draft, status=status, times=times_in(words), confidence=sure)]


def _owned(tree: Tree, verb: Node) -> list[Draft]:
    """Whose a place is said to be: "the town was the army's", "the hill is theirs"."""
    whose = verb.child("attr", "acomp") if verb.lemma in ("be", "remain", "become") else None
    subject = verb.child("nsubj")
    if whose is None or subject is None or not (is_place(subject) or is_known_place([subject])):
        return []
    own = whose.lower in _THEIRS or any(
        one.tag == "POS" and one.i > whose.i for one in whose.children
    )
    if not own or not is_party(whose):
        return []
    draft = _state(tree, whose, "CONTROL", clause_span(verb), spans_of([whose]), (phrase(subject),))
    times, sure = times_in(scope(verb)), CONFIDENCE["clause"]
    return [replace(draft, status=status_of(verb), times=times, confidence=sure)]


_THEIRS = frozenset({"theirs", "ours", "his", "hers"})


def _is_of_people(word: Node) -> bool:
    """Whether a word is a people's adjective: "Ukrainian", not "the Ukrainians"."""
    if word.tag in ("NNS", "NNPS"):
        return False
    form = registry().form(fold_words(word.text))
    return word.entity == "NORP" or (form is not None and form.use == "adjective")


def _held_by_hyphen(tree: Tree) -> list[Draft]:
    """What "the rebel-held city" tells: the word before the hyphen holds the place behind."""
    found: list[Draft] = []
    nodes = tree.nodes
    for i in range(2, len(nodes) - 1):
        node = nodes[i]
        if node.lower not in _table("holding") or nodes[i - 1].text != "-":
            continue
        holder = nodes[i - 2]
        noun = node.head if node.head.i > i and node.head.pos in ("NOUN", "PROPN") else nodes[i + 1]
        if holder.pos not in ("NOUN", "PROPN", "ADJ") or not (
            is_place(noun) or noun.pos == "PROPN"
        ):
            continue
        place = _last_of_name(noun)
        found.append(
            _state(
                tree,
                node,
                "CONTROL",
                Span(holder.start, place.end),
                (holder.span,),
                places=(Span(nodes[i + 1].start, place.end),),
            )
        )
    return found


def _last_of_name(noun: Node) -> Node:
    """The noun, or the head of the name that goes on behind it ("Golan" of "Golan Heights")."""
    while noun.dep == "compound" and noun.head.i > noun.i:
        noun = noun.head
    of = next(
        (child for child in noun.children if child.dep == "prep" and child.lower == "of"), None
    )
    named = of.child("pobj") if of is not None else None
    return named if named is not None and is_place(named) else noun


def _strongholds(tree: Tree) -> list[Draft]:
    """What "Raqqa, the group's capital" tells: whose stronghold a place is, holds it."""
    found: list[Draft] = []
    for node in tree:
        owner = _owner(node) if node.lemma in _table("strongholds") else None
        place = None if owner is None else _named_before(tree, node)
        if owner is None or place is None or (is_place(owner) and owner.dep == "poss"):
            continue
        if owner.tag == "WP$":  # "Russia, whose base is abroad"
            continue
        if node.lemma == "capital" and not (is_party(owner) or owner.pos == "PRON"):
            continue
        span = Span(phrase(place).start, phrase(node).end)
        found.append(
            _state(tree, node, "CONTROL", span, spans_of([owner]), places=(phrase(place),))
        )
    return found


def _owner(noun: Node) -> Node | None:
    """Whose a stronghold is: "the group's capital", "a Houthi bastion", "the last bastion of X"."""
    own = noun.child("poss")
    if own is not None or noun.lemma in ("capital", "base", "headquarters"):
        return own
    before = [child for child in noun.children if child.dep in ("compound", "amod", "nmod")]
    named = [one for one in before if one.pos == "PROPN" or one.entity in ("NORP", "ORG")]
    behind = [one for one in after_noun(noun, "of") if is_party(one) and not is_place(one)]
    return next(iter([*named, *behind]), None)


def _named_before(tree: Tree, noun: Node) -> Node | None:
    """The name that a comma parts from a description."""
    before = [one for child in noun.children if child.i < noun.i for one in child.subtree()]
    at = min((one.i for one in before), default=noun.i) - 1
    if at < 1 or tree.nodes[at].text not in (",", "(", "-") or tree.nodes[at - 1].pos != "PROPN":
        return None
    return tree.nodes[at - 1]


def _identities(tree: Tree, verb: Node, offices: set[Span]) -> list[Draft]:
    """Who somebody is said to be: "identified them as spies", "they were pilgrims"."""
    if verb.lemma == "be":
        return _copula(tree, verb, offices)
    if verb.lemma in _table("identified"):
        frame = frame_of(verb)
        values = [*frame.after("as", "to"), *verb.all("oprd")]
        for child in verb.children:
            if child.dep in ("ccomp", "xcomp") and child.lemma == "tantamount":
                values.extend(pobj for prep in child.all("prep") for pobj in prep.all("pobj"))
        whom = [one for one in frame.undergoers if is_party(one)]
        value = next((one for one in values if one.lemma in people() and one not in whom), None)
        named = None if value is not None else _named_so(verb)
        if named is not None:
            whom, value = [named[0]], named[1]
        if whom and value is not None:
            return [_identity(tree, verb, spans_of(frame.doers), spans_of(whom), value)]
    if verb.lemma in _table("posing"):
        frame = frame_of(verb)
        value = next((one for one in frame.after("as") if one.lemma in people()), None)
        whom = [one for one in frame.doers if is_party(one)]
        if value is not None and value.span not in offices:
            return [_identity(tree, verb, (), spans_of(whom), value)]
    return []


def _named_so(verb: Node) -> tuple[Node, Node] | None:
    """Whom a verb calls what, where the parse took both for one noun: "calls the dead men spies"."""
    value = verb.child("dobj") if verb.lemma in _table("calling") else None
    if value is None or value.tag != "NNS" or value.lemma not in people():
        return None
    before = [one for one in value.all("compound") if one.tag == "NNS" and one.i + 1 == value.i]
    return (before[0], value) if before and is_party(before[0]) else None


def _is_predicate(noun: Node) -> bool:
    """Whether the parse took "were" for an auxiliary of the noun: "the men were pilgrims"."""
    return any(one.lemma == "be" and one.dep in ("aux", "auxpass", "cop") for one in noun.children)


def _copula(tree: Tree, verb: Node, offices: set[Span]) -> list[Draft]:
    value = verb.child("attr")
    if value is None or verb.child("expl") is not None:
        return []
    return _copula_of(tree, verb, value, offices)


def _copula_of(tree: Tree, verb: Node, value: Node, offices: set[Span]) -> list[Draft]:
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None:
        return []
    subject = referent(subject)
    plain = (
        value.lemma in people()
        and value.pos == "NOUN"
        and value.lemma not in ("force", "one", "party")
    )
    if (
        not plain
        or value.span in offices
        or not is_party(subject)
        or subject.lower in ("it", "i", "we", "those")
    ):
        return []
    if (
        not any(
            child.dep in ("amod", "compound", "prep", "relcl", "nmod") for child in value.children
        )
        and value.tag != "NNS"
    ):
        return []
    return [_identity(tree, verb, (), spans_of([subject]), value)]


def _identity(
    tree: Tree, verb: Node, actors: tuple[Span, ...], targets: tuple[Span, ...], value: Node
) -> Draft:
    words = [value]
    for child in value.children:
        if child.dep not in ("relcl", "punct") or child.i < value.i:
            words.extend(child.subtree())
    said = Span(min(one.start for one in words), max(one.end for one in words))
    draft = _state(tree, value, "IDENTITY", clause_span(verb), targets or actors)
    around = scope(verb)
    return replace(
        draft,
        actors=actors,
        targets=targets,
        places=places_in(around, value),
        times=times_in(around),
        value=tree.text(said),
        status=status_of(verb),
    )


def _state(
    tree: Tree,
    trigger: Node,
    kind: StateType,
    span: Span,
    actors: tuple[Span, ...],
    places: tuple[Span, ...] = (),
) -> Draft:
    return Draft(
        report=tree.passage.report,
        passage=tree.passage.id,
        span=span,
        trigger=trigger.span,
        type=kind,
        mode="held" if kind == "CONTROL" else None,
        status="asserted",
        actors=actors,
        places=places,
        confidence=CONFIDENCE["beside" if kind == "CONTROL" else "clause"],
    )


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
