"""Requests that nobody sent: for pages that are made without a browser."""

from urllib.parse import unquote

from starlette.types import Scope


def scope_of(path: str, query: str) -> Scope:
    """A request as a server would hand it on, marked as one for a page that will lie in a file."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost"), (b"accept", b"text/html, */*")],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 80),
        "path_params": {},
        "rashomon.published": True,
    }
