"""Events and states by their words: verbs, light verbs and nouns, with who does what to whom.

Second step of stating. Enters: the tree of a passage. Leaves: findings, which still point at words.
What only *could* be an event (the attack in "threatened to attack") is told by its governing act alone,
as PLOVER's manual has it.
"""

from collections.abc import Iterator

from rashomon.language.trees import Node, Tree
from rashomon.stating.acts import as_willed, cornered, demanded, given_time, is_mere_content
from rashomon.stating.anonymity import is_wish_for_anonymity
from rashomon.stating.antecedents import with_place_meant
from rashomon.stating.clauses import VERBAL, Frame, frame_of, is_passive, subject_of
from rashomon.stating.control import Hold, hold_by_noun, hold_by_verb, listed_places, split_hold
from rashomon.stating.doers import doers_of, owners
from rashomon.stating.findings import STATES, Finding
from rashomon.stating.lexicon import Pattern, forces, lexicon, people, speech_verbs, word_set
from rashomon.stating.lookalikes import (
    are_talks,
    is_credit,
    is_dead_letter,
    is_lasting_truce,
    is_measure,
)
from rashomon.stating.matching import (
    are_under_arms,
    is_known_place,
    matches,
    may_be_place,
    noun_patterns,
    of_need,
    worded,
)
from rashomon.stating.movements import find_movement
from rashomon.stating.nominals import find_nominal, light_verb
from rashomon.stating.roles import after_noun, counted, is_party, is_place
from rashomon.stating.targets import targets_of


def find_events(tree: Tree) -> list[Finding]:
    """All events and verb-told states of a passage, in the order of its words."""
    nouns = {node.i: patterns for node in tree for patterns in (noun_patterns(node),) if patterns}
    found: list[Finding] = []
    used: set[int] = set()
    for node in tree:
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass"):
            found.extend(_by_verb(node, nouns, used))
    for i, patterns in nouns.items():
        node = tree.nodes[i]
        hold = None
        if any(pattern.group.type == "CONTROL" for pattern in patterns):
            hold = hold_by_noun(node)
            found.extend(_hold(node, hold, by_noun=True))
        for pattern in patterns:
            if pattern.group.type == "CONTROL" or (hold and pattern.group.mode == "arrest"):
                continue  # "its capture by the rebels" takes a town, and nobody captive
            finding = find_nominal(node, pattern, used)
            if finding is not None:
                found.append(finding)
    found = _without_repeats(found)
    found.sort(key=lambda one: (one.trigger.i, one.type))
    willed = [as_willed(one) for one in found] + demanded(tree)
    willed.sort(key=lambda one: (one.trigger.i, one.type))
    return [one for one in willed if not is_mere_content(one, willed)]


def _by_verb(node: Node, nouns: dict[int, list[Pattern]], used: set[int]) -> Iterator[Finding]:
    patterns = lexicon().verbs.get(lexicon().forms.get(node.lower, node.lemma))
    if node.dep in ("amod", "compound") or is_wish_for_anonymity(node):
        return
    if is_measure(node) or is_credit(node) or is_lasting_truce(node) or is_dead_letter(node):
        return
    whole = (
        given_time(node) or cornered(node) or _unsurvived(node) or _captives(node) or _fallen(node)
    )
    if whole is not None:
        yield whole
        return
    frame = worded(with_place_meant(frame_of(node)))
    chosen: dict[str, Pattern] = {}
    for pattern in patterns or ():
        family = pattern.group.type if pattern.group.type in STATES else "event"
        if family not in chosen and matches(pattern, frame, nouns):
            chosen[family] = pattern
    marched = _marched(frame, chosen)
    if marched is not None:
        del chosen["event"]
        yield marched
    moved = None if marched else _moved(frame, chosen)
    if moved is not None:
        chosen.pop("event", None)
        yield moved
    for pattern in chosen.values():
        if pattern.group.type == "AID" and are_talks(frame.undergoers):
            continue
        for need in pattern.needs:
            used.update(one.i for one in of_need(need, frame))
        if pattern.group.type == "CONTROL":
            yield from _holds(node, hold_by_verb(frame))
            continue
        yield Finding(
            pattern.group.type,
            pattern.group.mode,
            node,
            *_cast(pattern, frame),
            pattern.group.content,
            places=_places_hit(pattern, frame),
        )


