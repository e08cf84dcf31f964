"""Which pacts are in force on a day, as far as was reported by another."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from rashomon.records.pacts import Holding, Pact
from rashomon.records.reports import Report
from rashomon.records.statements import Statement
from rashomon.situation.bearings import event_bearing, known_on
from rashomon.situation.holdings import Asked, Key, Naming
from rashomon.situation.turns import standing_of


class Commitments:
    """The pacts that are told of; a key is a pact's id.

    A pact is in force from the first day of signing that was known by then; one whose signing has no
    known day, from the first report that tells of it. It is in force until it is told to have been
    suspended, ended or left, or to have expired, and once more when it is told to be renewed.
    """

    kind = "pact"

    def __init__(
        self,
        pacts: Iterable[Pact],
        statements: Iterable[Statement],
        reports: Mapping[str, Report],
    ) -> None:
        self._pacts: dict[Key, Pact] = {(one.id,): one for one in pacts}
        wanted = frozenset(one for pact in self._pacts.values() for one in pact.statements)
        self._reports = {one.id: reports[one.report] for one in statements if one.id in wanted}
        self.keys = sorted(self._pacts)
        self.naming = Naming()
        for key, pact in self._pacts.items():
            self.naming.add(pact.parties, key)

    def rows(self, key: Key, asked: Asked) -> Iterator[Holding]:
        """A pact that is in force; none where it is not."""
        pact = self._pacts[key]
        told = [one for one in pact.statements if self._is_known(one, asked)]
        begun = self._begun(pact, told, asked) if told else None
        if begun is None or begun > asked.valid_at:
            return
        days = {one: self._reports[one].published.days for one in told}
        standing = standing_of(pact, asked.valid_at, days)
        if standing.lapse is None:
            yield Holding(
                kind="pact",
                subject=pact.id,
                value=tuple(one for one in pact.parties if one not in standing.gone),
                contested_by=(),
                statements=tuple(told),
                independent=0,
                since=begun,
            )

    def _begun(self, pact: Pact, told: Iterable[str], asked: Asked) -> date | None:
        signed = [
            signing.days.last
            for signing in pact.signed
            if signing.days is not None
            and any(self._is_known(one, asked) for one in signing.statements)
        ]
        if signed:
            return min(signed)
        bearings = (event_bearing(None, self._reports[one].published.days) for one in told)
        return min((one.since for one in bearings if one is not None), default=None)

    def _is_known(self, statement: str, asked: Asked) -> bool:
        report = self._reports.get(statement)
        return report is not None and known_on(report) <= asked.known_at
