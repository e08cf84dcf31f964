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


def fold_entries(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The words of each entry, for comparing; made once for a long list."""
    return tuple(
        " ".join((one.text, *(account.value for account in one.accounts))).casefold()
        for one in entries
    )


def choose_entries(
    entries: Sequence[Entry], wanted: Wanted, folded: Sequence[str] = ()
) -> list[Entry]:
    """The entries that are wanted, in their order; every word must stand in one of them.

    Args:
        entries: The list.
        wanted: What is looked for.
        folded: What `fold_entries` makes of the list, where it is at hand.
    """
    words = [one.casefold() for one in _WORD.findall(wanted.words)]
    place = wanted.place.casefold()
    source = wanted.source.casefold()
    texts = (folded or fold_entries(entries)) if words else ("",) * len(entries)
    return [
        one
        for one, text in zip(entries, texts, strict=True)
        if (not wanted.status or one.role in wanted.status)
        and (not wanted.kind or one.type == wanted.kind)
        and (not place or any(place in name.casefold() for name in one.places))
        and (not source or _has(one.outlets, source) or _has(one.origin_names, source))
        and all(word in text for word in words)
    ]


def _has(names: Iterable[str], wanted: str) -> bool:
    return any(wanted in name.casefold() for name in names)
