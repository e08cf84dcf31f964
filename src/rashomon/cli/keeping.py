"""Commands that hand everything on: the brief, the export, a record in its own words, the check."""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.commands import WithExamples
from rashomon.cli.listings import clean, clean_block, json_text, write
from rashomon.cli.names import days_in_words
from rashomon.cli.options import with_ledger, with_output
from rashomon.cli.workspaces import open_workspace

if TYPE_CHECKING:
    from rashomon.views.exhibits import Exhibit

FAULTS_SHOWN = 50
"""Faults named on the screen; beyond these a ledger is restored, not mended."""


@click.command(cls=WithExamples, examples=("rashomon brief -o brief.md",))
@with_ledger
@with_output
def brief(ledger: Path, output: Path | None) -> None:
    """What the reports say, for an editor: contested first, then agreed, then who copied whom."""
    with open_workspace(ledger) as workspace:
        words = clean_block(workspace.brief())
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


@click.command(cls=WithExamples, examples=("rashomon export story-export --format jsonl",))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl"]),
    default="jsonl",
    show_default=True,
    help="One JSON Lines file a kind of record; docs/export.md describes them.",
)
@with_ledger
def export(folder: Path, form: str, ledger: Path) -> None:
    """Write the whole ledger into FOLDER for other programs."""
    with open_workspace(ledger) as workspace:
        counts = workspace.export(folder)
    rows = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    click.echo(f"{rows} in {folder}.")


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
