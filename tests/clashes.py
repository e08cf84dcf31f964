"""Little groups of reports on one matter, and the disputes that are found in them."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from rashomon.language.parser import SpacyParser
from rashomon.pipeline import extract, settle
from rashomon.reading import read
from rashomon.records.claims import Dispute
from rashomon.records.findings import Findings
from rashomon.records.reports import RawReport, Reading
from rashomon.settings import ReadingSettings


def read_group(group: dict[str, Any], parser: SpacyParser) -> Findings:
    """What the reports of a group come to."""
    readings = []
    for place, (day, outlet, text) in enumerate(group["report"]):
        on = date.fromisoformat(day)
        author = f"By Anna Brown {'ABC'[place]}."
        head = f"Notes of {on:%A}\n\n{outlet}\n\n{author}\n{on:%B} {on.day}, {on.year}"
        content = f"{head}\n\n{text}\n".encode()
        raw = RawReport(f"n{place}.txt", "text/plain", content, hashlib.sha256(content).hexdigest())
        reading = read(raw, date(2026, 1, 1), ReadingSettings())
        assert isinstance(reading, Reading)
        readings.append(reading)
    return settle(list(extract(readings, parser)))


def sides_of(found: Findings, dispute: Dispute) -> list[str]:
    """The quotes of each side of a dispute, joined."""
    quotes = {one.id: one.quote for one in found.statements}
    return [" | ".join(quotes[name] for name in side.statements) for side in dispute.sides]


def opposes(sides: Sequence[str], words: Sequence[str]) -> bool:
    """Whether two accounts stand on different sides."""
    places = [[at for at, side in enumerate(sides) if one in side] for one in words]
    return any(first != second for first in places[0] for second in places[1])
