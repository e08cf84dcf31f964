"""Who held what on one day, as far as was reported by another.

Enters: findings and two days. Leaves: holdings, each with the statements that it rests on. What was
reported after ``known_at`` has no part in the answer: only reports known by then are looked at
(`bearings` says when a report is known and from when on a state holds), and the origins behind a row
are counted among those statements alone. Who copied whom is taken from all that is in the ledger, since
a copy adds no weight whenever it is found out.

Cost: making a board ready is linear in the statements; a question to it costs what lies under the keys
that it asks for.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Set
from datetime import date
from functools import cached_property
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from rashomon.instants import Days
from rashomon.records.claims import Claim
from rashomon.records.findings import Findings
from rashomon.records.pacts import Holding
from rashomon.situation.captives import Captives
from rashomon.situation.commitments import Commitments
from rashomon.situation.control import Places
from rashomon.situation.forces import Forces
from rashomon.situation.holdings import HELD, Asked, Key, States
from rashomon.situation.lineage import Lineage
from rashomon.situation.origins import Origins
from rashomon.situation.posts import Posts

KEYS_A_PAGE = 100
"""States looked at for a page at most, so that a page costs the same on any day: about a screen of them
holds on a day within what the reports tell of."""


class Page(Struct, frozen=True):
    """Some rows of a board; ``next`` is where the next page begins, None at the end."""

    rows: tuple[Holding, ...]
    next: Key | None


ClaimsOf = Callable[[Set[str]], Iterable[Claim]]
"""Leads from statements to the claims that hold them."""


class Board:
    """The states that findings tell of, made ready for questions about any day.

    Args:
        findings: What the reports give together.
        claims_of: Where claims are looked up for the rows alone; those of the findings unless given.
    """

    def __init__(self, findings: Findings, claims_of: ClaimsOf | None = None) -> None:
        self._findings = findings
        self._claims_of = claims_of
        self._reports = {one.id: one for one in findings.reports}
        lineage = Lineage(findings.entities)
        told = [one for one in findings.statements if one.report in self._reports]
        held = {
            kind: [one for one in told if one.type == kind and one.status in HELD]
            for kind in ("FORCE", "CAPTIVITY", "RETREAT")
        }
        self._states: tuple[States, ...] = (
            Captives(held["CAPTIVITY"], self._reports, lineage),
            Places(told, self._reports, lineage),
            Forces([*held["FORCE"], *held["RETREAT"]], self._reports, lineage),
            Commitments(findings.pacts, told, self._reports),
            Posts(told, self._reports, findings.entities),
        )
        self._report_of = {one.id: one.report for one in told}

    def rows(self, asked: Asked) -> tuple[Holding, ...]:
        """The rows that are asked for, sorted by kind and subject."""
        found = (row for states, key in self._keys(asked) for row in _rows(states, key, asked))
        return self._finished(found)

    def page(self, asked: Asked, after: Key | None = None, most: int = KEYS_A_PAGE) -> Page:
        """The rows of the first states that are asked for, or of those after some others.

        Pages follow the kinds and, within them, the keys; rows are sorted within a page. A page may
        have few rows, or none, where little of what it looks at held on the day.

        Args:
            asked: The question.
            after: The ``next`` of the page before.
            most: States to look at.
        """
        keys = list(islice(self._keys(asked, after), most + 1))
        found = (row for states, key in keys[:most] for row in _rows(states, key, asked))
        last = keys[most - 1] if len(keys) > most else None
        return Page(self._finished(found), None if last is None else (last[0].kind, *last[1]))

    def _keys(self, asked: Asked, after: Key | None = None) -> Iterator[tuple[States, Key]]:
        """The keys that may have rows, kind by kind in the order of their names."""
        for states in self._states:
            if asked.kinds and states.kind not in asked.kinds:
                continue
            if after is not None and states.kind < after[0]:
                continue
            keys = states.naming.of(asked.about) if asked.about else states.keys
            start = bisect_right(keys, after[1:]) if after and states.kind == after[0] else 0
            for key in islice(keys, start, None):
                yield states, key

    def _finished(self, rows: Iterable[Holding]) -> tuple[Holding, ...]:
        """The rows with their origins counted and their last reports named, in order."""
        found = list(rows)
        origins = self._origins_of(found)
        finished = [
            replace(
                row,
                statements=tuple(sorted(row.statements)),
                independent=origins.count(row.statements),
                reported=_last(self._published(one) for one in row.statements),
            )
            for row in found
        ]
        return tuple(sorted(finished, key=lambda row: (row.kind, row.subject, row.value)))

    def _origins_of(self, rows: Iterable[Holding]) -> Origins:
        if self._claims_of is None:
            return self._origins
        return Origins(list(self._claims_of({one for row in rows for one in row.statements})))

    @cached_property
    def _origins(self) -> Origins:
        return Origins(self._findings.claims)

    def _published(self, statement: str) -> Days | None:
        return self._reports[self._report_of[statement]].published.days


def situation(
    findings: Findings, valid_at: date, known_at: date, claims_of: ClaimsOf | None = None
) -> tuple[Holding, ...]:
    """The states that held on ``valid_at`` as far as was reported by ``known_at``.

    Args:
        findings: What the reports give together.
        valid_at: The day on which the states held.
        known_at: The day by which it was reported; nothing that was reported later has any part in
            the answer.
        claims_of: Where claims are looked up for the rows alone; those of the findings unless given.

    Returns:
        Control of places, forces, posts, pacts and captivity, sorted by kind and subject. Rivals for
        one place have a row each, and each is contested by the other.
    """
    return Board(findings, claims_of).rows(Asked(valid_at, known_at))


def _rows(states: States, key: Key, asked: Asked) -> Iterator[Holding]:
    """The rows of a key that say something of whom the question is about."""
    for row in states.rows(key, asked):
        if not asked.about or asked.about in (key[0], row.subject, *row.value, *row.contested_by):
            yield row


def _last(days: Iterable[Days | None]) -> Days | None:
    return max((one for one in days if one is not None), key=lambda one: one.last, default=None)