_MARCHING = frozenset({"march", "pour", "converge", "rally", "gather", "take"})


def _marched(frame: Frame, chosen: dict[str, Pattern]) -> Finding | None:
    """Men under arms who march are no protest: "the forces marched into the town"."""
    event = chosen.get("event")
    if event is not None and _goes_on(frame):
        return find_movement(frame)
    if event is None or event.group.type != "PROTEST" or "!" in event.flags:
        return None
    if frame.verb.lemma not in _MARCHING or not any(are_under_arms(one) for one in frame.doers):
        return None
    doers = tuple(doers_of(frame))
    return find_movement(frame) or Finding("MOBILIZE", None, frame.verb, doers, (), content=False)


def _goes_on(frame: Frame) -> bool:
    """Whether somebody goes further, and does nothing else: "moved on to the next town"."""
    verb = frame.verb
    on = any(one.lower == "on" and one.i == verb.i + 1 for one in verb.all("prt", "advmod"))
    return on and verb.lemma in _GOING_ON and bool(frame.after("to", "toward", "towards"))


_GOING_ON = frozenset({"move", "go", "push", "press", "march", "advance", "travel", "drive"})


def _moved(frame: Frame, chosen: dict[str, Pattern]) -> Finding | None:
    """The motion of a verb that tells nothing else; planes that land somewhere visit nobody."""
    event = chosen.get("event")
    if chosen and (event is None or event.group.mode != "visit"):
        return None
    moved = find_movement(frame)
    return None if moved is not None and chosen and moved.mode == "visit" else moved


def _unsurvived(verb: Node) -> Finding | None:
    """Who is dead, where a verb says that they did not survive."""
    lived = verb.lemma == "live" and any(
        one.lemma in ("see", "tell") and one.tag == "VB" for one in verb.all("xcomp", "advcl")
    )
    if not (lived or verb.lemma == "survive") or verb.child("neg") is None:
        return None
    dead = doers_of(frame_of(verb))
    return Finding("CASUALTY", None, verb, (), tuple(dead), content=False, turned=True)


_FALLEN_OTHERWISE = frozenset(
    {
        "to", "into", "under", "on", "upon", "behind", "back", "ill", "apart", "out", "from", "short",
        "silent", "off", "over", "through", "sick", "asleep", "within", "by", "away", "victim", "prey",
        "for", "foul",
    }
)  # fmt: skip
"""Words beside "fall" by which nobody dies; "fell in battle" and "fell at the gate" tell of a death."""


def _fallen(verb: Node) -> Finding | None:
    """Who has fallen: "General X fell at the bridge", "three of his men fell in March"."""
    if verb.lemma != "fall" or verb.child("dobj", "acomp", "attr") is not None:
        return None
    frame = worded(frame_of(verb))
    if frame.words & _FALLEN_OTHERWISE or not frame.doers:
        return None
    who = counted(frame.doers[0])
    man = who.entity == "PERSON" and who.pos == "PROPN" and who.child("compound") is not None
    if not man and (who.lemma not in forces() or who.lemma in _MACHINES or who.pos != "NOUN"):
        return None
    return Finding("CASUALTY", None, verb, (), tuple(frame.doers), content=False)


_MACHINES = frozenset(
    {
        "tank", "jet", "warplane", "aircraft", "warship", "helicopter", "pickup", "howitzer", "frigate",
        "destroyer", "submarine", "bomber", "launcher", "force", "brigade", "battalion", "division",
        "unit", "regiment", "formation",
    }
)  # fmt: skip


def _captives(verb: Node) -> Finding | None:
    """Who is told to be in somebody's hands: "there are 75 girls in the hands of the sect"."""
    held = verb.child("attr") if verb.lemma == "be" and verb.child("expl") is not None else None
    if held is None or not _are_people(held):
        return None
    hands = [one for one in after_noun(held, "in") if one.lemma == "hand"]
    holders = [one for hand in hands for one in (*hand.all("poss"), *after_noun(hand, "of"))]
    if not holders:
        return None
    return Finding("CAPTIVITY", None, verb, tuple(holders), (held,), content=False)


