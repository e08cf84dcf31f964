"""The ledger that a command is about."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.listings import clean

if TYPE_CHECKING:
    from rashomon.workspace import Workspace


@contextmanager
def open_workspace(ledger: Path) -> Iterator["Workspace"]:
    """The workspace on a ledger, with the settings of the working folder and the environment.

    Loads the heavy parts of the program, so that only a command calls it, when it has something to do.
    """
    from rashomon.settings import load_settings
    from rashomon.workspace import Workspace

    with Workspace(ledger, load_settings(Path.cwd(), os.environ)) as workspace:
        yield workspace
        if workspace.is_unfinished():
            click.echo(
                f"rashomon: the last read into {clean(str(ledger))} was stopped; its reports are not in"
                " this answer. Run it again.",
                err=True,
            )
