"""Accounts that give numbers, as bars on one scale: what each counts, where, how it was told."""

from math import floor, log10

from msgspec import Struct

from rashomon.records.claims import Dispute
from rashomon.records.mentions import Quantity
from rashomon.records.statements import Statement
from rashomon.views.entries import in_order
from rashomon.views.evidence import quantity_words
from rashomon.views.shelves import Shelves
from rashomon.views.wording import listing

WIDTH = 510
"""Units of the scale from zero to its last tick."""

_AIMED = frozenset({"planned", "predicted", "threatened", "conditional", "possible"})


class Figure(Struct, frozen=True):
    """One bar: ``low`` to ``high`` in units of the scale; ``open`` has no upper bound.

    ``is_goal``: it is aimed at, foretold or feared, not told as a fact.
    """

    words: str
    low: float
    high: float
    is_open: bool
    is_goal: bool
    counts: str
    where: str
    statement: str


class Tick(Struct, frozen=True):
    """A line across the bars."""

    at: float
    words: str


class Figures(Struct, frozen=True):
    """The bars with their scale."""

    bars: tuple[Figure, ...]
    ticks: tuple[Tick, ...]


def draw_figures(dispute: Dispute, shelves: Shelves) -> Figures | None:
    """The accounts' numbers on one scale; None where fewer than two of them are numbers."""
    found: list[tuple[Statement, Quantity]] = []
    for side in dispute.sides:
        told = [one for one in in_order(side.statements, shelves) if one.quantities]
        number = [one for one in side.value.split() if any(letter.isdigit() for letter in one)]
        if told and number:
            found.append((told[0], told[0].quantities[0]))
    if len(found) < 2 or dispute.field != "number":
        return None
    largest = max(_largest(quantity) for _, quantity in found)
    step = _step(largest)
    scale = WIDTH / (step * max(1, -(-largest // step)))
    ticks = [
        Tick(n * step * scale, f"{n * step:,.0f}") for n in range(int(-(-largest // step)) + 1)
    ]
    return Figures(
        tuple(_bar(one, quantity, scale, shelves) for one, quantity in found), tuple(ticks)
    )


def _largest(quantity: Quantity) -> float:
    return max(quantity.low or 0, quantity.high or 0, 1)


def _step(largest: float) -> float:
    """A round step that gives four ticks or so."""
    rough = largest / 4
    power = 10 ** floor(log10(rough)) if rough > 0 else 1
    return float(min((n * power for n in (1, 2, 2.5, 5, 10) if n * power >= rough), default=power))


def _bar(one: Statement, quantity: Quantity, scale: float, shelves: Shelves) -> Figure:
    low = quantity.low or 0
    high = quantity.high if quantity.high is not None else low
    return Figure(
        words=quantity_words(quantity.low, quantity.high),
        low=round((low if low != high else 0) * scale, 1),
        high=round(high * scale, 1),
        is_open=quantity.high is None,
        is_goal=one.status in _AIMED,
        counts=quantity.of,
        where=listing([shelves.name(place) for place in one.places][:2]),
        statement=one.id,
    )
