"""Who does what a verb of speech says: subjects, agents, and who is quoted by whom.

Enters: a verb in its tree. Leaves: the head words of its source and of who passes the words on.
"""

from rashomon.language.trees import Node

from .cues import lexicon, verb_frame
from .phrases import OCCASIONS
from .quotations import Quotation, enclosing
from .sources import RELATIVE, can_show, can_speak, is_outlet, nouns

SUBJECTS = ("nsubj", "csubj")

PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")

MOMENTS = frozenset({"point", "time", "moment", "occasion", "day", "week", "month", "year"})
"""Nouns for when somebody speaks, on which a parse hangs what he does: "at one point calling him …"."""

LEAVING = frozenset({"leave", "keep", "get", "have"})
"""Verbs whose object does what follows: "the raid left the farmers wondering what the army wants"."""

DEEPEST = 8
"""Governors followed to find a shared subject; a bound against broken parses, not tuned."""

STEPS = frozenset(
    {
        "step", "habit", "history", "practice", "point", "mistake", "risk", "trouble", "liberty",
        "opportunity", "chance", "custom", "tradition", "record",
    }
)  # fmt: skip
"""Nouns behind which "of" tells what somebody did: "took the step of", "made a point of"."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

GIVING = frozenset(
    {"offer", "promise", "ask", "deny", "give", "grant", "tell", "show", "teach", "request", "order"}
)  # fmt: skip
"""Verbs whose passive may keep an object: "men promised land"."""

_PASSIVE_TOO = frozenset({"judge", "value", "fault", "side", "uphold"})
"""Kinds of verbs with which "for" may tell what somebody is himself praised or blamed for."""

_ACTIVE_ONLY = frozenset({"for", "about", "against", "on"})
"""Prepositions of what somebody calls for or talks about, where "'s" is short for "has"."""


def is_passive(verb: Node) -> bool:
    """Whether a verb stands in the passive, if only as a participle: "asked whether …, he said"."""
    if _has_done(verb) or _is_past(verb):
        return False
    if verb.child("auxpass") is not None or verb.child(*PASSIVE_SUBJECTS) is not None:
        return True
    if (
        verb.tag in {"VBN", "VBD"}
        and verb.dep in {"advcl", "acl", "conj", "dep", "ccomp"}
        and verb.child(*SUBJECTS, "aux") is None
        and _is_fronted(verb)
    ):
        return True
    is_participle = verb.tag == "VBN" and verb.child("aux") is None
    return is_participle and verb.dep in {"advcl", "acl"} and verb.child(*SUBJECTS) is None


def _has_done(verb: Node) -> bool:
    """Whether "'s" is short for "has": "he's predicted big wins", with an object that no passive has."""
    helper = verb.child("auxpass")
    if helper is None or helper.lower not in {"'s", "’s"} or verb.child("agent") is not None:
        return False
    if verb.child("dobj") is not None:
        return True
    frame = lexicon().verbs.get(verb.lemma)
    if frame is None or frame.hears or verb.lemma in GIVING or frame.kinds & _PASSIVE_TOO:
        return False
    phrases = {one.lower for one in verb.all("prep") if one.i > verb.i}
    return verb.child("ccomp") is not None or bool(phrases & frame.takes & _ACTIVE_ONLY)


def _is_past(verb: Node) -> bool:
    """Whether what a parse takes for a participle about a noun is that noun's own past tense.

    "Two analysts found in May that …", "one lawmaker called him …": a participle that is told of a noun
    has no object and no clause of its own, but for those of who is told, given or named something.
    """
    frame = lexicon().verbs.get(verb.lemma)
    if frame is None or frame.hears or verb.dep != "acl" or verb.tag not in {"VBN", "VBD"}:
        return False
    if verb.child("agent", "aux", "auxpass", "mark") is not None or verb.head.i > verb.i:
        return False
    if not can_speak(verb.head) or verb.lemma in GIVING:
        return False
    objects = [one for one in verb.all("dobj") if one.i > verb.i]
    if "name" in frame.kinds:
        return (
            bool(objects)
            and objects[0].pos in {"PRON", "PROPN"}
            and len(verb.all("dobj", "oprd")) > 1
        )
    return bool(objects) or any(one.i > verb.i for one in verb.all("ccomp"))


def _is_fronted(verb: Node) -> bool:
    """Whether a participle opens its sentence, or stands behind "when": "Asked …, he said"."""
    first = min(node.i for node in [*verb.children, verb])
    mark = verb.child("advmod", "mark")
    return first == 0 or (
        mark is not None and mark.lower in {"when", "if", "once", "as"} and verb.i == mark.i + 1
    )


def speaker(verb: Node) -> tuple[Node | None, Node | None]:
    """The source of a verb, and who passes its words on: "X quoted Y as saying" gives Y and X."""
    quoting = quoting_verb(verb)
    if quoting is not None:
        if is_passive(quoting):
            return quoting.child(*PASSIVE_SUBJECTS), _agent(quoting)
        quoted = quoting.child("dobj")
        if quoted is not None:
            return quoted, subject(quoting)
    if is_passive(verb):
        return _agent(verb), None
    own = subject(verb)
    cited = cited_by(verb, own)
    return (own, None) if cited is None else (cited.child("dobj"), own)


def cited_by(verb: Node, own: Node | None) -> Node | None:
    """The "citing" of "The agency, citing guards, said …"; None for none.

    A writing that somebody cites is his ground, and who says it is he; an outlet passes writings on.
    """
    beside = verb.all("advcl") + ([] if own is None else own.all("acl"))
    for participle in beside:
        frame = lexicon().verbs.get(participle.lemma)
        held = participle.child("dobj")
        if (
            participle.tag == "VBG"
            and frame is not None
            and "relay" in frame.kinds
            and held is not None
        ):
            is_ground = not can_speak(held) and own is not None and not is_outlet(own)
            return participle if can_show(held) and not is_ground else None
    return None


def cited_beside(head: Node) -> Node | None:
    """The "cites" of "according to the daily, which cites a diplomat"; None for none."""
    for clause in head.all("relcl", "acl"):
        frame, held = lexicon().verbs.get(clause.lemma), clause.child("dobj")
        is_own = any(node.lower in RELATIVE for node in clause.all("nsubj")) or clause.tag == "VBG"
        if frame is not None and "relay" in frame.kinds and is_own and held is not None:
            return clause if can_show(held) else None
    return None


def quoting_verb(verb: Node) -> Node | None:
    """The "quoted" of "quoted him as saying", "quoted him saying"; None for none."""
    if verb.tag != "VBG":
        return None
    head = verb.head
    if (verb.dep == "pcomp" and head.lower == "as") or verb.dep == "acl":
        head = head.head
    elif verb.dep not in {"advcl", "xcomp", "ccomp"}:
        return None
    frame = lexicon().verbs.get(head.lemma)
    is_relay = frame is not None and "relay" in frame.kinds and head.tag[:2] == "VB"
    return head if is_relay else None


def subject(verb: Node) -> Node | None:
    """Who does what the verb says: its own subject, or the one it shares with its governor."""
    node = verb
    for _ in range(DEEPEST):
        is_patient = node is verb and not _has_done(verb)
        own = _nearest(node) or (None if is_patient else node.child(*PASSIVE_SUBJECTS))
        if own is not None and node.tag == "VBG" and own.i > node.i and node.child("aux") is None:
            own = None  # "after saying her foot hurt, she": a participle has no subject behind it
        if own is not None:
            return own
        if node.dep in {"relcl", "acl"}:
            return _holder(node.head, node)
        if _is_next_saying(node):
            node = node.head.head
            continue
        if node.dep == "conj" and node.tag == "VBG" and node.head.pos in {"NOUN", "PROPN"}:
            # "by naming the need for a bridge and adding": joined to the last noun by mistake
            above = next((one for one in node.ancestors() if one.pos == "VERB"), None)
            if above is not None and above.tag == "VBG":
                node = above
                continue
        if node.is_root or node.dep not in {
            "conj",
            "xcomp",
            "advcl",
            "pcomp",
            "prep",
            "ccomp",
            "acomp",
        }:
            return None
        if node.dep == "ccomp" and node.tag not in {"VBG", "VB"}:
            return None
        held = _doer(node)
        if held is not None:
            return held
        node = _done(node.head)
    return None


def _done(node: Node) -> Node:
    """The verb behind "took the step of", "made a habit of": who does the one does the other."""
    noun = node.head
    is_step = node.dep == "prep" and noun.dep == "dobj" and noun.lemma in STEPS
    return noun.head if is_step and noun.child("poss") is None else node


def _doer(verb: Node) -> Node | None:
    """The object of a verb's governor, where it does what the verb says: "told the men to deny it"."""
    held = verb.head.child("dobj")
    if held is None or held.i > verb.i or not can_speak(held):
        return None
    is_left = verb.tag == "VBG" and verb.head.lemma in LEAVING and verb.child("aux") is None
    return held if is_left or (verb.dep == "xcomp" and verb.tag == "VB") else None


