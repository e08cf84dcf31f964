"""What pacts bind whom to: by a verb, by a noun of promise, or all parties to one another.

Stands beside `rashomon.stating.pacts`. Enters: verbs and nouns of a passage. Leaves: drafts of PACT
whose terms are a clause: who is obliged, for whose good, and on what occasion.
"""

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, conjoined, frame_of, subject_of
from rashomon.stating.doers import doers_of, owners
from rashomon.stating.extents import clause_of, clause_span, phrase
from rashomon.stating.favours import favoured_by
from rashomon.stating.mutuality import is_reciprocal
from rashomon.stating.occasions import condition_of, harm_before, occasion_in, occasion_of, phrased
from rashomon.stating.partners import is_partner
from rashomon.stating.roles import is_party, parties_in, spans_of
from rashomon.stating.terms import (
    Context,
    are_sides,
    cleaned,
    counts_otherwise,
    draft_of,
    goes_back,
    is_numbered_part,
    pact_words,
)
from rashomon.stating.undertakings import before_verb, beside_verb, can_owe, opened_by


def is_binding(node: Node) -> bool:
    """Whether a verb may tell of a duty: "obliges", "provides that", "pledged", "must help".

    A parse may take the verb of a short sentence for a plural ("Article 3 obliges A to …").
    """
    is_verb = node.lemma in pact_words("bind") or node.lemma in pact_words("forbid")
    if (node.is_root or node.dep == "relcl") and node.tag == "NNS" and is_verb:
        return any(child.lemma in pact_words("parts") for child in node.children)
    if node.is_root and node.lower in pact_words("vow") and node.pos == "NOUN":
        return node.child("nummod") is not None and _duty(node) is not None  # "the two pledge to …"
    return node.pos in VERBAL and (
        node.lemma in pact_words("bind")
        or node.lemma in pact_words("lay_down")
        or node.lemma in pact_words("vow")
        or node.lemma in pact_words("forbid")
        or node.lemma == "owe"
        or _is_owed(node)
        or _is_due(node)
    )


def _is_owed(verb: Node) -> bool:
    """Whether a verb is itself what is owed: "must come to the aid of", "shall consult"."""
    return any(child.dep == "aux" and child.lower in ("must", "shall") for child in verb.children)


def _is_due(verb: Node) -> bool:
    """Whether a verb is what will be done under a pact: "will send", "has to send", "is to send"."""
    if verb.lemma in ("have", "be") and verb.child("xcomp") is not None:
        return False  # "would have to send": what is due is the sending
    later = verb.child("aux")
    has_to = verb.dep == "xcomp" and verb.head.lemma in ("be", "have") and verb.tag == "VB"
    return (later is not None and later.lower in ("will", "would", "'ll")) or has_to


