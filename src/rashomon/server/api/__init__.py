"""The HTTP API, ``/api/v1``: the records of the public export, and the questions of the command line.

An operation reads one snapshot and answers from it; what it answers with is a row of
`rashomon.exporting.jsonl` or a view of `rashomon.views`. Parameters that there are not, and values that
cannot be, are refused by name.
"""

from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.openapi.utils import get_openapi

from rashomon.server.api import arrivals, changes, downloads, questions, records, searching
from rashomon.server.api.documents import components
from rashomon.server.api.reaching import let_in

PREFIX = "/api/v1"

_MODULES = (questions, searching, records, changes, arrivals, downloads)


def add_api(app: FastAPI) -> None:
    """Put all operations under ``/api/v1``, and their description at ``/api/v1/openapi.json``."""
    api = APIRouter(prefix=PREFIX, dependencies=[Depends(let_in)])
    for module in _MODULES:
        api.include_router(module.router)
    app.include_router(api)

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _description(app)
        return app.openapi_schema

    app.openapi = describe  # type: ignore[method-assign]


def _description(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(
        title="Rashomon",
        version=app.version,
        summary="One event, many accounts: who says what, on whose word, as known on any day.",
        description=__doc__,
        routes=app.routes,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas.update(components())
    found["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer"},
        "password": {"type": "http", "scheme": "basic"},
    }
    found["security"] = [{}, {"token": []}, {"password": []}]
    return found
