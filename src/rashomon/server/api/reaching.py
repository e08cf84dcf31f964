"""How an operation of the API reaches the ledger, once it is known who asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from fastapi import Request

from rashomon.server.desk import Desk
from rashomon.workspace import Workspace

if TYPE_CHECKING:
    from rashomon.server.asking import Ask
    from rashomon.server.routes import Workbench


def workbench_of(request: Request) -> "Workbench":
    """What every route needs."""
    return cast("Workbench", request.app.state.workbench)


def let_in(request: Request) -> None:
    """Lets nobody by who has yet to enter; a dependency of all operations."""
    workbench_of(request).ask(request)


def desk_of(request: Request) -> Desk:
    """The ledger as the server holds it."""
    return workbench_of(request).desk


def editor_of(request: Request) -> "Ask":
    """Who asks, allowed to change the ledger, from no page from elsewhere."""
    return workbench_of(request).ask_to_change(request)


@contextmanager
def workspace_of(desk: Desk, actor: str | None = None) -> Iterator[Workspace]:
    """A workspace on the ledger, for one operation by somebody."""
    from msgspec.structs import replace

    settings = desk.settings
    if actor is not None:
        settings = replace(settings, ledger=replace(settings.ledger, actor=actor))
    with Workspace(desk.path, settings) as workspace:
        yield workspace
