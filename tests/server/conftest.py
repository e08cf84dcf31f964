"""Ledgers and browsers for the tests of the server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from servers import DAY, QUICK, Opener
from starlette.testclient import TestClient

from rashomon.corpus import reports_folder
from rashomon.language.parser import SpacyParser
from rashomon.server.app import create_app
from rashomon.settings import Settings
from rashomon.workspace import Workspace


@pytest.fixture(scope="session")
def sample_ledger(parser: SpacyParser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the sample corpus, not to be changed."""
    path = tmp_path_factory.mktemp("server") / "sample.db"
    with Workspace(path, Settings(today=DAY), parser) as workspace:
        workspace.read(Path(str(reports_folder())))
    return path


@pytest.fixture
def ledger_path(sample_ledger: Path, tmp_path: Path) -> Path:
    """A ledger of the sample corpus of one's own."""
    return Path(shutil.copy(sample_ledger, tmp_path / "story.db"))


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Opens a client on a ledger, with settings of serving of one's own."""
    clients: list[TestClient] = []

    def open_client(ledger: Path, **serving: object) -> TestClient:
        settings = Settings(today=DAY, serving=replace(QUICK, **serving))
        client = TestClient(
            create_app(ledger, settings),
            base_url="http://localhost",
            raise_server_exceptions=False,
            follow_redirects=False,
        )
        clients.append(client)
        return client.__enter__()

    yield open_client
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture(scope="module")
def client(sample_ledger: Path) -> Iterator[TestClient]:
    """A program that asks the server of the sample corpus; nothing is changed."""
    app = create_app(sample_ledger, Settings(today=DAY, serving=QUICK))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as found:
        yield found
