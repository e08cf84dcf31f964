"""The feeds that somebody wants read: by address, or from a list in TOML.

Stands inside collecting. Enters: words of a person. Leaves: feeds, each once, in the order given.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from rashomon.collecting.addresses import Unfetched, is_url, parse_address
from rashomon.errors import UsageError


class Feed(Struct, frozen=True, forbid_unknown_fields=True):
    """One feed. ``outlet`` is whose it is; unless given, each page says that itself."""

    url: str
    outlet: str | None = None


class _List(Struct, frozen=True, forbid_unknown_fields=True):
    feed: tuple[Feed, ...]


def list_feeds(named: Iterable[str]) -> tuple[Feed, ...]:
    """The feeds that addresses and lists name.

    A list is a file such as::

        [[feed]]
        url = "https://example.org/world.xml"
        outlet = "The Example"

    Raises:
        UsageError: An address is none, or a list cannot be read; ``bad-feeds``.
    """
    found: dict[str, Feed] = {}
    for words in named:
        for feed in (Feed(words),) if is_url(words) else _read_list(Path(words)):
            try:
                url = parse_address(feed.url).url
            except Unfetched as fault:
                raise UsageError(f"{feed.url[:100]!r}: {fault.reason}", code="bad-feeds") from None
            found.setdefault(url, Feed(url, feed.outlet))
    return tuple(found.values())


def _read_list(path: Path) -> tuple[Feed, ...]:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_List).feed
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise UsageError(
            f"The list of feeds {path} cannot be used: {why}. Name a feed by its address, or a file"
            " with a table [[feed]] and its url for each.",
            code="bad-feeds",
        ) from None
