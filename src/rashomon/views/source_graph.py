"""Who told whom: voices, those who carry them, outlets and their copies, from left to right.

Enters: findings with look-ups. Leaves: nodes in five columns and what leads from one to the other. An
unnamed source of one report is never taken for that of another.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from rashomon.ids import content_id
from rashomon.records.reports import Report
from rashomon.records.statements import Source, Statement
from rashomon.spans import cut
from rashomon.views.cells import UNSTATED, outlet_of, published_when, report_order
from rashomon.views.descent import Copy, trace_descents
from rashomon.views.differences import compare_reuse, count_words, loss_words
from rashomon.views.shelves import Shelves
from rashomon.views.sources import CopyRow, list_copies

NodeKind = Literal["named", "unnamed", "outlet", "unknown"]
EdgeKind = Literal["named", "unnamed", "copy"]

COLUMNS = ("First voice", "Carried by", "Outlet in this story", "Copy", "Copy of the copy")

_KINDS = {
    "anonymous": "unnamed",
    "named": "",
    "organization": "organization",
    "outlet": "another outlet",
    "document": "document",
}


class Node(Struct, frozen=True):
    """A voice, a carrier or a report; ``first`` sorts reports by day and voices by their first one.

    ``statements`` is how many rest on it.
    """

    id: str
    column: int
    kind: NodeKind
    name: str
    below: str
    report: str
    first: str
    statements: int = 0


class Edge(Struct, frozen=True):
    """What one passed to the other: ``statement`` is an example, ``amount`` how much was copied."""

    source: str
    target: str
    kind: EdgeKind
    statements: int
    statement: str
    amount: str = ""
    path: str = ""


class Network(Struct, frozen=True):
    """Nodes by id, in the order of columns and days; edges by their ends."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class CopyFound(Struct, frozen=True):
    """A copy for the table: what of how much matches, and what changed on the way."""

    original: str
    original_words: str
    copy: str
    copy_words: str
    matched: str
    changed: str
    is_known: bool
    credited: bool


def make_network(
    shelves: Shelves, statements: Iterable[Statement] | None = None, *, only_copies: bool = False
) -> Network:
    """The graph of all statements, or of those given with the copies between their reports."""
    told = list(shelves.findings.statements if statements is None else statements)
    reports = None if statements is None else {one.report for one in told}
    building = _Building(shelves)
    building.add_copies(reports)
    if not only_copies:
        for one in sorted(told, key=lambda one: (one.report, one.span, one.id)):
            building.add_statement(one)
        for report in sorted({one.report for one in told}):
            building.outlet(report)
    return building.network()


class Trace(Struct, frozen=True):
    """What a node rests on (``up``) and what rests on it (``down``); both hold the node itself."""

    up: frozenset[str]
    down: frozenset[str]

    def holds(self, edge: Edge) -> bool:
        """Whether a line leads to the node or from it."""
        ends = {edge.source, edge.target}
        return ends <= self.up or ends <= self.down


def trace(network: Network, start: str) -> Trace:
    """Everything that a node rests on and everything that rests on it."""
    up: dict[str, list[str]] = defaultdict(list)
    down: dict[str, list[str]] = defaultdict(list)
    for edge in network.edges:
        up[edge.target].append(edge.source)
        down[edge.source].append(edge.target)
    return Trace(frozenset(_walk(start, up)), frozenset(_walk(start, down)))


def part_of(network: Network, nodes: Iterable[str]) -> Network:
    """The graph of some nodes only."""
    kept = frozenset(nodes)
    return Network(
        tuple(one for one in network.nodes if one.id in kept),
        tuple(one for one in network.edges if one.source in kept and one.target in kept),
    )


def nearest(network: Network, start: str, most: int) -> frozenset[str]:
    """So many of the nodes that a trace reaches, those with fewest steps first."""
    found_there = trace(network, start)
    wanted = found_there.up | found_there.down
    beside: dict[str, list[str]] = defaultdict(list)
    for edge in network.edges:
        beside[edge.source].append(edge.target)
        beside[edge.target].append(edge.source)
    found: dict[str, None] = {start: None}
    for one in _spread(start, beside, wanted):
        if len(found) >= most:
            break
        found[one] = None
    return frozenset(found)


