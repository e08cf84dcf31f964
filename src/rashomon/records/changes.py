"""What changes where reports are added, read again or taken away."""

from typing import Generic, TypeVar

from msgspec import Struct

from rashomon.records.claims import Claim, Dispute
from rashomon.records.mentions import Entity, Mark
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Passage, Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement

T = TypeVar("T")


class Change(Struct, Generic[T], frozen=True):
    """The records of one kind that are not what they were.

    ``put`` are those that are new, or that hold something else under the id that they had; ``gone`` are
    the ids of those that no longer follow. Both are sorted by id, and what is the same as before is in
    neither: the records before, without ``gone`` and with ``put`` in place of what had their ids, are
    the records after.
    """

    put: tuple[T, ...] = ()
    gone: tuple[str, ...] = ()


class Regrounded(Struct, frozen=True):
    """What changes among the records that grounding gives, and among those that it rests on.

    It leads from what follows from some reports to what follows from others, in whatever order and in
    however many steps they came.
    """

    reports: Change[Report] = Change()
    passages: Change[Passage] = Change()
    marks: Change[Mark] = Change()
    statements: Change[Statement] = Change()
    entities: Change[Entity] = Change()
    reuse: Change[Reuse] = Change()


class Resettled(Struct, frozen=True):
    """What changes among all findings, a kind a field; see `rashomon.records.findings.Findings`."""

    reports: Change[Report] = Change()
    passages: Change[Passage] = Change()
    marks: Change[Mark] = Change()
    statements: Change[Statement] = Change()
    entities: Change[Entity] = Change()
    reuse: Change[Reuse] = Change()
    claims: Change[Claim] = Change()
    disputes: Change[Dispute] = Change()
    pacts: Change[Pact] = Change()
    forecasts: Change[Forecast] = Change()
