"""The list that the workbench is built around: questions that reports answer differently, and claims.

Enters: findings with look-ups. Leaves: entries. A dispute is one entry, with its accounts; a claim that
stands in no dispute is another. So nothing is listed twice and the tallies add up.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from heapq import merge
from itertools import compress, islice
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from rashomon.records.claims import Claim, Dispute, Origin, Side
from rashomon.records.statements import Statement
from rashomon.views.cells import (
    ROLES,
    UNDATED,
    Pips,
    Role,
    When,
    count_pips,
    kind_words,
    on_whose_word,
    outlet_of,
    published_when,
    report_order,
    role_of,
    role_of_dispute,
    value_short,
)
from rashomon.views.reasons import OF_ONE_ORIGIN, reason_words
from rashomon.views.shelves import Shelves
from rashomon.views.wording import even_quotes, listing

Order = Literal["status", "origins", "first", "last", "kind"]
ORDERS: tuple[Order, ...] = ("status", "origins", "first", "last", "kind")

LONGEST_VALUE = 110
"""Code points of an account's value that a row shows; the words themselves are a click away."""


class Account(Struct, frozen=True):
    """One account of a question: its value, on whose word, when first told, by how many origins.

    ``statement`` is the earliest that gives it.
    """

    value: str
    remark: str
    first: When
    pips: Pips
    statement: str


class Entry(Struct, frozen=True):
    """One row of the list: a question with its accounts, or a claim.

    ``reason`` says why the accounts clash; ``statement`` is the earliest one; ``outlets`` are those that
    carry it.
    """

    id: str
    is_question: bool
    text: str
    role: Role
    kind: str
    type: str
    places: tuple[str, ...]
    pips: Pips
    first: When
    last: When
    outlets: tuple[str, ...]
    statement: str
    origin_names: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    reason: str = ""


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


def question_entry(dispute: Dispute, shelves: Shelves) -> Entry | None:
    """The entry of a dispute; None where none of its statements is known."""
    told = in_order((one for side in dispute.sides for one in side.statements), shelves)
    if not told:
        return None
    role = role_of_dispute(dispute)
    found = (_account(side, role, shelves) for side in dispute.sides)
    accounts = tuple(one for one in found if one is not None)
    origins = distinct_origins((side_origins(side, shelves) for side in dispute.sides), shelves)
    first = [_outlets(in_order(side.statements, shelves)[:1], shelves) for side in dispute.sides]
    return Entry(
        id=dispute.id,
        is_question=True,
        text=question_text(dispute),
        role=role,
        **_common(told, shelves),
        pips=count_pips(role, origins, shelves, 1 if dispute.cause in OF_ONE_ORIGIN else None),
        origin_names=_names(origins),
        outlets=_outlets(told, shelves),
        accounts=tuple(sorted(accounts, key=lambda one: (-one.pips.origins, one.first.iso))),
        reason=reason_words(dispute, tuple(dict.fromkeys(one for some in first for one in some))),
    )


def claim_entry(claim: Claim, shelves: Shelves) -> Entry | None:
    """The entry of a claim; None where none of its statements is known."""
    told = in_order(claim.statements, shelves)
    if not told:
        return None
    # A denial that nobody contradicts is one account like any other.
    status = claim.status if claim.status != "denied" else _by_origins(claim)
    role = role_of(status)
    return Entry(
        id=claim.id,
        is_question=False,
        text=claim.text,
        role=role,
        **_common(told, shelves),
        pips=_claim_pips(claim, role, shelves),
        origin_names=_names(claim.origins),
        outlets=_outlets(told, shelves),
        reason="It is denied; no report here says that it is so."
        if claim.status == "denied"
        else "",
    )


def _claim_pips(claim: Claim, role: Role, shelves: Shelves) -> Pips:
    """The pips of a claim; origins that may be one with another are half filled."""
    pips = count_pips(role, claim.origins, shelves, claim.independent)
    if claim.independent_low is None:
        return pips
    return replace(pips, doubtful=claim.independent - claim.independent_low)


def _names(origins: Iterable[Origin]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name.casefold() for one in origins if one.name))


