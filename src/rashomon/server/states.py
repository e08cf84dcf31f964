"""Who held what, asked of the ledger itself, so that an answer costs what it shows.

A ledger keeps what such questions look up (`rashomon.workspace.boardkeeping`), and every read brings it
up to date. Where it is behind, it is brought up on the first question; where that cannot be done, or all
would have to be read for it, the board is made of the records in memory.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property

from rashomon.errors import LedgerError, StorageError
from rashomon.gazetteers.additions import choosing
from rashomon.ledger.parts import PartTables
from rashomon.server.desk import Desk
from rashomon.server.snapshots import Snapshot
from rashomon.situation import Asked, Board, make_board
from rashomon.workspace.background import Background, load_background
from rashomon.workspace.boardkeeping import is_kept, is_near, keep_board, name_keeper
from rashomon.workspace.boards import KeptParts, open_board


class States:
    """The boards of a desk's ledger."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @contextmanager
    def board(self, asked: Asked, *, whole: bool = False) -> Iterator[Board]:
        """The board for a question; ask it before the block ends.

        Args:
            asked: The question.
            whole: All rows are wanted, and not a page of them.

        Raises:
            LedgerError: The ledger cannot be read.
        """
        self.keep(is_asked=True)
        with choosing(self._background.additions):
            with self._desk.ledger().reading() as connection:
                if is_kept(connection, self._program):  # nobody has entered anything since
                    parts = KeptParts(connection, asked)
                    if whole and not asked.about:
                        parts.load(asked.kinds)
                    yield open_board(connection, parts, whole=whole and not asked.about)
                    return
            yield self._desk.snapshot().keep("states.board", _made)

    def last_day(self) -> date | None:
        """The last day on which a report may have been published; None where none has a day."""
        if not self.keep(is_asked=True):
            days = self._desk.snapshot().days
            return None if days is None else days.last
        with self._desk.ledger().reading() as connection:
            last = PartTables(connection).last_published()
        return None if last is None else date.fromordinal(last)

    def keep(self, *, is_asked: bool = False) -> bool:
        """Bring what the ledger keeps up to date, if need be, and say whether it is.

        Args:
            is_asked: Somebody waits for it, so that not all is read anew for it.
        """
        self._desk.look()
        ledger = self._desk.ledger()
        with ledger.reading() as connection:
            if is_kept(connection, self._program):
                return True
            if is_asked and not is_near(connection, self._program):
                return False
        try:
            with choosing(self._background.additions), ledger.writing() as connection:
                keep_board(connection, self._program)
        except (LedgerError, StorageError):
            return False
        return True

    @cached_property
    def _background(self) -> Background:
        return load_background(self._desk.settings.grounding)

    @cached_property
    def _program(self) -> str:
        return name_keeper(self._background)


def _made(snapshot: Snapshot) -> Board:
    return make_board(snapshot.whole())
