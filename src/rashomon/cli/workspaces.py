"""The ledger that a command is about."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.listings import clean

if TYPE_CHECKING:
    from rashomon.workspace import Workspace


@contextmanager
def open_workspace(
    ledger: Path, registries: Sequence[Path] = (), watch_lists: Sequence[Path] = ()
) -> Iterator["Workspace"]:
    """The workspace on a ledger, with the settings of the working folder and the environment.

    Registries and watch lists that are named win over those of the settings. It loads the heavy parts
    of the program, so that only a command calls it, when it has something to do.
    """
    from msgspec.structs import replace

    from rashomon.settings import load_settings
    from rashomon.workspace import Workspace

    settings = load_settings(Path.cwd(), os.environ)
    named = {
        "registries": tuple(str(one) for one in registries),
        "watch_lists": tuple(str(one) for one in watch_lists),
    }
    given = {key: paths for key, paths in named.items() if paths}
    settings = replace(settings, grounding=replace(settings.grounding, **given))
    with Workspace(ledger, settings) as workspace:
        yield workspace
        if workspace.is_unfinished():
            click.echo(
                f"rashomon: the last read into {clean(str(ledger))} was stopped; its reports are not in"
                " this answer. Run it again.",
                err=True,
            )
