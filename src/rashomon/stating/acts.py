"""Acts of speech and will: what is promised, refused or demanded has not happened.

Stands beside `rashomon.stating.events`. Enters: findings. Leaves: findings told as PLOVER tells them:
willed help is AGREE, willed harm THREATEN, refused help REJECT.
"""

from collections.abc import Iterator
from dataclasses import replace

from rashomon.language.trees import Node, Tree
from rashomon.stating.clauses import (
    NOMINAL,
    TIME_LABELS,
    VERBAL,
    conjoined,
    is_passive,
    subject_of,
)
from rashomon.stating.findings import COOPERATIVE, HOSTILE, STATES, Finding
from rashomon.stating.lexicon import speech_verbs
from rashomon.stating.nominals import light_verb
from rashomon.stating.roles import is_party
from rashomon.stating.wills import may_be_speaker

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


def is_mere_content(one: Finding, found: list[Finding]) -> bool:
    """Whether an event is only what another act demands, refuses, promises or threatens."""
    if one.type in STATES and one.type not in ("CASUALTY", "CAPTIVITY"):
        return False
    if is_foreseen_motion(one.trigger) and one.type in _MOTIONS:
        return False  # "promises that all our soldiers will be home by May"
    acts = _acts_beside(one, found)
    demand = acts.get(one.trigger.i)
    if demand is not None and demand.type == "REQUEST":
        return True  # "said that the state must hand over the suspects"
    return bool(acts) and _is_inside(one.trigger, acts)


_MOTIONS = frozenset({"RETREAT", "CONSULT", "MOBILIZE"})


def is_foreseen_motion(verb: Node) -> bool:
    """Whether a verb only says where somebody will be: "will be home", "would be out of the town"."""
    return verb.lemma == "be" and any(one.lower in _WILL for one in verb.all("aux"))


_WILL = frozenset({"will", "would", "shall", "'ll", "’ll"})


def _acts_beside(one: Finding, found: list[Finding]) -> dict[int, Finding]:
    """The acts of speech and will that an event may be the content of, by their triggers."""
    return {
        other.trigger.i: other
        for other in found
        if other.content and other is not one and (other.mode != "allege" or not _is_alleged(one))
    }


def _is_inside(node: Node, acts: dict[int, Finding]) -> bool:
    """Whether a word stands in what one of the acts demands, refuses, promises or threatens."""
    while not node.is_root and node.dep in _INSIDE:
        head = node.head
        if node.dep == "conj" and node.tag in _TENSED and head.i in acts:
            return False  # "rejected the plan and shelled the town"
        if head.i in acts and node.dep not in ("nsubj", "nsubjpass"):
            return node.dep != "advcl" or _is_bound(node)
        if node.dep == "advcl" and not _is_bound(node):
            return False
        node = head
    return False


_TENSED = frozenset({"VBD", "VBZ", "VBP"})


def _is_alleged(one: Finding) -> bool:
    """Whether it is violence, which who accuses somebody of it says has happened."""
    return one.type in ("ASSAULT", "CASUALTY", "CAPTIVITY")


def _is_bound(clause: Node) -> bool:
    """Whether an adverbial clause is no account of its own: a condition or a purpose."""
    return any(
        (child.dep == "mark" and child.lower in ("if", "unless", "until", "before"))
        or (child.dep == "aux" and child.lower == "to")
        for child in clause.children
    )


_DEMANDING = frozenset({"must", "should"})


def demanded(tree: Tree) -> list[Finding]:
    """What somebody says that another must do is a demand: "said that the council must act"."""
    found: list[Finding] = [one for node in tree for one in _insisted(node)]
    for node in tree:
        if node.lower not in _DEMANDING or node.dep != "aux" or node.head.dep != "ccomp":
            continue
        verb, above = node.head, node.head.head
        subject = verb.child("nsubj", "nsubjpass")
        speaker = subject_of(above) if above.lemma in speech_verbs() else None
        if speaker is None or subject is None or not is_party(subject) or not is_party(speaker):
            continue
        blamed = is_passive(verb) and verb.child("oprd", "acomp") is not None
        if subject.pos == "PRON" or blamed:
            continue
        targets = tuple(conjoined(subject))
        found.append(Finding("REQUEST", None, verb, (speaker,), targets, content=True))
    return found


_INSISTING = frozenset({"insist"})
"""Other verbs of asking tell of a request by themselves."""


def _insisted(verb: Node) -> Iterator[Finding]:
    """A demand by its bare verb: "insists that the army leave", whatever it asks for."""
    speaker = subject_of(verb) if verb.lemma in _INSISTING and verb.pos in VERBAL else None
    if speaker is None or not is_party(speaker):
        return
    for asked in verb.all("ccomp"):
        subject = asked.child("nsubj", "nsubjpass")
        marked = any(one.lower == "that" for one in asked.all("mark"))
        helpers = asked.all("aux", "auxpass")
        bare = asked.tag in ("VB", "VBP") and not helpers
        bare = bare or any(one.lower == "be" for one in helpers)
        if subject is None or not marked or not bare or subject.tag in ("NNS", "NNPS"):
            continue
        if subject.pos != "PRON" and is_party(subject):
            targets = tuple(conjoined(subject))
            yield Finding("REQUEST", None, verb, (speaker,), targets, content=True)


