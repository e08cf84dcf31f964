"""The server as a process: one worker that listens at one address."""

import webbrowser
from pathlib import Path

import uvicorn

from rashomon.server.app import create_app
from rashomon.settings import Settings


def run(ledger: Path, settings: Settings, *, host: str, port: int, opens: bool = False) -> None:
    """Serve until the process is told to stop."""
    app = create_app(ledger, settings)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False
    )
    address = f"http://{host}:{port}"
    print(f"{ledger} at {address} (Ctrl-C ends it)", flush=True)  # noqa: T201
    if opens:
        webbrowser.open(address)
    uvicorn.Server(config).run()
