"""What a search found: passages with the words marked, claims and names that hold them, and facets."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from rashomon.records.reports import Passage
from rashomon.views.cells import (
    ROLES,
    Role,
    When,
    kind_words,
    outlet_of,
    published_when,
)
from rashomon.views.entries import Entry
from rashomon.views.evidence import direction_of, statement_role
from rashomon.views.filtering import Wanted, choose_entries
from rashomon.views.rulings import Word
from rashomon.views.shelves import Shelves

_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"\w+|\W+")

MOST_CLAIMS = 12
MOST_NAMES = 12
MOST_FACETS = 12


class Found(Struct, frozen=True):
    """A passage that has the words; ``roles`` are the statuses of the claims it speaks for."""

    report: str
    title: str
    outlet: str
    when: When
    words: tuple[Word, ...]
    direction: str
    path: str
    roles: tuple[Role, ...]
    kinds: tuple[str, ...]
    statement: str


class Facet(Struct, frozen=True):
    """One value by which what was found can be narrowed, and how many have it."""

    field: str
    value: str
    words: str
    number: int
    is_chosen: bool


class Name(Struct, frozen=True):
    """An entity whose names hold the words, and how many statements speak of it."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]


class Search(Struct, frozen=True):
    """What was found: a page of passages out of ``total``, claims, names, facets."""

    words: str
    found: tuple[Found, ...]
    total: int
    offset: int
    claims: tuple[Entry, ...]
    names: tuple[Name, ...]
    facets: tuple[Facet, ...]


class Narrowed(Struct, frozen=True):
    """How passages are narrowed down; what is empty leaves everything in."""

    source: str = ""
    status: tuple[str, ...] = ()
    kind: str = ""


def make_search(
    words: str,
    passages: Sequence[Passage],
    narrowed: Narrowed,
    page: tuple[int, int],
    shelves: Shelves,
    entries: Sequence[Entry],
) -> Search:
    """What was found for some words.

    Args:
        words: As they were typed.
        passages: Those that hold them, the best first.
        narrowed: By which values they are narrowed down.
        page: The offset and the length of the page.
        shelves: The findings with look-ups; passages of reports that they lack are left out.
        entries: All entries.
    """
    rows = [_found(one, words, shelves) for one in passages if one.report in shelves.reports]
    kept = [row for row in rows if _fits(row, narrowed)]
    offset, length = page
    return Search(
        words=words,
        found=tuple(kept[offset : offset + length]),
        total=len(kept),
        offset=offset,
        claims=tuple(choose_entries(entries, Wanted(words=words))[:MOST_CLAIMS]) if words else (),
        names=tuple(_names(words, shelves)),
        facets=tuple(_facets(rows, narrowed)),
    )


def _found(passage: Passage, words: str, shelves: Shelves) -> Found:
    report = shelves.reports[passage.report]
    said = [
        one for one in shelves.statements_of_report.get(report.id, ()) if one.passage == passage.id
    ]
    roles = {statement_role(one, shelves) for one in said}
    first = said[0].id if said else ""
    return Found(
        report=report.id,
        title=report.title or report.name,
        outlet=outlet_of(report),
        when=published_when(report.published),
        words=mark_words(passage.text, words),
        direction=direction_of(passage.language),
        path=f"/reports/{report.id}" + (f"#{first}" if first else ""),
        roles=tuple(role for role in ROLES if role in roles),
        kinds=tuple(sorted({one.type for one in said if one.type is not None})),
        statement=first,
    )


def mark_words(text: str, wanted: str) -> tuple[Word, ...]:
    """A text with the words marked that begin as one of those wanted does."""
    beginnings = tuple(one.casefold() for one in _WORD.findall(wanted))
    found: list[Word] = []
    for piece in _PIECE.findall(text):
        is_wanted = bool(beginnings) and piece.casefold().startswith(beginnings)
        if found and not is_wanted and not found[-1].is_shared:
            found[-1] = Word(found[-1].text + piece, False)
        else:
            found.append(Word(piece, is_wanted))
    return tuple(found)


def _fits(row: Found, narrowed: Narrowed) -> bool:
    return (
        (not narrowed.source or row.outlet.casefold() == narrowed.source.casefold())
        and (not narrowed.status or bool(set(narrowed.status) & set(row.roles)))
        and (not narrowed.kind or narrowed.kind in row.kinds)
    )


def _names(words: str, shelves: Shelves) -> Iterable[Name]:
    wanted = [one.casefold() for one in _WORD.findall(words)]
    if not wanted:
        return
    found = 0
    for one in shelves.findings.entities:
        text = " ".join((one.name, *one.aliases)).casefold()
        if all(word in text for word in wanted) and one.name[:1].isupper():
            yield Name(
                one.id, one.name, one.kind, tuple(a for a in one.aliases if a != one.name)[:5]
            )
            found += 1
            if found == MOST_NAMES:
                return


def _facets(rows: Sequence[Found], narrowed: Narrowed) -> Iterable[Facet]:
    outlets = Counter(row.outlet for row in rows)
    roles = Counter(role for row in rows for role in row.roles)
    kinds = Counter(kind for row in rows for kind in row.kinds)
    for value, number in _commonest(outlets):
        chosen = value.casefold() == narrowed.source.casefold()
        yield Facet("source", value, value, number, chosen)
    for role in ROLES:
        if roles[role]:
            yield Facet("status", role, role, roles[role], role in narrowed.status)
    for value, number in _commonest(kinds):
        yield Facet("kind", value, kind_words(value), number, value == narrowed.kind)


def _commonest(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_FACETS]
