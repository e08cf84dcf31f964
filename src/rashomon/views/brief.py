"""The brief: what an editor prints.

What is contested stands first, then what independent origins agree on, then what rests on one. Every
line gives the words that it rests on, who printed them and when ("c." where the day is inferred), on
whose word, and the statement's id. The brief says nothing that its reports don't: it orders and counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from rashomon.instants import Days
from rashomon.instants import hull as span_of_days
from rashomon.records.claims import Claim, Dispute, Side
from rashomon.records.findings import Findings
from rashomon.records.pacts import Forecast, Holding, Pact
from rashomon.records.reports import Reject
from rashomon.situation import situation
from rashomon.views.citing import Citations
from rashomon.views.sources import CopyRow, list_copies
from rashomon.views.wording import (
    counted,
    day_words,
    days_words,
    escape,
    listing,
    quoted,
)

LONGEST_SECTION = 100
"""Entries of a section that are printed; the rest is counted, and stands in the lists of the ledger."""

_MOST_CITED = 3
"""Statements cited under one entry: the earliest of that many origins; the others are counted."""

_STALE = timedelta(days=365)
"""States that nobody has reported for a year are counted, not printed; they stay on the board."""

_KINDS = {
    "control": "Who holds what",
    "force": "Forces",
    "post": "Offices",
    "captivity": "Captives",
    "pact": "Pacts in force",
}

_ELSEWHERE = (None, "POST", "PACT")
"""Types that have sections of their own, and speech that reports neither an event nor a state."""

Lines = Iterator[str]


def write_brief(
    findings: Findings, rejects: Sequence[Reject] = (), title: str = "What the reports say"
) -> str:
    """The brief in Markdown: what is contested first, then what is agreed, then who copied whom.

    Args:
        findings: What the reports give together.
        rejects: Inputs that became no report; they are named at the end.
        title: The heading.
    """
    cited = Citations(findings)
    sections = [
        ("Contested", _contested(findings.disputes, cited)),
        ("Corroborated", _corroborated(findings.claims, cited)),
        ("On one origin’s word", _single(findings.claims, cited)),
        ("Who copies whom", _copies(list_copies(findings), cited)),
        ("Pacts", _pacts(findings.pacts, cited)),
        *_situation(findings, cited),
        ("Forecasts", _forecasts(findings.forecasts, cited)),
        ("Days that are not stated, and what was not read", _doubts(findings, rejects, cited)),
    ]
    blocks = [f"# {escape(title)}", _summary(findings)]
    for heading, lines in sections:
        body = "\n".join(lines)
        if body:
            blocks.append(f"## {heading}\n\n{body}")
    return "\n\n".join(blocks) + "\n"


def _summary(findings: Findings) -> str:
    outlets = {one.outlet for one in findings.reports if one.outlet}
    told = span_of_days(one.published.days for one in findings.reports if one.published.days)
    of = dict.fromkeys(("disputed", "denied", "corroborated", "single"), 0)
    for claim in findings.claims:
        of[claim.status] += 1
    reports = (
        f"{counted(len(findings.reports), 'report')} by {counted(len(outlets), 'known outlet')}"
    )
    when = f", {days_words(told)}" if told else ""
    return (
        f"{reports}{when}. {counted(len(findings.claims), 'claim')}: "
        f"{of['disputed'] + of['denied']:,} contested, {of['corroborated']:,} with two or more "
        f"independent origins, {of['single']:,} with one. That origins agree does not make it true."
    )


def _cut(entries: Iterable[list[str]]) -> Lines:
    """The lines of the first entries, and how many more there are."""
    found = list(entries)
    for entry in found[:LONGEST_SECTION]:
        yield from entry
    if len(found) > LONGEST_SECTION:
        yield f"- … and {len(found) - LONGEST_SECTION:,} more in the ledger."


def _contested(disputes: Sequence[Dispute], cited: Citations) -> Lines:
    ordered = sorted(
        disputes, key=lambda one: (-sum(side.independent for side in one.sides), one.about, one.id)
    )
    return _cut(_dispute(number, one, cited) for number, one in enumerate(ordered, start=1))


def _dispute(number: int, dispute: Dispute, cited: Citations) -> list[str]:
    lines = [f"### {number}. {escape(dispute.about)}", ""]
    if dispute.cause:
        lines += [f"{_sentence(escape(dispute.cause))}", ""]
    for side in dispute.sides:
        lines.append(f"- **{escape(side.value)}** — {_origins(side.independent)}")
        lines += _side(side, cited)
    return [*lines, ""]


def _side(side: Side, cited: Citations) -> list[str]:
    """The earliest statement of each origin of one account, and how many more there are."""
    told = cited.distinct(side.statements)
    claims = [cited.claims[one] for one in side.claims if one in cited.claims]
    own = set(told)
    first = [one for one in cited.by_origin(claims) if one in own]
    shown = (first or told)[: min(_MOST_CITED, max(1, side.independent))]
    lines = [f"  - {cited.cite(one)}" for one in shown]
    more = len(told) - len(shown)
    if more > 0:
        lines.append(f"  - … and {counted(more, 'more statement')} of it.")
    return lines


def _corroborated(claims: Sequence[Claim], cited: Citations) -> Lines:
    found = sorted(
        (one for one in claims if one.status == "corroborated" and one.type not in _ELSEWHERE),
        key=lambda one: (-one.independent, one.text, one.id),
    )
    return _cut(_claim(one, cited) for one in found)


def _claim(claim: Claim, cited: Citations) -> list[str]:
    copies = max(0, claim.reports - claim.independent)
    carried = f", {counted(copies, 'copy', 'copies')}" if copies else ""
    told = cited.by_origin([claim])
    more = len(told) - _MOST_CITED
    lines = [f"- **{escape(claim.text)}** — {_origins(claim.independent)}{carried}"]
    lines += [f"  - {cited.cite(one)}" for one in told[:_MOST_CITED]]
    if more > 0:
        lines.append(f"  - … and {counted(more, 'more origin')}.")
    return lines


def _single(claims: Sequence[Claim], cited: Citations) -> Lines:
    """A line a sentence, since several claims may stand in one; speech that tells of nothing is out."""
    copies: dict[str, int] = {}
    for claim in claims:
        if claim.status == "single" and claim.type not in _ELSEWHERE:
            for first in cited.in_order(claim.statements)[:1]:
                copies[first] = claim.reports - 1
    entries = []
    for statement in cited.distinct(copies):
        more = copies[statement]
        by = f" ({counted(more, 'copy', 'copies')})" if more > 0 else ""
        entries.append([f"- {cited.cite(statement)}{by}"])
    earlier = len(entries) - LONGEST_SECTION
    if earlier > 0:
        yield f"- … {earlier:,} earlier ones stand in the ledger."
    yield from _cut(entries[-LONGEST_SECTION:])


def _copies(copies: Sequence[CopyRow], cited: Citations) -> Lines:
    return _cut(_copy(one, cited) for one in copies)


def _copy(copy: CopyRow, cited: Citations) -> list[str]:
    taker, giver = cited.reports[copy.taken_by], cited.reports[copy.taken_from]
    amount = f"{counted(copy.passages, 'passage')}, {counted(copy.characters, 'character')}"
    ends = [f"**{cited.outlet(one)}** ({cited.published(one)})" for one in (taker, giver)]
    if copy.direction_known:
        credit = "credited" if copy.credited else "not credited"
        line = f"- {ends[0]} took {amount} from {ends[1]}, {credit}. {_sentence(escape(copy.why))}"
    else:
        line = f"- {ends[0]} and {ends[1]} share {amount}; nobody can tell who took from whom."
    lines = [line.rstrip()]
    for loss in copy.lost:
        kept = f" now reads {quoted(loss.copy)}" if loss.copy else " is gone"
        if loss.original:
            lines.append(f"  - Lost, {loss.kind}: {quoted(loss.original)}{kept}.")
        else:
            lines.append(f"  - Added, {loss.kind}: {quoted(loss.copy)}.")
    return lines


def _pacts(pacts: Sequence[Pact], cited: Citations) -> Lines:
    ordered = sorted(pacts, key=lambda one: (-len(one.statements), one.name, one.id))
    return _cut(_pact(one, cited) for one in ordered)


def _pact(pact: Pact, cited: Citations) -> list[str]:
    parties = listing([cited.name(one) for one in pact.parties])
    lines = [f"- **{escape(pact.name)}**, between {parties}"]
    for signing in pact.signed:
        when = days_words(signing.days) if signing.days else "on a day of no known year"
        for statement in cited.in_order(signing.statements)[:1]:
            lines.append(f"  - Signed {when}: {cited.cite(statement)}")
    for clause in pact.clauses:
        bound = listing([cited.name(one) for one in clause.obligated])
        condition = f" in case of {quoted(clause.trigger)}" if clause.trigger else ""
        lines.append(f"  - Binds {bound}{condition}: {cited.cite(clause.statement)}")
    for statement in cited.distinct(pact.invocations):
        status = cited.statements[statement].status
        lines.append(f"  - Invocation, {status}: {cited.cite(statement)}")
    return lines


def _situation(findings: Findings, cited: Citations) -> Iterable[tuple[str, Lines]]:
    """The situation as of the last day on which a report was published, if any day is known."""
    days = [one.published.days.last for one in findings.reports if one.published.days]
    if not days:
        return
    last = max(days)
    rows = situation(findings, last, last)
    names = {pact.id: escape(pact.name) for pact in findings.pacts}
    yield f"As of {day_words(last)}, as known that day", _holdings(rows, names, last, cited)


def _is_stale(row: Holding, last: date) -> bool:
    """Whether a state was last reported so long ago that a brief of the day need not repeat it."""
    return row.reported is not None and last - row.reported.last > _STALE


def _holdings(
    rows: Sequence[Holding], names: dict[str, str], last: date, cited: Citations
) -> Lines:
    for kind, heading in _KINDS.items():
        of_kind = [row for row in rows if row.kind == kind and not _is_stale(row, last)]
        stale = sum(row.kind == kind for row in rows) - len(of_kind)
        of_kind.sort(key=lambda row: (not row.contested_by, cited.name(row.subject), row.value))
        if of_kind:
            yield f"### {heading}"
            yield ""
            yield from _cut(_holding(row, names, cited) for row in of_kind)
            if stale:
                yield f"- … and {counted(stale, 'state')} not reported for more than a year."
            yield ""


def _holding(row: Holding, names: dict[str, str], cited: Citations) -> list[str]:
    subject = names.get(row.subject) or cited.name(row.subject)
    holder = listing([cited.name(one) for one in row.value]) or "by whom is not said"
    line = f"- **{subject}**: {holder}"
    if row.since is not None:
        line += f", since {day_words(row.since)} at the latest"
    line += f" — {_origins(row.independent)}"
    if row.contested_by:
        line += f"; contested by {listing([cited.name(one) for one in row.contested_by])}"
    lines = [line]
    for statement in cited.in_order(row.statements)[-1:]:
        lines.append(f"  - {cited.cite(statement)}")
    for statement in cited.in_order(row.contesting)[-1:]:
        lines.append(f"  - Contested: {cited.cite(statement)}")
    return lines


def _forecasts(forecasts: Sequence[Forecast], cited: Citations) -> Lines:
    rank = {"not borne out": 0, "borne out": 1, "open": 2}
    ordered = {one.statement: one for one in forecasts if one.statement in cited.statements}
    found = [ordered[one] for one in cited.in_order(ordered)]
    found.sort(key=lambda one: rank[one.outcome])
    return _cut(_forecast(one, cited) for one in found)


def _forecast(forecast: Forecast, cited: Citations) -> list[str]:
    window = f" for {days_words(forecast.window)}" if forecast.window else ""
    lines = [f"- **{forecast.outcome.capitalize()}**{window}: {cited.cite(forecast.statement)}"]
    lines += [f"  - {cited.cite(one)}" for one in cited.in_order(forecast.decided_by)]
    return lines


def _doubts(findings: Findings, rejects: Sequence[Reject], cited: Citations) -> Lines:
    ordered = sorted(findings.reports, key=lambda one: (one.published.basis, one.name))
    for report in ordered:
        published = report.published
        if published.basis == "stated":
            continue
        when = "no day" if published.days is None else _inferred(published.days)
        why = f": {escape(published.evidence)}" if published.evidence else ""
        outlet = f" ({escape(report.outlet)})" if report.outlet else ", outlet not known"
        yield _sentence(f"- {escape(report.name)}{outlet}: {when}{why}")
    for reject in sorted(rejects, key=lambda one: (one.name, one.code)):
        yield _sentence(f"- Not read: {escape(reject.name)}: {escape(reject.reason)}")


def _inferred(days: Days) -> str:
    return f"c. {days_words(days)}, inferred"


def _origins(number: int) -> str:
    return counted(number, "independent origin")


def _sentence(text: str) -> str:
    """A text that begins with a capital and ends with a point."""
    if not text:
        return ""
    opened = text[0].upper() + text[1:]
    return opened if opened.endswith((".", "!", "?", "”")) else f"{opened}."
