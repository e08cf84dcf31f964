"""What the tests of the server share besides fixtures."""

from collections.abc import Callable
from datetime import date

from starlette.testclient import TestClient

from rashomon.server.gatekeeping import SESSION
from rashomon.settings import ServingSettings

DAY = date(2026, 1, 1)
QUICK = ServingSettings(patience_s=10.0, requests_per_minute=1_000_000)
"""Waits for a changed ledger however long it takes, so that no test depends on the clock."""

Opener = Callable[..., TestClient]


def token_of(client: TestClient) -> str:
    """The token that the forms of a client's session carry."""
    token: str = client.app.state.workbench.gatekeeper.csrf(client.cookies[SESSION])  # type: ignore[attr-defined]
    return token
