"""Conditions: clauses that say on what something hangs, and those that hang on them.

Stands beside `rashomon.stating.status`. Enters: the verb of a clause. Leaves: yes or no.
"""

from rashomon.language.trees import Node
from rashomon.stating.clauses import subject_of


def is_condition(clause: Node) -> bool:
    """Whether a clause says on what something hangs: "if they leave", "should he return"."""
    marked = clause.dep == "advcl" and any(
        child.dep == "mark" and child.lower in ("if", "unless") for child in clause.children
    )
    return marked or is_inverted(clause)


def is_inverted(clause: Node) -> bool:
    """Whether a clause says "if" by its order of words: "should he return", "were they to attack"."""
    first = clause.child("aux", "auxpass")
    subject = clause.child("nsubj", "nsubjpass")
    if clause.lemma == "be" and clause.lower == "were":
        first = clause
    if first is None or subject is None or first.lower not in ("should", "were", "had"):
        return False
    ahead = clause.dep == "advcl" or (clause.dep == "ccomp" and clause.i < clause.head.i)
    return ahead and first.i < subject.i and clause.child("mark") is None


def is_irreal(verb: Node) -> bool:
    """Whether a clause tells what would be, or what is from now on, as those behind conditions do."""
    return any(child.dep == "aux" and child.tag == "MD" for child in verb.children) or (
        subject_of(verb) is not None and verb.tag in ("VBP", "VBZ", "VB")
    )
