"""Rows as CSV that no spreadsheet takes for anything but words and numbers."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from rashomon.exporting.cells import csv_cell
from rashomon.exporting.jsonl import KINDS, rows_of
from rashomon.exporting.making import Making, making_row
from rashomon.records.findings import Findings


def csv_files(findings: Findings, making: Making) -> Iterator[tuple[str, bytes]]:
    """A table a kind of record, what lies within a field in columns of its own (``published.from``).

    Several values of a field are joined by `` | ``; lists of objects stand as JSON.
    """
    for kind in KINDS:
        yield f"{kind}.csv", csv_text([flat(row) for row in rows_of(findings, kind)]).encode()
    yield "export.csv", csv_text([flat(making_row(making))]).encode()


def flat(row: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """A row whose values are no objects."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{name}.")
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            found[prefix + name] = msgspec.json.encode(value).decode()
        else:
            found[prefix + name] = value
    return found


def csv_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as RFC 4180 has them, the keys of all of them first; empty for no rows."""
    if not rows:
        return ""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([csv_cell(row.get(name)) for name in columns] for row in rows)
    return out.getvalue()
