"""What people named, worded and graded, as it holds among some of the statements only.

Enters: findings and the rulings that they were made under. Leaves: which of their names and words a
person gave. Who turns the findings back to an evening keeps these, as a ruling is on what the reports
say and not on what was known of them.
"""

from collections.abc import Iterable

from msgspec import Struct

from rashomon.correcting.anchors import Index, locate
from rashomon.correcting.claims import grade_origins, on_origins
from rashomon.records.claims import Origin
from rashomon.records.corrections import NO_RULINGS, Correction, Rulings
from rashomon.records.findings import Findings


class Labels(Struct, frozen=True):
    """What people gave: ``names`` are ids of entities, ``texts`` of claims, ``graded`` of statements.

    ``rulings`` are those on origins; ``graded`` the statements of these origins.
    """

    names: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    graded: frozenset[str] = frozenset()
    rulings: tuple[Correction, ...] = ()


NO_LABELS = Labels()
"""Nobody has named anything."""


def find_labels(findings: Findings, rulings: Rulings = NO_RULINGS) -> Labels:
    """What of some findings goes by a person's word.

    Args:
        findings: All that was found under the rulings.
        rulings: Those that hold.
    """
    if not rulings.corrections:
        return NO_LABELS
    index = Index(findings)
    named: dict[str, set[str]] = {"name": set(), "text": set()}
    for one in rulings.corrections:
        if one.kind == "relabel" and one.change.field in named:
            named[one.change.field].update(locate(index, one.targets[0])[:1])
    graded = on_origins(rulings)
    anchors = (anchor for one in graded for target in one.targets for anchor in target.anchors)
    return Labels(
        names=frozenset(one for one in named["name"] if one in index.entities),
        texts=frozenset(named["text"]),
        graded=frozenset(one.id for one in anchors),
        rulings=tuple(graded),
    )


def label_origins(origins: Iterable[Origin], labels: Labels) -> tuple[Origin, ...]:
    """The origins of one claim or account in their order, named and graded as people did."""
    found = tuple(origins)
    if labels.graded.isdisjoint(name for one in found for name in one.statements):
        return found
    return grade_origins(found, labels.rulings)
