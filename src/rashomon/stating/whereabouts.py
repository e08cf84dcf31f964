"""Which words of a clause say where what it tells of took place.

Stands beside `rashomon.stating.roles`. Enters: the words of a clause and the one that tells of
something. Leaves: spans of places behind prepositions, without those that only say whence somebody is.
"""

from collections.abc import Iterator

from rashomon.language.trees import Node
from rashomon.spans import Span
from rashomon.stating.clauses import TIME_LABELS, VERBAL, conjoined, prepositions
from rashomon.stating.extents import phrase
from rashomon.stating.lexicon import people, word_set
from rashomon.stating.roles import PLACE_LABELS, counted, is_place, role_span


def places_in(words: list[Node], trigger: Node) -> tuple[Span, ...]:
    """Spans of the places that a clause names behind a preposition, those nearest the trigger first."""
    found: list[tuple[bool, int, Span]] = []
    for node in words:
        if node.lower == "there" and node.dep == "advmod" and node.tag == "RB":
            found.append((node.head is not trigger, node.i, node.span))
        if node.dep not in ("prep", "dative") or node.lower not in word_set("place_prepositions"):
            continue
        if node.head.lower == "according":
            continue
        for name, pobj in prepositions_of(node):
            named = counted(pobj)
            found.extend(_lying_on(node, name, named, trigger))
            fought_for = name == "for" and node.head.lemma in _FOUGHT and named.pos == "PROPN"
            out_of = name == "of" and node.head.lower == "out"
            if named.entity in TIME_LABELS or (
                not out_of
                and name in word_set("only_named")
                and named.entity not in PLACE_LABELS
                and not fought_for
            ):
                continue
            if fought_for and not is_place(pobj):
                found.append((False, node.i, phrase(named)))
            if name == "from" and _is_origin(node, trigger):
                continue
            if name == "to" and node.head.lemma in _WAYS:  # "the road to the capital" is not there
                continue
            if name in ("to", "with") and node.head.lemma in _BOUND:
                continue
            moved_to = name == "to" and node.head.lemma in word_set("moving")
            located = moved_to or out_of or name in ("in", "at", "near", "into")
            if is_place(pobj) or (pobj.pos == "PROPN" and located):
                attached = node.head is trigger or node.head.head is trigger
                found.append((not attached, node.i, role_span(named)))
            elif name in ("in", "into", "across", "throughout", "at"):
                found.extend((True, node.i, phrase(one)) for one in _stood_for(named))
    found.extend((True, one.i, role_span(one)) for one in _where(trigger))
    found.sort()
    return tuple(dict.fromkeys(span for _, _, span in found))


def _lying_on(
    prep: Node, name: str, named: Node, trigger: Node
) -> Iterator[tuple[bool, int, Span]]:
    """What lies along a line is told by "on": "on the border", "on the highway to X"."""
    if name == "on" and named.lemma in word_set("lines") and named.entity not in PLACE_LABELS:
        attached = prep.head is trigger or prep.head.head is trigger
        yield not attached, prep.i, phrase(named)


def _where(trigger: Node) -> Iterator[Node]:
    """The place that a clause is about: "the town of X, where two soldiers were killed"."""
    for one in (trigger, *trigger.ancestors()):
        if one.dep == "relcl":
            placed = any(node.lower == "where" and node.dep == "advmod" for node in one.children)
            placed = placed or any(
                pobj.lower == "which" and name in ("in", "at", "inside")
                for name, pobj in prepositions(one)
            )
            if placed and (is_place(one.head) or one.head.pos == "PROPN"):
                yield one.head
            return
        if one.pos not in VERBAL or one.dep not in ("xcomp", "conj"):
            return


def _is_origin(prep: Node, trigger: Node) -> bool:
    """Whether "from" tells where those who act are at home, or who has given something.

    "Men from Chad fought in Sebha" happened in Sebha; "received shells from Iran" not in Iran.
    """
    head = prep.head
    if trigger.lemma in _TAKING and (head is trigger or head.head is trigger):
        return True
    at = counted(head)
    if head.pos not in ("NOUN", "PROPN") or at.lemma not in people():
        return False
    # who "from X" were killed may have been killed there, unless it is told where
    told = head.dep == "nsubjpass" and any(
        is_place(one) for name, one in prepositions(head.head) if name in ("in", "at", "near")
    )
    return told or head.dep == "nsubj"


_TAKING = frozenset({"receive", "get", "obtain", "accept", "buy", "purchase", "import", "order"})
"""Verbs behind whose "from" stands a giver, seldom a place where it happens."""

_WAYS = frozenset(
    {"road", "highway", "route", "way", "motorway", "track", "path", "street", "line"}
)


_BOUND = frozenset(
    {
        "loyal", "faithful", "allied", "ally", "align", "close", "friendly", "hostile", "opposed",
        "oppose", "sympathetic", "subordinate", "answerable", "beholden", "link", "tie", "affiliate",
        "affiliated", "answer", "swear", "allegiance", "loyalty", "opposition", "obedient", "akin",
    }
)  # fmt: skip
"""Words behind whose "to" or "with" stands whom somebody follows or fights: "loyal to Damascus"."""

_FOUGHT = frozenset({"battle", "fight", "struggle", "fighting", "war", "siege"})


def _stood_for(noun: Node) -> list[Node]:
    """The place in "the country's civil war" and "the Syria conflict"."""
    return [
        child
        for child in noun.children
        if child.dep in ("poss", "compound") and child.entity in ("GPE", "LOC")
    ]


def prepositions_of(prep: Node) -> Iterator[tuple[str, Node]]:
    """A preposition's objects, coordinated ones each by itself."""
    for pobj in prep.all("pobj"):
        for one in conjoined(pobj):
            yield prep.lower, one
