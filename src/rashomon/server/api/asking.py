"""What the API can be asked with: the parameters of each list, checked, with examples."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from rashomon.records.drafts import EventType, StateType, Status
from rashomon.records.mentions import MentionKind

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

ClaimStatus = Literal["single", "corroborated", "disputed", "denied"]
Type = EventType | StateType
EntityKind = Literal["person", "organization", "group", "place", "facility", "other"]


def _iso_day(value: Any) -> date:
    """A day in ISO 8601 and in no other form: 2015-06-03."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        raise ValueError("write a day such as 2015-06-03")
    return date.fromisoformat(value)


Day = Annotated[date, BeforeValidator(_iso_day)]
Id = Annotated[str, Field(min_length=1, max_length=80)]
AsOf = Annotated[
    Day | None,
    Field(
        description="As known on the evening of this day; what is known now unless given.",
        examples=["2015-06-03"],
    ),
]


class AsKnown(BaseModel):
    """Every question can be asked of a day; a parameter that there is not is refused."""

    model_config = ConfigDict(extra="forbid")

    asof: AsOf = None


class Paged(AsKnown):
    """What every list takes."""

    limit: Annotated[int, Field(ge=1, le=500, description="Rows at a time.")] = 100
    cursor: Annotated[
        str | None,
        Field(max_length=500, description="`next` of the page before; the first page without."),
    ] = None


Words = Annotated[
    str | None, Field(max_length=200, description="Only where these words stand, in any case.")
]
From = Annotated[Day | None, Field(alias="from", description="Only from this day on.")]
To = Annotated[Day | None, Field(alias="to", description="Only up to this day.")]


class ReportsAsked(Paged):
    """Filters of reports; days are those of publication."""

    q: Words = None
    outlet: Annotated[list[str], Field(description="Only of these outlets.")] = []
    language: Annotated[list[str], Field(description="ISO 639-1 codes.", examples=[["en"]])] = []
    from_: From = None
    to: To = None


class OfReport(Paged):
    """Filters of passages and marks."""

    report: Annotated[Id | None, Field(description="Only of this report.")] = None


class MarksAsked(OfReport):
    """Filters of marks."""

    kind: list[MentionKind] = []
    entity: Annotated[Id | None, Field(description="Only those of this entity.")] = None


class StatementsAsked(OfReport):
    """Filters of statements; days are those on which it happened or held."""

    q: Words = None
    type: Annotated[list[Type], Field(examples=[["ASSAULT", "CONTROL"]])] = []
    status: list[Status] = []
    entity: Annotated[
        Id | None, Field(description="Only where it acts, is acted on, is the place or speaks.")
    ] = None
    claim: Annotated[Id | None, Field(description="Only of this claim.")] = None
    from_: From = None
    to: To = None


class ClaimsAsked(Paged):
    """Filters of claims; days are those of the first report."""

    q: Words = None
    status: Annotated[list[ClaimStatus], Field(examples=[["disputed"]])] = []
    type: list[Type] = []
    entity: Annotated[Id | None, Field(description="Only where a statement has it in a role.")] = (
        None
    )
    report: Annotated[Id | None, Field(description="Only carried by this report.")] = None
    outlet: Annotated[str | None, Field(max_length=200)] = None
    least: Annotated[int, Field(ge=0, le=10_000, description="At least so many origins.")] = 0
    from_: From = None
    to: To = None
    sort: Annotated[
        Literal["id", "origins", "first", "last"],
        Field(description="By id, most origins first, or by the day of the first or last report."),
    ] = "id"


class DisputesAsked(Paged):
    """Filters of disputes."""

    field: Annotated[list[str], Field(description="What the accounts differ in.")] = []
    claim: Annotated[Id | None, Field(description="Only those in which this claim stands.")] = None


class EntitiesAsked(Paged):
    """Filters of entities."""

    q: Annotated[
        str | None, Field(max_length=200, description="Part of a name under which it goes.")
    ] = None
    kind: list[EntityKind] = []


class ReuseAsked(OfReport):
    """Filters of reuse; a report is on either side."""

    kind: list[Literal["verbatim", "edited", "quoted"]] = []
    direction: list[Literal["known", "unknown"]] = []


class StandingAsked(OfReport):
    """Filters of standing matter; a report is on either side."""


class PactsAsked(Paged):
    """Filters of pacts."""

    party: Annotated[Id | None, Field(description="Only with this entity as a party.")] = None


class ForecastsAsked(Paged):
    """Filters of forecasts."""

    outcome: list[Literal["open", "borne out", "not borne out"]] = []
    by: Annotated[
        str | None, Field(max_length=200, description="Only by this entity or source.")
    ] = None


class TimelineAsked(Paged):
    """Filters of the timeline."""

    from_: From = None
    to: To = None
    type: list[Type] = []


class SituationAsked(BaseModel):
    """The two days of a situation, and what of it is wanted."""

    model_config = ConfigDict(extra="forbid")

    valid_at: Annotated[
        Day | None,
        Field(
            description="The day on which it held; `asof` unless given.", examples=["2015-05-21"]
        ),
    ] = None
    asof: AsOf = None
    kind: Annotated[
        list[Literal["control", "force", "post", "captivity", "pact"]],
        Field(description="Only states of these kinds."),
    ] = []
    about: Annotated[
        Id | None,
        Field(description="Only what concerns this entity, by its id: as holder, held or rival."),
    ] = None
    limit: Annotated[
        int | None,
        Field(ge=1, le=500, description="States looked at for a page; all at once unless given."),
    ] = None
    cursor: Annotated[
        str | None, Field(max_length=8000, description="`next` of the page before.")
    ] = None


class WhatifAsked(AsKnown):
    """The event of a what-if."""

    event: Annotated[str, Field(min_length=1, max_length=500, examples=["Israel attacks Syria"])]
    on: Annotated[
        Day | None,
        Field(description="The day on which it happens; by all that is known unless given."),
    ] = None
