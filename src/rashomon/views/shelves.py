"""What the views of the workbench are given: records found by their ids and by their relations."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from rashomon.records.claims import Claim, Dispute
from rashomon.records.findings import FindingsLike
from rashomon.records.mentions import Entity, Mark
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Passage, Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement


class Shelves(Protocol):
    """Findings with look-ups, as known on a day (``asof``) or now (None).

    A snapshot of the server is one. Maps by relation lack what has none of it.
    """

    findings: FindingsLike
    asof: date | None

    @property
    def reports(self) -> Mapping[str, Report]:
        """Reports by id."""

    @property
    def statements(self) -> Mapping[str, Statement]:
        """Statements by id."""

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Entities by id."""

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""

    @property
    def disputes(self) -> Mapping[str, Dispute]:
        """Disputes by id."""

    @property
    def reuse(self) -> Mapping[str, Reuse]:
        """Passages taken from another report, by id."""

    @property
    def pacts(self) -> Mapping[str, Pact]:
        """Pacts by id."""

    @property
    def forecasts(self) -> Mapping[str, Forecast]:
        """Forecasts by id."""

    @property
    def claim_of_statement(self) -> Mapping[str, Claim]:
        """The claim that a statement belongs to."""

    @property
    def statements_of_report(self) -> Mapping[str, tuple[Statement, ...]]:
        """What a report says, in the order of its text."""

    @property
    def passages_of_report(self) -> Mapping[str, tuple[Passage, ...]]:
        """A report's passages in the order of its text."""

    @property
    def marks_of_report(self) -> Mapping[str, tuple[Mark, ...]]:
        """A report's marks in the order of its text."""

    @property
    def disputes_of_claim(self) -> Mapping[str, tuple[Dispute, ...]]:
        """The disputes in which a claim stands on a side."""

    @property
    def reuse_of_report(self) -> Mapping[str, tuple[Reuse, ...]]:
        """The passages that a report took or gave."""

    @property
    def pacts_of_statement(self) -> Mapping[str, tuple[Pact, ...]]:
        """The pacts that a statement speaks of."""

    @property
    def forecasts_of_statement(self) -> Mapping[str, tuple[Forecast, ...]]:
        """The forecasts that a statement makes or decides."""

    def name(self, record: str | None) -> str:
        """The name of an entity or a pact; words that are no id stay as they are."""


class Spoken(Shelves, Protocol):
    """The same, with what is said of whom."""

    @property
    def statements_of_entity(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements in which an entity acts, is acted on, is the place or speaks."""
