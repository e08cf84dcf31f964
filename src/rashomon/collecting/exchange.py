"""One question to one server and its answer, within limits of time and size.

Stands inside collecting. Enters: an address whose machine was looked up and checked. Leaves: status,
headers and bytes of the answer. It connects to the numeric address that was checked and to no other, so
that a name that resolves differently the next moment leads nowhere else. No redirect is followed here.
"""

import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPException
from threading import Timer
from time import monotonic

from msgspec import Struct
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, ReadTimeoutError, SSLError
from urllib3.response import BaseHTTPResponse

from rashomon.collecting.addresses import Address, Unfetched
from rashomon.settings import FetchingSettings

_CHUNK_BYTES = 65_536
_MOST_ADDRESSES = 3
"""A name with several machines is tried on so many before it counts as unreachable."""


class Answer(Struct, frozen=True):
    """What a server said. The names of the headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes


def ask(
    address: Address, numeric: list[str], headers: Mapping[str, str], settings: FetchingSettings
) -> Answer:
    """The answer of the first of some machines that can be reached.

    Raises:
        Unfetched: ``unreachable``, ``bad-certificate``, ``slow``, ``broken`` or ``too-large``.
    """
    for one in numeric[:_MOST_ADDRESSES]:
        connection = _connection(address, one, settings)
        deadline = monotonic() + settings.longest_page_s
        try:
            try:
                connection.connect()
            except (SSLError, ssl.SSLError):
                reason = f"{address.host} cannot prove that it is {address.host} (certificate)."
                raise Unfetched("bad-certificate", reason, is_passing=True) from None
            except (HTTPError, OSError):
                continue
            return _talk(connection, address, headers, settings, deadline)
        finally:
            connection.close()
    reason = f"{address.host} cannot be reached; try again later."
    raise Unfetched("unreachable", reason, is_passing=True)


def _connection(address: Address, numeric: str, settings: FetchingSettings) -> HTTPConnection:
    if address.scheme == "http":
        return HTTPConnection(numeric, address.port, timeout=settings.longest_silence_s)
    return HTTPSConnection(
        numeric,
        address.port,
        timeout=settings.longest_silence_s,
        server_hostname=address.host,
        ssl_context=ssl.create_default_context(),
    )


def _talk(
    connection: HTTPConnection,
    address: Address,
    headers: Mapping[str, str],
    settings: FetchingSettings,
    deadline: float,
) -> Answer:
    # A server that sends a byte now and then is never silent: only hanging up ends such an answer.
    hang_up = Timer(max(0.0, deadline - monotonic()), _hang_up, (connection.sock,))
    hang_up.daemon = True
    hang_up.start()
    host = address.origin.partition("://")[2]
    try:
        connection.request(
            "GET",
            address.target,
            headers={"Host": host, **headers},
            preload_content=False,
            decode_content=True,
        )
        with connection.getresponse() as response:
            content = _content(response, settings.largest_page_bytes)
        found = {name.lower(): value for name, value in response.headers.items()}
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        is_slow = isinstance(error, TimeoutError | ReadTimeoutError | ConnectTimeoutError)
        if is_slow or monotonic() >= deadline:
            reason = f"{address.host} answers too slowly; try again later."
            raise Unfetched("slow", reason, is_passing=True) from None
        reason = (
            f"The answer of {address.host} breaks off or cannot be understood; try again later."
        )
        raise Unfetched("broken", reason, is_passing=True) from None
    finally:
        hang_up.cancel()
    if monotonic() >= deadline:
        reason = f"{address.host} answers too slowly; try again later."
        raise Unfetched("slow", reason, is_passing=True)
    return Answer(response.status, found, content)


def _content(response: BaseHTTPResponse, limit: int) -> bytes:
    """The body, unpacked; never more than the limit and a chunk is held."""
    parts: list[bytes] = []
    size = 0
    while True:
        part = response.read1(_CHUNK_BYTES)
        if not part:
            return b"".join(parts)
        size += len(part)
        if size > limit:
            reason = (
                f"The page is larger than {limit:,} bytes; raise largest_page_bytes to read it."
            )
            raise Unfetched("too-large", reason)
        parts.append(part)


def _hang_up(connected: socket.socket) -> None:
    with suppress(OSError):  # where it is over already
        connected.shutdown(socket.SHUT_RDWR)
