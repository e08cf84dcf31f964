"""Nobody: participants who are none, so that what is told of them did not happen.

Stands beside `rashomon.stating.status`. Enters: a participant of an event. Leaves: yes or no.
"""

from rashomon.language.trees import Node
from rashomon.stating.clauses import SUBJECTS


def is_none(node: Node) -> bool:
    """Whether a participant is nobody: "no soldiers were killed"."""
    if node.dep not in SUBJECTS and node.dep != "dobj":
        return False
    if node.lower in ("nobody", "none", "nothing", "neither"):
        return True
    # "no soldier", "not one of its men", "neither side"
    return any(
        (child.lower in ("no", "neither") and child.dep == "det")
        or (_is_not_one(child) and not _is_to_come(node.head))
        or (child.lower == "not" and child.i < node.i and _is_single(node))
        for child in node.children
    )


def _is_not_one(number: Node) -> bool:
    """Whether it is the "one" of "not one civilian"."""
    return number.lower == "one" and any(one.lower == "not" for one in number.children)


def _is_to_come(verb: Node) -> bool:
    """Whether a verb is in the future: that nobody "will be left" is foreseen, not denied."""
    return any(one.lower in ("will", "wo", "'ll", "shall") for one in verb.all("aux"))


def _is_single(node: Node) -> bool:
    """Whether "not" before it leaves nobody: "not one of them", "not a single man"."""
    beside = {child.lower for child in node.children}
    return node.lower == "one" or bool(beside & {"one", "single"})
