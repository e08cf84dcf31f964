"""Addresses of the web, and which machines they may lead to.

Stands inside collecting. Enters: a URL that somebody asked for, or that a server or a feed named.
Leaves: the same taken apart, with the numeric addresses that may be connected to. A URL from outside
must not reach the machines around the one that Rashomon runs on, whatever its name resolves to.
"""

import ipaddress
import re
import socket
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from msgspec import Struct

Resolve = Callable[[str, int], list[str]]

LONGEST_URL_CHARS = 2_000
"""Servers and browsers agree on no more; what is longer carries something else than an address."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HOST = re.compile(r"[a-z0-9_.:-]{1,253}")
_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:=&?~#+!$,;'@()*[]-._"
_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unfetched(Exception):  # noqa: N818 - no error of the program: it becomes a reject
    """A page that was not had. ``code`` and ``reason`` are those of its reject.

    ``is_passing`` tells that the same may be had later; ``wait_s`` how long the server asks to wait.
    """

    def __init__(
        self, code: str, reason: str, *, is_passing: bool = False, wait_s: float = 0
    ) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.is_passing = is_passing
        self.wait_s = wait_s


class Address(Struct, frozen=True):
    """A URL taken apart: ``target`` is its path and query, ``host`` without brackets and in ASCII."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """The site: scheme, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        is_usual = self.port == _PORTS[self.scheme]
        return f"{self.scheme}://{host}" + ("" if is_usual else f":{self.port}")


def is_url(words: str) -> bool:
    """Whether somebody means an address of the web, not a file."""
    return words.lower().startswith(("http://", "https://"))


def parse_address(url: str) -> Address:
    """A URL taken apart, its path and host in ASCII, without fragment.

    Raises:
        Unfetched: It is none of the web, or names a user; ``bad-address``.
    """
    try:
        if len(url) > LONGEST_URL_CHARS or any(sign.isspace() or sign < " " for sign in url):
            raise ValueError
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        if not host.isascii():
            host = host.encode("idna").decode().lower()
        if parts.scheme not in _PORTS or not _HOST.fullmatch(host) or port == 0:
            raise ValueError
    except (ValueError, UnicodeError):
        reason = (
            "This is no address of a page; it begins with http:// or https:// and has no spaces."
        )
        raise Unfetched("bad-address", reason) from None
    if parts.username is not None or parts.password is not None:
        reason = "The address holds a name or password, which would be kept; leave it out."
        raise Unfetched("bad-address", reason)
    target = quote(parts.path or "/", safe=_SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=_SAFE)
    port = port or _PORTS[parts.scheme]
    bare = Address("", parts.scheme, host, port, target)
    return Address(bare.origin + target, parts.scheme, host, port, target)


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host as the system's resolver tells them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))


def checked(address: Address, resolver: Resolve, *, allow_private: bool) -> list[str]:
    """The numeric addresses that a URL leads to, all of which may be connected to.

    Raises:
        Unfetched: One of them is no public one (``private-address``), or there is none.
    """
    try:
        found = resolver(address.host, address.port)
    except (OSError, UnicodeError):
        found = []
    if not found:
        reason = f"There is no machine by the name {address.host[:100]}; check the address."
        raise Unfetched("unreachable", reason, is_passing=True)
    if not allow_private and not all(is_public(one) for one in found):
        reason = (
            f"{address.host[:100]} is a machine of this network, not of the web. If that is meant, set"
            " allow_private_addresses under [fetching]."
        )
        raise Unfetched("private-address", reason)
    return found


def is_public(numeric: str) -> bool:
    """Whether a numeric address is one of the open web, also where another is wrapped in it."""
    try:
        ip = ipaddress.ip_address(numeric)
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (ip, *_wrapped(ip)))


def _wrapped(ip: _Ip) -> list[_Ip]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found: list[_Ip | None] = [ip.ipv4_mapped, ip.sixtofour]
    if ip.teredo is not None:
        found += ip.teredo
    if ip in _NAT64:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [one for one in found if one is not None]
