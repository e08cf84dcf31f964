"""Terms of pacts: that there is one, when it was signed, what it binds whom to, and its invocation.

Stands beside `rashomon.stating.states`. Enters: the trees of a report, since "that clause" and "the two
countries" go back to what was said before. Leaves: drafts of PACT with their terms, by passage.
"""

from collections.abc import Sequence

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, clause_span, frame_of
from rashomon.stating.obligations import (
    find_binding,
    find_equated,
    find_mutual,
    find_vow,
    is_binding,
    remember_occasion,
)
from rashomon.stating.roles import after_noun, doers_of, is_party, scope, spans_of
from rashomon.stating.signings import (
    find_recalled,
    governor,
    invokes,
    parties_of,
    signing_of,
    times_in_phrase,
)
from rashomon.stating.terms import Context, are_sides, cleaned, draft_of, pact_words


def find_pacts(trees: Sequence[Tree]) -> list[list[Draft]]:
    """Drafts of PACT, a list a passage."""
    context = Context()
    return [_in_passage(tree, number, context) for number, tree in enumerate(trees)]


def _in_passage(tree: Tree, number: int, context: Context) -> list[Draft]:
    context.number = number
    is_remembered = context.is_fresh or context.is_named
    if not is_remembered and not any(node.lemma in pact_words("any") for node in tree):
        return []
    found: list[Draft] = []
    for node in tree:
        if node.lemma in pact_words("pacts") and node.pos in ("NOUN", "PROPN"):
            found.extend(_mentioned(tree, node, context))
    for node in tree:
        found.extend(_laid_down(tree, node, context))
    if any(_is_one_pact(node) for node in tree):
        context.named = number
    distinct: dict[tuple[Span, str], Draft] = {}
    for draft in found:
        if draft.terms is not None:
            distinct.setdefault((draft.trigger, draft.terms.role), draft)
    return list(distinct.values())


def _is_one_pact(node: Node) -> bool:
    """Whether a word names one pact in particular: "the treaty that A has been citing"."""
    is_one = node.pos == "NOUN" and node.tag == "NN" and node.lemma in pact_words("pacts")
    return is_one and any(child.dep in ("det", "poss") for child in node.children)


def _laid_down(tree: Tree, node: Node, context: Context) -> list[Draft]:
    """What a word tells of a pact by itself: a duty, or what befell the pact last spoken of."""
    found = find_recalled(tree, node, context)
    if is_binding(node):
        return [*found, *find_binding(tree, node, context)]
    if node.lemma in pact_words("equate"):
        return [*found, *find_equated(tree, node, context)]
    if node.lemma in pact_words("vows") and node.pos == "NOUN":
        return [*found, *find_vow(tree, node, context)]
    if node.lemma in pact_words("shared") and node.pos in ("NOUN", "PROPN"):
        return [*found, *find_mutual(tree, node, context)]
    return found


def _mentioned(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """The pact itself, its signing and its invocation, from the noun and the verb around it."""
    if noun.pos == "PROPN" and noun.entity == "ORG" and noun.lemma in pact_words("bodies"):
        return []  # the "River Alliance" is a body that acts, and tells of no pact
    if noun.dep in ("compound", "nmod") and noun.head.pos in ("NOUN", "PROPN"):
        if noun.head.lemma in pact_words("parts"):
            remember_occasion(noun.head, context)
            context.at = context.number
            named_here = spans_of([*parties_of(noun), *parties_of(noun.head)])
            context.parties = named_here if len(named_here) > 1 else context.parties
        return []
    parties = parties_of(noun)
    verb = governor(noun)
    signed = verb is not None and verb.lemma in pact_words("sign")
    invoked = verb is not None and invokes(verb, noun) and _is_invocation(verb)
    day = times_in_phrase(noun)
    if not (_is_told(noun, parties) or signed or day or (context.is_fresh and invoked)):
        return []
    context.at = context.number
    remember_occasion(noun, context)
    actors, targets, day = signing_of(noun, verb if signed else None)
    if invoked and verb is not None:
        role, actors = "invocation", doers_of(frame_of(verb))
        targets = after_noun(noun, "with") or _addressed(verb)
    elif signed or (day is not None and len(parties) > 1):
        role = "signing"
        targets = targets or after_noun(noun, "with", "between")
        actors = actors or parties
        if are_sides(actors) and context.is_fresh and context.has_parties:
            return [_signed_by_both(tree, verb or noun, day, context)]
    else:
        parties = parties or _bound_by(noun)
        if not parties and day is None:
            return []
        role, targets = "mention", after_noun(noun, "with")
        actors = [one for one in parties if all(one is not other for other in targets)]
    known = spans_of([*actors, *targets])
    if len(known) > 1 or not context.parties:
        context.parties = known or context.parties
    terms = Terms(role=role, signed=day)  # type: ignore[arg-type]
    trigger = verb if verb is not None and (signed or invoked) else noun
    span = clause_span(trigger) if trigger is not noun else _noun_span(noun)
    found = [draft_of(tree, trigger, span, terms, (spans_of(actors), spans_of(targets)))]
    if role == "invocation":
        times = times_in_phrase(noun)
        if not known and times is None:
            return found
        inner = Terms(role="signing" if times else "mention", signed=times)
        found.append(draft_of(tree, noun, _noun_span(noun), inner, (known[:1], known[1:])))
    return found


def _is_invocation(verb: Node) -> bool:
    """Whether somebody is said to invoke a pact, or nobody to have: "the accord was never invoked"."""
    return bool(doers_of(frame_of(verb))) or verb.child("auxpass") is not None


def _signed_by_both(tree: Tree, trigger: Node, day: Span | None, context: Context) -> Draft:
    """The signing of the pact last spoken of: "the two countries signed the treaty in May"."""
    context.at = context.number
    terms = Terms(role="signing", signed=day)
    return draft_of(tree, trigger, clause_span(trigger), terms, (context.parties, ()))


def _is_told(noun: Node, parties: Sequence[Node]) -> bool:
    """Whether the words around a noun say that it is a pact between powers, and of what kind."""
    if len(parties) > 1:
        return True
    before = [child for child in noun.children if child.dep in ("amod", "compound", "nmod")]
    words = [*noun.children, *(inner for one in before for inner in one.children)]
    about = [inner for one in after_noun(noun, "on", "of", "for") for inner in one.subtree()]
    return any(one.lower in pact_words("kinds") for one in (*words, *about))


def _addressed(verb: Node) -> list[Node]:
    """To whom a pact is invoked: "in a letter to Ankara", "appealed to Moscow under the pact"."""
    papers = [
        one
        for one in frame_of(verb).after("in", "by", "with")
        if one.lemma in pact_words("letters")
    ]
    return [one for paper in papers for one in after_noun(paper, "to") if is_party(one)]


def _bound_by(noun: Node) -> list[Node]:
    """Whose a pact is by what is said of it: "considers the treaty binding", "A and B have a pact"."""
    binding = any(node.lower in ("binding", "valid") for node in scope(noun))
    for above in noun.ancestors():
        if above.pos not in VERBAL:
            continue
        found = [one for one in doers_of(frame_of(above)) if one is not noun]
        if above.lemma in pact_words("having") and noun.dep == "dobj":
            return found
        if found and binding:
            return found
        if not binding:
            break
    return []


def _noun_span(noun: Node) -> Span:
    words = [one for child in noun.children if child.dep != "relcl" for one in child.subtree()]
    return cleaned([noun, *words])
