"""One event, many accounts: who says what, on whose word, and what could be known on any given day.

Three lines are enough::

    import rashomon
    story = rashomon.open("story.db")
    story.read("reports/")

and then ``story.claims()``, ``story.disputes()``, ``story.situation("2015-05-21")`` and the rest of
`rashomon.workspace.Workspace`. Importing this package loads nothing else.
"""

from os import PathLike
from typing import TYPE_CHECKING

from rashomon.version import __version__

if TYPE_CHECKING:
    from rashomon.settings import Settings
    from rashomon.workspace import Workspace

__all__ = ["__version__", "open"]


def open(
    path: str | PathLike[str] = "rashomon.db", settings: "Settings | None" = None
) -> "Workspace":
    """The workspace on a ledger, which is made by the first `read` where there is none yet.

    Args:
        path: The ledger's file.
        settings: How to read and keep; the defaults unless given.
    """
    from rashomon.workspace import Workspace

    return Workspace(path, settings)