def list_copies_found(shelves: Shelves, most: int) -> tuple[tuple[CopyFound, ...], int]:
    """The copies, those of the largest descents first, and how many more there are."""
    trees, unknown = trace_descents(list_copies(shelves.findings), shelves.reports)
    rows = [row for tree in trees for row in _rows_below(tree.copies)]
    every = [*rows, *unknown]
    return tuple(_copy_found(row, shelves) for row in every[:most]), max(0, len(every) - most)


def _rows_below(copies: Iterable[Copy]) -> Iterator[CopyRow]:
    for one in copies:
        yield one.row
        yield from _rows_below(one.copies)


def _copy_found(row: CopyRow, shelves: Shelves) -> CopyFound:
    compared = [compare_reuse(shelves.reuse[one], shelves) for one in row.reuse]
    words, matched = sum(one.words for one in compared), sum(one.matched for one in compared)
    lost = [loss_words(loss.kind, loss.original, loss.copy) for loss in row.lost]
    if lost:
        changed = " ".join(lost)
    elif matched < words:
        changed = f"{words - matched} of {words} words are others."
    else:
        changed = "Nothing in these words."
    if row.passages > 1:
        changed = f"{row.passages} passages. {changed}"
    return CopyFound(
        original=row.taken_from,
        original_words=_report_words(shelves.reports[row.taken_from]),
        copy=row.taken_by,
        copy_words=_report_words(shelves.reports[row.taken_by]),
        matched=f"{matched} of {words} words",
        changed=changed,
        is_known=row.direction_known,
        credited=row.credited,
    )


def _report_words(report: Report) -> str:
    return f"{outlet_of(report)}, {published_when(report.published).words}"


