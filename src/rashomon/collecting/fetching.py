"""Pages of the web as a polite visitor gets them.

Stands inside collecting. Enters: a URL, and what the server called the version that is kept. Leaves: the
page as found, or the reason why there is none. A site's robots.txt is obeyed, a host is asked no faster
than the settings say, every hop of a redirect is checked as if it had been asked for, and a server that
is busy is left alone for as long as it says.
"""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from msgspec import Struct

from rashomon.collecting.addresses import (
    Address,
    Resolve,
    Unfetched,
    checked,
    parse_address,
    resolve,
)
from rashomon.collecting.raws import charset_of
from rashomon.settings import FetchingSettings
from rashomon.version import __version__

if TYPE_CHECKING:
    from protego import Protego

    from rashomon.collecting.exchange import Answer

ROBOT = "rashomon"
"""The name that a robots.txt calls us by."""

PAGES = "text/html,application/xhtml+xml,text/plain;q=0.9,application/pdf;q=0.8,*/*;q=0.1"
FEEDS = (
    "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
)

_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 500, 502, 503, 504)


class Version(Struct, frozen=True):
    """What a server calls a version of a page (ETag, Last-Modified)."""

    etag: str | None = None
    last_modified: str | None = None


class Page(Struct, frozen=True):
    """A page as found. ``url`` is where it was found after all redirects.

    ``is_unchanged`` tells that it is still the version that was asked about; then it has no content.
    ``media_type`` is the server's word, without parameters; empty where it says nothing. ``charset``
    is the encoding that it declares.
    """

    url: str
    media_type: str
    content: bytes
    version: Version
    is_unchanged: bool = False
    charset: str | None = None


class Surroundings(Struct, frozen=True):
    """What fetching takes from outside, for tests to put their own in place."""

    resolve: Resolve = resolve
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