_ON_THE_SPOT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "CONCEDE", "CASUALTY"})
"""Types whose object, where it is a place, is where they happen; who praises a country is elsewhere."""


def _places_hit(pattern: Pattern, frame: Frame) -> tuple[Node, ...]:
    if pattern.group.type not in _ON_THE_SPOT and pattern.group.mode != "visit":
        return ()
    hit = tuple(
        one
        for one in frame.undergoers
        if is_place(one) and one.entity != "NORP" and one.lemma not in word_set("munitions")
    )
    hit += tuple(one for one in frame.after(*_UPON) if _is_named_place(one))
    asked = [one for need in pattern.needs if need.prep in _UPON for one in of_need(need, frame)]
    hit += tuple(one for one in asked if is_place(one) and one not in hit)
    if not hit and frame.verb.lemma in word_set("going_verbs"):
        hit = tuple(one for one in frame.undergoers if may_be_place(one, frame))
    return hit or _where_they_stand(frame)


_UPON = ("on", "at", "into", "to", "towards", "toward", "against", "upon", "near", "around", "over")


def _is_named_place(node: Node) -> bool:
    """Whether a name that a parser took for a body's or for none is a town's: "shells fell on X"."""
    if node.pos != "PROPN" or is_place(node) or node.entity in ("PERSON", "NORP", "DATE", "TIME"):
        return False
    return is_known_place([*node.all("compound"), node])


_STANDING = frozenset({"defend", "hold", "guard", "garrison", "besiege", "protect", "man"})
"""Verbs whose object is where the men stand of whom a clause tells something else."""


def _where_they_stand(frame: Frame) -> tuple[Node, ...]:
    """The place that "soldiers defending the town" are at when they lay down their arms."""
    return tuple(
        place
        for one in frame.doers
        for verb in one.all("acl", "relcl")
        if verb.lemma in _STANDING and not is_passive(verb)
        for place in verb.all("dobj")
        if is_place(place) or place.pos == "PROPN"
    )


