"""Standing day by day: the colour of each claim, and the tally of all, as change points.

Enters: findings with look-ups, as known now. Leaves: days with what stands from then on, so that a page
can be turned back to any evening without asking again. It agrees with `situation.knowledge` on each day.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from rashomon.records.claims import Dispute
from rashomon.situation.bearings import known_on
from rashomon.situation.histories import Change, histories
from rashomon.situation.knowledge import LEAST_ACCOUNTS
from rashomon.views.cells import ROLES, Role, day_short, role_of
from rashomon.views.shelves import Shelves

One = TypeVar("One")


class Turn(Struct, frozen=True):
    """A day from which on something has a colour."""

    day: date
    role: Role


class Count(Struct, frozen=True):
    """How many entries (questions, and claims that stand in none) are known from a day on, by status."""

    day: date
    contested: int
    developing: int
    corroborated: int
    single: int

    @property
    def known(self) -> int:
        """All of them."""
        return self.contested + self.developing + self.corroborated + self.single


class Standings(Struct, frozen=True):
    """The turns of each claim by id, and the tally; both in the order of days."""

    turns: Mapping[str, tuple[Turn, ...]]
    counts: tuple[Count, ...]


def make_standings(shelves: Shelves) -> Standings:
    """The standing of every claim and of all together on each day on which it changed."""
    known = {one.id: known_on(one) for one in shelves.findings.reports}
    days = {one.id: known[one.report] for one in shelves.findings.statements if one.report in known}
    begun = {one.id: since for one in shelves.findings.disputes if (since := _begun(one, days))}
    asked = _asked_since(shelves.findings.disputes, begun, days, shelves)
    changes = histories(shelves.findings)
    turns = {one: _turns(found, asked.get(one)) for one, found in changes.items()}
    steps: dict[date, dict[Role, int]] = defaultdict(lambda: defaultdict(int))
    for claim, found in turns.items():
        _count_claim(found, asked.get(claim), steps)
    for since in begun.values():
        steps[since]["contested"] += 1
    return Standings(turns, _counts(steps))


def role_on(turns: Sequence[Turn], day: date) -> Role | None:
    """A claim's colour on the evening of a day; None before anybody made it."""
    found = _before(turns, day, lambda one: one.day)
    return None if found is None else found.role


def tally_words(counts: Sequence[Count], day: date | None) -> str:
    """What was known on a day (None: now) in one sentence."""
    last = counts[-1] if counts else None
    if last is None:
        return "No claims yet."
    when = last.day if day is None else day
    at = _before(counts, when, lambda one: one.day) or Count(when, 0, 0, 0, 0)
    more = f", {at.developing} developing" if at.developing else ""
    return (
        f"On {day_short(when)}: {at.known} of {last.known} claims known, {at.contested} contested, "
        f"{at.corroborated} corroborated{more}, {at.single} on a single origin."
    )


def _before(rows: Sequence[One], day: date, key: Callable[[One], date]) -> One | None:
    at = bisect_right(rows, day, key=key)
    return rows[at - 1] if at else None


def _begun(dispute: Dispute, days: Mapping[str, date]) -> date | None:
    """The day from which on two of its accounts are known; None if never."""
    told = ([days[one] for one in side.statements if one in days] for side in dispute.sides)
    firsts = sorted(min(one) for one in told if one)
    return firsts[LEAST_ACCOUNTS - 1] if len(firsts) >= LEAST_ACCOUNTS else None


def _asked_since(
    disputes: Iterable[Dispute],
    begun: Mapping[str, date],
    days: Mapping[str, date],
    shelves: Shelves,
) -> dict[str, date]:
    """From which day on each claim stands in a question."""
    found: dict[str, date] = {}
    for dispute in disputes:
        if dispute.id not in begun:
            continue
        for side in dispute.sides:
            for one in side.statements:
                claim = shelves.claim_of_statement.get(one)
                if one not in days or claim is None or claim.id not in side.claims:
                    continue
                since = max(begun[dispute.id], days[one])
                found[claim.id] = min(since, found.get(claim.id, since))
    return found


def _turns(changes: Sequence[Change], asked: date | None) -> tuple[Turn, ...]:
    """A claim's colours; one that is denied and in no question has that of its origins."""
    points = {one.day: one for one in changes}
    days = sorted({*points, *(() if asked is None else (asked,))})
    found: list[Turn] = []
    latest: Change | None = None
    for day in days:
        latest = points.get(day, latest)
        if latest is None:
            continue
        role = _role(latest, is_asked=asked is not None and asked <= day)
        if not found or found[-1].role != role:
            found.append(Turn(day, role))
    return tuple(found)


def _role(change: Change, *, is_asked: bool) -> Role:
    if is_asked:
        return "contested"
    if change.status in ("denied", "disputed"):
        return "corroborated" if change.independent > 1 else "single"
    return role_of(change.status)


def _count_claim(
    turns: Sequence[Turn], asked: date | None, steps: Mapping[date, dict[Role, int]]
) -> None:
    """A claim in its colours, until it stands in a question: that one is counted instead."""
    before: Role | None = None
    for turn in turns:
        is_asked = asked is not None and asked <= turn.day
        if before is not None:
            steps[turn.day][before] -= 1
        before = None if is_asked else turn.role
        if before is not None:
            steps[turn.day][before] += 1


def _counts(steps: Mapping[date, Mapping[Role, int]]) -> tuple[Count, ...]:
    totals = dict.fromkeys(ROLES, 0)
    found = []
    for day in sorted(steps):
        for role, step in steps[day].items():
            totals[role] += step
        found.append(
            Count(
                day,
                totals["contested"],
                totals["developing"],
                totals["corroborated"],
                totals["single"],
            )
        )
    return tuple(found)
