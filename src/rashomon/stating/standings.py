"""Drafts of states that no verb of the lexicon tells of, as the modules that find these begin them.

Stands beside `rashomon.stating.states`. Enters: words of a tree. Leaves: a draft, complete but for its
status, its times and whose word it stands on.
"""

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, StateType
from rashomon.spans import Span
from rashomon.stating.findings import CONFIDENCE


def state_draft(
    tree: Tree,
    trigger: Node,
    kind: StateType,
    span: Span,
    actors: tuple[Span, ...],
    places: tuple[Span, ...] = (),
) -> Draft:
    """A state as it is first seen: what it is told by, its words, whose it is and where."""
    return Draft(
        report=tree.passage.report,
        passage=tree.passage.id,
        span=span,
        trigger=trigger.span,
        type=kind,
        mode="held" if kind == "CONTROL" else None,
        status="asserted",
        actors=actors,
        places=places,
        confidence=CONFIDENCE["beside" if kind == "CONTROL" else "clause"],
    )
