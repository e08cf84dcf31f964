"""Who does what to whom in a clause: subjects and objects as meant, not as placed.

First step of stating. Enters: words of a tree. Leaves: words of the same tree. It knows English
grammar (passives, relative clauses, control, coordination) and no word of the field.
"""

from dataclasses import dataclass

from rashomon.language.trees import Node
from rashomon.stating.lexicon import people, places

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_RELATIVE = frozenset({"which", "who", "whom", "that", "whose"})
_BLAMING = frozenset({"of", "for", "from", "into"})
"""Behind these the object acts: "accused them of lying", "kept them from leaving"."""
DEPTH = 12
"""How many governors are followed for an understood subject; deeper is a broken parse."""

_NEVER_PASSIVE = frozenset({"engage", "involve", "mean", "oppose"})
"""Whoever "is engaged in" or "is opposed to" something does it."""
_GIVING = frozenset({"give", "send", "hand", "lend", "offer", "grant", "sell", "promise", "issue"})
"""Verbs whose passive has an object: "the rebels were given rifles"."""
TIME_LABELS = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb with its participants as meant: the agent of a passive is a doer.

    ``preps`` holds the objects of its prepositions; ``words`` its particles, prepositions and
    adverbs in lower case, by which particle verbs are known.
    """

    verb: Node
    passive: bool
    doers: tuple[Node, ...]
    undergoers: tuple[Node, ...]
    preps: tuple[tuple[str, Node], ...]
    words: frozenset[str]

    def after(self, *names: str) -> tuple[Node, ...]:
        """The objects of these prepositions, in the order of the text."""
        return tuple(node for name, node in self.preps if name in names)


def frame_of(verb: Node) -> Frame:
    """A verb's participants, those understood from the clauses around it included."""
    passive = (is_passive(verb) and verb.lemma not in _NEVER_PASSIVE) or _is_bare_passive(verb)
    passive = passive or _is_left_so(verb)
    subject = subject_of(verb)
    preps = tuple(prepositions(verb))
    direct = _objects(verb)
    subjects = () if subject is None else tuple(conjoined(subject))
    if passive:
        doers = tuple(
            one for child in verb.all("agent") for by in _agents(child) for one in conjoined(by)
        )
        undergoers = subjects
        dative = any(child.dep == "dative" for child in verb.children)
        if direct and (dative or verb.lemma in _GIVING):
            undergoers += direct
            # "were given rifles by Y", a parse hanging the giver on the rifles
            doers = doers or tuple(
                one for thing in direct for name, one in prepositions(thing) if name == "by"
            )
    else:
        doers, undergoers = subjects, direct
    words = {name for name, node in preps if node.entity not in TIME_LABELS}
    words.update(
        child.lower
        for child in verb.children
        if child.dep in ("prt", "prep", "advmod", "agent", "dative") and not _is_of_time(child)
    )
    return Frame(verb, passive, doers, undergoers, preps, frozenset(words))


def _is_of_time(prep: Node) -> bool:
    """Whether a preposition only says when: what "landed on Friday" landed on nothing."""
    held = prep.child("pobj")
    return held is not None and held.entity in TIME_LABELS


def _agents(by: Node) -> list[Node]:
    """Who stands behind "by"; of "by retreating soldiers" a parse takes "retreating" for the verb."""
    found = by.all("pobj")
    for verb in () if found else by.all("pcomp"):
        if verb.tag == "VBG" and verb.child("dobj", "nsubj") is not None:
            found += verb.all("dobj")[:1]
    return found


_NEVER_ALONE = frozenset(
    {
        "kill", "wound", "injure", "kidnap", "abduct", "arrest", "detain", "jail", "imprison", "hang",
        "assassinate", "murder", "behead", "execute", "displace", "evacuate", "hospitalize",
        "capture", "seize", "free", "evict", "deport",
    }
)  # fmt: skip
"""Verbs that have an object wherever they are active: without one, a headline left "were" out."""


