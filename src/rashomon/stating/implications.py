"""What a word implies of what it governs, whoever says it: that it never happened, or is yet to come.

Stands beside `rashomon.stating.status`. Enters: a word of an event and the one that governs it. Leaves:
the status that the governor gives it. Linguists call such words implicative (Karttunen 1971): "failed to
take", "kept them from taking" and "nearly took" tell of nothing taken, and so does "could not prevent
them from taking" of something that was.
"""

from rashomon.language.trees import Node
from rashomon.stating.clauses import SUBJECTS, VERBAL
from rashomon.stating.lexicon import StatusWords

_OBJECTS = frozenset({"xcomp", "ccomp", "dobj", "pobj"})
_SAID = frozenset({"ccomp", "csubj", "nsubj"})
_NONE = frozenset({"nobody", "nothing", "none", "neither"})
_NO = frozenset({"no", "neither", "never"})
_DISPUTING = frozenset({"deny", "refute", "disprove", "rebut", "rule", "disclaim", "disavow"})
"""Words of speech: whoever does not deny has not said that it is so."""


def imply(node: Node, head: Node, words: StatusWords) -> str | None:
    """The status that a governor gives a word; ``asserted`` where it undoes its own denial.

    None where it implies nothing.
    """
    status = _by_word(node, head, words)
    if status != "denied" or not is_undone(head, words):
        return status
    return "possible" if head.lemma in _DISPUTING else "asserted"


def is_denied_ahead(verb: Node) -> bool:
    """Whether a clause opens with a denial that turns its order round: "at no point did they attack"."""
    first, subject = verb.child("aux", "auxpass"), verb.child(*SUBJECTS)
    if first is None or subject is None or first.i > subject.i:
        return False
    ahead = [one.lower for one in verb.subtree() if one.i < first.i]
    return bool(_NO & {*ahead}) and not {"only", "sooner"} & {*ahead}


def _by_word(node: Node, head: Node, words: StatusWords) -> str | None:
    if node.dep in ("prep", "advmod"):
        return _by_preposition(node, head, words)
    if node.dep == "nsubjpass" and head.pos in VERBAL:
        return _by_passive(head, words)
    if node.dep in _SAID and head.lemma == "be":
        told = head.child("acomp", "attr")
        return None if told is None else words.untrue.get(told.lemma)
    if node.dep == "advcl":
        beside = {child.lower for child in node.children}
        return "denied" if beside >= {"rather", "than"} else None
    return _by_infinitive(node, head, words) or _by_object(node, head, words)


def _by_infinitive(node: Node, head: Node, words: StatusWords) -> str | None:
    """What stands before "to": "were unable to", "appear to", "have yet to"."""
    if node.dep != "xcomp" or all(one.lower != "to" for one in node.all("aux")):
        return None
    if head.lemma in ("have", "remain") and any(one.lower == "yet" for one in head.children):
        return "denied"
    return words.infinitive.get(head.lemma)


def _by_object(node: Node, head: Node, words: StatusWords) -> str | None:
    """What a verb that denies says of its object; "failed in the attack" denies none."""
    if node.dep not in _OBJECTS or (node.dep == "ccomp" and node.i < head.i):
        return None
    verb = head.head if head.dep == "prt" else head  # "called off the attack" parsed as "off the …"
    if verb.lemma == "fail" and node.dep != "xcomp":
        return None
    return "denied" if words.governing.get(_key(verb)) == "denied" else None


def _by_preposition(prep: Node, head: Node, words: StatusWords) -> str | None:
    """What stands before a gerund: "kept from", "short of", "instead of", "close to"."""
    if prep.child("pcomp") is None:
        return None
    if prep.lower == "from":
        return "denied" if head.lower == "far" else words.withheld.get(head.lemma)
    if prep.lower == "of":
        is_instead = any(one.lower == "instead" for one in (head, *prep.children))
        return "denied" if is_instead or head.lower == "short" else None
    if prep.lower == "to" and head.lower in ("close", "near"):
        came = head.head.lemma == "come" and head.head.tag in ("VBD", "VBN")
        return "denied" if came else "predicted"
    return None


def _by_passive(verb: Node, words: StatusWords) -> str | None:
    """What is said of a passive's subject: "is planned", "was averted"."""
    key = _key(verb)
    is_now = any(one.tag in ("VBZ", "VBP") for one in verb.all("aux", "auxpass"))
    return words.passive.get(key) or (words.passive_now.get(key) if is_now else None)


def _key(verb: Node) -> str:
    """A verb's lemma, with its particle: "call off"."""
    particle = verb.child("prt")
    return verb.lemma if particle is None else f"{verb.lemma} {particle.lower}"


def is_undone(governor: Node, words: StatusWords) -> bool:
    """Whether a word is itself denied: "did not prevent", "nothing kept", "failed to stop"."""
    verb = governor.head if governor.dep in ("advmod", "prt") else governor
    if verb.child("neg") is not None or _has_no_subject(verb):
        return True
    if verb.dep == "conj" and any(one.lower == "nor" for one in verb.head.all("cc")):
        return True
    above = verb.head
    if above is verb:
        return False
    if verb.dep == "pcomp" and above.lower == "without":
        return True
    return verb.dep == "xcomp" and _by_word(verb, above, words) == "denied"


def _has_no_subject(verb: Node) -> bool:
    return any(
        one.lower in _NONE or any(child.lower == "no" for child in one.all("det"))
        for one in verb.all(*SUBJECTS)
    )
