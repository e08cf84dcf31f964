"""Outlets, agencies and monitors by any of their names: who they are, and whose voice they are.

Stands beside the path; every stage may ask it. Enters: a name, a domain or an address of a page.
Leaves: an `Outlet`. It says nothing of how much anybody should believe an outlet.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

import msgspec

from rashomon.gazetteers.additions import Additions, chosen
from rashomon.gazetteers.rows import Outlet, OutletKind

__all__ = [
    "LONGEST_NAME_CHARS",
    "Outlet",
    "OutletKind",
    "find_outlet",
    "name_key",
    "outlet_at",
    "outlets",
    "press_words",
]

LONGEST_NAME_CHARS = 120
"""No outlet has a longer name or domain; longer input is not looked up."""

_LONGEST_ACRONYM = 5
_NAMES_HELD = 50_000
"""Names whose key is kept at hand; the reports on one war have fewer."""

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def outlets() -> tuple[Outlet, ...]:
    """All known outlets, in the order of their names."""
    return _book(chosen()).rows


def find_outlet(name: str) -> Outlet | None:
    """The outlet of a name, whatever its case, accents, hyphens and article; None for none known.

    A short name in capitals ("AP", "SANA") is found as it is written, or all in lower case, but not
    as an ordinary word or name ("Ap", "Sana"). Cost: a look-up.
    """
    if not name or len(name) > LONGEST_NAME_CHARS:
        return None
    name = name.strip()
    letters = name.replace(".", "")
    if len(letters) <= _LONGEST_ACRONYM and not (letters.isupper() or letters.islower()):
        return _book(chosen()).words.get(name_key(name))
    return _book(chosen()).names.get(name_key(name))


def outlet_at(url: str) -> Outlet | None:
    """The outlet whose site an address or a domain belongs to; None for none known."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    domains = _book(chosen()).domains
    labels = host.lower().split(".")
    for first in range(len(labels) - 1):
        found = domains.get(".".join(labels[first:]))
        if found is not None:
            return found
    return None


@cache
def press_words() -> frozenset[str]:
    """Words that names of outlets end in, in lower case."""
    data = files("rashomon.gazetteers").joinpath("data", "press.toml").read_text("utf-8")
    return frozenset(tomllib.loads(data)["endings"].split())


@lru_cache(maxsize=_NAMES_HELD)
def name_key(name: str) -> str:
    """A name without case, accents, points, spaces and a leading article, to look it up by."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    words = [word for word in _NOT_A_WORD.split(_without_marks(plain)) if word]
    while len(words) > 1 and words[0] in ("the", "al", "el"):
        words = words[1:]
    return "".join(words)


def _without_marks(text: str) -> str:
    return "".join(
        letter for letter in text if letter not in ".'’" and not unicodedata.combining(letter)
    )


@cache
def packaged_outlets() -> tuple[Outlet, ...]:
    """The outlets that come with the package, in the order of their names."""
    data = files("rashomon.gazetteers").joinpath("data", "outlets.toml").read_text("utf-8")
    rows = msgspec.convert(tomllib.loads(data)["outlet"], tuple[Outlet, ...])
    return tuple(sorted(rows, key=lambda row: row.name))


_BOOKS_KEPT = 4
"""Tables of additions that stay ready; a program mostly has one."""


@lru_cache(maxsize=_BOOKS_KEPT)
def _book(added: Additions) -> "_Book":
    return _Book(added)


class _Book:
    """All outlets known, by name, by name that is no acronym, and by domain."""

    def __init__(self, added: Additions) -> None:
        own = {row.name for row in added.outlets}
        packaged = [row for row in packaged_outlets() if row.name not in own]
        self.rows = tuple(sorted([*packaged, *added.outlets], key=lambda row: row.name))
        self.names: dict[str, Outlet] = {}
        self.words: dict[str, Outlet] = {}
        # A name wins over anybody's alias, so the names come last.
        for outlet, name in [*self._aliases(), *((row, row.name) for row in self.rows)]:
            self.names[name_key(name)] = outlet
            if not name.replace(".", "").isupper():
                self.words[name_key(name)] = outlet
        self.domains: dict[str, Outlet] = {}
        for outlet in self.rows:
            for domain in outlet.domains:
                self.domains.setdefault(domain, outlet)

    def _aliases(self) -> Iterator[tuple[Outlet, str]]:
        for outlet in self.rows:
            for alias in outlet.aliases:
                yield outlet, alias
