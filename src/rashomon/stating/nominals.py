"""Events told by nouns: "their air strikes", "launched an offensive", "the kidnapping of pilgrims".

Stands beside `rashomon.stating.events`. Enters: a noun with its pattern. Leaves: a finding, where enough
is said of who or whom to be sure that the noun tells of something that took place.
"""

from rashomon.language.trees import Node
from rashomon.stating.clauses import VERBAL, conjoined, frame_of, is_passive, subject_of
from rashomon.stating.doers import behind_by, doers_of, owners
from rashomon.stating.findings import Finding
from rashomon.stating.lexicon import Pattern, light_verbs, speech_verbs
from rashomon.stating.matching import is_known_place
from rashomon.stating.roles import after_noun, is_party, is_place

_ANNOUNCING = frozenset(
    {"announce", "declare", "report", "confirm", "claim", "express", "voice", "give"}
)
"""Verbs with which somebody tells of deaths that are not his doing."""


def find_nominal(node: Node, pattern: Pattern, used: set[int]) -> Finding | None:
    """What a noun tells of, with whose doing it is; None where it only names a kind of event."""
    if node.i in used or node.dep in ("compound", "nmod", "amod", "npadvmod"):
        return None
    group = pattern.group
    verb = light_verb(node)
    actors = owners(node) or _by_somebody(node)
    targets: list[Node] = []
    if verb is not None:
        frame = frame_of(verb)
        announced = group.type == "CASUALTY" and verb.lemma in _ANNOUNCING
        if not actors and node.dep != "nsubj" and not announced:
            engaged = node.dep == "pobj" and frame.passive
            actors = (
                [one for one in frame.undergoers if is_party(one)] if engaged else doers_of(frame)
            )
        targets = [one for one in frame.after("against", "on", "with", "to") if is_party(one)]
    near = [
        one
        for role in group.target
        if role != "of"
        for one in after_noun(node, role)
        if (is_place(one) and role != "in")
        or (is_party(one) and not (role == "in" and is_place(one)))
    ]
    slain = group.type in ("CASUALTY", "ASSAULT") and node.lemma in _KILLING
    of = [
        one
        for one in after_noun(node, "of")
        if is_party(one) or is_place(one) or (slain and one.pos == "NOUN")
    ]
    if group.of == "actor" and not actors:
        actors = of or _between(node)
    elif of:
        near = of + near
    if not actors and not of and not group.befalls:
        actors = _between(node)
    targets = near or targets or ([] if not group.content else _asked_of(node))
    if group.type in _AIMED and not targets:
        targets = _aimed_at(node) if group.type == "ASSAULT" else _brought_to(node)
    if not targets and node.dep == "pobj" and node.head.lower == "under":
        targets = _beneath(node)
    actors = actors or _claiming(node)
    if group.befalls:
        actors, targets = [], (of or after_noun(node, "among") or actors)
    actors = actors or _drawn_from(node, group.type)
    seen = _is_seen(node, group.type) or _is_told_of(node, group.type)
    if verb is None and not actors and not targets and not seen:
        return None
    worded = group.content and (verb is None or not actors)
    if worded and not (_stands_alone(node, actors, targets) or _is_seen(node, group.type)):
        return None
    if group.mode in ("arrest", "abduct") and targets and all(map(_is_town, targets)):
        return None  # "the capture of the town" makes nobody a captive
    return Finding(
        group.type, group.mode, node, tuple(actors), tuple(targets), group.content, by_noun=True
    )


_KILLING = frozenset(
    {
        "killing", "murder", "massacre", "slaughter", "execution", "beheading", "death", "assassination",
        "slaying", "wounding", "maiming", "lynching", "shooting", "torture", "rape", "beating",
    }
)  # fmt: skip
"""Nouns behind whose "of" stands a victim, whatever word is used for him."""

_AIMED = frozenset({"ASSAULT", "AID"})
"""Types whose target the verb around their noun may tell."""

_ARRIVING = frozenset({"reach", "arrive", "land", "come", "go", "get"})


def _brought_to(noun: Node) -> list[Node]:
    """Whom goods have come to: "a shipment of rifles reached X", "a delivery of fuel arrived in X"."""
    if noun.dep != "nsubj" or noun.head.lemma not in _ARRIVING:
        return []
    frame = frame_of(noun.head)
    found = (*frame.undergoers, *frame.after("in", "at", "to"))
    return [one for one in found if is_place(one) or is_party(one)]


def _is_town(node: Node) -> bool:
    return is_place(node) or (node.pos == "PROPN" and is_known_place([node]))


_CLAIMED = frozenset({"claim", "admit", "take", "accept", "acknowledge", "assume", "deny"})


def _claiming(noun: Node) -> list[Node]:
    """Who is behind an act by his own word: "X claimed responsibility for the bombing"."""
    duty = noun.head.head
    if (
        noun.dep != "pobj"
        or noun.head.lower != "for"
        or duty.lemma not in ("responsibility", "credit")
    ):
        return []
    verb = duty.head
    if duty.dep not in ("dobj", "nsubjpass") or verb.lemma not in _CLAIMED:
        return []
    doers = doers_of(frame_of(verb))
    return [one for one in doers if is_party(one) and not _is_nobody(one)]


