"""What a search found, as its screen shows it: passages with the words marked, and facets by name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from rashomon.records.mentions import Entity
from rashomon.records.reports import Passage
from rashomon.records.statements import Statement
from rashomon.spans import Span, cut
from rashomon.views.cells import (
    ROLE_WORDS,
    ROLES,
    Role,
    When,
    kind_words,
    outlet_of,
    published_when,
)
from rashomon.views.entries import Entry
from rashomon.views.evidence import direction_of, statement_role
from rashomon.views.rulings import Word
from rashomon.views.shelves import Shelves

_MOST_ALIASES = 5
_ROLE_NAMES: Mapping[str, str] = {str(role): words for role, words in ROLE_WORDS.items()}


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
    statement: str


class Facet(Struct, frozen=True):
    """One value by which what was found can be narrowed, and how many have it."""

    field: str
    value: str
    words: str
    number: int
    is_chosen: bool


class Name(Struct, frozen=True):
    """An entity whose names hold the words."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]


class Search(Struct, frozen=True):
    """What was found: a page of passages out of ``total``, claims, names, facets.

    The facets are of the best ``counted`` passages.
    """

    words: str
    found: tuple[Found, ...]
    total: int
    counted: int
    offset: int
    claims: tuple[Entry, ...]
    names: tuple[Name, ...]
    facets: tuple[Facet, ...]


def show_passage(
    passage: Passage, marked: Sequence[Span], said: Iterable[str], shelves: Shelves
) -> Found:
    """A passage as a row.

    Args:
        passage: The passage.
        marked: Where in it the words stand.
        said: Its statements, in the order of the text.
        shelves: The findings with look-ups.
    """
    report = shelves.reports[passage.report]
    statements: list[Statement] = [shelves.statements[one] for one in said]
    roles = {statement_role(one, shelves) for one in statements}
    first = statements[0].id if statements else ""
    return Found(
        report=report.id,
        title=report.title or report.name,
        outlet=outlet_of(report),
        when=published_when(report.published),
        words=tuple(part_words(passage.text, marked)),
        direction=direction_of(passage.language),
        path=f"/reports/{report.id}" + (f"#{first}" if first else ""),
        roles=tuple(role for role in ROLES if role in roles),
        statement=first,
    )


def part_words(text: str, marked: Iterable[Span]) -> Iterator[Word]:
    """A text in pieces, those that are marked told from the others; joined they are the text."""
    at = 0
    for span in sorted(marked):
        if at < span.start:
            yield Word(cut(text, Span(at, span.start)), False)
        if max(at, span.start) < span.end:
            yield Word(cut(text, Span(max(at, span.start), span.end)), True)
        at = max(at, span.end)
    if at < len(text):
        yield Word(cut(text, Span(at, len(text))), False)


def show_name(entity: Entity) -> Name:
    """An entity with its other names."""
    others = tuple(one for one in entity.aliases if one != entity.name)
    return Name(entity.id, entity.name, entity.kind, others[:_MOST_ALIASES])


def show_facets(field: str, counts: Mapping[str, int], chosen: Iterable[str]) -> Iterator[Facet]:
    """The values of a field (``source``, ``status``, ``kind``) in words; those chosen are among them."""
    wanted = [one for one in chosen if one]
    for value in dict.fromkeys((*counts, *wanted)):
        words = value
        if field == "kind":
            words = kind_words(value)
        elif field == "status":
            words = _ROLE_NAMES.get(value, value)
        yield Facet(field, value, words, counts.get(value, 0), value in wanted)
