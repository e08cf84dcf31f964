"""Exports as downloads: every format of the command line, as known now or on a day."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from rashomon.exporting.formats import FORMATS, pack_format
from rashomon.exporting.making import making_of
from rashomon.server.answers import PRIVATE
from rashomon.server.api import asking
from rashomon.server.api.documents import problems
from rashomon.server.api.reaching import desk_of

router = APIRouter(tags=["exports"])

Form = Literal["jsonl", "csv", "geojson", "sqlite", "gexf", "timelinejs", "claimreview"]
_BYTES = {
    200: {
        "description": "The export; its media type follows from its format.",
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in sorted({one.media_type for one in FORMATS.values()})
            if not kind.endswith("json")
        }
        | {
            kind: {"schema": {"type": "object"}}
            for kind in sorted({one.media_type for one in FORMATS.values()})
            if kind.endswith("json")
        },
    },
    **problems(),
}


@router.get("/export/{form}", responses=_BYTES)
def download(request: Request, form: Form, asked: Annotated[asking.AsKnown, Query()]) -> Response:
    """The whole ledger in one of the formats; jsonl and csv come as a zip archive of their files."""
    desk = desk_of(request)
    snapshot = desk.snapshot(asked.asof)
    findings = snapshot.whole()
    suffix, media_type, content = pack_format(
        form, findings, making_of(findings, desk.made_by(), asked.asof)
    )
    known = "" if asked.asof is None else f"-{asked.asof.isoformat()}"
    name = f"{desk.slug}{known}{suffix}"
    return Response(
        content,
        headers={**PRIVATE, "content-disposition": f'attachment; filename="{name}"'},
        media_type=media_type,
    )
