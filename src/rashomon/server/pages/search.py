"""Search: passages, claims and names that hold some words."""

from rashomon.ledger.search import search
from rashomon.records.reports import Passage
from rashomon.server.asking import Ask
from rashomon.server.pages.lists import entries_of
from rashomon.server.pages.screens import Rows, Screen
from rashomon.views.cells import ROLES
from rashomon.views.finding import Narrowed, Search, make_search

PAGE = 30

MOST = 600
"""Passages that are looked at; who finds more adds a word."""


def show(ask: Ask) -> Search:
    """What the words of the query find."""
    words = ask.query.get("q", "").strip()[:200]
    passages: tuple[Passage, ...] = ()
    if words:
        with ask.desk.ledger().reading() as connection:
            passages = tuple(one.passage for one in search(connection, words, MOST))
    narrowed = Narrowed(
        source=ask.query.get("source", ""),
        status=ask.choices("status", tuple(ROLES)),
        kind=ask.query.get("kind", ""),
    )
    offset = ask.number("offset", 0, most=MOST)
    snapshot = ask.snapshot
    return make_search(words, passages, narrowed, (offset, PAGE), snapshot, entries_of(snapshot))


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