def _is_bare_passive(verb: Node) -> bool:
    """Whether it is a headline's passive, or shares one: "ten were killed and four wounded"."""
    if verb.tag != "VBN" and (verb.lemma not in _NEVER_ALONE or verb.tag != "VBD"):
        return False
    subject = verb.child("nsubj")
    if subject is None or subject.pos == "PRON" or subject.lower in _RELATIVE:
        return False
    if _shares_passive(verb):
        return True
    whole = ("dobj", "dative", "ccomp", "xcomp", "aux", "prt", "agent", "conj")
    bare = verb.child(*whole) is None and verb.dep in ("ROOT", "ccomp")
    return bare and verb.lemma in _NEVER_ALONE


def _is_left_so(verb: Node) -> bool:
    """Whether it tells in which state somebody is left: "leaving 36 people hurt"."""
    hurt = verb.lemma == "hurt" or (verb.lemma in _NEVER_ALONE and verb.tag in ("VBN", "VBD"))
    left = verb.head.lemma == "leave" and verb.dep in ("ccomp", "xcomp")
    return hurt and left and verb.child("dobj", "ccomp", "xcomp", "aux", "mark") is None


def _shares_passive(verb: Node) -> bool:
    """Whether a coordinated participle has a subject of its own and the "were" of the verb before."""
    head = verb.head
    if verb.dep != "conj" or head.pos not in VERBAL or not is_passive(head):
        return False
    return verb.child("dobj", "aux", "auxpass", "ccomp", "xcomp") is None


def is_passive(verb: Node) -> bool:
    """Whether the verb's subject undergoes what it tells."""
    for child in verb.children:
        if child.dep in ("auxpass", "nsubjpass", "csubjpass"):
            return True
    if verb.tag == "VBD" and _is_misread_participle(verb):
        return True
    if verb.tag != "VBN" or any(child.dep in ("aux", "nsubj") for child in verb.children):
        return False
    if verb.dep == "conj" and verb.head.pos in VERBAL:
        return any(child.dep in ("auxpass", "nsubjpass") for child in verb.head.children)
    return verb.dep in ("acl", "advcl", "amod", "pcomp") or (
        verb.dep == "relcl" and verb.child("dobj") is None
    )


def _is_misread_participle(verb: Node) -> bool:
    """Whether a tagger took a participle for a past: "was dragged from his car and killed"."""
    head = verb.head
    if verb.dep != "conj" or verb.lemma not in _NEVER_ALONE or head.pos not in VERBAL:
        return False
    own = [one for one in verb.all("dobj", "nsubj", "aux") if one.entity not in TIME_LABELS]
    return not own and any(one.dep == "auxpass" for one in head.children)


def subject_of(verb: Node, depth: int = 0) -> Node | None:
    """The word that is the verb's subject, perhaps in another clause; None for none to be had."""
    own = [one for one in verb.all(*SUBJECTS) if not _is_among(one)] or verb.all(*SUBJECTS)
    if own and not _is_result(verb, own[0]):
        # Of two the nearer: of the other a parse has made a verb ("if they attack, we must act").
        return referent(max((one for one in own if one.i < verb.i), default=own[0], key=_place))
    if depth > DEPTH or verb.is_root:
        return _existing(verb)
    head = verb.head
    lost = _lost_subject(verb) or grantee_of(verb)
    if lost is not None:
        return lost
    found: Node | None = None
    if verb.dep == "conj" and head.pos in VERBAL:
        found = subject_of(head, depth + 1)
    elif verb.dep == "xcomp":
        found = _controller(head, depth)
    elif verb.dep in ("acl", "relcl", "amod"):
        found = _noun_subject(verb, head, depth)
    elif verb.dep in ("advcl", "pcomp", "ccomp", "prep", "dep", "conj"):
        above = next((one for one in verb.ancestors() if one.pos in VERBAL), None)
        blamed = None if above is None or is_passive(above) else above.child("dobj")
        if verb.dep == "pcomp" and head.lower in _BLAMING and blamed is not None:
            return blamed
        if verb.dep != "ccomp" or verb.tag in ("VB", "VBG"):
            found = None if above is None else subject_of(above, depth + 1)
    return found


_SHARES = frozenset(
    {"most", "some", "many", "all", "both", "half", "several", "few", "none", "one"}
)


