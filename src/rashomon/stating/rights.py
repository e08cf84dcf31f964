"""What pacts give somebody a right to, and what is done under them: "the accord lets A use B's bases".

Stands beside `rashomon.stating.obligations`. Enters: a verb. Leaves: drafts of PACT whose terms are a
clause. Whoever has the right profits by it; its other parties owe it. What somebody does under a pact in
the present tense ("under the treaty A trains B's army") is what it owes.
"""

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.stating.clauses import VERBAL, conjoined, frame_of, referent, subject_of
from rashomon.stating.extents import clause_span, phrase
from rashomon.stating.favours import favoured_by
from rashomon.stating.obligations import is_term, laid_down_by
from rashomon.stating.occasions import condition_of
from rashomon.stating.roles import after_noun, spans_of
from rashomon.stating.terms import Context, are_sides, draft_of, pact_words
from rashomon.stating.undertakings import can_owe


def find_rights(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A right that a pact gives, or what is done under it as a matter of course."""
    if verb.pos not in VERBAL:
        return []
    entitled = _entitled(tree, verb, context)
    if entitled:
        return [_right(tree, verb, entitled, context)]
    return _done_under(tree, verb, context)


def _entitled(tree: Tree, verb: Node, context: Context) -> list[Node]:
    """Whom a pact allows something: "the pact allows A to land", "gives A the right to land"."""
    if verb.child("neg") is not None:
        return []
    if verb.lemma in pact_words("having"):
        rights = [one for one in verb.all("dobj") if one.lemma in pact_words("rights")]
        under = [one for right in rights for one in after_noun(right, "under")]
        is_given = laid_down_by(verb, context) or any(
            one.lemma in pact_words("parts") for one in under
        )
        return _named([*frame_of(verb).doers]) if rights and is_given else []
    is_said = is_term(tree, verb, context) or _is_of_pact(verb)
    if not (is_said or _is_given_by_it(verb, context)):
        return []
    if verb.lemma in pact_words("permit"):
        return _named(_permitted(verb))
    things = verb.all("dobj") if verb.lemma in pact_words("granting") else []
    given = [one for one in things if verb.tag == "VBZ" or one.lemma in pact_words("rights")]
    return _named([one for one in verb.all("dative") if one.pos != "ADP"]) if given else []


def _permitted(verb: Node) -> list[Node]:
    """Whom a verb allows something: its object, or the subject of what is allowed."""
    duty = next((one for one in verb.all("xcomp", "ccomp") if one.tag in ("VB", "VBP")), None)
    if duty is None and (taken := _taken_for_noun(verb)) is not None:
        return [taken]
    own = None if duty is None else duty.child("nsubj")
    return conjoined(own) if own is not None else [*frame_of(verb).undergoers]


def _taken_for_noun(verb: Node) -> Node | None:
    """Who may do what a parse takes for a noun: "lets the River Fleet stay in the port"."""
    thing = verb.child("dobj")
    if verb.lemma != "let" or thing is None or thing.lemma not in _DOING:
        return None
    return next((one for one in reversed(thing.all("compound", "nmod"))), None)


_DOING = frozenset(
    {"stay", "use", "land", "base", "station", "dock", "transit", "return", "pass", "cross"}
)


def _is_given_by_it(verb: Node, context: Context) -> bool:
    """Whether the pact spoken of just before gives something: "It gives the rebels three ministries"."""
    subject = subject_of(verb)
    is_it = subject is not None and subject.lower == "it" and verb.tag == "VBZ"
    is_next = context.at < context.number <= max(context.at, context.told) + 1
    return is_it and is_next and context.has_parties and verb.lemma in pact_words("granting")


def _is_of_pact(verb: Node) -> bool:
    """Whether a verb says something of a pact in a clause about it: "an accord that lets A land"."""
    subject = subject_of(verb)
    return subject is not None and referent(subject).lemma in pact_words("parts")


def _named(nodes: list[Node]) -> list[Node]:
    found = [one for node in nodes for one in (_senders(node) or [node])]
    named = [one for one in found if can_owe(one) or are_sides([one])]
    return [one for one in named if one.child("det") is None or not _is_nobody(one)]


def _is_nobody(node: Node) -> bool:
    """Whether nobody is meant: "neither side", "no party"."""
    return any(one.lower in pact_words("nobody") for one in (node, *node.all("det")))


def _senders(node: Node) -> list[Node]:
    """Whose men or machines a word stands for: of "Russian ships" the Russians."""
    return [
        child
        for child in node.children
        if child.dep in ("amod", "compound", "poss") and child.entity in ("NORP", "GPE")
    ]


def _right(tree: Tree, verb: Node, entitled: list[Node], context: Context) -> Draft:
    context.at = context.number
    favoured = phrase(entitled[0])
    terms = Terms(role="clause", beneficiary=favoured, trigger=condition_of(verb))
    return draft_of(tree, verb, clause_span(verb), terms, ((), (favoured,)))


def _done_under(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """What is done under a pact: who does it owes it, or has a right to where he takes or uses."""
    is_present = verb.tag in ("VBZ", "VBP") and verb.child("aux") is None
    modal = next((one.lower for one in verb.all("aux")), "")
    if not (is_present or modal in ("may", "can")) or verb.child("neg") is not None:
        return []
    if verb.lemma in ("be", "have", "do", "say", "remain", "become") or not _under(
        tree, verb, context
    ):
        return []
    subject = subject_of(verb)
    doers = [] if subject is None else _named(conjoined(subject))
    if not doers:
        return []
    has_right = modal in ("may", "can") or verb.lemma in pact_words("enjoying")
    if has_right:
        return [_right(tree, verb, doers, context)]
    context.at = context.number
    bound = spans_of(doers)
    favoured = favoured_by(verb)
    terms = Terms(role="clause", obligated=bound, beneficiary=favoured)
    roles = (bound, () if favoured is None else (favoured,))
    return [draft_of(tree, verb, clause_span(verb), terms, roles)]


def _under(tree: Tree, verb: Node, context: Context) -> bool:
    """Whether a verb stands under a pact: "under the accord", "a treaty under which"."""
    under = [one for prep in verb.all("prep") if prep.lower == "under" for one in prep.all("pobj")]
    if any(one.lower == "which" for one in under):
        before = [one for one in tree if one.i < verb.i]
        return any(one.lemma in pact_words("parts") | pact_words("papers") for one in before)
    behind = laid_down_by(verb, context)
    return any(one.head.lower == "under" or one.lower == "it" for one in behind)
