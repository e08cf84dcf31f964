"""The routes of pages: each screen as HTML, JSON and, for lists, CSV; forms; entering; the theme."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.server import answers
from rashomon.server.asking import AT_ONCE, LEAVING, THEMES, Ask, User
from rashomon.server.desk import Desk
from rashomon.server.gatekeeping import SESSION, Gatekeeper, is_from_elsewhere
from rashomon.server.pages.screens import Action, Screen
from rashomon.server.problems import TITLES, Refusal, Trouble, refused
from rashomon.server.rendering import Renderer
from rashomon.server.ruling import Rulings
from rashomon.server.states import States
from rashomon.server.uploads import Uploads
from rashomon.settings import Settings

_YEAR_S = 365 * 24 * 3600
Form = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Workbench:
    """What every route needs."""

    desk: Desk
    renderer: Renderer
    gatekeeper: Gatekeeper
    settings: Settings
    rulings: Rulings
    uploads: Uploads
    states: States

    def ask(self, request: Request) -> Ask:
        """What is asked for, by whom. A browser without a session gets one with the answer.

        Raises:
            Refusal: Whoever asks has yet to enter.
        """
        found = self.ask_if_known(request)
        if found is None:
            raise Refusal(
                Trouble(
                    401, "not-entered", TITLES[401],
                    "Enter first: send a token (Authorization: Bearer …) or name and password (Basic).",
                ),
                {"www-authenticate": 'Bearer realm="rashomon"'},
            )  # fmt: skip
        return found

    def ask_if_known(self, request: Request) -> Ask | None:
        """The same; None for somebody who has yet to enter."""
        published = request.scope.get("rashomon.published")
        user = User("", "reader") if published else self.gatekeeper.user(request)
        if user is None:
            return None
        session = request.cookies.get(SESSION) or request.scope.get("rashomon.session")
        if session is None:
            session = request.scope["rashomon.session"] = self.gatekeeper.new_session()
        ask = Ask(request, self.desk, user, self.gatekeeper.csrf(session))
        ask.rulings, ask.uploads = self.rulings, self.uploads
        return ask

    def ask_to_change(self, request: Request, token: str | None = None) -> Ask:
        """What is asked for by somebody who may change the ledger, from a page of ours.

        Raises:
            Refusal: Not entered, a reader, or a request that a page from elsewhere may have made.
        """
        ask = self.ask(request)
        self.gatekeeper.check_change(request, token)
        if not ask.may_edit:
            raise refused(403, "readers-only-read", "You may read here, not change anything.")
        return ask


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
        Route("/login", _door(workbench), methods=["GET"]),
        Route("/login", _enter(workbench), methods=["POST"]),
        Route("/logout", _leave(workbench), methods=["POST"]),
        Route("/theme", _theme(workbench), methods=["POST"]),
        Route("/leaving", _leaving(workbench), methods=["POST"]),
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
        if workbench.gatekeeper.user(request) is None and answers.wants_page(request):
            back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse("/login?" + urlencode({"back": back}), 303)
        ask = workbench.ask(request)
        _check_story(workbench, request)
        return _with_session(request, form(workbench, screen, ask))

    return answer


def _form(workbench: Workbench, action: Action) -> Form:
    async def answer(request: Request) -> Response:
        if action.files:  # nothing large is taken in for somebody who may not send it
            await run_in_threadpool(_check_sender, workbench, request)
        async with request.form(max_files=action.files, max_fields=1000) as form:
            ask = await run_in_threadpool(workbench.ask_to_change, request, _word(form.get("csrf")))
            _check_story(workbench, request)
            target = await run_in_threadpool(action.act, ask, form)
        return RedirectResponse(target, 303)

    return answer


def _check_sender(workbench: Workbench, request: Request) -> None:
    """That a form with files comes from somebody who may change the ledger, before it is read."""
    if not workbench.ask(request).may_edit:
        raise refused(403, "readers-only-read", "You may read here, not change anything.")
    if is_from_elsewhere(request.headers):
        raise refused(
            403, "forged-request", "Open the page of this server and send the files there."
        )


def _stories(workbench: Workbench) -> Callable[[Request], Response]:
    def answer(_: Request) -> Response:
        return RedirectResponse(f"/s/{workbench.desk.slug}", 307)

    return answer


def _door(workbench: Workbench) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        if workbench.gatekeeper.user(request) is not None:
            return RedirectResponse("/", 303)
        back = _own_path(request.query_params.get("back"))
        page = workbench.renderer.render(
            "login.html", trouble=None, ask=None, screen=None, back=back
        )
        return answers.html(page)

    return answer


def _enter(workbench: Workbench) -> Form:
    async def answer(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=10) as form:
            name, password, back = (
                _word(form.get(one)) or "" for one in ("name", "password", "back")
            )
        if is_from_elsewhere(request.headers):
            raise refused(403, "forged-request", "Open the page of this server and enter there.")
        address = request.client.host if request.client else "unknown"
        session = await run_in_threadpool(workbench.gatekeeper.enter, name, password, address)
        if session is None:
            trouble = Trouble(
                401, "not-entered", TITLES[401], "Name and password, or the token, do not fit."
            )
            page = workbench.renderer.render(
                "login.html", trouble=trouble, ask=None, screen=None, back=_own_path(back)
            )
            return answers.html(page, 401)
        response = RedirectResponse(_own_path(back), 303)
        _set_session(request, response, session)
        return response

    return answer


def _leave(workbench: Workbench) -> Form:
    async def answer(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=10) as form:
            workbench.gatekeeper.check_change(request, _word(form.get("csrf")))
        workbench.gatekeeper.leave(request.cookies.get(SESSION, ""))
        response = RedirectResponse("/", 303)
        response.delete_cookie(SESSION, path="/")
        return response

    return answer


def _theme(workbench: Workbench) -> Form:
    async def answer(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=10) as form:
            token, theme, back = (_word(form.get(one)) for one in ("csrf", "theme", "back"))
        workbench.gatekeeper.check_change(request, token)
        response = RedirectResponse(_own_path(back), 303)
        if theme in THEMES:
            response.set_cookie("theme", str(theme), max_age=_YEAR_S, samesite="lax", path="/")
        else:
            response.delete_cookie("theme", path="/")
        return response

    return answer


def _leaving(workbench: Workbench) -> Form:
    async def answer(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=10) as form:
            token, wanted, back = (_word(form.get(one)) for one in ("csrf", "leave", "back"))
        workbench.gatekeeper.check_change(request, token)
        response = RedirectResponse(_own_path(back), 303)
        if wanted == AT_ONCE:
            response.set_cookie(
                LEAVING, AT_ONCE, max_age=_YEAR_S, samesite="lax", path="/", httponly=True
            )
        else:
            response.delete_cookie(LEAVING, path="/")
        return response

    return answer


def _check_story(workbench: Workbench, request: Request) -> None:
    if request.path_params["story"] != workbench.desk.slug:
        raise refused(
            404, "no-such-story",
            f"No story goes by {request.path_params['story'][:80]!r} here.",
        )  # fmt: skip


def _with_session(request: Request, response: Response) -> Response:
    """An answer that carries the session's cookie where the browser has none yet."""
    session = request.scope.get("rashomon.session")
    if session is not None and SESSION not in request.cookies:
        _set_session(request, response, session)
    return response


def _set_session(request: Request, response: Response, session: str) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(SESSION, session, httponly=True, samesite="lax", secure=secure, path="/")


def _own_path(path: str | None) -> str:
    """A path of this server: two slashes would name another host."""
    own = path is not None and path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if path is not None and own and path.isprintable() else "/"


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None
