"""The list of entries, narrowed down by what somebody looks for and put in the order wanted.

Enters: entries. Leaves: their places in the list. What every question needs again (folded words, which
entries have a status, an outlet, a place) is prepared once for a list, as columns.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from msgspec import Struct

from rashomon.views.entries import Entry
from rashomon.views.entry_lists import ORDERS, Order, merge_entries, sort_entries

_WORD = re.compile(r"\w+")


class Wanted(Struct, frozen=True):
    """What is looked for; what is empty leaves everything in."""

    status: tuple[str, ...] = ()
    kind: str = ""
    place: str = ""
    source: str = ""
    words: str = ""
    order: str = "status"


class Columns:
    """A list of entries, ready to be asked; what a question needs is made when it is first asked.

    Args:
        entries: The list.
        before: The columns of other findings, some of whose entries these are.
        anew: The entries that are not those of ``before``.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        before: "Columns | None" = None,
        anew: Iterable[Entry] = (),
    ) -> None:
        self.entries = tuple(entries)
        self._before = before
        self._anew = tuple(anew)
        self._ordered: dict[Order, tuple[int, ...]] = {}

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words of each entry for comparing."""
        before = self._before
        if before is None:
            return tuple([_folded(one) for one in self.entries])
        known = before._folded_of
        return tuple([known.get(id(one)) or _folded(one) for one in self.entries])

    @cached_property
    def by_status(self) -> Mapping[str, tuple[int, ...]]:
        """The places of the entries by their status."""
        return _places_by(self.entries, lambda one: (one.role,))

    @cached_property
    def by_type(self) -> Mapping[str, tuple[int, ...]]:
        """The same by the type of what happened or holds."""
        return _places_by(self.entries, lambda one: (one.type,))

    @cached_property
    def by_place(self) -> Mapping[str, tuple[int, ...]]:
        """The same by the folded names of places."""
        return _places_by(self.entries, lambda one: {name.casefold() for name in one.places})

    @cached_property
    def by_name(self) -> Mapping[str, tuple[int, ...]]:
        """The same by the folded names of outlets and origins."""
        return _places_by(
            self.entries,
            lambda one: {*(name.casefold() for name in one.outlets), *one.origin_names},
        )

    def ordered(self, order: Order) -> tuple[int, ...]:
        """The places of all entries in another order."""
        if order not in self._ordered:
            self._ordered[order] = self._order(order)
        return self._ordered[order]

    def forget(self) -> None:
        """Make now what rests on the columns of before, and let go of these."""
        if self._before is not None:
            for order in ORDERS:
                self.ordered(order)
            self.folded  # noqa: B018 - made now
            self._before = None

    @cached_property
    def _folded_of(self) -> dict[int, str]:
        """The same by the identity of entries, which others share."""
        return {id(one): words for one, words in zip(self.entries, self.folded, strict=True)}

    def _order(self, order: Order) -> tuple[int, ...]:
        if order == "status":
            return tuple(range(len(self.entries)))
        at = {id(one): place for place, one in enumerate(self.entries)}
        before, anew = self._before, self._anew
        if before is None:
            return tuple([at[id(one)] for one in sort_entries(self.entries, order)])
        every = before.entries
        kept = [every[n] for n in before.ordered(order) if id(every[n]) in at]
        return tuple([at[id(one)] for one in merge_entries(kept, anew, order)])


def _folded(entry: Entry) -> str:
    return " ".join((entry.text, *(account.value for account in entry.accounts))).casefold()


def make_columns(entries: Iterable[Entry]) -> Columns:
    """The columns of a list.

    Cost: with all that it may be asked, as much as reading every entry once; a second for 100,000.
    """
    return Columns(entries)


def choose_places(
    columns: Columns, wanted: Wanted, ordered: Sequence[int] | None = None
) -> Sequence[int]:
    """The places of the entries that are wanted; every word must stand in one of them.

    Args:
        columns: The list.
        wanted: What is looked for.
        ordered: The places of all entries in the order in which those found shall stand
            (`Columns.ordered`); that of the list unless given.
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