class Fetcher:
    """Fetches pages one after another. One fetcher remembers robots.txt and when it last asked whom."""

    def __init__(
        self, settings: FetchingSettings, surroundings: Surroundings | None = None
    ) -> None:
        self._settings = settings
        self._around = surroundings or Surroundings()
        self._robots: dict[str, tuple[float, Protego | None]] = {}
        self._next: dict[str, float] = {}

    def fetch(self, url: str, version: Version | None = None, accept: str = PAGES) -> Page:
        """The page at a URL, or word that it is still the version that is kept.

        Raises:
            Unfetched: With the code and the sentence of a reject.
        """
        headers = {"Accept": accept}
        if version is not None and version.etag:
            headers["If-None-Match"] = version.etag
        if version is not None and version.last_modified:
            headers["If-Modified-Since"] = version.last_modified
        address, answer = self._walk(parse_address(url), headers, obeys=True)
        if answer.status == 304 and version is not None:
            return Page(address.url, "", b"", version, is_unchanged=True)
        if answer.status != 200:
            raise _refused(address, answer.status)
        words = answer.headers.get("content-type", "")
        media_type = words.partition(";")[0].strip().lower()
        named = Version(answer.headers.get("etag"), answer.headers.get("last-modified"))
        return Page(address.url, media_type, answer.content, named, charset=charset_of(words))

    def _walk(
        self, address: Address, headers: Mapping[str, str], *, obeys: bool
    ) -> tuple[Address, "Answer"]:
        """The answer at the end of all redirects, each hop checked like the first."""
        been = {address.url}
        for _ in range(self._settings.most_redirects + 1):
            if obeys and not self._may(address):
                reason = (
                    f"The robots.txt of {address.host} asks robots to stay away from this page."
                )
                raise Unfetched("robots", reason)
            answer = self._ask_patiently(address, headers)
            there = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not there:
                return address, answer
            address = parse_address(urljoin(address.url, there.strip()))
            if address.url in been:
                break
            been.add(address.url)
        reason = "The address leads from one page to the next without end; check it in a browser."
        raise Unfetched("redirects", reason)

    def _ask_patiently(self, address: Address, headers: Mapping[str, str]) -> "Answer":
        """An answer, asked for again where the server is busy or the line is bad."""
        for attempt in range(1, self._settings.most_tries + 1):
            try:
                answer = self._ask(address, headers)
                if answer.status not in _BUSY:
                    return answer
                raise _busy(address, answer)
            except Unfetched as fault:
                pause_s = max(fault.wait_s, self._settings.first_pause_s * 2 ** (attempt - 1))
                is_last = attempt == self._settings.most_tries
                if not fault.is_passing or is_last or pause_s > self._settings.longest_pause_s:
                    raise
            self._around.sleep(pause_s)
        raise AssertionError("most_tries is at least 1")

    def _ask(self, address: Address, headers: Mapping[str, str]) -> "Answer":
        from rashomon.collecting.exchange import ask

        numeric = checked(
            address,
            self._around.resolve,
            allow_private=self._settings.allow_private_addresses,
        )
        self._take_turn(address)
        own = {"User-Agent": user_agent(self._settings.contact), "Accept-Encoding": "gzip"}
        return ask(address, numeric, {**own, **headers}, self._settings)

    def _take_turn(self, address: Address) -> None:
        """Wait until the host may be asked again."""
        now = self._around.clock()
        wait_s = self._next.get(address.host, now) - now
        if wait_s > 0:
            self._around.sleep(wait_s)
        self._next[address.host] = max(now, now + wait_s) + self._pause_s(address)

    def _pause_s(self, address: Address) -> float:
        _, rules = self._robots.get(address.origin, (0.0, None))
        asked = None if rules is None else rules.crawl_delay(ROBOT)
        pause_s = max(self._settings.pause_per_host_s, asked or 0.0)
        return min(pause_s, self._settings.longest_pause_s)

    def _may(self, address: Address) -> bool:
        """Whether the site's robots.txt allows a page (RFC 9309)."""
        fetched, rules = self._robots.get(address.origin, (None, None))
        now = self._around.clock()
        if fetched is None or now - fetched > self._settings.robots_kept_s:
            rules = self._rules(address)
            self._robots[address.origin] = (now, rules)
        return rules is None or rules.can_fetch(address.url, ROBOT)

    def _rules(self, address: Address) -> "Protego | None":
        """A site's rules; None where it has none.

        Raises:
            Unfetched: They are there but cannot be had now; until they can, nothing is fetched.
        """
        from protego import Protego

        try:
            _, answer = self._walk(
                parse_address(f"{address.origin}/robots.txt"), {"Accept": "text/plain"}, obeys=False
            )
        except Unfetched as fault:
            if fault.code in ("private-address", "redirects", "too-large"):
                raise
            reason = f"The robots.txt of {address.host} cannot be read now: {fault.reason}"
            raise Unfetched(fault.code, reason, is_passing=True) from None
        if answer.status != 200:
            return None
        return Protego.parse(
            answer.content[: self._settings.most_robots_bytes].decode("utf-8", "replace")
        )


def user_agent(contact: str | None) -> str:
    """How we call ourselves to servers."""
    return f"{ROBOT}/{__version__}" + (f" (+{contact})" if contact else "")


def _busy(address: Address, answer: "Answer") -> Unfetched:
    wait_s = _retry_after(answer.headers.get("retry-after", ""))
    later = f"; it asks to come back in {wait_s:.0f} s" if wait_s else "; try again later"
    code = "busy" if answer.status in (429, 503) else "failed"
    reason = f"{address.host} answers with {answer.status}{later}."
    return Unfetched(code, reason, is_passing=True, wait_s=wait_s)


def _retry_after(words: str) -> float:
    """Seconds that a server asks to wait; 0 where it says nothing that can be understood."""
    words = words.strip()
    if words.isdecimal() and len(words) < 10:
        return float(words)
    try:
        moment = parsedate_to_datetime(words)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0


def _refused(address: Address, status: int) -> Unfetched:
    if status in (404, 410):
        reason = f"{address.host} has no such page ({status}); check the address."
        return Unfetched("not-found", reason)
    if status in (401, 402, 403, 451):
        reason = f"{address.host} does not show this page to us ({status}); save it by hand."
        return Unfetched("refused", reason)
    return Unfetched("failed", f"{address.host} answers with {status}, not with the page.")
