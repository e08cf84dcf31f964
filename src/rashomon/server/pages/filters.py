"""What templates call: filters and functions that turn records into words."""

from collections.abc import Callable
from typing import Any

from rashomon.instants import Days


def days_in_words(days: Days | None) -> str:
    """A day, or an interval as ``first/last`` (ISO 8601); empty where unknown."""
    if days is None:
        return ""
    first, last = days.first.isoformat(), days.last.isoformat()
    return first if first == last else f"{first}/{last}"


FILTERS: dict[str, Callable[..., Any]] = {"days": days_in_words}
"""Filters by their name in templates: ``{{ report.published.days | days }}``."""

GLOBALS: dict[str, Any] = {}
"""Functions and values by their name in templates."""
