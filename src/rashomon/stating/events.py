"""Events and states by their words: verbs, light verbs and nouns, with who does what to whom.

Second step of stating. Enters: the tree of a passage. Leaves: findings, which still point at words.
What only *could* be an event (the attack in "threatened to attack") is told by its governing act alone,
as PLOVER's manual has it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.language.trees import Node, Tree
from rashomon.stating.clauses import (
    VERBAL,
    Frame,
    conjoined,
    frame_of,
    is_passive,
    referent,
    subject_of,
)
from rashomon.stating.control import Hold, hold_by_noun, hold_by_verb
from rashomon.stating.lexicon import Need, Pattern, lexicon, light_verbs
from rashomon.stating.roles import (
    after_noun,
    counted,
    doers_of,
    is_party,
    is_place,
    owners,
    parties_in,
)

STATES = frozenset({"CONTROL", "FORCE", "POST", "PACT", "CASUALTY", "CAPTIVITY", "IDENTITY"})
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
_SPEECH = frozenset(
    {
        "say",
        "announce",
        "declare",
        "state",
        "tell",
        "confirm",
        "reiterate",
        "insist",
        "conclude",
        "stress",
        "add",
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """An event or state as found: its type, the word that tells of it, and words in roles."""

    type: str
    mode: str | None
    trigger: Node
    actors: tuple[Node, ...]
    targets: tuple[Node, ...]
    content: bool
    by_noun: bool = False
    places: tuple[Node, ...] = ()


def find_events(tree: Tree) -> list[Finding]:
    """All events and verb-told states of a passage, in the order of its words."""
    nouns = {node.i: patterns for node in tree for patterns in (noun_patterns(node),) if patterns}
    found: list[Finding] = []
    used: set[int] = set()
    for node in tree:
        if node.pos in VERBAL and node.dep not in ("aux", "auxpass"):
            found.extend(_by_verb(node, nouns, used))
    verbs = [one for one in found if one.type not in STATES]
    for i, patterns in nouns.items():
        node = tree.nodes[i]
        for pattern in patterns:
            if pattern.group.type == "CONTROL":
                found.extend(_hold(node, hold_by_noun(node), by_noun=True))
                continue
            finding = _by_noun(node, pattern, used, verbs)
            if finding is not None:
                found.append(finding)
    found.sort(key=lambda one: (one.trigger.i, one.type))
    willed = [_as_willed(one) for one in found] + _demanded(tree)
    willed.sort(key=lambda one: (one.trigger.i, one.type))
    return [one for one in willed if not _is_mere_content(one, willed)]


_NOUN_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
"""A word in such a relation is used as a noun, whatever the tagger took it for."""


def noun_patterns(node: Node) -> list[Pattern]:
    """What a noun tells of: at most one event and one of each state."""
    if node.entity in ("PERSON", "GPE", "NORP"):
        return []
    if node.pos not in ("NOUN", "PROPN") and node.dep not in _NOUN_DEPS:
        return []
    patterns = lexicon().nouns.get(node.lemma) or lexicon().nouns.get(node.lower)
    if not patterns:
        return []
    before = {
        form for child in node.children if child.i < node.i for form in (child.lemma, child.lower)
    }
    after = {child.lower for child in node.children if child.i > node.i}
    chosen: dict[str, Pattern] = {}
    for pattern in patterns:
        family = pattern.group.type if pattern.group.type in STATES else "event"
        if family in chosen:
            continue
        if pattern.words <= before and pattern.flags <= after:
            if all(_has_need(need, after_noun(node, need.prep)) for need in pattern.needs):
                chosen[family] = pattern
    return list(chosen.values())


def _has_need(need: Need, nodes: list[Node]) -> bool:
    return any(counted(node).lemma in need.lemmas for node in nodes)


def _by_verb(node: Node, nouns: dict[int, list[Pattern]], used: set[int]) -> Iterator[Finding]:
    patterns = lexicon().verbs.get(node.lemma)
    if not patterns or node.dep in ("amod", "compound"):
        return
    frame = _worded(frame_of(node))
    chosen: dict[str, Pattern] = {}
    for pattern in patterns:
        family = pattern.group.type if pattern.group.type in STATES else "event"
        if family not in chosen and matches(pattern, frame, nouns):
            chosen[family] = pattern
    for pattern in chosen.values():
        for need in pattern.needs:
            used.update(one.i for one in _of_need(need, frame))
        if pattern.group.type == "CONTROL":
            yield from _hold(node, hold_by_verb(frame), by_noun=False)
            continue
        yield Finding(
            pattern.group.type,
            pattern.group.mode,
            node,
            *_cast(pattern, frame),
            pattern.group.content,
            places=tuple(one for one in frame.undergoers if is_place(one) and one.entity != "NORP"),
        )


def _cast(pattern: Pattern, frame: Frame) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Actors and targets of a verb."""
    doers = tuple(doers_of(frame))
    group = pattern.group
    if group.befalls:
        causes = [node for name, node in frame.preps if name in ("in", "from", "under", "by")]
        return tuple(owner for node in causes for owner in owners(node)), doers
    if group.type == "MOBILIZE" and not doers:
        moved = tuple(node for node in frame.undergoers if is_party(node))
        return moved, ()
    return doers, tuple(targets_of(pattern, frame))


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


