"""Who held what on one day, as far as was reported by another.

Enters: findings and two days. Leaves: holdings, each with the statements that it rests on. What was
reported after ``known_at`` has no part in the answer: only reports known by then are looked at
(`bearings` says when a report is known and from when on a state holds), and the origins behind a row
are counted among those statements alone. Who copied whom is taken from all that is in the ledger, since
a copy adds no weight whenever it is found out.

Cost: making a board ready is linear in the statements; a question to it costs what lies under the keys
that it asks for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from functools import cache
from itertools import islice
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from rashomon.records.claims import Claim
from rashomon.records.findings import Findings
from rashomon.records.pacts import Holding
from rashomon.situation.captives import Captives
from rashomon.situation.commitments import Commitments
from rashomon.situation.control import Places
from rashomon.situation.forces import Forces
from rashomon.situation.holdings import Asked, Key, States
from rashomon.situation.lineage import Lineage
from rashomon.situation.origins import Origins
from rashomon.situation.parts import LaidParts, Parts
from rashomon.situation.posts import Posts
from rashomon.situation.readings import read_everything
from rashomon.situation.turns import Pledge

KEYS_A_PAGE = 100
"""States looked at for a page at most, so that a page costs the same on any day: about a screen of them
holds on a day within what the reports tell of."""


class Page(Struct, frozen=True):
    """Some rows of a board; ``next`` is where the next page begins, None at the end."""

    rows: tuple[Holding, ...]
    next: Key | None


ClaimsOf = Callable[[Set[str]], Iterable[Claim]]
"""Leads from statements to the claims that hold them."""


class Voices(Protocol):
    """Counts the origins behind statements."""

    def count(self, statements: Iterable[str]) -> int:
        """How many origins the statements go back to."""


VoicesOf = Callable[[Set[str]], Voices]
"""Leads from statements to what counts their origins."""


class Board:
    """States of which any two days can be asked.

    Args:
        parts: What statements tell of the states.
        lineage: Those who hold them.
        pacts: Pacts by id.
        voices_of: Where the origins of the statements of some rows are looked up.
    """

    def __init__(
        self, parts: Parts, lineage: Lineage, pacts: Mapping[str, Pledge], voices_of: VoicesOf
    ) -> None:
        self._parts = parts
        self._voices_of = voices_of
        self._states: tuple[States, ...] = (
            Captives(parts, lineage),
            Places(parts, lineage),
            Forces(parts, lineage),
            Commitments(parts, pacts),
            Posts(parts),
        )

    def rows(self, asked: Asked) -> tuple[Holding, ...]:
        """The rows that are asked for, sorted by kind and subject."""
        found = (row for states, key in self._keys(asked) for row in _rows(states, key, asked))
        return self._finished(found)

    def page(self, asked: Asked, after: Key | None = None, most: int = KEYS_A_PAGE) -> Page:
        """The rows of the first states that are asked for, or of those after some others.

        Pages follow the kinds and, within them, the keys; rows are sorted within a page. A page may
        have few rows, or none, where little of what it looks at still held on the day.

        Args:
            asked: The question.
            after: The ``next`` of the page before.
            most: States to look at.
        """
        keys = list(islice(self._keys(asked, after, most + 1), most + 1))
        found = (row for states, key in keys[:most] for row in _rows(states, key, asked))
        last = keys[most - 1] if len(keys) > most else None
        return Page(self._finished(found), None if last is None else (last[0].kind, *last[1]))

    def held(self, kind: str, key: Key, asked: Asked) -> tuple[Holding, ...]:
        """The rows of one state."""
        found = (row for one in self._states if one.kind == kind for row in one.rows(key, asked))
        return self._finished(found)

    def _keys(
        self, asked: Asked, after: Key | None = None, most: int | None = None
    ) -> Iterator[tuple[States, Key]]:
        """The keys that may have rows, kind by kind in the order of their names."""
        for states in self._states:
            if asked.kinds and states.kind not in asked.kinds:
                continue
            if after is not None and states.kind < after[0]:
                continue
            first = after[1:] if after and states.kind == after[0] else None
            for key in self._parts.keys(states.kind, asked, first, most):
                yield states, key

    def _finished(self, rows: Iterable[Holding]) -> tuple[Holding, ...]:
        """The rows with their origins counted, in order."""
        found = list(rows)
        # One statement has one origin, so nothing is looked up for it.
        several = {one for row in found if len(row.statements) > 1 for one in row.statements}
        voices = self._voices_of(several) if several else None
        finished = [
            replace(
                row,
                statements=tuple(sorted(row.statements)),
                independent=1 if voices is None else voices.count(row.statements),
            )
            for row in found
        ]
        return tuple(sorted(finished, key=lambda row: (row.kind, row.subject, row.value)))


def make_board(findings: Findings, claims_of: ClaimsOf | None = None) -> Board:
    """The board of findings, made ready for questions about any day.

    Args:
        findings: What the reports give together.
        claims_of: Where claims are looked up for the rows alone; those of the findings unless given.
    """

    @cache
    def all_origins() -> Origins:
        return Origins(findings.claims)

    def voices_of(statements: Set[str]) -> Voices:
        return all_origins() if claims_of is None else Origins(list(claims_of(statements)))

    return Board(
        LaidParts(read_everything(findings)),
        Lineage(findings.entities),
        {one.id: one for one in findings.pacts},
        voices_of,
    )


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
    return make_board(findings, claims_of).rows(Asked(valid_at, known_at))


def _rows(states: States, key: Key, asked: Asked) -> Iterator[Holding]:
    """The rows of a key that say something of whom the question is about."""
    for row in states.rows(key, asked):
        if not asked.about or asked.about in (key[0], row.subject, *row.value, *row.contested_by):
            yield row
