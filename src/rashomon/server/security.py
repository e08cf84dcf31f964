"""The outermost layer: known host names only, so much at a time, so large at most, headers on answers.

Reports are written by strangers, and so are the pages that an analyst has open beside the workbench:
one of them may have its name point at this machine (DNS rebinding), so that only names that are
expected, and addresses in numbers, are answered at all.
"""

import ipaddress
import re
from collections.abc import Callable, Iterable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rashomon.server.limits import Bucket
from rashomon.server.problems import TITLES, Refusal, Trouble, refused
from rashomon.settings import ServingSettings

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

UPLOADS = re.compile(r"/api/v1/uploads|/s/[^/]+/add\Z")
"""Where bodies may be large."""

Teller = Callable[[Request, Trouble, dict[str, str]], Response]


class Guard:
    """Lets in what may come in, and puts the headers on what goes out."""

    def __init__(self, app: ASGIApp, settings: ServingSettings, tell: Teller) -> None:
        self._app = app
        self._settings = settings
        self._tell = tell
        self._bucket = Bucket(settings.requests_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        request = Request(scope)
        most = self._most_bytes(request)
        try:
            self._check(request, most)
        except Refusal as refusal:
            response = await run_in_threadpool(
                self._tell, request, refusal.trouble, refusal.headers
            )
            await response(scope, receive, send_guarded)
            return
        await self._app(scope, _counted(receive, most), send_guarded)

    def _most_bytes(self, request: Request) -> int:
        if UPLOADS.match(request.url.path):
            return self._settings.largest_upload_bytes
        return self._settings.largest_request_bytes

    def _check(self, request: Request, most: int) -> None:
        if not is_expected_host(request.headers, self._settings.hosts):
            raise refused(
                421, "unknown-host",
                "This server does not answer to that name. Open it by its number or as localhost, or"
                " start it with --allow-host NAME.",
            )  # fmt: skip
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > most:
            raise _too_large(most)
        if request.url.path.startswith("/static/"):
            return
        wait_s = self._bucket.take(request.client.host if request.client else "unknown")
        if wait_s:
            trouble = Trouble(
                429, "too-many-requests", TITLES[429],
                f"Too many requests in a minute. Ask again in {wait_s} seconds.",
            )  # fmt: skip
            raise Refusal(trouble, {"retry-after": str(wait_s)})


def is_expected_host(headers: Headers, names: Iterable[str]) -> bool:
    """Whether the host that a request names is this one: localhost, a number, or a name given."""
    host = headers.get("host", "")
    name = host.rpartition("]")[0].removeprefix("[") if host.startswith("[") else host.split(":")[0]
    if name.lower().rstrip(".") in {"localhost", *(one.lower() for one in names)}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _counted(receive: Receive, most: int) -> Receive:
    """Receives no more than so many bytes, whatever a request said beforehand."""
    seen = 0

    async def receive_counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise _too_large(most)
        return message

    return receive_counted


def _too_large(most: int) -> Refusal:
    return refused(
        413, "too-large", f"The request is larger than {most} bytes. Send less at a time."
    )
