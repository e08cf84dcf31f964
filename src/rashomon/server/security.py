"""Who may ask for what: names of hosts, sessions, tokens against forged requests, headers on answers.

Reports are written by strangers and so are the pages that an analyst has open beside the workbench. A
request changes something only if it proves that it comes from a page of ours, or from no browser at all.
"""

import hmac
import secrets
from collections.abc import Mapping
from hashlib import sha256

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rashomon.server.asking import User
from rashomon.server.problems import refused

SESSION = "rashomon_session"
"""The cookie by which a browser is known again."""

CSP = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CSP,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
"""On every answer. No referrer: a link to a publisher must not tell who is looking."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names of this very machine."""


class Gatekeeper:
    """Keys of one run of the server: they are drawn anew when it starts, and never leave it."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def new_session(self) -> str:
        """The value of a new session's cookie."""
        return secrets.token_urlsafe(24)

    def csrf(self, session: str) -> str:
        """The token that forms of a session carry."""
        return hmac.new(self._key, b"csrf " + session.encode(), sha256).hexdigest()

    def user(self, request: Request) -> User:
        """Who asks."""
        return User("local", "editor")

    def check_change(self, request: Request, token: str | None) -> None:
        """That a request which changes something comes from a page of ours or from no browser.

        Raises:
            Refusal: It may have been made by a page from elsewhere.
        """
        session = request.cookies.get(SESSION)
        given = token or request.headers.get("x-csrf-token")
        if session and given and hmac.compare_digest(given.encode(), self.csrf(session).encode()):
            return
        if not session and not is_browser(request.headers) and given is None:
            return
        raise refused(
            403, "forged-request",
            "This request does not carry the token of a page of the workbench. Open the page anew and"
            " try again; the server may have been started since.",
        )  # fmt: skip


def is_browser(headers: Mapping[str, str]) -> bool:
    """Whether a request shows signs of a browser, in which pages from elsewhere may be open."""
    return any(
        name in headers for name in ("origin", "referer", "sec-fetch-site", "sec-fetch-mode")
    )


class Guard:
    """Answers for the outermost layer: only known host names come in, the headers go out."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and put the headers on its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, send_guarded)
