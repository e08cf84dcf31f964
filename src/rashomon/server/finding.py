"""Search: passages by words and by what is said in them, with how many there are of each kind.

The index finds the words; whom, where, when and on whose word is looked up in the snapshot, so that a
search can be asked of any day.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from rashomon.instants import Days, overlaps
from rashomon.ledger.folding import fold
from rashomon.ledger.search import highlight, search_ids
from rashomon.records.claims import Claim
from rashomon.records.mentions import Entity
from rashomon.records.reports import Passage
from rashomon.records.statements import Statement
from rashomon.server.desk import Desk
from rashomon.server.snapshots import Snapshot
from rashomon.spans import Span
from rashomon.views.cells import Role
from rashomon.views.evidence import statement_role
from rashomon.views.sources import outlet_name

MOST_COUNTED = 2_000
"""Passages whose facets are counted, best first; counting all of a common word would take seconds."""

_FACETS_SHOWN = 12
_NAMES_SHOWN = 8


class Wanted(Struct, frozen=True):
    """What is searched for: words, and what must be said where they stand; empty asks for anything.

    ``entities`` and ``places`` are ids, of which one must be spoken of; ``sources`` ids or words of
    speakers; ``days`` those on which it happened, ``statuses`` those of claims, ``roles`` the same
    as the workbench colours them, ``types`` those of statements.
    """

    words: str = ""
    entities: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    types: tuple[str, ...] = ()
    days: Days | None = None


class FoundClaim(Struct, frozen=True):
    """A claim that a passage makes."""

    id: str
    text: str
    status: str
    independent: int


class Found(Struct, frozen=True):
    """A passage: its words, where the words searched for stand in it, and what it says.

    ``marked`` are offsets in ``text``; ``start`` is that of the passage in its report.
    """

    passage: str
    report: str
    report_name: str
    outlet: str
    published: Days | None
    start: int
    text: str
    marked: tuple[Span, ...]
    statements: tuple[str, ...]
    claims: tuple[FoundClaim, ...]


class Facet(Struct, frozen=True):
    """One value by which a search can be narrowed, and in how many passages it stands."""

    value: str
    label: str
    count: int


class Results(Struct, frozen=True):
    """One page of a search.

    ``counted`` is how many of the passages the facets are of. ``names`` are the entities that go by the
    words, for whoever means somebody and not a word.
    """

    total: int
    items: tuple[Found, ...]
    facets: dict[str, tuple[Facet, ...]]
    counted: int
    names: tuple[Entity, ...]


def find(desk: Desk, snapshot: Snapshot, wanted: Wanted, offset: int, limit: int) -> Results:
    """The passages that hold what is wanted: best first by words, else in the order of reports."""
    passages = _passages(desk, snapshot, wanted)
    tests = _tests(snapshot, wanted)
    found = [one for one in passages if all(test(one) for test in tests)]
    shown = found[offset : offset + limit]
    spans = highlight([one.text for one in shown], wanted.words)
    return Results(
        total=len(found),
        items=tuple(
            _found(snapshot, one, marked) for one, marked in zip(shown, spans, strict=True)
        ),
        facets=_facets(snapshot, found[:MOST_COUNTED]),
        counted=min(len(found), MOST_COUNTED),
        names=find_names(snapshot, wanted.words) if wanted.words else (),
    )


def prepare(snapshot: Snapshot) -> None:
    """Make now what the first search would wait for."""
    snapshot.keep("finding.names", _folded_names)
    maps = snapshot.statements_of_entity, snapshot.statements_of_passage
    for made in (*maps, snapshot.passages_of_report, snapshot.passages, snapshot.reuse_of_report):
        len(made)


def find_names(snapshot: Snapshot, words: str) -> tuple[Entity, ...]:
    """The entities under whose names the words stand, those most spoken of first."""
    sought = fold(words.replace('"', "").replace("*", "").casefold()).strip()
    if not sought:
        return ()
    folded = snapshot.keep("finding.names", _folded_names)
    spoken = snapshot.statements_of_entity
    ids = [id_ for id_, names in folded if sought in names]
    ids.sort(key=lambda id_: (-len(spoken.get(id_, ())), id_))
    return tuple(snapshot.entities[id_] for id_ in ids[:_NAMES_SHOWN])


def _folded_names(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [
        (one.id, fold("\n".join((one.name, *one.aliases)).casefold()))
        for one in snapshot.findings.entities
    ]


def _passages(desk: Desk, snapshot: Snapshot, wanted: Wanted) -> Iterable[Passage]:
    """Passages by words, best first; without words, those that say something, report by report."""
    if any(sign.isalnum() for sign in wanted.words):
        with desk.ledger().reading() as connection:
            ids = search_ids(connection, wanted.words)
        return [snapshot.passages[one] for one in ids if one in snapshot.passages]
    if wanted == Wanted(words=wanted.words):
        return []
    return [
        passage
        for report in sorted(snapshot.reports)
        for passage in snapshot.passages_of_report.get(report, ())
        if passage.id in snapshot.statements_of_passage
    ]


def _tests(snapshot: Snapshot, wanted: Wanted) -> list[Callable[[Passage], bool]]:
    tests: list[Callable[[Passage], bool]] = []
    if wanted.outlets:
        outlets = frozenset(wanted.outlets)
        tests.append(lambda one: outlet_name(snapshot.reports[one.report]) in outlets)
    said = _statement_tests(snapshot, wanted)
    if said:
        told = snapshot.statements_of_passage
        tests.append(
            lambda passage: any(all(test(one) for test in said) for one in told.get(passage.id, ()))
        )
    return tests


def _statement_tests(snapshot: Snapshot, wanted: Wanted) -> list[Callable[[Statement], bool]]:
    """What one statement of a passage must fulfil all together."""
    tests: list[Callable[[Statement], bool]] = []
    for ids in (frozenset(wanted.entities), frozenset(wanted.places)):
        if ids:
            statements = {
                one.id for id_ in ids for one in snapshot.statements_of_entity.get(id_, ())
            }
            tests.append(lambda one, held=statements: one.id in held)  # type: ignore[misc]
    if wanted.sources:
        sources = frozenset(wanted.sources)
        tests.append(
            lambda one: any(
                link.entity in sources or link.name in sources for link in one.attribution
            )
        )
    if wanted.types:
        types = frozenset(wanted.types)
        tests.append(lambda one: one.type in types)
    if wanted.statuses:
        statuses = frozenset(wanted.statuses)
        claims = snapshot.claim_of_statement
        tests.append(lambda one: one.id in claims and claims[one.id].status in statuses)
    if wanted.roles:
        roles = frozenset(wanted.roles)
        tests.append(lambda one: statement_role(one, snapshot) in roles)
    if wanted.days is not None:
        days = wanted.days
        tests.append(
            lambda one: (
                one.time is not None and one.time.days is not None and overlaps(one.time.days, days)
            )
        )
    return tests


def _found(snapshot: Snapshot, passage: Passage, marked: tuple[Span, ...]) -> Found:
    report = snapshot.reports[passage.report]
    statements = snapshot.statements_of_passage.get(passage.id, ())
    return Found(
        passage=passage.id,
        report=report.id,
        report_name=report.name,
        outlet=outlet_name(report),
        published=report.published.days,
        start=passage.start,
        text=passage.text,
        marked=marked,
        statements=tuple(one.id for one in statements),
        claims=tuple(
            FoundClaim(one.id, one.text, one.status, one.independent)
            for one in _claims(snapshot, statements)
        ),
    )


def _claims(snapshot: Snapshot, statements: Iterable[Statement]) -> list[Claim]:
    found = {
        snapshot.claim_of_statement[one.id].id: snapshot.claim_of_statement[one.id]
        for one in statements
        if one.id in snapshot.claim_of_statement
    }
    return list(found.values())


def _facets(snapshot: Snapshot, passages: Sequence[Passage]) -> dict[str, tuple[Facet, ...]]:
    """How many passages there are of each outlet, status, colour, type, entity, place and speaker."""
    counts: dict[str, Counter[str]] = {
        name: Counter()
        for name in ("outlet", "status", "role", "type", "entity", "place", "source")
    }
    for passage in passages:
        counts["outlet"][outlet_name(snapshot.reports[passage.report])] += 1
        statements = snapshot.statements_of_passage.get(passage.id, ())
        said: dict[str, set[str]] = {
            "status": {one.status for one in _claims(snapshot, statements)},
            "role": {statement_role(one, snapshot) for one in statements},
            "type": {one.type for one in statements if one.type is not None},
            "entity": {id_ for one in statements for id_ in (*one.actors, *one.targets)},
            "place": {id_ for one in statements for id_ in one.places},
            "source": {link.entity or link.name for one in statements for link in one.attribution},
        }
        for name, values in said.items():
            counts[name].update(values)
    return {name: _most(snapshot, counted) for name, counted in counts.items()}


def _most(snapshot: Snapshot, counted: Mapping[str, int]) -> tuple[Facet, ...]:
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:_FACETS_SHOWN]
    return tuple(Facet(value, snapshot.name(value), count) for value, count in ordered)
