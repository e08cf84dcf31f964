"""Records as the ledger keeps them: JSON that can be read in thirty years without this program.

The kinds of records, and for each the type, its place in `Findings`, its id and the days it speaks of.
"""

from typing import Any

import msgspec

from rashomon.ids import content_id
from rashomon.instants import Days, hull
from rashomon.records.claims import Claim, Dispute
from rashomon.records.findings import Findings
from rashomon.records.mentions import Entity, Mark
from rashomon.records.pacts import Forecast, Pact
from rashomon.records.reports import Passage, Reject, Report
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement

Record = (
    Report
    | Passage
    | Mark
    | Statement
    | Entity
    | Reuse
    | Claim
    | Dispute
    | Pact
    | Forecast
    | Reject
)

TYPES: dict[str, type[Any]] = {
    "report": Report,
    "passage": Passage,
    "mark": Mark,
    "statement": Statement,
    "entity": Entity,
    "reuse": Reuse,
    "claim": Claim,
    "dispute": Dispute,
    "pact": Pact,
    "prior": Pact,
    "forecast": Forecast,
    "reject": Reject,
}
"""The kinds of records and their types."""

FIELDS: dict[str, str] = {
    "report": "reports",
    "passage": "passages",
    "mark": "marks",
    "statement": "statements",
    "entity": "entities",
    "reuse": "reuse",
    "claim": "claims",
    "dispute": "disputes",
    "pact": "pacts",
    "forecast": "forecasts",
}
"""Where each kind stands in `Findings`; in this order they are entered."""


def encode(record: Record) -> str:
    """A record as JSON; the same record gives the same text."""
    return msgspec.json.encode(record).decode()


def decode(kind: str, payload: str) -> Any:
    """The record of a kind that `encode` wrote."""
    return msgspec.json.decode(payload, type=TYPES[kind])


def record_id(record: Record) -> str:
    """A record's id; a reject, which has none of its own, goes by its name."""
    return content_id("rj", record.name) if isinstance(record, Reject) else record.id


def records_of(findings: Findings, kind: str) -> tuple[Record, ...]:
    """The records of one kind."""
    found: tuple[Record, ...] = getattr(findings, FIELDS[kind])
    return found


def valid_days(record: Record) -> Days | None:
    """The days that a record speaks of; None where it speaks of none, or they are unknown."""
    match record:
        case Report():
            return record.published.days
        case Statement():
            return None if record.time is None else record.time.days
        case Mark():
            return None if record.time is None else record.time.days
        case Claim():
            days = (record.first_reported, record.last_reported)
            return hull(one for one in days if one is not None)
        case Forecast():
            return record.window
        case _:
            return None
