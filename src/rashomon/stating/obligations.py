"""What pacts bind whom to: by a verb, by a noun of promise, or all parties to one another.

Stands beside `rashomon.stating.pacts`. Enters: verbs and nouns of a passage. Leaves: drafts of PACT
whose terms are a clause: who is obliged, for whose good, and on what occasion.
"""

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import (
    VERBAL,
    clause_of,
    clause_span,
    conjoined,
    frame_of,
    phrase,
    subject_of,
)
from rashomon.stating.roles import after_noun, doers_of, is_party, owners, parties_in, spans_of
from rashomon.stating.terms import Context, cleaned, draft_of, pact_words

_EACH = frozenset({"each", "both", "either", "them", "all", "they"})
"""Words for the parties of a pact without a noun."""

_SIDES = frozenset({"country", "nation", "side", "party", "state", "ally", "neighbor", "neighbour"})
"""Words for the parties of a pact that has been spoken of before."""


def remember_occasion(noun: Node, context: Context) -> None:
    """Keeps the occasion that a clause is for: "the clause covering the contingency of an attack"."""
    found = _occasion([one for one in noun.subtree() if one.i > noun.i])
    if found is not None:
        context.trigger = found


def _occasion(words: list[Node]) -> Span | None:
    """The harm that brings an obligation into play, among words: "against any attack on …"."""
    for node in words:
        if (
            node.lemma in pact_words("harm")
            and node.pos in ("NOUN", "PROPN")
            and node.dep != "compound"
        ):
            parts = [
                one
                for child in node.children
                if child.dep not in ("relcl", "punct", "appos")
                for one in child.subtree()
            ]
            return cleaned([node, *parts, *_gone_on(words, max(one.i for one in [node, *parts]))])
    return None


def _gone_on(words: list[Node], last: int) -> list[Node]:
    """The words up to the next verb or comma: a dash before "or a wider war" breaks nothing off."""
    found: list[Node] = []
    for node in words:
        if node.i <= last:
            continue
        if node.pos in VERBAL or node.text in (",", ";", ".", ":"):
            break
        found.append(node)
    return found


def is_binding(node: Node) -> bool:
    """Whether a verb may tell of a duty: "obliges", "provides that", "pledged", "must help".

    A parse may take the verb of a short sentence for a plural ("Article 3 obliges A to …").
    """
    if node.is_root and node.tag == "NNS" and node.lemma in pact_words("bind"):
        return any(child.lemma in pact_words("parts") for child in node.children)
    return node.pos in VERBAL and (
        node.lemma in pact_words("bind")
        or node.lemma in pact_words("lay_down")
        or node.lemma in pact_words("vow")
        or _is_owed(node)
    )


def _is_owed(verb: Node) -> bool:
    """Whether a verb is itself what is owed: "must come to the aid of", "shall consult"."""
    return any(child.dep == "aux" and child.lower in ("must", "shall") for child in verb.children)


