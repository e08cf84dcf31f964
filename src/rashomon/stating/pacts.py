"""Terms of pacts: that there is one, when it was signed, what it binds whom to, and its invocation.

Stands beside `rashomon.stating.states`. Enters: the trees of a report, since "that clause" and "the two
countries" go back to what was said before. Leaves: drafts of PACT with their terms, by passage.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, conjoined, frame_of
from rashomon.stating.courses import course_of, find_course, find_truce_turn, let_lapse
from rashomon.stating.datings import dated_by, times_in_phrase
from rashomon.stating.doers import doers_of
from rashomon.stating.duties import is_barred
from rashomon.stating.extents import clause_span, phrase
from rashomon.stating.favours import spans_served
from rashomon.stating.harms import find_equated, find_triggering, is_equating, sets_harms_equal
from rashomon.stating.makings import (
    by_means,
    find_earlier,
    find_truce,
    is_earlier,
    is_joint_paper,
    is_settled,
    is_signed_paper,
    makes_pact,
)
from rashomon.stating.memberships import find_bearers, find_members
from rashomon.stating.obligations import (
    find_binding,
    find_mutual,
    find_vow,
    is_binding,
)
from rashomon.stating.occasions import remember_occasion
from rashomon.stating.opponents import find_opponents, find_signing_sides
from rashomon.stating.provisions import find_provision
from rashomon.stating.recitals import find_alliance, find_recital
from rashomon.stating.rights import find_rights
from rashomon.stating.roles import after_noun, is_party, scope, spans_of
from rashomon.stating.rosters import (
    find_lookers_on,
    find_roster,
    is_witnessing,
    list_founders,
    sum_up,
)
from rashomon.stating.sayings import asks_terms
from rashomon.stating.signatories import bound_by, is_signing
from rashomon.stating.signings import (
    find_recalled,
    find_request,
    governor,
    invoked_part,
    invokes,
    parties_of,
    remember_invocation,
    signing_of,
)
from rashomon.stating.status import status_of
from rashomon.stating.terms import (
    Context,
    are_sides,
    cleaned,
    draft_of,
    is_definite,
    pact_words,
)
from rashomon.stating.titles import title_of
from rashomon.stating.undersigned import find_signers
from rashomon.stating.undertakings import find_bound_beside


def find_pacts(trees: Sequence[Tree]) -> list[list[Draft]]:
    """Drafts of PACT, a list a passage."""
    context = Context(trees=trees)
    return [_in_passage(tree, number, context) for number, tree in enumerate(trees)]


def _in_passage(tree: Tree, number: int, context: Context) -> list[Draft]:
    context.number = number
    if context.is_fresh and asks_terms(tree):
        context.at = context.asked = number
    is_remembered = context.is_fresh or context.is_named or context.is_invoked
    is_told = any(node.lemma in pact_words("any") or _is_pact(node) for node in tree)
    if not (is_remembered or is_told or sets_harms_equal(tree)):
        return []
    found: list[Draft] = []
    context.listing = frozenset()
    for node in tree:
        is_pact = _is_pact(node)
        is_paper = is_signed_paper(tree, node) or is_settled(node) or is_earlier(node, context)
        if is_pact or is_paper or is_joint_paper(node, context):
            found.extend(_mentioned(tree, node, context))
    if found and context.has_parties:
        context.told = number
    for node in tree:
        laid_down = _laid_down(tree, node, context)
        roles = {one.terms.role for one in laid_down if one.terms is not None}
        if roles & {"clause", "signing"}:
            context.told = number
        if "clause" in roles:
            context.listing |= {node.i}
        found.extend(laid_down)
    if any(_is_one_pact(node) for node in tree):
        context.named = number
    distinct: dict[tuple[Span, str], Draft] = {}
    for draft in sorted(found, key=_is_nobodys):
        if draft.terms is not None:
            role = "mention" if draft.terms.role == "signing" else draft.terms.role
            distinct.setdefault((draft.trigger, role), draft)
    return list(distinct.values())


def _is_pact(node: Node) -> bool:
    """Whether a word is for a pact; a capital keeps a plural: "the River Accords"."""
    is_plural = node.tag == "NNPS" or (node.pos == "PROPN" and node.lower.endswith("s"))
    lemma = node.lower.removesuffix("s") if is_plural else node.lemma
    return lemma in pact_words("pacts") and node.pos in ("NOUN", "PROPN")


def _is_nobodys(draft: Draft) -> bool:
    """Whether it is told that there is a pact, and of nobody; what tells whose it is goes first."""
    return draft.terms is not None and draft.terms.role == "mention" and not draft.actors


def _is_one_pact(node: Node) -> bool:
    """Whether a word names one pact in particular: "the treaty that A has been citing"."""
    is_one = node.pos == "NOUN" and node.tag == "NN" and node.lemma in pact_words("pacts")
    return is_one and any(child.dep in ("det", "poss") for child in node.children)


def _laid_down(tree: Tree, node: Node, context: Context) -> list[Draft]:
    """What a word tells of a pact by itself: a duty, or what befell the pact last spoken of."""
    found = find_recalled(tree, node, context) or find_course(tree, node, context)
    found = found or find_truce(tree, node, context) or find_truce_turn(tree, node, context)
    found = found or find_request(tree, node, context) or find_members(tree, node, context)
    found = found or find_bearers(tree, node, context)
    found = found or find_bound_beside(tree, node, context) or find_triggering(tree, node, context)
    if is_equating(node) and (equal := find_equated(tree, node, context)):
        return [*found, *equal]
    if is_binding(node) and (bound := find_binding(tree, node, context)):
        return [*found, *bound]
    if rights := find_rights(tree, node, context):
        return [*found, *rights]
    if node.lemma in pact_words("vows") and node.pos == "NOUN":
        return [*found, *find_vow(tree, node, context)]
    if node.lemma in pact_words("shared") and node.pos in ("NOUN", "PROPN"):
        return [*found, *find_mutual(tree, node, context)]
    found = found or find_alliance(tree, node, context) or find_recital(tree, node, context)
    return found or find_provision(tree, node, context)


class _Telling(Struct, frozen=True):
    """What is told of a pact at its noun: in which role, by whom, to or with whom, by which verb.

    ``mode`` is what became of it, where that is told.
    """

    role: Literal["mention", "signing", "invocation"]
    actors: Sequence[Node]
    targets: Sequence[Node]
    day: Span | None
    verb: Node | None
    mode: str | None = None


def _mentioned(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """The pact itself, its signing and its invocation, from the noun and the verb around it."""
    is_signed = noun.dep in ("dobj", "nsubjpass") and is_signing(noun.head)
    is_name = noun.pos == "PROPN" and noun.entity == "ORG" and not is_signed
    if is_name and noun.lemma in pact_words("bodies"):
        return []  # the "River Alliance" is a body that acts, and tells of no pact
    is_part = noun.dep in ("compound", "nmod") and noun.head.pos in ("NOUN", "PROPN")
    if is_part and let_lapse(noun) is None:
        _remember_part(noun, context)
        return []
    told = _told_of(noun, context)
    if (told is None or told.role == "mention") and (signed := find_signers(tree, noun, context)):
        return [*signed, *_turned_beside(tree, noun, context)]
    is_open = told is None or told.role == "mention"
    earlier = find_earlier(tree, noun, context) if is_open else []
    if told is None or earlier or _signs_nothing(tree, told):
        return earlier
    context.at = context.number
    remember_occasion(noun, context)
    if told.role == "signing" and told.verb is not None and not context.has_parties:
        sides = find_signing_sides([*told.actors], told.verb, context)
        context.parties = sides or context.parties
    if told.role == "signing" and are_sides([*told.actors]) and context.has_parties:
        return [_signed_by_both(tree, told.verb or noun, told.day, context)]
    found = _drafts(tree, noun, told, context)
    return found if told.role == "signing" else [*found, *find_signers(tree, noun, context)]


def _turned_beside(tree: Tree, noun: Node, context: Context) -> list[Draft]:
    """What became of a pact whose signing the same phrase tells: "ratified the accord that A signed"."""
    course = course_of(noun)
    if course is None or not context.has_parties:
        return []
    terms, roles = Terms(role="mention"), (spans_of(course.doers) or context.parties, ())
    return [draft_of(tree, course.trigger, clause_span(course.trigger), terms, roles, course.name)]


def _signs_nothing(tree: Tree, told: _Telling) -> bool:
    """Whether it is told of nobody that he signed: "as a witness", "neither side put its name to it"."""
    if told.role != "signing" or told.verb is None:
        return False
    return is_witnessing(tree, told.verb) or is_barred(told.verb)


def _drafts(tree: Tree, noun: Node, told: _Telling, context: Context) -> list[Draft]:
    """What is told of a pact at its noun, with all who sign it by the order of words."""
    if told.role == "signing" and told.verb is not None:
        aside = find_lookers_on(tree, told.verb)
        told = replace(told, targets=[one for one in told.targets if one.i not in aside])
    known, roster = spans_of([*told.actors, *told.targets]), None
    if told.role == "signing" and told.verb is not None:
        roster = find_roster(tree, told.verb, len(known))
        context.called = sum_up(tree, told.verb)
        known = known if roster is None else roster.parties
    if not known and told.role == "signing" and (means := by_means(noun)) is not None:
        known = list_founders(tree, means)
    if not known and told.role != "invocation":
        known = spans_served(noun)
    if not known and (told.day is not None or title_of(noun)) and not context.has_parties:
        known = find_opponents(tree, context)
    is_next = told.role == "signing" and is_definite(noun) and context.is_fresh
    if is_next and len(known) == len(context.parties) == 1 and known != context.parties:
        context.parties = (*context.parties, *known)  # one signed after the other
    title = " ".join(one.lower for one in title_of(noun))
    is_other = bool(title) and title != context.title
    if len(known) > 1 or not context.parties or is_other or _is_of_bloc(told.actors):
        context.parties = known if title else known or context.parties
        context.title = title
    signers = [*told.actors, *told.targets] if told.role == "signing" else []
    behind = bound_by(signers, told.verb) if roster is None else roster.behind
    context.behind = behind or (() if known else context.behind)
    terms = Terms(role=told.role, signed=told.day, obligated=behind)
    remember_invocation(terms, spans_of(told.actors), context)
    trigger = told.verb or noun
    span = _noun_span(noun) if told.verb is None else _with_noun(clause_span(trigger), noun)
    roles = (spans_of(told.actors), spans_of(told.targets))
    roles = roles if roster is None else (roster.names[:1], roster.names[1:])
    roles = roles if any(roles) else (known, ())
    if told.mode is not None and are_sides([*told.actors]) and context.has_parties:
        roles = (context.parties, ())
    found = [draft_of(tree, trigger, span, terms, roles, told.mode)]
    if told.role == "invocation" and (known or told.day is not None):
        inner = Terms(role="mention" if told.day is None else "signing", signed=told.day)
        found.append(draft_of(tree, noun, _noun_span(noun), inner, (known[:1], known[1:])))
    return found


def _is_of_bloc(owners: Sequence[Node]) -> bool:
    """Whether a pact is a bloc's own, whose parties are its members: "the bloc's protocol"."""
    return len(owners) == 1 and (
        owners[0].lemma in pact_words("blocs") or owners[0].entity == "ORG"
    )


