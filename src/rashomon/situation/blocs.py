"""Blocs of states and who their members are, as of a day: whom a pact of a bloc binds.

A treaty of a bloc is told of by the bloc's name ("an ECOWAS protocol"); reports seldom list its members.
Source: ``data/blocs.toml``.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from msgspec import Struct

from rashomon.gazetteers.actors import fold_words, registry
from rashomon.situation.words import load_table


class Bloc(Struct, frozen=True):
    """A bloc: its actor's id, its members' codes by ISO 3166 with when they came and went."""

    actor: str
    members: tuple[str, ...]
    joined: dict[str, date]
    left: dict[str, date]
    treaties: tuple[str, ...]

    def members_on(self, on: date | None = None) -> Iterator[str]:
        """The codes of its members on a day; of all that have not left it, by default."""
        for code in self.members:
            joined, left = self.joined.get(code, date.min), self.left.get(code)
            if (on is None and left is None) or (
                on is not None and joined <= on and (left is None or on < left)
            ):
                yield code


def find_bloc(name: str) -> Bloc | None:
    """The bloc of a name; None for a name of none."""
    form = registry().form(fold_words(name))
    return None if form is None else _blocs().get(form.actor.id)


def treaty_bloc(title: str) -> str | None:
    """The name of the bloc whose own treaty has a proper name ("north atlantic"); None for none."""
    for actor, bloc in _blocs().items():
        if title in bloc.treaties and actor in registry().by_id:
            return registry().by_id[actor].name
    return None


@cache
def _blocs() -> dict[str, Bloc]:
    rows: dict[str, dict[str, Any]] = load_table("blocs.toml")
    return {
        actor: Bloc(
            actor,
            tuple(row["members"]),
            row.get("joined", {}),
            row.get("left", {}),
            tuple(row["treaties"]),
        )
        for actor, row in rows.items()
    }