class _Building:
    """A graph in the making."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._nodes: dict[str, Node] = {}
        self._edges: dict[tuple[str, str, EdgeKind], list[str]] = defaultdict(list)
        self._amounts: dict[tuple[str, str], str] = {}
        self._paths: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = defaultdict(int)
        self._depths: dict[str, int] = {}
        self._entry: dict[str, str] = {}
        self._outlets = {
            one.casefold()
            for report in shelves.findings.reports
            for one in (report.outlet, report.carries)
            if one
        }

    def add_copies(self, reports: set[str] | None) -> None:
        """The reports as copies of one another; between those given only."""
        rows = [
            row
            for row in list_copies(self._shelves.findings)
            if reports is None or {row.taken_by, row.taken_from} <= reports
        ]
        trees, _ = trace_descents(rows, self._shelves.reports)
        for tree in trees:
            self._depths[tree.original] = 0
            self._add_below(tree.original, tree.copies, 1)

    def _add_below(self, original: str, copies: Sequence[Copy], depth: int) -> None:
        shelves = self._shelves
        for one in copies:
            copy = one.row.taken_by
            self._depths[copy] = depth
            ends = self.outlet(original), self._way_in(copy)
            spans = [shelves.reuse[reuse].to_span for reuse in one.row.reuse]
            words = sum(count_words(cut(shelves.reports[copy].text, span)) for span in spans)
            self._edges[(*ends, "copy")].extend(())
            self._amounts[ends] = f"{words:,} words"
            self._paths[ends] = f"/reports/{original}/diff/{copy}"
            self._add_below(copy, one.copies, depth + 1)

    def add_statement(self, one: Statement) -> None:
        """The chain of a statement, from its first voice to the report that prints it."""
        outlet = outlet_of(self._shelves.reports[one.report]).casefold()
        chain = [link for link in one.attribution if link.name.casefold() != outlet]
        nodes = [self._voice(link, at, one) for at, link in enumerate(chain)]
        kinds: list[EdgeKind] = [
            "unnamed" if link.kind == "anonymous" else "named" for link in chain
        ]
        ends = [*nodes, self._way_in(one.report)]
        for source, target, kind in zip(nodes, ends[1:], kinds, strict=True):
            if source != target:
                self._edges[(source, target, kind)].append(one.id)
        for node in dict.fromkeys(ends):
            self._counts[node] += 1

    def outlet(self, report: str) -> str:
        """The node of a report."""
        self._way_in(report)
        return _report_id(report)

    def _way_in(self, report: str) -> str:
        """The node by which words come into a report: the outlet that it carries, if it tells one."""
        if report in self._entry:
            return self._entry[report]
        record = self._shelves.reports[report]
        depth = self._depths.get(report, 0)
        own = _report_id(report)
        self._entry[report] = own
        if record.carries and record.carries.casefold() != (record.outlet or "").casefold():
            self._entry[report] = carried = content_id("sr", "carried", report, record.carries)
            self._nodes[carried] = self._made(
                carried, depth, record.carries, "not read here", record, is_known=True
            )
            depth += 1
            self._edges[(carried, own, "copy")].extend(())
            self._amounts[carried, own] = "carries"
            self._paths[carried, own] = f"/reports/{report}"
        when = published_when(record.published).words
        name = outlet_of(record)
        self._nodes[own] = self._made(own, depth, name, when, record, is_known=name != UNSTATED)
        return self._entry[report]

    def _made(
        self, id: str, depth: int, name: str, below: str, record: Report, *, is_known: bool
    ) -> Node:
        column = min(len(COLUMNS) - 1, 2 + depth)
        kind: NodeKind = "outlet" if is_known else "unknown"
        return Node(id, column, kind, name, below, record.id, _sorted_by(record))

    def _voice(self, link: Source, at: int, one: Statement) -> str:
        record = self._shelves.reports[one.report]
        is_unnamed = link.kind == "anonymous"
        name = " ".join(
            self._shelves.name(link.entity).split() if link.entity else link.name.split()
        )
        is_carrier = at > 0 or link.kind == "outlet" or name.casefold() in self._outlets
        key = link.entity or name.casefold()
        where = one.report if is_unnamed else ""
        id = content_id("sr", "carrier" if is_carrier else "voice", key, where)
        if id not in self._nodes:
            words = name.strip(' ,;:"“”') or "somebody"
            words = words[:1].upper() + words[1:]
            below = f"unnamed · {outlet_of(record)}" if is_unnamed else _KINDS.get(link.kind, "")
            self._nodes[id] = Node(
                id=id,
                column=int(is_carrier),
                kind="unnamed" if is_unnamed else "named",
                name=f"“{words}”" if is_unnamed else words,
                below=below,
                report="",
                first=_sorted_by(record),
            )
        return id

    def network(self) -> Network:
        nodes = [
            Node(
                one.id, one.column, one.kind, one.name, one.below, one.report, one.first,
                self._counts[one.id],
            )
            for one in self._nodes.values()
        ]  # fmt: skip
        nodes.sort(key=lambda one: (one.column, one.first, one.name, one.id))
        edges = [
            Edge(
                source, target, kind, len(told), told[0] if told else "",
                self._amounts.get((source, target), "") if kind == "copy" else "",
                self._paths.get((source, target), "") if kind == "copy" else "",
            )
            for (source, target, kind), told in self._edges.items()
        ]  # fmt: skip
        edges.sort(key=lambda one: (one.source, one.target, one.kind))
        return Network(tuple(nodes), tuple(edges))


def _report_id(report: str) -> str:
    return content_id("sr", "report", report)


def _sorted_by(report: Report) -> str:
    first, last, id = report_order(report)
    return f"{first.isoformat()} {last.isoformat()} {id}"


def _walk(start: str, ways: Mapping[str, Sequence[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for one in ways.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found


def _spread(
    start: str, beside: Mapping[str, Sequence[str]], wanted: frozenset[str]
) -> Iterator[str]:
    seen, ring = {start}, [start]
    while ring:
        ring = sorted(
            {one for node in ring for one in beside.get(node, ()) if one in wanted} - seen
        )
        seen.update(ring)
        yield from ring
