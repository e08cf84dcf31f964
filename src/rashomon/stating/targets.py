"""Whom an act is aimed at, by where its group of the lexicon says that the target stands.

Stands beside `rashomon.stating.events`. Enters: a pattern and a frame. Leaves: words.
"""

from rashomon.language.trees import Node
from rashomon.stating.clauses import VERBAL, Frame, conjoined, prepositions, referent
from rashomon.stating.lexicon import Pattern
from rashomon.stating.matching import recipients_of
from rashomon.stating.roles import after_noun, is_party, is_place, parties_in


def targets_of(pattern: Pattern, frame: Frame) -> list[Node]:
    """The parties that an act is aimed at, where its group says that they stand."""
    doers = {node.i for node in frame.doers}
    if frame.verb.lemma in _OF_VICTIMS and pattern.group.type in ("ASSAULT", "CASUALTY"):
        victims = [one for one in frame.undergoers if one.pos == "NOUN" and one.i not in doers]
        if victims and not any(is_party(one) or is_place(one) for one in victims):
            return victims
    for role in pattern.group.target:
        found = [node for node in _in_role(role, frame) if node.i not in doers]
        if found:
            return found
    return [node for node in recipients_of(frame) if node.i not in doers]


_OF_VICTIMS = frozenset(
    {
        "kill", "wound", "injure", "murder", "slay", "behead", "assassinate", "massacre", "torture",
        "rape", "lynch", "stab", "maim", "hurt", "execute", "slaughter",
    }
)  # fmt: skip
"""Verbs whose object is somebody, whatever word is used for him."""


def _in_purpose(verb: Node) -> list[Node]:
    """Whom it is for or against by its purpose: "deployed men to guard the king", "in protest of"."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep in ("advcl", "xcomp", "acl") and _has_to(child):
            found = [one for one in _purposed(child) if one.pos != "PRON"]
        elif child.dep == "prep" and child.lower in _ON_BEHALF:
            causes = [node for node in child.all("pobj") if node.lemma in _CAUSES_SPELT]
            found = [one for node in causes for one in parties_in(node)]
        else:
            found = [one for noun in child.all("acl") for one in _in_purpose_of(noun)]
        if found:
            return found
    return []


_ON_BEHALF = frozenset({"in"})
_CAUSES = frozenset(
    {"protest", "defiance", "retaliation", "revenge", "support", "response", "defence"}
)
_CAUSES_SPELT = _CAUSES | {"defense", "reprisal", "solidarity"}


def _in_purpose_of(noun: Node) -> list[Node]:
    return [one for one in _purposed(noun) if one.pos != "PRON"] if _has_to(noun) else []


def _has_to(verb: Node) -> bool:
    return any(child.dep == "aux" and child.lower == "to" for child in verb.children)


def _purposed(verb: Node) -> list[Node]:
    """The parties that a deed done on purpose is done to: its object's, else those behind "of", "by"."""
    for child in verb.children:
        if child.dep in ("dobj", "prep", "dative", "ccomp") and child.i > verb.i:
            if child.dep == "dobj" and is_party(child) and not is_place(child):
                return [referent(child)]
            found = parties_in(child)
            if found:
                return found
    return []


def _in_role(role: str, frame: Frame) -> list[Node]:  # noqa: PLR0911 - one line a role
    if role == "obj":
        return _aimed_at(frame.undergoers)
    if role == "content":
        return _in_content(frame.verb)
    if role == "unless":
        return _of_condition(frame.verb)
    if role == "inside":
        return [party for node in frame.undergoers for party in parties_in(node)]
    if role == "purpose":
        return _in_purpose(frame.verb)
    if role == "given":
        return recipients_of(frame)
    if role == "together":
        return []
    objects = list(frame.after(role))
    for carrier in (*frame.undergoers, *frame.after("in")):
        if not is_party(carrier):
            objects += after_noun(carrier, role)
        elif role in _WHERE:
            objects += [one for one in after_noun(carrier, role) if is_place(one)]
    direct = [node for node in objects if is_party(node) or is_place(node)]
    return direct or [party for node in objects for party in parties_in(node)]


_WHERE = frozenset({"in", "into", "along", "near"})


def _aimed_at(nodes: tuple[Node, ...]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node.entity in ("DATE", "TIME"):
            continue
        if is_party(node) or is_place(node) or node.pos in ("PROPN", "PRON"):
            found.extend(_holders(node) or [node])
        else:  # what is the doer's own ("threw its weight") is no target
            found.extend(one for one in parties_in(node) if one.tag != "PRP$")
    return found


_HELD = frozenset(
    {"position", "target", "post", "outpost", "base", "line", "trench", "camp", "bunker", "depot"}
)
"""Places by which those who are in them are meant."""


def _holders(place: Node) -> list[Node]:
    """Whose positions are hit: "positions of the guards", "the guards' positions"."""
    if place.lemma not in _HELD or place.pos != "NOUN":
        return []
    found = [one for one in after_noun(place, "of") if is_party(one) and not is_place(one)]
    return found or [one for one in place.all("poss") if is_party(one) and one.tag != "PRP$"]


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
            aimed = _threatened(verb, child)
            if aimed:
                return aimed
            if (
                not _is_own_threat(verb, child)
                and subject is not None
                and is_party(subject)
                and subject.lower not in ("it", "they", "he", "she")
            ):
                return [referent(subject)]
            found = _given_to(child)
            if found:
                return found
        if child.pos != "PRON":
            found = [one for one in parties_in(child) if one.pos != "PRON" and not _is_anybody(one)]
            if found:
                return found
    return []


def _is_own_threat(verb: Node, content: Node) -> bool:
    """Whether the subject of what is warned of is who will do it: "warned that Egypt would act"."""
    will = any(child.lower in ("will", "would", "'ll") for child in content.all("aux"))
    return will and verb.lemma in ("warn", "threaten", "vow")


def _threatened(verb: Node, content: Node) -> list[Node]:
    """Whom a threat is against by what will be done: "warned that its jets would strike the capital"."""
    if not _is_own_threat(verb, content):
        return []
    return [
        one
        for child in content.all("dobj")
        for one in conjoined(child)
        if is_party(one) or is_place(one)
    ]


_ANYBODY = frozenset(
    {"people", "person", "country", "nation", "side", "party", "citizen", "community"}
)


def _is_anybody(node: Node) -> bool:
    """Whether a word tells nobody apart: "both sides", "their countries"."""
    return node.lemma in _ANYBODY and node.child("amod", "compound", "poss") is None


def _given_to(verb: Node) -> list[Node]:
    """Who is to be given, sent or done what is promised: "to send doctors to the islands"."""
    if verb.pos not in VERBAL:
        return []
    return [
        one
        for name, one in prepositions(verb)
        if name in ("to", "with", "against") and is_party(one)
    ]


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
