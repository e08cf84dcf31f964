"""Claims: the list of questions and claims, and the card of each."""

from base64 import b64encode
from collections.abc import Iterable, Sequence

from msgspec import Struct

from rashomon.server.asking import Ask
from rashomon.server.pages.filters import cut_words
from rashomon.server.pages.lists import columns_of, listed_of, ordered_of
from rashomon.server.pages.screens import Rows, Screen
from rashomon.server.problems import Way, bad_filter
from rashomon.views.cards import Card, make_card
from rashomon.views.cells import ROLES, kind_names
from rashomon.views.entries import Entry
from rashomon.views.entry_lists import ORDERS, Order
from rashomon.views.filtering import Wanted, choose_places

PAGE = 90
"""Rows of a page without scripts: what 60 kB hold."""

MOST = 200

LONGEST_TEXT = 80
"""Code points of a claim that a row of the list has room for."""


class Window(Struct, frozen=True):
    """Rows of the scrolled list, a column a field: 200 of them in some 23 kB.

    ``words`` are the words that recur; status, kind, place and day are numbers of them, and a day is
    followed by the reason where it is inferred. ``ids`` holds, in Base64, the eight bytes of each row's
    id and then of each row's statement; ``questions`` are the rows that are no claims.
    """

    words: tuple[str, ...]
    ids: str
    questions: tuple[int, ...]
    text: tuple[str, ...]
    status: tuple[int, ...]
    kind: tuple[int, ...]
    place: tuple[int, ...]
    first: tuple[int, ...]
    origins: tuple[int, ...]
    repeated: tuple[int, ...]


class ClaimList(Struct, frozen=True):
    """A page of the list, and what it was filtered by.

    ``window`` stands in the place of ``entries`` where whoever asks draws the rows.
    """

    entries: tuple[Entry, ...]
    total: int
    of: int
    offset: int
    limit: int
    wanted: Wanted
    kinds: tuple[tuple[str, str], ...]
    orders: tuple[str, ...]
    window: Window | None


def show_list(ask: Ask) -> ClaimList:
    """The entries that the filters leave, a page of them."""
    asked = ask.choices("sort", ORDERS)
    order: Order = next((one for one in ORDERS if one in asked), "status")
    kind = ask.query.get("kind", "")
    if kind and kind not in kind_names():
        raise bad_filter("kind", f"kind is {kind[:40]!r}. It may be {', '.join(kind_names())}.")
    wanted = Wanted(
        status=ask.choices("status", tuple(ROLES)),
        kind=kind,
        place=ask.query.get("place", ""),
        source=ask.query.get("source", ""),
        words=ask.query.get("q", ""),
        order=order,
    )
    columns = columns_of(ask.snapshot)
    found = choose_places(columns, wanted, ordered_of(ask.snapshot, order))
    limit = ask.number("limit", PAGE, most=MOST) or PAGE
    offset = min(ask.number("offset", 0, most=10_000_000), max(0, len(found) - 1))
    entries = tuple(columns.entries[at] for at in found[offset : offset + limit])
    is_drawn = ask.query.get("rows") == "columns" and ask.request.url.path.endswith(".json")
    return ClaimList(
        entries=() if is_drawn else entries,
        total=len(found),
        of=len(columns.entries),
        offset=offset,
        limit=limit,
        wanted=wanted,
        kinds=() if is_drawn else tuple(kind_names().items()),
        orders=ORDERS,
        window=make_window(entries) if is_drawn else None,
    )


def make_window(entries: Sequence[Entry]) -> Window:
    """Some rows of the list as columns."""
    words: dict[str, int] = {}

    def numbers(found: Iterable[str]) -> tuple[int, ...]:
        return tuple(words.setdefault(one, len(words)) for one in found)

    numbered = {
        "status": numbers(one.role for one in entries),
        "kind": numbers(one.kind for one in entries),
        "place": numbers(one.places[0] if one.places else "" for one in entries),
        "first": numbers(
            f"{one.first.words}\n{one.first.why}" if one.first.is_inferred else one.first.words
            for one in entries
        ),
    }
    return Window(
        words=tuple(words),
        ids=_packed([*(one.id for one in entries), *(one.statement for one in entries)]),
        questions=tuple(at for at, one in enumerate(entries) if one.is_question),
        text=tuple(cut_words(one.text, LONGEST_TEXT) for one in entries),
        origins=tuple(one.pips.origins for one in entries),
        repeated=tuple(one.pips.copies + one.pips.repeats for one in entries),
        **numbered,
    )


def _packed(ids: Iterable[str]) -> str:
    """The bytes of some ids, without the words before them, in Base64."""
    return b64encode(b"".join(bytes.fromhex(one.partition("-")[2]) for one in ids)).decode()


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
        kind = "dispute" if asked.startswith("di-") else "claim"
        raise ask.missing(kind, asked, Way("All claims", "/claims"), Way("Overview", ""))
    return card


SCREENS = (
    Screen("claims", "/claims", "claims.html", show_list, list_rows),
    Screen("claims", "/claims/{claim}", "claim.html", show_card),
)
