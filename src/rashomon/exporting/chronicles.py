"""TimelineJS JSON: dated events as slides that other people's pages can show."""

from html import escape
from typing import Any

import msgspec

from rashomon.exporting.making import Making, making_row
from rashomon.instants import Days
from rashomon.records.claims import Claim
from rashomon.records.findings import Findings
from rashomon.records.reports import Report
from rashomon.records.statements import Statement

_HAPPENED = frozenset({"asserted", "reported", "denied"})


def timelinejs_file(findings: Findings, making: Making) -> bytes:
    """An event a claim and interval of days, in the order of days.

    TimelineJS shows its texts as HTML; those of reports are escaped.
    """
    reports = {one.id: one for one in findings.reports}
    statements = {one.id: one for one in findings.statements}
    events = []
    for claim in findings.claims:
        by_days: dict[Days, list[Statement]] = {}
        for one in (statements[name] for name in claim.statements if name in statements):
            if one.type and one.status in _HAPPENED and one.time and one.time.days:
                by_days.setdefault(one.time.days, []).append(one)
        events += [(days, _event(claim, days, told, reports)) for days, told in by_days.items()]
    events.sort(key=lambda pair: (pair[0], pair[1]["unique_id"]))
    content = {
        "title": {"text": {"headline": "What happened when, as reported", "text": _said(making)}},
        "events": [event for _, event in events],
        "rashomon": making_row(making),
    }
    return msgspec.json.encode(content) + b"\n"


def _event(
    claim: Claim, days: Days, told: list[Statement], reports: dict[str, Report]
) -> dict[str, Any]:
    report = reports[told[0].report]
    origins = f"at most {claim.independent} origin{'' if claim.independent == 1 else 's'}"
    event: dict[str, Any] = {
        "unique_id": f"{claim.id}-{days.first.isoformat()}-{days.last.isoformat()}",
        "group": claim.type,
        "start_date": _date(days.first),
        "text": {
            "headline": escape(claim.text),
            "text": f"<p>{escape(claim.status)}, {origins}</p>"
            f"<blockquote>{escape(told[0].quote)}</blockquote>"
            f"<p>{escape(report.outlet or report.name)}</p>",
        },
    }
    if days.last != days.first:
        event["end_date"] = _date(days.last)
    return event


def _date(day: Any) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _said(making: Making) -> str:
    known = "" if making.asof is None else f"As known on {making.asof.isoformat()}. "
    return f"{known}Corpus {making.corpus[:12]}."
