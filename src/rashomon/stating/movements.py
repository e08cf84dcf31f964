"""Who goes, comes or is brought where: motion that no entry of the lexicon tells as anything else.

Stands beside `rashomon.stating.events`. Enters: a verb with its participants. Leaves: a finding whose
type is told by who moves: men under arms and their machines MOBILIZE, or RETREAT where only what they
leave is named; people without arms leave something (RETREAT); help arrives (AID); an envoy visits
(CONSULT).
"""

from dataclasses import dataclass

from rashomon.language.trees import Node
from rashomon.stating.acts import is_foreseen_motion
from rashomon.stating.bands import is_known_band
from rashomon.stating.clauses import Frame
from rashomon.stating.doers import doers_of
from rashomon.stating.findings import Finding
from rashomon.stating.lexicon import word_set
from rashomon.stating.matching import is_known_place
from rashomon.stating.movers import (
    are_warlike,
    directions,
    is_of_people,
    kind_of,
    movement_words,
)
from rashomon.stating.roles import after_noun, counted, is_party, is_place


@dataclass(frozen=True, slots=True)
class Way:
    """What is left and what is reached; ``away``: a direction is told, and no end."""

    sources: tuple[Node, ...]
    goals: tuple[Node, ...]
    away: bool = False


def find_movement(frame: Frame) -> Finding | None:  # noqa: PLR0911 - one way of telling a line
    """The motion that a verb tells of; None where nobody moves or no way is told."""
    verb = frame.verb
    if verb.lemma == "be":
        return _by_being(frame)
    if verb.lemma == "go" and frame.passive and _is_to_come(verb) and frame.undergoers:
        left = _are_many(frame.undergoers[0])  # "will be gone" is parsed as if they were made to go
        return Finding(*_LEFT, verb, frame.undergoers, (), content=False) if left else None
    if _is_crash(frame):
        return None
    if verb.lemma in ("expect", "await") and frame.passive:
        ends = tuple(one for one in frame.after("in", "at", "back") if _is_end(one))
        return _finding(frame, frame.undergoers, Way((), ends), ()) if ends else None
    object_moves = verb.lemma in movement_words("carrying") and bool(_moved(frame))
    movers = _moved(frame) if object_moves else frame.doers
    if not movers or not (object_moves or _is_going(frame)):
        return None
    way = _way_of(frame, left=verb.lemma in movement_words("leaving"))
    bare = verb.lemma in movement_words("leaving") and not frame.undergoers
    along = any(map(_is_way, frame.after(*_ALONG)))
    along = along or (verb.child("prt") is not None and any(map(_is_way, frame.undergoers)))
    if not object_moves and _is_done_alone(frame) and (way.away or not way.goals):
        return _done_alone(frame)
    if not (way.sources or way.goals or way.away or bare or along):
        return None
    senders = tuple(doers_of(frame)) if object_moves else ()
    return _finding(frame, movers, way, senders)


def _is_done_alone(frame: Frame) -> bool:
    """Whether a verb tells a motion though no end is named: "have gone", "have crossed", "came back"."""
    verb = frame.verb
    behind = [
        one
        for one in verb.children
        if one.i > verb.i and one.dep in _COMPLEMENTS and not _is_when(one)
    ]
    if verb.lemma == "come":
        return any(one.lower == "back" and not one.children for one in behind) and len(behind) == 1
    had = any(one.lemma == "have" for one in verb.all("aux"))
    return verb.lemma in ("go", "cross") and had and not behind


def _is_when(node: Node) -> bool:
    """Whether words beside a verb tell only when: "by Thursday noon", "since"."""
    held = [node, *node.all("pobj")]
    return any(one.entity in ("DATE", "TIME") for one in held) or node.lower in ("since", "already")


_COMPLEMENTS = frozenset({"prt", "acomp", "oprd", "dobj", "xcomp", "ccomp", "prep", "advmod"})


