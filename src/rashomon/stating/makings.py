"""How pacts come about in other words than "treaty" and "signed": "struck a deal", "signed a statement".

Stands beside `rashomon.stating.pacts`, on `rashomon.stating.signings`. Enters: verbs, and nouns that are
a pact only where they are signed. Leaves: whether they tell of one.
"""

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, frame_of
from rashomon.stating.datings import day_of
from rashomon.stating.doers import doers_of
from rashomon.stating.duties import force_of
from rashomon.stating.extents import clause_span, phrase
from rashomon.stating.opponents import find_signing_sides
from rashomon.stating.roles import spans_of
from rashomon.stating.rosters import find_roster, list_signers
from rashomon.stating.signatories import bound_by, is_signing
from rashomon.stating.signings import governor, parties_of, signers_of, signing_of
from rashomon.stating.status import status_of
from rashomon.stating.terms import Context, are_sides, draft_of, goes_back, pact_words

FEWEST_SIDES = 2


def makes_pact(verb: Node) -> bool:
    """Whether a verb tells that its doers have come to a pact: "struck a deal", "reached an accord".

    What is hoped for or still to come is none.
    """
    is_past = verb.tag in ("VBD", "VBN") and verb.child("neg") is None
    if verb.lemma not in pact_words("made") or not is_past or status_of(verb) != "asserted":
        return False
    actors, targets = signers_of(verb)
    is_one_man = any(child.lower in ("a", "an") for one in actors for child in one.all("det"))
    return not is_one_man and len(spans_of([*actors, *targets])) >= FEWEST_SIDES


def is_signed_paper(tree: Tree, noun: Node) -> bool:
    """Whether a writing is a pact by being signed: "A, B and C signed a statement"."""
    verb = governor(noun)
    if verb is None:
        return False
    is_put_to = noun.dep == "pobj" and is_signing(verb) and verb.lemma in pact_words("put")
    is_paper = noun.lemma in pact_words("papers") and noun.pos == "NOUN"
    if not (is_put_to or (is_paper and (is_signing(verb) or makes_pact(verb)))):
        return False
    actors, targets, _ = signing_of(noun, verb)
    told = {one.lower for one in noun.subtree()} & pact_words("kinds")
    is_joint = any(one.lemma in _JOINT for one in actors)
    if verb.lemma == "sign" and actors and (told or is_joint):
        return True
    if verb.lemma == "sign" and is_paper and len(list_signers(tree, verb)) >= FEWEST_SIDES:
        return True
    return len(spans_of([*actors, *targets])) >= FEWEST_SIDES or are_sides(actors)


_JOINT = frozenset(
    {"group", "delegation", "negotiator", "team", "envoy", "commission", "representative"}
)
"""Those of whom one signs nothing but what is agreed with others."""


def is_settled(noun: Node) -> bool:
    """Whether a writing is a pact by those whom it is between: "the understanding between A and B"."""
    kind = noun.lemma.removesuffix("s")  # a capital keeps a plural: "the Defence Arrangements"
    is_such = kind in pact_words("settled") and noun.pos in ("NOUN", "PROPN")
    return is_such and len(spans_of(parties_of(noun))) >= FEWEST_SIDES


def find_truce(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A truce as the pact that it is, of the day on which both agreed.

    "A and B agreed on a truce", "A and B have signed a ceasefire".
    """
    frame = frame_of(verb)
    if verb.pos not in VERBAL or verb.child("neg") is not None:
        return []
    agreed = frame.after("on", "to", "upon") if verb.lemma == "agree" else []
    is_made = verb.lemma in pact_words("sign") or makes_pact(verb)
    signed = frame.undergoers if is_made else []
    is_truce = any(one.lemma in pact_words("truces") for one in (*agreed, *signed))
    if not is_truce and not (is_made and any(_is_peace(one) for one in signed)):
        return []
    actors, targets = signers_of(verb)
    sides = find_signing_sides(actors, verb, context)
    named = sides or spans_of([*actors, *targets])
    roster = find_roster(tree, verb, len(named))
    if roster is None and len(named) < FEWEST_SIDES:
        return []
    context.parties, context.at = named, context.number
    behind = bound_by([*actors, *targets], verb)
    roles = (sides, ()) if sides else (spans_of(actors), spans_of(targets))
    if roster is not None:
        context.parties, behind = roster.parties, roster.behind
        roles = (roster.names[:1], roster.names[1:])
    terms = Terms(role="signing", signed=day_of(verb), obligated=behind)
    return [draft_of(tree, verb, clause_span(verb), terms, roles)]


def _is_peace(node: Node) -> bool:
    """Whether it is the peace that two sides make, alone: "made peace", not "made peace offers"."""
    return node.lemma == "peace" and node.pos == "NOUN" and node.dep == "dobj"


def is_joint_paper(noun: Node, context: Context) -> bool:
    """Whether powers lay something down in what they publish together: "put out a joint statement".

    It is a pact where the words behind it tell what is to be done by it.
    """
    verb = noun.head
    is_joint = noun.lemma in _JOINTLY and any(one.lower == "joint" for one in noun.all("amod"))
    if not is_joint or noun.dep != "dobj" or verb.lemma not in _PUBLISHING:
        return False
    doers = [one for one in doers_of(frame_of(verb)) if one.entity in ("GPE", "ORG", "NORP")]
    near = context.trees[context.number : context.number + 2]
    is_firm = any(force_of(one) == "firm" for tree in near for one in tree if one.pos in VERBAL)
    return verb.tag == "VBD" and len(doers) >= FEWEST_SIDES and is_firm


_JOINTLY = frozenset({"statement", "declaration", "communique", "communiqué"})
_PUBLISHING = frozenset({"put", "issue", "release", "publish", "adopt", "make"})


def by_means(noun: Node) -> Node | None:
    """The verb for what is done by a new pact: "set up the bloc by a charter signed in May"."""
    prep = noun.head
    is_new = any(one.lower in ("a", "an") for one in noun.all("det"))
    if noun.dep != "pobj" or not is_new or prep.lower not in ("by", "with", "through", "under"):
        return None
    return prep.head if prep.head.tag == "VBD" else None


def is_earlier(noun: Node, context: Context) -> bool:
    """Whether a writing is the pact spoken of, signed on a day: "the first text, signed in May"."""
    if not (goes_back(noun) and context.is_fresh and context.has_parties):
        return False
    return _signed_on(noun) is not None


def find_earlier(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """The signing of the pact spoken of, told of a writing with its day."""
    verb = _signed_on(noun) if is_earlier(noun, context) else None
    if verb is None:
        return []
    terms = Terms(role="signing", signed=day_of(verb))
    span = Span(phrase(noun).start, max(one.end for one in verb.subtree()))
    return [draft_of(tree, verb, span, terms, (context.parties, ()))]


def _signed_on(noun: Node) -> Node | None:
    """The participle by which a writing was signed on a day, by nobody named."""
    for verb in noun.all("acl"):
        if verb.lemma in pact_words("sign") and verb.child("agent") is None and day_of(verb):
            return verb
    return None
