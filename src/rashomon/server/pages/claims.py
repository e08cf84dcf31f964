"""Claims: the list of questions and claims, and the card of each."""

from msgspec import Struct

from rashomon.server.asking import Ask
from rashomon.server.pages.lists import entries_of, listed_of
from rashomon.server.pages.screens import Rows, Screen
from rashomon.server.problems import Way
from rashomon.views.cards import Card, make_card
from rashomon.views.cells import ROLES, kind_names
from rashomon.views.entries import ORDERS, Entry, Order, sort_entries
from rashomon.views.filtering import Wanted, choose_entries, fold_entries

PAGE = 100
MOST = 200


class ClaimList(Struct, frozen=True):
    """A page of the list, and what it was filtered by."""

    entries: tuple[Entry, ...]
    total: int
    of: int
    offset: int
    limit: int
    wanted: Wanted
    kinds: tuple[tuple[str, str], ...]
    orders: tuple[str, ...]


def show_list(ask: Ask) -> ClaimList:
    """The entries that the filters leave, a page of them."""
    every = entries_of(ask.snapshot)
    asked = ask.choices("sort", ORDERS)
    order: Order = next((one for one in ORDERS if one in asked), "status")
    wanted = Wanted(
        status=ask.choices("status", tuple(ROLES)),
        kind=ask.query.get("kind", ""),
        place=ask.query.get("place", ""),
        source=ask.query.get("source", ""),
        words=ask.query.get("q", ""),
        order=order,
    )
    folded = ask.snapshot.keep("claims.folded", lambda one: fold_entries(entries_of(one)))
    found = sort_entries(choose_entries(every, wanted, folded), order)
    limit = ask.number("limit", PAGE, most=MOST) or PAGE
    offset = min(ask.number("offset", 0, most=10_000_000), max(0, len(found) - 1))
    return ClaimList(
        entries=tuple(found[offset : offset + limit]),
        total=len(found),
        of=len(every),
        offset=offset,
        limit=limit,
        wanted=wanted,
        kinds=tuple(kind_names().items()),
        orders=ORDERS,
    )


def list_rows(view: ClaimList) -> Rows:
    """A row an entry."""
    return [
        {
            "id": one.id,
            "status": one.role,
            "claim": one.text,
            "kind": one.kind,
            "places": "; ".join(one.places),
            "origins_at_most": one.pips.origins,
            "copies": one.pips.copies,
            "repeats": one.pips.repeats,
            "first_seen": one.first.words,
            "last_seen": one.last.words,
            "publishers": "; ".join(one.outlets),
            "statement": one.statement,
        }
        for one in view.entries
    ]


def show_card(ask: Ask) -> Card:
    """The card of a question or a claim; a claim that stands in a question has that one's."""
    asked = ask.path["claim"]
    snapshot = ask.snapshot
    dispute = snapshot.disputes.get(asked)
    claim = snapshot.claims.get(asked)
    if dispute is None and claim is not None:
        dispute = next(iter(snapshot.disputes_of_claim.get(asked, ())), None)
    record = dispute or claim
    card = None
    if record is not None:
        offset = ask.number("offset", 0, most=100_000)
        card = make_card(record, snapshot, listed_of(snapshot), asked if claim else "", offset)
    if card is None:
        raise ask.missing("claim", asked, Way("All claims", "/claims"), Way("Overview", ""))
    return card


SCREENS = (
    Screen("claims", "/claims", "claims.html", show_list, list_rows),
    Screen("claims", "/claims/{claim}", "claim.html", show_card),
)