def _nearest(verb: Node) -> Node | None:
    """A verb's own subject; of several that a parse gives it, the one right before it."""
    found = verb.all(*SUBJECTS)
    before = [one for one in found if one.i < verb.i]
    own = before[-1] if before else next(iter(found), None)
    if own is not None and len(before) > 1 and _is_told_of(before[-2], own):
        own = before[-2]
    return own if own is None else _second_subject(verb, own) or _behind_day(verb, own) or own


def _is_told_of(name: Node, own: Node) -> bool:
    """Whether a subject only tells what the name right before it is, in a text without commas.

    "The Lake Council a group of elders reported the raid": the council did.
    """
    phrase = own.subtree()
    is_next = name.subtree()[-1].i + 1 == phrase[0].i
    is_name = name.pos == "PROPN" or name.entity == "ORG"
    return is_name and is_next and phrase[0].lower in {"a", "an"}


_DAYS = frozenset({"DATE", "TIME", "EVENT", "FAC", "LOC", "GPE"})


def _behind_day(verb: Node, own: Node) -> Node | None:
    """The speaker behind a day that a parse takes for him: "…, before Easter, a lawyer said"."""
    mark = verb.child("mark")
    if mark is None or mark.lower not in {"before", "after", "since", "until"}:
        return None
    if own.i != mark.i + 1 or own.entity not in _DAYS:
        return None
    beside = (one for one in own.all("appos") if one.child("det") is not None and can_speak(one))
    return next(beside, None)


