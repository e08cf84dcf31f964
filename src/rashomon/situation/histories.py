"""How each claim came to stand as it does: the days on which its standing changed, and by which reports.

Enters: findings. Leaves: for each claim its changes, in order. The last change of a day says what
`knowledge.known_by` says of the claim on that day and until the next; it is told for all claims at once
and without making any of them anew, so that a long list can be turned back to an evening.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from rashomon.records.claims import Claim, Dispute
from rashomon.records.findings import FindingsLike
from rashomon.situation.bearings import known_on
from rashomon.situation.knowledge import LEAST_ACCOUNTS, merges_of


class Change(Struct, frozen=True):
    """A claim's standing from a day on: status, reports that carry it, origins at most.

    ``by`` are the reports known from that day on that changed it: they say it, or they gave the
    account that it is disputed by.
    """

    day: date
    status: str
    reports: int
    independent: int
    by: tuple[str, ...]


def histories(findings: FindingsLike) -> dict[str, tuple[Change, ...]]:
    """The changes of each claim by its id, in the order of days; each claim has one at least.

    **Cost** Linear in the statements, but for sorting those of one claim by day.
    """
    days = {one.id: known_on(one) for one in findings.reports}
    reports = {one.id: one.report for one in findings.statements if one.report in days}
    known = {one: days[report] for one, report in reports.items()}
    disputed = _disputed(findings.disputes, findings.claims, known, reports)
    found = {}
    for claim in findings.claims:
        changes = _changes(claim, known, reports, disputed.get(claim.id))
        if changes:
            found[claim.id] = changes
    return found


def standing_on(changes: Sequence[Change], day: date) -> Change | None:
    """How a claim stood on the evening of a day; None where no report had made it yet."""
    at = bisect_right(changes, day, key=lambda one: one.day)
    return changes[at - 1] if at else None


def _disputed(
    disputes: Sequence[Dispute],
    claims: Sequence[Claim],
    known: Mapping[str, date],
    reports: Mapping[str, str],
) -> dict[str, tuple[date, tuple[str, ...]]]:
    """From which day on claims are disputed, and by which reports."""
    claim_of = {one: claim.id for claim in claims for one in claim.statements}
    found: dict[str, tuple[date, tuple[str, ...]]] = {}
    for dispute in disputes:
        told = [[one for one in side.statements if one in known] for side in dispute.sides]
        begun = sorted(min(known[one] for one in side) for side in told if side)
        if len(begun) < LEAST_ACCOUNTS:
            continue
        for side, said in zip(dispute.sides, told, strict=True):
            for claim in side.claims:
                own = [known[one] for one in said if claim_of.get(one) == claim]
                if not own:
                    continue
                day = max(begun[LEAST_ACCOUNTS - 1], min(own))
                if claim not in found or day < found[claim][0]:
                    new = {reports[one] for each in told for one in each if known[one] == day}
                    found[claim] = day, tuple(sorted(new))
    return found


def _changes(
    claim: Claim,
    known: Mapping[str, date],
    reports: Mapping[str, str],
    disputed: tuple[date, tuple[str, ...]] | None,
) -> tuple[Change, ...]:
    by_day: dict[date, list[str]] = defaultdict(list)
    for one in claim.statements:
        if one in known:
            by_day[known[one]].append(one)
    if not by_day:
        return ()
    origins = _Origins(claim)
    days = set(by_day)
    if disputed is not None and claim.status != "denied":
        days.add(disputed[0])
    carriers: set[str] = set()
    found: list[Change] = []
    for day in sorted(days):
        new = {reports[one] for one in by_day.get(day, ())}
        by = set(new)
        carriers |= new
        for one in sorted(by_day.get(day, ())):
            origins.add(one)
        in_dispute = disputed is not None and disputed[0] <= day
        if disputed is not None and disputed[0] == day:
            by |= set(disputed[1])
        status = status_of(claim, origins.count, disputed=in_dispute)
        found.append(Change(day, status, len(carriers), origins.count, tuple(sorted(by))))
    return tuple(found)


class _Origins:
    """The origins of a claim, counted while its statements become known one after the other."""

    def __init__(self, claim: Claim) -> None:
        self.count = 0
        self._parent: dict[str, str] = {}
        self._groups: dict[str, list[int]] = defaultdict(list)
        self._holder: dict[int, str] = {}
        merges = (merge for origin in claim.origins for merge in merges_of(origin))
        for number, merge in enumerate(merges):
            for one in merge.statements:
                self._groups[one].append(number)

    def add(self, statement: str) -> None:
        """Counts a statement: an origin of its own, less those that it turns out to be one with."""
        self._parent[statement] = statement
        self.count += 1
        for group in self._groups.get(statement, ()):
            one, other = (
                self._root(statement),
                self._root(self._holder.setdefault(group, statement)),
            )
            if one != other:
                self._parent[one] = other
                self.count -= 1

    def _root(self, one: str) -> str:
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one


def status_of(claim: Claim, independent: int, *, disputed: bool) -> str:
    """A claim's status with so many origins; one whose statements all deny is denied from the first."""
    if claim.status == "denied":
        return "denied"
    if disputed:
        return "disputed"
    return "corroborated" if independent > 1 else "single"
