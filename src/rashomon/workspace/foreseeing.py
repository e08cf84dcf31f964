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
from rashomon.records.mentions import Entity
from rashomon.records.pacts import Holding, Obligation, Pact, Supposition
from rashomon.records.reports import Report
from rashomon.version import __version__
from rashomon.workspace.asking import Asking, Day, day_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from rashomon.situation import Answer, Asked, Board, Difference, Key, Page
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
        asked = Asked(day, known, chosen)
        if self._keeps_board():
            return self._asked(asked, place, about)
        if place is not None and about is None and chosen <= {"control"}:
            return self._held(place, day, known)
        board = self._board()
        named = [""] if about is None else self._named(about)
        rows = [row for one in named for row in board.rows(Asked(day, known, chosen, one))]
        if place is not None:
            where = self._named(place)
            rows = [row for row in rows if row.subject in where]
        return tuple(dict.fromkeys(rows))

    def _asked(self, asked: "Asked", place: str | None, about: str | None) -> tuple[Holding, ...]:
        """The rows that are asked for, from what the ledger keeps for it."""
        from msgspec.structs import replace

        from rashomon.memory import paused_collections
        from rashomon.workspace.boards import KeptParts, open_board

        with self._open().reading() as connection, self._knowing():
            named = [""] if about is None else self._called(connection, about)
            places = None if place is None else self._called(connection, place, by_name=True)
            parts = KeptParts(connection, asked)
            if places is not None and about is None and asked.kinds <= {"control"}:
                board = open_board(connection, parts)
                return tuple(
                    row for one in places for row in board.held("control", (one, ""), asked)
                )
            with paused_collections():
                board = open_board(connection, parts, whole=about is None)
                if about is None:
                    parts.load(asked.kinds)
                rows = [row for one in named for row in board.rows(replace(asked, about=one))]
        if places is not None:
            rows = [row for row in rows if row.subject in places]
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
        asked = Asked(day, known, frozenset(kinds), about or "")
        if not self._keeps_board():
            return self._board().page(asked, after)
        from rashomon.workspace.boards import KeptParts, open_board

        with self._open().reading() as connection, self._knowing():
            return open_board(connection, KeptParts(connection, asked)).page(asked, after)

    def _keeps_board(self) -> bool:
        """Whether the ledger keeps what questions about days look up, brought up to date if need be.

        A ledger that cannot be written now is asked from memory.
        """
        from rashomon.errors import LedgerError, StorageError
        from rashomon.workspace.boardkeeping import is_kept, keep_board, name_keeper

        with self._knowing():
            if self._background is None:  # never: `_knowing` loads it
                return False
            program = name_keeper(self._background)
            with self._open().reading() as connection:
                if is_kept(connection, program):
                    return True
            try:
                with self._open().writing() as connection:
                    keep_board(connection, program)
            except (LedgerError, StorageError):
                return False
        return True

    def _called(self, connection: "Connection", name: str, *, by_name: bool = False) -> list[str]:
        """The ids of those who go by a name (with ``by_name`` their first), or have it for their id.

        Raises:
            UsageError: Nobody does.
        """
        from rashomon.workspace.boardkeeping import find_called

        found = find_called(connection, name, aliases=not by_name)
        if not found:
            raise self._nobody(name)
        return found

    def _board(self) -> "Board":
        """The board of all states, made ready once for each state of the ledger."""
        from rashomon.situation import make_board

        told = self.told()  # which forgets the board where the ledger has changed
        if "board" not in self._loaded:
            with self._knowing():
                self._loaded["board"] = (make_board(told),)
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
        is_kept = self._keeps_board()
        found = self._diff_kept(first, second) if is_kept else None
        if found is not None:
            return found
        with self._knowing():
            boards = self._board_of if is_kept else None
            return difference(self.told(), first, second, self._rulings(), boards)

    def _diff_kept(self, earlier: date, later: date) -> "tuple[Difference, ...] | None":
        """What changed, from what the ledger keeps; None where that does not stand for the findings.

        Names, words and grades that people gave are found among all findings only.
        """
        from rashomon.situation.differences import tell_differences
        from rashomon.workings import UnfitError
        from rashomon.workspace.evenings import KeptNews, holds_names
        from rashomon.workspace.settling import Settler

        rulings = self._rulings()
        if holds_names(rulings):
            return None
        with self._open().reading() as connection, self._knowing():
            try:
                Settler(self._open(), self.settings.grounding).check_fit(connection, rulings)
            except UnfitError:
                return None
            return tell_differences(KeptNews(connection, earlier, later), earlier, later)

    def _board_of(self, day: date) -> tuple[Holding, ...]:
        """The board of an evening, without pacts."""
        return self.situation(day, kinds=("captivity", "control", "force", "post"))

    def first_known(self) -> date | None:
        """The first day on which a report was known; None for a ledger without reports."""
        from rashomon.situation import known_on

        if not self._keeps_board():
            return min(map(known_on, self.reports()), default=None)
        from rashomon.ledger.parts import PartTables

        with self._open().reading() as connection:
            first = PartTables(connection).first_known()
        return None if first is None else date.fromordinal(first)

    def last_published(self) -> date | None:
        """The last day on which a report may have been published; None where no report has a day."""
        if not self._keeps_board():
            days = (one.published.days for one in self.reports())
            return max((one.last for one in days if one is not None), default=None)
        from rashomon.ledger.parts import PartTables

        with self._open().reading() as connection:
            last = PartTables(connection).last_published()
        return None if last is None else date.fromordinal(last)

    def first_rows(
        self,
        valid_at: Day,
        known_at: Day | None = None,
        most: int = 100,
        *,
        kinds: Iterable[str] = (),
    ) -> tuple[tuple[Holding, ...], bool]:
        """The first rows of a board, as its pages have them, and whether there are more.

        Args:
            valid_at: The day, as a date or in ISO 8601.
            known_at: The day by which it was reported; ``valid_at`` unless given.
            most: How many rows.
            kinds: Only these kinds of states.

        **Cost** That of the pages that have the rows, however long the board is.
        """
        rows: list[Holding] = []
        wanted = tuple(kinds)
        page = self.situation_page(valid_at, known_at, kinds=wanted)
        while len(rows) + len(page.rows) < most and page.next is not None:
            rows += page.rows
            page = self.situation_page(valid_at, known_at, page.next, kinds=wanted)
        rows += page.rows
        return tuple(rows[:most]), page.next is not None or len(rows) > most

    def called(self, ids: Iterable[str]) -> tuple[Entity | Pact, ...]:
        """The entities and pacts of some ids; words that are no id lead to nothing."""
        from rashomon.ledger.codec import decode
        from rashomon.ledger.naming import fetch_payloads

        wanted = set(ids)
        with self._open().reading() as connection:
            return tuple(
                decode(kind, payload)
                for kind in ("entity", "pact")
                for _, payload in sorted(fetch_payloads(connection, kind, wanted).items())
            )

    def reported(self, ids: Iterable[str]) -> tuple[Report, ...]:
        """The reports of some ids, without loading the others."""
        from rashomon.ledger.codec import decode
        from rashomon.ledger.naming import fetch_payloads

        with self._open().reading() as connection:
            found = fetch_payloads(connection, "report", set(ids))
        return tuple(decode("report", payload) for _, payload in sorted(found.items()))

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