def _with_noun(clause: Span, noun: Node) -> Span:
    """The words of a clause about a pact, and its noun: "the accord signed in May"."""
    name = phrase(noun)
    return Span(name.start, clause.end) if name.end <= clause.start else clause


def _remember_part(noun: Node, context: Context) -> None:
    """Keeps whose pact it is of which only a part is named: "the A-B pact clause on an attack"."""
    if noun.head.lemma in pact_words("parts"):
        remember_occasion(noun.head, context)
        context.at = context.number
        named_here = spans_of([*parties_of(noun), *parties_of(noun.head)])
        context.parties = named_here if len(named_here) > 1 else context.parties


def _told_of(noun: Node, context: Context) -> _Telling | None:
    """In which role a pact is spoken of; None where nothing says that it is one, or whose."""
    parties, day = parties_of(noun), times_in_phrase(noun) or dated_by(noun)
    verb = governor(noun)
    part = invoked_part(noun)
    if verb is not None and invokes(verb, part) and _is_invocation(verb):
        is_told = _is_told(noun, parties) or _is_told(part, parties)
        is_named = verb.lemma == "invoke" and noun.lemma in pact_words("pacts")
        is_named = is_named or (is_definite(noun) and verb.lemma in ("activate", "appeal"))
        if not (is_told or day or context.is_fresh or is_named):
            return None
        targets = after_noun(noun, "with") or _addressed(verb)
        return _Telling("invocation", doers_of(frame_of(verb)), targets, day, verb)
    is_made = verb is not None and (is_signing(verb) or makes_pact(verb))
    is_signed = is_made or is_joint_paper(noun, context)
    signed = verb if is_signed else None
    told = _turned(noun, parties, day, context) if signed is None else None
    return told or _standing(noun, parties, day, signed)


