"""Who goes, comes or is brought where: motion that no entry of the lexicon tells as anything else.

Stands beside `rashomon.stating.events`. Enters: a verb with its participants. Leaves: a finding whose
type is told by who moves: men under arms and their machines MOBILIZE, or RETREAT where only what they
leave is named; people without arms leave something (RETREAT); help arrives (AID); an envoy visits
(CONSULT).
"""

from dataclasses import dataclass
from functools import cache

from rashomon.language.trees import Node
from rashomon.stating.acts import is_foreseen_motion
from rashomon.stating.clauses import Frame
from rashomon.stating.doers import doers_of
from rashomon.stating.findings import Finding
from rashomon.stating.lexicon import forces, listed, load_table, people, word_set
from rashomon.stating.matching import is_known_place
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
    object_moves = verb.lemma in _table("carrying") and bool(_moved(frame))
    movers = _moved(frame) if object_moves else frame.doers
    if not movers or not (object_moves or _is_going(frame)):
        return None
    way = _way_of(frame, left=verb.lemma in _table("leaving"))
    bare = verb.lemma in _table("leaving") and not frame.undergoers
    along = any(map(_is_way, frame.after(*_ALONG)))
    along = along or (verb.child("prt") is not None and any(map(_is_way, frame.undergoers)))
    if not (way.sources or way.goals or way.away or bare or along):
        return None
    senders = tuple(doers_of(frame)) if object_moves else ()
    return _finding(frame, movers, way, senders)


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
    if verb.lemma in _table("going") and (bare or all(map(_is_way, frame.undergoers))):
        return True
    if verb.lemma in _table("leaving"):
        return bare or all(_is_end(one) for one in frame.undergoers)
    reached = verb.lemma in _table("reaching")
    return reached and bool(frame.undergoers) and all(_is_end(one) for one in frame.undergoers)


def _moved(frame: Frame) -> tuple[Node, ...]:
    """Who is brought somewhere: people, men or machines, not a place or a thing of the mind."""
    return tuple(one for one in frame.undergoers if _kind_of(one) and not is_place(one))


def _way_of(frame: Frame, *, left: bool) -> Way:
    verb = frame.verb
    sources = [one for one in frame.after("from", "out", "off") if _is_end(one)]
    sources += [one for one in frame.after("of") if _is_end(one) and {"out"} & frame.words]
    goals = [one for one in frame.after(*_goals()) if _is_end(one)]
    objects = [one for one in frame.undergoers if _is_end(one)]
    if left:
        sources += [*objects, *(one for one in goals if one in frame.after("in", "at", "across"))]
        goals = [one for one in goals if one not in sources]
    elif verb.lemma in _table("reaching"):
        goals += objects
    directed = _directions(verb)
    gone = directed & _GONE
    away = bool(gone) or (left and verb.lemma in _GOING_AWAY and not frame.undergoers)
    return Way(tuple(sources), tuple(goals), away or bool(directed & _table("away")))


def _directions(verb: Node) -> set[str]:
    """The adverbs that tell whither: "north", "abroad", "off"."""
    beside = {child.lower for child in verb.children if child.dep in ("advmod", "prt", "dobj")}
    return beside | {child.lower for child in verb.all("prep") if child.child("pobj") is None}


_GOING_AWAY = frozenset({"flee", "escape", "depart"})
_GONE = frozenset({"abroad", "overseas", "underground", "home", "ashore"})


def _goals() -> tuple[str, ...]:
    return tuple(sorted(_table("goals")))


def _is_end(node: Node) -> bool:
    """Whether a word is where one may come from or go to: a place, or what stands for one."""
    inner = counted(node)
    if inner.entity in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    if inner.entity == "PERSON" and (inner.child("compound") is not None or inner.pos != "PROPN"):
        return False
    if is_place(node) or inner.lemma in _table("ends"):
        return True
    return inner.pos == "PROPN" and inner.entity != "NORP" and is_known_place([inner])


def _finding(
    frame: Frame, movers: tuple[Node, ...], way: Way, senders: tuple[Node, ...]
) -> Finding | None:
    kind = _kind_of(movers[0], None if senders or frame.passive else frame)
    if not senders and _are_warlike(_rides(frame)):
        kind = "arms"
    if not senders and kind in _HOMING | {""} and _are_many(movers[0]):
        homeward = "home" in _directions(frame.verb)
        happens = frame.verb.tag != "VB" or not frame.verb.all("aux") or _is_to_come(frame.verb)
        if homeward and happens and not way.goals:
            return Finding(*_LEFT, frame.verb, movers, (), content=False, places=way.sources)
    leaves = frame.verb.lemma in _table("leaving") or (bool(way.sources) and not way.goals)
    if frame.verb.lemma == "leave" and way.goals and not way.sources:
        leaves = False  # "had left for the front"
    bare = frame.verb.lemma in _table("leaving") and not frame.undergoers
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
        is_told = ends or comes or bool(_directions(frame.verb) & _GONE)
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
    return counted(node).lemma in _table("ways")


def _rides(frame: Frame) -> list[Node]:
    """On or with what somebody goes: "rode in on the back of a tank", "left with armoured cars"."""
    aboard = [*frame.after("on", "in", "aboard", "with", "atop")]
    return [*aboard, *(inner for one in aboard for inner in after_noun(one, "of"))]


