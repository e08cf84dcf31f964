"""Standing matter as rows of the export: sentences that two reports print and neither took.

It lies beside ``reuse``, which holds copies only. The words are one text all the same: a claim's origins
count statements in it once.
"""

from typing import Any

from rashomon.records.reuse import Reuse

Row = dict[str, Any]


def standing_row(one: Reuse) -> Row:
    """One row of ``standing``."""
    return {
        "id": one.id,
        "one": one.from_report,
        "one_start": one.from_span.start,
        "one_end": one.from_span.end,
        "other": one.to_report,
        "other_start": one.to_span.start,
        "other_end": one.to_span.end,
        "words": one.words,
        "why": one.standing,
    }
