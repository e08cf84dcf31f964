"""Numbers that somebody gives: "puts the dead at 41", "gave the figure as nine", "counts twelve dead".

Enters: a verb with its objects. Leaves: the parts that hold the number, where it counts people, losses
or things that happened; a number of what a verb moves ("put two men at the gate") is none.
"""

from rashomon.language.trees import Node
from rashomon.stating.lexicon import people

FIGURE_PREPOSITIONS = frozenset({"at", "as", "to"})

TOTALS = frozenset(
    {
        "figure", "number", "toll", "total", "count", "tally", "estimate", "loss", "dead", "casualty",
        "death", "fatality", "wounded", "injured", "missing", "killed", "strength", "size", "cost",
        "damage", "share", "victim", "prisoner", "captive", "refugee", "turnout",
    }
)  # fmt: skip
"""What is put at a number; people besides."""

COUNTED = frozenset(
    {
        "dead", "wounded", "injured", "missing", "killed", "attack", "strike", "raid", "explosion",
        "blast", "violation", "breach", "incident", "case", "death", "loss", "casualty", "fatality",
        "house", "home", "building", "arrest", "clash", "sortie", "flight", "rocket", "shell", "bomb",
        "missile", "drone", "grave", "body", "hit", "execution", "killing", "abduction", "tank",
    }
)  # fmt: skip
"""What is counted; people besides."""


LOST = frozenset(
    {"dead", "wounded", "injured", "missing", "killed", "death", "casualty", "fatality", "hurt"}
)


SUMS = frozenset({"figure", "number", "toll", "total", "count", "tally", "estimate", "sum"})
"""What is given as so many: "a figure of 1,600"."""

GOING_BACK = frozenset({"it", "them", "this", "that", "these", "those"})
"""What was told before, which is put at a number: "puts it at 9,000"."""

MEASURES = frozenset({"PERCENT", "MONEY", "QUANTITY"})
"""Labels of numbers that nothing but an estimate can be put at."""


def figure(verb: Node, objects: list[Node]) -> list[Node]:
    """The object and the phrase with its number: "the dead", "at 41"; empty for none."""
    held = objects[0] if objects else None
    if held is None or held.i < verb.i:
        return []
    if held.lemma in SUMS and any(_is_number(one) for one in held.all("prep") if one.lower == "of"):
        return [held]
    if held.lower in GOING_BACK:
        return [one for one in verb.all("prep") if one.lower == "at" and _is_number(one)][:1]
    if not _is_total(held):
        return _rate(verb, held)
    for place in (verb, held):
        for child in place.all("prep"):
            if child.i > held.i and child.lower in FIGURE_PREPOSITIONS and _is_number(child):
                return [held, child] if place is verb else [held]
    deeper = [node for node in held.subtree() if node.lower == "at" and node.i > held.i]
    return [held] if any(_is_number(node) for node in deeper) else []


def _rate(verb: Node, held: Node) -> list[Node]:
    """What is put at so many in the hundred, or at a sum: "puts inflation at 40 percent"."""
    for place in (verb, held):
        for child in place.all("prep"):
            number = child.child("pobj") if child.i > held.i and child.lower == "at" else None
            if number is not None and number.entity in MEASURES:
                return [held, child] if place is verb else [held]
    return []


def figure_of(verb: Node, total: Node | None) -> list[Node]:
    """The phrase with its number behind a passive: "the losses are put", "at twenty"."""
    if total is None or not _is_total(total):
        return []
    phrases = [child for child in verb.all("prep") if child.lower in FIGURE_PREPOSITIONS]
    return [child for child in phrases if _is_number(child)][:1]


def counts(held: Node) -> bool:
    """Whether an object is so and so many people, losses or things that happened."""
    number = held.pos == "NUM" or held.child("nummod") is not None
    if not number:
        return False
    if held.pos == "NUM" and held.entity in {"", "CARDINAL"} and not held.all("prep", "appos"):
        return True  # "counts more than 400", of whom it was told before
    inner = [held, *held.all("amod", "acl", "appos")]
    return any(one.lemma in COUNTED | people() or one.lower in COUNTED for one in inner)


def are_losses(held: Node) -> bool:
    """Whether an object is so and so many dead or hurt, told as such: "nine dead", "40 wounded"."""
    is_counted = held.child("nummod") is not None
    return is_counted and (held.lower in LOST or held.lemma in LOST)


def _is_total(held: Node) -> bool:
    words = [held, *held.all("amod", "compound")]
    return any(one.lemma in TOTALS | people() or one.lower in TOTALS for one in words)


def _is_number(place: Node) -> bool:
    held = place.child("pobj", "pcomp", "amod", "nummod")
    if held is None:
        return False
    if held.pos == "NUM" or held.child("nummod") is not None:
        return True
    return held.lemma in {"hundred", "thousand", "dozen", "score", "million", "handful"}
