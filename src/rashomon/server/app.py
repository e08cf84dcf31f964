"""The application: every route, and what answers when one fails."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rashomon.errors import RashomonError
from rashomon.language.parser import Parser
from rashomon.server import answers, statics
from rashomon.server.api import add_api
from rashomon.server.desk import Desk
from rashomon.server.gatekeeping import Gatekeeper
from rashomon.server.pages import ACTIONS, SCREENS
from rashomon.server.problems import TITLES, Moved, Refusal, Trouble, trouble_of
from rashomon.server.rendering import Renderer
from rashomon.server.routes import Workbench, page_routes
from rashomon.server.ruling import Rulings
from rashomon.server.security import Guard
from rashomon.server.states import States
from rashomon.server.uploads import Uploads
from rashomon.server.warming import completer, warmer
from rashomon.settings import Settings
from rashomon.version import __version__

_SURPRISE = "Something that nobody foresaw went wrong. Please report what the server printed."


def create_app(
    ledger: Path, settings: Settings | None = None, parser: Parser | None = None
) -> FastAPI:
    """The workbench and the API on one ledger, which need not be there yet.

    Args:
        ledger: The ledger's file.
        settings: `Settings.serving` says how it is served.
        parser: Reads what is uploaded; that of the package unless given.
    """
    chosen = settings or Settings()
    desk = Desk(ledger, chosen)
    workbench = Workbench(
        desk=desk,
        renderer=Renderer(develop=chosen.serving.develop),
        gatekeeper=Gatekeeper(chosen.serving, chosen.ledger.actor),
        settings=chosen,
        rulings=Rulings(desk),
        uploads=Uploads(desk, parser),
        states=States(desk),
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        desk.begin()
        yield
        await run_in_threadpool(desk.close)

    app = FastAPI(
        title="Rashomon",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
    )
    app.state.workbench = workbench
    desk.on_loaded, desk.on_shown = warmer(workbench, SCREENS), completer(workbench)
    add_api(app)
    app.router.routes.extend(page_routes(workbench, SCREENS, ACTIONS))
    app.router.routes.extend(statics.routes(develop=chosen.serving.develop))
    _handle_failures(app, workbench)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guard, settings=chosen.serving, tell=partial(answers.tell, workbench))
    return app


def _handle_failures(app: FastAPI, workbench: Workbench) -> None:
    async def answer(request: Request, error: Exception) -> Response:
        headers: Mapping[str, str] = {}
        match error:
            case Moved():
                return RedirectResponse(answers.moved_to(workbench, request, error.path), 301)
            case Refusal():
                trouble, headers = error.trouble, error.headers
            case RashomonError():
                trouble, headers = trouble_of(error), answers.retry_headers(error)
            case HTTPException():
                trouble = answers.trouble_of_status(error.status_code, request.url.path)
                headers = error.headers or {}
            case RequestValidationError():
                trouble = answers.trouble_of_fields(error.errors())
            case _:
                trouble = Trouble(500, "internal", TITLES[500], _SURPRISE)
        return await run_in_threadpool(answers.tell, workbench, request, trouble, headers)

    for kind in (Refusal, Moved, RashomonError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, answer)
