"""Corrections over HTTP: the log, the queue of doubts, previews, entries, undos."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from rashomon.exporting.jsonl import plain
from rashomon.records.corrections import Correction, Doubt, Placement, Preview
from rashomon.server import answers
from rashomon.server.api import asking
from rashomon.server.api.documents import answers as documented
from rashomon.server.api.documents import paged, schema_of
from rashomon.server.api.filters import among, chosen
from rashomon.server.api.paging import page
from rashomon.server.api.reaching import desk_of, editor_of, workbench_of
from rashomon.server.asking import Ask
from rashomon.server.problems import not_found
from rashomon.workspace.corrections import Details

router = APIRouter(tags=["corrections"])

Kind = Literal[
    "confirm", "merge", "split", "relabel", "regrade", "reject", "set-outlet", "set-date"
]
Editor = Annotated[Ask, Depends(editor_of)]


class CorrectionAsked(BaseModel):
    """A correction as somebody proposes it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Annotated[Kind, Field(examples=["merge"])]
    targets: Annotated[
        list[asking.Id],
        Field(
            min_length=1, max_length=50, examples=[["en-0363f14aaa7d41e6", "en-4e24e37bd9a398ed"]]
        ),
    ]
    reason: Annotated[str | None, Field(max_length=2000)] = None
    value: Annotated[
        str | None, Field(max_length=500, description="What a relabel, regrade or outlet sets.")
    ] = None
    field: Annotated[str | None, Field(max_length=40, description="Which field it sets.")] = None
    days: Annotated[
        str | None, Field(max_length=30, description="2015-05-21, or 2015-05-01/2015-05-31.")
    ] = None
    away: Annotated[
        list[asking.Id], Field(max_length=1000, description="What a split parts from the rest.")
    ] = []
    version: Annotated[
        int | None,
        Field(ge=0, description="The last entry seen of the targets; a later one answers 409."),
    ] = None


class UndoAsked(BaseModel):
    """Why a correction is taken back."""

    model_config = ConfigDict(extra="forbid", strict=True)

    reason: Annotated[str | None, Field(max_length=2000)] = None
    version: Annotated[int | None, Field(ge=0)] = None


class CorrectionsAsked(asking.Paged):
    """Filters of the log."""

    state: Annotated[
        list[Literal["holds", "undone", "unplaced"]],
        Field(default_factory=list, description="What became of it."),
    ]


def _details(asked: CorrectionAsked, author: str) -> Details:
    return {
        "reason": asked.reason,
        "value": asked.value,
        "field": asked.field,
        "days": asked.days,
        "away": asked.away,
        "version": asked.version,
        "author": author,
    }


@router.get("/corrections", responses=documented(paged(schema_of(Placement))))
def list_corrections(request: Request, asked: Annotated[CorrectionsAsked, Query()]) -> Response:
    """Every correction and undo in its order, with what became of it."""
    snapshot = desk_of(request).snapshot()
    found = chosen(
        workbench_of(request).rulings.placements(), among(asked.state, lambda one: one.state)
    )
    return answers.json(page(snapshot, asked, found, lambda one: (one.correction.seq,), plain))


@router.get("/corrections/{correction}", responses=documented(schema_of(Placement), 404))
def show_correction(request: Request, correction: str) -> Response:
    """One correction by its id, with what became of it."""
    for one in workbench_of(request).rulings.placements():
        if one.correction.id == correction:
            return answers.json(one)
    raise not_found("correction", correction)


@router.get("/doubts", responses=documented(paged(schema_of(Doubt))))
def list_doubts(request: Request, asked: Annotated[asking.Paged, Query()]) -> Response:
    """The close decisions of the program, for a person to confirm or turn round."""
    snapshot = desk_of(request).snapshot(asked.asof)
    numbered = list(enumerate(workbench_of(request).rulings.doubts(snapshot)))
    return answers.json(
        page(snapshot, asked, numbered, lambda pair: (pair[0],), lambda pair: plain(pair[1]))
    )


@router.post("/corrections/preview", responses=documented(schema_of(Preview), 400, 403, 404, 409))
def preview_correction(request: Request, editor: Editor, asked: CorrectionAsked) -> Response:
    """What a correction would change: a sentence, and record by record; nothing is kept."""
    details = _details(asked, editor.user.name)
    return answers.json(
        workbench_of(request).rulings.preview(asked.kind, *asked.targets, **details)
    )


@router.post(
    "/corrections",
    status_code=201,
    responses=documented(schema_of(Correction), 400, 403, 404, 409, status=201),
)
def enter_correction(request: Request, editor: Editor, asked: CorrectionAsked) -> Response:
    """Enter a correction; the findings that follow are there when it answers."""
    details = _details(asked, editor.user.name)
    entered = workbench_of(request).rulings.correct(asked.kind, *asked.targets, **details)
    return answers.json(entered, status=201)


@router.post(
    "/corrections/{correction}/undo",
    status_code=201,
    responses=documented(schema_of(Correction), 400, 403, 404, 409, status=201),
)
def undo_correction(
    request: Request, editor: Editor, correction: str, asked: UndoAsked
) -> Response:
    """Take a correction back by one more entry."""
    entered = workbench_of(request).rulings.correct(
        "undo",
        correction,
        reason=asked.reason,
        version=asked.version,
        author=editor.user.name,
    )
    return answers.json(entered, status=201)
