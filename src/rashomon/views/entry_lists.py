"""The list of entries: in what order they stand, what follows from the list of other findings.

Enters: entries, findings with look-ups. Leaves: the same list in an order, where each stands, what rests
on an origin.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from heapq import merge
from itertools import compress, islice
from typing import Any, Literal

from msgspec import Struct

from rashomon.records.claims import Claim
from rashomon.views.cells import ROLES, UNDATED, Role
from rashomon.views.entries import Entry, claim_entry, question_entry
from rashomon.views.shelves import Shelves

Order = Literal["status", "origins", "first", "last", "kind"]
ORDERS: tuple[Order, ...] = ("status", "origins", "first", "last", "kind")


def list_entries(shelves: Shelves) -> tuple[Entry, ...]:
    """All entries: contested first, those with most origins first, then the latest."""
    in_disputes = {
        claim for one in shelves.findings.disputes for side in one.sides for claim in side.claims
    }
    found = [question_entry(one, shelves) for one in shelves.findings.disputes]
    found += [
        claim_entry(one, shelves) for one in shelves.findings.claims if one.id not in in_disputes
    ]
    known = [one for one in found if one is not None]
    return tuple(sorted(known, key=_standing))


class Remembered(Struct, frozen=True):
    """Entries of claims made for other findings, each with the claim that it is of.

    ``relocated`` are claims of which a place goes by another name in some of these findings; of all
    others, one record has one entry in all of them. ``claims`` are those of the list that is followed.
    """

    entries: dict[str, tuple[Claim, Entry | None]]
    relocated: Set[str] = frozenset()
    claims: Mapping[str, Claim] = {}

    def is_same(self, claim: Claim) -> bool:
        """Whether the list that is followed has an entry of this very record, with its places' names."""
        return self.claims.get(claim.id) is claim and claim.id not in self.relocated