def _done_alone(frame: Frame) -> Finding | None:
    """Who has gone, crossed or come back; men under arms who cross or come back are under way."""
    mover = frame.doers[0]
    kind = kind_of(mover) if _are_many(mover) else ""
    if kind not in ("arms", "civilians") or (kind == "civilians" and frame.verb.lemma == "come"):
        return None
    goes = frame.verb.lemma == "go" or kind == "civilians"
    kind, mode = _LEFT if goes else ("MOBILIZE", None)
    return Finding(kind, mode, frame.verb, tuple(frame.doers), (), content=False)


_FLYING = frozenset(
    {
        "plane", "airliner", "flight", "helicopter", "aircraft", "airplane", "aeroplane", "jet", "drone",
    }
)  # fmt: skip


def _is_crash(frame: Frame) -> bool:
    """Whether what flies comes down: "a plane went down near the town"."""
    down = any(one.lower == "down" for one in frame.verb.all("prt", "advmod"))
    return down and any(counted(one).lemma in _FLYING for one in frame.doers)


def _is_going(frame: Frame) -> bool:
    verb = frame.verb
    if frame.passive:
        return False
    bare = not frame.undergoers
    if verb.lemma in movement_words("going") and (bare or all(map(_is_way, frame.undergoers))):
        return True
    if verb.lemma in movement_words("leaving"):
        return bare or all(_is_end(one) for one in frame.undergoers)
    if _is_done_alone(frame):
        return True
    reached = verb.lemma in movement_words("reaching")
    return reached and bool(frame.undergoers) and all(_is_end(one) for one in frame.undergoers)


def _moved(frame: Frame) -> tuple[Node, ...]:
    """Who is brought somewhere: people, men or machines, not a place or a thing of the mind."""
    return tuple(one for one in frame.undergoers if kind_of(one) and not is_place(one))


def _way_of(frame: Frame, *, left: bool) -> Way:
    verb = frame.verb
    sources = [one for one in frame.after("from", "out", "off") if _is_end(one)]
    sources += [one for one in frame.after("of") if _is_end(one) and {"out"} & frame.words]
    goals = [one for one in frame.after(*_goals()) if _is_end(one)]
    objects = [one for one in frame.undergoers if _is_end(one)]
    if left:
        sources += [*objects, *(one for one in goals if one in frame.after("in", "at", "across"))]
        goals = [one for one in goals if one not in sources]
    elif verb.lemma in movement_words("reaching"):
        goals += objects
    directed = directions(verb)
    gone = directed & _GONE
    away = bool(gone) or (left and verb.lemma in _GOING_AWAY and not frame.undergoers)
    return Way(tuple(sources), tuple(goals), away or bool(directed & movement_words("away")))


_GOING_AWAY = frozenset({"flee", "escape", "depart"})
_GONE = frozenset({"abroad", "overseas", "underground", "home", "ashore"})


def _goals() -> tuple[str, ...]:
    return tuple(sorted(movement_words("goals")))


def _is_end(node: Node) -> bool:
    """Whether a word is where one may come from or go to: a place, or what stands for one."""
    inner = counted(node)
    if inner.entity in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    if inner.entity == "PERSON" and (inner.child("compound") is not None or inner.pos != "PROPN"):
        return False
    if is_place(node) or inner.lemma in movement_words("ends"):
        return True
    return inner.pos == "PROPN" and inner.entity != "NORP" and is_known_place([inner])


