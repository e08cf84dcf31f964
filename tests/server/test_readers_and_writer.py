"""Several browsers read while another process writes: each answer is of one whole state."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from servers import Opener
from starlette.testclient import TestClient

from rashomon.server.desk import Desk

API = "/api/v1"
WRITER = """
import sys
from pathlib import Path
from rashomon.workspace import Workspace
from rashomon.settings import Settings
from datetime import date
with Workspace(sys.argv[1], Settings(today=date(2026, 1, 1))) as workspace:
    for path in sys.argv[2:]:
        workspace.read(path)
"""


def test_readers_see_whole_states_while_another_process_writes(
    opened: Opener, ledger_path: Path, tmp_path: Path
) -> None:
    client = opened(ledger_path, patience_s=0.0)
    assert client.get(f"{API}/about").status_code == 200
    files = []
    for number in range(4):
        file = tmp_path / f"ferry-{number}.txt"
        file.write_text(
            f"The ferry company said on {number + 1} May 2015 that {number + 2} boats had left the"
            " harbour at Tartus."
        )
        files.append(str(file))
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(ledger_path), *files])

    def read(_: int) -> tuple[int, int]:
        state, reports = -1, 0
        while True:
            running = writer.poll() is None
            about = client.get(f"{API}/about")
            assert about.status_code == 200, about.text
            row = about.json()
            assert row["state"] >= state  # never back to an earlier state
            if row["state"] == state:
                assert row["counts"]["reports"] == reports  # one state, one answer
            state, reports = row["state"], row["counts"]["reports"]
            assert client.get("/s/story").status_code == 200
            if not running:
                return state, reports

    with ThreadPoolExecutor(4) as readers:
        list(readers.map(read, range(4)))
    assert writer.wait() == 0
    client.app.state.workbench.desk.refresh()  # type: ignore[attr-defined]
    found = client.get(f"{API}/reports", params={"q": "ferry company"}).json()
    assert found["total"] == 4


def test_the_state_before_is_shown_while_a_changed_ledger_is_read(
    opened: Opener, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = opened(ledger_path, patience_s=0.0)
    before = client.get(f"{API}/about").json()
    load: Callable[..., None] = Desk._load
    started = Event()

    def never(self: Desk, *_: object) -> None:
        started.set()

    monkeypatch.setattr(Desk, "_load", never)
    subprocess.run(
        [sys.executable, "-c", WRITER, str(ledger_path), str(_ferry(ledger_path.parent))],
        check=True,
    )
    assert client.get(f"{API}/about").json() == before
    assert started.wait(60)  # in a thread of its own, after what can be made before it
    monkeypatch.setattr(Desk, "_load", load)
    client.app.state.workbench.desk.refresh()  # type: ignore[attr-defined]
    assert client.get(f"{API}/about").json()["state"] > before["state"]


def _ferry(folder: Path) -> Path:
    file = folder / "ferry.txt"
    file.write_text("The ferry company said on 3 May 2015 that two boats had left the harbour.")
    return file


def test_a_large_ledger_is_counted_before_somebody_asks(
    opened: Opener, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.server.warming.WORTH_STATEMENTS", 0)
    client: TestClient = opened(ledger_path)
    desk: Desk = client.app.state.workbench.desk  # type: ignore[attr-defined]
    snapshot = desk.snapshot()
    assert desk.on_loaded is not None
    assert desk.on_shown is not None
    desk.on_loaded(snapshot)
    desk.on_shown(snapshot)
    made = set(snapshot._kept)
    assert made
    for path in ("/s/story", "/s/story/claims"):
        assert client.get(path).status_code == 200
    assert set(snapshot._kept) == made
