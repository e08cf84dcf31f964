"""Duties that sentences recite after a pact was named: "A must give back X", "Both are to withdraw".

Stands beside `rashomon.stating.obligations`, which reads what a pact itself binds to. Enters: a verb of
duty. Leaves: drafts of PACT whose terms are a clause, where the words show that the duty is the pact's:
they say so ("the plan says", "according to its terms"), go on with another of its duties, or oblige one
of its parties right behind it. What a speaker demands ("they must go, he said") is no pact's duty.
"""

from collections.abc import Iterator, Sequence

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import TIME_LABELS, VERBAL, conjoined, frame_of, subject_of
from rashomon.stating.datings import times_in_phrase
from rashomon.stating.duties import Force, force_of, is_barred, is_finite, timed_by
from rashomon.stating.extents import clause_span
from rashomon.stating.favours import favoured_by
from rashomon.stating.lexicon import people
from rashomon.stating.makings import FEWEST_SIDES
from rashomon.stating.mutuality import is_reciprocal
from rashomon.stating.occasions import condition_of, left_behind, occasion_in, occasion_of
from rashomon.stating.partners import is_partner
from rashomon.stating.roles import is_party, spans_of
from rashomon.stating.sayings import bases_of, is_demanded, is_recited, is_unsaid
from rashomon.stating.terms import (
    Context,
    are_all,
    are_sides,
    counts_otherwise,
    draft_of,
    pact_words,
)
from rashomon.stating.undertakings import before_verb, can_owe

_ACTS = frozenset({"agree", "consent", "vow", "swear"})
"""What is agreed at a meeting may be anything; a pact is undertaken, promised or guaranteed."""

_NEITHER = frozenset({"neither", "none"})
_OF_PACTS = frozenset({"party", "signatory", "signer"})
"""Words for those who signed, by which a reader knows that a pact is still spoken of."""

_ANSWERED = 5
"""How many passages behind a question for the terms of a pact duties are taken for the answer."""

_NEAR = 2
"""How many passages behind a pact a party's duty is still taken for the pact's, if nothing says so."""


