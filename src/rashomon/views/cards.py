"""A claim's card: the accounts side by side, each with its exact words, its chain and its copies.

Enters: a dispute or a claim, with look-ups. Leaves: a card. A dispute has a column an account; a claim
that nobody contests has one an origin. No column is the right one.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from rashomon.records.claims import Claim, Dispute, Origin
from rashomon.records.reuse import Reuse
from rashomon.records.statements import Statement
from rashomon.spans import shared
from rashomon.views.cells import (
    Link,
    Pips,
    When,
    carriers_of,
    chain_links,
    count_pips,
    in_sentence,
    outlet_of,
    published_when,
    role_of_dispute,
    value_short,
)
from rashomon.views.differences import Comparison, compare_reuse, shorten_same
from rashomon.views.entries import Entry, claim_entry, in_order, question_entry, side_origins
from rashomon.views.entry_lists import Listed
from rashomon.views.evidence import Quote, quantity_words, quote_statement, time_words
from rashomon.views.figures import Figures, draw_figures
from rashomon.views.shelves import Shelves
from rashomon.views.steps import Step, list_steps
from rashomon.views.wording import even_quotes, listing

CONTEXT_CHARS = 90
"""Code points of the report on either side of a card's sentence; the drawer and the reader show more."""

MOST_VOICES = 3
"""Origins of one account whose words its column shows; the others are named below."""

MOST_ALSO = 8

_MOST_LOOKED_AT = 500
"""Entries on one origin that are weighed for the few that a card names."""

_MOST_ORIGINS = 20
"""Origins of which other entries are weighed."""

