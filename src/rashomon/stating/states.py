"""States that are told without a verb of the lexicon: who holds what, and who is who.

Stands beside `rashomon.stating.events`. Enters: the tree of a passage. Leaves: drafts, complete but for
whose word they stand on.
"""

from functools import cache

from msgspec.structs import replace

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.bynames import find_bynames
from rashomon.stating.clauses import VERBAL
from rashomon.stating.extents import clause_span, phrase
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.flags import find_flags
from rashomon.stating.identities import find_identities
from rashomon.stating.lexicon import listed, load_table, word_set
from rashomon.stating.matching import is_known_place
from rashomon.stating.offices import find_posts
from rashomon.stating.roles import after_noun, is_party, is_place, scope, spans_of, times_in
from rashomon.stating.standings import state_draft
from rashomon.stating.status import status_of


def find_states(tree: Tree) -> list[Draft]:
    """The states of a passage that no verb of the lexicon tells of."""
    found = [*find_posts(tree), *_held_by_hyphen(tree), *_strongholds(tree)]
    offices = {draft.trigger for draft in found if draft.type == "POST"}
    found.extend(_as_captivity(one) for one in find_identities(tree, offices))
    found.extend(find_bynames(tree))
    found.extend(find_flags(tree))
    for node in tree:
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass"):
            found.extend(_awaited(tree, node))
            found.extend(_nationalities(tree, node))
            found.extend(_owned(tree, node))
            found.extend(_territories(tree, node))
            found.extend(_captives(tree, node))
    return found


_CAPTIVES = frozenset({"prisoners", "hostages", "captives", "detainees"})


def _as_captivity(draft: Draft) -> Draft:
    """A draft of who people are as one of captivity, where they are said to be prisoners."""
    words = (draft.value or "").lower().split()
    if words[:1] == ["the"] or not words or words[-1] not in _CAPTIVES:
        return draft
    return replace(draft, type="CAPTIVITY", value=None)


def _awaited(tree: Tree, verb: Node) -> list[Draft]:
    """What is to come by a day, though it is no event by its words: "an answer is expected soon"."""
    subject = verb.child("nsubjpass")
    if verb.lemma not in ("expect", "await", "anticipate") or subject is None:
        return []
    times = times_in(scope(verb))
    if not times or is_party(subject) or verb.child("xcomp", "ccomp", "expl") is not None:
        return []
    draft = state_draft(tree, verb, "IDENTITY", clause_span(verb), ())
    status = status_of(verb)
    is_open = status in ("asserted", "predicted")
    return [replace(draft, type=None, times=times, status="predicted" if is_open else status)]


_AGAIN = frozenset({"again", "still", "now", "once"})
_LASTING = frozenset({"be", "remain", "stay", "become"})


def _nationalities(tree: Tree, verb: Node) -> list[Draft]:
    """Whose a place is by a people's name: "the town is Ukrainian again", "it has been Malian since"."""
    whose = verb.child("acomp", "attr", "dobj") if verb.lemma in _LASTING else None
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
    draft = state_draft(
        tree, whose, "CONTROL", clause_span(verb), (whose.span,), (phrase(subject),)
    )
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
    draft = state_draft(
        tree, whose, "CONTROL", clause_span(verb), spans_of([whose]), (phrase(subject),)
    )
    times, sure = times_in(scope(verb)), CONFIDENCE["clause"]
    return [replace(draft, status=status_of(verb), times=times, confidence=sure)]


def _captives(tree: Tree, verb: Node) -> list[Draft]:
    """Who say of themselves that they are prisoners: "we are hostages here"."""
    told = verb.child("attr") if verb.lemma in ("be", "remain") else None
    subject = verb.child("nsubj")
    if told is None or subject is None or subject.lower not in ("we", "they"):
        return []
    if told.lower not in _CAPTIVES or told.child("det", "poss", "prep", "amod") is not None:
        return []
    draft = state_draft(tree, told, "CAPTIVITY", clause_span(verb), ())
    status, sure = status_of(verb), CONFIDENCE["clause"]
    return [replace(draft, targets=(subject.span,), status=status, confidence=sure)]


_GROUND = frozenset({"territory", "ground", "land", "country"})


def _territories(tree: Tree, verb: Node) -> list[Draft]:
    """Whose ground a place is said to be: "the town has been rebel territory since May"."""
    ground = verb.child("attr") if verb.lemma in _LASTING else None
    subject = verb.child("nsubj")
    if ground is None or subject is None or ground.lemma not in _GROUND:
        return []
    sides = word_set("sides") | word_set("under_arms")
    whose = next((one for one in ground.all("compound", "amod") if one.lemma in sides), None)
    named = subject.pos == "PROPN" or (subject.text.istitle() and not subject.children)
    if whose is None or not (is_place(subject) or named):
        return []
    draft = state_draft(
        tree, ground, "CONTROL", clause_span(verb), (whose.span,), (phrase(subject),)
    )
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
            state_draft(
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
            state_draft(tree, node, "CONTROL", span, spans_of([owner]), places=(phrase(place),))
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


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("offices.toml")[name]))
