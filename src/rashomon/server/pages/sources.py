"""Sources: who told whom, what rests on whom, and what copies lost."""

from collections.abc import Iterable
from heapq import nsmallest
from typing import Literal

from msgspec import Struct

from rashomon.server.asking import Ask
from rashomon.server.pages.screens import Rows, Screen
from rashomon.server.problems import Way
from rashomon.server.snapshots import Snapshot
from rashomon.views.layered import Drawn, lay_out
from rashomon.views.repeats import Repeat, list_repeats
from rashomon.views.source_graph import (
    CopyFound,
    Network,
    Node,
    list_copies_found,
    make_network,
    nearest,
    part_of,
    trace,
)
from rashomon.views.sources import OutletRow, SourcesView, VoiceRow, list_sources

MOST_NODES = 150
"""Nodes that one drawing can hold so that a person finds one; with more, it begins from one of them."""

MOST_TRACED = 80
"""Nodes of such a beginning that are drawn, the nearest: what a page of 60 kB holds."""

MOST_STARTS = 40
MOST_COPIES = 40
MOST_REPEATS = 20
PAGE = 60


class Sources(Struct, frozen=True):
    """The page of sources: a drawing, or where to begin; a table of voices; copies; standing matter.

    ``traced`` are the nodes that a trace holds, ``lit`` the places of its lines among those drawn.
    """

    drawn: Drawn | None
    traced: tuple[str, ...]
    lit: tuple[int, ...]
    start: Node | None
    starts: tuple[Node, ...]
    nodes: int
    left_out: int
    voices: tuple[VoiceRow, ...]
    outlets: tuple[OutletRow, ...]
    copies: tuple[CopyFound, ...]
    more_copies: int
    repeats: tuple[Repeat, ...]
    more_repeats: int
    only_copies: bool
    claim: str
    total: int
    offset: int


def show(ask: Ask) -> Sources:
    """The whole graph, that of a ``claim``, or what a ``trace`` reaches; ``copies=1`` is for copies."""
    snapshot = ask.snapshot
    only_copies = ask.choices("copies", ("1",)) == ("1",)
    claim = ask.query.get("claim", "")
    network = _network(ask, claim, only_copies)
    start = _start(ask, network)
    found = trace(network, start.id) if start is not None else None
    traced = found.up | found.down if found is not None else frozenset()
    shown, left_out = network, 0
    if len(network.nodes) > MOST_NODES:
        kept = nearest(network, start.id, MOST_TRACED) if start is not None else frozenset()
        shown, left_out = part_of(network, kept), len(traced) - len(kept)
    copies, more = _copies(snapshot)
    repeats = _repeats(snapshot)
    as_table = view_of(ask) == "table"
    people = _people(snapshot) if as_table else SourcesView((), (), ())
    offset = min(ask.number("offset", 0, most=10_000_000), max(0, len(people.voices) - 1))
    drawn = None if as_table or not shown.nodes else lay_out(shown)
    lines = drawn.lines if drawn is not None else ()
    return Sources(
        drawn=drawn,
        traced=tuple(sorted(traced)),
        lit=tuple(
            at for at, one in enumerate(lines) if found is not None and found.holds(one.edge)
        ),
        start=start,
        starts=_starts(ask, network) if not shown.nodes and network.nodes else (),
        nodes=len(network.nodes),
        left_out=left_out,
        voices=people.voices[offset : offset + PAGE] if as_table else (),
        outlets=people.outlets[:PAGE] if as_table and not offset else (),
        copies=copies,
        more_copies=more,
        repeats=repeats[:MOST_REPEATS],
        more_repeats=max(0, len(repeats) - MOST_REPEATS),
        only_copies=only_copies,
        claim=claim,
        total=len(people.voices),
        offset=offset,
    )


def view_of(ask: Ask) -> Literal["graph", "table"]:
    """How the sources are shown."""
    return "table" if ask.choices("view", ("graph", "table")) == ("table",) else "graph"


def _network(ask: Ask, claim: str, only_copies: bool) -> Network:
    snapshot = ask.snapshot
    if claim:
        record = snapshot.claims.get(claim)
        dispute = snapshot.disputes.get(claim)
        if record is None and dispute is None:
            raise ask.missing("claim", claim, Way("All sources", "/sources"))
        told = (
            [one for side in dispute.sides for one in side.statements]
            if dispute is not None
            else list(record.statements if record is not None else ())
        )
        return make_network(
            snapshot, [snapshot.statements[one] for one in told if one in snapshot.statements]
        )
    name = "sources.copies" if only_copies else "sources.network"
    return snapshot.keep(name, lambda one: make_network(one, only_copies=only_copies))


def _start(ask: Ask, network: Network) -> Node | None:
    """The node that a trace begins from."""
    wanted = ask.query.get("trace", "")
    if not wanted:
        return None
    for one in network.nodes:
        if wanted in (one.id, one.report) and one.id:
            return one
    raise ask.missing("source", wanted, Way("All sources", "/sources"))


def _starts(ask: Ask, network: Network) -> tuple[Node, ...]:
    """Where to begin in a large graph: those on whom most rests, or whose names hold some words."""
    words = ask.query.get("q", "").casefold().split()
    found: Iterable[Node] = network.nodes
    if words:
        found = (one for one in found if all(word in one.name.casefold() for word in words))
    return tuple(nsmallest(MOST_STARTS, found, key=lambda one: (-one.statements, one.name, one.id)))


def _people(snapshot: Snapshot) -> SourcesView:
    return snapshot.keep("sources.people", lambda one: list_sources(one.findings))


def _copies(snapshot: Snapshot) -> tuple[tuple[CopyFound, ...], int]:
    return snapshot.keep("sources.found", lambda one: list_copies_found(one, MOST_COPIES))


def _repeats(snapshot: Snapshot) -> tuple[Repeat, ...]:
    return snapshot.keep(
        "sources.repeats", lambda one: list_repeats(one.findings.reuse, one.reports)
    )


def list_rows(view: Sources) -> Rows:
    """A row a line of the graph; of a large one without a start, a row a place to begin."""
    if view.drawn is None:
        return [
            {"name": one.name, "kind": one.kind, "statements": one.statements, "id": one.id}
            for one in view.starts
        ] + [
            {"name": one.name, "kind": one.kind, "statements": len(one.statements), "id": ""}
            for one in view.voices
        ]
    at = {one.node.id: one.node for one in view.drawn.boxes}
    return [
        {
            "from": at[line.edge.source].name,
            "from_kind": at[line.edge.source].kind,
            "to": at[line.edge.target].name,
            "to_report": at[line.edge.target].report,
            "line": line.edge.kind,
            "statements": line.edge.statements,
            "amount": line.edge.amount,
            "statement": line.edge.statement,
        }
        for line in view.drawn.lines
    ]


SCREENS = (Screen("sources", "/sources", "sources.html", show, list_rows),)
