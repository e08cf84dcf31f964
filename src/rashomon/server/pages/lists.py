"""What several screens take from a snapshot, made once for each."""

from rashomon.server.snapshots import Snapshot
from rashomon.views.entries import Entry, Listed, index_entries, list_entries
from rashomon.views.overview import Held, what_is_held


def entries_of(snapshot: Snapshot) -> tuple[Entry, ...]:
    """Questions and claims, contested first."""
    return snapshot.keep("lists.entries", list_entries)


def listed_of(snapshot: Snapshot) -> Listed:
    """The same with look-ups."""
    return snapshot.keep("lists.listed", lambda one: index_entries(entries_of(one)))


def held_of(snapshot: Snapshot) -> Held:
    """What the ledger holds."""
    return snapshot.keep("lists.held", lambda one: what_is_held(one, entries_of(one)))
