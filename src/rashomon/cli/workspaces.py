"""The ledger that a command is about."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.workspace import Workspace


def open_workspace(ledger: Path) -> "Workspace":
    """The workspace on a ledger, with the settings of the working folder and the environment.

    Loads the heavy parts of the program, so that only a command calls it, when it has something to do.
    """
    from rashomon.settings import load_settings
    from rashomon.workspace import Workspace

    return Workspace(ledger, load_settings(Path.cwd(), os.environ))
