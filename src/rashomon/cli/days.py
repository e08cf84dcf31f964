"""Days as somebody types them."""

from datetime import date
from typing import Any

import click


class _Day(click.ParamType[date]):
    """A day in ISO 8601, from year 1 on."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; misuse is told with an example."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(
                f"{str(value)[:40]!r} is not a day. Write it as year, month and day, from year 1 on:"
                " 2015-05-21.",
                param,
                ctx,
            )


DAY = _Day()
"""The type of every option that takes a day."""
