"""Watch lists: FollowTheMoney entities, a JSON object a line, as OpenSanctions and OpenAleph have them.

Enters: a file. Leaves: its entities that have a name, one at a time, so that a list of two million fills
no memory. Entities without a name of their own (addresses, ownerships, sanctions) are passed over.

Source: https://followthemoney.tech; the properties used are ``name``, ``alias``, ``previousName``,
``weakAlias``, ``country``, ``jurisdiction``, ``nationality``, ``citizenship`` and ``flag``.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from rashomon.errors import UsageError

_PERSONS = frozenset(("Person",))
_BODIES = frozenset((
    "Organization", "Company", "LegalEntity", "PublicBody", "Asset", "Vessel", "Airplane", "Vehicle",
))  # fmt: skip
"""Schemata whose entities reports speak of by name."""

_NAMES = ("name", "alias", "previousName")
_COUNTRIES = ("country", "jurisdiction", "nationality", "citizenship", "flag")
MOST_NAMES = 200
LONGEST_NAME_CHARS = 300
"""What of an entity goes beyond is not compared; the longest lists of aliases have about 150."""


class Listed(Struct, frozen=True):
    """One entity of a watch list.

    ``weak`` are names that its keeper holds for little proof; ``countries`` are ISO 3166 codes in
    capitals. ``person`` tells people from everybody and everything else.
    """

    id: str
    caption: str
    schema: str
    person: bool
    names: tuple[str, ...]
    weak: tuple[str, ...]
    countries: frozenset[str]


class WatchList:
    """A watch list in a file; to be gone through as often as is wanted.

    ``name`` is the file's, without its ending; ``digest`` tells its content.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name.split(".")[0] or path.name
        self.digest = _digest(path)

    def __iter__(self) -> Iterator[Listed]:
        """The entities that have a name, in the order of the file.

        Raises:
            UsageError: A line is no FollowTheMoney entity; ``watch-list-form``.
        """
        decoder = msgspec.json.Decoder(_Row)
        with self.path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    row = decoder.decode(line)
                except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
                    raise UsageError(
                        f"{self.path}, line {number}: this is no FollowTheMoney entity"
                        f" ({_told(line, error)}). A watch list has one JSON object a line, with id,"
                        " schema and properties.",
                        code="watch-list-form",
                    ) from None
                found = _listed(row)
                if found is not None:
                    yield found


class _Row(Struct):
    """A line of the file: any other key of it is passed over."""

    id: str
    schema: str
    properties: dict[str, list[Any]]
    caption: str = ""


def _told(line: bytes, error: Exception) -> str:
    if line.lstrip().startswith(b"["):
        return "it begins a list, not an object"
    if not line.lstrip().startswith(b"{"):
        return "it begins no JSON object"
    return str(error).split(" - at")[0][:80].rstrip(".")


def _listed(row: _Row) -> Listed | None:
    person = row.schema in _PERSONS
    if not person and row.schema not in _BODIES:
        return None
    names = _values(row.properties, _NAMES)
    if not names:
        return None
    return Listed(
        id=row.id,
        caption=row.caption or names[0],
        schema=row.schema,
        person=person,
        names=names[:MOST_NAMES],
        weak=_values(row.properties, ("weakAlias",))[:MOST_NAMES],
        countries=frozenset(code.upper()[:2] for code in _values(row.properties, _COUNTRIES)),
    )


def _values(properties: Mapping[str, list[Any]], keys: tuple[str, ...]) -> tuple[str, ...]:
    found = (
        value
        for key in keys
        for value in properties.get(key, ())
        if isinstance(value, str) and 0 < len(value) <= LONGEST_NAME_CHARS
    )
    return tuple(dict.fromkeys(found))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()[:16]
    except OSError as error:
        raise UsageError(
            f"The watch list {path} cannot be read ({error.strerror}). Check the path.",
            code="watch-list-missing",
        ) from None
