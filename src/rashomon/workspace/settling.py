"""Everything that a ledger keeps, settled anew under some rulings; nothing is entered.

The last result is kept, so that a correction that was looked at first need not be waited for twice.
"""

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from rashomon.errors import UsageError
from rashomon.gazetteers.additions import choosing
from rashomon.ledger import extractions
from rashomon.ledger.entries import Signature
from rashomon.ledger.store import Ledger
from rashomon.pipeline import settle
from rashomon.records.changes import Resettled
from rashomon.records.corrections import Correction, Rulings
from rashomon.records.findings import Findings
from rashomon.settings import GroundingSettings
from rashomon.workspace.background import load_background, mark_made, mark_settled
from rashomon.workspace.copies import shared_words
from rashomon.workspace.growing import Program, check_fit, enter_ruled, follow
from rashomon.workspace.program import name_reader, name_settler


class Settled(Struct, frozen=True):
    """Findings, and the revision of the extractions and the rulings that they follow from."""

    revision: int
    rulings: Rulings
    findings: Findings


class Settler:
    """Settles one ledger, and keeps the last result; several threads do no more than wait twice."""

    def __init__(self, ledger: Ledger, settings: GroundingSettings) -> None:
        self.ledger = ledger
        self._background = load_background(settings)
        self._last: Settled | None = None

    def is_current(self) -> bool:
        """Whether the findings in the ledger are by this program, with these registries and lists."""
        with self.ledger.reading() as connection:
            settled_by = extractions.noted(connection, "settled_by")
        return settled_by == mark_settled(name_settler(_parser(settled_by)), self._background)

    def settle(self, rulings: Rulings) -> Settled:
        """What all reports give together under some rulings.

        Raises:
            UsageError: The reports were read by an older program, or the last read was stopped.
        """
        key = Rulings(tuple(_timeless(one) for one in rulings.corrections))
        with self.ledger.reading() as connection:
            if not extractions.is_settled(connection):
                raise UsageError(
                    "The last read was stopped before all reports were compared. Run it again, then"
                    " correct.",
                    code="unfinished",
                )
            revision = extractions.last_revision(connection)
            if self._last is not None and (self._last.revision, self._last.rulings) == (
                revision,
                key,
            ):
                return self._last
            kept = extractions.load_extractions(connection)
            settled_by = extractions.noted(connection, "settled_by")
        if kept.unreadable:
            raise UsageError(
                "The reports were read by an older program. Run rashomon read on them again, then"
                " correct.",
                code="unfinished",
            )
        made_by = mark_made(name_reader(_parser(settled_by)), self._background)
        with choosing(self._background.additions):
            shared = shared_words(self.ledger, kept.extractions, kept.revision, made_by)
            found = settle(kept.extractions, rulings, self._background.watched, shared)
        self._last = Settled(kept.revision, key, found)
        return self._last

    def program(self, connection: Connection) -> Program:
        """Who settles the ledger, with the parser that its reports were read with."""
        parser = _parser(extractions.noted(connection, "settled_by"))
        background = self._background
        return Program(
            mark_made(name_reader(parser), background),
            mark_settled(name_settler(parser), background),
            background.watched,
        )

    def check_fit(self, connection: Connection, rulings: Rulings) -> None:
        """Refuse to go on from what is kept where it does not stand for what was found.

        Raises:
            UnfitError: All has to be settled anew.
        """
        check_fit(connection, self.program(connection), rulings)

    def follow(self, connection: Connection, before: Rulings, after: Rulings) -> Resettled:
        """What changes by other rulings; see `rashomon.workspace.growing.follow`."""
        with choosing(self._background.additions):
            return follow(connection, self.program(connection), before, after)

    def enter(
        self, connection: Connection, found: Resettled, after: Rulings, signature: Signature
    ) -> None:
        """Enter what `follow` found, in the same transaction."""
        enter_ruled(connection, self.program(connection), found, after, signature)


def _parser(settled_by: str) -> str:
    """The parser that the ledger's reports were read with."""
    _, *rest = settled_by.split(" ")
    return rest[0] if rest else ""


def _timeless(one: Correction) -> Correction:
    """A ruling without what changes no finding: a draft has no number and no id yet."""
    return msgspec.structs.replace(one, seq=0, id="", made_at=one.made_at[:10], effects="")
