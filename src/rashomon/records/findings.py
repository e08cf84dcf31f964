"""What the path gives for one report alone, and for all reports together."""

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
