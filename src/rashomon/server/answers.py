"""Answers in the form that was asked for: pages, JSON twins, CSV twins, problems."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from rashomon.errors import RashomonError
from rashomon.exporting.jsonl import plain
from rashomon.exporting.tables import csv_text
from rashomon.server.asking import Ask
from rashomon.server.problems import PROBLEM_TYPE, TITLES, Refusal, Trouble, Way, problem_row

if TYPE_CHECKING:
    from rashomon.server.routes import Workbench

PRIVATE = {"cache-control": "private, no-cache", "vary": "Cookie"}
"""Pages are asked for anew each time: the ledger may have changed, and so may who looks."""

_RETRY_S = 2


def html(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A page."""
    return Response(
        text, status, {**PRIVATE, **(headers or {})}, media_type="text/html; charset=utf-8"
    )


def json(content: Any, headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    """A view or a record as JSON, in the words of the export."""
    return Response(
        msgspec.json.encode(plain(content)),
        status,
        headers={**PRIVATE, **(headers or {})},
        media_type="application/json",
    )


def csv(rows: Sequence[Mapping[str, Any]], name: str) -> Response:
    """Rows as a file for a spreadsheet."""
    return Response(
        csv_text(rows).encode(),
        headers={**PRIVATE, "content-disposition": f'attachment; filename="{name}.csv"'},
        media_type="text/csv; charset=utf-8",
    )


def wants_page(request: Request) -> bool:
    """Whether a person looks: a problem is told as a page, else as a problem document."""
    path = request.url.path
    if path.startswith("/api/") or path.endswith((".json", ".csv")):
        return False
    accepted = request.headers.get("accept", "*/*")
    return "text/html" in accepted or "*/*" in accepted


def tell(
    workbench: "Workbench", request: Request, trouble: Trouble, headers: Mapping[str, str]
) -> Response:
    """A problem, as a page or as a document."""
    if not wants_page(request):
        return Response(
            msgspec.json.encode(plain(problem_row(trouble))),
            trouble.status,
            {"cache-control": "no-store", **headers},
            media_type=PROBLEM_TYPE,
        )
    # Whoever has yet to enter, or comes by another host's name, learns nothing of the story.
    ask = None if trouble.status in (401, 421) else _ask_that_shows(workbench, request)
    page = workbench.renderer.render("error.html", trouble=trouble, ask=ask, screen=None)
    return html(page, trouble.status, headers)


def retry_headers(error: RashomonError) -> dict[str, str]:
    """When to ask again after an error that passes by itself."""
    passes = error.code in ("ledger-loading", "ledger-busy")
    # A browser that shows the page asks again by itself.
    return {"retry-after": str(_RETRY_S), "refresh": str(_RETRY_S)} if passes else {}


def moved_to(workbench: "Workbench", request: Request, path: str) -> str:
    """Where a record that moved is to be found, in the form that was asked for."""
    if request.url.path.startswith("/api/"):
        query = request.url.query
        return f"/api/v1{path}" + (f"?{query}" if query else "")
    for form in (".json", ".csv"):
        if request.url.path.endswith(form):
            path += form
    return workbench.ask(request).link(path)


def trouble_of_status(status: int, path: str) -> Trouble:
    """What a bare status means."""
    details = {
        400: "The body of the request cannot be read. Send what its content type says, in UTF-8.",
        404: f"There is nothing at {path[:120]}.",
        405: f"{path[:120]} does not do that. It may be read only.",
    }
    codes = {400: "unreadable-body", 404: "no-such-page", 405: "no-such-method"}
    title = TITLES.get(status, "Not possible")
    return Trouble(
        status,
        codes.get(status, f"http-{status}"),
        title,
        details.get(status, title + "."),
        ways=(Way("Overview", ""),),
    )


def trouble_of_fields(errors: Sequence[Mapping[str, Any]]) -> Trouble:
    """What is wrong with the fields of a request, the first of them by name."""
    told = [(_field(one.get("loc", ())), str(one["msg"])) for one in errors]
    field = told[0][0] if told else None
    detail = "; ".join(f"{name}: {said}" if name else said for name, said in told[:5])
    return Trouble(422, "bad-filter", TITLES[422], detail + ".", field=field)


def _field(location: Sequence[str | int]) -> str:
    """The name of a field, of the path that leads to it: ``("query", "status", 0)`` is ``status``."""
    names = [str(one) for one in location if isinstance(one, str)]
    return names[-1] if len(names) > 1 else ""


def _ask_that_shows(workbench: "Workbench", request: Request) -> Ask | None:
    """What was asked for, as far as the page of a problem can show it; None where nothing can be."""
    try:
        ask = workbench.ask_if_known(request)
        if ask is not None and isinstance(ask.query.get("asof"), str):
            try:
                date.fromisoformat(ask.query["asof"])
            except ValueError:
                ask.query = {name: value for name, value in ask.query.items() if name != "asof"}
        if ask is not None:
            ask.snapshot  # noqa: B018 - a page needs it, and it may be just what cannot be had
    except (RashomonError, Refusal):
        return None
    return ask
