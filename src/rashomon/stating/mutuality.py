"""Whether a word makes what is vowed mutual: "one another", "each other", "mutual help".

Stands beside `rashomon.stating.obligations` and `rashomon.stating.recitals`. Enters: a word.
"""

from rashomon.language.trees import Node
from rashomon.stating.clauses import VERBAL


def is_reciprocal(node: Node) -> bool:
    """Whether a word makes what is vowed mutual: "one another", "each other", "mutual help"."""
    if node.lower == "mutual":
        return True
    before = [child.lower for child in node.children if child.i < node.i]
    if node.lower == "other" and "each" in before:
        return True
    return node.lower == "another" and (
        "one" in before or any(one.lower == "one" for one in _beside(node))
    )


def _beside(node: Node) -> list[Node]:
    """The words of the same phrase that stand right before a word, wherever the parse hangs them."""
    around = [node.head, *node.head.children]
    for above in node.ancestors():
        around += [one for child in above.children for one in (child, *child.children)]
        if above.pos in VERBAL:
            break
    return [one for one in around if one.i == node.i - 1]
