"""The server as a process: one worker that listens at one address."""

import ipaddress
import secrets
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn
from msgspec import Struct

from rashomon.errors import StorageError, UsageError
from rashomon.server.app import create_app
from rashomon.server.users import load_accounts
from rashomon.settings import ServingSettings, Settings

_OPEN_CONNECTIONS = 512


class Address(Struct, frozen=True):
    """Where the server listens; port 0 takes any that is free."""

    host: str
    port: int
    opens: bool = False


def run(ledger: Path, settings: Settings, address: Address, say: Callable[[str], None]) -> None:
    """Serve until the process is told to stop.

    Raises:
        UsageError: The address can be reached by others, and nobody would have to enter.
        StorageError: The address cannot be listened at.
    """
    check_exposure(address.host, settings.serving)
    listener = _listen(address)
    port = listener.getsockname()[1]
    shown = f"[{address.host}]" if ":" in address.host else address.host
    where = f"http://{shown}:{port}/"
    say(f"{ledger} is at {where} (Ctrl-C ends it)")
    if settings.serving.token is not None:
        say(f"The token to enter with: {settings.serving.token}")
    config = uvicorn.Config(
        create_app(ledger, settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=_OPEN_CONNECTIONS,
        timeout_graceful_shutdown=3,
    )
    if address.opens:
        webbrowser.open(where)
    uvicorn.Server(config).run(sockets=[listener])


def check_exposure(host: str, serving: ServingSettings) -> None:
    """That nobody from elsewhere can reach a server at which nobody has to enter.

    Raises:
        UsageError: They could; ``not-safe``.
    """
    if serving.users_file is not None and not load_accounts(Path(serving.users_file)):
        raise UsageError(
            f"{serving.users_file} names nobody. Add somebody: rashomon serve users add NAME"
            f" --users {serving.users_file}",
            code="no-users",
        )
    if serving.token is None and serving.users_file is None and not is_loopback(host):
        raise UsageError(
            f"Others can reach {host}, and nobody would have to enter. Say who may with --users FILE"
            " or --token, or leave --host out.",
            code="not-safe",
        )


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def draw_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def _listen(address: Address) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address.host, address.port))
        listener.listen()  # who comes before the application is ready waits and is not turned away
    except OSError as error:
        raise StorageError(
            f"Nothing can listen at {address.host} port {address.port} ({error.strerror}). Another"
            " program may be there: choose another --port.",
            code="address-taken",
        ) from None
    return listener
