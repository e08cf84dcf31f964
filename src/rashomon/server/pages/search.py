"""Search: passages, claims and names that hold some words."""

from rashomon.server.asking import Ask
from rashomon.server.finding import Facet, Results, Wanted, find
from rashomon.server.pages.lists import columns_of
from rashomon.server.pages.screens import Rows, Screen
from rashomon.server.snapshots import Snapshot
from rashomon.views import filtering
from rashomon.views.cells import ROLES
from rashomon.views.entries import Entry
from rashomon.views.finding import Search, show_facets, show_name, show_passage

PAGE = 30

MOST_CLAIMS = 12
"""Claims with the words that stand above the passages; the list of claims has all."""

MOST_OFFSET = 100_000

_FACETS = (("source", "outlet"), ("status", "role"), ("kind", "type"))
"""The names of filters in the page's address, and of the facets that they are of."""


def show(ask: Ask) -> Search:
    """What the words of the query find."""
    words = ask.query.get("q", "").strip()[:200]
    offset = ask.number("offset", 0, most=MOST_OFFSET)
    source, kind = ask.query.get("source", ""), ask.query.get("kind", "")
    asked = ask.choices("status", tuple(ROLES))
    roles = tuple(one for one in ROLES if one in asked)
    snapshot = ask.snapshot
    if not words:
        return Search("", (), 0, 0, 0, (), (), ())
    wanted = Wanted(
        words=words,
        outlets=(source,) if source else (),
        roles=roles,
        types=(kind,) if kind else (),
    )
    results = find(ask.desk, snapshot, wanted, offset, PAGE)
    chosen = {"source": (source,), "status": roles, "kind": (kind,)}
    return Search(
        words=words,
        found=tuple(
            show_passage(snapshot.passages[one.passage], one.marked, one.statements, snapshot)
            for one in results.items
        ),
        total=results.total,
        counted=results.counted,
        offset=offset,
        claims=_claims(snapshot, words),
        names=tuple(show_name(one) for one in results.names),
        facets=tuple(
            shown
            for field, name in _FACETS
            for shown in show_facets(field, _counts(results, name), chosen[field])
        ),
    )


def _counts(results: Results, name: str) -> dict[str, int]:
    found: tuple[Facet, ...] = results.facets[name]
    return {one.value: one.count for one in found}


def _claims(snapshot: Snapshot, words: str) -> tuple[Entry, ...]:
    if not any(letter.isalnum() for letter in words):
        return ()
    columns = columns_of(snapshot)
    places = filtering.choose_places(columns, filtering.Wanted(words=words))
    return tuple(columns.entries[at] for at in places[:MOST_CLAIMS])


def list_rows(view: Search) -> Rows:
    """A row a passage."""
    return [
        {
            "publisher": one.outlet,
            "published": one.when.words,
            "title": one.title,
            "passage": "".join(word.text for word in one.words),
            "report": one.report,
            "statement": one.statement,
        }
        for one in view.found
    ]


SCREENS = (Screen("search", "/search", "search.html", show, list_rows),)