def _is_nobody(node: Node) -> bool:
    """Whether it is said that it is none: "no group has claimed responsibility"."""
    none = {"no", "neither", "nobody", "none"}
    return node.lower in none or any(one.lower in none for one in node.all("det"))


def _between(noun: Node) -> list[Node]:
    """The parties between whom it is: "talks between X and Y", "clashes erupted between X and Y"."""
    found = after_noun(noun, "between", "among")
    if not found and noun.dep in ("nsubj", "nsubjpass") and noun.head.pos in VERBAL:
        found = list(frame_of(noun.head).after("between", "among"))
    return [one for one in found if is_party(one)]


_AIMING = frozenset({"aim", "target", "direct", "intend", "focus", "concentrate", "mean", "design"})
"""Verbs by which it is told at whom "the strikes were aimed"."""

_STALLING = frozenset(
    {"halt", "stop", "stall", "repel", "blunt", "slow", "check", "stem", "contain"}
)
"""Verbs whose object is the other side's advance, against which the fighting is."""

_PUSHES = frozenset({"advance", "offensive", "assault", "attack", "push", "onslaught", "march"})


def _aimed_at(noun: Node) -> list[Node]:
    """Against whom fighting is by the verb that it is the subject of: "failed to stall X's advance"."""
    # "an offensive in the south aimed at": a parse hangs the participle on the nearer noun.
    nearer = [
        pobj
        for over in (noun, noun.head)
        for prep in over.all("prep")
        for pobj in prep.all("pobj")
        if pobj.i > noun.i
    ]
    for one in (noun, *nearer):
        for child in one.all("acl"):
            if child.lemma in _AIMING:
                return _at_whom(child)
    verb = noun.head
    if noun.dep not in ("nsubj", "nsubjpass") or verb.pos not in VERBAL:
        return []
    if verb.lemma in _AIMING:
        return _at_whom(verb)
    for one in (verb, *verb.all("xcomp")):
        pushed = one.child("dobj") if one.lemma in _STALLING else None
        if pushed is not None and pushed.lemma in _PUSHES:
            return owners(pushed) or after_noun(pushed, "of", "by")
    return []


def _at_whom(aiming: Node) -> list[Node]:
    """Behind "aimed at" a party, or whom what is done then is done to: "at clearing rebels from"."""
    found = [one for one in frame_of(aiming).after("at", "against", "on") if is_party(one)]
    for prep in aiming.all("prep"):
        for deed in prep.all("pcomp"):
            found += [one for one in frame_of(deed).undergoers if is_party(one)]
    for deed in aiming.all("xcomp", "advcl"):
        if not found and any(child.dep == "aux" and child.lower == "to" for child in deed.children):
            found += [one for one in frame_of(deed).undergoers if is_party(one)]
    return found


def _beneath(noun: Node) -> list[Node]:
    """Who is "under attack", or gives way "under the assault of" somebody."""
    over = noun.head.head
    subject = subject_of(over) if over.pos in VERBAL else None
    return [one for one in conjoined(subject) if is_party(one)] if subject is not None else []


def _asked_of(noun: Node) -> list[Node]:
    """Who is to do what an invitation or demand is for: "an invitation for the king to attend"."""
    return [
        subject
        for child in noun.children
        if child.dep in ("advcl", "acl", "relcl", "ccomp")
        for subject in child.all("nsubj")
        if is_party(subject) and subject.pos != "PRON"
    ]


def _by_somebody(noun: Node) -> list[Node]:
    """Whose doing it is where "by" hangs on another word: "using the arrest of men by the police"."""
    head = noun.head
    found = behind_by(noun)
    if found:
        return found
    if noun.dep not in ("dobj", "pobj", "nsubj") or after_noun(noun, "of") == []:
        return []
    over = head if head.pos in VERBAL else head.head
    places = [*after_noun(noun, "of"), *([] if is_passive(over) else [over])]
    return [
        one
        for place in places
        for child in place.children
        if child.dep == "prep" and child.lower == "by" and child.i > noun.i
        for one in child.all("pobj")
        if is_party(one)
    ]


_DRAWING = frozenset(
    {"draw", "earn", "bring", "provoke", "prompt", "trigger", "meet", "win", "attract", "elicit"}
)
"""Verbs by which an act calls forth another's words: "drew a rebuke from the ministry"."""


def _drawn_from(noun: Node, kind: str) -> list[Node]:
    """Who answers an act with a word: "drew a rebuke from the capital"."""
    if noun.dep not in ("dobj", "pobj") or kind not in _WORDS:
        return []
    verb = noun.head if noun.dep == "dobj" else noun.head.head
    if verb.lemma not in _DRAWING:
        return []
    found = [
        *after_noun(noun, "from", "by"),
        *(frame_of(verb).after("from") if verb.pos in VERBAL else ()),
    ]
    return [one for one in found if is_party(one)]


_WORDS = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "PROTEST"})


