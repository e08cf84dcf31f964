"""Users' own registries: a TOML file of actors, outlets and places, checked before anything is read.

Enters: files. Leaves: `Additions` for the packaged tables. Every row is held against the packaged ones
and the others; what is wrong is told in one sentence with the line, under a stable code, and nothing is
taken from a file that has a fault.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from rashomon.errors import UsageError
from rashomon.gazetteers.actors import (
    fold_words,
    packaged_actors,
    packaged_registry,
    packaged_states,
)
from rashomon.gazetteers.additions import NONE, AddedPlace, Additions
from rashomon.gazetteers.outlets import name_key, packaged_outlets
from rashomon.gazetteers.rows import ActorRow, Outlet

LARGEST_BYTES = 50_000_000
"""A larger file is no registry: the world's states and armed groups fill some 100 kB."""

LONGEST_NAME_CHARS = 200
_SECTIONS = ("actors", "outlets", "places")
_PLACE_KINDS = ("city", "region", "area")
Row = TypeVar("Row", ActorRow, Outlet, AddedPlace)


class _File(Struct, frozen=True):
    """A registry's file: where it lies and its words, to tell lines by."""

    path: Path
    text: str


def read_registries(paths: Sequence[Path]) -> Additions:
    """What some registry files add to the packaged tables.

    Raises:
        UsageError: A file is missing, is not TOML, or has a row that cannot be used; the code begins
            with ``registry-`` and the message names the line.
    """
    if not paths:
        return NONE
    files = [_open(path) for path in paths]
    digest = hashlib.sha256("\0".join(file.text for file in files).encode()).hexdigest()
    actors: dict[str, tuple[_File, ActorRow]] = {}
    outlets: list[tuple[_File, Outlet]] = []
    places: list[AddedPlace] = []
    for file in files:
        tables = _tables(file)
        for key, found in _actors(file, tables.get("actors", {})):
            if key in actors:
                raise _fault(
                    file,
                    _header(file, key),
                    "registry-duplicate",
                    f"the actor {key!r} is in {actors[key][0].path} as well. Keep one of them.",
                )
            actors[key] = (file, found)
        outlets += [(file, row) for row in _rows(file, tables, "outlets", Outlet)]
        places += _checked_places(file, _rows(file, tables, "places", AddedPlace))
    rows = {key: row for key, (_, row) in actors.items()}
    _check_names(actors)
    _check_owners(actors, rows)
    _check_outlets(outlets, rows)
    return Additions(
        tuple(rows.items()), tuple(row for _, row in outlets), tuple(places), digest[:16]
    )


