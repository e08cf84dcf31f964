"""The routes of pages: each screen as HTML, as JSON and, for lists, as CSV; forms; the theme."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.server import answers
from rashomon.server.asking import THEMES, Ask
from rashomon.server.desk import Desk
from rashomon.server.pages.screens import Action, Screen
from rashomon.server.problems import refused
from rashomon.server.rendering import Renderer
from rashomon.server.security import SESSION, Gatekeeper
from rashomon.settings import Settings

_YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True)
class Workbench:
    """What every route needs."""

    desk: Desk
    renderer: Renderer
    gatekeeper: Gatekeeper
    settings: Settings

    def ask(self, request: Request) -> Ask:
        """What is asked for, by whom. A browser without a session gets one with the answer."""
        session = request.cookies.get(SESSION) or request.scope.get("rashomon.session")
        if session is None:
            session = request.scope["rashomon.session"] = self.gatekeeper.new_session()
        user = self.gatekeeper.user(request)
        return Ask(request, self.desk, user, self.gatekeeper.csrf(session))

    def with_session(self, request: Request, response: Response) -> Response:
        """An answer that carries the session's cookie where the browser has none yet."""
        session = request.scope.get("rashomon.session")
        if session is not None and SESSION not in request.cookies:
            response.set_cookie(SESSION, session, httponly=True, samesite="strict", path="/")
        return response


def page_routes(
    workbench: Workbench, screens: Sequence[Screen], actions: Sequence[Action]
) -> list[BaseRoute]:
    """The routes of all screens; those that end in .json and .csv come first, as ids hold no dot."""
    twins: list[BaseRoute] = []
    pages: list[BaseRoute] = []
    for screen in screens:
        path = "/s/{story}" + screen.path
        twins.append(Route(path + ".json", _endpoint(workbench, screen, _as_json)))
        if screen.rows is not None:
            twins.append(Route(path + ".csv", _endpoint(workbench, screen, _as_csv)))
        pages.append(Route(path, _endpoint(workbench, screen, _as_page)))
    forms: list[BaseRoute] = [
        Route("/s/{story}" + action.path, _form(workbench, action), methods=["POST"])
        for action in actions
    ]
    return [
        Route("/", _stories(workbench)),
        Route("/theme", _theme(workbench), methods=["POST"]),
        *forms,
        *twins,
        *pages,
    ]


def _as_page(workbench: Workbench, screen: Screen, ask: Ask) -> Response:
    view = screen.view(ask)
    return answers.html(
        workbench.renderer.render(screen.template, view=view, ask=ask, screen=screen)
    )


def _as_json(_: Workbench, screen: Screen, ask: Ask) -> Response:
    return answers.json(screen.view(ask))


def _as_csv(_: Workbench, screen: Screen, ask: Ask) -> Response:
    rows = () if screen.rows is None else screen.rows(screen.view(ask))
    return answers.csv(rows, f"{ask.story}-{screen.name}")


def _endpoint(
    workbench: Workbench, screen: Screen, form: Callable[[Workbench, Screen, Ask], Response]
) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        _check_story(workbench, request)
        return workbench.with_session(request, form(workbench, screen, workbench.ask(request)))

    return answer


def _form(workbench: Workbench, action: Action) -> Callable[..., object]:
    async def answer(request: Request) -> Response:
        _check_story(workbench, request)
        async with request.form(max_files=0, max_fields=1000) as form:
            token = form.get("csrf")
            workbench.gatekeeper.check_change(request, token if isinstance(token, str) else None)
            ask = workbench.ask(request)
            if not ask.may_edit:
                raise refused(403, "readers-only-read", "You may read here, not change anything.")
            target = await run_in_threadpool(action.act, ask, form)
        return RedirectResponse(target, 303)

    return answer


def _stories(workbench: Workbench) -> Callable[[Request], Response]:
    def answer(_: Request) -> Response:
        return RedirectResponse(f"/s/{workbench.desk.slug}", 307)

    return answer


def _theme(workbench: Workbench) -> Callable[..., object]:
    async def answer(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=10) as form:
            token, theme, back = (form.get(name) for name in ("csrf", "theme", "back"))
        workbench.gatekeeper.check_change(request, token if isinstance(token, str) else None)
        # Only a path of our own: two slashes would name another host.
        own = isinstance(back, str) and back.startswith("/") and not back.startswith(("//", "/\\"))
        response = RedirectResponse(str(back) if own else "/", 303)
        if theme in THEMES:
            response.set_cookie("theme", str(theme), max_age=_YEAR_S, samesite="lax", path="/")
        else:
            response.delete_cookie("theme", path="/")
        return response

    return answer


def _check_story(workbench: Workbench, request: Request) -> None:
    if request.path_params["story"] != workbench.desk.slug:
        raise refused(
            404, "no-such-story",
            f"No story goes by {request.path_params['story'][:80]!r} here.",
        )  # fmt: skip
