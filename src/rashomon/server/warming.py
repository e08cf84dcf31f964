"""What screens make of a snapshot once, made before somebody asks for it.

Counting a hundred thousand claims takes seconds; whoever opens the first page after a ledger changed
should not be the one to wait for it.
"""

import logging
from collections.abc import Callable, Sequence

from starlette.requests import Request

from rashomon.errors import RashomonError
from rashomon.server import finding
from rashomon.server.api import questions
from rashomon.server.pages import lists, timeline
from rashomon.server.pages.screens import Screen
from rashomon.server.requests import scope_of
from rashomon.server.routes import Workbench
from rashomon.server.snapshots import Snapshot

WORTH_STATEMENTS = 5_000
"""From so many on; a smaller ledger is counted in a tenth of a second, while its page is made."""

_LOG = logging.getLogger(__name__)


def warmer(workbench: Workbench, screens: Sequence[Screen]) -> Callable[[Snapshot], None]:
    """Shows a new snapshot on the first page of every screen, and throws the pages away."""

    def warm(snapshot: Snapshot) -> None:
        if len(snapshot.findings.statements) < WORTH_STATEMENTS:
            return
        lists.prepare(snapshot)
        show(snapshot)
        timeline.prepare(snapshot)
        snapshot.chronicle  # noqa: B018 - for the first evening that is asked for

    def show(snapshot: Snapshot) -> None:
        for screen in screens:
            if screen.path.count("/") > 1:  # a single record, or a page to print
                continue
            scope = scope_of(f"/s/{workbench.desk.slug}{screen.path}", "")
            try:
                ask = workbench.ask(Request(scope))
                ask.snapshot = ask.now = snapshot  # which nobody else is shown yet
                view = screen.view(ask)
                workbench.renderer.render(screen.template, view=view, ask=ask, screen=screen)
            except Exception as error:  # noqa: BLE001 - a reader will be told when asking for it
                _LOG.info("The screen %s could not be made beforehand: %s", screen.name, error)

    return warm


def completer(workbench: Workbench) -> Callable[[Snapshot], None]:
    """Makes what is asked for less often, while a snapshot is shown already."""

    def complete(snapshot: Snapshot) -> None:
        try:
            workbench.states.keep()
        except RashomonError as error:
            _LOG.info("What questions about days look up could not be kept: %s", error)
        if len(snapshot.findings.statements) >= WORTH_STATEMENTS:
            _complete(snapshot)

    return complete


def _complete(snapshot: Snapshot) -> None:
    """Of one evening, since what is made for it is remembered for every other."""
    finding.prepare(snapshot)
    questions.prepare(snapshot)
    days = timeline.report_days_of(snapshot)
    if days:
        lists.entries_of(snapshot.on(days[len(days) // 2]))
        snapshot.chronicle.foretelling  # noqa: B018 - for the forecasts of any evening