def find_binding(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """An obligation by a verb: "the treaty commits A to defend B if …", "under it A pledged to …"."""
    frame = frame_of(verb)
    by = [one for one in frame.after("under", "by", "in") if one.lemma in pact_words("parts")]
    is_term = _is_term(tree, verb, context)
    if not is_term and not by:
        return []
    if by and _is_owed(verb):
        return _owed(tree, verb, by, context)
    duty = next(
        (
            child
            for child in verb.children
            if child.dep in ("xcomp", "ccomp", "advcl", "acl") and child.tag == "VB"
        ),
        None,
    )
    own = None if duty is None else duty.child("nsubj", "nsubjpass")
    obliged = [one for one in frame.undergoers if _can_owe(one) and not _is_reciprocal(one)]
    obliged = obliged or _beside_verb(verb)
    if own is not None and (not obliged or verb.lemma in pact_words("lay_down")):
        obliged = conjoined(own)
    elif not obliged and not is_term and not frame.passive and verb.lemma in pact_words("vow"):
        obliged = doers_of(frame)
    if not obliged or (duty is None and verb.lemma not in pact_words("bind")):
        return []
    after = [one for one in verb.subtree() if one.i > verb.i]
    occasion = _condition(after) or _occasion(after)
    mutual = any(_is_reciprocal(one) for one in after)
    bound = _bound(obliged, context)
    if occasion is None and context.is_fresh:
        occasion = context.trigger
    context.at = context.number
    if mutual and len(bound) > 1:
        context.parties = bound
        terms = Terms(role="clause", obligated=bound, trigger=occasion)
        clause = draft_of(tree, verb, clause_span(verb), terms, (bound, bound))
        return [*_named_with(tree, by, bound), clause]
    return [_clause(tree, verb, clause_span(verb), bound, _favoured(duty), occasion)]


def _owed(tree: Tree, verb: Node, by: list[Node], context: Context) -> list[Draft]:
    """An obligation told as such: "under the agreement, A must come to the aid of B in case of …"."""
    obliged = [one for one in doers_of(frame_of(verb)) if _can_owe(one)]
    last = max(one.i for noun in by for one in noun.subtree())
    after = [one for one in verb.subtree() if one.i > max(verb.i, last)]
    if not obliged or not after:
        return []
    occasion = _condition(after) or _occasion(after)
    context.at = context.number
    bound = _bound(obliged, context)
    return [_clause(tree, verb, clause_span(verb), bound, _favoured(verb), occasion)]


def _beside_verb(verb: Node) -> list[Node]:
    """The name right behind a verb that the parse has made no object: "Article 3 obliges A to …"."""
    nearest = [one for one in verb.children if one.i == verb.i + 1 and one.dep in ("appos", "nmod")]
    return [one for name in nearest if _can_owe(name) for one in conjoined(name)]


def _can_owe(node: Node) -> bool:
    """Whether a word can stand for a party to a pact; a name is one, whatever it was taken for."""
    return is_party(node) or node.pos == "PROPN"


def _named_with(tree: Tree, pacts: list[Node], bound: tuple[Span, ...]) -> list[Draft]:
    """The pact under which parties are bound to one another: it is theirs."""
    for noun in pacts:
        if noun.lemma in pact_words("pacts"):
            span = Span(noun.head.start, noun.end)
            return [draft_of(tree, noun, span, Terms(role="mention"), (bound, ()))]
    return []


def _is_term(tree: Tree, verb: Node, context: Context) -> bool:
    """Whether it is a pact that binds: the subject is one, or stands for the one just spoken of.

    Numbered articles ("Article 3 obliges …") are subjects that a parse seldom takes for one.
    """
    subject = subject_of(verb) or verb.child("nmod", "npadvmod", "dep")
    if subject is None or subject.i > verb.i:
        return False
    if subject.lower in ("it", "this") and verb.lemma in pact_words("bind"):
        pacts = [one for one in tree if one.lemma in pact_words("pacts") and one.i < subject.i]
        return bool(pacts) or (context.is_fresh and context.at < context.number)
    return subject.lemma in pact_words("parts")


def _bound(obliged: list[Node], context: Context) -> tuple[Span, ...]:
    """The obliged by name: "both countries" and "each of them" are the parties known so far."""
    sides = all(one.lemma in _SIDES or one.lower in _EACH for one in obliged)
    if sides and context.is_fresh and len(context.parties) > 1:
        return context.parties
    return spans_of(obliged)


def _is_reciprocal(node: Node) -> bool:
    """Whether a word makes what is vowed mutual: "one another", "each other", "mutual help"."""
    if node.lower == "mutual":
        return True
    before = [child.lower for child in node.children if child.i < node.i]
    if node.lower == "other" and "each" in before:
        return True
    return node.lower == "another" and (
        "one" in before or any(one.lower == "one" for one in _beside(node))
    )


def _beside(node: Node) -> list[Node]:
    """The words of the same phrase that stand right before a word, wherever the parse hangs them."""
    around = [node.head, *node.head.children]
    for above in node.ancestors():
        around += [one for child in above.children for one in (child, *child.children)]
        if above.pos in VERBAL:
            break
    return [one for one in around if one.i == node.i - 1]


_CONDITIONS = frozenset({"if", "should", "when", "whenever", "once", "where"})
"""Words that open the clause which says on what occasion a duty falls due."""


def _condition(after: list[Node]) -> Span | None:
    """What has to happen for a duty, as a clause: "if any of them is attacked"."""
    for node in after:
        if node.dep != "advcl":
            continue
        inner = [one for one in node.subtree() if one.i >= after[0].i]
        mark = next((one for one in inner if one.lower in _CONDITIONS and one.head is node), None)
        told = [] if mark is None else [one for one in inner if one.i > mark.i]
        if any(
            one.lemma in pact_words("harm") or one.lemma in pact_words("harming") for one in told
        ):
            return cleaned(told)
    return None


def _favoured(duty: Node | None) -> Span | None:
    """Who profits from a duty: whom one is to join, defend or send help to."""
    if duty is None:
        return None
    frame = frame_of(duty)
    chain = [duty, *duty.all("xcomp", "advcl")]
    for verb in chain:
        for one in frame_of(verb).undergoers:
            if one.entity in ("GPE", "ORG", "PERSON", "NORP") or one.pos == "PROPN":
                return phrase(one)
            if one.lemma in pact_words("shared"):
                whose = [*owners(one), *after_noun(one, "of", "to", "for")]
                return next((phrase(party) for party in whose if is_party(party)), None)
            inner = [party for party in parties_in(one) if party.entity in ("GPE", "NORP", "ORG")]
            if inner and verb is not duty:
                return phrase(inner[0])
    objects = frame.after("to", "of", "with", "for")
    aid = [one for one in objects if one.lemma in pact_words("shared")]
    helped = [whose for one in aid for whose in (*owners(one), *after_noun(one, "of"))]
    named = [one for one in (*helped, *objects) if is_party(one)]
    return phrase(named[0]) if named else None


def find_vow(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """An obligation by a noun: "a promise to send troops to defend B against invasion"."""
    duty = noun.child("acl")
    if duty is None or duty.tag != "VB" or not (context.is_fresh or noun.lemma != "promise"):
        return []
    trigger = _occasion([one for one in duty.subtree() if one.i > duty.i])
    if trigger is None:
        return []
    obliged = owners(noun)
    if not obliged:
        above = clause_of(noun.head)
        obliged = doers_of(frame_of(above)) if above.pos in VERBAL else []
    favoured = _favoured(duty)
    if favoured is None:
        inner = next((one for one in duty.subtree() if one.pos == "VERB" and one is not duty), None)
        favoured = _favoured(inner)
    span = cleaned([one for one in noun.subtree() if one.pos != "SPACE"])
    return [_clause(tree, noun, span, spans_of(obliged), favoured, trigger)]


def find_mutual(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """An obligation of all parties to one another: "mutual support in the event of war"."""
    if noun.dep in ("compound", "nmod") or not any(
        child.lower == "mutual" for child in noun.children
    ):
        return []
    above = clause_of(noun)
    words = [one for one in above.subtree() if one.i > noun.i] if above is not noun else []
    occasion = next((one for one in words if one.lemma in pact_words("occasion")), None)
    vowed = above.lemma in pact_words("bind")
    against = next((one for one in words if one.lower == "against"), None) if vowed else None
    start = occasion or against
    trigger = _occasion([one for one in words if start is not None and one.i > start.i])
    if trigger is None and not vowed:
        return []
    parties = doers_of(frame_of(above)) if vowed else []
    span = (
        clause_span(above)
        if vowed
        else Span(phrase(noun).start, max(phrase(noun).end, trigger.end if trigger else 0))
    )
    by_name = [one for one in parties if one.lemma not in _SIDES]
    known = context.parties if context.is_fresh and len(context.parties) > 1 else ()
    obliged = (spans_of(parties) if by_name or not known else known) or known
    terms = Terms(role="clause", obligated=obliged, trigger=trigger)
    return [draft_of(tree, noun, span, terms, (obliged, obliged))]


def _clause(
    tree: Tree,
    trigger: Node,
    span: Span,
    bound: tuple[Span, ...],
    favoured: Span | None,
    occasion: Span | None,
) -> Draft:
    terms = Terms(role="clause", obligated=bound, beneficiary=favoured, trigger=occasion)
    return draft_of(tree, trigger, span, terms, (bound, () if favoured is None else (favoured,)))