def find_recital(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A duty of a pact named before, or beside it in the same sentence."""
    if verb.pos not in VERBAL or not (context.is_fresh or _names_pact(tree)):
        return []
    force = force_of(verb)
    is_of_next = verb.lemma in ("be", "have") and verb.child("xcomp") is not None
    if not force or is_of_next or _is_inside(verb, context) or _is_time(verb):
        return []
    owing = _owing(tree, verb, context)
    if not owing and not (force == "firm" and _is_on_thing(verb) and context.has_parties):
        return []
    if not _is_of_pact(tree, verb, force, context):
        return []
    context.at = context.told = context.number
    bound = _bound(owing, context)
    is_mutual = len(bound) > 1 and any(is_reciprocal(one) for one in verb.subtree())
    named = [] if not is_mutual or context.has_parties else _named_under(tree, verb, bound)
    are_some = context.has_parties and all(is_partner(tree, one, context) for one in owing)
    if is_mutual and not are_some:
        context.parties = bound
    duty = verb.child("xcomp") if force == "vow" else verb
    favoured = favoured_by(duty)
    terms = Terms(role="clause", obligated=bound, beneficiary=favoured, trigger=occasion_of(verb))
    roles = (bound, () if favoured is None else (favoured,))
    return [*named, draft_of(tree, verb, clause_span(verb), terms, roles)]


def _named_under(tree: Tree, verb: Node, bound: tuple[Span, ...]) -> list[Draft]:
    """The pact under which parties are bound to one another: it is theirs, of the day that it tells."""
    for noun in bases_of(verb):
        if noun.lemma in pact_words("pacts"):
            day = times_in_phrase(noun)
            terms = Terms(role="mention" if day is None else "signing", signed=day)
            span = Span(noun.head.start, noun.end if day is None else max(noun.end, day.end))
            return [draft_of(tree, noun, span, terms, (bound, ()))]
    return []


def _is_time(verb: Node) -> bool:
    """Whether a verb only tells when something else is: "before the two are to meet"."""
    above = verb.head if verb.dep == "xcomp" and verb.head.lemma in ("be", "have") else verb
    return above.dep == "advcl" and any(
        one.lower in ("before", "after", "when", "as", "since")
        for one in above.all("mark", "advmod")
    )


def _is_inside(verb: Node, context: Context) -> bool:
    """Whether a verb is what another that lays down a duty already binds somebody to."""
    at = verb
    while not at.is_root and at.dep in ("xcomp", "ccomp", "advcl", "acl", "pcomp"):
        mark = at.child("mark")
        if mark is not None and mark.lower in ("while", "whereas"):
            return False
        at = at.head
        if at.i in context.listing:
            return True
    return False


def find_alliance(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """What powers promise one another against harm, whether or not a pact is named.

    "A and B pledged in 2006 to come to each other's aid if one of them is attacked".
    """
    is_vow = verb.pos in VERBAL and verb.lemma in pact_words("vow") and is_finite(verb)
    if not is_vow or verb.child("neg") is not None or verb.child("auxpass") is not None:
        return []
    powers = [one for one in frame_of(verb).doers if one.entity in ("GPE", "NORP", "ORG")]
    after = [one for one in verb.subtree() if one.i > verb.i]
    bound = spans_of(powers)
    if len(bound) < FEWEST_SIDES or not any(is_reciprocal(one) for one in after):
        return []
    occasion = condition_of(verb) or occasion_in(after)
    if occasion is None:
        return []
    context.at = context.told = context.number
    context.parties, context.title = bound, ""
    terms = Terms(role="clause", obligated=bound, trigger=occasion)
    return [draft_of(tree, verb, clause_span(verb), terms, (bound, bound))]


def _owing(tree: Tree, verb: Node, context: Context) -> list[Node]:
    """Who owes what a verb tells: its subject, or of a passive whoever is to do it."""
    subject = subject_of(timed_by(verb) or verb) or left_behind(verb)
    if subject is None or subject.i > verb.i:
        return before_verb(tree, verb)
    frame = frame_of(verb)
    if subject.lower == "it" and verb.dep == "conj" and verb.head.i in context.listing:
        subject = subject_of(verb.head) or subject  # "A must pay, and it must let B pass"
    if frame.passive and verb.lemma not in pact_words("bind"):
        return [one for one in frame.doers if can_owe(one) or are_sides([one])]
    found = [
        one
        for one in conjoined(subject)
        if can_owe(one) or are_sides([one]) or one.lemma in context.called
    ]
    return found or [one for one in (subject,) if is_barred(verb) and one.lower in _NEITHER]


def _is_on_thing(verb: Node) -> bool:
    """Whether a duty is told of a thing, which all parties see to: "the taxes shall be shared"."""
    subject = subject_of(timed_by(verb) or verb)
    if (
        subject is None
        or subject.i > verb.i
        or (subject.pos not in ("NOUN", "PROPN") and subject.tag != "VBG")
    ):
        return False
    if verb.dep == "relcl" or verb.head.dep == "relcl":
        return False  # "a truce that is to start on Monday"
    is_done_to = frame_of(verb).passive
    return (is_done_to or not is_party(subject)) and subject.entity not in TIME_LABELS


def _is_of_pact(tree: Tree, verb: Node, force: Force, context: Context) -> bool:
    """Whether the words show that a duty is the pact's."""
    if _continues(verb, context) or (force != "gapped" and is_recited(tree, verb, context)):
        return True
    is_arranged = verb.dep == "xcomp" and verb.head.lemma == "be" and not is_unsaid(verb)
    if not context.is_fresh or (is_demanded(tree, verb) and not is_arranged):
        return False
    return _is_duty(tree, verb, force) and _is_on_parties(tree, verb, force, context)


def _is_duty(tree: Tree, verb: Node, force: Force) -> bool:
    """Whether what stands behind a pact is told as a duty, and not as an act or as what will come."""
    if force == "later":
        return occasion_of(verb) is not None or _in_return(tree)
    # a text's own present tense, or what both had done on the day of its signing
    is_laid_down = (verb.tag in ("VBP", "VBZ") and verb.lemma == "agree") or _is_told_after(verb)
    return force == "firm" or (force == "vow" and (verb.lemma not in _ACTS or is_laid_down))


def _is_told_after(verb: Node) -> bool:
    """Whether a vow is told as one more of those before, or looked back on: "they also agreed to"."""
    is_more = any(one.lower in ("also", "further", "likewise") for one in verb.all("advmod"))
    return is_more or any(one.lower == "had" for one in verb.all("aux"))


def _is_on_parties(tree: Tree, verb: Node, force: Force, context: Context) -> bool:
    """Whether a duty right behind a pact is on its parties, or on some other power or force."""
    owing = _owing(tree, verb, context)
    if owing and all(one.tag == "NNS" and one.lemma in _OF_PACTS | context.called for one in owing):
        return True
    if context.number - context.at > _NEAR:
        return False
    if not owing:
        return force == "firm" and context.number - context.told <= 1
    if are_all(owing) or is_barred(verb) or any(is_partner(tree, one, context) for one in owing):
        return True
    is_lot = verb.dep == "xcomp" and verb.head.lemma in pact_words("bind")  # "is bound to fail"
    is_taken_on = force == "firm" or verb.lemma == "undertake"
    is_answer = 0 <= context.number - context.asked <= _ANSWERED
    is_told = context.number - context.told <= _NEAR or is_answer
    if context.number - context.invoked <= _NEAR:  # "he invoked a treaty. A must come if B is hit"
        is_told = is_told or occasion_of(verb) is not None
    is_next = is_told and is_taken_on and not is_lot
    return is_next and all(_is_body(one) for one in owing)


def _is_body(node: Node) -> bool:
    """Whether a word is for a power or a body of armed men, not for a person."""
    if node.entity == "PERSON" or node.pos == "PRON":
        return False
    if node.lemma in _ORGANS:
        return True
    if node.text.isupper() and len(node.text) > FEWEST_SIDES:  # initials, taken for a noun
        return True
    return node.entity in ("GPE", "NORP", "ORG") or node.lemma in people() or node.pos == "PROPN"


_ORGANS = frozenset({"commission", "committee", "council", "mission", "tribunal", "fund", "court"})
"""Bodies that a pact sets up, on which it lays duties of their own."""


def _continues(verb: Node, context: Context) -> bool:
    """Whether a verb goes on with a duty of the same sentence: "…, and B must free its captives"."""
    return any(one.i in context.listing for one in _joined(verb))


def _joined(verb: Node) -> Iterator[Node]:
    """The verbs to which one is joined by "and", "while" or a comma."""
    at = verb.head if verb.dep == "xcomp" else verb
    for _ in range(4):
        if at.is_root or at.dep not in ("conj", "parataxis", "advcl", "ccomp"):
            return
        mark = at.child("mark")
        if at.dep == "advcl" and (mark is None or mark.lower not in ("while", "whereas")):
            return
        at = at.head
        yield at
        yield from at.all("xcomp")
        yield from (one for one in at.all("conj", "parataxis", "ccomp") if one.i < verb.i)


def _in_return(tree: Tree) -> bool:
    """Whether a sentence tells of a bargain: "A will go; in exchange B will free its captives"."""
    return any(
        one.lower in ("return", "exchange") and one.head.lower == "in" and one.dep == "pobj"
        for one in tree
    )


def _bound(owing: Sequence[Node], context: Context) -> tuple[Span, ...]:
    """The obliged by name: "both countries", "neither side" are the parties known so far."""
    sides = [one for one in owing if one.lower not in _NEITHER]
    is_called = all(one.tag == "NNS" and one.lemma in context.called for one in sides)
    if counts_otherwise(owing, context.parties):
        return spans_of(owing)
    if (not sides or is_called or are_all(sides)) and context.has_parties:
        return context.parties
    return spans_of(sides)


def _names_pact(tree: Tree) -> bool:
    return any(
        one.lemma in pact_words("parts") or one.lemma in pact_words("papers") for one in tree
    )
