"""Commands on days and on what may come: the situation, what changed, pacts, what-if, forecasts."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.commands import WithExamples
from rashomon.cli.days import DAY
from rashomon.cli.listings import Column, Listing, is_screen, show
from rashomon.cli.names import Names, days_in_words
from rashomon.cli.options import with_listing
from rashomon.cli.workspaces import open_workspace

if TYPE_CHECKING:
    from rashomon.records.pacts import Turn
    from rashomon.views.foretold import Topic
    from rashomon.workspace import Workspace

_EVENINGS = 2

ROWS_ON_A_SCREEN = 200
"""Rows of a board that a terminal is shown unless it is asked for more: a board of a large ledger has
tens of thousands, which nobody reads and which take seconds."""


@click.command(
    cls=WithExamples,
    examples=(
        "rashomon situation --valid-at 2015-05-21 --known-at 2015-05-22",
        "rashomon situation --valid-at 2015-05-21 --place Palmyra",
        "rashomon situation --kind pact --about Syria",
    ),
)
@with_listing
@click.option(
    "--valid-at", type=DAY, metavar="DAY", help="The day on which it held; --known-at unless given."
)
@click.option(
    "--known-at",
    type=DAY,
    metavar="DAY",
    help="The day by which it was reported; that of the last report unless given.",
)
@click.option("--place", metavar="NAME", help="Only who held this place, by its name or id.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["control", "force", "post", "captivity", "pact"]),
    help="Only states of this kind; may be given several times.",
)
@click.option(
    "--about", metavar="NAME", help="Only what concerns this place, party or person, by name or id."
)
def situation(  # noqa: PLR0913, PLR0917 - one a choice of the user
    form: str,
    limit: int | None,
    output: Path | None,
    ledger: Path,
    valid_at: date | None,
    known_at: date | None,
    place: str | None,
    kinds: tuple[str, ...],
    about: str | None,
) -> None:
    """Who held what on one day, as far as was reported by another.

    A terminal is shown the first 200 rows unless --limit says how many; files and programs get all.
    """
    from rashomon.exporting.jsonl import plain

    with open_workspace(ledger) as workspace:
        known = _last_day(workspace) if known_at is None else known_at
        valid = known if valid_at is None else valid_at
        unknown = _if_too_early(workspace, known)
        more = False
        most = ROWS_ON_A_SCREEN if limit is None and is_screen(form, output) else limit
        if most is None or place is not None or about is not None:
            rows = workspace.situation(valid, known, place, kinds=kinds, about=about)
        else:
            rows, more = workspace.first_rows(valid, known, most, kinds=kinds)
        named = (one for row in rows for one in (row.subject, *row.value, *row.contested_by))
        names = Names(workspace.called(named))
    listing = Listing(
        columns=(
            Column("kind", lambda row: row.kind),
            Column("what", lambda row: names.one(row.subject), wraps=True),
            Column("held by", lambda row: names.all(row.value), wraps=True),
            Column("contested by", lambda row: names.all(row.contested_by), wraps=True),
            Column("origins ≤", lambda row: row.independent),
            Column("statements", lambda row: row.statements, names_records=True),
        ),
        rows=rows,
        records=[plain(one) for one in rows],
        nothing=f"Nothing is said to have held on {valid} by {known}.{unknown}",
        title=f"On {valid}, as far as was reported by {known}",
        more=more,
    )
    show(listing, form, limit, output)


@click.command(
    cls=WithExamples,
    examples=("rashomon diff --known-at 2015-05-21 --known-at 2015-05-22",),
)
@with_listing
@click.option(
    "--known-at",
    type=DAY,
    metavar="DAY",
    multiple=True,
    help="The two evenings; the second is that of the last report unless given.",
)
def diff(
    form: str, limit: int | None, output: Path | None, ledger: Path, known_at: tuple[date, ...]
) -> None:
    """What changed from one evening to another, and which reports changed it."""
    from rashomon.exporting.jsonl import plain

    if not 0 < len(known_at) <= _EVENINGS:
        raise click.UsageError(
            "Give the two evenings: rashomon diff --known-at 2015-05-21 --known-at 2015-05-22."
        )
    with open_workspace(ledger) as workspace:
        earlier, later = (*known_at, _last_day(workspace))[:_EVENINGS]
        rows = workspace.diff(earlier, later)
        shown = {report for row in rows[:limit] for report in row.by}
        reports = {one.id: one.name for one in workspace.reported(shown)}
        unknown = _if_too_early(workspace, later)
    listing = Listing(
        columns=(
            Column("what", lambda row: row.kind),
            Column("about", lambda row: row.about, wraps=True),
            Column("before", lambda row: row.before, wraps=True),
            Column("after", lambda row: row.after, wraps=True),
            Column("by", lambda row: tuple(reports[one] for one in row.by), wraps=True),
            Column("id", lambda row: row.record, names_records=True),
        ),
        rows=rows,
        records=[plain(one) for one in rows],
        nothing=f"Nothing changed from {earlier} to {later}.{unknown}",
        title=f"From the evening of {earlier} to that of {later}",
    )
    show(listing, form, limit, output)


@click.command(cls=WithExamples, examples=("rashomon pacts --format json",))
@with_listing
def pacts(form: str, limit: int | None, output: Path | None, ledger: Path) -> None:
    """What binds whom: parties, days of signing, clauses, invocations, and what became of it."""
    from rashomon.exporting.jsonl import pact_row

    with open_workspace(ledger) as workspace:
        rows = (*workspace.pacts(), *workspace.priors())
        names = Names(workspace.entities())
    listing = Listing(
        columns=(
            Column("pact", lambda row: row.name, wraps=True),
            Column("parties", lambda row: names.all(row.parties), wraps=True),
            Column("signed", lambda row: tuple(days_in_words(one.days) for one in row.signed)),
            Column("clauses", lambda row: tuple(one.text for one in row.clauses), wraps=True),
            Column("invoked", lambda row: len(row.invocations)),
            Column("since then", lambda row: tuple(map(_turn, row.history)), wraps=True),
            Column("told by", lambda row: row.prior or "reports", wraps=True),
            Column("id", lambda row: row.id, names_records=True),
        ),
        rows=rows,
        records=[pact_row(one) for one in rows],
        nothing="No pacts.",
    )
    show(listing, form, limit, output)


@click.command(
    cls=WithExamples,
    examples=(
        'rashomon whatif "Israel attacks Syria"',
        'rashomon whatif "a tanker is attacked in the Strait of Hormuz" --on 2015-06-01',
    ),
)
@with_listing
@click.argument("event")
@click.option(
    "--on", type=DAY, metavar="DAY", help="The day on which it happens; now unless given."
)
def whatif(
    form: str,
    limit: int | None,
    output: Path | None,
    ledger: Path,
    event: str,
    on: date | None,
) -> None:
    """Who would have to act if EVENT happened, by the pacts that the reports tell of.

    Pacts that were suspended, ended or left by then, or had expired, oblige nobody; they are named.
    """
    from rashomon.exporting.jsonl import plain

    with open_workspace(ledger) as workspace:
        answer = workspace.answer_whatif(event, on)
        understood, rows = answer.event, answer.obligations
        names = Names((*workspace.entities(), *workspace.pacts(), *workspace.priors()))
    listing = Listing(
        columns=(
            Column("obliged", lambda row: names.one(row.party), wraps=True),
            Column("by", lambda row: names.one(row.pact), wraps=True),
            Column("clause", lambda row: row.clause, wraps=True),
            Column("because", lambda row: row.because, wraps=True),
            Column("statement", lambda row: row.statement, names_records=True),
        ),
        rows=rows,
        records=[plain(one) for one in rows],
        nothing=f"No known pact obliges anybody, if {understood.said}.",
        title=f"If {understood.said}",
    )
    show(listing, form, limit, output)
    for pact, because in dict.fromkeys((one.pact, one.because) for one in answer.lapsed):
        click.echo(f"Left out: {names.one(pact)}. {because}", err=True)


class _Looked:
    """The records by which forecasts are told, looked up by id."""

    def __init__(self, workspace: "Workspace") -> None:
        self.reports = {one.id: one for one in workspace.reports()}
        self.statements = {one.id: one for one in workspace.statements()}
        self._names = Names((*workspace.entities(), *workspace.pacts()))

    def name(self, record: str | None) -> str:
        return self._names.one(record)


def _list_sources(workspace: "Workspace") -> Listing:
    """How the forecasts of each source came out, and of what they were."""
    from rashomon.exporting.jsonl import plain
    from rashomon.views.foretold import tally_sources

    rows = tally_sources(workspace.forecasts(), _Looked(workspace), _last_day(workspace))
    return Listing(
        columns=(
            Column("source", lambda row: row.by, wraps=True),
            Column("forecasts", lambda row: str(row.forecasts)),
            Column("borne out", lambda row: str(row.happened)),
            Column("not borne out", lambda row: str(row.failed)),
            Column("open", lambda row: str(row.open)),
            Column("rate", lambda row: row.rate or "too few closed"),
            Column("on what", lambda row: "; ".join(map(_topic, row.topics)), wraps=True),
        ),
        rows=rows,
        records=[plain(one) for one in rows],
        nothing="No forecasts.",
    )


def _topic(topic: "Topic") -> str:
    """One topic of a source's forecasts: "attacks 3 (1 borne out, 1 not)"."""
    closed = [f"{topic.happened} borne out"] if topic.happened else []
    closed += [f"{topic.failed} not"] if topic.failed else []
    return f"{topic.about} {topic.forecasts}" + (f" ({', '.join(closed)})" if closed else "")


