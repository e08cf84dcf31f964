"""What is said without telling of an event, and how the cue of speech changes what is told.

Stands beside `rashomon.stating.composition`. Enters: the drafts of a passage and the attributions that
have words in it. Leaves: the drafts widened to the whole of what is said, and drafts without a type for
the rest.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Attribution, Draft, Status, Voice
from rashomon.spans import Span, covers, shared, trimmed
from rashomon.stating.clauses import VERBAL
from rashomon.stating.extents import clause_of, head_clause, phrase
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.implications import is_undone
from rashomon.stating.lexicon import forces, listed, load_table, status_words
from rashomon.stating.roles import counted, number_of, numbers_in, scope, times_in
from rashomon.stating.status import status_of
from rashomon.stating.whereabouts import places_in

_SHORTEST_SPEECH_WORDS = 2
"""Fewer words that are no quotation say nothing by themselves."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


CHARGES = frozenset(
    {
        "accusation", "allegation", "assertion", "charge", "claim", "contention", "criticism", "idea",
        "insinuation", "notion", "report", "rumor", "rumour", "speculation", "suggestion", "story",
        "account", "version", "complaint", "finding", "this", "it", "that", "them",
    }
)  # fmt: skip
"""What a rejection in words is about; a plan or a truce is turned down by deeds as well."""


REBUFFING = frozenset({"dismiss", "reject", "rebuff", "repudiate", "discount", "debunk"})
"""Verbs by which a charge is turned down; of a plan or an offer they say no more than no."""


def as_said(tree: Tree, status: Status, chain: tuple[Voice, ...]) -> Status:
    """A status as the cue changes it: what is denied is denied, what is expected is predicted."""
    words = status_words()
    by_cue = words.cues.get(chain[0].cue_lemma) if chain else None
    if by_cue is None:
        return status
    cue = chain[0].cue
    if by_cue == "denied" and cue is not None:
        verbs = (one for one in tree.within(cue) if one.lemma == chain[0].cue_lemma)
        if any(is_undone(one, words) for one in verbs):  # "neither confirmed nor denied"
            return "possible"
    if by_cue == "denied" or status == "asserted":
        return by_cue  # type: ignore[return-value]
    return status


def add_speech(tree: Tree, drafts: list[Draft], attributions: Sequence[Attribution]) -> list[Draft]:
    """Widens statements to the whole of what is said; adds those for speech without an event."""
    here = Span(tree.passage.start, tree.passage.end)
    added: list[Draft] = []
    for one in attributions:
        for piece in _whole(tree, one):
            if not shared(piece, here):
                continue
            said = _trimmed_to(tree, Span(max(piece.start, here.start), min(piece.end, here.end)))
            if said.end <= said.start:
                continue
            inside = [
                i
                for i, draft in enumerate(drafts)
                if draft.chain == one.chain and covers(piece, draft.trigger)
            ]
            if inside:
                events = [i for i in inside if drafts[i].type not in ("POST", "IDENTITY")] or inside
                widest = max(events, key=lambda i: drafts[i].span.end - drafts[i].span.start)
                drafts[widest] = replace(drafts[widest], span=said)
            elif _is_told_already(tree, one, said, drafts):
                continue
            elif _is_denied_back(tree, said, one):
                cue = one.chain[0].cue or said
                added.append(_plain_speech(tree, Span(min(cue.start, said.start), said.end), one))
            elif _says_enough(tree, said, one):
                added.append(_plain_speech(tree, said, one))
    return added


def _is_told_already(tree: Tree, one: Attribution, said: Span, drafts: Sequence[Draft]) -> bool:
    """Whether other statements tell what is said: an event of hearsay, a vow, a rejection."""
    if is_hearsay(one) and any(
        covers(piece, draft.trigger) for draft in drafts for piece in one.content
    ):
        return True
    return _is_vowed(one, drafts) or _is_turned_down(tree, one, said, drafts)


def is_hearsay(one: Attribution) -> bool:
    """Whether nobody is named who says it; an event in such words is the outlet's, with a status."""
    nearest = one.chain[0]
    return nearest.kind == "anonymous" and nearest.span is None


def _whole(tree: Tree, one: Attribution) -> list[Span]:
    """The pieces of what is said, those that only an aside parts as one with it.

    "The accord, he told a paper, was never invoked": the words before the cue have no verb, and are
    nothing said by themselves.
    """
    pieces = list(one.content)
    cue = one.chain[0].cue
    for before, behind in pairwise(one.content):
        if cue is None or not before.end <= cue.start < behind.start:
            continue
        inside = tree.passage.start <= before.start and behind.end <= tree.passage.end
        if inside and not any(node.tag in _FINITE for node in tree.within(before)):
            pieces[pieces.index(before) : pieces.index(behind) + 1] = [
                Span(before.start, behind.end)
            ]
    return pieces


def _says_enough(tree: Tree, said: Span, one: Attribution) -> bool:
    """Whether words are a statement by themselves; what somebody is for or against may be one name."""
    nearest = one.chain[0]
    words = len(tree.within(said))
    return nearest.direct or nearest.act == "stance" or words >= _SHORTEST_SPEECH_WORDS