def _cast(pattern: Pattern, frame: Frame) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Actors and targets of a verb."""
    doers = tuple(doers_of(frame) or _behind(frame))
    group = pattern.group
    if group.type == "CASUALTY" and frame.verb.lemma in _FINDING:
        doers = ()
    if group.mode == "visit" and frame.verb.lemma in ("expect", "await"):  # who "is expected" comes
        return tuple(one for one in frame.undergoers if is_party(one)), ()
    if group.befalls:
        causes = [node for name, node in frame.preps if name in ("in", "from", "under", "by")]
        if group.type == "AID":  # "received weapons from X"
            things = [*frame.undergoers]
            things += [inner for node in things for inner in after_noun(node, "of")]
            given = [one for node in things for one in after_noun(node, "from")]
            givers = [one for one in (*given, *frame.after("from")) if is_party(one)]
            return tuple(givers), doers
        return tuple(_causers(causes)), doers or tuple(one for one in frame.doers if is_place(one))
    if group.type in ("ASSAULT", "CASUALTY") and frame.passive and not doers:
        doers = _by_attack(frame)
    if group.type == "ACCUSE" and not doers and frame.passive:
        return _speaker_of(frame.verb), tuple(targets_of(pattern, frame))
    if group.type == "MOBILIZE" and (not doers or frame.verb.tag == "VBG"):
        # "Sending more troops from Chad only prolongs the war": they are Chad's.
        from_whom = [one for node in frame.undergoers for one in after_noun(node, "from")]
        if frame.verb.tag == "VBG":
            from_whom += frame.after("from")
        senders = tuple(one for one in from_whom if is_party(one))
        moved = tuple(node for node in frame.undergoers if is_party(node))
        if senders or not doers:
            return senders or moved, ()
    return doers, tuple(targets_of(pattern, frame))


_FINDING = frozenset(
    {"find", "discover", "recover", "unearth", "exhume", "pull", "retrieve", "wash"}
)
"""Verbs by which the dead are found, by somebody who has not killed them."""


def _by_attack(frame: Frame) -> tuple[Node, ...]:
    """Whose attack it was in which somebody was hit: "killed in a raid by marines"."""
    attacks = [node for node in frame.after("in", "during") if noun_patterns(node)]
    return tuple(one for node in attacks for one in after_noun(node, "by") if is_party(one))


def _causers(causes: list[Node]) -> Iterator[Node]:
    """Who is behind what befalls somebody: "under fire from the hills", "under attack by rebels"."""
    for node in causes:
        by = [one for one in after_noun(node, "by", "from") if is_party(one)]
        behind = owners(node) or [one for one in after_noun(node, "of") if is_party(one)]
        if not behind and node.head.lower in ("by", "from") and is_party(node):
            behind = [node]
        yield from by or behind


def _behind(frame: Frame) -> list[Node]:
    """Who does it by an act that is the subject: whoever launched "an offensive aimed at clearing"."""
    found: list[Node] = []
    for one in frame.doers:
        verb = None if is_party(one) else light_verb(one)
        if verb is not None and one.dep == "dobj" and verb is not frame.verb:
            found.extend(doers_of(frame_of(verb)))
    return found


def _speaker_of(verb: Node) -> tuple[Node, ...]:
    """Who accuses by saying that somebody must be held responsible."""
    above = verb.head
    if verb.dep not in ("ccomp", "advcl", "dep") or above.lemma not in speech_verbs():
        return ()
    subject = subject_of(above)
    return () if subject is None or not is_party(subject) else (subject,)


def _without_repeats(found: list[Finding]) -> list[Finding]:
    """Findings without the nouns whose verb tells of the same: of "the raids hit farms" one is left."""
    told = {(one.trigger.i, one.type) for one in found if not one.by_noun}
    return [
        one
        for one in found
        if not one.by_noun or one.type in STATES or not _is_subject_of(one, told)
    ]


def _is_subject_of(one: Finding, told: set[tuple[int, str]]) -> bool:
    noun = one.trigger
    if noun.dep == "pobj" and noun.head.head.dep in ("nsubj", "nsubjpass"):
        outer = noun.head.head
        noun = outer if counted(outer) is noun else noun
    return noun.dep in ("nsubj", "nsubjpass") and (noun.head.i, one.type) in told


def _holds(verb: Node, hold: Hold | None) -> Iterator[Finding]:
    """A verb's hold, those that share the verb, and places of a list, each with a day of its own."""
    if hold is None or hold.mode == "lost":
        yield from _hold(verb, hold, by_noun=False)
        return
    if hold.holders and all(_are_people(one) for one in hold.places):
        yield Finding("CAPTIVITY", None, verb, hold.holders, hold.places, content=False)
        return
    first, *others = split_hold(verb, hold)
    yield from _hold(verb, first, by_noun=False)
    for other in others:
        yield from _hold(other.places[0], other, by_noun=True)
    for place in listed_places(verb):
        if all(place is not one for one in hold.places):
            yield from _hold(place, Hold(hold.holders, (place,), hold.mode), by_noun=True)


def _are_people(node: Node) -> bool:
    """Whether who is "in the hands of" somebody is held there: not a town, nor a body of men."""
    inner = counted(node)
    before = inner.all("compound")
    if inner.pos == "PROPN" and before and not is_place(node):
        titled = inner.entity == "PERSON" or any(one.lemma in people() for one in before)
        return titled and not is_known_place([*before, inner])
    plain = inner.pos == "NOUN" and inner.lemma in people() and not is_place(node)
    return plain and inner.tag == "NNS" and inner.lemma not in word_set("under_arms")


def _hold(trigger: Node, hold: Hold | None, *, by_noun: bool) -> Iterator[Finding]:
    if hold is not None:
        yield Finding(
            "CONTROL",
            hold.mode,
            trigger,
            hold.holders,
            (),
            False,
            by_noun=by_noun,
            places=hold.places,
        )
