"""Which pacts are in force on a day, as far as was reported by another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from rashomon.instants import Days
from rashomon.records.pacts import Holding, Pact
from rashomon.records.reports import Report
from rashomon.situation.bearings import event_bearing, known_on
from rashomon.situation.holdings import Asked, Key, latest
from rashomon.situation.parts import Part, Parts
from rashomon.situation.turns import Pledge, standing_of


class Mention(Struct, frozen=True, array_like=True):
    """A statement that speaks of a pact, and the days on which its report is known and was published."""

    statement: str
    known: date
    published: Days | None


class Commitments:
    """The pacts that are told of; a key is a pact's id.

    A pact is in force from the first day of signing that was known by then; one whose signing has no
    known day, from the first report that tells of it. It is in force until it is told to have been
    suspended, ended or left, or to have expired, and once more when it is told to be renewed.
    """

    kind = "pact"

    def __init__(self, parts: Parts, pacts: Mapping[str, Pledge]) -> None:
        self._parts = parts
        self._pacts = pacts

    def rows(self, key: Key, asked: Asked) -> Iterator[Holding]:
        """A pact that is in force; none where it is not."""
        pact = self._pacts[key[0]]
        tellings: Sequence[Mention] = self._parts.under(self.kind, key)
        days = {one.statement: one.published for one in tellings if one.known <= asked.known_at}
        begun = _begun(pact, days) if days else None
        if begun is None or begun > asked.valid_at:
            return
        standing = standing_of(pact, asked.valid_at, days)
        if standing.lapse is None:
            yield Holding(
                kind="pact",
                subject=pact.id,
                value=tuple(one for one in pact.parties if one not in standing.gone),
                contested_by=(),
                statements=tuple(days),
                independent=0,
                since=begun,
                reported=latest(days.values()),
            )


def read_commitments(
    pacts: Iterable[Pact], statements: Mapping[str, str], reports: Mapping[str, Report]
) -> Iterator[Part]:
    """The statements that speak of some pacts, each with its report's days.

    Args:
        pacts: The pacts.
        statements: The report of each statement, by their ids.
        reports: Reports by id.
    """
    for pact in pacts:
        for one in sorted({*pact.statements}):
            report = reports.get(statements.get(one, ""))
            if report is not None:
                said = Mention(one, known_on(report), report.published.days)
                yield Part(
                    Commitments.kind, (pact.id,), one, said.known, date.min, said, pact.parties
                )


def _begun(pact: Pledge, told: Mapping[str, Days | None]) -> date | None:
    """The first day of signing that is told of, else the first report."""
    signed = [
        signing.days.last
        for signing in pact.signed
        if signing.days is not None and any(one in told for one in signing.statements)
    ]
    if signed:
        return min(signed)
    bearings = (event_bearing(None, published) for published in told.values())
    return min((one.since for one in bearings if one is not None), default=None)