def as_willed(one: Finding) -> Finding:
    """A finding with an act of will told as PLOVER tells it: a promise of help is AGREE, and so on."""
    if one.type == "AGREE" and any(child.dep == "neg" for child in one.trigger.children):
        return replace(one, type="REJECT", mode=None, turned=True)
    if one.type == "SUPPORT" and one.trigger.lemma in _RECOGNISING and one.trigger.child("neg"):
        return replace(one, type="REJECT", mode=None, turned=True)
    if one.type in STATES or one.content or (one.by_noun and light_verb(one.trigger) is None):
        return one
    verb = one.trigger if not one.by_noun else light_verb(one.trigger)
    negated, will, own = (False, False, False) if verb is None else _will(verb)
    act = None
    foreseen = one.type in _FORESEEN and _is_stay(one.trigger) and not own
    if will and one.type in COOPERATIVE and not foreseen:
        act = "REJECT" if negated else "AGREE"
    elif will and own and not negated and one.type in HOSTILE and one.actors:
        act = "THREATEN"
    if act is None:
        return one
    return replace(one, type=act, mode=None, content=True, turned=act == "REJECT")


_FORESEEN = frozenset({"RETREAT", "CONSULT"})


def _is_stay(verb: Node) -> bool:
    return verb.lemma in _BEING or verb.lower == "gone"


_BEING = frozenset({"be", "remain", "stay"})
"""Who "will be home by May" promises nothing: where he will be is foretold."""


_RECOGNISING = frozenset(
    {"recognise", "recognize", "accept", "endorse", "approve", "ratify", "sign", "acknowledge"}
)
"""Who does not do this turns something down."""


def _will(verb: Node) -> tuple[bool, bool, bool]:
    """Whether a verb is negated, whether it is willed, and whether by the one who says so."""
    negated = any(child.dep == "neg" for child in verb.children)
    will = any(
        child.dep == "aux" and child.lower in ("will", "would", "wo", "'ll", "shall")
        for child in verb.children
    )
    if any(child.lemma == "have" and child.dep == "aux" for child in verb.children):
        will = False  # "will have left" foresees, and promises nothing
    at = verb
    if (
        not will
        and verb.dep == "xcomp"
        and verb.head.lemma in ("prepared", "ready", "willing", "prepare", "intend")
    ):
        will = verb.head.lemma != "prepare" or is_passive(verb.head)
        at = verb.head if verb.head.pos in VERBAL else verb.head.head
    told = at.dep == "ccomp" and at.head.lemma in speech_verbs()
    subject = subject_of(at)
    own = told and subject is not None and may_be_speaker(subject, subject_of(at.head))
    return negated, will, own or (will and at is not verb)


def cornered(verb: Node) -> Finding | None:
    """A threat of what somebody will be driven to: "we shall have no choice but to go after him"."""
    choice = verb.child("dobj") if verb.lemma in ("have", "leave", "see") else None
    if choice is None or choice.lemma not in _CHOICES:
        return None
    none = any(one.lower in ("no", "little", "any") for one in choice.children)
    coming = any(
        one.lower in ("will", "would", "shall", "'ll", "may", "might") for one in verb.all("aux")
    )
    subject = subject_of(verb)
    if not (none and coming) or subject is None:
        return None
    deeds = [
        deed
        for over in (choice, verb, *choice.all("prep"), *verb.all("prep"))
        for deed in over.all("xcomp", "acl", "relcl", "conj", "pcomp", "advcl", "ccomp")
        if deed.pos in VERBAL and deed.i > choice.i
    ]
    whom = [
        one
        for deed in deeds
        for one in (*deed.all("dobj"), *(x for prep in deed.all("prep") for x in prep.all("pobj")))
        if is_party(one)
    ]
    actors = tuple(conjoined(subject))
    return Finding("THREATEN", None, verb, actors, tuple(whom[:1]), content=True, turned=True)


_CHOICES = frozenset({"choice", "option", "alternative", "recourse"})


def given_time(verb: Node) -> Finding | None:
    """An ultimatum, or leave for longer: "gave them 48 hours to leave", "ten more days to leave"."""
    if verb.lemma not in ("give", "grant", "allow", "set") or is_passive(verb):
        return None
    subject = subject_of(verb)
    whom = [one for one in verb.all("dative", "dobj") if one.pos in NOMINAL and is_party(one)]
    times = [one for one in verb.all("dobj", "npadvmod") if one.entity in TIME_LABELS]
    until = [
        one
        for prep in verb.all("prep")
        if prep.lower in ("until", "till")
        for one in prep.all("pobj")
    ]
    deeds = [
        one
        for child in (verb, *times, *until, *whom)
        for one in child.all("advcl", "xcomp", "acl", "relcl", "ccomp")
        if any(aux.lower == "to" for aux in one.all("aux"))
    ]
    if subject is None or not whom or not (times or until) or not deeds:
        return None
    longer = {word.lower for one in times for word in one.subtree()} & {
        "more",
        "another",
        "extra",
        "further",
    }
    told = "CONCEDE" if longer else "THREATEN"
    actors = (subject,) if is_party(subject) else ()
    return Finding(told, None, verb, actors, tuple(whom), content=False)
