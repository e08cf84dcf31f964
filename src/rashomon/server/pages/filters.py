"""What templates call: filters and functions that turn records into words."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from rashomon.instants import Days
from rashomon.ledger.corrections import last_correction
from rashomon.records.corrections import Correction
from rashomon.server.asking import Ask
from rashomon.server.pages.lists import held_of
from rashomon.views.cells import ROLE_WORDS, Role, day_short, pips_words
from rashomon.views.differences import matched_words
from rashomon.views.foretold import STATE_WORDS, State
from rashomon.views.overview import Held
from rashomon.views.repeats import outlets_in_words
from rashomon.views.wording import counted


class Place(Struct, frozen=True):
    """A place in the navigation: ``key`` goes there after g; ``rule`` draws a line above it."""

    name: str
    path: str
    words: str
    key: str
    rule: bool = False


NAVIGATION = (
    Place("overview", "", "Overview", "o"),
    Place("claims", "/claims", "Claims", "c"),
    Place("reports", "/reports", "Reports", "r"),
    Place("timeline", "/timeline", "Timeline", "t"),
    Place("map", "/map", "Map", "m"),
    Place("sources", "/sources", "Sources", "s"),
    Place("names", "/names", "Names", "n"),
    Place("commitments", "/commitments", "Commitments", "p", rule=True),
    Place("forecasts", "/forecasts", "Forecasts", "f"),
    Place("corrections", "/corrections", "Corrections", "a"),
    Place("export", "/export", "Export", "e"),
)


def days_in_words(days: Days | None) -> str:
    """A day, or an interval as ``first/last`` (ISO 8601); empty where unknown."""
    if days is None:
        return ""
    first, last = days.first.isoformat(), days.last.isoformat()
    return first if first == last else f"{first}/{last}"


def cut_words(text: str, longest: int) -> str:
    """A text cut between words where it is longer than a cell."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def role_words(role: Role) -> str:
    """A status as its chip says it."""
    return ROLE_WORDS[role]


def state_words(state: State) -> str:
    """What came of a forecast, as its row says it."""
    return STATE_WORDS[state]


def held(ask: Ask) -> Held:
    """What the ledger holds as known on the day asked for."""
    return held_of(ask.snapshot)


def ruled(ask: Ask, *records: str) -> tuple[Correction, ...]:
    """The corrections that hold and made some records what they are, the latest last."""
    if ask.published:
        return ()
    with ask.desk.ledger().reading() as connection:
        last = last_correction(connection)
    if not last:
        return ()
    placed = ask.now.keep(f"filters.placed {last}", lambda _: ask.rulings.placements())
    wanted = set(records)
    return tuple(
        one.correction for one in placed if one.state == "holds" and wanted & set(one.records)
    )


FILTERS: dict[str, Callable[..., Any]] = {
    "days": days_in_words,
    "day": day_short,
    "counted": counted,
    "cut": cut_words,
    "held": held,
    "matched_words": matched_words,
    "printed_by": outlets_in_words,
    "pips_words": pips_words,
    "role_words": role_words,
    "ruled": ruled,
    "state_words": state_words,
}
"""Filters by their name in templates: ``{{ report.published.days | days }}``."""

GLOBALS: dict[str, Any] = {"navigation": NAVIGATION}
"""Functions and values by their name in templates."""
