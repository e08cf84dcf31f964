"""Drift: what is to be shown otherwise once a ledger has grown, and what stands as it stood.

Enters: the snapshot before and what was entered since. Leaves: claims and disputes of which lists may
tell something else. A claim is touched by its own record, by its statements, their reports, what these
took from one another, and the names of places.
"""

from collections.abc import Iterable, Iterator

from rashomon.ledger.entries import Changes
from rashomon.records.claims import Dispute
from rashomon.server.snapshots import Snapshot


def unsteady_since(before: Snapshot, changes: Changes) -> frozenset[str]:
    """The claims and disputes, of before or of now, of which something else may be told now."""
    found = {*changes.get("claim", {}), *changes.get("dispute", {})}
    statements = {*changes.get("statement", {})}
    for report in _reports(before, changes):
        statements.update(one.id for one in before.statements_of_report.get(report, ()))
    for entity in _renamed(before, changes):
        statements.update(one.id for one in before.statements_of_entity.get(entity, ()))
    found.update(
        before.claim_of_statement[one].id for one in statements if one in before.claim_of_statement
    )
    for dispute, now in changes.get("dispute", {}).items():
        for one in (before.disputes.get(dispute), now):
            found.update(_claims(one))
    touched = [one for claim in found for one in before.disputes_of_claim.get(claim, ())]
    found.update(one.id for one in touched)
    return frozenset(found)


def _reports(before: Snapshot, changes: Changes) -> Iterator[str]:
    """The reports that changed, or of which it changed what they took or gave."""
    yield from changes.get("report", {})
    for name, now in changes.get("reuse", {}).items():
        for one in (before.reuse.get(name), before.standing.get(name), now):
            if one is not None:
                yield from (one.from_report, one.to_report)


def _renamed(before: Snapshot, changes: Changes) -> Iterator[str]:
    """The entities that go by another name."""
    for name, now in changes.get("entity", {}).items():
        was = before.entities.get(name)
        if was is None or now is None or was.name != now.name:
            yield name


def _claims(dispute: Dispute | None) -> Iterable[str]:
    return () if dispute is None else (claim for side in dispute.sides for claim in side.claims)
