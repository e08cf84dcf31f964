"""Who holds which place by a verb or noun of control, gained, held or lost.

Stands beside `rashomon.stating.events`. In "the town fell to the rebels" the place is the subject
and the holder stands behind "to"; in "the army lost the town to the rebels" the loser is the subject.
"""

from dataclasses import dataclass

from rashomon.language.trees import Node
from rashomon.stating.clauses import VERBAL, Frame, conjoined, frame_of, prepositions, subject_of
from rashomon.stating.doers import doers_of, owners
from rashomon.stating.lexicon import forces, word_set
from rashomon.stating.matching import is_known_place, part_named
from rashomon.stating.roles import after_noun, counted, is_party, is_place, share_of

_LOSING = frozenset({"lose", "cede", "loss"})
_GIVING = frozenset(
    {"hand", "surrender", "give", "turn", "transfer", "return", "yield", "relinquish"}
)
_FALLING = frozenset({"fall", "pass", "come", "revert", "slip"})
_FLAGS = frozenset({"flag", "banner", "colours", "colors", "standard"})


@dataclass(frozen=True, slots=True)
class Hold:
    """A place and who has it. ``mode``: gained, held or lost; ``holders`` are the losers where lost."""

    holders: tuple[Node, ...]
    places: tuple[Node, ...]
    mode: str


def hold_by_verb(frame: Frame) -> Hold | None:  # noqa: PLR0911 - one way of telling a line
    """The hold that a verb tells of; None where it names no place."""
    lemma = frame.verb.lemma
    if lemma in word_set("standing_verbs"):
        return _hold_by_state(frame) or _rid_by_state(frame)
    if lemma == "declare":
        return _rid_by_state(frame)
    if lemma in word_set("ridding_verbs") and (rid := _rid(frame)) is not None:
        return rid
    if lemma in word_set("driving_verbs") and frame.undergoers and _driven_from(frame):
        driven = [one for one in frame.undergoers if not _are_civilians(one)]
        return _hold(driven, _driven_from(frame), "lost") if driven else None
    if lemma in ("change", "hold") and not (lemma == "hold" and frame.undergoers):
        # "the town changed hands": nobody says whose they are
        return _hold_out(frame) if lemma == "hold" else _hold([], list(frame.doers), "gained")
    if lemma == "go":  # "the town went back to the government"
        winners = [node for node in frame.after("to") if is_party(node)]
        return _hold(winners, _lying(frame.doers), "gained") if winners else None
    if lemma in ("have", "keep") and not frame.passive:
        return _hold_in_hands(frame)
    if lemma in _FALLING or (lemma == "return" and not frame.undergoers):
        holders = [node for node in frame.after("to") if is_party(node)]
        holders += [owner for node in frame.after("into", "under") for owner in _whose(node)]
        # who returns to a country is no place that returns to it
        fallen = _lying(frame.doers) if lemma == "return" else list(frame.doers)
        return _hold(holders, fallen, "gained")
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
    told = [one for child in frame.verb.all("attr", "acomp") for one in prepositions(child)]
    sided = [one for one in frame.after("with") if _is_side(one)]
    if sided and frame.verb.lemma != "lie" and (places := _lying(frame.doers)):
        return _hold(sided, places, mode)  # "the town stayed with the rebels"
    for name, node in (*frame.preps, *told):
        if node.lemma in word_set("hands") and name in ("in", "under", "within"):
            if holders := _whose_hands(node):
                return _hold(holders, list(frame.doers), mode)
            if name == "in":
                held = after_noun(node, "of", "over") or _told_where(frame, node)
                if node.lemma == "charge":  # who is "in charge of the talks" holds no place
                    held = _lying(tuple(held))
                return _hold(list(frame.doers), held, mode)
    return None


def _told_where(frame: Frame, hands: Node) -> list[Node]:
    """Where somebody is in control, though not of what: "in Qala the army is in control"."""
    if hands.lemma != "control":
        return []
    return [one for one in frame.after("in", "at") if one is not hands and is_place(one)]


def _is_side(node: Node) -> bool:
    """Whether a war's side may be meant that has a place: men under arms, a people, a body."""
    if is_place(node) or not is_party(node):
        return False
    inner = counted(node)
    sides = word_set("under_arms") | word_set("sides") | forces()
    return inner.entity in ("NORP", "ORG") or inner.lemma in sides