def find_binding(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """An obligation by a verb: "the treaty commits A to defend B if …", "under it A pledged to …"."""
    frame = frame_of(verb)
    by = laid_down_by(verb, context)
    of_pact = is_term(tree, verb, context)
    if not of_pact and not by:
        return _brought_on(tree, verb, context) or _promised(tree, verb, context)
    under = by and not any(one.head.lower == "in" and one.lower not in _RETURNS for one in by)
    harm = harm_before(verb)
    if by and harm is None and (_is_owed(verb) or (under and _is_due(verb))):
        return _owed(tree, verb, by, context)
    duty = _duty(verb)
    own = None if duty is None else duty.child("nsubj", "nsubjpass")
    obliged = [
        one
        for one in frame.undergoers
        if (can_owe(one) or are_sides([one])) and not is_reciprocal(one)
    ]
    obliged = obliged or beside_verb(verb)
    if own is not None and (not obliged or verb.lemma in pact_words("lay_down")):
        obliged = [one for one in conjoined(own) if can_owe(one) or are_sides([one])]
    elif not obliged and not of_pact and not frame.passive and verb.lemma in pact_words("vow"):
        obliged = doers_of(frame)
    is_open = duty is None and (
        verb.lemma not in pact_words("bind") or verb.lemma in pact_words("forbid")
    )
    if any(one.lower in pact_words("nobody") for one in obliged):
        return []
    if not obliged or is_open or (of_pact and _is_unsaid(verb)):
        return []
    after = [one for one in verb.subtree() if one.i > verb.i]
    occasion = condition_of(verb) or (phrased(harm) if harm else occasion_in(after))
    mutual = any(is_reciprocal(one) for one in after)
    bound = _bound(obliged, context)
    if occasion is None and context.is_fresh:
        occasion = context.trigger
    context.at = context.number
    if mutual and len(bound) > 1:
        is_some = context.has_parties and all(is_partner(tree, one, context) for one in obliged)
        context.parties = context.parties if is_some else bound
        terms = Terms(role="clause", obligated=bound, trigger=occasion)
        clause = draft_of(tree, verb, clause_span(verb), terms, (bound, bound))
        return [*_named_with(tree, by, bound), clause]
    favoured = _helped(favoured_by(duty), harm, duty)
    return [_clause(tree, verb, clause_span(verb), bound, favoured, occasion)]


def _helped(favoured: Span | None, harm: Node | None, duty: Node | None) -> Span | None:
    """Who profits, by name where the words only say "its": whom the harm hits, not the obliged."""
    owed_to = [] if duty is None else [one for one in duty.subtree() if one.lower in _THEIRS]
    if harm is None or not (favoured is None or owed_to):
        return favoured
    hit = [one for one in parties_in(harm) if one.entity in ("GPE", "NORP", "ORG")]
    return phrase(hit[0]) if hit else favoured


_THEIRS = frozenset({"its", "their", "his", "her"})


_UNDERTAKING = frozenset({"undertake", "guarantee", "engage", "commit", "bind", "oblige"})
"""Verbs by which a party of a pact takes on a duty; promises and pledges may be of any kind."""


def _promised(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A duty under the pact last spoken of that falls due on a condition.

    "A would be obliged to send troops if B is attacked", "A undertakes to pay should …".
    """
    duty = _aid_owed(verb) if verb.lemma == "owe" else _duty(verb)
    frame = frame_of(verb)
    is_due = duty is None and (_is_owed(verb) or _is_due(verb))
    is_laid_down = verb.head.lemma in pact_words("lay_down") and verb.dep == "ccomp"
    if (
        is_due and not is_laid_down and are_sides(doers_of(frame))
    ):  # "either would have to send men if …"
        duty = verb
    if not context.is_fresh or duty is None or verb.lemma in pact_words("forbid"):
        return []
    is_bound = frame.passive and verb.lemma in pact_words("bind")
    vows = not frame.passive and (verb.lemma in _UNDERTAKING or verb.lemma == "owe" or duty is verb)
    obliged = [*frame.undergoers] if is_bound else doers_of(frame) if vows else []
    if verb.pos not in VERBAL:  # a parse has taken "the three undertake" for one noun
        obliged = verb.all("nummod")
    obliged = [one for one in obliged if can_owe(one) or are_sides([one])]
    after = [one for one in verb.subtree() if one.i > verb.i]
    mutual = any(is_reciprocal(one) for one in after)
    occasion = condition_of(verb) or (occasion_in(after) if mutual else None)
    if not obliged or occasion is None:
        return []
    context.at = context.number
    bound = _bound(obliged, context)
    if mutual and len(bound) > 1:
        terms = Terms(role="clause", obligated=bound, trigger=occasion)
        return [draft_of(tree, verb, clause_span(verb), terms, (bound, bound))]
    return [_clause(tree, verb, clause_span(verb), bound, favoured_by(duty), occasion)]


def _aid_owed(verb: Node) -> Node | None:
    """The help that somebody owes: "members owe each other aid"."""
    return next((one for one in verb.all("dobj") if one.lemma in pact_words("shared")), None)


def _is_unsaid(verb: Node) -> bool:
    """Whether it is what a pact does not say, which binds nobody."""
    return verb.child("neg") is not None and verb.lemma in pact_words("lay_down")


def laid_down_by(verb: Node, context: Context) -> list[Node]:
    """The pact, or the part of one, under which a verb says what is done."""
    above = verb.head if verb.dep == "xcomp" and verb.head.lemma in ("be", "have") else verb
    frames = [frame_of(one) for one in dict.fromkeys((verb, above))]
    found = [
        part
        for frame in frames
        for one in frame.after("under", "by", "in")
        if (part := _part_meant(one)) is not None
    ]
    if not found and context.is_fresh:
        found = [one for frame in frames for one in frame.after("under", "by") if _goes_back(one)]
        found += [one for frame in frames for one in frame.after("in") if one.lower in _RETURNS]
    return found


_RETURNS = frozenset({"return", "exchange", "turn"})
"""What opens the other half of a bargain: "in return, the emirate must …"."""

_IN_ORDER = frozenset({"first", "second", "third", "fourth", "fifth", "latter", "former", "other"})


def _part_meant(node: Node) -> Node | None:
    """The pact or part of one that a word stands for: "the pact with A, under which B must …"."""
    if node.lemma in pact_words("parts"):
        return node
    if node.lower == "which" and (opened := opened_by(node)) is not None:
        return opened
    is_inside = node.dep == "pobj" and node.child("relcl") is not None
    above = node.head.head if is_inside else node
    return above if above.lemma in pact_words("pacts") else None


def _goes_back(node: Node) -> bool:
    """Whether a word stands for the pact last spoken of, or for one of its clauses: "the second"."""
    return node.lower == "it" or (
        node.lower in _IN_ORDER and node.child("det") is not None and node.child("compound") is None
    )


def _duty(verb: Node) -> Node | None:
    """The verb for what is owed ("commits A to defend B") or is not to be ("bars A from joining C")."""
    for child in verb.children:
        is_hung = child.dep == "relcl" and verb.tag == "NNS"  # "obliges" taken for a plural
        if (child.dep in ("xcomp", "ccomp", "advcl", "acl") or is_hung) and child.tag == "VB":
            return child
    if verb.lemma in pact_words("forbid"):
        barred = [one for prep in verb.all("prep") for one in prep.all("pcomp")]
        return barred[0] if barred else None
    return None


def _brought_on(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A duty of the pact last spoken of, by the harm behind it: "a raid on either obliges both"."""
    subject = harm_before(verb)
    if subject is None or verb.lemma not in pact_words("bind"):
        return []
    if not (context.is_fresh and context.has_parties) and not context.is_named:
        return []
    context.at = context.number
    named = [one for one in frame_of(verb).undergoers if is_party(one) and one.lower != "other"]
    bound = _bound(named, context) or context.parties
    duty = _duty(verb)
    favoured = _helped(favoured_by(duty), subject, duty)
    return [_clause(tree, verb, clause_span(verb), bound, favoured, phrased(subject))]


def _owed(tree: Tree, verb: Node, by: list[Node], context: Context) -> list[Draft]:
    """An obligation told as such: "under the agreement, A must come to the aid of B in case of …"."""
    frame = frame_of(verb)
    is_bound = frame.passive and verb.lemma in pact_words("bind")  # "A would be obliged to …"
    subject = subject_of(verb)
    is_lost = subject is not None and subject.i > verb.i and not frame.passive
    owing = frame.undergoers if is_bound else doers_of(frame)
    owing = before_verb(tree, verb) if is_lost else owing
    obliged = [one for one in owing if can_owe(one) or are_sides([one])]
    named = {one.i for noun in by for one in noun.subtree() if verb not in noun.subtree()}
    after = [one for one in verb.subtree() if one.i > verb.i and one.i not in named]
    if not obliged or not after:
        return []
    occasion = occasion_of(verb) or occasion_in(after)
    context.at = context.number
    bound = _bound(obliged, context)
    favoured = favoured_by((_duty(verb) or verb) if is_bound else verb)
    return [_clause(tree, verb, clause_span(verb), bound, favoured, occasion)]


def _named_with(tree: Tree, pacts: list[Node], bound: tuple[Span, ...]) -> list[Draft]:
    """The pact under which parties are bound to one another: it is theirs."""
    for noun in pacts:
        if noun.lemma in pact_words("pacts"):
            span = Span(noun.head.start, noun.end)
            return [draft_of(tree, noun, span, Terms(role="mention"), (bound, ()))]
    return []


def is_term(tree: Tree, verb: Node, context: Context) -> bool:
    """Whether it is a pact that binds: the subject is one, or stands for the one just spoken of.

    Numbered articles ("Article 3 obliges …") are subjects that a parse seldom takes for one.
    """
    subject = subject_of(verb) or verb.child("nmod", "npadvmod", "dep", "compound")
    if subject is None or subject.i > verb.i:
        return False
    if subject.lemma in pact_words("truces") and verb.lemma in pact_words("bind"):
        return True
    if subject.lower in ("it", "this") and verb.lemma in pact_words("bind"):
        pacts = [one for one in tree if one.lemma in pact_words("pacts") and one.i < subject.i]
        return bool(pacts) or (context.is_fresh and context.at < context.number)
    if subject.lower == "it" and verb.lemma in pact_words("lay_down"):
        duty = _duty(verb)  # "it says that A will arm B if …": no outlet or statement speaks so
        is_due = duty is not None and (_is_owed(duty) or _is_due(duty))
        return context.is_fresh and is_due and condition_of(verb) is not None
    if goes_back(subject):
        is_told = any(
            one.lower in pact_words("kinds") or one.entity == "DATE" for one in subject.subtree()
        )
        return context.is_fresh or is_told
    return subject.lemma in pact_words("parts") or is_numbered_part(subject)


def _bound(obliged: list[Node], context: Context) -> tuple[Span, ...]:
    """The obliged by name: "both countries" and "each of them" are the parties known so far."""
    is_one = any(one.tag == "NN" and _has_article(one) for one in obliged)
    is_one = is_one or counts_otherwise(obliged, context.parties)
    if are_sides(obliged) and not is_one and context.is_fresh and context.has_parties:
        return context.parties
    return spans_of(obliged)


def _has_article(noun: Node) -> bool:
    """Whether one of the parties is meant: "the government", not "either country"."""
    return any(child.lower == "the" for child in noun.children) and not noun.all("predet")


def find_vow(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """An obligation by a noun: "a promise to send troops to defend B against invasion"."""
    duty = noun.child("acl")
    if duty is None or duty.tag != "VB" or not (context.is_fresh or noun.lemma != "promise"):
        return []
    trigger = occasion_in([one for one in duty.subtree() if one.i > duty.i])
    if trigger is None:
        return []
    obliged = owners(noun)
    if not obliged:
        above = clause_of(noun.head)
        obliged = doers_of(frame_of(above)) if above.pos in VERBAL else []
    favoured = favoured_by(duty)
    if favoured is None:
        inner = next((one for one in duty.subtree() if one.pos == "VERB" and one is not duty), None)
        favoured = favoured_by(inner)
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
    trigger = occasion_in([one for one in words if start is not None and one.i > start.i])
    if trigger is None and not vowed:
        return []
    parties = doers_of(frame_of(above)) if vowed else []
    span = (
        clause_span(above)
        if vowed
        else Span(phrase(noun).start, max(phrase(noun).end, trigger.end if trigger else 0))
    )
    by_name = [] if are_sides(parties) else parties
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
