"""Commands that hand everything on: the brief, the export, a record in its own words, the check."""

from pathlib import Path

import click

from rashomon.cli.commands import WithExamples
from rashomon.cli.listings import clean, clean_block, write
from rashomon.cli.options import with_ledger, with_output
from rashomon.cli.workspaces import open_workspace

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


KEEPING = (brief, export, check)
