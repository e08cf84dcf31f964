"""Reports over HTTP: uploaded, read in turn, with progress as server-sent events."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response, StreamingResponse

from rashomon.exporting.jsonl import plain
from rashomon.server import answers
from rashomon.server.api.documents import answers as documented
from rashomon.server.api.documents import problems, schema_of
from rashomon.server.api.reaching import editor_of, workbench_of
from rashomon.server.asking import Ask
from rashomon.server.problems import not_found, problem_row, refused
from rashomon.server.uploads import MOST_FILES, Upload, Uploads

router = APIRouter(tags=["uploads"])

_SILENCE_S = 15.0
"""After which a comment is sent, so that nothing between takes the connection for dead."""

_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                            "minItems": 1,
                            "maxItems": MOST_FILES,
                        }
                    },
                    "required": ["files"],
                }
            }
        },
    }
}
_EVENTS = {
    200: {
        "description": "Events named `progress`, `done` and `failed`, each with an upload as data.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    },
    **problems(404),
}


@router.post(
    "/uploads",
    status_code=202,
    openapi_extra=_BODY,
    responses=documented(schema_of(Upload), 400, 403, 415, status=202),
)
async def upload_reports(request: Request, editor: Annotated[Ask, Depends(editor_of)]) -> Response:
    """Send files to be read: text, pages, PDF, mails, Word documents, or archives of them."""
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        raise refused(415, "not-a-form", "Send the files as multipart/form-data, field files.")
    async with request.form(max_files=MOST_FILES, max_fields=10) as form:
        files = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
        upload = await run_in_threadpool(
            _uploads(request).add,
            [(one.filename or "report", one.file) for one in files],
            editor.user.name,
        )
    return answers.json(
        _row(upload), status=202, headers={"location": f"/api/v1/uploads/{upload.id}"}
    )


@router.get("/uploads/{upload}", responses=documented(schema_of(Upload), 404))
def show_upload(request: Request, upload: str) -> Response:
    """How far an upload is, and what came of it."""
    found = _uploads(request).find(upload)
    if found is None:
        raise not_found("upload", upload)
    return answers.json(_row(found))


@router.get("/uploads/{upload}/events", responses=_EVENTS)
def follow_upload(request: Request, upload: str) -> Response:
    """The progress of an upload as server-sent events, to its end."""
    uploads = _uploads(request)
    if uploads.find(upload) is None:
        raise not_found("upload", upload)
    return StreamingResponse(
        _events(uploads, upload),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _events(uploads: Uploads, id_: str) -> AsyncIterator[bytes]:
    step = -1
    while True:
        found = await run_in_threadpool(uploads.wait, id_, step, _SILENCE_S)
        if found is None:
            return
        if found.step == step:
            yield b": still at it\n\n"
            continue
        step = found.step
        ended = found.state in ("done", "failed")
        name = found.state if ended else "progress"
        data = msgspec.json.encode(_row(found)).decode()
        yield f"id: {step}\nevent: {name}\ndata: {data}\n\n".encode()
        if ended:
            return


def _uploads(request: Request) -> Uploads:
    return workbench_of(request).uploads


def _row(upload: Upload) -> dict[str, Any]:
    row: dict[str, Any] = plain(upload)
    if upload.trouble is not None:
        row["trouble"] = problem_row(upload.trouble)
    return row
