"""Rows as CSV that no spreadsheet takes for anything but words and numbers."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from rashomon.exporting.jsonl import KINDS, rows_of
from rashomon.exporting.making import Making, making_row
from rashomon.records.findings import Findings

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""Signs that make a spreadsheet take a cell for a formula (OWASP, CSV injection)."""


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


def csv_cell(value: Any) -> str | int | float | None:
    """A value as a cell: lists joined, formulas guarded, control characters left out."""
    if value is None or isinstance(value, int | float):
        return value
    text = clean(" | ".join(map(str, value)) if isinstance(value, tuple | list) else str(value))
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def clean(text: str) -> str:
    """One line without control and direction-turning characters."""
    return text if text.isascii() and text.isprintable() else "".join(map(_safe_sign, text))


def _safe_sign(sign: str) -> str:
    """A character as it may stand on a screen; empty for one that commands instead of showing."""
    category = unicodedata.category(sign)
    if category in ("Zl", "Zp") or sign in "\t\n\r":
        return " "
    hidden = category in ("Cc", "Cs") or (category == "Cf" and sign not in "\u200c\u200d\u00ad")
    return "" if hidden else sign
