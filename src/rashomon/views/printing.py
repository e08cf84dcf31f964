"""Questions and claims for a printed brief: status in words, origins by name, each sentence placed."""

from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from rashomon.records.claims import Claim, Dispute
from rashomon.views.cards import Card, make_card
from rashomon.views.cells import pips_words
from rashomon.views.entries import Entry
from rashomon.views.shelves import Shelves
from rashomon.views.wording import counted

MOST_PRINTED = 60
"""Entries of one brief: about thirty pages."""


USUALLY_PRINTED = 7
"""Entries of a brief that nobody chose: what a page of 60 kB holds."""


class Item(Struct, frozen=True):
    """One entry of the brief; ``standing`` is its status in words, with the origins by name."""

    card: Card
    standing: str
    origins: tuple[tuple[str, str], ...]


class Print(Struct, frozen=True):
    """A brief of chosen entries, those left out counted."""

    items: tuple[Item, ...]
    left_out: int
    unknown: tuple[str, ...]


def choose_printed(entries: Sequence[Entry]) -> list[str]:
    """What a brief holds unless somebody chose: what is contested, then what origins agree on."""
    told = ("contested", "developing", "corroborated")
    return [one.id for one in islice((one for one in entries if one.role in told), USUALLY_PRINTED)]


def make_print(chosen: Iterable[str], shelves: Shelves) -> Print:
    """The brief of some entries, in the order in which they were chosen."""
    wanted = list(dict.fromkeys(chosen))
    items: list[Item] = []
    unknown: list[str] = []
    for one in wanted[:MOST_PRINTED]:
        record: Dispute | Claim | None = shelves.disputes.get(one) or shelves.claims.get(one)
        card = make_card(record, shelves, None) if record is not None else None
        if card is None:
            unknown.append(one)
        else:
            items.append(Item(card, standing_words(card), origins_of(card)))
    return Print(tuple(items), max(0, len(wanted) - MOST_PRINTED), tuple(unknown))


def origins_of(card: Card) -> tuple[tuple[str, str], ...]:
    """The origins behind a card, with why each counts as one.

    One that gives two accounts of a question stands once. Unnamed ones of one description stay two: "a
    commander" of one report need not be that of another.
    """
    found: dict[str, tuple[str, str]] = {}
    is_one = card.entry.pips.origins == 1
    for voice in (voice for column in card.columns for voice in column.voices):
        name = voice.origin or voice.quote.outlet
        is_unnamed = voice.chain and voice.chain[0].is_unnamed and not is_one
        unnamed = voice.quote.report if is_unnamed else ""
        key = f"{unnamed} {name.casefold()}" if card.entry.is_question else voice.id
        found.setdefault(key, (name, voice.why))
    named = {name for name, _ in found.values()}
    further = dict.fromkeys(name for column in card.columns for name in column.further)
    return (*((name, "") for name in further if name not in named), *found.values())


def standing_words(card: Card) -> str:
    """A status in words; agreement is never called truth."""
    entry = card.entry
    behind = pips_words(entry.pips)
    if entry.role == "developing":
        return f"Developing: accounts differ because time may have passed between them; {behind}."
    if entry.is_question:
        accounts = counted(len(card.columns), "account")
        return f"Contested: {accounts} that cannot all be right as worded; {behind}."
    if entry.role == "corroborated":
        return f"Corroborated: {behind}. That they agree does not make it true."
    return f"Single origin: {behind}."
