"""Reports: the list, the reader, two of them side by side, and one sentence by itself."""

from msgspec import Struct

from rashomon.records.reports import Reject, Report
from rashomon.server.asking import Ask
from rashomon.server.pages.screens import Rows, Screen
from rashomon.server.problems import Way, refused
from rashomon.views.differences import ReportComparison, compare_reports
from rashomon.views.evidence import Evidence, make_evidence
from rashomon.views.leaves import leaf_at
from rashomon.views.originals import Original, make_original
from rashomon.views.overview import ReportRow, list_reports
from rashomon.views.readings import Reading, leaves_of, make_reading

_SWITCHED = 6
"""Reports that can be switched to from the reader's head without going back to the list."""

PAGE = 100


class ReportList(Struct, frozen=True):
    """The reports, a page of them, and the inputs that became none."""

    rows: tuple[ReportRow, ...]
    total: int
    offset: int
    limit: int
    rejects: tuple[Reject, ...]


class Read(Struct, frozen=True):
    """A report with its neighbours.

    ``original`` is where a link to the original leads at once; empty where a page stands between.
    """

    reading: Reading
    beside: tuple[ReportRow, ...]
    original: str


def show_list(ask: Ask) -> ReportList:
    """The reports by their days."""
    every = ask.snapshot.keep("reports.rows", list_reports)
    limit = ask.number("limit", PAGE, most=1000) or PAGE
    offset = min(ask.number("offset", 0, most=10_000_000), max(0, len(every) - 1))
    rejects = () if offset else ask.snapshot.rejects[:PAGE]
    return ReportList(every[offset : offset + limit], len(every), offset, limit, rejects)


def list_rows(view: ReportList) -> Rows:
    """A row a report."""
    return [
        {
            "id": one.id,
            "published": one.when.words,
            "how_known": one.when.why,
            "publisher": one.outlet,
            "title": one.title,
            "name": one.name,
            "language": one.language,
            "statements": one.statements,
        }
        for one in view.rows
    ]


def read(ask: Ask) -> Read:
    """A report with its marks, and those before and after it by day."""
    report = ask.snapshot.reports.get(ask.path["report"])
    if report is None:
        raise ask.missing("report", ask.path["report"], Way("All reports", "/reports"))
    rows = ask.snapshot.keep("reports.rows", list_reports)
    at = next(n for n, one in enumerate(rows) if one.id == report.id)
    first = max(0, min(at - 2, len(rows) - _SWITCHED + 1))
    reading = make_reading(report, ask.snapshot, _leaf(ask, report))
    return Read(reading, rows[first : first + _SWITCHED - 1], _at_once(ask, report))


def _at_once(ask: Ask, report: Report) -> str:
    """Where the original lies, for who asked to go there at once; never where the host may deceive."""
    found = make_original(report) if ask.leaves_at_once else None
    return found.url if found is not None and found.may_open and not found.spelt else ""


def _leaf(ask: Ask, report: Report) -> int | None:
    """The leaf that is asked for by its number (``leaf``, from 1) or by a statement (``at``).

    None for all of the report on one page: for paper (``leaf=all``), and where pages are published.
    """
    if ask.published or ask.query.get("leaf") == "all":
        return None
    statement = ask.snapshot.statements.get(ask.query.get("at", ""))
    if statement is not None and statement.report == report.id:
        return leaf_at(leaves_of(report, ask.snapshot), statement.span.start)
    return max(0, ask.number("leaf", 1, most=100_000) - 1)


def leave(ask: Ask) -> Original:
    """Where a report's original lies: shown before a browser asks anything there."""
    id_ = ask.path["report"]
    report = ask.snapshot.reports.get(id_)
    if report is None:
        raise ask.missing("report", id_, Way("All reports", "/reports"))
    found = make_original(report)
    if found is None:
        raise refused(
            404, "no-address", "This report came without an address of its original.",
            ways=(Way("Read the report", f"/reports/{id_}"),),
        )  # fmt: skip
    return found


def compare(ask: Ask) -> ReportComparison:
    """What one report has from another."""
    for name in ("report", "other"):
        if ask.path[name] not in ask.snapshot.reports:
            raise ask.missing("report", ask.path[name], Way("All reports", "/reports"))
    found = compare_reports(ask.path["report"], ask.path["other"], ask.snapshot)
    if found is None:
        way = Way("Read the report", f"/reports/{ask.path['report']}")
        raise ask.missing("passage that both reports share", ask.path["other"], way)
    return found


def show_statement(ask: Ask) -> Evidence:
    """One statement with its words in context."""
    statement = ask.snapshot.statements.get(ask.path["statement"])
    if statement is None:
        raise ask.missing("statement", ask.path["statement"], Way("All claims", "/claims"))
    return make_evidence(statement, ask.snapshot)


SCREENS = (
    Screen("reports", "/reports", "reports.html", show_list, list_rows),
    Screen("reports", "/reports/{report}", "reader.html", read),
    Screen("reports", "/reports/{report}/original", "original.html", leave),
    Screen("reports", "/reports/{report}/diff/{other}", "diff.html", compare),
    Screen("reports", "/statements/{statement}", "statement.html", show_statement),
)
