"""What is said of a noun in a clause about it: "a charge the army denies", "a toll told by medics".

Enters: a verb of speech or mind and its frame. Leaves: the words of the noun that is its object.
"""

from rashomon.language.trees import Node
from rashomon.spans import Span

from .cues import Frame, lexicon
from .phrases import noun_phrase, words_span
from .sources import RELATIVE
from .subjects import SUBJECTS, is_passive

TAKEN = frozenset({"object", "matter", "word"})
"""What a frame takes where its object can be the noun that a clause is about."""

OTHER_GAPS = frozenset({"where", "when", "why", "how", "whose", "whenever", "wherever"})
"""Words that open a clause whose verb lacks no object: "the day when", "the town where"."""

SAID = frozenset(
    {
        "fact", "figure", "number", "toll", "term", "word", "phrase", "version", "story", "point",
        "date", "news", "information", "charge", "sentiment", "lesson", "truth", "rumour", "rumor",
        "measure",
    }
)  # fmt: skip
"""Nouns for what can be said, beside those that the lexicon has for sayings and attitudes."""


def noun_told_of(text: str, verb: Node, frame: Frame, parts: list[Node]) -> list[Span]:
    """The words of the noun that a verb's clause is about and that is its object; none for another."""
    clause = _clause(verb)
    stranded = len(parts) == 1 and is_stranded(parts[0])
    if clause is None or not (frame.takes & TAKEN or stranded):
        return []
    noun = clause.head
    is_said = noun.lemma in SAID or noun.lemma in lexicon().nouns
    if noun.pos != "NOUN" or noun.entity or not (is_said or noun.dep == "appos"):
        return []
    if is_passive(verb):
        if verb.child("agent") is None or not _is_said_of(clause, verb):
            return []
    elif not _lacks_object(clause, verb):
        return []
    first = min(node.i for node in clause.subtree())
    words = [node for node in noun_phrase(noun) if node.i < first]
    return [words_span(text, words)] if words else []


def is_stranded(part: Node) -> bool:
    """Whether a preposition's noun stands before its clause: "the law they complained about"."""
    if part.dep != "prep" or any(one.i > part.i for one in part.children):
        return False
    return not any(one.i > part.i and one.pos != "PUNCT" for one in part.head.children)


def _clause(verb: Node) -> Node | None:
    """The verb of the clause about a noun in which a verb stands: "a thing he seems to accept"."""
    clause = verb
    while clause.dep == "xcomp" and clause.tag == "VB" and clause.head.i < clause.i:
        clause = clause.head
    return clause if clause.dep in {"relcl", "acl"} and clause.head.i < clause.i else None


def _is_said_of(clause: Node, verb: Node) -> bool:
    """Whether a passive clause is about its noun: "a truce proposed by Cairo", "which was denied by"."""
    if clause is not verb or verb.child("dobj", "ccomp") is not None:
        return False
    own = verb.child("nsubjpass", *SUBJECTS)
    return own is None or own.lower in RELATIVE


def _lacks_object(clause: Node, verb: Node) -> bool:
    """Whether a verb has a subject of its own and lacks the object that the noun is."""
    if clause.dep != "relcl" or any(
        one.dep in {"dobj", "ccomp", "xcomp", "dative", "oprd"} and one.i > verb.i
        for one in verb.children
    ):
        return False
    own = clause.child(*SUBJECTS)
    if own is None or own.lower in RELATIVE or own.i > clause.i:
        return False
    opening = [one for one in clause.children if one.i < own.i]
    return not any(one.lower in OTHER_GAPS or one.dep in {"prep", "mark"} for one in opening)
