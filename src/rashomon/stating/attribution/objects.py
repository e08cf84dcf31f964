"""Whether the object of a verb of speech is part of what is said, and not who is told it.

Enters: a verb with its frame, its objects and the other parts of its content. Leaves: yes or no.
"""

from rashomon.language.trees import Node
from rashomon.stating.lexicon import people, places

from .counts import are_losses, counts
from .cues import Frame, lexicon
from .sources import RELATIVE, nouns
from .subjects import SUBJECTS

VOICING = frozenset({"express", "voice", "convey", "raise", "air", "share", "register", "signal"})
"""Verbs that only carry a noun of speech or mind: "voiced concern about the curfew"."""

GRANTED = frozenset(
    {
        "visa", "access", "entry", "passage", "parole", "bail", "asylum", "permit", "permission",
        "licence", "license", "admission", "burial", "treatment", "shelter", "leave", "parking", "food",
        "water", "medicine", "service", "benefit", "pension", "accreditation", "citizenship",
        "clearance", "refuge", "sanctuary", "custody", "opportunity", "chance", "vote", "right",
    }
)  # fmt: skip
"""What is kept from somebody, and not said to be untrue, where it is denied."""

PATIENTS = frozenset({"wounded", "injured", "sick", "patient", "casualty", "student", "pupil"})
"""Those who are let in, and nothing that is owned up to, where they are admitted; people besides."""

DEAD = frozenset({"dead", "fallen", "killed", "slain"})
"""Who is let in nowhere: "the army admitted four dead" owns up to them."""

MANY = frozenset({"dozen", "score", "hundred", "thousand", "number", "ten", "handful", "majority"})

WON = frozenset({"life", "victim", "prize", "medal", "title", "crown", "trophy", "seat", "scalp"})
"""What is taken or won, and not said to be so, where it is claimed."""

ALL_SAID = frozenset({"same", "yes", "no", "much"})
"""Objects that are all that somebody says: "the others said the same", "two men said as much"."""


def takes_objects(verb: Node, frame: Frame, objects: list[Node], parts: list[Node]) -> bool:
    """Whether the verb's objects are part of what is said, and not who is told it."""
    if not objects or (frame.hears and parts):
        return False
    held, takes = objects[0], frame.takes
    if not parts and _is_done(verb, held):
        return False
    is_all = "alone" in takes and (_is_all(held) or _is_figure(held))
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


def _is_done(verb: Node, held: Node) -> bool:
    """Whether an object shows that nothing is said: "denied them a visa", "admitted forty wounded"."""
    if verb.lemma == "deny":
        words = {held, *held.all("compound", "nmod", "appos")}
        is_given = verb.child("dative") is not None and held.lower not in {"it", "that", "this"}
        return is_given or any(one.lemma in GRANTED for one in words)
    if verb.lemma == "admit":
        part = next((one.child("pobj") for one in held.all("prep") if one.lower == "of"), None)
        if held.pos != "NUM" and held.lemma not in MANY:
            part = None
        return any(
            one.lemma in (people() | PATIENTS) - DEAD or one.lower in PATIENTS
            for one in (held, part)
            if one is not None
        )
    return verb.lemma == "claim" and held.lemma in WON


def carried(verb: Node, objects: list[Node]) -> list[Node]:
    """What a noun that a verb only carries is about: "voiced concern", "about the curfew".

    Empty where the verb says something itself, or the noun tells nothing of what it is about.
    """
    held = objects[0]
    frame = lexicon().nouns.get(held.lemma) if held.pos == "NOUN" else None
    if frame is None or verb.lemma not in VOICING or held.all("poss", "conj"):
        return []
    return [
        child
        for child in held.children
        if child.i > held.i and child.dep == "prep" and child.lower in frame.takes
    ]


def _is_all(held: Node) -> bool:
    """Whether an object stands for all that is said: "the same", "as much", "the same thing"."""
    if held.lower == "much":
        alone = not any(one.i > held.i for one in held.children)
        return alone and any(one.lower == "as" for one in held.children)
    is_same = held.lower == "thing" and any(one.lower == "same" for one in held.all("amod"))
    return held.lower in ALL_SAID or is_same


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
