"""The rows of the tables of actors and outlets, as the files hold them."""

from typing import Literal

from msgspec import Struct

from rashomon.records.mentions import MentionKind

ActorRole = Literal[
    "state", "government", "army", "force", "group", "party", "body", "alliance", "outlet",
    "people", "person",
]  # fmt: skip

OutletKind = Literal[
    "agency",
    "broadcaster",
    "newspaper",
    "magazine",
    "online",
    "aggregator",
    "monitor",
    "official",
    "institute",
]


class ActorRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a table of actors; `rashomon.gazetteers.actors.Actor` says what the fields mean.

    ``name`` and ``role`` are left out only by a row that adds to a packaged actor.
    """

    name: str | None = None
    role: ActorRole | None = None
    kind: MentionKind | None = None
    country: str | None = None
    part_of: str | None = None
    aliases: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    in_country: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Outlet(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who publishes reports.

    ``country`` is where the newsroom is (ISO 3166 alpha-2). ``family`` names the publisher where one
    has several outlets, ``voice_of`` the state, party or force that runs it; None for none known.
    ``actor`` is its id in the registry of actors, where texts speak of it by names that nobody else
    has; None where a name of its is a word or a name of others as well ("The Sun").
    """

    name: str
    kind: OutletKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    family: str | None = None
    voice_of: str | None = None
    actor: str | None = None
