"""Terms of pacts: that there is one, when it was signed, what it binds whom to, and its invocation.

Stands beside `rashomon.stating.states`. Enters: the trees of a report, since "that clause" and "the two
countries" go back to what was said before. Leaves: drafts of PACT with their terms, by passage.
"""

from collections.abc import Sequence

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, clause_span, conjoined, frame_of
from rashomon.stating.obligations import (
    find_binding,
    find_mutual,
    find_vow,
    is_binding,
    remember_occasion,
)
from rashomon.stating.roles import after_noun, doers_of, is_party, owners, scope, spans_of, times_in
from rashomon.stating.terms import Context, cleaned, draft_of, pact_words


def find_pacts(trees: Sequence[Tree]) -> list[list[Draft]]:
    """Drafts of PACT, a list a passage."""
    context = Context()
    return [_in_passage(tree, number, context) for number, tree in enumerate(trees)]


def _in_passage(tree: Tree, number: int, context: Context) -> list[Draft]:
    context.number = number
    if not any(node.lemma in pact_words("any") for node in tree):
        return []
    found: list[Draft] = []
    for node in tree:
        if node.lemma in pact_words("pacts") and node.pos in ("NOUN", "PROPN"):
            found.extend(_mentioned(tree, node, context))
    for node in tree:
        if is_binding(node):
            found.extend(find_binding(tree, node, context))
        elif node.lemma in pact_words("vows") and node.pos == "NOUN":
            found.extend(find_vow(tree, node, context))
        elif node.lemma in pact_words("shared") and node.pos in ("NOUN", "PROPN"):
            found.extend(find_mutual(tree, node, context))
    distinct: dict[tuple[Span, str], Draft] = {}
    for draft in found:
        if draft.terms is not None:
            distinct.setdefault((draft.trigger, draft.terms.role), draft)
    return list(distinct.values())


def _mentioned(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """The pact itself, its signing and its invocation, from the noun and the verb around it."""
    if noun.dep in ("compound", "nmod") and noun.head.pos in ("NOUN", "PROPN"):
        if noun.head.lemma in pact_words("parts"):
            remember_occasion(noun.head, context)
            context.at = context.number
            named_here = spans_of([*_parties_of(noun), *_parties_of(noun.head)])
            context.parties = named_here if len(named_here) > 1 else context.parties
        return []
    named = any(child.lower in pact_words("kinds") for child in noun.children)
    compounds = [child for child in noun.children if child.dep in ("amod", "compound", "nmod")]
    named = named or any(
        inner.lower in pact_words("kinds") for one in compounds for inner in one.children
    )
    parties = _parties_of(noun)
    verb = _governor(noun)
    signed = verb is not None and verb.lemma in pact_words("sign")
    invoked = (
        verb is not None and verb.lemma in pact_words("invoke") and bool(doers_of(frame_of(verb)))
    )
    if not (named or signed or (len(parties) > 1 and noun.lemma in ("pact", "treaty", "protocol"))):
        return []
    context.at = context.number
    remember_occasion(noun, context)
    actors, targets, day = _signing(noun, verb if signed else None)
    if invoked and verb is not None:
        role, actors, targets = "invocation", doers_of(frame_of(verb)), after_noun(noun, "with")
    elif signed or day is not None:
        role = "signing"
        targets = targets or after_noun(noun, "with", "between")
        actors = actors or parties
    else:
        if not parties:
            parties = _bound_by(noun)
        if not parties:
            return []
        role, targets = "mention", after_noun(noun, "with")
        actors = [one for one in parties if all(one is not other for other in targets)]
    known = spans_of([*actors, *targets])
    if len(known) > 1 or not context.parties:
        context.parties = known or context.parties
    terms = Terms(role=role, signed=day)  # type: ignore[arg-type]
    trigger = verb if verb is not None and (signed or invoked) else noun
    span = clause_span(trigger) if trigger is not noun else _noun_span(noun)
    draft = draft_of(tree, trigger, span, terms, (spans_of(actors), spans_of(targets)))
    found = [draft]
    if role == "invocation":
        times = _times_in_phrase(noun)
        inner = Terms(role="signing" if times else "mention", signed=times)
        found.append(draft_of(tree, noun, _noun_span(noun), inner, (known[:1], known[1:])))
    return found


def _bound_by(noun: Node) -> list[Node]:
    """Who holds a pact to be in force: "the council considers the treaty binding"."""
    if not any(node.lower in ("binding", "valid") for node in scope(noun)):
        return []
    for above in noun.ancestors():
        if above.pos in VERBAL:
            found = [one for one in doers_of(frame_of(above)) if one is not noun]
            if found:
                return found
    return []


def _governor(noun: Node) -> Node | None:
    """The verb that signs or invokes the pact, before it, behind it or in a clause about it."""
    for child in noun.children:
        if (
            child.dep in ("acl", "relcl")
            and child.lemma in pact_words("sign")
            and noun.dep != "dobj"
        ):
            return child
    head = noun.head
    if noun.dep in ("dobj", "nsubjpass") and head.pos in VERBAL:
        return head
    for child in noun.children:
        if child.dep in ("acl", "relcl") and child.lemma in pact_words("sign"):
            return child
    return None


def _signing(noun: Node, verb: Node | None) -> tuple[list[Node], list[Node], Span | None]:
    day = _times_in_phrase(noun)
    if verb is None:
        return [], [], day
    frame = frame_of(verb)
    actors = doers_of(frame)
    for child in verb.children:
        if child.dep == "agent":
            actors = [one for pobj in child.all("pobj") for one in conjoined(pobj)]
    targets = [one for one in frame.after("with") if is_party(one)] or after_noun(noun, "with")
    if not targets and len(actors) > 1:
        actors, targets = actors[:1], actors[1:]
    inside = set(verb.subtree()) if verb.dep in ("acl", "relcl") else set(scope(verb))
    times = times_in(sorted(inside, key=lambda node: node.i))
    return actors, targets, day or (times[0] if times else None)


def _times_in_phrase(noun: Node) -> Span | None:
    words = [
        one
        for child in noun.children
        if child.dep in ("nummod", "amod", "compound", "nmod", "prep", "acl", "relcl", "npadvmod")
        and (child.dep not in ("acl", "relcl") or child.lemma in pact_words("sign"))
        for one in child.subtree()
    ]
    words.sort(key=lambda node: node.i)
    times = times_in(words)
    if times:
        return times[0]
    year = next((one for one in words if one.text.isdigit() and len(one.text) == 4), None)
    return None if year is None else year.span


def _parties_of(noun: Node) -> list[Node]:
    found = [*owners(noun), *after_noun(noun, "with", "between", "among")]
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod") and child.entity in ("NORP", "GPE"):
            found.append(child)
            found.extend(one for one in child.subtree() if one.entity in ("NORP", "GPE"))
    distinct = {node.i: node for node in found if is_party(node)}
    return [distinct[i] for i in sorted(distinct)]


def _noun_span(noun: Node) -> Span:
    words = [one for child in noun.children if child.dep != "relcl" for one in child.subtree()]
    return cleaned([noun, *words])
