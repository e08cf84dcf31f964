"""Names: whom and what reports speak of, and the page of each."""

from msgspec import Struct

from rashomon.server.asking import Ask
from rashomon.server.pages.screens import Rows, Screen
from rashomon.server.problems import Way, bad_filter
from rashomon.views.entities import NamePage, NameRow, choose_names, list_names, make_name_page

PAGE = 80
SAID = 40


class NameList(Struct, frozen=True):
    """The names, a page of them, and the kinds that there are."""

    rows: tuple[NameRow, ...]
    total: int
    offset: int
    limit: int
    words: str
    kind: str
    kinds: tuple[str, ...]


def show_list(ask: Ask) -> NameList:
    """The names, those most spoken of first."""
    every = ask.snapshot.keep("names.rows", list_names)
    kinds = tuple(sorted({one.kind for one in every}))
    words, kind = ask.query.get("q", ""), ask.query.get("kind", "")
    if kind and kind not in kinds:
        raise bad_filter("kind", f"kind is {kind[:40]!r}. It may be {', '.join(kinds)}.")
    found = choose_names(every, words, kind) if words or kind else every
    offset = min(ask.number("offset", 0, most=10_000_000), max(0, len(found) - 1))
    limit = ask.number("limit", PAGE, most=1000) or PAGE
    rows = tuple(found[offset : offset + limit])
    return NameList(rows, len(found), offset, limit, words, kind, kinds)


def list_rows(view: NameList) -> Rows:
    """A row a name."""
    return [
        {
            "id": one.id,
            "name": one.name,
            "kind": one.kind,
            "also_called": "; ".join(one.others),
            "statements": one.statements,
            "reports": one.reports,
        }
        for one in view.rows
    ]


def show_name(ask: Ask) -> NamePage:
    """One name, with a page of what is said."""
    entity = ask.snapshot.entities.get(ask.path["entity"])
    if entity is None:
        raise ask.missing("entity", ask.path["entity"], Way("All names", "/names"))
    told = len(ask.snapshot.statements_of_entity.get(entity.id, ()))
    offset = min(ask.number("offset", 0, most=10_000_000), max(0, told - 1))
    return make_name_page(entity, ask.snapshot, offset, SAID)


SCREENS = (
    Screen("names", "/names", "names.html", show_list, list_rows),
    Screen("names", "/names/{entity}", "name.html", show_name),
)
