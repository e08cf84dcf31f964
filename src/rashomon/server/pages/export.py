"""Taking along: the formats of the export, and a brief of chosen claims that prints."""

from msgspec import Struct

from rashomon.server.asking import Ask
from rashomon.server.pages.lists import columns_of, entries_of
from rashomon.server.pages.screens import Rows, Screen
from rashomon.views.entries import Entry
from rashomon.views.filtering import Wanted, choose_places
from rashomon.views.printing import Print, choose_printed, make_print

PAGE = 60


class Format(Struct, frozen=True):
    """A format to take along, and where it is to be had."""

    name: str
    words: str
    path: str


class Export(Struct, frozen=True):
    """What can be taken along, and the claims to choose from, a page of them."""

    formats: tuple[Format, ...]
    entries: tuple[Entry, ...]
    total: int
    offset: int
    ticked: tuple[str, ...]
    words: str


class Brief(Struct, frozen=True):
    """A brief with what it was made of."""

    content: Print
    chosen: tuple[str, ...]


FORMATS = (
    Format("JSON Lines", "every record, one file a kind; the documented format", "jsonl"),
    Format("CSV", "every record as tables for a spreadsheet", "csv"),
    Format("SQLite", "one file of tables that opens in Datasette", "sqlite"),
    Format("GeoJSON", "what is on the map, with radius and interval", "geojson"),
    Format("GEXF", "who told whom, for a program that draws graphs", "gexf"),
    Format("TimelineJS", "dated events for a page with TimelineJS", "timelinejs"),
    Format("schema.org", "claims in the words of ClaimReview, without a rating", "claimreview"),
)


def show(ask: Ask) -> Export:
    """The formats, and the claims to tick."""
    words = ask.query.get("q", "")
    columns = columns_of(ask.snapshot)
    found = choose_places(columns, Wanted(words=words))
    offset = min(ask.number("offset", 0, most=10_000_000), max(0, len(found) - 1))
    return Export(
        formats=FORMATS,
        entries=tuple(columns.entries[at] for at in found[offset : offset + PAGE]),
        total=len(found),
        offset=offset,
        ticked=tuple(ask.all("claims")) or tuple(choose_printed(columns.entries)),
        words=words,
    )


def show_brief(ask: Ask) -> Brief:
    """The brief of the claims that were ticked; of what is contested and agreed where none was."""
    entries = entries_of(ask.snapshot)
    chosen = tuple(ask.all("claims")) or tuple(choose_printed(entries))
    return Brief(make_print(chosen, ask.snapshot), chosen)


def list_rows(view: Brief) -> Rows:
    """A row a sentence that the brief prints."""
    return [
        {
            "claim": item.card.entry.text,
            "status": item.standing,
            "account": column.value,
            "origin": voice.origin,
            "sentence": voice.quote.words,
            "publisher": voice.quote.outlet,
            "published": voice.quote.when.words,
            "start": voice.quote.start,
            "end": voice.quote.end,
            "statement": voice.statement,
        }
        for item in view.content.items
        for column in item.card.columns
        for voice in column.voices
    ]


SCREENS = (
    Screen("export", "/export", "export.html", show),
    Screen("export", "/export/brief", "print.html", show_brief, list_rows),
)