def _open(path: Path) -> _File:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise UsageError(
                f"The registry {path} has more than {LARGEST_BYTES // 1_000_000} MB. Is it a list of"
                " another kind? A watch list is read with --watch-list.",
                code="registry-too-large",
            )
        return _File(path, path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise UsageError(
            f"{path}, line {line}: the registry is not UTF-8. Save it as UTF-8.",
            code="registry-not-utf8",
        ) from None
    except OSError as error:
        raise UsageError(
            f"The registry {path} cannot be read ({error.strerror}). Check the path.",
            code="registry-missing",
        ) from None


def _tables(file: _File) -> dict[str, Any]:
    try:
        tables = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else file.text.count("\n") + 1
        why = re.sub(r"\s*\(at .*\)$", "", str(error)).rstrip(".")
        raise _fault(file, line, "registry-form", f"the registry is not TOML: {why}.") from None
    for section in tables:
        if section not in _SECTIONS:
            line = _line(file, rf"^\s*(\[+\s*)?[\"']?{re.escape(section)}\b")
            raise _fault(
                file,
                line,
                "registry-form",
                f"there is no section {section[:40]!r}; a registry has {', '.join(_SECTIONS)}.",
            )
    return tables


def _actors(file: _File, table: Any) -> Iterator[tuple[str, ActorRow]]:
    if not isinstance(table, dict):
        raise _fault(
            file,
            _line(file, r"^\s*\[*\s*actors"),
            "registry-form",
            "actors are tables with a name of their own: [actors.green-brigade].",
        )
    packaged = packaged_actors()
    for key, value in table.items():
        row = _converted(file, value, ActorRow, _header(file, key), f"the actor {key!r}")
        widens = row.name is None and row.role is None
        if widens and key not in packaged:
            raise _fault(
                file,
                _header(file, key),
                "registry-form",
                f"the actor {key!r} has no name and no role. Give it both.",
            )
        if not widens and (row.name is None or row.role is None):
            raise _fault(
                file,
                _header(file, key),
                "registry-form",
                f"the actor {key!r} needs a name and a role, or neither where it adds names to"
                " a packaged one.",
            )
        if key in packaged and not widens:
            raise _fault(
                file,
                _header(file, key),
                "registry-duplicate",
                f"{key!r} is a packaged actor, {packaged[key].name}. Choose another id, or"
                " leave out name and role to add names to it.",
            )
        if row.country is not None and row.country not in packaged_states():
            raise _fault(
                file,
                _value(file, key, row.country),
                "registry-country",
                f"the actor {key!r} has the country {row.country[:20]!r}. Write an ISO 3166"
                " code of two letters: SY.",
            )
        yield key, row


def _rows(file: _File, tables: dict[str, Any], section: str, kind: type[Row]) -> Iterator[Row]:
    found = tables.get(section, [])
    starts = [
        m.start() for m in re.finditer(rf"^\s*\[\[\s*{section}\s*\]\]", file.text, re.MULTILINE)
    ]
    if not isinstance(found, list):
        raise _fault(
            file,
            _line(file, rf"^\s*\[*\s*{section}"),
            "registry-form",
            f"{section} are written one below another, each under [[{section}]].",
        )
    for number, value in enumerate(found):
        line = file.text.count("\n", 0, starts[number]) + 1 if number < len(starts) else 1
        yield _converted(file, value, kind, line, f"row {number + 1} of {section}")


def _converted(file: _File, value: Any, kind: type[Row], line: int, what: str) -> Row:
    try:
        row: Row = msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        why = str(error).replace(" - at `$.", " (").replace("`", "")
        raise _fault(file, line, "registry-form", f"{what} cannot be used: {why}.") from None
    for name in filter(None, (row.name, *row.aliases)):
        if len(name) > LONGEST_NAME_CHARS or not fold_words(name):
            raise _fault(
                file,
                line,
                "registry-name",
                f"{what} has the name {name[:40]!r}. A name has letters, and at most"
                f" {LONGEST_NAME_CHARS} of them.",
            )
    return row


def _checked_places(file: _File, places: Iterator[AddedPlace]) -> Iterator[AddedPlace]:
    for row in places:
        ok = abs(row.lat) <= 90 and abs(row.lon) <= 180 and (row.radius_km or 0) >= 0
        if not ok or row.kind not in _PLACE_KINDS:
            raise _fault(
                file,
                _line(file, re.escape(row.name)),
                "registry-place",
                f"the place {row.name!r} is not on the map: lat is in [-90, 90], lon in"
                f" [-180, 180], kind one of {', '.join(_PLACE_KINDS)}.",
            )
        yield row


def _check_names(actors: dict[str, tuple[_File, ActorRow]]) -> None:
    """Refuse a name that two actors bear, or that a packaged actor bears already."""
    taken: dict[tuple[str, ...], str] = {}
    packaged = packaged_registry()
    for key, (file, row) in actors.items():
        for name in filter(None, (row.name, *row.aliases)):
            words = fold_words(name)
            other = taken.setdefault(words, key)
            form = packaged.form(words)
            if other == key and form is not None and form.use == "name" and form.actor.id != key:
                other = form.actor.id
            if other != key:
                raise _fault(
                    file,
                    _value(file, key, name),
                    "registry-duplicate",
                    f"{name!r} of the actor {key!r} is a name of {other!r} as well. A name"
                    " stands for one actor: take it from one of them.",
                )


def _check_owners(actors: dict[str, tuple[_File, ActorRow]], rows: dict[str, ActorRow]) -> None:
    """Refuse a part of a whole that is not there, and wholes that are parts of themselves."""
    known = packaged_registry().by_id
    for key, (file, row) in actors.items():
        if row.part_of is not None and row.part_of not in rows and row.part_of not in known:
            raise _fault(
                file,
                _value(file, key, row.part_of),
                "registry-owner",
                f"the actor {key!r} is a part of {row.part_of[:60]!r}, which no table has. Add it,"
                " or write state:XX for a state.",
            )
        seen = [key]
        at = row.part_of
        while at is not None and at in rows:
            if at in seen:
                chain = " is a part of ".join([*seen[seen.index(at) :], at])
                raise _fault(
                    file,
                    _value(file, key, row.part_of or ""),
                    "registry-cycle",
                    f"{chain}. Take one part_of away.",
                )
            seen.append(at)
            at = rows[at].part_of


def _check_outlets(outlets: Sequence[tuple[_File, Outlet]], rows: dict[str, ActorRow]) -> None:
    """Refuse an outlet's name that another outlet bears; one that is packaged may be replaced whole."""
    replaced = {row.name for _, row in outlets}
    taken = {
        name_key(name): row.name
        for row in packaged_outlets()
        if row.name not in replaced
        for name in (row.name, *row.aliases)
    }
    ids = {*packaged_registry().by_id, *rows}
    for file, row in outlets:
        for name in (row.name, *row.aliases):
            other = taken.setdefault(name_key(name), row.name)
            if other != row.name:
                raise _fault(
                    file,
                    _line(file, re.escape(name)),
                    "registry-duplicate",
                    f"{name!r} of the outlet {row.name!r} is a name of {other!r} as well. A"
                    " name stands for one outlet.",
                )
        if row.actor is not None and row.actor in ids:
            raise _fault(
                file,
                _line(file, re.escape(row.name)),
                "registry-duplicate",
                f"the outlet {row.name!r} has the id {row.actor!r}, which another has.",
            )


# -- lines


def _header(file: _File, key: str) -> int:
    """The line where the table of an actor begins."""
    name = rf"[\"']?{re.escape(key)}[\"']?"
    return _line(file, rf"^\s*(\[\s*actors\s*\.\s*{name}\s*\]|(actors\s*\.\s*)?{name}\s*[.=])")


def _value(file: _File, key: str, value: str) -> int:
    """The line where a value stands, behind the head of an actor's table."""
    start = _header(file, key)
    lines = file.text.split("\n")
    for number in range(start - 1, len(lines)):
        if f'"{value}"' in lines[number] or f"'{value}'" in lines[number]:
            return number + 1
    return start


def _line(file: _File, pattern: str) -> int:
    found = re.search(pattern, file.text, re.MULTILINE)
    return 1 if found is None else file.text.count("\n", 0, found.end()) + 1


def _fault(file: _File, line: int, code: str, sentence: str) -> UsageError:
    return UsageError(f"{file.path}, line {line}: {sentence}", code=code)
