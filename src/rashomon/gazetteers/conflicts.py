"""When conflicts began, by the country that they are named by.

Reports without a day often tell how old a conflict is; with its beginning that bounds their own day.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files


@cache
def load_conflicts() -> Mapping[str, tuple[date, ...]]:
    """The days from which writers count a country's conflicts, by its ISO 3166 alpha-2 code."""
    data = files("rashomon.gazetteers").joinpath("data", "conflicts.toml").read_text("utf-8")
    table: dict[str, list[str]] = tomllib.loads(data)
    return {code: tuple(map(date.fromisoformat, days)) for code, days in table.items()}
