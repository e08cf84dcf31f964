"""Labels beside points so that none covers another: eight positions each, the weightiest first.

Enters: points with the size of their words. Leaves: of each point the place of its label, or none where
there is no room. No label reaches over the edge.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

Anchor = Literal["start", "middle", "end"]

_GAP = 11.0
"""Pixels between a point's middle and its label; a mark has a radius of seven."""

_BADGE = 9.0
"""Room on the left of a mark that stands for several: the count is there."""

_MARK = 8.0
_BOLD, _PLAIN = 6.7, 5.8
"""Mean width of a letter of Inter, in pixels: bold at 12, plain at 11."""

_LINE = 13.0


class Label(Struct, frozen=True):
    """Where a label's first line begins, from its point, and how its lines are set."""

    dx: float
    dy: float
    anchor: Anchor


class Wanted(Struct, frozen=True):
    """A point in pixels with the lines of its label."""

    x: float
    y: float
    name: str
    below: str = ""
    is_stack: bool = False


Box = tuple[float, float, float, float]


def place_labels(
    wanted: Sequence[Wanted], width: float, height: float, taken: Iterable[Box] = ()
) -> list[Label | None]:
    """A label for each point that has room for one, in the order in which they are given.

    Args:
        wanted: Points, the weightiest first.
        width: Of the drawing, in pixels.
        height: Of the drawing.
        taken: Boxes (left, top, right, bottom) that nothing may cover.
    """
    covered = [*taken, *(around(one) for one in wanted)]
    found: list[Label | None] = []
    for one in wanted:
        own = around(one)
        label = None
        for candidate in _candidates(one):
            box = box_of(one, candidate)
            if _is_free(box, own, covered, width, height):
                label = candidate
                covered.append(box)
                break
        found.append(label)
    return found


def box_of(one: Wanted, label: Label) -> Box:
    """What a label covers."""
    across = max(len(one.name) * _BOLD, len(one.below) * _PLAIN)
    down = _LINE * (2 if one.below else 1)
    left = one.x + label.dx - {"start": 0.0, "middle": across / 2, "end": across}[label.anchor]
    top = one.y + label.dy - 10
    return left, top, left + across, top + down


def _candidates(one: Wanted) -> Iterable[Label]:
    left = -_GAP - (_BADGE if one.is_stack else 0.0)
    middle = -2.0 if one.below else 4.0
    above = -_LINE - 12 if one.below else -12.0
    yield Label(_GAP, middle, "start")
    yield Label(left, middle, "end")
    yield Label(_GAP - 2, above + 12, "start")
    yield Label(left + 2, above + 12, "end")
    yield Label(_GAP - 2, 14, "start")
    yield Label(left + 2, 14, "end")
    yield Label(0, above, "middle")
    yield Label(0, 21, "middle")


def around(one: Wanted) -> Box:
    """What a point's mark covers, with the count of what is stacked there."""
    left = _MARK + (_BADGE if one.is_stack else 0.0)
    above = _MARK + (_BADGE - 2 if one.is_stack else 0.0)
    return one.x - left, one.y - above, one.x + _MARK, one.y + _MARK


def is_covered(box: Box, covered: Iterable[Box]) -> bool:
    """Whether something stands where a box would."""
    return any(_meet(box, other) for other in covered)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _is_free(box: Box, own: Box, covered: Iterable[Box], width: float, height: float) -> bool:
    left, top, right, bottom = box
    if left < 4 or top < 4 or right > width - 4 or bottom > height - 4:
        return False
    return not any(other != own and _meet(box, other) for other in covered)
