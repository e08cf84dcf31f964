"""Pacts that make harm to one harm to all: "an attack on one is to be regarded as an attack on both".

Stands beside `rashomon.stating.obligations`. Enters: the verb that equates one harm with another.
Leaves: drafts of PACT whose terms are a clause that binds all parties of the pact last spoken of.
"""

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.stating.clauses import VERBAL, clause_span, frame_of
from rashomon.stating.terms import Context, cleaned, draft_of, pact_words


def find_equated(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A duty of all parties: "an attack on one is to be regarded as an attack on both"."""
    frame = frame_of(verb)
    harmed = [one for one in frame.undergoers if one.lemma in pact_words("harm")]
    if not harmed and verb.lemma == "count" and not frame.passive:  # "an attack on one counts as …"
        harmed = [one for one in frame.doers if one.lemma in pact_words("harm")]
    alike = [one for one in (*frame.after("as"), *_opened(verb)) if one.lemma in pact_words("harm")]
    if not context.is_fresh or not context.has_parties:
        return []
    if verb.pos not in VERBAL:
        return _counted(tree, verb, context)
    if not harmed or not alike:
        return []
    context.at = context.number
    occasion = cleaned([one for one in harmed[0].subtree() if one.dep != "relcl"])
    terms = Terms(role="clause", obligated=context.parties, trigger=occasion)
    roles = (context.parties, context.parties)
    return [draft_of(tree, verb, clause_span(verb), terms, roles)]


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
    terms = Terms(role="clause", obligated=context.parties, trigger=occasion)
    roles = (context.parties, context.parties)
    return [draft_of(tree, harmed, cleaned([*before, *told]), terms, roles)]


_NEAR = 4
"""Words behind "counts" among which the harm stands that it counts as: "as an armed attack"."""


def _opened(verb: Node) -> list[Node]:
    """What something is held to be without "as": "considers a raid on one a raid on all"."""
    return [
        *verb.all("oprd", "attr"),
        *(one for inner in verb.all("ccomp") for one in inner.children),
    ]
