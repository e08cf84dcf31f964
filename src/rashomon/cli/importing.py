"""Commands that take in what others have put together."""

import sys
from pathlib import Path

import click

from rashomon.cli.commands import WithExamples
from rashomon.cli.listings import clean
from rashomon.cli.options import with_ledger
from rashomon.cli.workspaces import open_workspace

WITH_REJECTS = 3
_NAMED = 20
"""Lines that could not be read and are named on the screen; the others are counted."""


@click.command("import", cls=WithExamples, examples=("rashomon import atop alliances.csv",))
@click.argument("form", metavar="FORM", type=click.Choice(["atop"]))
@click.argument("file", type=click.Path(path_type=Path))
@with_ledger
def take_in(form: str, file: Path, ledger: Path) -> None:
    """Take in what others have put together: the alliances of FILE as prior pacts.

    FORM is atop: CSV in the form of the ATOP codebook, with the columns atopid, member (or mem1, mem2,
    …) and one of defense, offense, neutral, nonagg, consul. What-ifs count prior pacts in; "rashomon
    pacts" says from which file they are.
    """
    del form  # there is one so far
    with open_workspace(ledger) as workspace:
        table = workspace.import_alliances(file)
    pacts, lines = len(table.pacts), len(table.rejects)
    click.echo(f"{pacts} prior pact{'' if pacts == 1 else 's'} from {clean(file.name)}.")
    for one in table.rejects[:_NAMED]:
        click.echo(f"rashomon: {clean(one.reason)} ({one.code})", err=True)
    if lines > _NAMED:
        click.echo(f"rashomon: … {lines - _NAMED} more lines could not be read.", err=True)
    if lines:
        sys.exit(WITH_REJECTS)


IMPORTING = (take_in,)