@click.command(cls=WithExamples, examples=("rashomon forecasts", "rashomon forecasts --sources"))
@with_listing
@click.option(
    "--sources",
    is_flag=True,
    help="How the forecasts of each source came out, with counts by topic.",
)
def forecasts(
    form: str, limit: int | None, output: Path | None, ledger: Path, *, sources: bool
) -> None:
    """What was predicted, by whom, and what came of it as far as was reported."""
    from rashomon.exporting.jsonl import forecast_row

    if sources:
        with open_workspace(ledger) as workspace:
            listing = _list_sources(workspace)
        show(listing, form, limit, output)
        return
    with open_workspace(ledger) as workspace:
        rows = workspace.forecasts()
        names = Names(workspace.entities())
        quotes = {one.id: one.quote for one in workspace.statements()}
    listing = Listing(
        columns=(
            Column("window", lambda row: days_in_words(row.window)),
            Column("by", lambda row: names.one(row.by), wraps=True),
            Column("forecast", lambda row: quotes.get(row.statement, ""), wraps=True),
            Column("outcome", lambda row: row.standing),
            Column("why", lambda row: row.why, wraps=True),
            Column("id", lambda row: row.id, names_records=True),
        ),
        rows=rows,
        records=[forecast_row(one) for one in rows],
        nothing="No forecasts.",
    )
    show(listing, form, limit, output)


def _turn(turn: "Turn") -> str:
    """What became of a pact, in a few words: "suspended 2014-05-01", "left (planned)"."""
    when = f" {days_in_words(turn.days)}" if turn.days is not None else ""
    sure = "" if turn.status == "asserted" else f" ({turn.status})"
    return f"{turn.kind}{when}{sure}"


def _last_day(workspace: "Workspace") -> date:
    """The last day on which a report was published; that of reading where no report has a day."""
    published = workspace.last_published()
    if published is not None:
        return published
    return max((one.read_at for one in workspace.reports()), default=date.min)


def _if_too_early(workspace: "Workspace", known: date) -> str:
    """The day of the first report, said where nothing was known yet; else empty."""
    first = workspace.first_known()
    if first is None:
        return " The ledger holds no report."
    return f" The first report is known from {first} on." if known < first else ""


FORESEEING = (situation, diff, pacts, whatif, forecasts)