def _second_subject(verb: Node, own: Node) -> Node | None:
    """The speaker whom a parse joins to what another verb governs: "Ali won a vote and Omar said …".

    The first of the two stands right behind a verb that has a subject of its own and no object.
    """
    second = next((one for one in own.all("conj") if own.i < one.i < verb.i), None)
    if second is None or not any(one.lower == "and" for one in own.all("cc")):
        return None
    first = own.subtree()[0].i
    for other in (*verb.all("ccomp", "advcl", "parataxis", "dep"), *verb.ancestors()):
        is_before = other.i == first - 1 and other.tag in {*FINITE, "VBN"}
        if is_before and other.child("dobj", "attr") is None and other.child(*SUBJECTS) is not None:
            return second
    return None


def unquoted(verb: Node, source: Node, quotations: list[Quotation]) -> Node:
    """The source of a cue behind a quotation: never a word in it, but who says the quotation."""
    quotation = enclosing(quotations, source.start)
    if quotation is None or quotation.span.end > verb.start:
        return source
    for node in verb.ancestors():
        if node.start < quotation.span.start and verb_frame(node) is not None:
            return subject(node) or source
    return source


def _is_next_saying(verb: Node) -> bool:
    """Whether a verb joined to a reported clause has its speaker: "says he came and calls …"."""
    clause = verb.head
    if clause.dep != "ccomp" or verb.lemma not in lexicon().verbs:
        return False
    if verb.tag == "VBG" and verb.dep == "advcl":
        return verb_frame(clause.head) is not None and "say" in lexicon().verbs[verb.lemma].kinds
    if verb.dep != "conj":
        return False
    return (
        verb.tag == clause.head.tag and verb.tag in FINITE and clause.head.lemma in lexicon().verbs
    )


def _holder(noun: Node, participle: Node) -> Node | None:
    """Who speaks in a writing: "he issued a statement saying …" is his; else the writing itself."""
    if participle.tag == "VBG" and noun.dep == "pobj" and noun.lemma in OCCASIONS | MOMENTS:
        verb = next((one for one in noun.ancestors() if one.pos == "VERB"), None)
        if verb is not None and verb.lower != "according" and verb is not participle:
            return subject(verb) or noun
    if participle.tag == "VB" and not can_speak(noun):
        return _striving(noun) or noun
    if noun.dep == "dobj" and noun.head.pos == "VERB":
        is_told = verb_frame(noun.head) is not None and participle.tag == "VBG"
        is_his = participle.tag == "VBG" and not can_speak(noun)
        if noun.lemma in nouns().documents or is_told or is_his:
            return subject(noun.head) or noun
    return noun


def _striving(noun: Node) -> Node | None:
    """Who is to do what a noun is for: "he made an attempt to deny it"."""
    if (
        noun.child("poss") is None
        and noun.dep in {"dobj", "attr"}
        and noun.head.pos in {"VERB", "AUX"}
    ):
        return subject(noun.head)
    return None


def _agent(verb: Node) -> Node | None:
    by = verb.child("agent")
    return by.child("pobj") if by is not None else None
