"""What users add to the packaged tables: actors, outlets and places of their own.

Stands beside the tables, which ask `chosen` for what is added now. A program chooses additions for as
long as it works (`choosing`); nobody else's work is touched, since each thread has its own choice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from rashomon.gazetteers.rows import ActorRow, Outlet


class AddedPlace(Struct, frozen=True, forbid_unknown_fields=True):
    """A place that the gazetteer lacks, or knows under another name.

    ``kind`` is a town's unless said otherwise; ``radius_km`` how far off the point may be.
    """

    name: str
    lat: float
    lon: float
    country: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str = "city"
    radius_km: float | None = None


@dataclass(frozen=True, eq=False)
class Additions:
    """Rows of users' own, checked against the packaged ones. Two are the same only if they are one.

    ``digest`` tells their content; empty for none.
    """

    actors: tuple[tuple[str, ActorRow], ...] = ()
    outlets: tuple[Outlet, ...] = ()
    places: tuple[AddedPlace, ...] = ()
    digest: str = ""


NONE = Additions()
_CHOSEN: ContextVar[Additions] = ContextVar("additions", default=NONE)


def chosen() -> Additions:
    """What is added to the packaged tables now."""
    return _CHOSEN.get()


@contextmanager
def choosing(additions: Additions) -> Iterator[None]:
    """Work with some additions; afterwards with those chosen before."""
    token: Any = _CHOSEN.set(additions)
    try:
        yield
    finally:
        _CHOSEN.reset(token)