def _worded(frame: Frame) -> Frame:
    """The frame with all the words that an entry may ask for: particles, objects, "to", "that"."""
    words = set(frame.words)
    for child in frame.verb.children:
        if child.dep in ("dobj", "acomp", "oprd", "attr", "advmod", "npadvmod"):
            words.update((child.lower, child.lemma))
        elif child.dep in ("xcomp", "ccomp"):
            words.update(one.lower for one in child.children if one.dep in ("mark", "aux"))
            if child.pos == "ADJ":
                words.add(child.lower)
    return replace(frame, words=frozenset(words))


def matches(pattern: Pattern, frame: Frame, nouns: dict[int, list[Pattern]]) -> bool:
    """Whether a verb with its participants is what an entry asks for."""
    if not pattern.words <= frame.words or pattern.without & frame.words:
        return False
    for need in pattern.needs:
        nodes = _of_need(need, frame)
        if need.lemmas and not any(
            (one.lemma in need.lemmas or one.lower in need.lemmas)
            and not _tells_otherwise(pattern, one, nouns)
            for node in nodes
            for one in _heads(node)
        ):
            return False
        if need.types and not any(
            told.group.type in need.types for node in nodes for told in nouns.get(node.i, ())
        ):
            return False
    return all(_FLAGS[flag](frame) for flag in pattern.flags)


def _tells_otherwise(pattern: Pattern, noun: Node, nouns: dict[int, list[Pattern]]) -> bool:
    """Whether a noun means something else by its modifiers: an air strike is no strike of workers."""
    return any(
        told.words and told.group.type not in STATES and told.group.type != pattern.group.type
        for told in nouns.get(noun.i, ())
    )


def _heads(node: Node) -> list[Node]:
    inner = counted(node)
    return [node] if inner is node else [node, inner]


def _of_need(need: Need, frame: Frame) -> tuple[Node, ...]:
    return frame.after(need.prep) if need.prep else frame.undergoers


_FLAGS = {
    "&party": lambda frame: any(is_party(node) for node in frame.undergoers),
    "&place": lambda frame: any(_may_be_place(node, frame) for node in frame.undergoers),
    "&own": lambda frame: not frame.passive and not frame.undergoers,
    "~": lambda frame: any(is_party(node) for node in frame.doers),
    "#": lambda frame: any(is_place(node) or node.pos == "PROPN" for node in frame.doers),
}


_TAKING = frozenset(
    {
        "capture",
        "take",
        "retake",
        "recapture",
        "overrun",
        "conquer",
        "liberate",
        "enter",
        "storm",
        "lose",
        "seize",
    }
)
"""Verbs whose object, where it is one bare name, is a place, whatever kind of name it was taken for."""


