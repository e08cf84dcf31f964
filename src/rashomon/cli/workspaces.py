"""The ledger that a command is about."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.workspace import Workspace


def open_workspace(ledger: Path) -> "Workspace":
    """The workspace on a ledger; loads the heavy parts of the program, so only a command calls it."""
    from rashomon.workspace import Workspace

    return Workspace(ledger)
