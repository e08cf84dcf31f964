"""A server on the sample corpus, and a browser without a window to look at it."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from ledgers_on_disk import read_into

from rashomon.corpus import reports_folder
from rashomon.language.parser import SpacyParser
from rashomon.server.app import create_app
from rashomon.settings import ServingSettings, Settings

CHROMIUM = "/usr/bin/chromium"
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

Served = Callable[..., str]
Opened = Callable[..., Any]


@pytest.fixture(scope="session")
def sample_file(parser: SpacyParser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the sample corpus, not to be changed."""
    path = tmp_path_factory.mktemp("web") / "sample.db"
    return read_into(path, Path(str(reports_folder())), parser)


@pytest.fixture(scope="session")
def serve() -> Iterator[Served]:
    """Serves a ledger on a port of its own until the tests end; gives the story's address."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(ledger: Path, users_file: str | None = None) -> str:
        serving = ServingSettings(
            requests_per_minute=1_000_000, patience_s=10.0, users_file=users_file
        )
        app = create_app(ledger, Settings(today=date(2026, 1, 1), serving=serving))
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        running.append((server, thread))
        return f"http://127.0.0.1:{listening.getsockname()[1]}/s/{ledger.stem}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(5)


@pytest.fixture(scope="session")
def story(serve: Served, sample_file: Path) -> str:
    """The address of the sample corpus; nothing is changed there."""
    return serve(sample_file)


@pytest.fixture
def own_story(serve: Served, sample_file: Path, tmp_path: Path) -> str:
    """The address of a copy of the sample corpus that may be changed."""
    return serve(Path(shutil.copy(sample_file, tmp_path / "own.db")))


@pytest.fixture(scope="session")
def seeds(serve: Served, parser: SpacyParser, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the seed reports, where this checkout has them beside it."""
    if not SEEDS.is_dir():
        pytest.skip(f"no seed reports at {SEEDS}")
    return serve(read_into(tmp_path_factory.mktemp("seeds") / "seeds.db", SEEDS, parser))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser; the tests that need it are skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, headless=True, args=QUIET)
        yield browser
        browser.close()


class Watched:
    """What a page did that nobody saw: requests to elsewhere, errors, refusals of the policy."""

    def __init__(self) -> None:
        self.elsewhere: list[str] = []
        self.errors: list[str] = []


@pytest.fixture
def opened(chromium: Any) -> Iterator[Opened]:
    """Opens a page that is watched: ``page, watched = opened(url, theme="dark")``."""
    contexts: list[Any] = []

    def open_page(url: str, **asked: Any) -> tuple[Any, Watched]:
        context = chromium.new_context(
            viewport={"width": asked.get("width", 1440), "height": asked.get("height", 1000)},
            color_scheme=asked.get("theme", "light"),
            java_script_enabled=asked.get("scripts", True),
        )
        context.set_default_timeout(30_000)  # a busy machine takes its time
        contexts.append(context)
        page, watched = context.new_page(), Watched()
        own = url.split("/s/", maxsplit=1)[0]

        def see(request: Any) -> None:
            if not request.url.startswith((own, "data:")):
                watched.elsewhere.append(request.url)

        page.on("request", see)
        page.on("pageerror", lambda error: watched.errors.append(str(error)))
        page.on(
            "console",
            lambda told: watched.errors.append(told.text) if told.type == "error" else None,
        )
        page.goto(url)
        return page, watched

    yield open_page
    for context in contexts:
        context.close()