def _stands_alone(noun: Node, actors: list[Node], targets: list[Node]) -> bool:
    """Whether a noun for words tells of them by itself: whose they are, to whom."""
    said = bool(targets) or noun.child("acl", "ccomp") is not None or bool(after_noun(noun, "for"))
    if noun.dep in ("nsubj", "nsubjpass") and actors and said:
        return True
    return (
        noun.dep in ("dobj", "pobj")
        and bool(_DRAWING & {noun.head.lemma, noun.head.head.lemma})
        and bool(actors)
    )


_OCCURRING = frozenset(
    {
        "end", "begin", "start", "resume", "continue", "fail", "collapse", "stall", "break", "open",
        "close", "take", "last", "exist", "persist", "conclude", "falter", "drag", "follow", "stop",
        "cease", "go",
    }
)  # fmt: skip
"""Verbs that say of an event that it takes place, begins or ends."""
_MET = frozenset({"CONSULT", "PROTEST", "RETREAT", "MOBILIZE", "COERCE"})


def _occurs(noun: Node, kind: str) -> bool:
    """Whether it is said of talks or a march that they begin, go on or end, at a place or time."""
    if kind not in _MET or noun.dep not in ("nsubj", "nsubjpass"):
        return False
    if not any(one.lemma in _OCCURRING for one in (noun.head, *_foreseen(noun.head))):
        return False
    return noun.child("det", "poss", "amod", "compound", "nummod") is not None or noun.tag == "NNS"


def _foreseen(verb: Node) -> list[Node]:
    """What a verb says is to come: begin in "are due to begin", "is expected to begin"."""
    return [*verb.all("xcomp"), *(one for word in verb.all("acomp") for one in word.all("xcomp"))]


def _is_seen(noun: Node, kind: str) -> bool:
    """Whether a strike or rally is what a sentence is about: "a strike emptied the streets"."""
    if kind != "PROTEST":
        return False
    doing = noun.dep == "nsubj" and noun.head.pos in VERBAL and noun.head.lemma != "be"
    return doing or _is_verbless(noun, kind) or _occurs(noun, kind)


def _is_verbless(noun: Node, kind: str) -> bool:
    """Whether it stands in a line without a verb, with its place: "a curfew in X, calm in Y"."""
    if kind not in _MET | {"ASSAULT"} or not _around(noun):
        return False
    return noun.pos not in VERBAL and all(one.pos not in VERBAL for one in noun.ancestors())


def _is_told_of(noun: Node, kind: str) -> bool:
    """Whether a sentence is about an act of violence, though nobody is named: "the strikes hit"."""
    if _occurs(noun, kind) or _is_verbless(noun, kind) or _is_what_it_was(noun, kind):
        return True
    if kind != "ASSAULT":
        return False
    if noun.dep in ("nsubj", "nsubjpass"):
        return noun.head.lemma != "be"
    return _is_reported(noun) and bool(_around(noun))


_AROUND = ("in", "near", "around", "at", "outside", "across", "over", "inside", "on")


def _around(noun: Node) -> list[Node]:
    """The named places that it is in or near: "shelling around X", "explosions in Y"."""
    return [one for one in after_noun(noun, *_AROUND) if one.pos == "PROPN"]


_DEEDS = frozenset({"ASSAULT", "RETREAT", "COERCE"})


def _is_what_it_was(noun: Node, kind: str) -> bool:
    """Whether it is said of what was just told that it is such a deed: "it was a planned withdrawal"."""
    verb = noun.head
    if kind not in _DEEDS or noun.dep != "attr" or verb.lemma != "be":
        return False
    subject = verb.child("nsubj")
    if (
        subject is None
        or subject.lower not in ("it", "this", "that")
        or subject.child("det", "amod")
    ):
        return False
    article = noun.child("det")
    return article is not None and article.lower in ("a", "an", "the", "no", "another")


def _is_reported(noun: Node) -> bool:
    """Whether somebody tells of it as such: "reported heavy shelling", "spoke of explosions"."""
    if noun.dep == "pobj" and noun.head.lower in ("of", "about"):
        return noun.head.head.lemma in speech_verbs() | {"speak", "talk", "hear"}
    return noun.dep == "dobj" and noun.head.lemma in speech_verbs() | {"hear", "see", "witness"}


def light_verb(node: Node) -> Node | None:
    """The verb with which somebody does what the noun says."""
    at = node
    for _ in range(2):
        head = at.head
        if at.dep == "attr" and head.child("expl") is not None:
            return head
        if at.dep == "pobj" and head.lower == "with" and head.head.pos in VERBAL:
            return head.head if head.head.lemma in ("come", "arrive", "return") else None
        if at.dep in ("dobj", "nsubjpass") and head.pos in VERBAL:
            return head if head.lemma in light_verbs() else None
        if (
            at.dep == "pobj"
            and head.dep == "prep"
            and head.head.lemma
            in ("engage", "participate", "involve", "take", "embark", "carry", "go")
        ):
            return head.head if head.head.pos in VERBAL else None
        if at.dep == "conj":
            at = head
            continue
        return None
    return None
