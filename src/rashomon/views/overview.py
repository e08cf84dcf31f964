"""The overview: what is contested, who carries what, what needs a person.

Enters: the entries and the findings with look-ups. Leaves: rows. It counts origins, never outlets.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import groupby, islice
from typing import Literal

from msgspec import Struct

from rashomon.records.reports import Reject
from rashomon.views.cells import ROLES, Pips, Role, When, day_short, outlet_of, published_when
from rashomon.views.descent import count_copies, trace_descents
from rashomon.views.entries import Entry
from rashomon.views.entry_lists import tally
from rashomon.views.shelves import Shelves
from rashomon.views.sources import list_copies
from rashomon.views.wording import counted

MOST_QUESTIONS = 9
"""Contested questions of the overview; about four screens of them. The list of claims has all."""

MOST_OTHERS = 20
"""Other claims of the overview."""

MOST_BARS = 7
MOST_ROWS = 12
MOST_PUBLISHERS = 8


class Tally(Struct, frozen=True):
    """How many entries have a status; ``filter`` is what the list is filtered by."""

    role: Role
    number: int
    words: str


class Cell(Struct, frozen=True):
    """What an outlet has of an entry: an account of its own, a copy, or nothing."""

    outlet: str
    kind: Literal["own", "copy", "silent"]


class MatrixRow(Struct, frozen=True):
    """An entry and who carries it."""

    id: str
    text: str
    role: Role
    cells: tuple[Cell, ...]


class Bar(Struct, frozen=True):
    """An entry as one filled square an origin, one hollow square a publication that repeats one."""

    id: str
    text: str
    pips: Pips


class Need(Struct, frozen=True):
    """Something that only a person can settle, and the place where that is done."""

    words: str
    path: str


class Held(Struct, frozen=True):
    """What the ledger holds, for the foot of the rail."""

    reports: int
    outlets: int
    claims: int
    statements: int


class Overview(Struct, frozen=True):
    """The first screen."""

    tallies: tuple[Tally, ...]
    contested: tuple[Entry, ...]
    more_contested: int
    others: tuple[Entry, ...]
    more_others: int
    bars: tuple[Bar, ...]
    publishers: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    needs: tuple[Need, ...]
    summary: str
    reports: int


def make_overview(
    shelves: Shelves, entries: Sequence[Entry], rejects: Sequence[Reject] = (), of_all: int = 0
) -> Overview:
    """The overview of some findings.

    Args:
        shelves: The findings with look-ups.
        entries: What `list_entries` makes of them, perhaps filtered.
        rejects: Inputs that became no report.
        of_all: How many entries are known by now, where the findings are those of an earlier day.
    """
    counts = tally(entries)
    contested = islice((one for one in entries if one.role == "contested"), MOST_QUESTIONS)
    others = islice((one for one in entries if one.role != "contested"), MOST_OTHERS)
    rest = len(entries) - counts["contested"]
    shown = _most_carried(entries)
    publishers, matrix = _matrix(shown or list(entries[:MOST_ROWS]), shelves)
    return Overview(
        tallies=_tallies(shelves, counts),
        contested=tuple(contested),
        more_contested=max(0, counts["contested"] - MOST_QUESTIONS),
        others=tuple(others),
        more_others=max(0, rest - MOST_OTHERS),
        bars=tuple(_bars(entries)),
        publishers=publishers,
        matrix=matrix,
        needs=tuple(list_needs(shelves, rejects)),
        summary=_summary(shelves, counts, of_all),
        reports=len(shelves.findings.reports),
    )


def _summary(shelves: Shelves, counts: Mapping[Role, int], of_all: int) -> str:
    """What was known on a day, in one sentence; empty for now."""
    if shelves.asof is None:
        return ""
    every = sum(counts.values())
    known = f"{every} of {of_all}" if of_all else str(every)
    return (
        f"On {day_short(shelves.asof)}: {known} claims known, {counts['contested']} contested, "
        f"{counts['corroborated']} corroborated, {counts['single']} on a single origin."
    )


def what_is_held(shelves: Shelves, entries: Sequence[Entry]) -> Held:
    """What the ledger holds."""
    return Held(
        reports=len(shelves.findings.reports),
        outlets=len({one.outlet for one in shelves.findings.reports if one.outlet}),
        claims=len(entries),
        statements=len(shelves.findings.statements),
    )


def _most_carried(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that the matrix shows: of the first status those that most carry, then of the next."""
    found: list[Entry] = []
    for _, alike in groupby(entries, key=lambda one: one.role):
        carried = (one for one in alike if len(one.outlets) > 1 or one.is_question)
        found += nsmallest(MOST_ROWS - len(found), carried, key=_carried)
        if len(found) == MOST_ROWS:
            break
    return found


def _carried(entry: Entry) -> tuple[int, int, int, bool, str]:
    """Sorts by status, and within it what most outlets carry first."""
    at = ROLES.index(entry.role)
    return at, -len(entry.outlets), -entry.pips.origins, not entry.is_question, entry.id


