"""Ledgers for the tests of the command line."""

from pathlib import Path

import pytest

from rashomon.corpus import reports_folder
from rashomon.gazetteers.places import open_gazetteer
from rashomon.language.parser import SpacyParser
from rashomon.workspace import Workspace


@pytest.fixture(scope="session", autouse=True)
def gazetteer() -> None:
    """The gazetteer of places, built before a command would say that it has to be."""
    open_gazetteer()


@pytest.fixture(scope="session")
def sample_ledger_path(parser: SpacyParser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the sample corpus, not to be changed."""
    path = tmp_path_factory.mktemp("cli") / "sample.db"
    with Workspace(path, parser=parser) as workspace:
        workspace.read(Path(str(reports_folder())))
    return path
