"""A drawing of a graph in fixed columns that looks the same tomorrow.

Enters: a network. Leaves: boxes and lines. Nodes of a column are ordered by the mean place of what they
are joined to (barycentre), back and forth until nothing moves, and set as near to it as others allow.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from rashomon.views.source_graph import Edge, Network, Node

WIDTH = 1180
COLUMN_X = (0, 284, 530, 776, 984)
COLUMN_WIDTH = (212, 156, 180, 160, 190)
BOX = 35
PITCH = 43
TOP = 44

_SWEEPS = 12
_WIDEST_GAP = 64
"""From one box to the next below it in any column: what is emptier is closed up."""

_LETTER = 6.35
"""Mean width of a letter of Inter at 12.5 pixels."""


class Box(Struct, frozen=True):
    """A node with its upper left corner; ``name`` is cut to the box."""

    node: Node
    x: int
    y: int
    width: int
    name: str
    below: str


class Line(Struct, frozen=True):
    """An edge as a path, and where the amount of a copy is written."""

    edge: Edge
    path: str
    label_x: int
    label_y: int


class Drawn(Struct, frozen=True):
    """A graph on a sheet of a width and a height."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def lay_out(network: Network) -> Drawn:
    """The drawing of a network; the same network gives the same drawing."""
    columns = _ordered(network)
    places = _placed(columns, network)
    boxes = tuple(
        _box(one, places[one.id]) for column in sorted(columns) for one in columns[column]
    )
    at = {one.node.id: one for one in boxes}
    lines = tuple(
        _line(one, at[one.source], at[one.target])
        for one in network.edges
        if one.source in at and one.target in at
    )
    height = max((one.y + BOX for one in boxes), default=TOP) + 14
    return Drawn(WIDTH, height, boxes, lines)


def _neighbours(network: Network) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for edge in network.edges:
        found[edge.source].append(edge.target)
        found[edge.target].append(edge.source)
    return found


def _ordered(network: Network) -> dict[int, list[Node]]:
    """The nodes of each column, ordered by what they are joined to."""
    columns = {
        column: list(nodes) for column, nodes in groupby(network.nodes, lambda one: one.column)
    }
    beside = _neighbours(network)
    places = {one.id: float(at) for nodes in columns.values() for at, one in enumerate(nodes)}
    for sweep in range(_SWEEPS):
        for column in sorted(columns, reverse=sweep % 2 == 1):
            if column == _FIXED and sweep < 1:
                continue  # reports begin in the order of their days
            nodes = columns[column]
            wanted = {one.id: _mean(one.id, beside, places) for one in nodes}
            nodes.sort(key=lambda one, of=wanted: of[one.id])  # type: ignore[misc]
            places |= {one.id: at * _spread(columns, column) for at, one in enumerate(nodes)}
    return columns


_FIXED = 2


def _spread(columns: Mapping[int, Sequence[Node]], column: int) -> float:
    """How far apart a column's nodes stand at first, so that short columns reach as far as long ones."""
    longest = max(len(nodes) for nodes in columns.values())
    return longest / max(1, len(columns[column]))


def _mean(node: str, beside: Mapping[str, Sequence[str]], places: Mapping[str, float]) -> float:
    near = [places[one] for one in beside.get(node, ()) if one in places]
    return sum(near) / len(near) if near else places[node]


def _placed(columns: Mapping[int, Sequence[Node]], network: Network) -> dict[str, float]:
    """The height of each node: as near to its neighbours as the order and the boxes allow."""
    beside = _neighbours(network)
    places = {
        one.id: at * _spread(columns, column) * PITCH
        for column, nodes in columns.items()
        for at, one in enumerate(nodes)
    }
    for sweep in range(_SWEEPS):
        for column in sorted(columns, reverse=sweep % 2 == 1):
            nodes = columns[column]
            wanted = [_mean(one.id, beside, places) for one in nodes]
            for one, place in zip(nodes, _kept_apart(wanted), strict=True):
                places[one.id] = place
    return _closed_up(places)


def _closed_up(places: Mapping[str, float]) -> dict[str, float]:
    """The places without bands that are empty across all columns, from the top."""
    found: dict[str, float] = {}
    shift, before = 0.0, None
    for one in sorted(places, key=lambda one: (places[one], one)):
        if before is None:
            shift = places[one]
        elif places[one] - before > _WIDEST_GAP:
            shift += places[one] - before - _WIDEST_GAP
        before = places[one]
        found[one] = before - shift
    return found


def _kept_apart(wanted: Sequence[float]) -> list[float]:
    """Places in order, one pitch apart at least, as near as can be to those wanted (least squares)."""
    blocks: list[tuple[float, int]] = []  # the mean of what is wanted, less the pitches before
    for at, one in enumerate(wanted):
        blocks.append((one - at * PITCH, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (mean, count), (last, more) = blocks[-2:]
            blocks[-2:] = [((mean * count + last * more) / (count + more), count + more)]
    flat = [mean for mean, count in blocks for _ in range(count)]
    return [mean + at * PITCH for at, mean in enumerate(flat)]


def _box(node: Node, place: float) -> Box:
    width = COLUMN_WIDTH[node.column]
    return Box(
        node,
        COLUMN_X[node.column],
        TOP + round(place),
        width,
        _cut(node.name, width),
        _cut(node.below, width + 14),
    )


def _cut(words: str, width: int) -> str:
    most = int((width - 16) / _LETTER)
    if len(words) <= most:
        return words
    closing = "”" if words.endswith("”") else ""
    return words[: most - 1].rstrip(" ,;:") + "…" + closing


def _line(edge: Edge, source: Box, target: Box) -> Line:
    x1, y1 = source.x + source.width, source.y + BOX // 2
    x2, y2 = target.x, target.y + BOX // 2
    if target.node.column <= source.node.column:
        x2 = target.x + target.width
        bulge = max(x1, x2) + 34
        path = f"M{x1} {y1}C{bulge} {y1} {bulge} {y2} {x2} {y2}"
        return Line(edge, path, bulge - 6, (y1 + y2) // 2)
    bend = max(30, (x2 - x1) // 2)
    path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    return Line(edge, path, (x1 + x2) // 2, (y1 + y2) // 2 - (9 if y1 == y2 else 0))
