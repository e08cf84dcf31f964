"""Pacts that make harm to one harm to all: "an attack on one is to be regarded as an attack on both".

Stands beside `rashomon.stating.obligations`. Enters: the verb that equates one harm with another.
Leaves: drafts of PACT whose terms are a clause that binds all parties of the pact last spoken of.
"""

from collections.abc import Iterable

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, frame_of
from rashomon.stating.doers import owners
from rashomon.stating.extents import clause_span
from rashomon.stating.occasions import condition_of, harm_before, phrased
from rashomon.stating.roles import after_noun, parties_in, spans_of
from rashomon.stating.terms import Context, are_sides, cleaned, draft_of, pact_words


def is_equating(verb: Node) -> bool:
    """Whether a verb may set harm to one equal to harm to others: "is", "counts as", "endangers"."""
    if verb.lemma == "be":
        return verb.pos in VERBAL and bool(_harmed(frame_of(verb).doers))
    return verb.lemma in pact_words("equate") or verb.lemma in pact_words("imperil")


def sets_harms_equal(tree: Tree) -> bool:
    """Whether a sentence speaks of two harms, of which one may be held to be the other."""
    return sum(node.lemma in pact_words("harm") for node in tree) > 1


def find_equated(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A duty of all parties: "an attack on one is to be regarded as an attack on both"."""
    is_pacts = context.is_fresh or _names_pact(tree, verb)
    if verb.pos not in VERBAL:
        return _counted(tree, verb, context) if is_pacts else []
    harmed, alike = _equal_harms(verb)
    if not harmed and is_pacts and alike and (condition := condition_of(verb)) is not None:
        return _alike_to_all(tree, verb, condition, context)
    if not harmed or not alike or verb.child("neg") is not None:
        return []
    parties = _named_in(harmed[0])
    if not is_pacts and not (parties and any(_is_on_all(one) for one in alike)):
        return []
    if parties:
        context.parties = parties
    elif context.is_fresh and context.has_parties:
        parties = context.parties
    context.at = context.number
    occasion = cleaned([one for one in harmed[0].subtree() if one.dep != "relcl"])
    terms = Terms(role="clause", obligated=parties, trigger=occasion)
    return [draft_of(tree, verb, clause_span(verb), terms, (parties, parties))]


def _alike_to_all(tree: Tree, verb: Node, condition: Span, context: Context) -> list[Draft]:
    """A duty of all: "if one of them is attacked, this will be considered an attack on all of them"."""
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None or subject.lower not in ("this", "that", "it") or not context.has_parties:
        return []
    context.at = context.number
    terms = Terms(role="clause", obligated=context.parties, trigger=condition)
    return [draft_of(tree, verb, clause_span(verb), terms, (context.parties, context.parties))]


def find_triggering(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A duty that harm brings into play: "an attack on B would invoke A's commitments"."""
    subject = harm_before(verb)
    if subject is None or verb.lemma not in pact_words("invoke") or verb.child("neg") is not None:
        return []
    owed = [
        one for one in verb.all("dobj") if one.lemma in pact_words("vows") | {"clause", "article"}
    ]
    if not owed or not (context.is_fresh or _names_pact(tree, verb)):
        return []
    named = [one for one in owners(owed[0]) if one.pos != "PRON"]
    if any(one.lower in ("its", "their") for one in owed[0].all("poss")):
        above = next((one for one in verb.ancestors() if one.pos in VERBAL), None)
        named = (
            [] if above is None else [one for one in frame_of(above).doers if one.pos == "PROPN"]
        )
    bound = spans_of(named) or context.parties
    if not bound:
        return []
    context.at = context.number
    terms = Terms(role="clause", obligated=bound, trigger=phrased(subject))
    return [draft_of(tree, verb, clause_span(verb), terms, (bound, ()))]


def _is_on_all(harm: Node) -> bool:
    """Whether a harm is one to all parties, as only a pact says of two: "an attack on both"."""
    return any(are_sides([one]) for one in after_noun(harm, "on", "against", "to"))


def _named_in(harm: Node) -> tuple[Span, ...]:
    """Those between whom the pact is, where the harm names them all: "an attack on A or B"."""
    named = spans_of([one for one in parties_in(harm) if one.entity in _POWERS])
    return named if len(named) > 1 else ()


_POWERS = frozenset({"GPE", "NORP", "ORG"})


def _equal_harms(verb: Node) -> tuple[list[Node], list[Node]]:
    """The harm that a verb speaks of, and what else it is held to be."""
    frame = frame_of(verb)
    perils = pact_words("harm") | pact_words("perils")
    if verb.child("expl") is not None:  # "there was no attack on B"
        return [], []
    if verb.lemma == "be":
        alike = [one for one in verb.all("attr") if one.lemma in perils]
        alike += [one for one in verb.all("acomp") if one.lower == "dangerous"]
        return _harmed(frame.doers), [one for one in alike if one.child("prep") is not None]
    if verb.lemma in pact_words("imperil"):
        whom = [one for one in frame.undergoers if are_sides([one])]
        return ([] if frame.passive else _harmed(frame.doers)), whom
    harmed = _harmed(frame.undergoers)
    if not harmed and verb.lemma == "count" and not frame.passive:  # "an attack on one counts as …"
        harmed = _harmed(frame.doers)
    return harmed, [one for one in (*frame.after("as"), *_opened(verb)) if one.lemma in perils]


def _harmed(nodes: Iterable[Node]) -> list[Node]:
    return [one for one in nodes if one.lemma in pact_words("harm")]


def _names_pact(tree: Tree, verb: Node) -> bool:
    """Whether a pact stands in the same sentence: "under the treaty an attack on A is one on B"."""
    return any(
        one.lemma in pact_words("pacts") and one.pos in ("NOUN", "PROPN") and one is not verb
        for one in tree
    )


def _counted(tree: Tree, word: Node, context: Context) -> list[Draft]:
    """A duty of all parties where a parse takes "counts" for a noun: "an attack on one counts as …"."""
    words = list(tree)
    after = [one for one in words if word.i < one.i <= word.i + _NEAR]
    before = [one for one in words if one.i < word.i]
    for one in reversed(before):
        if one.text in (",", ";", ":") or one.pos in VERBAL:
            before = before[before.index(one) + 1 :]
            break
    harmed = next((one for one in before if one.lemma in pact_words("harm")), None)
    alike = any(one.lemma in pact_words("harm") for one in after)
    if harmed is None or not alike or not after or after[0].lower != "as":
        return []
    context.at = context.number
    occasion = cleaned([one for one in before if one.i >= harmed.i or one.head is harmed])
    end = next((one.i for one in words if one.i > word.i and one.text in (",", ";", ".")), None)
    told = [one for one in words if one.i >= harmed.i and (end is None or one.i < end)]
    parties = context.parties if context.is_fresh and context.has_parties else ()
    terms = Terms(role="clause", obligated=parties, trigger=occasion)
    roles = (parties, parties)
    return [draft_of(tree, harmed, cleaned([*before, *told]), terms, roles)]


_NEAR = 4
"""Words behind "counts" among which the harm stands that it counts as: "as an armed attack"."""


def _opened(verb: Node) -> list[Node]:
    """What something is held to be without "as": "considers a raid on one a raid on all"."""
    return [
        *verb.all("oprd", "attr"),
        *(verb.all("dobj") if verb.child("nsubjpass") is not None else ()),
        *(one for inner in verb.all("ccomp") for one in inner.children),
    ]
