"""The part of the public face by which a ledger is asked: its records, and questions about them.

`rashomon.workspace.Workspace` has all of it; it stands apart since it reads and enters nothing.
"""

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from rashomon.errors import UsageError
from rashomon.records.claims import Claim, Dispute
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity, Mark
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Passage, Reject, Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement
from rashomon.workspace.ruling import Ruling

if TYPE_CHECKING:
    from rashomon.claiming.comparisons import Comparison
    from rashomon.ledger.search import Hit
    from rashomon.views import SourcesView, TimelineRow
    from rashomon.views.exhibits import Exhibit
    from rashomon.workspace.background import Background

Day = str | date
"""A day as a date or in ISO 8601."""

_ONLY_SHOWN = ("passage", "mark")
_ALIKE_NAMED = 5
"""Ids named to somebody who typed the beginning of several."""


class Asking(Ruling):
    """A ledger as far as it answers."""

    path: Path
    _background: "Background | None"
    _seen: int
    _loaded: dict[str, tuple[Any, ...]]

    # -- records

    def reports(self) -> tuple[Report, ...]:
        """Every report, with its day of publication and how that is known."""
        return self._records("report")

    def passages(self) -> tuple[Passage, ...]:
        """The sentences, headlines and items of all reports."""
        return self._records("passage")

    def marks(self) -> tuple[Mark, ...]:
        """The names, times, places and numbers in all reports."""
        return self._records("mark")

    def statements(self) -> tuple[Statement, ...]:
        """What reports say, on whose word."""
        return self._records("statement")

    def entities(self) -> tuple[Entity, ...]:
        """Whom and what reports speak of, under all names."""
        return self._records("entity")

    def claims(self) -> tuple[Claim, ...]:
        """The same thing said, in one report or many, with the origins behind it."""
        return self._records("claim")

    def disputes(self) -> tuple[Dispute, ...]:
        """Accounts that cannot all be right, side by side."""
        return self._records("dispute")

    def not_comparable(self) -> "tuple[Comparison, ...]":
        """The pairs of figures that look like a clash and are none, each with the reason."""
        from rashomon.claiming import list_not_comparable

        return list_not_comparable(self.reports(), self.statements(), self.entities())

    def reuse(self) -> tuple[Reuse, ...]:
        """The passages that one report took from another."""
        return tuple(one for one in self._records("reuse") if not one.standing)

    def standing(self) -> tuple[Reuse, ...]:
        """Standing matter: what two reports print since an outlet has it again and again."""
        return tuple(one for one in self._records("reuse") if one.standing)

    def pacts(self) -> tuple[Pact, ...]:
        """What binds whom, as the reports tell of it."""
        return self._records("pact")

    def forecasts(self) -> tuple[Forecast, ...]:
        """What was predicted, by whom, and what came of it as far as was reported."""
        return self._records("forecast")

    def rejects(self) -> tuple[Reject, ...]:
        """The inputs that became no report, and why."""
        return self._records("reject")

    def findings(self, known_at: Day | None = None) -> Findings:
        """Everything that the ledger holds now, or what of it could be known on a day.

        Args:
            known_at: The day, as a date or in ISO 8601; see `rashomon.situation.known_by`.
        """
        from rashomon.ledger.codec import FIELDS

        findings = Findings(**{field: self._records(kind) for kind, field in FIELDS.items()})
        if known_at is None:
            return findings
        from rashomon.situation import known_by

        return known_by(findings, day_of(known_at), self._rulings())

    def told(self) -> Findings:
        """What the ledger holds now without marks and passages: what a question or a list needs.

        They are four fifths of a ledger, and only exports and what is shown of a record look at them.
        """
        from rashomon.ledger.codec import FIELDS

        return Findings(
            **{
                field: () if kind in _ONLY_SHOWN else self._records(kind)
                for kind, field in FIELDS.items()
            }
        )

    # -- questions

    def sources(self) -> "SourcesView":
        """Voices, outlets and copies: on whose word everything rests."""
        from rashomon.views import list_sources

        return list_sources(self.told())

    def timeline(self) -> "tuple[TimelineRow, ...]":
        """The dated events in the order of their days."""
        from rashomon.views import make_timeline

        return make_timeline(self.told())

    def brief(self, since: Day | None = None, *, html: bool = False) -> str:
        """The brief: what is contested, what is agreed, who copied whom.

        Args:
            since: A day; a section then tells what changed since its evening.
            html: One page of HTML that needs nothing beside itself, instead of Markdown.
        """
        from rashomon.views import write_brief
        from rashomon.views.sheets import make_sheet

        day = None if since is None else day_of(since)
        words = write_brief(self.told(), self.rejects(), since=day)
        return make_sheet(words) if html else words

    def search(self, words: str, limit: int | None = None) -> "tuple[Hit, ...]":
        """The passages that hold all the words, best first; see `rashomon.ledger.search.search`."""
        from rashomon.ledger.search import search

        with self._open().reading() as connection:
            return search(connection, words, limit)

    def show(self, record: str) -> "Exhibit":
        """One record of any kind with its words in context and how they were reached.

        Args:
            record: Its id, or as much of the beginning as no other record shares.

        Raises:
            UsageError: No record, or several, go by these signs.
        """
        from rashomon.ledger.entries import find, find_starting
        from rashomon.ledger.naming import load_around
        from rashomon.views.exhibits import Fact, make_exhibit

        with self._open().reading() as connection:
            found = find(connection, record)
            if found is None:
                alike = find_starting(connection, record, _ALIKE_NAMED) if record else []
                found = find(connection, alike[0][1]) if len(alike) == 1 else None
            around = None if found is None else load_around(connection, found[1].id)
        if found is None and alike:
            ids = ", ".join(name for _, name in alike)
            raise UsageError(
                f"Several records begin with {record[:40]}. Name one: {ids}.",
                code="several-records",
            )
        if found is None or around is None:
            self._refuse_corrected(record)
            raise UsageError(
                f"No record in {self.path} goes by {record[:40]!r}. Ids stand in the last column of"
                " the lists, such as rashomon claims.",
                code="no-such-record",
            )
        exhibit = make_exhibit(around, *found)
        ruled = [
            Fact("a person", f"{one.says} ({one.author}, {one.id}); before: {one.said}")
            for one in self.corrections_of(exhibit.id)
        ]
        return msgspec.structs.replace(exhibit, facts=(*exhibit.facts, *ruled))

    # -- within

    def _knowing(self) -> AbstractContextManager[None]:
        """The names that the user added, known for as long as a question is answered."""
        from rashomon.gazetteers.additions import choosing
        from rashomon.workspace.background import load_background

        if self._background is None:
            self._background = load_background(self.settings.grounding)
        return choosing(self._background.additions)

    def _records(self, kind: str) -> tuple[Any, ...]:
        from rashomon.ledger import entries

        with self._open().reading() as connection:
            newest = entries.last_seq(connection)
            if newest != self._seen:
                self._loaded.clear()
                self._seen = newest
            if kind not in self._loaded:
                self._loaded[kind] = entries.load(connection, kind)
        return self._loaded[kind]


def day_of(value: Day) -> date:
    """A day that somebody names.

    Raises:
        UsageError: It is none.
    """
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(
            f"{value[:40]!r} is not a day. Write it as year, month and day: 2015-05-21.",
            code="bad-day",
        ) from None
