"""Rows as CSV that no spreadsheet takes for anything but words and numbers."""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""Signs that make a spreadsheet take a cell for a formula (OWASP, CSV injection)."""


def csv_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows with the same keys as RFC 4180 has them, the keys first; empty for no rows."""
    if not rows:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(list(rows[0]))
    writer.writerows([csv_cell(value) for value in row.values()] for row in rows)
    return out.getvalue()


def csv_cell(value: Any) -> str | int | float | None:
    """A value as a cell: lists joined, formulas guarded, control characters left out."""
    if value is None or isinstance(value, int | float):
        return value
    text = clean(" | ".join(map(str, value)) if isinstance(value, tuple | list) else str(value))
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def clean(text: str) -> str:
    """One line without control and direction-turning characters."""
    return "".join(map(safe_sign, text))


def safe_sign(sign: str) -> str:
    """A character as it may stand on a screen; empty for one that commands instead of showing."""
    category = unicodedata.category(sign)
    if category in ("Zl", "Zp") or sign in "\t\n\r":
        return " "
    hidden = category in ("Cc", "Cs") or (category == "Cf" and sign not in "\u200c\u200d\u00ad")
    return "" if hidden else sign
