"""A site of our own on this machine for the tests of fetching: no other is ever asked."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = tuple[int, dict[str, str], bytes]
Route = Answer | Callable[["Site", dict[str, str]], Answer]


class Site:
    """What stands at which path, and what was asked for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.routes: dict[str, Route] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


def page(words: str, **headers: str) -> Answer:
    """A page of news with some words."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    html = f"<html><head><title>News</title></head><body><article>{words}</article></body></html>"
    return 200, {"Content-Type": "text/html; charset=utf-8", **named}, html.encode()


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site that answers until the block ends; by TLS where it has a certificate."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append(self.path)
            site.headers.append(headers)
            found = site.routes.get(self.path, (404, {}, b""))
            status, named, content = found(site, headers) if callable(found) else found
            try:
                self.send_response_only(status)
                for name, value in {"Content-Length": str(len(content)), **named}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                pass  # whoever asked has hung up

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
        server.handle_error = lambda *_: None  # type: ignore[method-assign] # who distrusts hangs up
    site = Site(server.server_address[1])
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
