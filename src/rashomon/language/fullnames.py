"""All names of a person as one name, where the parser saw his forenames alone.

Stands beside `rashomon.language.labels`. Enters: the tree of a passage. Leaves: the same, with the
labels of persons' names set right in place.
"""

from itertools import pairwise

from rashomon.language.trees import Tree

_OF_BODIES = frozenset(
    {
        "force", "forces", "army", "group", "party", "front", "brigade", "council", "ministry", "house",
        "foundation", "government", "administration", "university", "hospital", "airport", "street",
        "square", "avenue", "bank", "company", "movement", "union", "league", "office", "agency", "road",
        "institute", "center", "centre", "school", "church", "mosque", "camp", "division", "battalion",
        "guard", "corps", "state", "bridge", "river", "dam", "province", "district", "city", "town",
        "valley", "mountain", "mountains", "island", "prize", "award", "law", "plan", "accord", "treaty",
        "doctrine", "line", "times", "post", "news", "radio", "college", "stadium", "network", "act",
    }
)  # fmt: skip
"""What a name with a person's in it is called after him: "the Adama Diarra Foundation"."""


def complete_names(tree: Tree) -> None:
    """Give the last of a person's names his label, where the parser saw two forenames alone."""
    nodes = tree.nodes
    for before, node in pairwise(nodes):
        if before.entity != "PERSON" or before.begins or node.pos != "PROPN":
            continue
        goes_on = before.dep == "compound" and before.head.i >= node.i
        named = node.text[:1].isupper() and node.text[1:].islower() and before.head.pos == "PROPN"
        last = before.head if goes_on else node
        apart = {node.entity, last.entity} <= {"", "PERSON"} and (node.begins or not node.entity)
        if goes_on and named and apart and last.lower not in _OF_BODIES:
            node.entity, node.begins = "PERSON", False
