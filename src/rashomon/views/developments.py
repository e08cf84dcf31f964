"""What changed since an evening: a section of the brief, with the statements that changed it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rashomon.records.findings import Findings
from rashomon.situation import Difference, difference, known_on
from rashomon.situation.differences import DifferenceKind
from rashomon.views.citing import Citations
from rashomon.views.wording import counted, dated, day_words, escape, shorten, value_words

_MOST_CITED = 3
"""Statements cited under one change; the others are counted."""

_CHANGES: tuple[DifferenceKind, ...] = (
    "dispute", "status", "forecast", "control", "post", "force", "captivity", "pact", "origins", "claim",
)  # fmt: skip
"""Changes in the order of what an editor looks for first."""

Lines = Iterator[str]


def list_developments(
    findings: Findings, since: date | None, cited: Citations
) -> Iterable[tuple[str, Lines]]:
    """What changed from an evening to that of the last report, each with what changed it."""
    days = [known_on(one) for one in findings.reports]
    if since is not None and days:
        last = max(days)
        rows = difference(findings, min(since, last), last)
        yield (
            f"What changed since {day_words(since)}",
            _differences(rows, since, cited, _accounts(findings)),
        )


def _differences(
    rows: Sequence[Difference],
    since: date,
    cited: Citations,
    accounts: Mapping[str, Sequence[tuple[str, tuple[str, ...]]]],
) -> Lines:
    told = [row for row in rows if row.statements]
    told.sort(key=lambda row: _CHANGES.index(row.kind))
    if not told:
        yield "Nothing that a report changed."
    command = f"rashomon diff --known-at {since.isoformat()}"
    yield from shorten(
        (_difference(row, cited, accounts.get(row.record, ())) for row in told), command
    )


def _difference(
    row: Difference, cited: Citations, accounts: Sequence[tuple[str, tuple[str, ...]]]
) -> list[str]:
    """One change: how it stood, how it stands, and the new statements that changed it."""
    new = _cited(row, cited, accounts)
    quote = cited.statements[new[0]].quote
    about = "" if row.about in (quote, f"{quote}.") else f"**{escape(dated(row.about))}** "
    if row.kind in ("claim", "forecast") and not row.before:
        return [f"- New: {cited.cite(new[0])}"]
    before = f"was {escape(dated(row.before))}, is " if row.before else "new: "
    lines = [f"- {about}{before}{escape(dated(row.after)) or 'no more'}"]
    lines += [f"  - {cited.cite(one)}" for one in new[:_MOST_CITED]]
    if len(new) > _MOST_CITED:
        lines.append(f"  - … {counted(len(new) - _MOST_CITED, 'more statement')}.")
    return lines


def _accounts(findings: Findings) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """For each record the words that it goes by, and the statements that may hold them."""
    found = {one.id: [(one.text, one.statements)] for one in findings.claims}
    found.update({one.id: [("", (one.statement,))] for one in findings.forecasts})
    for dispute in findings.disputes:
        found[dispute.id] = [(value_words(one.value), one.statements) for one in dispute.sides]
    return found


def _cited(
    row: Difference, cited: Citations, accounts: Sequence[tuple[str, tuple[str, ...]]]
) -> list[str]:
    """A new statement that changed it, then those whose words it goes by, then the other new ones."""
    new = cited.distinct(row.statements)
    best = []
    for words, statements in accounts:
        given = cited.in_order(statements)
        best += sorted(given, key=lambda one: -cited.shared_words(one, words))[:1]
    first = [] if len(accounts) > 1 else new[:1]
    return list(dict.fromkeys((*first, *best, *new)))
