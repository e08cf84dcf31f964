"""Values as they may stand on a terminal or in a spreadsheet, whoever wrote them.

Reports are written by strangers: what of them is shown has lost its control characters, and what reaches
a spreadsheet cannot be taken for a formula. Loads nothing, since every command needs it.
"""

import unicodedata
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""Signs that make a spreadsheet take a cell for a formula (OWASP, CSV injection)."""


def clean(value: Any) -> str:
    """A value on one line, without control and direction-turning characters; several are joined."""
    if value is None:
        return ""
    text = " | ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return text if text.isascii() and text.isprintable() else "".join(map(safe_sign, text))


def safe_sign(sign: str) -> str:
    """A character as it may be shown; empty for one that commands instead."""
    category = unicodedata.category(sign)
    if category in ("Zl", "Zp") or sign in "\t\n\r":
        return " "
    hidden = category in ("Cc", "Cs") or (category == "Cf" and sign not in "\u200c\u200d\u00ad")
    return "" if hidden else sign


def csv_cell(value: Any) -> str | int | float | None:
    """A value as a cell of a spreadsheet: numbers as they are, formulas guarded."""
    if value is None or isinstance(value, int | float):
        return value
    text = clean(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
