"""Who holds which place by a verb or noun of control, gained, held or lost.

Stands beside `rashomon.stating.events`. In "the town fell to the rebels" the place is the subject
and the holder stands behind "to"; in "the army lost the town to the rebels" the loser is the subject.
"""

from dataclasses import dataclass

from rashomon.language.trees import Node
from rashomon.stating.clauses import VERBAL, Frame, frame_of, subject_of
from rashomon.stating.doers import doers_of, owners
from rashomon.stating.lexicon import word_set
from rashomon.stating.roles import after_noun, is_party, is_place

_LOSING = frozenset({"lose", "cede", "loss"})
_GIVING = frozenset(
    {"hand", "surrender", "give", "turn", "transfer", "return", "yield", "relinquish"}
)
_FALLING = frozenset({"fall", "pass", "come"})
_FLAGS = frozenset({"flag", "banner", "colours", "colors", "standard"})


@dataclass(frozen=True, slots=True)
class Hold:
    """A place and who has it. ``mode``: gained, held or lost; ``holders`` are the losers where lost."""

    holders: tuple[Node, ...]
    places: tuple[Node, ...]
    mode: str


def hold_by_verb(frame: Frame) -> Hold | None:
    """The hold that a verb tells of; None where it names no place."""
    lemma = frame.verb.lemma
    if lemma in word_set("standing_verbs"):
        return _hold_by_state(frame)
    if lemma in word_set("driving_verbs") and frame.undergoers and _driven_from(frame):
        return _hold(list(frame.undergoers), _driven_from(frame), "lost")
    if lemma in ("change", "hold") and not (lemma == "hold" and frame.undergoers):
        # "the town changed hands": nobody says whose they are
        return _hold_out(frame) if lemma == "hold" else _hold([], list(frame.doers), "gained")
    if lemma in _FALLING or (lemma == "return" and not frame.undergoers):
        holders = [node for node in frame.after("to") if is_party(node)]
        holders += [owner for node in frame.after("into", "under") for owner in _whose(node)]
        return _hold(holders, list(frame.doers), "gained")
    if lemma in _LOSING or lemma in _GIVING:
        winners = [node for node in frame.after("to") if is_party(node)]
        places = _places_of(frame)
        return (
            _hold(winners, places, "gained") if winners else _hold(doers_of(frame), places, "lost")
        )
    mode = "gained"
    if lemma in word_set("holding_verbs"):
        mode = "lost" if _no_longer(frame.verb) else "held"
    return _hold(doers_of(frame), _places_of(frame), mode)


def _hold_by_state(frame: Frame) -> Hold | None:
    """The hold that a state tells of: "is in rebel hands", "stays under X's rule", "is in control"."""
    mode = "lost" if _no_longer(frame.verb) else "held"
    for name, node in frame.preps:
        if node.lemma in word_set("hands") and name in ("in", "under", "within"):
            if holders := _whose_hands(node):
                return _hold(holders, list(frame.doers), mode)
            if name == "in":
                return _hold(list(frame.doers), after_noun(node, "of", "over"), mode)
    return None


def _hold_out(frame: Frame) -> Hold | None:
    """Where men still are who "hold out in the town": there, or where they are said to be."""
    if not any(one.lower == "out" for one in frame.verb.children):
        return None
    at = list(frame.after("in", "at", "inside", "around"))
    at += [place for one in frame.doers for place in after_noun(one, "in", "at", "of")]
    places = [one for one in at if is_place(one) or one.pos == "PROPN"]
    return _hold([one for one in frame.doers if is_party(one)], places, "held")


def _whose_hands(noun: Node) -> list[Node]:
    """Whose "hands" or "rule" it is; "in control of" a town is nobody's control but the subject's."""
    before = [child for child in noun.children if child.dep in ("compound", "amod", "nmod", "poss")]
    named = [
        one
        for one in before
        if one.pos == "PROPN" or is_party(one) or one.lemma in word_set("sides")
    ]
    if named:
        return named
    owned = noun.lemma in ("hand", "grip") or noun.head.lower == "under"
    return (
        [node for node in after_noun(noun, "of") if node.pos in ("PROPN", "NOUN")] if owned else []
    )


def _driven_from(frame: Frame) -> list[Node]:
    places = [one for name, one in frame.preps if name in ("from", "of")]
    return [one for one in places if is_place(one) or one.pos == "PROPN"]


def _no_longer(verb: Node) -> bool:
    """Whether a hold is told to be over: "no longer controls", "does not hold the town any more"."""
    return any(
        child.lower in ("longer", "anymore") or (child.lower == "more" and child.i > verb.i)
        for child in verb.children
        if child.dep in ("advmod", "npadvmod")
    )