def _may_be_place(node: Node, frame: Frame) -> bool:
    if is_place(node):
        return True
    if (
        node.pos != "PROPN"
        or frame.verb.lemma not in _TAKING
        or node.entity in ("NORP", "DATE", "TIME")
    ):
        return False
    if any(child.dep in ("compound", "poss") for child in node.children):
        return False
    if frame.verb.lemma in ("capture", "seize"):
        return (
            any(is_place(one) for one in [*after_noun(node, "in"), *frame.after("in")])
            or any(is_place(one) for one in frame.undergoers if one is not node)
            or node.entity not in ("PERSON", "ORG")
        )
    return True


def targets_of(pattern: Pattern, frame: Frame) -> list[Node]:
    """The parties that an act is aimed at, where its group says that they stand."""
    doers = {node.i for node in frame.doers}
    for role in pattern.group.target:
        found = [node for node in _in_role(role, frame) if node.i not in doers]
        if found:
            return found
    return []


def _in_role(role: str, frame: Frame) -> list[Node]:
    if role == "obj":
        return _aimed_at(frame.undergoers)
    if role == "content":
        return _in_content(frame.verb)
    if role == "unless":
        return _of_condition(frame.verb)
    if role == "inside":
        return [party for node in frame.undergoers for party in parties_in(node)]
    if role == "together":
        return []
    objects = list(frame.after(role))
    for carrier in (*frame.undergoers, *frame.after("in")):
        if not is_party(carrier):
            objects += after_noun(carrier, role)
    direct = [node for node in objects if is_party(node) or is_place(node)]
    return direct or [party for node in objects for party in parties_in(node)]


