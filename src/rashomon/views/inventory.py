"""What the ledger holds and what is not known of its reports: the brief's first and last page."""

from collections.abc import Iterator, Sequence

from rashomon.instants import hull as span_of_days
from rashomon.records.findings import Findings
from rashomon.records.reports import Reject, Report
from rashomon.views.descent import Descent, count_copies
from rashomon.views.wording import (
    counted,
    days_words,
    escape,
    listing,
    published_words,
    sentence,
    shorten,
)

Lines = Iterator[str]


def summarize(findings: Findings, rejects: Sequence[Reject], trees: Sequence[Descent]) -> Lines:
    """What the ledger holds, in a few lines, and how much of it has no day, outlet or reading."""
    reports = findings.reports
    outlets = {one.outlet for one in reports if one.outlet}
    told = span_of_days(one.published.days for one in reports if one.published.days)
    of = dict.fromkeys(("disputed", "denied", "corroborated", "single"), 0)
    for claim in findings.claims:
        of[claim.status] += 1
    when = f", {days_words(told)}" if told else ""
    yield f"{counted(len(reports), 'report')} by {counted(len(outlets), 'known outlet')}{when}."
    if not reports and not rejects:
        return
    yield ""
    yield (
        f"- {counted(len(findings.claims), 'claim')}: {of['disputed'] + of['denied']:,} contested "
        f"in {counted(len(findings.disputes), 'dispute')}, {of['corroborated']:,} with two or more "
        f"independent origins, {of['single']:,} with one"
    )
    copied = sum(count_copies(tree.copies) for tree in trees)
    yield (
        f"- {counted(copied, 'copy', 'copies')} of {counted(len(trees), 'original')}; "
        f"{counted(len(findings.pacts), 'pact')}; {counted(len(findings.forecasts), 'forecast')}"
    )
    gaps = [text for text in _gaps(reports, rejects) if text]
    yield f"- {listing(gaps) if gaps else 'every report has its outlet and its day'}"
    yield ""
    yield (
        "That origins agree does not make it true. A day with “c.” is inferred. "
        "`rashomon show ID` prints the words behind an id where they stand."
    )


def _gaps(reports: Sequence[Report], rejects: Sequence[Reject]) -> Lines:
    """How many reports lack what a reader would want to know of them."""
    basis = [one.published.basis for one in reports]
    foreign = sum(one.language not in ("en", None) for one in reports)
    for number, one, many in (
        (basis.count("inferred"), "report with an inferred day", "reports with an inferred day"),
        (basis.count("unknown"), "report without a day", "reports without a day"),
        (
            sum(not one.outlet for one in reports),
            "report without an outlet",
            "reports without an outlet",
        ),
        (
            foreign,
            "report in a language that is not read",
            "reports in languages that are not read",
        ),
        (len(rejects), "input that could not be read", "inputs that could not be read"),
    ):
        yield counted(number, one, many) if number else ""


def list_doubts(findings: Findings, rejects: Sequence[Reject]) -> Lines:
    """The reports without a stated day or without an outlet, and the inputs that were not read."""
    by_name = sorted(findings.reports, key=lambda one: one.name)
    inferred = [one for one in by_name if one.published.basis == "inferred"]
    undated = [one for one in by_name if one.published.basis == "unknown"]
    nameless = [one for one in by_name if not one.outlet]
    unread = sorted(rejects, key=lambda one: (one.name, one.code))
    yield from _listed("Inferred days", [_dated(one) for one in inferred])
    yield from _listed("No day", [_dated(one) for one in undated])
    yield from _listed("No outlet", [escape(one.name) for one in nameless])
    if unread:  # named one and all: nothing is dropped in silence
        yield from ("### Not read", "")
        yield from (sentence(f"- {escape(one.name)}: {escape(one.reason)}") for one in unread)


def _listed(heading: str, entries: Sequence[str]) -> Lines:
    if entries:
        yield f"### {heading}"
        yield ""
        yield from shorten(([f"- {sentence(one)}"] for one in entries), "rashomon export FOLDER")
        yield ""


def _dated(report: Report) -> str:
    published = report.published
    when = f": {published_words(published)}" if published.days else ""
    why = (
        f"{': ' if not when else ', since '}{escape(published.evidence)}"
        if published.evidence
        else ""
    )
    outlet = f" ({escape(report.outlet)})" if report.outlet else ""
    return f"{escape(report.name)}{outlet}{when}{why}"
