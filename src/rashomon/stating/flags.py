"""Whose a place is by the flag over it: "rebel flags flew from the town hall".

Stands beside `rashomon.stating.states`; who raises a flag is read by the lexicon's verbs. Enters: the
tree of a passage. Leaves: drafts of CONTROL, complete but for whose word they stand on.
"""

from msgspec.structs import replace

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft
from rashomon.spans import Span
from rashomon.stating.clauses import VERBAL, frame_of
from rashomon.stating.doers import owners
from rashomon.stating.extents import clause_span
from rashomon.stating.findings import CONFIDENCE
from rashomon.stating.lexicon import word_set
from rashomon.stating.roles import after_noun, is_party, is_place, scope, spans_of, times_in
from rashomon.stating.standings import state_draft
from rashomon.stating.status import status_of
from rashomon.stating.whereabouts import places_in

_FLAGS = frozenset({"flag", "banner", "ensign", "tricolour", "tricolor", "colours", "colors"})
_FLYING = frozenset(
    {
        "fly",
        "wave",
        "flutter",
        "flap",
        "hang",
        "be",
        "rise",
        "go",
        "appear",
        "hoist",
        "raise",
        "stream",
    }
)
_ABOVE = ("over", "above", "from", "atop")
_AT = ("on", "at", "outside", "in")


def find_flags(tree: Tree) -> list[Draft]:
    """The drafts of a passage that tell whose a place is by a flag that flies there."""
    return [
        draft
        for node in tree
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass")
        for draft in _flown(tree, node)
    ]


def _flown(tree: Tree, verb: Node) -> list[Draft]:
    """The place over which a flag flies; who has it is who the flag is of, if that is told."""
    if verb.lemma not in _FLYING:
        return []
    frame = frame_of(verb)
    is_raised = verb.lemma in ("hoist", "raise")
    if is_raised and not (frame.passive and not frame.doers):
        return []  # who raises it holds the place, by the lexicon
    about = frame.undergoers if is_raised else frame.doers
    flag = next((one for one in about if one.lemma in _FLAGS), None)
    over = [one for one in frame.after(*_ABOVE) if one.pos in ("NOUN", "PROPN")]
    over += [one for one in frame.after(*_AT) if is_place(one) or one.pos == "PROPN"]
    over = [one for one in over if one.entity not in ("DATE", "TIME", "PERSON", "NORP")]
    if flag is None or not over or (flag.lower == "colors" and verb.lemma == "be"):
        return []
    words = scope(verb)
    draft = state_draft(tree, flag, "CONTROL", clause_span(verb), _bearers(flag))
    places = tuple(dict.fromkeys((*places_in(words, verb), *spans_of(over))))
    sure = CONFIDENCE["clause"]
    status = status_of(verb)
    return [replace(draft, places=places, times=times_in(words), status=status, confidence=sure)]


def _bearers(flag: Node) -> tuple[Span, ...]:
    """Whose a flag is: "rebel flags", "the army's banner", "the flag of the Front"."""
    before = [
        one for one in flag.children if one.dep in ("compound", "amod", "nmod") and one.i < flag.i
    ]
    named = [
        one
        for one in before
        if one.entity in ("NORP", "ORG", "GPE") or one.lemma in word_set("sides") or is_party(one)
    ]
    behind = [one for one in after_noun(flag, "of") if is_party(one)]
    return tuple(
        dict.fromkeys((*(one.span for one in named[:1]), *spans_of(owners(flag) or behind)))
    )