def _places_of(frame: Frame) -> list[Node]:
    found: list[Node] = []
    for node in frame.undergoers:
        if node.lemma in ("control", "hold", "grip", "part", "ground"):
            found.extend(after_noun(node, "of", "over", "on") or frame.after("of", "over", "on"))
        elif node.lemma in _FLAGS:
            found.extend(after_noun(node, "over", "on", "in") or frame.after("over", "on", "in"))
        elif is_place(node) or node.pos == "PROPN" or node.lower == "it":
            found.append(node)
        elif node.pos == "NUM":  # "took 14 of the county's 17 towns"
            found.extend(one for one in after_noun(node, "of") if is_place(one))
    if not found:
        found = [node for node in frame.after("of", "over") if is_place(node)]
    return found


def _whose(noun: Node) -> list[Node]:
    return owners(noun) or [node for node in after_noun(noun, "of") if is_party(node)]


def hold_by_noun(noun: Node) -> Hold | None:
    """The hold that a noun tells of: "the fall of X", "in control of X", "the loss of X to Y"."""
    places = [
        node
        for node in after_noun(noun, "of", "over", *(("in",) if noun.lemma in _INSIDE else ()))
        if is_place(node) or node.pos == "PROPN"
    ]
    own = noun.child("poss")
    if own is not None and not places and (noun.lemma == "fall" or _is_lost_to(noun, own)):
        places = [own]
    if not places or _is_told_by_verb(noun):
        return None
    winners = [node for node in _near(noun, "to", "by") if is_party(node) and node not in places]
    if noun.lemma in _LOSING and not winners:
        return _hold(owners(noun), places, "lost")
    mode = "held" if noun.lemma == "control" else "gained"
    holders = winners or ([] if noun.lemma == "fall" or own in places else owners(noun))
    return _hold(holders or _outside(noun), places, mode)


_INSIDE = frozenset({"control", "loss"})
_TAKEN = frozenset({"capture", "seizure", "recapture", "takeover", "liberation", "conquest"})


def _is_lost_to(noun: Node, own: Node) -> bool:
    """Whether the owner of a capture is the place taken: "its capture by the rebels"."""
    by = [child for child in (*noun.children, *noun.head.children) if child.lower == "by"]
    named = own.lower == "its" or is_place(own)
    return noun.lemma in _TAKEN and named and any(child.i > noun.i for child in by)


def _is_told_by_verb(noun: Node) -> bool:
    """Whether the verb tells it already: "is in control of", "is under the control of"."""
    if noun.dep != "pobj" or noun.lemma not in word_set("hands"):
        return False
    above = noun.head.head
    above = above.head if above.pos == "ADV" else above
    return above.lemma in word_set("standing_verbs")


def _near(noun: Node, *names: str) -> list[Node]:
    """Objects of these prepositions on the noun, on what it is of, or next behind it."""
    found = after_noun(noun, *names)
    for inner in after_noun(noun, "of"):
        found += after_noun(inner, *names)
    if not found and noun.dep == "dobj":  # "reported its capture by the rebels"
        found = [
            one
            for child in noun.head.children
            if child.dep in ("prep", "agent") and child.i > noun.i and child.lower in names
            for one in child.all("pobj")
            if child.lower == "by"
        ]
    if not found and noun.dep == "pobj":
        over = noun.head.head
        found = [
            one
            for child in over.children
            if child.dep == "prep" and child.i > noun.i and child.lower in names
            for one in child.all("pobj")
        ]
        # "lost to rebel fighters": a parse takes "to rebel" for a verb.
        found += [
            one
            for child in over.all("advcl", "xcomp", "relcl")
            if child.lemma == "rebel" and child.i > noun.i
            for one in child.all("dobj")
        ]
    return found


def _outside(noun: Node) -> list[Node]:
    """The holder of "with X in control of Y" and "X is in control of Y"."""
    prep = noun.head
    if noun.dep == "pobj" and prep.lower == "in" and noun.lemma == "control":
        above = prep.head
        if above.pos in VERBAL:
            subject = subject_of(above)
            return [] if subject is None else [subject]
        if is_party(above):
            return [above]
        return [child for child in above.children if child.dep == "pobj" and is_party(child)]
    if noun.dep in ("dobj", "nsubjpass") and noun.head.pos in VERBAL:
        return doers_of(frame_of(noun.head))
    return []


def _hold(holders: list[Node], places: list[Node], mode: str) -> Hold | None:
    if not places:
        return None
    return Hold(tuple(holders), tuple(places), mode)
