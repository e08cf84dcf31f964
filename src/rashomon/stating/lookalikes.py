"""Verbs that look like an event's and tell of none.

Stands beside `rashomon.stating.events`. Enters: verbs, and what they are done to. Leaves: whether a
verb only counts, only credits a writer, is a truce's own, or is done to a meeting.
"""

from rashomon.language.trees import Node
from rashomon.stating.matching import noun_patterns


def is_measure(node: Node) -> bool:
    """Whether a participle only says what a sum counts: "puts its losses at 19 killed"."""
    number = node.head
    if node.dep == "pobj" and number.lower == "of" and number.head.lemma in _SUMS:
        return True  # "the number of killed"
    return node.dep == "acl" and number.pos == "NUM" and number.dep == "pobj" and not node.children


_SUMS = frozenset({"number", "count", "tally", "total", "figure"})


_TRUCES = frozenset({"truce", "ceasefire", "cease-fire", "armistice", "lull"})


def is_dead_letter(verb: Node) -> bool:
    """Whether what "is dead" never lived: a deal, a plan, the talks."""
    subject = verb.child("nsubj")
    dead = any(one.lower == "dead" for one in verb.all("acomp"))
    return verb.lemma == "be" and dead and subject is not None and subject.lemma in _UNDERTAKINGS


_UNDERTAKINGS = frozenset(
    {
        "deal", "agreement", "accord", "pact", "treaty", "truce", "ceasefire", "armistice", "plan",
        "process", "talk", "negotiation", "roadmap", "proposal", "initiative", "idea", "project",
        "hope", "dream", "bill", "settlement", "solution", "diplomacy", "understanding", "alliance",
    }
)  # fmt: skip


def is_lasting_truce(verb: Node) -> bool:
    """Whether a participle is the verb of a truce: "the truce between A and the rebels held"."""
    if verb.lemma != "hold" or verb.dep != "acl" or verb.child("agent") is not None:
        return False
    return any(one.lemma in _TRUCES for one in verb.ancestors() if one.pos == "NOUN")


_LENDING = frozenset({"contribute", "assist", "help", "provide", "add", "supply"})
_JOURNALISM = frozenset(
    {
        "reporting", "report", "story", "article", "research", "file", "coverage", "dispatch",
        "photography",
    }
)  # fmt: skip


def are_talks(nodes: tuple[Node, ...]) -> bool:
    """Whether what is sponsored or backed is a meeting, which nobody is helped by."""
    told = [one for node in nodes for one in noun_patterns(node)]
    return bool(told) and all(one.group.type in ("CONSULT", "AGREE") for one in told)


def is_credit(verb: Node) -> bool:
    """Whether a line says who wrote the report: "Ana Ruiz contributed reporting from Lima"."""
    if verb.lemma not in _LENDING:
        return False
    given = [
        *verb.all("dobj", "xcomp", "ccomp"),
        *(one for prep in verb.all("prep") for one in prep.all("pobj")),
    ]
    return any(
        one.lemma in _JOURNALISM and (one.child("det") is None or one.all("det")[0].lower == "this")
        for one in given
    )