def _is_among(node: Node) -> bool:
    """Whether it only adds whom the subject has among it: "ten men, among them a judge, were freed"."""
    if node.child("prep") is None:
        return False
    first = node.child("prep")
    pronouns = [one.lower for prep in node.all("prep") for one in prep.all("pobj")]
    aside = first is not None and first.i < node.i and first.lower in ("among", "including")
    return aside or (node.lower in _SHARES and bool({"them", "whom"} & set(pronouns)))


def _place(node: Node) -> int:
    return node.i


_TENSED = frozenset({"MD", "VBD", "VBZ", "VBP"})


def _lost_subject(verb: Node) -> Node | None:
    """The subject that a parse made the object before: "said the mill, an old one, must be closed"."""
    tensed = any(child.tag in _TENSED for child in verb.all("aux", "auxpass"))
    if verb.dep not in ("advcl", "dep") or not tensed or verb.child("mark", "advmod") is not None:
        return None
    held = verb.head.child("dobj")
    if held is None or not verb.head.i < held.i < verb.i:
        return None
    return held


def _existing(verb: Node) -> Node | None:
    turned_round = verb.tag == "VBN" and verb.child("auxpass") is not None
    # "captured with him were two guards"
    return verb.child("attr") if verb.child("expl") is not None or turned_round else None


def _controller(head: Node, depth: int) -> Node | None:
    if head.pos not in VERBAL and head.pos != "ADJ":
        return None
    given = head.child("dobj")
    if given is not None and head.lemma not in ("promise", "threaten", "vow", "use"):
        return referent(given)
    if head.pos == "ADJ" and head.head.pos in VERBAL:
        return subject_of(head.head, depth + 1)
    return subject_of(head, depth + 1)


def _noun_subject(verb: Node, head: Node, depth: int) -> Node | None:
    if verb.dep == "relcl" and verb.child("dobj") is None and verb.tag not in ("VBG", "VBN"):
        return None
    if verb.tag == "VB":
        owner = head.child("poss")
        if owner is not None:
            return owner
        above = next((one for one in head.ancestors() if one.pos in VERBAL), None)
        return None if above is None else subject_of(above, depth + 1)
    if _is_result(verb, head):
        above = next((one for one in head.ancestors() if one.pos in VERBAL), None)
        return None if above is None else subject_of(above)
    return head if head.pos in NOMINAL else None


_GRANTING = frozenset({"give", "grant", "allow", "leave", "offer", "deny"})


def grantee_of(verb: Node) -> Node | None:
    """Who is given the time or the means for something, and so would do it: "gave them a day to go"."""
    above = next((one for one in verb.ancestors() if one.pos in VERBAL), None)
    if verb.tag != "VB" or above is None or above.lemma not in _GRANTING:
        return None
    given = above.child("dative")
    if given is None and any(one.entity == "DATE" for one in above.all("npadvmod")):
        given = above.child("dobj")
    behind = given is not None and given.pos in NOMINAL and given.i < verb.i
    return given if behind and verb.child("aux") is not None else None


_RESULTS = frozenset(
    {
        "kill", "wound", "injure", "maim", "destroy", "damage", "wreck", "leave", "displace", "prompt",
        "cause", "trigger", "capture", "seize", "burn", "force", "set", "raise", "bring", "cut", "end",
    }
)  # fmt: skip
"""What a place does not do: of "shells fell on the market, killing ten", the shells killed."""


def _is_result(verb: Node, head: Node) -> bool:
    """Whether a participle that a parse hung on a place tells what came of what happened there."""
    if verb.tag != "VBG" or verb.lemma not in _RESULTS:
        return False
    hung = verb.dep == "acl" and head.dep in ("pobj", "dobj", "conj")
    taken = verb.dep == "pcomp" and verb.head.lower in ("in", "at", "near", "on", "outside")
    if not (hung or taken):  # "in Goma killing ten" is read as of the killing of Goma
        return False
    named = head.entity in ("GPE", "LOC", "FAC", "DATE", "TIME")
    return named or head.pos == "PROPN" or head.lemma in places()


