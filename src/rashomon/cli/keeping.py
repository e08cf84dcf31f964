"""Commands that hand everything on: the brief, the export, a record in its own words, the check."""

import textwrap
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.commands import WithExamples
from rashomon.cli.days import DAY
from rashomon.cli.listings import clean, clean_block, json_text, write
from rashomon.cli.names import days_in_words
from rashomon.cli.options import with_ledger, with_output
from rashomon.cli.workspaces import open_workspace

if TYPE_CHECKING:
    from rashomon.views.exhibits import Exhibit

EXPORTS = ("jsonl", "csv", "geojson", "sqlite", "gexf", "timelinejs", "claimreview")
"""The formats of `rashomon.exporting.formats`, named here so that help needs not load them."""

FAULTS_SHOWN = 50
"""Faults named on the screen; beyond these a ledger is restored, not mended."""


@click.command(
    cls=WithExamples,
    examples=(
        "rashomon brief -o brief.md",
        "rashomon brief --since 2015-06-04 --html -o brief.html",
    ),
)
@with_ledger
@with_output
@click.option(
    "--since", type=DAY, metavar="DAY", help="Tell as well what changed since the evening of DAY."
)
@click.option("--html", is_flag=True, help="One page of HTML that needs nothing beside itself.")
def brief(ledger: Path, output: Path | None, since: date | None, html: bool) -> None:
    """What the reports say, for an editor: contested first, then agreed, then who copied whom."""
    with open_workspace(ledger) as workspace:
        words = clean_block(workspace.brief(since, html=html))
    write(words if words.endswith("\n") else words + "\n", output)


@click.command(
    cls=WithExamples, examples=("rashomon show st-3f9c0a61b2d4e857", "rashomon show st-3f9")
)
@click.argument("record", metavar="ID")
@with_ledger
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="A page for people, or JSON for programs.",
)
@with_output
def show(record: str, ledger: Path, form: str, output: Path | None) -> None:
    """Any record by its ID: its words in context, and how they were reached."""
    from rashomon.exporting.jsonl import plain

    with open_workspace(ledger) as workspace:
        exhibit = workspace.show(record)
    write(json_text(plain(exhibit)) if form == "json" else "".join(_page(exhibit)), output)


def _page(exhibit: "Exhibit") -> Iterator[str]:
    """The lines of an exhibit for a person."""
    yield f"{exhibit.kind} {exhibit.id}\n{clean(exhibit.title)}\n\n"
    width = max((len(fact.label) for fact in exhibit.facts), default=0)
    for fact in exhibit.facts:
        yield f"  {fact.label:{width}}  {clean(fact.value)}\n"
    for one in exhibit.excerpts:
        day = days_in_words(one.published) or "day unknown"
        raw = "" if one.raw_start is None else f", in the input {one.raw_start}–{one.raw_end}"
        outlet = f" ({one.outlet})" if one.outlet else ""
        basis = f"{one.basis}: {one.evidence}" if one.evidence else one.basis
        yield "\n" + clean(f"{one.report_name}{outlet}, {day} ({basis})") + "\n"
        yield f"  {one.report} {one.start}–{one.end}{raw}\n"
        words = clean_block(f"{one.before}[{one.words}]{one.after}")
        yield textwrap.indent(words, "  ") + "\n"


@click.command(
    cls=WithExamples,
    examples=(
        "rashomon export story-export",
        "rashomon export story.geojson --format geojson --asof 2015-06-04",
        "rashomon export story-export.db --format sqlite",
    ),
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(EXPORTS),
    default="jsonl",
    show_default=True,
    help="What to write; docs/export.md describes each.",
)
@click.option(
    "--asof", type=click.DateTime(formats=["%Y-%m-%d"]), metavar="DAY", help="As known on DAY."
)
@with_ledger
def export(path: Path, form: str, asof: datetime | None, ledger: Path) -> None:
    """Write the whole ledger to PATH for other programs.

    PATH is a folder for jsonl and csv, which have a file a kind of record, and a file for the others.
    """
    day = None if asof is None else asof.date()
    with open_workspace(ledger) as workspace:
        if form == "jsonl" and day is None:
            counts = workspace.export(path)
            rows = ", ".join(f"{number} {kind}" for kind, number in counts.items())
            click.echo(f"{rows} in {path}.")
            return
        files = workspace.export_as(form, path, day)
    size = sum(file.stat().st_size for file in files)
    known = "" if day is None else f" as known on {day}"
    click.echo(f"{form}{known}: {size} bytes in {path}.")


@click.command(cls=WithExamples, examples=("rashomon check --ledger story.db",))
@with_ledger
@click.option("--parse-again", is_flag=True, help="Parse every report again as well: slow.")
@click.pass_context
def check(context: click.Context, ledger: Path, parse_again: bool) -> None:
    """Prove that the ledger is sound: bytes hash, quotes re-read, ids recompute, nothing dangles."""
    with open_workspace(ledger) as workspace:
        result = workspace.check(parse_again=parse_again)
    for fault in result.faults[:FAULTS_SHOWN]:
        click.echo(f"rashomon: {clean(fault.sentence)} ({fault.code})", err=True)
    if result.faults:
        click.echo(f"{len(result.faults)} faults in {ledger}.")
        context.exit(1)
    for sentence in result.proved:
        click.echo(f"{sentence}.")
    click.echo(f"{ledger} is sound.")


KEEPING = (brief, show, export, check)