def _standing(
    noun: Node, parties: list[Node], day: Span | None, signed: Node | None
) -> _Telling | None:
    """A pact as it is there, or as it was signed; None where nothing says that it is one, or whose."""
    had = [] if parties or noun.dep != "dobj" else _bound_by(noun)
    is_had = noun.dep == "dobj" and noun.head.lemma in pact_words("having")
    if len(parties) == 1 and is_had and status_of(noun) == "asserted":
        parties = [*_without(_bound_by(noun), parties), *parties]  # "A has a treaty with B"
    if not (_is_told(noun, parties or had) or signed or day):
        return None
    actors, targets, own = signing_of(noun, signed)
    day = own or day
    if signed is not None or (day is not None and len(parties) > 1):
        targets = targets or after_noun(noun, "with", "between")
        return _Telling("signing", actors or parties, targets, day, signed)
    parties = parties or _bound_by(noun)
    if not parties and day is None and not title_of(noun):
        return None
    targets = after_noun(noun, "with")
    return _Telling("mention", _without(parties, targets), targets, day, None)


def _turned(noun: Node, parties: list[Node], day: Span | None, context: Context) -> _Telling | None:
    """A turn in a pact's life, by whom of its parties; None where none is told."""
    course = course_of(noun)
    with_whom = [one for one in after_noun(noun, "with") if is_party(one)]
    if course is None:
        return None
    is_between = len([*course.doers, *with_whom]) > 1
    if not (_is_told(noun, parties) or day or context.is_fresh or is_between):
        return None
    others = _without(parties, course.doers)
    actors = parties if len(parties) > 1 else [*course.doers, *others]
    targets = with_whom
    rest = _without(actors, targets)
    return _Telling("mention", rest, targets, day, course.trigger, course.name)


