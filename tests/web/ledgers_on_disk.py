"""Ledgers that the tests of the workbench serve."""

from datetime import date
from pathlib import Path

from rashomon.language.parser import SpacyParser
from rashomon.settings import Settings
from rashomon.workspace import Workspace


def read_into(path: Path, folder: Path, parser: SpacyParser) -> Path:
    """A new ledger of the reports of a folder."""
    with Workspace(path, Settings(today=date(2026, 1, 1)), parser) as workspace:
        workspace.read(folder)
    return path