def _finding(
    frame: Frame, movers: tuple[Node, ...], way: Way, senders: tuple[Node, ...]
) -> Finding | None:
    kind = kind_of(movers[0], None if senders or frame.passive else frame)
    if not senders and are_warlike(_rides(frame)):
        kind = "arms"
    if not senders and kind in _HOMING | {""} and _are_many(movers[0]):
        homeward = "home" in directions(frame.verb)
        happens = frame.verb.tag != "VB" or not frame.verb.all("aux") or _is_to_come(frame.verb)
        if homeward and happens and not way.goals:
            return Finding(*_LEFT, frame.verb, movers, (), content=False, places=way.sources)
    leaves = frame.verb.lemma in movement_words("leaving") or (bool(way.sources) and not way.goals)
    if frame.verb.lemma == "leave" and way.goals and not way.sources:
        leaves = False  # "had left for the front"
    bare = frame.verb.lemma in movement_words("leaving") and not frame.undergoers
    ends = bool(way.sources or way.goals or bare)
    if kind in ("arms", "vehicles"):
        told = _LEFT if leaves else ("MOBILIZE", None)
        roads = tuple(filter(_is_way, (*frame.after(*_ALONG), *frame.undergoers)))
        way = Way(way.sources, way.goals or roads, way.away)
        is_told = ends or (bool(roads) and kind == "arms")
    elif kind == "goods":
        told, is_told = ("AID", None), bool(way.goals) and bool(senders or frame.passive)
    elif kind == "relief":
        told = _LEFT if leaves else ("AID", None)
        is_told = ends
    elif kind == "civilians":
        told = ("AID", None) if senders else _LEFT
        is_told = _are_gone(frame, way, senders, movers[0])
    elif kind == "envoys":
        comes = frame.verb.lemma in _COMING and "in" in frame.words
        told = ("CONSULT", "visit") if comes or not (leaves or way.away) else _LEFT
        is_told = ends or comes or bool(directions(frame.verb) & _GONE)
    else:
        return None
    if not is_told:
        return None
    actors = senders or tuple(_who(one) for one in movers if kind != "goods")
    targets = movers if senders and kind != "goods" else ()
    if kind == "goods":
        given = [one for mover in movers for one in after_noun(mover, "for")]
        targets = tuple(one for one in (*given, *frame.after("for")) if is_party(one))
    places = (*way.goals, *way.sources)
    kind, mode = told
    return Finding(kind, mode, frame.verb, actors, targets, content=False, places=places)


_LEFT = ("RETREAT", "withdraw")
_HOMING = frozenset({"arms", "civilians", "vehicles"})
_ALONG = ("up", "down", "along", "on", "over", "across", "through")


def _is_way(node: Node) -> bool:
    return counted(node).lemma in movement_words("ways")


def _rides(frame: Frame) -> list[Node]:
    """On or with what somebody goes: "rode in on the back of a tank", "left with armoured cars"."""
    aboard = [*frame.after("on", "in", "aboard", "with", "atop")]
    return [*aboard, *(inner for one in aboard for inner in after_noun(one, "of"))]


def _are_many(mover: Node) -> bool:
    """Whether several people are meant, be they named or not: "most of the Chadians", "the rest"."""
    inner = counted(mover)
    if inner is not mover or is_of_people(inner) or is_known_band(inner):
        return True
    if inner.lower in ("they", "we", "them", "us", "those", "these", "both", "all", "some", "most"):
        return True
    return inner.tag in ("NNS", "NNPS") or inner.lemma in word_set("under_arms")


def _may_go_home(mover: Node) -> bool:
    """Whether people may be meant: a noun for some, or "they", "all of them"."""
    return kind_of(mover) in _HOMING or counted(mover).lower in ("they", "we", "them", "us")


_COMING = frozenset({"come", "arrive", "fly", "get", "drive"})


def _are_gone(frame: Frame, way: Way, senders: tuple[Node, ...], mover: Node) -> bool:
    """Whether people without arms have left something: "families moved north", "crossed into X"."""
    if senders:
        return _is_saved(mover, way)
    if (
        not (way.sources or way.goals) and frame.verb.tag == "VB"
    ):  # "will be allowed to return home"
        return False
    left = frame.verb.lemma in movement_words("leaving") and not frame.undergoers
    if left and any(one.lemma == "have" for one in frame.verb.all("aux")):
        return True  # "two thirds of the people have left"
    crossed = frame.verb.lemma == "cross"
    return bool(way.sources) or way.away or crossed or _are_named(way.goals)


def _who(mover: Node) -> Node:
    """Whose a machine is that moves: "France's last convoy", "craft with Kenyan troops"."""
    if is_party(mover) and counted(mover).lemma not in movement_words("vehicles"):
        return mover
    owner = mover.child("poss")
    aboard = [one for one in after_noun(mover, "with", "of") if is_party(one)]
    return owner or next(iter(aboard), mover)


