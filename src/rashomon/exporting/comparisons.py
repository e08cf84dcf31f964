"""Figures that look like a clash and are none, as one more file of the export.

Enters: comparisons of two statements. Leaves: ``not_comparable.jsonl``, a pair a row, sorted by id. It
is no part of the counts, since it follows from what the other files hold.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon.claiming.comparisons import Comparison
from rashomon.exporting.files import replace_file, storing
from rashomon.ids import content_id

Row = dict[str, Any]

NOT_COMPARABLE = "not_comparable.jsonl"
"""The file of such pairs in an export, there only where there is one."""


def comparison_row(one: Comparison) -> Row:
    """A pair of figures that speak of two things, with what sets these apart."""
    return {
        "id": content_id("nc", one.one, one.other),
        "one": one.one,
        "other": one.other,
        "values": list(one.values),
        "field": one.field,
        "reason": one.reason,
    }


def write_not_comparable(folder: Path, pairs: Sequence[Comparison]) -> None:
    """Write the pairs into an export; what an earlier export left is taken away where there are none."""
    file = folder / NOT_COMPARABLE
    with storing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not pairs:
            file.unlink(missing_ok=True)
            return
    replace_file(file, lines_of(pairs))


def lines_of(pairs: Iterable[Comparison]) -> list[bytes]:
    """The lines of the file, sorted by id, each pair once."""
    rows = {row["id"]: row for row in map(comparison_row, pairs)}
    return [msgspec.json.encode(rows[one]) + b"\n" for one in sorted(rows)]
