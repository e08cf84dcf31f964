"""The list of entries, narrowed down by what somebody looks for and put in the order wanted.

Enters: entries. Leaves: their places in the list. What every question needs again (folded words, which
entries have a status, an outlet, a place) is prepared once for a list, as columns.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from rashomon.views.entries import Entry, Order, sort_entries

_WORD = re.compile(r"\w+")


class Wanted(Struct, frozen=True):
    """What is looked for; what is empty leaves everything in."""

    status: tuple[str, ...] = ()
    kind: str = ""
    place: str = ""
    source: str = ""
    words: str = ""
    order: str = "status"


class Columns(Struct, frozen=True):
    """A list of entries, ready to be asked.

    ``folded`` are the words of each entry for comparing. The maps lead from a status, a type, a folded
    name of a place, of an outlet or of an origin to the places in the list of the entries that have it.
    """

    entries: tuple[Entry, ...]
    folded: tuple[str, ...]
    by_status: Mapping[str, tuple[int, ...]]
    by_type: Mapping[str, tuple[int, ...]]
    by_place: Mapping[str, tuple[int, ...]]
    by_name: Mapping[str, tuple[int, ...]]


def make_columns(entries: Iterable[Entry]) -> Columns:
    """The columns of a list.

    Cost: as much as reading every entry once; a second for 100,000.
    """
    every = tuple(entries)
    return Columns(
        entries=every,
        folded=tuple(
            " ".join((one.text, *(account.value for account in one.accounts))).casefold()
            for one in every
        ),
        by_status=_places_by(every, lambda one: (one.role,)),
        by_type=_places_by(every, lambda one: (one.type,)),
        by_place=_places_by(every, lambda one: {name.casefold() for name in one.places}),
        by_name=_places_by(
            every, lambda one: {*(name.casefold() for name in one.outlets), *one.origin_names}
        ),
    )


def order_columns(columns: Columns, order: Order) -> tuple[int, ...]:
    """The places of all entries in another order.

    Cost: a second for 100,000 entries; keep what it gives.
    """
    if order == "status":
        return tuple(range(len(columns.entries)))
    at = {id(one): place for place, one in enumerate(columns.entries)}
    return tuple(at[id(one)] for one in sort_entries(columns.entries, order))


def choose_places(
    columns: Columns, wanted: Wanted, ordered: Sequence[int] | None = None
) -> Sequence[int]:
    """The places of the entries that are wanted; every word must stand in one of them.

    Args:
        columns: The list.
        wanted: What is looked for.
        ordered: The places of all entries in the order in which those found shall stand
            (`order_columns`); that of the list unless given.
    """
    every: Sequence[int] = range(len(columns.entries)) if ordered is None else ordered
    tests = list(_tests(columns, wanted))
    if tests:
        kept = frozenset.intersection(*tests)
        every = [at for at in every if at in kept]
    texts = columns.folded
    for word in (one.casefold() for one in _WORD.findall(wanted.words)):
        every = [at for at in every if word in texts[at]]
    return every


def choose_entries(entries: Iterable[Entry], wanted: Wanted) -> list[Entry]:
    """The entries of a short list that are wanted, in their order."""
    columns = make_columns(entries)
    return [columns.entries[at] for at in choose_places(columns, wanted)]


def _tests(columns: Columns, wanted: Wanted) -> Iterable[frozenset[int]]:
    """For each filter the places of the entries that pass it."""
    if wanted.status:
        yield frozenset(
            chain.from_iterable(columns.by_status.get(one, ()) for one in wanted.status)
        )
    if wanted.kind:
        yield frozenset(columns.by_type.get(wanted.kind, ()))
    if wanted.place:
        yield _with(columns.by_place, wanted.place)
    if wanted.source:
        yield _with(columns.by_name, wanted.source)


def _with(places: Mapping[str, tuple[int, ...]], wanted: str) -> frozenset[int]:
    """The places under the names that hold some words."""
    sought = wanted.casefold()
    return frozenset(chain.from_iterable(found for name, found in places.items() if sought in name))


def _places_by(
    entries: Sequence[Entry], names: Callable[[Entry], Iterable[str]]
) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for at, one in enumerate(entries):
        for name in names(one):
            found.setdefault(name, []).append(at)
    return {name: tuple(places) for name, places in found.items()}
