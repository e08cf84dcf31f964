"""Where the original of a report is said to lie, told before a browser asks anything there."""

from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

from rashomon.records.reports import Report
from rashomon.views.cells import outlet_of

_SCHEMES = ("http", "https")
"""Addresses that a browser may be sent to. Reports name others too; those would be orders to it."""


class Original(Struct, frozen=True):
    """The address that a report came with, and whom a browser would ask.

    ``spelt`` is the host in plain letters where it is written in others, which may look like those of
    somebody else; empty where it is plain. Without ``may_open`` the address leads nowhere.
    """

    report: str
    title: str
    outlet: str
    url: str
    host: str
    spelt: str
    may_open: bool
    is_encrypted: bool


def make_original(report: Report) -> Original | None:
    """Where a report's original lies; None where it came with no address."""
    if not report.url:
        return None
    url = report.url.strip()
    parts = _split(url)
    host = (parts.hostname or "") if parts is not None else ""
    may_open = bool(host) and parts is not None and parts.scheme in _SCHEMES and url.isprintable()
    return Original(
        report=report.id,
        title=report.title or report.name,
        outlet=outlet_of(report),
        url=url,
        host=host,
        spelt=_spelt(host),
        may_open=may_open,
        is_encrypted=parts is not None and parts.scheme == "https",
    )


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # brackets without a partner
        return None


def _spelt(host: str) -> str:
    if host.isascii():
        return ""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return "a name that cannot be spelt in plain letters"
