"""Amounts: whether two figures count the same, leave room for each other, or are one count.

Stands beside `rashomon.claiming.likeness`. Enters: two quantities. Leaves: yes or no.
"""

from rashomon.records.mentions import Quantity

_BESIDE = {"other", "others", "more", "another", "additional", "further"}
"""Words of those who are counted beside others."""

CLOSE_RATIO = 1.25
"""How many times a counted bound ("at least 14") another figure may be to be the same count, later or
rounded."""

WIDEST_RATIO = 3.0
"""How many times the smallest bound the largest of two agreeing numbers may be ("dozens", "over 30")."""


def are_near(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers agree and their bounds are of one size ("over 80" is no "over 80,000")."""
    bounds = [bound for pair in (one, other) for bound in (pair.low, pair.high) if bound]
    return agree(one, other) and (not bounds or max(bounds) <= WIDEST_RATIO * min(bounds))


def are_one_count(one: Quantity, other: Quantity) -> bool:
    """Whether an open bound is so close to the other figure that both may be one count.

    "At least six" counts six, and not the fourteen that somebody else counts; "dozens" and "more than
    80" are round, and leave more room.
    """
    if any(_is_loose(quantity) for quantity in (one, other)):
        return True
    bounds = [bound for pair in (one, other) for bound in (pair.low, pair.high) if bound]
    return not bounds or max(bounds) <= CLOSE_RATIO * min(bounds)


def _is_loose(quantity: Quantity) -> bool:
    """Whether a number is told as a range or by a round bound: "about 200", "more than 80", "dozens"."""
    low, high = quantity.low, quantity.high
    if low is None or high is None:
        bound = high if low is None else low
        return bound is None or bound in _DOZENS or (bound >= 20 and bound % 10 == 0)
    return low < high


_DOZENS = frozenset({12.0, 24.0})


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities count the same: their nouns are the same, or one is left open.

    "Others" and "more" are counted beside something else, and so are comparable with nothing.
    """
    if any(_BESIDE & set(quantity.of.casefold().split()) for quantity in (one, other)):
        return False
    mine, yours = unit_of(one), unit_of(other)
    return not mine or not yours or mine == yours


def unit_of(quantity: Quantity) -> str:
    """The noun that a quantity counts, without its plural."""
    words = quantity.of.casefold().split()
    return words[-1].removesuffix("s") if words else ""


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two intervals of numbers have a number in common; an open side holds any."""
    return (one.low is None or other.high is None or one.low <= other.high) and (
        other.low is None or one.high is None or other.low <= one.high
    )