def _without(some: Sequence[Node], others: Sequence[Node]) -> list[Node]:
    return [one for one in some if all(one is not each for each in others)]


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
    if len(parties) > 1 or title_of(noun):
        return True
    before = [child for child in noun.children if child.dep in ("amod", "compound", "nmod")]
    words = [*noun.children, *(inner for one in before for inner in one.children)]
    about = [inner for one in after_noun(noun, "on", "of", "for") for inner in one.subtree()]
    return any(one.lower in pact_words("kinds") for one in (*words, *about))


def _addressed(verb: Node) -> list[Node]:
    """To whom a pact is invoked: "in a letter to Ankara", "appealed to Moscow under the pact"."""
    frame = frame_of(verb)
    papers = [one for one in frame.after("in", "by", "with") if one.lemma in pact_words("letters")]
    named = [one for paper in papers for one in after_noun(paper, "to") if is_party(one)]
    if named or not frame.after("under"):
        return named
    asked = (*frame.undergoers, *frame.after("on", "upon", "to"))
    return [each for one in asked if is_party(one) for each in conjoined(one)]


def _bound_by(noun: Node) -> list[Node]:
    """Whose a pact is by what is said of it: "considers the treaty binding", "A and B have a pact"."""
    binding = any(node.lower in ("binding", "valid") for node in scope(noun))
    for above in noun.ancestors():
        if above.pos not in VERBAL:
            continue
        own = [noun, *title_of(noun)]
        found = _without(doers_of(frame_of(above)), own)
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
