"""The list of entries, narrowed down by what somebody looks for."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from rashomon.views.entries import Entry

_WORD = re.compile(r"\w+")


class Wanted(Struct, frozen=True):
    """What is looked for; what is empty leaves everything in."""

    status: tuple[str, ...] = ()
    kind: str = ""
    place: str = ""
    source: str = ""
    words: str = ""
    order: str = "status"


def choose_entries(entries: Sequence[Entry], wanted: Wanted) -> list[Entry]:
    """The entries that are wanted, in their order; every word must stand in one of them."""
    words = [one.casefold() for one in _WORD.findall(wanted.words)]
    place = wanted.place.casefold()
    source = wanted.source.casefold()
    return [
        one
        for one in entries
        if (not wanted.status or one.role in wanted.status)
        and (not wanted.kind or one.type == wanted.kind)
        and (not place or any(place in name.casefold() for name in one.places))
        and (not source or _has(one.outlets, source) or _has(one.origin_names, source))
        and (not words or _holds(one, words))
    ]


def _has(names: Iterable[str], wanted: str) -> bool:
    return any(wanted == name.casefold() for name in names)


def _holds(entry: Entry, words: Iterable[str]) -> bool:
    text = " ".join((entry.text, *(one.value for one in entry.accounts))).casefold()
    return all(word in text for word in words)
