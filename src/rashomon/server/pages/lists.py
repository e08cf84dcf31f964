"""What several screens take from a snapshot, made once for each."""

from msgspec import Struct

from rashomon.server.snapshots import Snapshot
from rashomon.views.entries import Entry
from rashomon.views.entry_lists import (
    ORDERS,
    Listed,
    Order,
    Remembered,
    follow_entries,
    list_entries,
)
from rashomon.views.filtering import Columns
from rashomon.views.overview import Held, what_is_held


class _Made(Struct, frozen=True):
    """The entries of a snapshot; ``anew`` are those that the snapshot it follows has not."""

    entries: tuple[Entry, ...]
    anew: tuple[Entry, ...] = ()


def entries_of(snapshot: Snapshot) -> tuple[Entry, ...]:
    """Questions and claims, contested first."""
    return _made(snapshot).entries


def listed_of(snapshot: Snapshot) -> Listed:
    """The same with look-ups."""
    return snapshot.keep("lists.listed", _list)


def columns_of(snapshot: Snapshot) -> Columns:
    """The same, ready to be narrowed down."""
    return snapshot.keep("lists.columns", _columns)


def ordered_of(snapshot: Snapshot, order: Order) -> tuple[int, ...]:
    """The places of all entries in an order."""
    return columns_of(snapshot).ordered(order)


def prepare(snapshot: Snapshot) -> None:
    """Make now what the list is asked for later, so that it needs no snapshot before this one."""
    columns = columns_of(snapshot)
    for order in ORDERS:
        columns.ordered(order)
    columns.forget()
    listed = listed_of(snapshot)
    for made in (columns.by_status, columns.by_type, columns.by_place, columns.by_name):
        len(made)
    len(listed.places), len(listed.by_origin), len(listed.standings)


def held_of(snapshot: Snapshot) -> Held:
    """What the ledger holds."""
    return snapshot.keep("lists.held", lambda one: what_is_held(one, entries_of(one)))


def _made(snapshot: Snapshot) -> _Made:
    return snapshot.keep("lists.entries", _make)


def _make(snapshot: Snapshot) -> _Made:
    follows = snapshot.follows
    if follows is None:
        return _Made(list_entries(snapshot))
    before = follows.before
    known = Remembered({})
    if snapshot.asof is not None:
        known = Remembered(
            before.keep("lists.remembered", lambda _: {}), follows.relocated(), before.claims
        )
    return _Made(*follow_entries(listed_of(before), snapshot, follows.unsteady(), known))


def _list(snapshot: Snapshot) -> Listed:
    made, follows = _made(snapshot), snapshot.follows
    if follows is None or snapshot.asof is None:
        return Listed(made.entries)
    return Listed(made.entries, listed_of(follows.before), made.anew)


def _columns(snapshot: Snapshot) -> Columns:
    made, follows = _made(snapshot), snapshot.follows
    if follows is None:
        return Columns(made.entries)
    return Columns(made.entries, columns_of(follows.before), made.anew)
