"""What the path gives for one report alone, and for all reports together."""

from typing import Protocol

from msgspec import Struct

from rashomon.records.claims import Claim, Dispute
from rashomon.records.drafts import Draft
from rashomon.records.mentions import Entity, Mark, Mention
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Passage, Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement
from rashomon.records.times import TimeExpression


class Extraction(Struct, frozen=True):
    """What one report gives by itself; it never has to be made again for the same bytes and program."""

    report: Report
    passages: tuple[Passage, ...]
    drafts: tuple[Draft, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]


class Findings(Struct, frozen=True):
    """What all reports give together, each kind sorted by id."""

    reports: tuple[Report, ...]
    passages: tuple[Passage, ...]
    marks: tuple[Mark, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    reuse: tuple[Reuse, ...]
    claims: tuple[Claim, ...]
    disputes: tuple[Dispute, ...]
    pacts: tuple[Pact, ...]
    forecasts: tuple[Forecast, ...]


class FindingsLike(Protocol):
    """What has the kinds of `Findings`, though perhaps not found before they are asked for."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """Reports."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Passages."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Marks."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Statements."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Entities."""

    @property
    def reuse(self) -> tuple[Reuse, ...]:
        """Passages taken from another report."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Claims."""

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """Disputes."""

    @property
    def pacts(self) -> tuple[Pact, ...]:
        """Pacts."""

    @property
    def forecasts(self) -> tuple[Forecast, ...]:
        """Forecasts."""
