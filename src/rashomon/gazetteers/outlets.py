"""Outlets, agencies and monitors by any of their names: who they are, and whose voice they are.

Stands beside the path; every stage may ask it. Enters: a name, a domain or an address of a page.
Leaves: an `Outlet`. It says nothing of how much anybody should believe an outlet.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

OutletKind = Literal[
    "agency",
    "broadcaster",
    "newspaper",
    "magazine",
    "online",
    "aggregator",
    "monitor",
    "official",
    "institute",
]


class Outlet(Struct, frozen=True):
    """Somebody who publishes reports.

    ``country`` is where the newsroom is (ISO 3166 alpha-2). ``family`` names the publisher where one
    has several outlets, ``voice_of`` the state, party or force that runs it; None for none known.
    """

    name: str
    kind: OutletKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    family: str | None = None
    voice_of: str | None = None


LONGEST_NAME_CHARS = 120
"""No outlet has a longer name or domain; longer input is not looked up."""

_LONGEST_ACRONYM = 5
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def outlets() -> tuple[Outlet, ...]:
    """All known outlets, in the order of their names."""
    return _registry()


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
        return _names()[1].get(name_key(name))
    return _names()[0].get(name_key(name))


def outlet_at(url: str) -> Outlet | None:
    """The outlet whose site an address or a domain belongs to; None for none known."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    labels = host.lower().split(".")
    for first in range(len(labels) - 1):
        found = _domains().get(".".join(labels[first:]))
        if found is not None:
            return found
    return None


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
def _registry() -> tuple[Outlet, ...]:
    data = files("rashomon.gazetteers").joinpath("data", "outlets.toml").read_text("utf-8")
    rows = msgspec.convert(tomllib.loads(data)["outlet"], tuple[Outlet, ...])
    return tuple(sorted(rows, key=lambda row: row.name))


@cache
def _names() -> tuple[dict[str, Outlet], dict[str, Outlet]]:
    """Outlets by key: of all names, and of those that are no acronyms."""
    every: dict[str, Outlet] = {}
    words: dict[str, Outlet] = {}
    # A name wins over anybody's alias, so the names come last.
    for outlet, name in [*_aliases(), *((outlet, outlet.name) for outlet in outlets())]:
        every[name_key(name)] = outlet
        if not name.replace(".", "").isupper():
            words[name_key(name)] = outlet
    return every, words


def _aliases() -> Iterator[tuple[Outlet, str]]:
    for outlet in outlets():
        for alias in outlet.aliases:
            yield outlet, alias


@cache
def _domains() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for outlet in outlets():
        for domain in outlet.domains:
            found.setdefault(domain, outlet)
    return found
