"""Commands that answer with rows: who says what, where accounts clash, on whose word, since when."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from rashomon.cli.commands import WithExamples
from rashomon.cli.listings import Column, Listing, show
from rashomon.cli.names import days_in_words
from rashomon.cli.options import with_listing
from rashomon.cli.workspaces import open_workspace

if TYPE_CHECKING:
    from rashomon.workspace import Workspace


@click.command(cls=WithExamples, examples=("rashomon claims --status disputed --limit 20",))
@with_listing
@click.option(
    "--status",
    type=click.Choice(["single", "corroborated", "disputed", "denied"]),
    help="Only claims of this standing.",
)
def claims(
    form: str, limit: int | None, output: Path | None, ledger: Path, status: str | None
) -> None:
    """What is claimed, in how many reports, by at most how many independent origins."""
    from rashomon.exporting.jsonl import claim_row
    from rashomon.views import list_claims

    with open_workspace(ledger) as workspace:
        by_id = {claim.id: claim for claim in workspace.claims()}
        rows = [
            row for row in list_claims(workspace.told()) if status is None or row.status == status
        ]
    listing = Listing(
        columns=(
            Column("status", lambda row: row.status),
            Column("origins ≤", lambda row: row.independent),
            Column("reports", lambda row: row.reports),
            Column("first reported", lambda row: days_in_words(row.first_reported)),
            Column("claim", lambda row: row.text, wraps=True),
            Column("id", lambda row: row.id, names_records=True),
        ),
        rows=rows,
        records=[claim_row(by_id[row.id]) for row in rows],
        nothing="No claims.",
    )
    show(listing, form, limit, output)


@click.command(
    cls=WithExamples,
    examples=(
        "rashomon disputes --format json -o disputes.json",
        "rashomon disputes --not-comparable",
    ),
)
@with_listing
@click.option(
    "--not-comparable",
    "apart",
    is_flag=True,
    help="Instead the pairs of figures that look like a clash and are none, with the reason.",
)
def disputes(form: str, limit: int | None, output: Path | None, ledger: Path, apart: bool) -> None:
    """Accounts that cannot all be right as worded, side by side, with the cause."""
    from rashomon.exporting.jsonl import dispute_row

    if apart:
        show(_not_comparable(ledger), form, limit, output)
        return
    with open_workspace(ledger) as workspace:
        rows = workspace.disputes()
    listing = Listing(
        columns=(
            Column("about", lambda row: row.about, wraps=True),
            Column("differ in", lambda row: row.field),
            Column(
                "accounts (origins ≤)",
                lambda row: tuple(f"{one.value} ({one.independent})" for one in row.sides),
                wraps=True,
            ),
            Column("because", lambda row: row.cause, wraps=True),
            Column("id", lambda row: row.id, names_records=True),
        ),
        rows=rows,
        records=[dispute_row(one) for one in rows],
        nothing="No disputes.",
    )
    show(listing, form, limit, output)


@click.command(
    cls=WithExamples,
    examples=(
        "rashomon sources",
        "rashomon sources copies --format csv -o copies.csv",
    ),
)
@with_listing
@click.argument("what", type=click.Choice(["voices", "outlets", "copies"]), default="voices")
def sources(form: str, limit: int | None, output: Path | None, ledger: Path, what: str) -> None:
    """On whose word it is said: WHAT is voices (the default), outlets or copies."""
    from rashomon.exporting.jsonl import plain

    with open_workspace(ledger) as workspace:
        rows = getattr(workspace.sources(), what)
        reports = {one.id: one.name for one in workspace.reports()}
    columns: dict[str, tuple[Column, ...]] = {
        "voices": (
            Column("voice", lambda row: row.name, wraps=True),
            Column("kind", lambda row: row.kind),
            Column("told of it", lambda row: _told(row.nameless), wraps=True),
            Column("statements", lambda row: len(row.statements)),
            Column("reports", lambda row: row.reports),
            Column("word for word", lambda row: row.direct),
            Column("passed on by", lambda row: ", ".join(row.passed_on_by), wraps=True),
            Column("perhaps the same", lambda row: row.perhaps, wraps=True),
        ),
        "outlets": (
            Column("outlet", lambda row: row.name, wraps=True),
            Column("reports", lambda row: len(row.reports)),
            Column("own voice", lambda row: row.own_voice),
            Column("on others' word", lambda row: row.attributed),
            Column("anonymous", lambda row: row.anonymous),
            Column("copied from", lambda row: ", ".join(row.copied_from), wraps=True),
            Column("copied by", lambda row: ", ".join(row.copied_by), wraps=True),
        ),
        "copies": (
            Column("taken by", lambda row: reports.get(row.taken_by, row.taken_by), wraps=True),
            Column(
                "taken from", lambda row: reports.get(row.taken_from, row.taken_from), wraps=True
            ),
            Column("direction", lambda row: "known" if row.direction_known else "unknown"),
            Column("passages", lambda row: row.passages),
            Column("characters", lambda row: row.characters),
            Column("credited", lambda row: "yes" if row.credited else "no"),
            Column("lost", lambda row: tuple(map(_lost, row.lost)), wraps=True),
            Column("why", lambda row: row.why, wraps=True),
        ),
    }
    listing = Listing(
        columns=columns[what],
        rows=rows,
        records=[plain(one) for one in rows],
        nothing=f"No {what}.",
    )
    show(listing, form, limit, output)


@click.command(cls=WithExamples, examples=("rashomon timeline --format csv -o timeline.csv",))
@with_listing
def timeline(form: str, limit: int | None, output: Path | None, ledger: Path) -> None:
    """What happened when, and when it was first reported."""
    from rashomon.exporting.jsonl import plain

    with open_workspace(ledger) as workspace:
        rows = workspace.timeline()
    listing = Listing(
        columns=(
            Column("days", lambda row: days_in_words(row.days)),
            Column("reported", lambda row: days_in_words(row.reported)),
            Column("status", lambda row: row.status),
            Column("origins ≤", lambda row: row.independent),
            Column("what", lambda row: row.text, wraps=True),
            Column("id", lambda row: row.claim or row.statement, names_records=True),
        ),
        rows=rows,
        records=[plain(one) for one in rows],
        nothing="Nothing with a day.",
    )
    show(listing, form, limit, output)


@click.command(
    cls=WithExamples,
    examples=("rashomon reuse --limit 10", "rashomon reuse --standing --format json"),
)
@with_listing
@click.option(
    "--standing",
    "repeated",
    is_flag=True,
    help="Only standing matter, which nobody took: sentences that an outlet prints again and again.",
)
def reuse(form: str, limit: int | None, output: Path | None, ledger: Path, repeated: bool) -> None:
    """Who took what from whom, whether it was credited, and what the copy lost.

    Below the copies stands, as a table on the screen, what nobody took: standing matter.
    """
    from rashomon.exporting.jsonl import reuse_row

    with open_workspace(ledger) as workspace:
        rows = workspace.reuse()
        reports = {one.id: one.name for one in workspace.reports()}
        standing = _standing(workspace)
    if repeated:
        show(standing, form, limit, output)
        return
    listing = Listing(
        columns=(
            Column("taken by", lambda row: reports.get(row.to_report, ""), wraps=True),
            Column("taken from", lambda row: reports.get(row.from_report, ""), wraps=True),
            Column("direction", lambda row: row.direction),
            Column("kind", lambda row: row.kind),
            Column("characters", lambda row: row.to_span.end - row.to_span.start),
            Column("credited", lambda row: "yes" if row.credited else "no"),
            Column("lost", lambda row: tuple(map(_lost, row.lost)), wraps=True),
            Column("id", lambda row: row.id, names_records=True),
        ),
        rows=rows,
        records=[reuse_row(one) for one in rows],
        nothing="No report took a passage from another.",
    )
    show(listing, form, limit, output)
    if form == "table" and output is None and standing.rows:
        click.echo(f"\n{standing.title}\n")
        show(msgspec.structs.replace(standing, title=""), form, limit, output)


@click.command(cls=WithExamples, examples=("rashomon search hostages 'bus*'",))
@with_listing
@click.argument("words", nargs=-1, required=True)
def search(
    form: str, limit: int | None, output: Path | None, ledger: Path, words: tuple[str, ...]
) -> None:
    """The passages that hold all WORDS, best first.

    Words in double quotes stand side by side; withdr* stands for every word that begins so.
    """
    from rashomon.exporting.jsonl import plain

    with open_workspace(ledger) as workspace:
        rows = workspace.search(" ".join(words), limit)
    listing = Listing(
        columns=(
            Column("report", lambda row: row.report_name, wraps=True),
            Column("from", lambda row: row.passage.start),
            Column("words", lambda row: row.passage.text, wraps=True),
            Column("id", lambda row: row.passage.id, names_records=True),
        ),
        rows=rows,
        records=[{"report_name": one.report_name, **plain(one.passage)} for one in rows],
        nothing="No passage holds all these words.",
    )
    show(listing, form, limit, output)


def _standing(workspace: "Workspace") -> Listing:
    """Sentences that several reports print and none took, those of most reports first."""
    from rashomon.exporting.jsonl import plain
    from rashomon.views.repeats import list_repeats, outlets_in_words

    rows = list_repeats(workspace.standing(), {one.id: one for one in workspace.reports()})
    return Listing(
        columns=(
            Column("words", lambda row: row.words, wraps=True),
            Column("printed by", outlets_in_words, wraps=True),
            Column("because", lambda row: row.why, wraps=True),
            Column("ids", lambda row: row.records, names_records=True),
        ),
        rows=rows,
        records=[plain(one) for one in rows],
        nothing="No outlet prints a sentence again and again.",
        title="Standing matter: sentences that an outlet prints again and again",
    )


def _not_comparable(ledger: Path) -> Listing:
    """Figures of two statements that speak of two things, and what sets these apart."""
    from rashomon.exporting.jsonl import plain

    with open_workspace(ledger) as workspace:
        rows = workspace.not_comparable()
        quotes = {one.id: one.quote for one in workspace.statements()}
    return Listing(
        columns=(
            Column("figures", lambda row: row.values, wraps=True),
            Column("differ in", lambda row: row.field),
            Column("because", lambda row: row.reason, wraps=True),
            Column("one", lambda row: quotes[row.one], wraps=True),
            Column("other", lambda row: quotes[row.other], wraps=True),
            Column("ids", lambda row: (row.one, row.other), names_records=True),
        ),
        rows=rows,
        records=[plain(one) for one in rows],
        nothing="No figures that look like a clash and are none.",
    )


def _told(nameless: Any) -> str:
    from rashomon.views.nameless import tell_nameless

    return "" if nameless is None else tell_nameless(nameless)


def _lost(loss: Any) -> str:
    if not loss.copy:
        return f"{loss.kind}: “{loss.original}”"
    return f"{loss.kind}: “{loss.original}” became “{loss.copy}”"


ASKING = (claims, disputes, sources, timeline, reuse, search)
