"""States told without a verb of their own: offices beside names."""

from rashomon.language.trees import Tree
from rashomon.records.drafts import Draft


def find_states(tree: Tree) -> list[Draft]:
    """None yet."""
    return []