def _tallies(shelves: Shelves, counts: Mapping[Role, int]) -> tuple[Tally, ...]:
    trees, _ = trace_descents(list_copies(shelves.findings), shelves.reports)
    copies = sum(count_copies(tree.copies) for tree in trees)
    return (
        Tally("contested", counts["contested"], "contested"),
        Tally("developing", counts["developing"], "developing"),
        Tally("corroborated", counts["corroborated"], "corroborated"),
        Tally("single", counts["single"], "single origin"),
        Tally("copied", copies, "repeat another report"),
    )


def _bars(entries: Sequence[Entry]) -> Iterable[Bar]:
    """The entries that most publications carry; of those alike the first of the list."""
    sizes = [one.pips.origins + one.pips.copies + one.pips.repeats for one in entries]
    carried = (at for at, size in enumerate(sizes) if size > 1)
    for at in nsmallest(MOST_BARS, carried, key=lambda at: -sizes[at]):
        one = entries[at]
        yield Bar(one.id, one.text, one.pips)


def _matrix(
    entries: Sequence[Entry], shelves: Shelves
) -> tuple[tuple[str, ...], tuple[MatrixRow, ...]]:
    counts = Counter(outlet for one in entries for outlet in one.outlets)
    publishers = tuple(sorted(counts, key=lambda one: (-counts[one], one))[:MOST_PUBLISHERS])
    rows = []
    for entry in entries:
        own = _own_accounts(entry, shelves)
        cells = tuple(
            Cell(one, "silent" if one not in entry.outlets else "own" if one in own else "copy")
            for one in publishers
        )
        rows.append(MatrixRow(entry.id, entry.text, entry.role, cells))
    return publishers, tuple(rows)


def _own_accounts(entry: Entry, shelves: Shelves) -> set[str]:
    """The outlets of whose reports one at least did not take the words from another carrier."""
    found = shelves.disputes.get(entry.id)
    claim = shelves.claims.get(entry.id)
    told = (
        [one for side in found.sides for one in side.statements]
        if found is not None
        else list(claim.statements if claim is not None else ())
    )
    reports = {shelves.statements[one].report for one in told if one in shelves.statements}
    own = set()
    for report in reports:
        takes = [
            one
            for one in shelves.reuse_of_report.get(report, ())
            if one.to_report == report and one.from_report in reports
        ]
        if not takes:
            own.add(outlet_of(shelves.reports[report]))
    return own


def list_needs(shelves: Shelves, rejects: Sequence[Reject]) -> Iterable[Need]:
    """What only a person can settle: days and outlets that no report states, inputs not read."""
    findings = shelves.findings
    doubtful = [one for one in findings.disputes if "perhaps" in one.cause]
    for one in doubtful[:3]:
        yield Need(f"Two things or one? {one.question or one.about}", f"/claims/{one.id}")
    nameless = [one for one in findings.reports if not one.outlet]
    if nameless:
        words = f"{counted(len(nameless), 'report names', 'reports name')} no publisher"
        yield Need(words, f"/reports/{nameless[0].id}" if len(nameless) == 1 else "/reports")
    undated = [one for one in findings.reports if one.published.basis == "unknown"]
    if undated:
        words = f"{counted(len(undated), 'report has', 'reports have')} no day of publication"
        yield Need(words, f"/reports/{undated[0].id}" if len(undated) == 1 else "/reports")
    inferred = [one for one in findings.reports if one.published.basis == "inferred"]
    if inferred:
        words = (
            f"{counted(len(inferred), 'day is', 'days are')} inferred from what the reports tell"
        )
        yield Need(words, f"/reports/{inferred[0].id}" if len(inferred) == 1 else "/reports")
    unknown = [one for one in findings.reuse if one.direction == "unknown" and not one.standing]
    if unknown:
        words = f"Who copied whom is not known for {counted(len(unknown), 'passage')}"
        yield Need(words, "/sources")
    if rejects:
        yield Need(f"{counted(len(rejects), 'input')} could not be read", "/reports")


class ReportRow(Struct, frozen=True):
    """One report of the list."""

    id: str
    title: str
    name: str
    outlet: str
    is_stated: bool
    carries: str
    when: When
    language: str
    statements: int
    copies: int


def list_reports(shelves: Shelves) -> tuple[ReportRow, ...]:
    """The reports, the earliest first; undated ones last."""
    rows = []
    for one in shelves.findings.reports:
        taken = [r for r in shelves.reuse_of_report.get(one.id, ()) if r.to_report == one.id]
        rows.append(
            ReportRow(
                id=one.id,
                title=one.title or one.name,
                name=one.name,
                outlet=outlet_of(one),
                is_stated=one.outlet is not None,
                carries=one.carries or "",
                when=published_when(one.published),
                language=one.language or "",
                statements=len(shelves.statements_of_report.get(one.id, ())),
                copies=len({r.from_report for r in taken}),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.when.iso, row.outlet, row.id)))
