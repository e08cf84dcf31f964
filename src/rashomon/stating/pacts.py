"""Terms of pacts: that there is one, when it was signed, what it binds whom to, and its invocation.

Stands beside `rashomon.stating.states`. Enters: the trees of a report, since "that clause" and "the two
countries" go back to what was said before. Leaves: drafts of PACT with their terms, by passage.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from rashomon.language.trees import Node, Tree, span_of
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import (
    VERBAL,
    clause_of,
    clause_span,
    conjoined,
    frame_of,
    phrase,
)
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.lexicon import listed, load_table
from rashomon.stating.roles import (
    after_noun,
    doers_of,
    is_party,
    owners,
    parties_in,
    places_in,
    scope,
    spans_of,
    times_in,
)
from rashomon.stating.status import status_of

_MEMORY_PASSAGES = 4
"""How many passages back a clause may look for the pact that it belongs to: a paragraph or two."""


_SIDES = frozenset({"country", "nation", "side", "party", "state", "ally", "neighbor", "neighbour"})
"""Words for the parties of a pact that has been spoken of before."""


@dataclass(slots=True)
class Context:
    """What a reader still has in mind: the parties of the last pact and the occasion last named."""

    parties: tuple[Span, ...] = ()
    trigger: Span | None = None
    at: int = -_MEMORY_PASSAGES
    number: int = 0
    seen: set[Span] = field(default_factory=set)

    @property
    def is_fresh(self) -> bool:
        """Whether a pact was spoken of lately."""
        return self.number - self.at <= _MEMORY_PASSAGES


def find_pacts(trees: Sequence[Tree]) -> list[list[Draft]]:
    """Drafts of PACT, a list a passage."""
    context = Context()
    return [_in_passage(tree, number, context) for number, tree in enumerate(trees)]


def _in_passage(tree: Tree, number: int, context: Context) -> list[Draft]:
    context.number = number
    if not any(node.lemma in _words("any") for node in tree):
        return []
    found: list[Draft] = []
    for node in tree:
        if node.lemma in _words("pacts") and node.pos in ("NOUN", "PROPN"):
            found.extend(_mentioned(tree, node, context))
    for node in tree:
        if node.lemma in _words("bind") and node.pos in VERBAL:
            found.extend(_binding(tree, node, context))
        elif node.lemma in _words("vows") and node.pos == "NOUN":
            found.extend(_vow(tree, node, context))
        elif node.lemma in _words("shared") and node.pos in ("NOUN", "PROPN"):
            found.extend(_mutual(tree, node, context))
    distinct: dict[tuple[Span, str], Draft] = {}
    for draft in found:
        if draft.terms is not None:
            distinct.setdefault((draft.trigger, draft.terms.role), draft)
    return list(distinct.values())


def _mentioned(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """The pact itself, its signing and its invocation, from the noun and the verb around it."""
    if noun.dep in ("compound", "nmod") and noun.head.pos in ("NOUN", "PROPN"):
        if noun.head.lemma in _words("parts"):
            _remember_occasion(noun.head, context)
            context.at = context.number
            named_here = spans_of([*_parties_of(noun), *_parties_of(noun.head)])
            context.parties = named_here if len(named_here) > 1 else context.parties
        return []
    named = any(child.lower in _words("kinds") for child in noun.children)
    compounds = [child for child in noun.children if child.dep in ("amod", "compound", "nmod")]
    named = named or any(
        inner.lower in _words("kinds") for one in compounds for inner in one.children
    )
    parties = _parties_of(noun)
    verb = _governor(noun)
    signed = verb is not None and verb.lemma in _words("sign")
    invoked = verb is not None and verb.lemma in _words("invoke") and bool(doers_of(frame_of(verb)))
    if not (named or signed or (len(parties) > 1 and noun.lemma in ("pact", "treaty", "protocol"))):
        return []
    context.at = context.number
    _remember_occasion(noun, context)
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
    draft = _draft(tree, trigger, span, terms, (spans_of(actors), spans_of(targets)))
    found = [draft]
    if role == "invocation":
        times = _times_in_phrase(noun)
        inner = Terms(role="signing" if times else "mention", signed=times)
        found.append(_draft(tree, noun, _noun_span(noun), inner, (known[:1], known[1:])))
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
        if child.dep in ("acl", "relcl") and child.lemma in _words("sign") and noun.dep != "dobj":
            return child
    head = noun.head
    if noun.dep in ("dobj", "nsubjpass") and head.pos in VERBAL:
        return head
    for child in noun.children:
        if child.dep in ("acl", "relcl") and child.lemma in _words("sign"):
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
        and (child.dep not in ("acl", "relcl") or child.lemma in _words("sign"))
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
    return _clean([noun, *words])


def _clean(words: list[Node]) -> Span:
    words = sorted(words, key=lambda node: node.i)
    while len(words) > 1 and words[0].pos in ("PUNCT", "CCONJ"):
        words.pop(0)
    while len(words) > 1 and words[-1].pos in ("PUNCT", "CCONJ"):
        words.pop()
    return span_of(words)


def _remember_occasion(noun: Node, context: Context) -> None:
    """Keeps the occasion that a clause is for: "the clause covering the contingency of an attack"."""
    found = _occasion([one for one in noun.subtree() if one.i > noun.i])
    if found is not None:
        context.trigger = found


def _occasion(words: list[Node]) -> Span | None:
    """The harm that brings an obligation into play, among words: "against any attack on …"."""
    for node in words:
        if (
            node.lemma in _words("harm")
            and node.pos in ("NOUN", "PROPN")
            and node.dep != "compound"
        ):
            parts = [
                one
                for child in node.children
                if child.dep not in ("relcl", "punct", "appos")
                for one in child.subtree()
            ]
            return _clean([node, *parts, *_gone_on(words, max(one.i for one in [node, *parts]))])
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


def _binding(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """An obligation by a verb: "the treaty commits A to defend B if …"."""
    frame = frame_of(verb)
    subject = verb.child("nsubj", "nsubjpass")
    by = frame.after("under", "by", "in")
    is_term = subject is not None and subject.lemma in _words("parts")
    if not is_term and not any(one.lemma in _words("parts") for one in by):
        return []
    obliged = [one for one in frame.undergoers if is_party(one)]
    duty = next(
        (
            child
            for child in verb.children
            if child.dep in ("xcomp", "ccomp", "advcl") and child.tag == "VB"
        ),
        None,
    )
    if duty is not None and not obliged:
        own = duty.child("nsubj")
        obliged = conjoined(own) if own is not None else []
    if not obliged:
        return []
    occasion = _occasion([one for one in verb.subtree() if one.i > verb.i])
    if occasion is None and context.is_fresh:
        occasion = context.trigger
    context.at = context.number
    return [_clause(tree, verb, clause_span(verb), obliged, _favoured(duty), occasion)]


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
            inner = [party for party in parties_in(one) if party.entity in ("GPE", "NORP", "ORG")]
            if inner and verb is not duty:
                return phrase(inner[0])
    named = [one for one in frame.after("to", "of", "with", "for") if is_party(one)]
    return phrase(named[0]) if named else None


def _vow(tree: Tree, noun: Node, context: Context) -> list[Draft]:
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
    span = _clean([one for one in noun.subtree() if one.pos != "SPACE"])
    return [_clause(tree, noun, span, obliged, favoured, trigger)]


def _mutual(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """An obligation of all parties to one another: "mutual support in the event of war"."""
    if noun.dep in ("compound", "nmod") or not any(
        child.lower == "mutual" for child in noun.children
    ):
        return []
    above = clause_of(noun)
    words = [one for one in above.subtree() if one.i > noun.i] if above is not noun else []
    occasion = next((one for one in words if one.lemma in _words("occasion")), None)
    vowed = above.lemma in _words("bind")
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
    return [_draft(tree, noun, span, terms, (obliged, obliged))]


def _clause(
    tree: Tree,
    trigger: Node,
    span: Span,
    obliged: list[Node],
    favoured: Span | None,
    occasion: Span | None,
) -> Draft:
    bound = spans_of(obliged)
    terms = Terms(role="clause", obligated=bound, beneficiary=favoured, trigger=occasion)
    return _draft(tree, trigger, span, terms, (bound, () if favoured is None else (favoured,)))


def _draft(
    tree: Tree,
    trigger: Node,
    span: Span,
    terms: Terms,
    roles: tuple[tuple[Span, ...], tuple[Span, ...]],
) -> Draft:
    words = scope(trigger)
    status = status_of(trigger)
    if terms.role != "invocation" and status in ("planned", "reported"):
        status = "asserted"  # That a pact promises something is no plan of its own.
    return Draft(
        report=tree.passage.report,
        passage=tree.passage.id,
        span=span,
        trigger=trigger.span,
        type="PACT",
        mode=None,
        status=status,
        actors=roles[0],
        targets=roles[1],
        places=places_in(words, trigger),
        times=times_in(words),
        terms=terms,
        confidence=CONFIDENCE["pact"],
    )


@cache
def _words(name: str) -> frozenset[str]:
    table = load_table("pacts.toml")
    if name == "any":
        return frozenset(
            word for key in ("pacts", "bind", "vows", "shared") for word in listed(table[key])
        )
    return frozenset(listed(table[name]))
