"""Questions to the ledger over HTTP: about, situation, what-if, timeline, sources, brief."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from msgspec.structs import replace
from starlette.responses import Response

from rashomon.exporting.jsonl import plain
from rashomon.ledger.codec import FIELDS
from rashomon.records.pacts import Holding, Obligation, Supposition
from rashomon.server import answers
from rashomon.server.api import asking
from rashomon.server.api.documents import answers as documented
from rashomon.server.api.documents import paged, problems, schema_of
from rashomon.server.api.filters import among, chosen, during
from rashomon.server.api.paging import decode_cursor, digest_of, encode_cursor, page
from rashomon.server.api.reaching import desk_of, workbench_of
from rashomon.server.snapshots import Snapshot
from rashomon.server.states import States
from rashomon.situation import Asked, answer_whatif
from rashomon.situation.board import KEYS_A_PAGE
from rashomon.version import __version__
from rashomon.views import SourcesView, TimelineRow, list_sources, write_brief
from rashomon.views.citing import Citations
from rashomon.views.sources import CopyRow, OutletRow, VoiceRow
from rashomon.views.timeline import Dated, list_dated, write_row

router = APIRouter(tags=["questions"])

_ABOUT = {
    "type": "object",
    "properties": {
        "rashomon": {"type": "string", "description": "Version of the program."},
        "story": {"type": "string"},
        "title": {"type": "string"},
        "corpus": {"type": "string", "description": "Hash of the inputs that were read."},
        "state": {"type": "integer", "description": "Number of the ledger's newest entry."},
        "unfinished": {"type": "boolean", "description": "A read was stopped half-way."},
        "asof": {"type": ["string", "null"], "format": "date"},
        "days": {"$ref": "#/components/schemas/days"},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
    "required": ["rashomon", "story", "title", "corpus", "state", "unfinished", "asof", "counts"],
}


@router.get("/about", responses=documented(_ABOUT))
def about(request: Request, asked: Annotated[asking.AsKnown, Query()]) -> Response:
    """What the ledger holds, and of which inputs."""
    desk = desk_of(request)
    snapshot = desk.snapshot(asked.asof)
    return answers.json(
        {
            "rashomon": __version__,
            "story": desk.slug,
            "title": desk.title,
            "corpus": snapshot.digest,
            "state": snapshot.seq,
            "unfinished": snapshot.unfinished,
            "asof": asked.asof,
            "days": snapshot.days or {"from": None, "to": None},
            "counts": {field: len(getattr(snapshot.findings, field)) for field in FIELDS.values()},
        }
    )


_SITUATION = {
    "type": "object",
    "properties": {
        "valid_at": {"type": ["string", "null"], "format": "date"},
        "asof": {"type": ["string", "null"], "format": "date"},
        "items": {"type": "array", "items": schema_of(Holding)},
        "next": {
            "type": ["string", "null"],
            "description": "Cursor of the next page, where a limit was given.",
        },
    },
    "required": ["valid_at", "asof", "items", "next"],
}


@router.get("/situation", responses=documented(_SITUATION))
def show_situation(request: Request, asked: Annotated[asking.SituationAsked, Query()]) -> Response:
    """Who held what on one day, as far as was reported by another; by the last report unless given."""
    states = workbench_of(request).states
    known = asked.asof or states.last_day()
    valid = asked.valid_at or known
    rows: tuple[Holding, ...] = ()
    following = None
    if known is not None and valid is not None:
        rows, following = _held(states, asked, Asked(valid, known))
    return answers.json({"valid_at": valid, "asof": known, "items": rows, "next": following})


def _held(
    states: States, asked: asking.SituationAsked, days: Asked
) -> tuple[tuple[Holding, ...], str | None]:
    """The rows that are wanted, and the cursor of the next page if there is one."""
    wanted = replace(days, kinds=frozenset(asked.kind), about=asked.about or "")
    question = digest_of(asked)
    after = None if asked.cursor is None else decode_cursor(asked.cursor, question, ())
    if asked.limit is None and after is None:
        with states.board(wanted, whole=True) as board:
            return board.rows(wanted), None
    key = None if after is None else tuple(map(str, after))
    with states.board(wanted) as board:
        found = board.page(wanted, key, asked.limit or KEYS_A_PAGE)
    return found.rows, None if found.next is None else encode_cursor(found.next, question)


_WHATIF = {
    "type": "object",
    "properties": {
        "understood": schema_of(Supposition),
        "items": {"type": "array", "items": schema_of(Obligation)},
        "lapsed": {
            "type": "array",
            "items": schema_of(Obligation),
            "description": "What pacts would have laid on whom that are not in force on that day.",
        },
    },
    "required": ["understood", "items", "lapsed"],
}


@router.get("/whatif", responses=documented(_WHATIF))
def ask_whatif(request: Request, asked: Annotated[asking.WhatifAsked, Query()]) -> Response:
    """Whom an event would oblige by the pacts that the reports tell of; 422 where none is understood."""
    findings = desk_of(request).snapshot(asked.asof).whole()
    found = answer_whatif(findings, asked.event, asked.on)
    return answers.json(
        {"understood": found.event, "items": found.obligations, "lapsed": found.lapsed}
    )


@router.get("/timeline", responses=documented(paged(schema_of(TimelineRow))))
def list_timeline(request: Request, asked: Annotated[asking.TimelineAsked, Query()]) -> Response:
    """Dated events in the order of their days, and when each was first reported."""
    snapshot = desk_of(request).snapshot(asked.asof)
    dated, cited = snapshot.keep("api.timeline", _timeline)
    found = chosen(
        dated,
        during(asked.from_, asked.to, lambda one: one.days),
        among(asked.type, lambda one: one.type),
    )
    return answers.json(
        page(
            snapshot, asked, found, lambda one: one.place, lambda one: plain(write_row(one, cited))
        )
    )


def prepare(snapshot: Snapshot) -> None:
    """Make now what the first question would wait for."""
    snapshot.keep("api.timeline", _timeline)
    _sources(snapshot)


def _timeline(snapshot: Snapshot) -> tuple[list[Dated], Citations]:
    """The rows before they are written out: a page is a hundred of a hundred thousand."""
    cited = Citations(snapshot.findings)
    return list_dated(snapshot.findings, cited), cited


def _sources(snapshot: Snapshot) -> SourcesView:
    return snapshot.keep("sources.people", lambda one: list_sources(one.findings))


_SOURCES = paged(
    {"anyOf": [schema_of(VoiceRow), schema_of(OutletRow), schema_of(CopyRow)]},
)


@router.get("/sources/{what}", responses=documented(_SOURCES))
def list_voices(
    request: Request,
    what: Literal["voices", "outlets", "copies"],
    asked: Annotated[asking.Paged, Query()],
) -> Response:
    """On whose word it is said: voices, outlets, or who copied whom."""
    snapshot = desk_of(request).snapshot(asked.asof)
    rows = getattr(_sources(snapshot), what)
    numbered = list(enumerate(rows))
    return answers.json(
        page(snapshot, asked, numbered, lambda pair: (pair[0],), lambda pair: plain(pair[1]))
    )


_BRIEF = {
    200: {
        "description": "The brief in Markdown.",
        "content": {"text/markdown": {"schema": {"type": "string"}}},
    },
    **problems(),
}


@router.get("/brief", responses=_BRIEF)
def show_brief(request: Request, asked: Annotated[asking.AsKnown, Query()]) -> Response:
    """What is contested, what is agreed, who copied whom, for an editor."""
    snapshot = desk_of(request).snapshot(asked.asof)
    words = snapshot.keep("brief", lambda one: write_brief(one.whole(), one.rejects))
    return Response(words, headers=answers.PRIVATE, media_type="text/markdown; charset=utf-8")
