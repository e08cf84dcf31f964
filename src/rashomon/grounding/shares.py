"""What all reports together are about: how many are about which country, in steps that seldom change.

Stands beside `growth`. Enters: counts of reports. Leaves: shares, rounded down to a half, a quarter and
so on, so that one more report changes what is made of the others only where it takes a country over a
step.
"""

from collections.abc import Mapping
from math import floor, log2

FEWEST_REPORTS = 5
"""Reports from which on what they are about together says anything of one more."""

LEAST_SHARE = 1 / 16
"""A smaller share says nothing: a report so seldom about a country hardly hints at it."""


def share(about: Mapping[str, int]) -> dict[str, float]:
    """For each country the share of the reports that are about it; none where it says nothing.

    Args:
        about: How many reports are mostly about each country.
    """
    total = sum(about.values())
    if total < FEWEST_REPORTS:
        return {}
    return {
        country: 2.0 ** floor(log2(number / total))
        for country, number in sorted(about.items())
        if number >= LEAST_SHARE * total
    }