def _is_vowed(one: Attribution, drafts: Sequence[Draft]) -> bool:
    """Whether what is "said" is what a clause of a pact binds the speakers to: it is told there."""
    cue = one.chain[0].cue
    return cue is not None and any(
        draft.terms is not None and draft.terms.role == "clause" and covers(cue, draft.trigger)
        for draft in drafts
    )


def _is_denied_back(tree: Tree, said: Span, one: Attribution) -> bool:
    """Whether somebody denies what was said before: "the army denies this"."""
    words = [node.lower for node in tree.within(said)]
    return (
        words in (["this"], ["it"], ["that"]) and as_said(tree, "asserted", one.chain) == "denied"
    )


def _is_turned_down(tree: Tree, one: Attribution, said: Span, drafts: Sequence[Draft]) -> bool:
    """Whether the words said are only what a rejection names ("the charge"): it tells of them."""
    if any(node.tag in _FINITE for node in tree.within(said)):
        return False
    return any(
        draft.type == "REJECT" and draft.chain == one.chain and covers(draft.span, said)
        for draft in drafts
    )


def _trimmed_to(tree: Tree, span: Span) -> Span:
    """A span of the passage without white space at its ends."""
    offset = tree.passage.start
    inner = trimmed(tree.passage.text, Span(span.start - offset, span.end - offset))
    return Span(inner.start + offset, inner.end + offset)


_TOLD = frozenset({"asserted", "reported", "denied"})
"""What is foreseen or planned is for another time than that of saying so."""


def _times_of_saying(tree: Tree, one: Attribution) -> tuple[Span, ...]:
    """When it was said: what is said without telling of an event happens when it is said."""
    cue = one.chain[0].cue
    said = [] if cue is None else tree.within(cue)
    return times_in(scope(said[0])) if said else ()


def _status_of_speech(trigger: Node) -> Status:
    """The status of words that tell of no event; what somebody in them expects is predicted."""
    own = status_of(trigger)
    if own != "asserted" or trigger.child("xcomp", "ccomp") is None:
        return own
    governed = status_words().governing.get(trigger.lemma)
    return "predicted" if governed == "predicted" else own


def _men_counted(trigger: Node, one: Attribution) -> Node | None:
    """The men under arms whose number is all that is said: "counts 3,100 soldiers in the country"."""
    inner = counted(trigger)
    is_force = trigger.pos in ("NOUN", "NUM") and inner.lemma in forces() | _BODIES_OF_MEN
    lost = one.chain[0].cue_lemma in listed(load_table("offices.toml")["dying"])
    several = number_of(trigger) is not None or number_of(inner) is not None
    return trigger if is_force and several and not lost else None


_BODIES_OF_MEN = frozenset(
    {"company", "platoon", "squad", "battalion", "brigade", "division", "regiment"}
)
_OWNING = frozenset({"admit", "acknowledge", "concede", "own", "confess", "deny", "claim"})
"""Verbs by which somebody tells of men that are his own."""


def _whose_men(men: Node, one: Attribution) -> tuple[Span, ...]:
    """Whose men are counted: theirs whom the words name, else the speaker's who owns up to them."""
    named = [child for child in counted(men).children if child.entity in ("NORP", "GPE", "ORG")]
    nearest = one.chain[0]
    if not named and nearest.cue_lemma in _OWNING and nearest.span is not None:
        return (nearest.span,)
    return (phrase(men),)


def _plain_speech(tree: Tree, said: Span, one: Attribution) -> Draft:
    words = tree.within(said)
    held = {node.i for node in words}
    spoken = [node for node in words if node.pos != "PUNCT"] or words
    heads = [node for node in spoken if node.is_root or node.head.i not in held]
    heads = [node for node in heads if node.pos in VERBAL] or heads or spoken[:1]
    trigger = head_clause(clause_of(heads[0])) if heads else None
    if trigger is None or not covers(said, trigger.span):
        trigger = heads[0] if heads else None
    inside = scope(trigger) if trigger is not None else []
    inside = [node for node in inside if covers(said, node.span)]
    own = "asserted" if trigger is None else _status_of_speech(trigger)
    status = as_said(tree, own, one.chain)
    if one.chain[0].cue_lemma in REBUFFING and any(
        node.lemma in CHARGES and node.pos == "NOUN" for node in words[:3]
    ):
        status = "denied"  # "dismissed reports that the minister had fled"
    men = None if trigger is None else _men_counted(trigger, one)
    return Draft(
        report=tree.passage.report,
        passage=tree.passage.id,
        span=said,
        trigger=said if trigger is None else trigger.span,
        type=None if men is None else "FORCE",
        mode=None,
        status=status,
        actors=() if men is None else _whose_men(men, one),
        places=places_in(inside, trigger) if trigger is not None else (),
        times=times_in(inside) or (_times_of_saying(tree, one) if status in _TOLD else ()),
        quantities=numbers_in(inside),
        chain=one.chain,
        confidence=CONFIDENCE["speech"],
    )