def _aimed_at(nodes: tuple[Node, ...]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node.entity in ("DATE", "TIME"):
            continue
        if is_party(node) or is_place(node) or node.pos in ("PROPN", "PRON"):
            found.append(node)
        else:
            found.extend(parties_in(node))
    return found


def _in_content(verb: Node) -> list[Node]:
    """The first parties in what is demanded, refused, promised or threatened."""
    own = [child for child in verb.children if child.dep in ("ccomp", "xcomp")]
    rest = [
        child
        for child in verb.children
        if child.dep in ("dobj", "dative", "prep") and child.i > verb.i
    ]
    for child in own + rest:
        if child.dep in ("ccomp", "xcomp"):
            subject = child.child("nsubj", "nsubjpass")
            if (
                subject is not None
                and is_party(subject)
                and subject.lower not in ("it", "they", "he", "she")
            ):
                return [referent(subject)]
        if child.pos != "PRON":
            found = [one for one in parties_in(child) if one.pos != "PRON"]
            if found:
                return found
    return []


def _of_condition(verb: Node) -> list[Node]:
    """Whose doing a threat hangs on: "unless the council gives in"."""
    for child in verb.subtree():
        if child.dep == "advcl" and any(
            one.dep == "mark" and one.lower in ("unless", "if", "until") for one in child.children
        ):
            subject = child.child("nsubj", "nsubjpass")
            if subject is not None and is_party(subject) and subject.pos != "PRON":
                return [subject]
    return []


def _by_noun(node: Node, pattern: Pattern, used: set[int], verbs: list[Finding]) -> Finding | None:
    if node.i in used or node.dep in ("compound", "nmod", "amod", "npadvmod"):
        return None
    group = pattern.group
    verb = _light_verb(node)
    actors = owners(node) or _by_somebody(node)
    targets: list[Node] = []
    if verb is not None:
        frame = frame_of(verb)
        if not actors and node.dep != "nsubj":
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
    of = [one for one in after_noun(node, "of") if is_party(one) or is_place(one)]
    if group.of == "actor" and not actors:
        actors = of or after_noun(node, "between", "among")
    elif of:
        near = of + near
    targets = near or targets or ([] if not group.content else _asked_of(node))
    if group.befalls:
        actors, targets = [], (of or after_noun(node, "among") or actors)
    if verb is None and not actors and not targets and not _is_told_of(node, group.type):
        return None
    if group.content and (verb is None or not actors):
        return None
    return Finding(
        group.type, group.mode, node, tuple(actors), tuple(targets), group.content, by_noun=True
    )


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


def _is_told_of(noun: Node, kind: str) -> bool:
    """Whether a sentence is about an act of violence, though nobody is named: "the strikes hit"."""
    return kind == "ASSAULT" and noun.dep in ("nsubj", "nsubjpass") and noun.head.lemma != "be"


def _light_verb(node: Node) -> Node | None:
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


_INSIDE = frozenset(
    {
        "xcomp",
        "ccomp",
        "dobj",
        "pobj",
        "prep",
        "pcomp",
        "acl",
        "conj",
        "attr",
        "acomp",
        "amod",
        "nsubj",
        "nsubjpass",
        "poss",
        "advcl",
        "dative",
        "agent",
        "compound",
        "oprd",
    }
)


def _is_mere_content(one: Finding, found: list[Finding]) -> bool:
    """Whether an event is only what another act demands, refuses, promises or threatens."""
    if one.type in STATES:
        return False
    acts = {other.trigger.i: other for other in found if other.content and other is not one}
    if not acts:
        return False
    node = one.trigger
    while not node.is_root and node.dep in _INSIDE:
        head = node.head
        if head.i in acts and node.dep not in ("nsubj", "nsubjpass"):
            return node.dep != "advcl" or _is_bound(node)
        if node.dep == "advcl" and not _is_bound(node):
            return False
        node = head
    return False


def _is_bound(clause: Node) -> bool:
    """Whether an adverbial clause is no account of its own: a condition or a purpose."""
    return any(
        (child.dep == "mark" and child.lower in ("if", "unless", "until", "before"))
        or (child.dep == "aux" and child.lower == "to")
        for child in clause.children
    )


_DEMANDING = frozenset({"must", "should"})


def _demanded(tree: Tree) -> list[Finding]:
    """What somebody says that another must do is a demand: "said that the council must act"."""
    found: list[Finding] = []
    for node in tree:
        if node.lower not in _DEMANDING or node.dep != "aux" or node.head.dep != "ccomp":
            continue
        verb, above = node.head, node.head.head
        subject = verb.child("nsubj", "nsubjpass")
        speaker = subject_of(above) if above.lemma in _SPEECH else None
        if speaker is None or subject is None or not is_party(subject) or not is_party(speaker):
            continue
        blamed = is_passive(verb) and verb.child("oprd", "acomp") is not None
        if subject.pos == "PRON" or blamed:
            continue
        targets = tuple(conjoined(subject))
        found.append(Finding("REQUEST", None, verb, (speaker,), targets, content=True))
    return found


def _as_willed(one: Finding) -> Finding:
    """A finding with an act of will told as PLOVER tells it: a promise of help is AGREE, and so on."""
    if one.type in STATES or one.content or (one.by_noun and _light_verb(one.trigger) is None):
        return one
    verb = one.trigger if not one.by_noun else _light_verb(one.trigger)
    if verb is None:
        return one
    negated, will, own = _will(verb)
    if not will:
        return one
    if negated and one.type in COOPERATIVE:
        return replace(one, type="REJECT", mode=None, content=True)
    if negated:
        return one
    if one.type in COOPERATIVE:
        return replace(one, type="AGREE", mode=None, content=True)
    if own and one.type in HOSTILE and one.actors:
        return replace(one, type="THREATEN", mode=None, content=True)
    return one


def _will(verb: Node) -> tuple[bool, bool, bool]:
    """Whether a verb is negated, whether it is willed, and whether by the one who says so."""
    negated = any(child.dep == "neg" for child in verb.children)
    will = any(
        child.dep == "aux" and child.lower in ("will", "would", "wo", "'ll", "shall")
        for child in verb.children
    )
    at = verb
    if (
        not will
        and verb.dep == "xcomp"
        and verb.head.lemma in ("prepared", "ready", "willing", "prepare", "intend")
    ):
        will = verb.head.lemma != "prepare" or is_passive(verb.head)
        at = verb.head if verb.head.pos in VERBAL else verb.head.head
    told = at.dep == "ccomp" and at.head.lemma in _SPEECH
    subject = subject_of(at)
    own = told and subject is not None and subject.lower in ("it", "he", "she", "they", "we", "i")
    return negated, will, own or (will and at is not verb)
