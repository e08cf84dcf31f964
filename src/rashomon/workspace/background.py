"""What users bring beside the reports: registries of their own and watch lists.

Read once for a workspace, before anything else, so that a file with a fault stops nothing halfway.
"""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from rashomon.gazetteers.additions import Additions
from rashomon.gazetteers.registries import read_registries
from rashomon.gazetteers.watchlists import WatchList
from rashomon.settings import GroundingSettings


class Background(Struct, frozen=True):
    """Rows for the packaged tables, and lists to hold names against."""

    additions: Additions
    watched: Sequence[WatchList]


def load_background(settings: GroundingSettings) -> Background:
    """The registries and watch lists that the settings name.

    Raises:
        UsageError: A registry cannot be used, or a watch list is not there.
    """
    return Background(
        read_registries([Path(one) for one in settings.registries]),
        tuple(WatchList(Path(one)) for one in settings.watch_lists),
    )


def mark_made(made_by: str, background: Background) -> str:
    """What an extraction was made by, with the registries that it was made with."""
    digest = background.additions.digest
    return f"{made_by} registry:{digest}" if digest else made_by


def mark_settled(made_by: str, background: Background) -> str:
    """What findings were made by, with the watch lists that they were held against."""
    digests = [f"watch-list:{one.digest}" for one in background.watched]
    return " ".join([mark_made(made_by, background), *digests])
