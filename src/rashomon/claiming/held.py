"""What an increment asks of whoever keeps the records and the ties of an earlier reckoning.

A ledger answers it from its tables. Records are as they were before the change; postings, ties
and clashes are as they were last put.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from rashomon.records.claims import Claim, Dispute
from rashomon.records.mentions import Entity, Mark
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement
from rashomon.records.ties import Opposition, Posting, Tie


class Records(Protocol):
    """The records before the change; ids that nothing goes by are passed over."""

    def reports(self, ids: Iterable[str]) -> Sequence[Report]:
        """The reports with some ids."""

    def marks(self, ids: Iterable[str]) -> Sequence[Mark]:
        """The marks with some ids."""

    def statements(self, ids: Iterable[str]) -> Sequence[Statement]:
        """The statements with some ids."""

    def entities(self, ids: Iterable[str]) -> Sequence[Entity]:
        """The entities with some ids."""

    def reuse(self, ids: Iterable[str]) -> Sequence[Reuse]:
        """The reuses with some ids."""

    def claims(self, ids: Iterable[str]) -> Sequence[Claim]:
        """The claims with some ids."""

    def disputes(self, ids: Iterable[str]) -> Sequence[Dispute]:
        """The disputes with some ids."""

    def statements_of(self, reports: Iterable[str]) -> Sequence[Statement]:
        """All statements of some reports."""

    def statements_naming(self, entities: Iterable[str]) -> Collection[str]:
        """The ids of the statements that name one of some entities."""

    def reuse_of(self, reports: Iterable[str]) -> Sequence[Reuse]:
        """The passages that some reports have in common with others."""

    def claims_of(self, statements: Iterable[str]) -> Sequence[Claim]:
        """The claims that some statements are part of."""

    def disputes_of(self, claims: Iterable[str]) -> Sequence[Dispute]:
        """The disputes in which some claims stand."""

    def parts_of(self, wholes: Iterable[str]) -> Collection[str]:
        """The ids of the entities that are part of one of some entities, or of one of their parts."""

    def listed(self, kind: str) -> Collection[str]:
        """The ids of the entities of a kind: those that are states, or that registries know."""

    def pacts(self) -> Sequence[Pact]:
        """All pacts."""

    def forecasts(self, ids: Iterable[str]) -> Sequence[Forecast]:
        """The forecasts with some ids."""

    def all_of(self, kind: str) -> Sequence[Any]:
        """All records of a kind."""


class Held(Records, Protocol):
    """Records, and the ties between statements."""

    def members(self, key: tuple[str, ...], limit: int) -> Sequence[Posting]:
        """The first of the statements under a key, in their order."""

    def following(self, key: tuple[str, ...], rank: int, limit: int) -> Sequence[Posting]:
        """The first of the statements under a key whose rank is not below one, in their order."""

    def around(self, posting: Posting, number: int) -> Sequence[Posting]:
        """So many before and after a posting, itself among them if it is there, in their order."""

    def repost(self, out: Iterable[Posting], into: Iterable[Posting]) -> None:
        """Take postings away and put others."""

    def ties_of(self, statements: Iterable[str]) -> Collection[Tie]:
        """The ties of some statements with any other."""

    def copied_ties(self, statements: Iterable[str]) -> Collection[Tie]:
        """The ties of some statements with those that they were copied from, or to."""

    def retie(self, out: Iterable[Tie], into: Iterable[Tie]) -> None:
        """Take ties away and put others."""

    def clashes_of(self, statements: Iterable[str]) -> Mapping[Opposition, str]:
        """The clashes of some statements with any other, each with its dispute, empty for none."""

    def clashes_owned(self, owners: Iterable[tuple[str, ...]]) -> Mapping[Opposition, str]:
        """The clashes of some owners, each with its dispute."""

    def clashes_deciding(self, disputes: Iterable[str]) -> Mapping[Opposition, str]:
        """The clashes that make some disputes."""

    def oppose(self, out: Iterable[Opposition], into: Iterable[Opposition]) -> None:
        """Take clashes away and put others, which make no dispute yet."""

    def decide(self, disputes: Mapping[Opposition, str]) -> None:
        """Note which dispute clashes make; empty for none."""
