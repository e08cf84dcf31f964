"""Whether the object of a verb of speech is part of what is said, and not who is told it.

Enters: a verb with its frame, its objects and the other parts of its content. Leaves: yes or no.
"""

from rashomon.language.trees import Node
from rashomon.stating.lexicon import people, places

from .counts import are_losses, counts
from .cues import Frame, lexicon
from .sources import RELATIVE, nouns
from .subjects import SUBJECTS

ALL_SAID = frozenset({"same", "yes", "no"})
"""Objects that are all that somebody says: "the others said the same"."""


def takes_objects(verb: Node, frame: Frame, objects: list[Node], parts: list[Node]) -> bool:
    """Whether the verb's objects are part of what is said, and not who is told it."""
    if not objects or (frame.hears and parts):
        return False
    held, takes = objects[0], frame.takes
    is_all = "alone" in takes and (held.lower in ALL_SAID or _is_figure(held))
    if is_all or "object" in takes or ("matter" in takes and is_matter(held)):
        return True
    if parts:
        return bool(takes & {"infinitive", "as", "predicate", "ground"})
    if "predicate" in takes:
        return len(objects) > 1
    is_counted = ("count" in takes and counts(held)) or ("losses" in takes and are_losses(held))
    is_said = "word" in takes and _is_word(held)
    return is_counted or is_said or ("finding" in takes and _is_document(_shower(verb)))


def _is_figure(held: Node) -> bool:
    """Whether an object is a number of whom somebody else has counted: "the ministry says 76"."""
    is_number = held.pos == "NUM" and held.entity not in ("MONEY", "PERCENT", "TIME")
    return is_number and not any(one.dep in ("prep", "nmod", "appos") for one in held.children)


def _shower(verb: Node) -> Node | None:
    """What shows something: the verb's subject, or the noun before it ("polls showing")."""
    own = verb.child(*SUBJECTS)
    if verb.dep not in {"acl", "relcl"} or (own is not None and own.lower not in RELATIVE):
        return own
    held = verb.head
    above = held.head.head if held.dep == "pobj" else None
    return above if above is not None and _is_document(above) else held


def is_matter(head: Node) -> bool:
    """Whether a word stands for a person, or a thing said or done, that only words can attack."""
    if head.entity:
        return head.entity == "PERSON"
    if head.pos != "NOUN" or head.lemma in nouns().speakers:
        return False
    return head.lemma not in people() | places() and head.lemma in lexicon().nouns


def _is_word(head: Node) -> bool:
    """Whether a noun stands for something said or thought."""
    return head.pos == "NOUN" and not head.entity and head.lemma in lexicon().nouns


def _is_document(head: Node | None) -> bool:
    return head is not None and head.lemma in nouns().documents