def _are_many(mover: Node) -> bool:
    """Whether several people are meant, be they named or not: "most of the Chadians", "the rest"."""
    inner = counted(mover)
    if inner is not mover or _is_of_people(inner):
        return True
    if inner.lower in ("they", "we", "them", "us", "those", "these", "both", "all", "some", "most"):
        return True
    return inner.tag in ("NNS", "NNPS") or inner.lemma in word_set("under_arms")


_COMING = frozenset({"come", "arrive", "fly", "get", "drive"})


def _are_gone(frame: Frame, way: Way, senders: tuple[Node, ...], mover: Node) -> bool:
    """Whether people without arms have left something: "families moved north", "crossed into X"."""
    if senders:
        return _is_saved(mover, way)
    if (
        not (way.sources or way.goals) and frame.verb.tag == "VB"
    ):  # "will be allowed to return home"
        return False
    left = frame.verb.lemma in _table("leaving") and not frame.undergoers
    if left and any(one.lemma == "have" for one in frame.verb.all("aux")):
        return True  # "two thirds of the people have left"
    crossed = frame.verb.lemma == "cross"
    return bool(way.sources) or way.away or crossed or _are_named(way.goals)


def _who(mover: Node) -> Node:
    """Whose a machine is that moves: "France's last convoy", "craft with Kenyan troops"."""
    if is_party(mover) and counted(mover).lemma not in _table("vehicles"):
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


def _kind_of(node: Node, frame: Frame | None = None) -> str:  # noqa: PLR0911 - a kind a line
    """What moves: arms, relief, vehicles, civilians or envoys; empty for anything else."""
    inner = counted(node)
    lemma = inner.lemma
    held = after_noun(node, "with", "of", "carrying")
    if frame is not None and not frame.undergoers:
        held = [*held, *frame.after("with")]
    if lemma in _table("vehicles") and not _are_warlike(held):
        return _kind_of_vehicle(node, held)
    many = inner.tag in ("NNS", "NNPS")
    home = frame is not None and "home" in _directions(frame.verb)
    if _is_of_people(inner):
        return "arms"
    if home and inner.pos == "NUM" and inner.entity == "CARDINAL" and inner.dep == "nsubj":
        return "civilians"  # "146 returned home"
    if inner.entity == "PERSON" or (lemma in _table("envoys") and inner.pos != "PROPN"):
        return "arms" if lemma in forces() and many else "envoys"
    if frame is None and _are_goods(node):
        return "goods"
    armed = lemma in forces() | word_set("under_arms") | _ARMED_MEN | _table("vehicles")
    if lemma in _table("civilians") - _ARMED_MEN:
        return "civilians"
    if _is_armed_body(inner) or (armed and (many or lemma not in forces())):
        return "arms"
    return "civilians" if lemma in people() and many and not armed else ""


_MEASURES = frozenset({"ton", "tonne", "load", "crate", "sack", "barrel", "litre", "kilo", "box"})


def _are_goods(node: Node) -> bool:
    """Whether arms, food or fuel are meant: "200 tonnes of munitions"."""
    inner = counted(node)
    held = after_noun(inner, "of") if inner.lemma in _MEASURES else [inner]
    return any(one.lemma in word_set("supplies") - forces() and one.pos == "NOUN" for one in held)


def _kind_of_vehicle(node: Node, held: list[Node]) -> str:
    inner = counted(node)
    beside = {child.lemma for child in (*node.children, *inner.children)}
    laden = any(counted(one).lemma in word_set("supplies") - forces() for one in held)
    if laden or beside & _table("relief"):
        return "relief"
    return "arms" if inner.lemma in word_set("machines") | word_set("under_arms") else "vehicles"


def _is_armed_body(node: Node) -> bool:
    """Whether a name is a people's, a force's or a warship's: "the Taliban", "RSF", "HMS Argyll"."""
    if any(child.lower in _SHIPS for child in node.all("compound")):
        return True
    if node.entity == "NORP":
        return node.tag in ("NNPS", "NNS")
    if node.pos != "PROPN" or node.entity not in ("ORG", "") or is_known_place([node]):
        return False
    return node.entity == "ORG" or node.text.isupper()


def _is_of_people(node: Node) -> bool:
    """Whether a name in the plural behind an article is a people's or a band's: "the Houthis"."""
    named = node.pos == "PROPN" and node.entity in ("PERSON", "ORG", "") and node.text.istitle()
    article = node.child("det") is not None and node.child("compound", "amod") is None
    return named and article and node.lower.endswith("s") and not is_known_place([node])


_SHIPS = frozenset(
    {"hms", "uss", "usns", "ins", "hmas", "hmcs", "rfa", "tcg", "roks", "js", "fs", "iris"}
)
"""What stands before the name of a navy's ship."""

_ARMED_MEN = frozenset({"man", "police", "militia", "gunman", "army", "raider", "personnel"})


def _are_warlike(held: list[Node]) -> bool:
    return any(counted(one).lemma in forces() | word_set("under_arms") for one in held)


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
        many = _are_many(frame.doers[0]) and _kind_of(frame.doers[0]) in _HOMING
        return Finding(*_LEFT, verb, frame.doers, (), content=False) if many else None
    armed = _are_many(frame.doers[0]) and _kind_of(frame.doers[0]) == "arms"
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


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(listed(load_table("movements.toml")[name]))