def _are_named(places: tuple[Node, ...]) -> bool:
    return any(
        counted(one).pos == "PROPN"
        or one.lemma in ("border", "frontier")
        or any(child.pos == "PROPN" for child in one.all("compound"))
        for one in places
    )


def _is_saved(mover: Node, way: Way) -> bool:
    """Whether who brings people somewhere does them good: away from a place, or who is sick to help."""
    sick = counted(mover).lemma in ("patient", "wounded", "sick", "injured")
    return (
        sick or bool(way.sources) or any(one.lemma in ("hospital", "safety") for one in way.goals)
    )


def _by_being(frame: Frame) -> Finding | None:  # noqa: PLR0911 - one way of telling a line
    """Who is back, gone or on the way: "are back in the town", "are due in X", "is on its way to X"."""
    verb = frame.verb
    told = [
        one
        for one in verb.children
        if one.dep in ("advmod", "acomp", "prt", "prep") and one.i > verb.i
    ]
    words = {one.lower for one in told}
    if not frame.doers:
        return None
    if _is_out_of_office(frame, words):
        return Finding("RETREAT", "resign", verb, frame.doers, (), content=False)
    if words & {"back", "again"} and (goals := _reached(told, frame)):
        return _finding(frame, frame.doers, Way((), goals), ())
    if words & {"home", "gone"} and _is_to_come(verb):
        many = _are_many(frame.doers[0]) and _may_go_home(frame.doers[0])
        return Finding(*_LEFT, verb, frame.doers, (), content=False) if many else None
    armed = _are_many(frame.doers[0]) and kind_of(frame.doers[0]) == "arms"
    if armed and verb.child("neg") is None and verb.child("aux") and verb.tag == "VB":
        goals = tuple(one for one in frame.after("in", "at", "inside") if _may_be_town(one))
        if goals:  # "the rebels will be in the capital by June"
            return _finding(frame, frame.doers, Way((), goals), ())
    if words & {"due", "bound"} and (goals := _reached(told, frame)):
        return _finding(frame, frame.doers, Way((), goals), ())
    on_way = [one for one in frame.after("on") if one.lemma in ("way", "road", "march", "move")]
    if on_way:
        goals = tuple(
            one
            for way in on_way
            for one in after_noun(way, "to", "into", "toward", "for", "towards")
        )
        return _finding(frame, frame.doers, Way((), goals or tuple(on_way)), ())
    if "out" in words and not frame.after("of") and _is_garrison(frame.doers[0]):
        return Finding(*_LEFT, verb, frame.doers, (), content=False)  # "the garrison were out"
    if words & {"gone", "away"} or ("out" in words and (frame.after("of") or frame.after("out"))):
        left = tuple(one for one in frame.after("of", "out", "from") if _is_end(one))
        return _finding(frame, frame.doers, Way(left, ()), ()) if left else None
    return None


def _is_to_come(verb: Node) -> bool:
    return any(one.lower in _COMING_TRUE for one in verb.all("aux"))


_COMING_TRUE = frozenset({"will", "would", "shall", "'ll", "should", "must"})


def _is_out_of_office(frame: Frame, words: set[str]) -> bool:
    """Whether it is foreseen that somebody holds no office any more: "would be out of office"."""
    seats = [one for one in frame.after("of", "out") if one.lemma in ("office", "power")]
    return "out" in words and bool(seats) and is_foreseen_motion(frame.verb)


def _may_be_town(node: Node) -> bool:
    return counted(node).pos == "PROPN" and node.entity not in ("NORP", "DATE", "TIME", "EVENT")


def _is_garrison(node: Node) -> bool:
    """Whether a body of men is meant that stands somewhere: "80 percent of the garrison"."""
    inner = counted(node)
    return inner.pos == "NOUN" and inner.lemma in word_set("under_arms") | {
        "troop",
        "soldier",
        "defender",
    }


def _reached(told: list[Node], frame: Frame) -> tuple[Node, ...]:
    found = [one for word in told for one in after_noun(word, "in", "at", "to", "inside", "for")]
    return tuple(one for one in (*found, *frame.after("in", "at", "to", "for")) if _is_end(one))
