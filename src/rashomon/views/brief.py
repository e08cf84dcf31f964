"""The brief: what an editor prints.

A summary stands first, then what is contested, what independent origins agree on, what rests on one,
what was foreseen, and what changed since a day. Every line gives the words that it rests on, on whose
word they are, who printed them and when ("c." where the day is inferred), and the statement's id. The
brief says nothing that its reports don't: it orders and counts, and `vouching` refuses an entry that has
a name, a number or a day that stands in none of the words that it cites.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from rashomon.claiming.wording import order_of_telling
from rashomon.records.claims import Claim, Dispute, Side
from rashomon.records.findings import Findings
from rashomon.records.pacts import Holding
from rashomon.records.reports import Reject
from rashomon.situation import situation
from rashomon.views.citing import Citations
from rashomon.views.descent import Copy, Descent, count_copies, trace_descents
from rashomon.views.developments import list_developments
from rashomon.views.inventory import list_doubts, summarize
from rashomon.views.outlook import list_due, list_foreseen, list_pacts
from rashomon.views.questions import LONGEST_ANSWER_CHARS, ask
from rashomon.views.sources import CopyRow, list_copies
from rashomon.views.vouching import Voucher, find_unvouched, split_entries
from rashomon.views.wording import (
    LONGEST_SECTION,
    counted,
    day_words,
    escape,
    listing,
    quoted,
    sentence,
    shorten,
    value_words,
)

_MOST_CITED = 3
"""Statements cited under one entry: the earliest of that many origins; the others are counted."""

_MOST_LOST = 4
"""Losses printed for one copy; the list of copies has all."""

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
    findings: Findings,
    rejects: Sequence[Reject] = (),
    title: str = "What the reports say",
    since: date | None = None,
) -> str:
    """The brief in Markdown: what is contested first, then what is agreed, then who copied whom.

    Args:
        findings: What the reports give together.
        rejects: Inputs that became no report; they are named at the end.
        title: The heading.
        since: The evening since which a section tells what changed; none unless given.
    """
    cited = Citations(findings)
    copies = trace_descents(list_copies(findings), cited.reports)
    sections = [
        ("Contested", _contested(findings, cited)),
        ("Corroborated", _corroborated(findings.claims, cited)),
        ("On one origin’s word", _single(findings.claims, cited)),
        ("Forecasts due", list_due(findings, cited)),
        ("Forecasts", list_foreseen(findings, cited)),
        *list_developments(findings, since, cited),
        ("Who copies whom", _copies(*copies, cited)),
        ("Pacts", list_pacts(findings.pacts, cited)),
        *_situation(findings, cited),
        ("What is not known of the reports", list_doubts(findings, rejects)),
    ]
    blocks = [f"# {escape(title)}", "\n".join(summarize(findings, rejects, copies[0]))]
    voucher = Voucher(findings, cited)
    for heading, lines in sections:
        body = "\n".join(_vouched(lines, voucher)).strip("\n")
        if body:
            blocks.append(f"## {heading}\n\n{body}")
    return "\n\n".join(blocks) + "\n"


def _vouched(lines: Lines, voucher: Voucher) -> Lines:
    """The lines of a section without the entries that say more than they cite; these are counted."""
    refused = 0
    for entry in split_entries(lines):
        if find_unvouched(entry, voucher):
            refused += 1
        else:
            yield from entry
    if refused:
        entries = counted(refused, "entry", "entries")
        yield f"- … {entries} left out: not all names, numbers and days stand in the words cited."


def _contested(findings: Findings, cited: Citations) -> Lines:
    ordered = sorted(
        findings.disputes,
        key=lambda one: (-sum(side.independent for side in one.sides), one.about, one.id),
    )
    for number, one in enumerate(ordered[:LONGEST_SECTION], start=1):
        yield from _dispute(f"{number}. {ask(one, findings.pacts)}", one, cited)
    if len(ordered) > LONGEST_SECTION:
        yield f"… {len(ordered) - LONGEST_SECTION:,} more: `rashomon disputes`"


def _dispute(heading: str, dispute: Dispute, cited: Citations) -> list[str]:
    lines = [f"### {heading}", ""]
    if dispute.cause:
        lines += [f"{sentence(escape(dispute.cause))}", ""]
    for side in dispute.sides:
        lines += _side(side, cited)
    return [*lines, ""]


def _side(side: Side, cited: Citations) -> list[str]:
    """One account: its value, and the earliest statement of each origin.

    A value as long as a sentence is what the statement below says anyhow, and is not said twice.
    """
    told = cited.distinct(side.statements)
    claims = [cited.claims[one] for one in side.claims if one in cited.claims]
    own = set(told)
    first = [one for one in cited.by_origin(claims, value_words(side.value)) if one in own]
    first.sort(key=lambda one: -cited.shared_words(one, value_words(side.value)))
    shown = (first or told)[: min(_MOST_CITED, max(1, side.independent))]
    reports = {cited.statements[one].report for one in told}
    pips = _pips(side.independent, len(reports))
    if len(side.value) > LONGEST_ANSWER_CHARS and shown:
        lines = [
            f"- {cited.cite(shown[0])} — {pips}",
            *(f"  - {cited.cite(one)}" for one in shown[1:]),
        ]
    else:
        lines = [f"- **{escape(value_words(side.value))}** — {pips}"]
        lines += [f"  - {cited.cite(one)}" for one in shown]
    more = len(told) - len(shown)
    if more > 0:
        lines.append(f"  - … {counted(more, 'more statement')} of it.")
    return lines


def _corroborated(claims: Sequence[Claim], cited: Citations) -> Lines:
    found = sorted(
        (one for one in claims if one.status == "corroborated" and one.type not in _ELSEWHERE),
        key=lambda one: (-one.independent, -one.reports, one.text, one.id),
    )
    printed: set[str] = set()
    entries = []
    for claim in found:
        # One event's several claims (taken, then held) rest on the same sentences: they are told once.
        passages = {cited.statements[one].passage for one in cited.by_origin([claim])}
        if not passages <= printed:
            printed |= passages
            entries.append(_claim(claim, cited))
    return shorten(entries, "rashomon claims --status corroborated")


def _claim(claim: Claim, cited: Citations) -> list[str]:
    told = cited.by_origin([claim], claim.text)
    more = len(told) - _MOST_CITED
    pips = _pips(claim.independent, claim.reports, claim.independent_low)
    lines = [f"- **{escape(claim.text)}** — {pips}"]
    first = cited.in_order(claim.statements)[0]
    shown = told[:_MOST_CITED]
    if cited.report_of(first) not in map(cited.report_of, shown):
        lines.append(f"  - First said: {cited.cite(first, claim.text)}")
    lines += [f"  - {cited.cite(one, claim.text)}" for one in shown]
    if more > 0:
        lines.append(f"  - … {counted(more, 'more origin')}.")
    return lines


def _single(claims: Sequence[Claim], cited: Citations) -> Lines:
    """A line a sentence: those that most reports carry, that tell most by themselves, the latest."""
    copies: dict[str, int] = {}
    for claim in claims:
        if claim.status == "single" and claim.type not in _ELSEWHERE:
            for first in cited.in_order(claim.statements)[:1]:
                copies[first] = claim.reports - 1
    ordered = list(cited.distinct(copies)[::-1])
    ordered.sort(key=lambda one: (-copies[one], *order_of_telling(cited.statements[one])[:3]))
    entries = []
    for one in ordered:
        more = f" · {counted(copies[one], 'copy', 'copies')}" if copies[one] > 0 else ""
        entries.append([f"- {cited.cite(one)}{more}"])
    return shorten(entries, "rashomon claims --status single")


def _copies(trees: Sequence[Descent], unknown: Sequence[CopyRow], cited: Citations) -> Lines:
    entries = [_tree(tree, cited) for tree in trees]
    entries += [_pair(row, cited) for row in unknown]
    return shorten(entries, "rashomon sources copies")


def _tree(tree: Descent, cited: Citations) -> list[str]:
    copies = counted(count_copies(tree.copies), "copy", "copies")
    lines = [f"- {_printed(tree.original, cited)} — {copies}"]
    for copy in tree.copies:
        lines += _copy(copy, "  ", cited)
    return lines


def _copy(copy: Copy, indent: str, cited: Citations) -> list[str]:
    row = copy.row
    amount = f"{counted(row.passages, 'passage')}, {counted(row.characters, 'character')}"
    credit = "credited" if row.credited else "not credited"
    why = f" ({escape(row.why)})" if row.why and not _is_plainly_later(row, cited) else ""
    lines = [f"{indent}- {_printed(row.taken_by, cited)}: {amount}, {credit}{why}"]
    for loss in row.lost[:_MOST_LOST]:
        kept = f" now reads {quoted(loss.copy)}" if loss.copy else " is gone"
        if loss.original:
            lines.append(f"{indent}  - Lost, {loss.kind}: {quoted(loss.original)}{kept}.")
        else:
            lines.append(f"{indent}  - Added, {loss.kind}: {quoted(loss.copy)}.")
    more = len(row.lost) - _MOST_LOST
    if more > 0:
        lines.append(f"{indent}  - … {counted(more, 'more difference')}.")
    for one in copy.copies:
        lines += _copy(one, indent + "  ", cited)
    return lines


def _is_plainly_later(row: CopyRow, cited: Citations) -> bool:
    """Whether the days beside the two say already why the one is the copy."""
    giver = cited.reports[row.taken_from].published.days
    taker = cited.reports[row.taken_by].published.days
    return giver is not None and taker is not None and giver.last < taker.first and not row.credited


def _pair(row: CopyRow, cited: Citations) -> list[str]:
    amount = f"{counted(row.passages, 'passage')}, {counted(row.characters, 'character')}"
    ends = " and ".join(_printed(one, cited) for one in (row.taken_by, row.taken_from))
    return [f"- {ends} share {amount}: {escape(row.why) or 'nobody can tell who took from whom'}"]


def _printed(report: str, cited: Citations) -> str:
    found = cited.reports[report]
    return f"**{cited.outlet(found)}**, {cited.published(found)}"


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
        of_kind = [row for row in rows if row.kind == kind and _is_clear(row, cited)]
        fresh = [row for row in of_kind if not _is_stale(row, last)]
        fresh.sort(
            key=lambda row: (
                not row.contested_by, -row.independent, cited.name(row.subject), row.value
            )
        )  # fmt: skip
        fresh = _told_once(fresh)
        if not fresh:
            continue
        yield f"### {heading}"
        yield ""
        yield from shorten((_holding(row, names, cited) for row in fresh), "rashomon situation")
        stale = len(of_kind) - len(fresh)
        if stale:
            yield f"- … {counted(stale, 'state')} not reported for more than a year."
        yield ""


def _told_once(rows: Sequence[Holding]) -> list[Holding]:
    """The rows without those whose whole account stands as the contest of an earlier one."""
    contests: dict[str, set[str]] = {}
    kept = []
    for row in rows:
        if not row.value or not set(row.value) <= contests.get(row.subject, set()):
            contests.setdefault(row.subject, set()).update(row.contested_by)
            kept.append(row)
    return kept


def _is_clear(row: Holding, cited: Citations) -> bool:
    """Whether a state names what is held and by whom; a reader can do nothing with "town: group"."""
    named = [one for one in row.value if cited.is_proper(one)]
    match row.kind:
        case "pact":
            return True
        case "post":
            return any(cited.kind(one) in ("person", "other") for one in named)
        case "captivity":
            is_place = cited.kind(row.subject) in ("place", "facility")
            return not is_place and cited.is_proper(row.subject) and row.subject not in row.value
        case _:
            return cited.is_proper(row.subject) and bool(named)


def _holding(row: Holding, names: dict[str, str], cited: Citations) -> list[str]:
    subject = names.get(row.subject) or cited.name(row.subject)
    holder = listing([cited.name(one) for one in row.value]) or "by whom is not said"
    line = f"- **{subject}**: {holder}"
    if row.since is not None and row.kind != "pact":  # a pact's days stand with its signings
        line += f", since {day_words(row.since)} at the latest"
    line += f" — {_pips(row.independent, row.independent)}"
    if row.contested_by:
        rivals = [cited.name(one) for one in row.contested_by if cited.is_proper(one)]
        line += "; contested" + (f" by {_few(rivals)}" if rivals else "")
    lines = [line]
    told = cited.in_order(row.statements)
    for statement in dict.fromkeys((*told[:1], *told[-1:])):  # since when, and as of when
        lines.append(f"  - {cited.cite(statement)}")
    for statement in _of_each(row.contested_by, row.contesting, cited):
        lines.append(f"  - Contested: {cited.cite(statement)}")
    return lines


def _of_each(rivals: Sequence[str], contesting: Sequence[str], cited: Citations) -> list[str]:
    """The latest statement of each rival, in order; of as many as are named."""
    latest = {
        rival: one
        for one in cited.in_order(contesting)
        for rival in rivals
        if rival in cited.statements[one].actors
    }
    found = [latest[one] for one in rivals if one in latest][:_MOST_CITED]
    return cited.in_order(found or cited.in_order(contesting)[-1:])


def _few(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - _MOST_CITED
    if more <= 0:
        return listing(names)
    return listing([*names[:_MOST_CITED], f"{more} more"])


def _pips(origins: int, reports: int, low: int | None = None) -> str:
    """How many origins and copies: "1 origin, 2 copies", "1–2 origins" where a merge is in doubt."""
    copies = max(0, reports - origins)
    told = counted(copies, "copy", "copies")
    few = "" if low is None or low == origins else f"{low}–"
    return few + counted(origins, "origin") + (f", {told}" if copies else "")