def _hold_in_hands(frame: Frame) -> Hold | None:
    """The hold of somebody who "has the port in his hands" or "keeps the town under control"."""
    at = [node for node in frame.after("in", "under") if node.lemma in word_set("hands")]
    hung = [one for node in frame.undergoers for one in after_noun(node, "in", "under")]
    at += [node for node in hung if node.lemma in word_set("hands")]
    return _hold(doers_of(frame), _places_of(frame), "held") if at else None


def _rid_by_state(frame: Frame) -> Hold | None:
    """Whom a place is said to be free of, who then hold it no longer: "the town is clear of gunmen"."""
    rid = [
        one
        for child in frame.verb.all("acomp", "oprd", "xcomp")
        if child.lower in word_set("rid_of")
        for one in after_noun(child, "of")
        if is_party(one)
    ]
    if not rid and _will_be_free(frame):
        return _hold([], _lying(frame.doers), "gained")
    return _hold(rid, _lying(frame.undergoers or frame.doers), "lost") if rid else None


def _will_be_free(frame: Frame) -> bool:
    """Whether a place is to be freed: "the town will be free before the end of the year"."""
    verb = frame.verb
    free = any(one.lower == "free" and not one.all("prep") for one in verb.all("acomp"))
    return free and any(one.lower in ("will", "would", "shall", "'ll") for one in verb.all("aux"))


def _rid(frame: Frame) -> Hold | None:
    """Who has freed a place of somebody; where nobody is named, who is there no longer."""
    hung = [one for node in frame.undergoers for one in after_noun(node, "of")]
    rid = [one for one in frame.after("of") or hung if is_party(one) and not is_place(one)]
    if not rid:
        return None
    places = _lying(frame.undergoers)
    doers = doers_of(frame)
    return _hold(doers, places, "gained") if doers else _hold(rid, places, "lost")


def _lying(nodes: tuple[Node, ...]) -> list[Node]:
    """Those that are places, bare names of towns that a parse took for somebody's among them."""
    return [
        one
        for one in nodes
        if is_place(one)
        or (one.pos == "PROPN" and one.child("compound") is None and is_known_place([one]))
    ]


def listed_places(verb: Node) -> list[Node]:
    """Places with which a list goes on behind a day: Y in "hold X since June and Y since July"."""
    found: list[Node] = []
    around = ("prep", "npadvmod", "conj")
    waiting = [one for one in verb.children if one.dep in around and one.i > verb.i]
    while waiting:
        node = waiting.pop(0)
        inner = [one for one in node.children if one.dep in ("pobj", "conj", "prep", "appos")]
        waiting.extend(one for one in inner if one.i > node.i)
        if node.pos == "PROPN" and node.dep in ("conj", "npadvmod", "appos"):
            behind = next((one for one in verb.subtree() if one.i == node.i + 1), None)
            if _is_dated(node, behind, [verb, *found]):
                found.append(node)
    return sorted(found, key=lambda one: one.i)


def split_hold(verb: Node, hold: Hold) -> list[Hold]:
    """A hold, and those that share its verb: "the army holds the airport, the rebels the port"."""
    others = [*_second_objects(verb), *_verbless(verb)]
    theirs = {one.i for _, place in others for one in conjoined(place)}
    kept = tuple(one for one in hold.places if one.i not in theirs)
    if not others or not kept or not hold.holders:
        return [hold]
    more = [Hold((who,), tuple(conjoined(place)), hold.mode) for who, place in others]
    return [Hold(hold.holders, kept, hold.mode), *more]


def _second_objects(verb: Node) -> list[tuple[Node, Node]]:
    """Who holds a second object: "the army controls the west bank and rebels the east bank"."""
    held = verb.all("dobj")
    if len(held) != _TWO or not is_place(held[1]):
        return []
    between = [one for one in conjoined(held[0])[1:] if one.i < held[1].i]
    return [(one, held[1]) for one in between[-1:] if is_party(one) and not is_place(one)]


_TWO = 2


