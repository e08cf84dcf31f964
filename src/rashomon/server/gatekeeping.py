"""Sessions: who enters with what, and the tokens that prove a form to be one of ours.

Everything here lives as long as the process; after a restart people enter anew.
"""

import base64
import getpass
import hmac
import secrets
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from starlette.requests import Request

from rashomon.server.asking import User
from rashomon.server.limits import Bucket
from rashomon.server.problems import refused
from rashomon.server.users import is_password, load_accounts
from rashomon.settings import ServingSettings

SESSION = "rashomon_session"
"""The cookie by which a browser is known again."""

_TRIES_PER_MINUTE = 10
"""Of one address to enter; a person mistypes less often, and a guesser gets nowhere."""

_HEADER_KEPT_S = 300
"""How long a name and password in a header are not hashed again: the hash is slow on purpose."""

_MOST_SESSIONS = 10_000


class _Session(Struct, frozen=True):
    user: User
    until: float


class Gatekeeper:
    """Keys and sessions of one run of the server."""

    def __init__(self, settings: ServingSettings, actor: str | None = None) -> None:
        self._settings = settings
        # Whoever sits at this machine, where nobody needs to enter.
        self._local = User(actor or _name_of_user(), "editor")
        self._key = secrets.token_bytes(32)
        self._sessions: dict[str, _Session] = {}
        self._headers: dict[bytes, _Session] = {}
        self._tries = Bucket(_TRIES_PER_MINUTE)

    @property
    def asks_names(self) -> bool:
        """Whether one must enter at all."""
        return self._settings.token is not None or self._settings.users_file is not None

    def new_session(self) -> str:
        """The value of a new session's cookie."""
        return secrets.token_urlsafe(24)

    def csrf(self, session: str) -> str:
        """The token that forms of a session carry."""
        return hmac.new(self._key, b"csrf " + session.encode(), sha256).hexdigest()

    def user(self, request: Request) -> User | None:
        """Who asks; None for somebody who has yet to enter."""
        if not self.asks_names:
            return self._local
        header = request.headers.get("authorization")
        if header is not None:
            return self._user_of_header(header, _address(request))
        session = self._sessions.get(request.cookies.get(SESSION, ""))
        return None if session is None or session.until < time.monotonic() else session.user

    def enter(self, name: str, password: str, address: str) -> str | None:
        """A new session for a name and password, or a token; None where they do not fit.

        Raises:
            Refusal: Too many tries from this address.
        """
        user = self._recognize(name, password, address)
        if user is None:
            return None
        session = self.new_session()
        while len(self._sessions) >= _MOST_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        until = time.monotonic() + self._settings.session_hours * 3600
        self._sessions[session] = _Session(user, until)
        return session

    def leave(self, session: str) -> None:
        """End a session."""
        self._sessions.pop(session, None)

    def check_change(self, request: Request, token: str | None) -> None:
        """That a request which changes something comes from a page of ours or from no browser.

        Raises:
            Refusal: It may have been made by a page from elsewhere.
        """
        session = request.cookies.get(SESSION)
        given = token or request.headers.get("x-csrf-token")
        if not is_from_elsewhere(request.headers):
            if session and given:
                if hmac.compare_digest(given.encode(), self.csrf(session).encode()):
                    return
            elif not session and not is_browser(request.headers):
                return
        raise refused(
            403, "forged-request",
            "This request does not carry the token of a page of the workbench. Open the page anew and"
            " try again; the server may have been started since.",
        )  # fmt: skip

    def _user_of_header(self, header: str, address: str) -> User | None:
        key = sha256(self._key + header.encode()).digest()
        kept = self._headers.get(key)
        if kept is not None and kept.until > time.monotonic():
            return kept.user
        scheme, _, value = header.partition(" ")
        if scheme.lower() == "bearer":
            user = self._recognize("", value.strip(), address)
        elif scheme.lower() == "basic":
            try:
                name, _, password = base64.b64decode(value, validate=True).decode().partition(":")
            except ValueError:
                return None
            user = self._recognize(name, password, address)
        else:
            return None
        if user is not None:
            while len(self._headers) >= _MOST_SESSIONS:
                del self._headers[next(iter(self._headers))]
            self._headers[key] = _Session(user, time.monotonic() + _HEADER_KEPT_S)
        return user

    def _recognize(self, name: str, password: str, address: str) -> User | None:
        wait_s = self._tries.take(address)
        if wait_s:
            raise refused(
                429, "too-many-tries",
                f"Too many tries to enter from {address}. Wait {wait_s} seconds.",
            )  # fmt: skip
        token = self._settings.token
        if token is not None and hmac.compare_digest(password.encode(), token.encode()):
            self._tries.give_back(address)
            return User(name or "token", "editor")
        if self._settings.users_file is None:
            return None
        account = load_accounts(Path(self._settings.users_file)).get(name)
        if not is_password(account, password) or account is None:
            return None
        self._tries.give_back(address)
        return User(account.name, account.role)


def is_browser(headers: Mapping[str, str]) -> bool:
    """Whether a request shows signs of a browser, in which pages from elsewhere may be open."""
    return any(
        name in headers for name in ("origin", "referer", "sec-fetch-site", "sec-fetch-mode")
    )


def is_from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that a page of another origin made the request.

    A form of a page that sends no referrer has the origin ``null``: where the browser says by
    Sec-Fetch-Site, which no script can set, that the page is of this origin, that holds.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host", "")


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _name_of_user() -> str:
    """The name that the operating system knows the user by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in a container
        return "local"
