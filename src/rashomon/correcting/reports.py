"""Reports as people correct them: their outlet and their days of publication.

Enters: reports as they were read, and the rulings. Leaves: the reports with which the path begins.
"""

from collections.abc import Sequence

import msgspec

from rashomon.records.corrections import Correction, Rulings
from rashomon.records.reports import Published, Report

ON_REPORTS = ("set-outlet", "set-date")
"""Kinds of corrections of reports: under these all is counted anew, since they may turn copies round."""

TOLD = "a person set it"
"""How evidence of a day begins that a person gave."""


def correct_reports(reports: Sequence[Report], rulings: Rulings) -> list[Report]:
    """The reports in their order, with the outlets and days that people set."""
    found = {one.id: one for one in reports}
    for ruling in rulings.corrections:
        if ruling.kind not in ON_REPORTS:
            continue
        for anchor in (one for target in ruling.targets for one in target.anchors):
            if anchor.id in found:
                found[anchor.id] = _corrected(found[anchor.id], ruling)
    return [found[one.id] for one in reports]


def _corrected(report: Report, ruling: Correction) -> Report:
    if ruling.kind == "set-outlet":
        return msgspec.structs.replace(report, outlet=ruling.change.value)
    evidence = f"{TOLD}: {ruling.reason}" if ruling.reason else TOLD
    days = Published(ruling.change.days, "stated", evidence)
    return msgspec.structs.replace(report, published=days)
