"""What a pact provides for, told behind it as what its parties do: "the rebels hand in their arms".

Stands beside `rashomon.stating.recitals`, which reads duties told as such. Enters: a verb that tells of
a deed, in the present tense or with "will". Leaves: drafts of PACT whose terms are a clause, where a
party of the pact just told of does what pacts are made of, and nobody else says so.
"""

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, conjoined, subject_of
from rashomon.stating.extents import clause_span, phrase
from rashomon.stating.favours import favoured_by
from rashomon.stating.occasions import occasion_of
from rashomon.stating.partners import is_partner
from rashomon.stating.roles import spans_of
from rashomon.stating.sayings import is_demanded
from rashomon.stating.terms import Context, are_all, draft_of, pact_words
from rashomon.stating.undertakings import can_owe

_NEAR = 1
"""Passages behind a signing or a clause within which a deed is taken for the pact's content."""

_LATER = frozenset({"will", "would", "'ll"})
_HAVING = frozenset({"have", "has", "had"})


def find_provision(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A duty, or a right, told as what a party of the pact just told of does or will do."""
    if verb.pos not in VERBAL or not (context.is_fresh and context.has_parties):
        return []
    if _is_laid_down(verb, context):
        return []
    is_told = 0 <= context.number - context.told <= _NEAR
    if not is_told or not _is_deed(verb) or is_demanded(tree, verb) or _is_of_another(verb):
        return []
    subject = subject_of(verb)
    if subject is None or subject.i > verb.i or _brings_up_pact(verb):
        return []
    doers = [one for one in conjoined(subject) if can_owe(one) or is_partner(tree, one, context)]
    are_sides = are_all(doers)
    if not doers or not (are_sides or all(_is_of_party(tree, one, context) for one in doers)):
        return []
    context.at = context.told = context.number
    context.listing |= {verb.i}
    bound = context.parties if are_sides else _parties(tree, doers, context)
    is_right = verb.lemma in pact_words("getting") and not are_sides
    favoured = bound[0] if is_right else favoured_by(verb)
    owing = () if is_right else bound
    terms = Terms(role="clause", obligated=owing, beneficiary=favoured, trigger=occasion_of(verb))
    roles = (owing, () if favoured is None else (favoured,))
    return [draft_of(tree, verb, clause_span(verb), terms, roles)]


def _is_deed(verb: Node) -> bool:
    """Whether a verb tells what parties do by a pact, as what it lays down and not as what was done."""
    if verb.lemma not in pact_words("deeds") and verb.lemma not in pact_words("getting"):
        return False
    if verb.child("auxpass", "nsubjpass") is not None:
        return False
    aux = {one.lower for one in verb.all("aux")}
    if verb.tag == "VB" and verb.dep == "conj" and not aux:
        return verb.head.pos in VERBAL and _is_deed(verb.head)
    if aux & _HAVING:  # "will have left by May" tells of a day to come
        return False
    return bool(aux & _LATER) or (verb.tag in ("VBZ", "VBP") and not aux)


def _brings_up_pact(verb: Node) -> bool:
    """Whether a deed is itself told of a pact: "the front takes its name from an accord of 1991"."""
    return any(
        one.lemma in pact_words("pacts")
        and one.i > verb.i
        and one.child("acl", "relcl") is not None
        for one in verb.subtree()
    )


def _is_laid_down(verb: Node, context: Context) -> bool:
    """Whether another verb of the sentence already lays a deed down: "it says that A will go"."""
    return any(one.i in context.listing for one in verb.ancestors() if verb.dep != "conj")


def _is_of_another(verb: Node) -> bool:
    """Whether a deed stands in a clause about somebody or on a condition: "who hold the town"."""
    at = verb
    while not at.is_root:
        mark = at.child("mark")
        is_contrast = mark is not None and mark.lower in ("while", "whereas")
        if at.dep in ("relcl", "acl", "pcomp", "csubj") or (at.dep == "advcl" and not is_contrast):
            return True
        at = at.head
    return False


def _is_of_party(tree: Tree, node: Node, context: Context) -> bool:
    """Whether somebody is a party of the pact last spoken of, or a party's own men."""
    return is_partner(tree, node, context) or bool(_owner(tree, node, context))


def _owner(tree: Tree, node: Node, context: Context) -> Node | None:
    """Whose men they are: "the Turkish navy", "Belgrade's soldiers", "and its fighters come"."""
    if node.lemma not in _MEN:
        return None
    before = [one for one in node.children if one.dep in ("amod", "poss", "compound", "nmod")]
    named = [_antecedent(one) if one.tag == "PRP$" else one for one in before]
    return next((one for one in named if one and is_partner(tree, one, context)), None)


def _antecedent(own: Node) -> Node | None:
    """Who "its" goes back to: the subject of the verb before, in the same sentence."""
    verb = next((one for one in own.ancestors() if one.pos in VERBAL), None)
    joined = verb is not None and verb.dep == "conj" and verb.head.pos in VERBAL
    return subject_of(verb.head) if verb is not None and joined else None


_MEN = frozenset(
    {
        "troop", "soldier", "force", "army", "navy", "fighter", "man", "unit", "militia", "guard",
        "ship", "warship", "aircraft", "plane", "police", "peacekeeper", "gunman", "officer", "garrison",
    }
)  # fmt: skip
"""Those by whom a party keeps or breaks its word."""


def _parties(tree: Tree, doers: list[Node], context: Context) -> tuple[Span, ...]:
    found: dict[Span, None] = {}
    for one in doers:
        owner = None if is_partner(tree, one, context) else _owner(tree, one, context)
        spans = spans_of([one]) if owner is None else (phrase(owner),)
        found.update(dict.fromkeys(spans))
    return tuple(found)
