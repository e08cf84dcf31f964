"""``reports.csv``: what the person who saved the reports of a folder knows of them.

Stands inside collecting. Enters: one table. Leaves: what is known by file, and a reject for every line
that cannot be used, which says its number.
"""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from rashomon.collecting.kinds import BETWEEN
from rashomon.records.reports import Known, Reject
from rashomon.settings import ReadingSettings

TABLE_NAME = "reports.csv"
COLUMNS = ("file", "url", "outlet", "published", "title", "author")

LONGEST_VALUE_CHARS = 2_000
"""Longer values are no title or address, but a quotation mark that was never closed."""


class Table(Struct, frozen=True):
    """What a table says: `Known` by the file's path below the root, and its unusable lines.

    A member of an archive has the archive's path, ``!/`` and its own, as in the names of reports.
    """

    known: dict[str, Known]
    rejects: tuple[Reject, ...]


class Beside(Struct, frozen=True):
    """What the tables of a folder say of one archive in it.

    ``whole``: what holds for each of its members; ``members``: what holds for one, by its path inside.
    A table inside the archive goes between the two.
    """

    whole: Known = Known()
    members: dict[str, Known] = {}


def beside(known: dict[str, Known], name: str) -> Beside:
    """What is known of an archive and its members. An archive has no address and title of a report."""
    opening = name + BETWEEN
    whole = known.get(name, Known())
    return Beside(
        replace(whole, url=None, title=None),
        {
            path.removeprefix(opening): one
            for path, one in known.items()
            if path.startswith(opening)
        },
    )


def read_table(file: Path, name: str, files: frozenset[str], settings: ReadingSettings) -> Table:
    """What is known of the files of a folder, by their paths below the root that is read.

    Args:
        file: The table.
        name: Its path below the root.
        files: The paths of all files below the root, to say which lines are about none.
        settings: Limits of the stage.
    """
    try:
        if file.stat().st_size > settings.largest_input_bytes:
            return _refused(name, "the table is too large")
        content = file.read_bytes()
    except OSError as error:
        return _refused(name, f"the table cannot be opened ({error.strerror})")
    return parse_table(content, name, files, settings)


def parse_table(
    content: bytes, name: str, files: frozenset[str], settings: ReadingSettings
) -> Table:
    """What a table's bytes say, as `read_table` does; ``name`` is its path below the same root."""
    if len(content) > settings.largest_input_bytes:
        return _refused(name, "the table is too large")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused(name, "the table is not UTF-8; save it as UTF-8")
    folder = PurePosixPath(name).parent
    known: dict[str, Known] = {}
    rejects: list[Reject] = []
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        fault = _header_fault(rows.fieldnames)
        if fault is not None:
            return _refused(name, f"line 1: {fault}")
        for row in rows:
            path = str(folder / (row.get("file") or "").strip())
            fault = _row_fault(row, path, known, files)
            if fault is None:
                known[path] = _known(row)
            else:
                rejects.append(_reject(name, f"line {rows.line_num}: {fault}"))
    except csv.Error as error:
        rejects.append(_reject(name, f"line {rows.line_num}: it is no CSV ({error})"))
    return Table(known, tuple(rejects))


def is_table(name: str) -> bool:
    """Whether a path is that of a table."""
    return name == TABLE_NAME or name.endswith("/" + TABLE_NAME)


def _header_fault(columns: object) -> str | None:
    names = [str(one) for one in columns] if isinstance(columns, list | tuple) else []
    if "file" not in names:
        return f"there is no column file; the columns are {', '.join(COLUMNS)}"
    strange = [one for one in names if one not in COLUMNS]
    if strange:
        return f"nobody knows the column {strange[0][:40]!r}; the columns are {', '.join(COLUMNS)}"
    return None


def _row_fault(
    row: dict[str, str], path: str, known: dict[str, Known], files: frozenset[str]
) -> str | None:
    faults: Iterator[tuple[bool, str]] = iter(
        (
            (None in row or None in row.values(), "it has not as many values as the first line"),
            (not (row.get("file") or "").strip(), "it names no file"),
            (path in known, f"{path[:80]} stands in the table twice"),
            (
                path.partition(BETWEEN)[0] not in files,
                f"there is no file {path.partition(BETWEEN)[0][:80]} in the folder",
            ),
            (
                any(len(value or "") > LONGEST_VALUE_CHARS for value in _values(row)),
                "a value is too long",
            ),
            (not _is_day(row.get("published")), "published is no day; write it as 2015-06-30"),
        )
    )
    return next((fault for is_so, fault in faults if is_so), None)


def _values(row: dict[str, str]) -> list[str]:
    return [value for value in row.values() if isinstance(value, str)]


def _is_day(words: str | None) -> bool:
    if not words or not words.strip():
        return True
    try:
        datetime.fromisoformat(words.strip())
    except ValueError:
        return False
    return True


def _known(row: dict[str, str]) -> Known:
    values: dict[str, Any] = {
        key: value.strip() or None for key, value in row.items() if key != "file"
    }
    return Known(**values)


def _refused(name: str, fault: str) -> Table:
    return Table({}, (_reject(name, fault),))


def _reject(name: str, fault: str) -> Reject:
    return Reject(name, "bad-table", f"{name}, {fault}; mend it and read again.")