def referent(node: Node) -> Node:
    """The noun that a relative pronoun stands for, else the word itself."""
    if node.lower in _RELATIVE and node.tag in ("WDT", "WP", "IN", "DT", "WP$"):
        for above in node.ancestors():
            if above.dep == "relcl":
                found = _before_aside(above.head) or person_meant(node, above.head)
                return _first_of_cleft(found) or found
    return node


def _first_of_cleft(noun: Node) -> Node | None:
    """The first of those of whom a clause tells: "it was the army and the police who fired"."""
    first = noun
    while first.dep == "conj" and first.head.pos in NOMINAL:
        first = first.head
    above = first.head
    cleft = first is not noun and first.dep == "attr" and above.lemma == "be"
    return first if cleft and any(one.lower == "it" for one in above.all("nsubj")) else None


_INNERMOST = 2
"""Places one inside another before the noun that they tell of: "a guard at the camp in X"."""


def person_meant(relative: Node, noun: Node) -> Node:
    """Whom "who" stands for where a parse hangs it on a place: "a diplomat in X, who says"."""
    at = noun
    for _ in range(_INNERMOST):
        above = at.head.head
        placed = at.entity in ("GPE", "LOC", "FAC") and at.dep == "pobj" and at.head.dep == "prep"
        if not placed or relative.lower != "who" or above.pos not in ("NOUN", "PROPN"):
            break
        if above.lemma not in people() and above.entity not in ("PERSON", "FAC", "LOC", "GPE"):
            break
        at = above
    return at


_SIDES = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"}
)


def _before_aside(thing: Node) -> Node | None:
    """The place that only an aside parts from its relative clause; None for any other.

    "X, ten miles west of the city, which rebels hold": the rebels hold X.
    """
    side = thing.head.head
    if thing.dep != "pobj" or thing.head.lower not in ("of", "from"):
        return None
    if side.lower.replace("-", "") not in _SIDES:
        return None
    first = min(one.i for one in side.subtree())
    around = {one.i: one for one in side.head.subtree()}
    comma, place = around.get(first - 1), around.get(first - 2)
    if comma is None or place is None or comma.text != "," or not place.text[:1].isupper():
        return None
    return place


def _objects(verb: Node) -> tuple[Node, ...]:
    found = [referent(child) for child in verb.all("dobj", "dative") if child.pos != "ADP"]
    if not found:
        found = [
            child.head
            for child in (verb,)
            if child.dep == "relcl"
            and child.head.pos in NOMINAL
            and any(one.dep == "nsubj" and one.lower not in _RELATIVE for one in child.children)
        ]
    # Of two objects the first is the one given or told: "gave Tanzania a grant".
    return tuple(one for node in found for one in conjoined(node))


def prepositions(node: Node) -> list[tuple[str, Node]]:
    """The prepositions of a word with their objects, coordinated objects each by itself."""
    found: list[tuple[str, Node]] = []
    for child in node.children:
        if child.lower == "according":  # whose word it is, is no part of what is told
            continue
        if child.dep in ("prep", "agent", "dative") and child.pos in (
            "ADP",
            "SCONJ",
            "VERB",
            "ADV",
        ):
            for inner in child.children:
                if inner.dep == "pobj":
                    found.extend((child.lower, one) for one in conjoined(referent(inner)))
                elif inner.dep == "prep":
                    found.extend(
                        (inner.lower, one) for pobj in inner.all("pobj") for one in conjoined(pobj)
                    )
        elif child.i > node.i and (child.dep == "advmod" or _is_again(child)):
            # "back in control", "north to the border", "once more in the hands"
            found.extend(prepositions(child))
        elif child.dep == "prt":
            found.extend(
                (child.lower, one) for pobj in child.all("pobj") for one in conjoined(pobj)
            )
            found.extend(prepositions(child))  # "got through to the town"
    return found


def _is_again(node: Node) -> bool:
    return node.dep == "acomp" and node.lower == "more" and node.child("advmod") is not None


def conjoined(node: Node) -> list[Node]:
    """A noun and those coordinated with it."""
    found = [node]
    for one in found:  # grows as it goes: long lists hang each on the one before
        found.extend(
            child
            for child in one.children
            if child.dep == "conj" and child.pos in NOMINAL and child.tag not in ("VBG", "VBN")
        )
    return found
