"""Search over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from rashomon.instants import Days
from rashomon.server import answers
from rashomon.server.api import asking
from rashomon.server.api.documents import answers as documented
from rashomon.server.api.documents import schema_of
from rashomon.server.api.filters import interval
from rashomon.server.api.reaching import desk_of
from rashomon.server.finding import Results, Wanted, find
from rashomon.views.cells import Role

router = APIRouter(tags=["questions"])

MOST_OFFSET = 100_000


class SearchAsked(asking.AsKnown):
    """What is searched for, and by what it is narrowed."""

    q: Annotated[
        str,
        Field(
            max_length=200,
            description='Words that all must stand in a passage; "side by side" in quotes, beg* for'
            " words that begin so. Arabic and Persian spellings of one letter are one.",
            examples=['"Revolutionary Guard" withdr*'],
        ),
    ] = ""
    entity: list[asking.Id] = Field(default_factory=list, description="One of these has a role.")
    place: list[asking.Id] = Field(default_factory=list, description="At one of these.")
    source: list[str] = Field(
        default_factory=list, description="On the word of one of these: ids, or names of speakers."
    )
    outlet: list[str] = Field(default_factory=list)
    status: list[asking.ClaimStatus] = Field(default_factory=list)
    role: list[Role] = Field(
        default_factory=list, description="The status as the workbench colours it."
    )
    type: list[asking.Type] = Field(default_factory=list)
    from_: asking.From = None
    to: asking.To = None
    offset: Annotated[int, Field(ge=0, le=MOST_OFFSET)] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 20


@router.get("/search", responses=documented(schema_of(Results)))
def search(request: Request, asked: Annotated[SearchAsked, Query()]) -> Response:
    """Passages with the words marked, what each says, and how many there are of each kind."""
    desk = desk_of(request)
    days: Days | None = interval(asked.from_, asked.to)
    wanted = Wanted(
        words=asked.q,
        entities=tuple(asked.entity),
        places=tuple(asked.place),
        sources=tuple(asked.source),
        outlets=tuple(asked.outlet),
        statuses=tuple(asked.status),
        roles=tuple(asked.role),
        types=tuple(asked.type),
        days=days,
    )
    return answers.json(find(desk, desk.snapshot(asked.asof), wanted, asked.offset, asked.limit))