MOST_COLUMNS = 8
"""Accounts of one page of a card: two rows of four."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Fold(Struct, frozen=True):
    """A copy or a repeat, folded under the voice that it takes after.

    ``comparison`` is None for a report on the same origin's word that copied nothing.
    """

    report: str
    outlet: str
    when: When
    statement: str
    comparison: Comparison | None
    quote: str
    original: str


class Voice(Struct, frozen=True):
    """One origin of an account: its earliest words, on whose word they are, what repeats them.

    ``id`` and ``origin`` are the origin's id and name; ``is_own`` where it is an origin of one claim, on
    which people can rule, and not of an account that several claims give. It has so many ``statements``.
    """

    statement: str
    quote: Quote
    chain: tuple[Link, ...]
    origin: str
    id: str
    why: str
    doubtful: bool
    folds: tuple[Fold, ...]
    statements: int
    is_own: bool


class Column(Struct, frozen=True):
    """One account, or one origin of a claim that nobody contests."""

    label: str
    value: str
    facts: tuple[tuple[str, str], ...]
    pips: Pips
    voices: tuple[Voice, ...]
    further: tuple[str, ...]
    claims: tuple[str, ...]
    statements: int
    is_asked: bool


class Also(Struct, frozen=True):
    """Another entry that rests on an origin of this one."""

    id: str
    text: str
    pips: Pips


class Card(Struct, frozen=True):
    """A question or a claim with everything that stands behind it."""

    entry: Entry
    columns: tuple[Column, ...]
    figures: Figures | None
    also: tuple[Also, ...]
    history: tuple[Step, ...]
    offset: int
    of_columns: int
    previous: str
    following: str
    disputed_in: tuple[tuple[str, str], ...]


def make_card(
    record: Dispute | Claim,
    shelves: Shelves,
    listed: Listed | None,
    asked: str = "",
    offset: int = 0,
) -> Card | None:
    """The card of a dispute or a claim; None where none of its statements is known.

    Args:
        record: The dispute or claim.
        shelves: The findings with look-ups.
        listed: All entries, for the next one and those on the same origins; without them none is named.
        asked: The claim that was asked for, where the card is that of its dispute.
        offset: How many accounts to leave out at the beginning; a card shows `MOST_COLUMNS`.
    """
    if isinstance(record, Dispute):
        entry = question_entry(record, shelves)
        columns = _sides(record, shelves, asked)
    else:
        entry = claim_entry(record, shelves)
        columns = _origins(record, shelves)
    if entry is None:
        return None
    at = None if listed is None else listed.places.get(entry.id)
    entries = () if listed is None else listed.entries
    others = shelves.disputes_of_claim.get(asked, ()) if asked else ()
    return Card(
        entry=entry,
        columns=columns[offset : offset + MOST_COLUMNS],
        offset=offset,
        of_columns=len(columns),
        figures=draw_figures(record, shelves) if isinstance(record, Dispute) else None,
        also=() if listed is None else tuple(_also(entry, columns, listed)),
        history=list_steps(record, shelves),
        previous=entries[at - 1].id if at else "",
        following=entries[at + 1].id if at is not None and at + 1 < len(entries) else "",
        disputed_in=tuple(
            (one.id, one.question or one.about) for one in others if one.id != record.id
        ),
    )


def _sides(dispute: Dispute, shelves: Shelves, asked: str) -> tuple[Column, ...]:
    columns = []
    for side in dispute.sides:
        told = in_order(side.statements, shelves)
        if not told:
            continue
        origins = side_origins(side, shelves)
        only = frozenset(side.statements)
        voices = _voices(origins, shelves, only)
        columns.append(
            Column(
                label="",
                value=_opened(even_quotes(value_short(side.value))),
                facts=_facts(told, shelves),
                pips=count_pips(role_of_dispute(dispute), origins, shelves, side.independent),
                voices=voices[:MOST_VOICES],
                further=tuple(one.origin for one in voices[MOST_VOICES:]),
                claims=side.claims,
                statements=len(told),
                is_asked=asked in side.claims,
            )
        )
    columns.sort(key=lambda one: (-one.pips.origins, _day(one), one.value))
    return tuple(
        _labelled(one, f"Account {LETTERS[n % len(LETTERS)]}") for n, one in enumerate(columns)
    )


def _day(column: Column) -> str:
    return column.voices[0].quote.when.iso if column.voices else ""


def _labelled(column: Column, label: str) -> Column:
    return replace(column, label=label)


def _origins(claim: Claim, shelves: Shelves) -> tuple[Column, ...]:
    entry = claim_entry(claim, shelves)
    role = "single" if entry is None else entry.role
    columns = []
    for voice, origin in _by_origin(claim.origins, shelves, frozenset(claim.statements)):
        told = in_order(origin.statements, shelves)
        columns.append(
            Column(
                label="Origin",
                value=_opened(origin.name or voice.quote.outlet),
                facts=_facts(told, shelves),
                pips=count_pips(role, (origin,), shelves),
                voices=(voice,),
                further=(),
                claims=(),
                statements=len(told),
                is_asked=False,
            )
        )
    columns.sort(key=lambda one: (_day(one), one.value))
    if len(columns) < 2:
        return tuple(columns)
    return tuple(
        _labelled(one, f"Origin {LETTERS[n % len(LETTERS)]}") for n, one in enumerate(columns)
    )


def _voices(origins: Iterable[Origin], shelves: Shelves, only: frozenset[str]) -> tuple[Voice, ...]:
    found = [voice for voice, _ in _by_origin(origins, shelves, only)]
    return tuple(sorted(found, key=lambda one: (one.quote.when.iso, one.statement)))


def _by_origin(
    origins: Iterable[Origin], shelves: Shelves, only: frozenset[str]
) -> Iterable[tuple[Voice, Origin]]:
    for origin in origins:
        told = in_order(origin.statements, shelves)
        own = [one for one in told if one.id in only]
        if own:
            yield _voice(origin, own, told, shelves), origin


def _voice(
    origin: Origin, own: Sequence[Statement], told: Sequence[Statement], shelves: Shelves
) -> Voice:
    """The earliest words of an origin; of several in one report those that say most."""
    report = own[0].report
    first = max(
        (one for one in own if one.report == report),
        key=lambda one: (one.span.end - one.span.start, one.id),
    )
    carriers = [one for one in carriers_of(origin, shelves) if one != first.report]
    folds = [_fold(one, first, told, shelves) for one in carriers]
    return Voice(
        statement=first.id,
        quote=quote_statement(first, shelves, CONTEXT_CHARS),
        chain=chain_links(first, shelves.reports[first.report]),
        origin=origin.name,
        id=origin.id,
        why=in_sentence(origin.why),
        doubtful=origin.doubtful,
        statements=len(told),
        is_own=_is_own(origin, first, shelves),
        folds=tuple(one for one in folds if one is not None),
    )


def _is_own(origin: Origin, one: Statement, shelves: Shelves) -> bool:
    """Whether an origin is one of the claim that a statement of it makes."""
    claim = shelves.claim_of_statement.get(one.id)
    return claim is not None and any(held.id == origin.id for held in claim.origins)


def _fold(
    carrier: str, first: Statement, told: Sequence[Statement], shelves: Shelves
) -> Fold | None:
    report = shelves.reports[carrier]
    here = [one for one in told if one.report == carrier]
    taken = _taken(carrier, first, here, [one.report for one in told], shelves)
    if not here:
        return None
    comparison = None if taken is None else _folded(compare_reuse(taken, shelves))
    original = first.report
    if taken is not None:
        original = taken.from_report if taken.to_report == carrier else taken.to_report
    return Fold(
        report=carrier,
        outlet=outlet_of(report),
        when=published_when(report.published),
        statement=here[0].id,
        comparison=comparison,
        quote=max((one.quote for one in here), key=len),
        original=original,
    )


def _folded(one: Comparison) -> Comparison:
    return replace(one, pieces=shorten_same(one.pieces))


def _taken(
    carrier: str,
    first: Statement,
    here: Sequence[Statement],
    carriers: Sequence[str],
    shelves: Shelves,
) -> Reuse | None:
    """The passage by which a carrier has these words from another one, the first sooner than others."""
    found = [
        one
        for one in shelves.reuse_of_report.get(carrier, ())
        if one.to_report == carrier and one.from_report in carriers
    ]
    if not found:
        return None

    def rank(one: Reuse) -> tuple[bool, bool, int, str]:
        covered = max((shared(one.to_span, told.span) for told in here), default=0)
        known = one.direction == "known"
        return (covered == 0, one.from_report != first.report or not known, -covered, one.id)

    return min(found, key=rank)


def _facts(told: Sequence[Statement], shelves: Shelves) -> tuple[tuple[str, str], ...]:
    """What is counted, where and when, as the account's statements say, in the order of reports."""
    counts = dict.fromkeys(
        quantity_words(one.low, one.high, one.of)
        for told_one in told
        for one in told_one.quantities
    )
    where = dict.fromkeys(shelves.name(place) for one in told for place in one.places)
    when = dict.fromkeys(time_words(one.time) for one in told if one.time is not None)
    how = dict.fromkeys(one.status for one in told if one.status != "asserted")
    rows = [
        ("Counts", listing(list(counts)[:2])),
        ("Where", listing(list(where)[:3])),
        ("When", listing([one for one in when if one][:2])),
        ("Told as", listing(list(how)[:2])),
    ]
    return tuple((label, value) for label, value in rows if value)


def _opened(text: str) -> str:
    plain = " ".join(text.split())
    return plain[:1].upper() + plain[1:]


def _also(entry: Entry, columns: Sequence[Column], listed: Listed) -> Iterable[Also]:
    """Other entries on the word of the same origins, most alike in kind first; no words twice."""
    voices = (voice.origin.casefold() for column in columns for voice in column.voices)
    names = list(dict.fromkeys(voices))[:_MOST_ORIGINS]
    places = {at for name in names for at in listed.resting_on(name, _MOST_LOOKED_AT)}
    found = [listed.entries[at] for at in sorted(places) if listed.entries[at].id != entry.id]
    found.sort(key=lambda one: (not one.is_question, one.kind != entry.kind))
    in_words: dict[str, Entry] = {}
    for one in found:
        in_words.setdefault(one.text, one)
    for one in islice(in_words.values(), MOST_ALSO):
        yield Also(one.id, one.text, one.pips)