def _by_origins(claim: Claim) -> str:
    return "corroborated" if claim.independent > 1 else "single"


def _common(told: Sequence[Statement], shelves: Shelves) -> dict[str, Any]:
    """What questions and claims have alike: kind, places, first and last seen."""
    kind = _most_given([one.type for one in told if one.type is not None])[:1]
    known = _most_given([shelves.name(place) for one in told for place in one.places])[:2]
    ends = [shelves.reports[one.report] for one in (told[0], _last(told, shelves))]
    return {
        "kind": kind_words(kind[0] if kind else None),
        "type": kind[0] if kind else "",
        "places": tuple(known),
        "first": published_when(ends[0].published),
        "last": published_when(ends[1].published),
        "statement": told[0].id,
    }


def _most_given(words: Sequence[str]) -> list[str]:
    """Words, those that stand most often first; a hundred thousand times one word, so quickly."""
    if len(words) < 2:
        return list(words)
    counts = Counter(words)
    return sorted(counts, key=lambda one: (-counts[one], one))


def _last(told: Sequence[Statement], shelves: Shelves) -> Statement:
    """The latest statement whose report has a day, if one has."""
    dated = [one for one in told if shelves.reports[one.report].published.days is not None]
    return (dated or list(told))[-1]


def _outlets(told: Iterable[Statement], shelves: Shelves) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outlet_of(shelves.reports[one.report]) for one in told))


def _account(side: Side, role: Role, shelves: Shelves) -> Account | None:
    told = in_order(side.statements, shelves)
    if not told:
        return None
    first = told[0]
    report = shelves.reports[first.report]
    outlets = _outlets(told, shelves)
    more = f" and {len(outlets) - 1} more" if len(outlets) > 1 else ""
    return Account(
        value=shorten_value(side.value),
        remark=f"{outlet_of(report)}{more}, {on_whose_word(first, report)}",
        first=published_when(report.published),
        pips=count_pips(role, side_origins(side, shelves), shelves, side.independent),
        statement=first.id,
    )


def shorten_value(value: str) -> str:
    """An account's value as a row shows it."""
    words = even_quotes(value_short(" ".join(value.split())))
    if len(words) > LONGEST_VALUE:
        words = words[:LONGEST_VALUE].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return words[:1].upper() + words[1:]


def side_origins(side: Side, shelves: Shelves) -> tuple[Origin, ...]:
    """The origins of an account; those of its claims where the account names none."""
    if side.origins:
        return side.origins
    found = [shelves.claims[one] for one in side.claims if one in shelves.claims]
    return tuple(origin for claim in found for origin in claim.origins)


def distinct_origins(sides: Iterable[Sequence[Origin]], shelves: Shelves) -> list[Origin]:
    """The origins of several accounts, those of one name counted once, unnamed ones once a report."""
    found: dict[tuple[str, str], Origin] = {}
    for origins in sides:
        for one in origins:
            first = next(iter(in_order(one.statements, shelves)), None)
            where = first.report if first is not None and is_unnamed(first) else ""
            found.setdefault((one.name.casefold(), where), one)
    return list(found.values())


def is_unnamed(one: Statement) -> bool:
    """Whether a statement rests on somebody whom its report does not name."""
    return bool(one.attribution) and one.attribution[0].kind == "anonymous"


def question_text(dispute: Dispute) -> str:
    """The question that a dispute leaves open, without its answers: they stand beside it."""
    question = dispute.question or dispute.about
    return question if question.endswith("?") else f"{question}?"


def in_order(statements: Iterable[str], shelves: Shelves) -> list[Statement]:
    """The known statements, those of the earliest report first; undated reports come last."""
    every = shelves.statements
    known = {one: every[one] for one in statements if one in every}
    if len(known) < 2:
        return list(known.values())
    return sorted(
        known.values(),
        key=lambda one: (report_order(shelves.reports[one.report]), one.span.start, one.id),
    )


def outlets_words(outlets: Sequence[str]) -> str:
    """Who carries it, in a few words."""
    return listing(list(outlets[:3])) if len(outlets) < 4 else f"{len(outlets)} publishers"
