"""Claims as schema.org has them: who claimed what, when, where it appeared. Never a rating.

A ClaimReview says whether a claim is true; this program never does. The export is the claim's half of
it, for a fact-checker to finish.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from rashomon.exporting.making import Making, making_row
from rashomon.records.claims import Claim
from rashomon.records.findings import Findings
from rashomon.records.reports import Report
from rashomon.records.statements import Statement


def claimreview_file(findings: Findings, making: Making) -> bytes:
    """JSON-LD with a ``Claim`` each, its claimants, first appearance and appearances."""
    reports = {one.id: one for one in findings.reports}
    statements = {one.id: one for one in findings.statements}
    names = {one.id: one.name for one in findings.entities}
    content = {
        "@context": "https://schema.org",
        "@graph": [_claim(one, reports, statements, names) for one in findings.claims],
        "rashomon": making_row(making),
    }
    return msgspec.json.encode(content) + b"\n"


def _claim(
    claim: Claim,
    reports: Mapping[str, Report],
    statements: Mapping[str, Statement],
    names: Mapping[str, str],
) -> dict[str, Any]:
    told = [statements[one] for one in claim.statements if one in statements]
    where = sorted({one.report for one in told}, key=lambda id_: (_first(reports[id_]), id_))
    speakers = dict.fromkeys(
        names.get(one.attribution[-1].entity or "", one.attribution[-1].name)
        for one in told
        if one.attribution
    )
    appearances = [_article(reports[one], told) for one in where]
    first = claim.first_reported
    return {
        "@type": "Claim",
        "@id": claim.id,
        "text": claim.text,
        "author": [{"@type": "Thing", "name": name} for name in speakers],
        "datePublished": None if first is None else first.first.isoformat(),
        "firstAppearance": appearances[0] if appearances else None,
        "appearance": appearances,
        "additionalProperty": [
            {"@type": "PropertyValue", "name": "status", "value": claim.status},
            {
                "@type": "PropertyValue",
                "name": "independent origins, at most",
                "value": claim.independent,
            },
        ],
    }


def _article(report: Report, told: list[Statement]) -> dict[str, Any]:
    days = report.published.days
    quotes = [one.quote for one in told if one.report == report.id]
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": report.id,
        "headline": report.title or report.name,
        "publisher": None
        if report.outlet is None
        else {"@type": "Organization", "name": report.outlet},
        "datePublished": None if days is None else days.first.isoformat(),
        "text": quotes,
    }
    if report.url is not None:
        article["url"] = report.url
    return article


def _first(report: Report) -> str:
    days = report.published.days
    return "9999" if days is None else days.first.isoformat()
