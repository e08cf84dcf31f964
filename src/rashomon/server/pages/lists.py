"""What several screens take from a snapshot, made once for each."""

from rashomon.server.snapshots import Snapshot
from rashomon.views.entries import ORDERS, Entry, Listed, Order, index_entries, list_entries
from rashomon.views.filtering import Columns, make_columns, order_columns
from rashomon.views.overview import Held, what_is_held


def entries_of(snapshot: Snapshot) -> tuple[Entry, ...]:
    """Questions and claims, contested first."""
    return snapshot.keep("lists.entries", list_entries)


def listed_of(snapshot: Snapshot) -> Listed:
    """The same with look-ups."""
    return snapshot.keep("lists.listed", lambda one: index_entries(entries_of(one)))


def columns_of(snapshot: Snapshot) -> Columns:
    """The same, ready to be narrowed down."""
    return snapshot.keep("lists.columns", lambda one: make_columns(entries_of(one)))


def ordered_of(snapshot: Snapshot, order: Order) -> tuple[int, ...]:
    """The places of all entries in an order."""
    return snapshot.keep(
        f"lists.ordered {order}", lambda one: order_columns(columns_of(one), order)
    )


def prepare(snapshot: Snapshot) -> None:
    """Make now what the list is asked for later."""
    for order in ORDERS:
        ordered_of(snapshot, order)


def held_of(snapshot: Snapshot) -> Held:
    """What the ledger holds."""
    return snapshot.keep("lists.held", lambda one: what_is_held(one, entries_of(one)))