def _verbless(verb: Node) -> list[tuple[Node, Node]]:
    """Who holds what behind a comma without a verb: "…, the rebels the port"."""
    return [
        (who, place)
        for who in verb.children
        if who.i > verb.i and who.pos in ("NOUN", "PROPN") and who.dep in ("ccomp", "dep", "conj")
        for place in who.all("appos", "dobj", "npadvmod")
        if is_party(who) and not is_place(who) and (is_place(place) or place.pos == "PROPN")
        if place.entity not in _TIMES
    ]


def _is_dated(name: Node, behind: Node | None, before: list[Node]) -> bool:
    """Whether a name stands beside a day of its own, behind one that is another's.

    ``before`` are the verb and the places of the list so far, on which a parse may hang it as well.
    """
    hung = any(name.head is one for one in before)
    if name.entity in _TIMES or not (hung or name.head.entity in _TIMES):
        return False
    own = [] if behind is None else [behind, *behind.all("pobj")]
    dated = any(one.entity in _TIMES for one in own)
    return dated or (is_place(name) and (not hung or name.dep == "npadvmod"))


_TIMES = frozenset({"DATE", "TIME"})


def _hold_out(frame: Frame) -> Hold | None:
    """Where men still are who "hold out in the town": there, or where they are said to be."""
    if not any(one.lower == "out" for one in frame.verb.children):
        return None
    at = list(frame.after("in", "at", "inside", "around"))
    at += [place for one in frame.doers for place in after_noun(one, "in", "at", "of")]
    places = [one for one in at if is_place(one) or one.pos == "PROPN"]
    places = places or [one for one in frame.verb.all("advmod") if one.lower in ("there", "here")]
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


def _are_civilians(node: Node) -> bool:
    """Whether those who are driven out held nothing: "drove 200 people from the town"."""
    return counted(node).lemma in _HARMLESS


_HARMLESS = frozenset(
    {
        "people", "resident", "villager", "civilian", "family", "farmer", "inhabitant", "woman", "child",
        "population", "refugee", "household", "herder", "settler", "trader", "worker", "displaced",
    }
)  # fmt: skip


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
        if node.lemma in ("control", "hold", "grip", "part", "ground", "sway"):
            found.extend(after_noun(node, "of", "over", "on") or frame.after("of", "over", "on"))
        elif node.lemma in _FLAGS:
            found.extend(after_noun(node, "over", "on", "in") or frame.after("over", "on", "in"))
        elif node.entity in _TIMES:
            continue  # "which they took on May 7" is parsed as if the day were taken on
        elif (named := part_named(node)) is not None:
            found.append(named)
        elif is_place(node) or node.pos == "PROPN" or node.lower == "it":
            found.append(node)
        elif (inner := share_of(node)) is not node and inner.pos == "PROPN":
            found.append(inner)  # "the whole of X"
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
        for node in after_noun(noun, "of", "over", *_BEHIND.get(noun.lemma, ()))
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
    mode = "held" if noun.lemma in _HELD else "gained"
    holders = winners or ([] if noun.lemma == "fall" or own in places else owners(noun))
    return _hold(holders or _outside(noun), places, mode)


_BEHIND = {
    "control": ("in",),
    "loss": ("in",),
    "grip": ("on",),
    "hold": ("on",),
    "stranglehold": ("on",),
}
"""Prepositions behind which the place of a hold may stand, beside "of" and "over"."""

_HELD = frozenset({"control", "grip", "hold", "stranglehold", "rule", "possession"})
_TAKEN = frozenset({"capture", "seizure", "recapture", "takeover", "liberation", "conquest"})


def _is_lost_to(noun: Node, own: Node) -> bool:
    """Whether the owner of a capture is the place taken: "its capture by the rebels"."""
    by = [child for child in (*noun.children, *noun.head.children) if child.lower == "by"]
    if noun.lemma in _TAKEN and own.lower == "its" and noun.dep == "dobj":
        return not after_noun(noun, "of")  # "announced its capture on Sunday"
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
    return Hold(tuple(holders), tuple(map(_named_part, places)), mode)


def _named_part(place: Node) -> Node:
    """The town of which a part is meant: "two thirds of X" lie in X."""
    whole = counted(place)
    return whole if whole.pos == "PROPN" else place