def follow_entries(
    before: "Listed", shelves: Shelves, unsteady: Set[str], known: Remembered
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """What `list_entries` gives, from the entries of other findings; and those of it that are made anew.

    Args:
        before: The list of findings that are like these, but for what is unsteady.
        shelves: The findings with look-ups.
        unsteady: The claims and disputes that are not the same in both, or not in both, or of which
            something else is told; and all claims that stand in a dispute in either.
        known: Entries that were made for others of these findings, to which those made now are added.
    """
    in_disputes = {
        claim for one in shelves.findings.disputes for side in one.sides for claim in side.claims
    }
    found: list[Entry | None] = [
        question_entry(one, shelves) for one in shelves.findings.disputes if one.id in unsteady
    ]
    claims = shelves.claims
    gone: list[str] = []
    for name in unsteady:
        claim = claims.get(name)
        if claim is None or name in in_disputes:
            gone.append(name)
        elif not known.is_same(claim) or name not in before.places:
            gone.append(name)
            found.append(_remember(claim, shelves, known))
    anew = sorted((one for one in found if one is not None), key=_standing)
    return tuple(before.with_others(gone, anew)), tuple(anew)


def _remember(claim: Claim, shelves: Shelves, known: Remembered) -> Entry | None:
    """The entry of a claim: the one that was made of this very record, if one was."""
    if claim.id in known.relocated:
        return claim_entry(claim, shelves)
    held = known.entries.get(claim.id)
    if held is None or held[0] is not claim:
        held = known.entries[claim.id] = claim, claim_entry(claim, shelves)
    return held[1]


def merge_entries(kept: Sequence[Entry], anew: Iterable[Entry], order: "Order") -> list[Entry]:
    """Entries that are in an order with some more put in at their places.

    **Cost** For each of those put in the logarithm of the others.
    """
    key = _KEYS[order]
    merged: list[Entry] = []
    last = 0
    for one in sorted(anew, key=key):
        at = bisect_right(kept, key(one), lo=last, key=key)
        merged += kept[last:at]
        merged.append(one)
        last = at
    merged += kept[last:]
    return merged


class Listed:
    """The list with its look-ups: where an entry stands, and which rest on an origin of a name.

    Args:
        entries: The list.
        before: That of other findings, some of whose entries these are; ``anew`` are the rest.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        before: "Listed | None" = None,
        anew: Iterable[Entry] = (),
    ) -> None:
        self.entries = tuple(entries)
        self._before = before
        self._anew = self.entries if before is None else tuple(anew)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each entry stands, by its id."""
        return {one.id: at for at, one in enumerate(self.entries)}

    @cached_property
    def standings(self) -> list[tuple[bool | int | str, ...]]:
        """By what each entry stands where it does."""
        return [_standing(one) for one in self.entries]

    def with_others(self, gone: Iterable[str], come: Iterable[Entry]) -> list[Entry]:
        """The list without the entries of some ids, and with some more at their places.

        Args:
            gone: Ids, also of what is no entry of the list.
            come: Entries in the order of the list.

        **Cost** For each of those that come the logarithm of the list.
        """
        stays = bytearray(b"\1") * len(self.entries)
        places = self.places
        for one in gone:
            at = places.get(one)
            if at is not None:
                stays[at] = 0
        found: list[Entry] = []
        last = 0
        for entry in come:
            at = bisect_right(self.standings, _standing(entry), lo=last)
            found += compress(self.entries[last:at], stays[last:at])
            found.append(entry)
            last = at
        found += compress(self.entries[last:], stays[last:])
        return found

    @cached_property
    def by_origin(self) -> dict[str, tuple[Entry, ...]]:
        """By the name of an origin the entries that rest on it, of those made anew."""
        found: dict[str, list[Entry]] = {}
        for one in self._anew:
            for name in one.origin_names:
                found.setdefault(name, []).append(one)
        return {name: tuple(some) for name, some in found.items()}

    def resting_on(self, origin: str, most: int) -> list[int]:
        """Where the first entries stand that rest on an origin of a name, in their order."""
        several = [self._standing(self.by_origin.get(origin, ()))]
        if self._before is not None:
            several.append(self._standing(self._before.by_origin.get(origin, ())))
        return list(islice(merge(*several), most))

    def _standing(self, entries: Iterable[Entry]) -> Iterator[int]:
        """Where entries stand that are in the order of the list; those that left it stand nowhere."""
        for one in entries:
            at = self.places.get(one.id)
            if at is not None and self.entries[at] is one:
                yield at


def index_entries(entries: Sequence[Entry]) -> Listed:
    """The list made ready to look entries up by id and by the names of their origins."""
    return Listed(entries)


def _standing(entry: Entry) -> tuple[bool | int | str, ...]:
    return (
        ROLES.index(entry.role), not entry.is_question, -entry.pips.origins, _later(entry), entry.id
    )  # fmt: skip


_TURNED = str.maketrans("0123456789", "9876543210")


def _later(entry: Entry) -> str:
    """Sorts the latest first, by the day's digits turned round; the undated last."""
    if entry.last.iso == UNDATED:
        return UNDATED
    return entry.last.iso.translate(_TURNED)


_KEYS: dict[Order, Callable[[Entry], tuple[Any, ...]]] = {
    "status": _standing,
    "origins": lambda one: (-one.pips.origins, *_standing(one)),
    "first": lambda one: (one.first.iso, *_standing(one)),
    "last": lambda one: (_later(one), *_standing(one)),
    "kind": lambda one: (one.kind, *_standing(one)),
}


def sort_entries(entries: Sequence[Entry], order: Order) -> list[Entry]:
    """The entries, which are in the order of status, in another one."""
    return list(entries) if order == "status" else sorted(entries, key=_KEYS[order])


def tally(entries: Iterable[Entry]) -> dict[Role, int]:
    """How many entries have each status."""
    counts = Counter(one.role for one in entries)
    return {role: counts[role] for role in ROLES}
