"""The part of the public face that tells of days: the situation, what changed, pacts and what-if.

Enters: the records that `rashomon.workspace.asking.Asking` gives. A board is made ready once for each
state of the ledger; who held one place is answered by key, without loading the rest.
"""

import os
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import UsageError
from rashomon.records.pacts import Holding, Obligation, Pact, Supposition
from rashomon.version import __version__
from rashomon.workspace.asking import Asking, Day, day_of

if TYPE_CHECKING:
    from rashomon.situation import Answer, Board, Difference, Key, Page
    from rashomon.situation.priors import Table


class Foreseeing(Asking):
    """A ledger as far as it tells what held on a day, and what an event would bring about."""

    def situation(
        self,
        valid_at: Day,
        known_at: Day | None = None,
        place: str | None = None,
        *,
        kinds: Iterable[str] = (),
        about: str | None = None,
    ) -> tuple[Holding, ...]:
        """The states that held on one day, as far as was reported by another.

        Args:
            valid_at: The day, as a date or in ISO 8601.
            known_at: The day by which it was reported; ``valid_at`` unless given.
            place: Only who held this place: the id of its entity, or its name. Quick however large the
                ledger is, since nothing else is loaded.
            kinds: Only these kinds of states: control, force, post, captivity, pact.
            about: Only what concerns this place, party or person, as holder, held or rival: its id, or
                one of its names.

        Raises:
            UsageError: No report speaks of such a place or party.

        **Cost** The first question after a change of the ledger reads all statements; each after it
        costs what it asks for.
        """
        from rashomon.situation import Asked

        day = day_of(valid_at)
        known = day if known_at is None else day_of(known_at)
        chosen = frozenset(kinds)
        if place is not None and about is None and chosen <= {"control"}:
            return self._held(place, day, known)
        board = self._board()
        named = [""] if about is None else self._named(about)
        rows = [row for one in named for row in board.rows(Asked(day, known, chosen, one))]
        if place is not None:
            where = self._named(place)
            rows = [row for row in rows if row.subject in where]
        return tuple(dict.fromkeys(rows))

    def situation_page(
        self,
        valid_at: Day,
        known_at: Day | None = None,
        after: "Key | None" = None,
        *,
        kinds: Iterable[str] = (),
        about: str | None = None,
    ) -> "Page":
        """A board by pages: as `situation`, a screen at a time, in the order of kinds and states.

        Args:
            valid_at: The day, as a date or in ISO 8601.
            known_at: The day by which it was reported; ``valid_at`` unless given.
            after: The ``next`` of the page before; the first page unless given.
            kinds: Only these kinds of states.
            about: Only what concerns the entity of this id.
        """
        from rashomon.situation import Asked

        day = day_of(valid_at)
        known = day if known_at is None else day_of(known_at)
        return self._board().page(Asked(day, known, frozenset(kinds), about or ""), after)

    def _board(self) -> "Board":
        """The board of all states, made ready once for each state of the ledger."""
        from rashomon.situation import Board

        told = self.told()  # which forgets the board where the ledger has changed
        if "board" not in self._loaded:
            with self._knowing():
                self._loaded["board"] = (Board(told),)
        board: Board = self._loaded["board"][0]
        return board

    def _named(self, name: str) -> list[str]:
        """The ids of those who go by a name, or have it for their id.

        Raises:
            UsageError: Nobody does.
        """
        folded = name.casefold()
        found = [
            one.id
            for one in self.entities()
            if one.id == name or folded in (each.casefold() for each in (one.name, *one.aliases))
        ]
        if not found:
            raise self._nobody(name)
        return found

    def _nobody(self, name: str) -> UsageError:
        return UsageError(
            f"No report in {self.path} speaks of {name[:40]!r}. Take the name or the id of an entity as"
            " rashomon situation shows it.",
            code="no-such-place",
        )

    def _held(self, place: str, valid_at: date, known_at: date) -> tuple[Holding, ...]:
        from rashomon.ledger.naming import entities_named, load_about, load_claims_of
        from rashomon.situation import situation
        from rashomon.situation.control import TELLING

        with self._open().reading() as connection:
            found = entities_named(connection, place)
            if not found:
                raise self._nobody(place)
            about = {one: load_about(connection, one, TELLING) for one in found}
            claims_of = partial(load_claims_of, connection)
            with self._knowing():
                rows = [
                    row
                    for one in found
                    for row in situation(about[one], valid_at, known_at, claims_of)
                ]
        return tuple(row for row in rows if row.kind == "control" and row.subject in about)

    def diff(self, earlier: Day, later: Day) -> "tuple[Difference, ...]":
        """What changed from one evening to a later one, and which reports changed it.

        Args:
            earlier: The first evening, as a date or in ISO 8601.
            later: The second.

        Raises:
            UsageError: The second lies before the first.
        """
        from rashomon.situation import difference

        first, second = day_of(earlier), day_of(later)
        if second < first:
            raise UsageError(
                f"{second} lies before {first}. Name the earlier evening first.",
                code="days-reversed",
            )
        with self._knowing():
            return difference(self.told(), first, second, self._rulings())

    def first_known(self) -> date | None:
        """The first day on which a report was known; None for a ledger without reports."""
        from rashomon.situation import known_on

        return min(map(known_on, self.reports()), default=None)

    def whatif(self, event: str, on: Day | None = None) -> tuple[Obligation, ...]:
        """The obligations that an event in words would bring into play by the known pacts.

        Prior pacts count as the reports' do; an obligation by one has the pact's id for a statement.

        Args:
            event: The event, such as "Israel attacks Syria".
            on: The day on which it happens, by which a pact may have lapsed; now unless given.

        Raises:
            UsageError: The words name no event that can be understood.
        """
        return self.answer_whatif(event, on).obligations

    def answer_whatif(self, event: str, on: Day | None = None) -> "Answer":
        """What was understood of an event, whom it would oblige, and which pacts had lapsed by then."""
        from msgspec.structs import replace

        from rashomon.situation import answer_whatif

        findings = self.told()
        pacts = (*findings.pacts, *self.priors())
        with self._knowing():
            return answer_whatif(
                replace(findings, pacts=pacts), event, None if on is None else day_of(on)
            )

    def priors(self) -> tuple[Pact, ...]:
        """The pacts taken from tables of alliances, with the reports' entities as parties."""
        from rashomon.situation import ground_priors

        return ground_priors(self._records("prior"), self.entities())

    def import_alliances(self, path: str | os.PathLike[str]) -> "Table":
        """Take the pacts of a table in the form of ATOP as prior pacts; see `read_alliances`.

        Those that an earlier file of the same name gave are given up for them.

        Raises:
            UsageError: The file is not there, is no text, or lacks a column.
        """
        from rashomon.ledger.entries import Signature
        from rashomon.ledger.priors import enter_priors
        from rashomon.situation import read_alliances

        file = Path(path)
        if not file.is_file():
            raise UsageError(f"There is no file at {file}. Check the path.", code="path-missing")
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise UsageError(
                f"{file.name} is no text in UTF-8. Save the table as CSV in UTF-8.", code="not-text"
            ) from None
        table = read_alliances(text, file.name)
        ledger = self._open(create=True)
        signature = Signature(f"rashomon/{__version__}", self._now())
        with ledger.writing() as connection:
            enter_priors(connection, file.name, table.pacts, signature)
        return table

    def suppose(self, event: str) -> Supposition:
        """What is understood of an event in words, as `whatif` takes it."""
        from rashomon.situation import suppose

        with self._knowing():
            return suppose(self.told(), event)
