"""How a verb tells of a duty: as one that holds, as one taken on, or as what will be done.

Stands beside `rashomon.stating.recitals`. Enters: a verb. Leaves: which kind of duty its auxiliaries and
the verbs around it make of it. Whose duty it is, and whether a pact lays it down, is told elsewhere.
"""

from typing import Literal

from rashomon.language.trees import Node
from rashomon.stating.clauses import TIME_LABELS, subject_of
from rashomon.stating.terms import pact_words

Force = Literal["firm", "vow", "gapped", "later", "told", ""]
"""*Firm*: "must", "is to"; *vow*: "undertakes to"; *gapped*: "and B to let it go", which shares the verb
before it; *later*: "will"; *told*: what a verb like "provides that" has behind it; empty for no duty."""

_FIRM = frozenset({"must", "shall"})
_BARRED = frozenset({"may", "can", "must", "shall", "will", "would"})
_LATER = frozenset({"will", "would", "'ll"})
_HAVE = frozenset({"have", "has", "had"})
_UNSURE = frozenset({"may", "might", "could"})
_NOBODY = frozenset({"neither", "no", "none"})
_HAVING_TO = frozenset({"be", "have"})


def force_of(verb: Node) -> Force:
    """How a verb tells of a duty; empty where it tells of none."""
    if _is_firm(verb):
        return "firm"
    if verb.tag == "VB" and verb.dep == "conj" and _is_to(verb) and verb.child("nsubj"):
        return "gapped"
    if _is_vow(verb):
        return "vow"
    if _auxiliaries(verb) & _LATER:
        return "later"
    return "told" if verb.dep == "ccomp" and verb.head.lemma in pact_words("lay_down") else ""


def is_finite(verb: Node) -> bool:
    """Whether a verb tells something by itself, as no infinitive or participle does."""
    is_past = verb.tag == "VBN" and bool(_auxiliaries(verb) & _HAVE)
    return verb.tag in ("VBZ", "VBP", "VBD") or is_past or bool(_auxiliaries(verb) & _LATER)


def is_barred(verb: Node) -> bool:
    """Whether its subject is nobody, who may not do it: "neither side may carry guns"."""
    subject = subject_of(verb)
    if subject is None:
        return False
    return any(one.lower in _NOBODY for one in (subject, *subject.all("det", "preconj")))


def _is_firm(verb: Node) -> bool:
    aux = _auxiliaries(verb)
    if aux & _FIRM or (verb.child("neg") is not None and aux & {"may", "can"}):
        return True
    if timed_by(verb) is not None:
        return True
    if verb.tag in ("VB", "VBN") and verb.dep == "xcomp" and _is_to(verb):
        head = verb.head
        has_to = head.lemma in _HAVING_TO and not _auxiliaries(head) & _UNSURE and is_finite(head)
        return has_to or (head.lemma in pact_words("bind") and head.child("auxpass") is not None)
    return bool(aux & _BARRED) and is_barred(verb)


def timed_by(verb: Node) -> Node | None:
    """The "have" by which somebody has a term for a deed: "has 30 days to leave"; None for none."""
    above = verb.head
    if verb.tag != "VB" or not _is_to(verb):
        return None
    if above.entity in TIME_LABELS and above.dep in ("dobj", "npadvmod"):
        above = above.head
    elif not any(one.entity in TIME_LABELS for one in above.all("dobj", "npadvmod")):
        return None
    return above if above.lemma == "have" and is_finite(above) else None


def _is_vow(verb: Node) -> bool:
    """Whether its subject takes a duty on: "undertakes to go", "guarantees the safety of vehicles"."""
    if verb.lemma not in pact_words("vow") or not is_finite(verb):
        return False
    if verb.child("neg", "auxpass") is not None or is_barred(verb):
        return False
    things = verb.all("dobj") if verb.lemma in _OF_THINGS else []
    is_thing = any(all(each.lower != "mutual" for each in one.all("amod")) for one in things)
    is_self = any(one.tag == "PRP" for one in verb.all("dobj"))  # "commit themselves to go"
    return is_thing or verb.child("xcomp", *(["advcl"] if is_self else [])) is not None


_OF_THINGS = frozenset({"guarantee", "ensure", "assure", "promise", "pledge"})
"""Verbs by which a thing is undertaken as well as a deed: "promised an amnesty"."""


def _auxiliaries(verb: Node) -> set[str]:
    return {one.lower for one in verb.all("aux")}


def _is_to(verb: Node) -> bool:
    return "to" in _auxiliaries(verb)
