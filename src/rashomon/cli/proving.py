"""Commands on the evidence: who read what and when, whether all of it is as found, the bytes again."""

import sys
from pathlib import Path

import click

from rashomon.cli.commands import WithExamples
from rashomon.cli.keeping import FAULTS_SHOWN
from rashomon.cli.listings import Column, Listing, clean, show
from rashomon.cli.options import with_ledger, with_listing, with_output
from rashomon.cli.workspaces import open_workspace


@click.command(
    cls=WithExamples,
    examples=(
        "rashomon verify --ledger story.db",
        "rashomon verify --noted 5f0c1a9e…",
    ),
)
@with_ledger
@click.option(
    "--noted", metavar="HASH", help="The last hash of the log, as you noted it at an earlier time."
)
@click.pass_context
def verify(context: click.Context, ledger: Path, noted: str | None) -> None:
    """Prove that every raw input is as it was found, and that the log of who read them is whole.

    Ends with the log's last hash. Note it elsewhere: with --noted, a log that was written anew or cut
    short since then is found out as well.
    """
    with open_workspace(ledger) as workspace:
        result = workspace.verify(noted)
    for fault in result.faults[:FAULTS_SHOWN]:
        click.echo(f"rashomon: {clean(fault.sentence)} ({fault.code})", err=True)
    if result.faults:
        click.echo(f"{len(result.faults)} faults in the evidence of {ledger}.")
        context.exit(1)
    click.echo(f"{result.inputs} raw inputs of {result.size_bytes} bytes are as found.")
    click.echo(f"{result.entries} entries of the log follow from one another.")
    click.echo(f"The last hash is {result.last_hash}")
    if result.corrections:
        click.echo(f"{result.corrections} corrections follow from one another; none was taken out.")
        click.echo(f"The last hash of the corrections is {result.last_ruling}")


@click.command(cls=WithExamples, examples=("rashomon evidence rp-3f9c0a61b2d4e857 -o page.html",))
@click.argument("record", metavar="ID")
@with_ledger
@with_output
def evidence(record: str, ledger: Path, output: Path | None) -> None:
    """The bytes of a report as they were found. ID is a report's id, or the beginning of one."""
    from rashomon.exporting.files import replace_file

    with open_workspace(ledger) as workspace:
        content = workspace.evidence(record)
    if output is not None:
        replace_file(output, [content])
    elif sys.stdout.isatty():
        raise click.UsageError(
            "Bytes as found may hold signs that drive a terminal. Name a file with --output."
        )
    else:
        sys.stdout.buffer.write(content)


@click.command(cls=WithExamples, examples=("rashomon log --format csv -o log.csv",))
@with_listing
def log(form: str, limit: int | None, output: Path | None, ledger: Path) -> None:
    """Who read what, when, from where: one row a raw input, sealed with the row before."""
    from rashomon.exporting.jsonl import plain

    with open_workspace(ledger) as workspace:
        rows = workspace.custody()
    listing = Listing(
        columns=(
            Column("entry", lambda row: row.seq),
            Column("read at", lambda row: row.read_at),
            Column("by", lambda row: row.actor),
            Column("what", lambda row: row.name, wraps=True),
            Column("bytes", lambda row: row.size_bytes),
            Column("SHA-256", lambda row: row.sha256, wraps=True),
        ),
        rows=rows,
        records=[plain(one) for one in rows],
        nothing="Nothing was read yet.",
    )
    show(listing, form, limit, output)


PROVING = (verify, evidence, log)
