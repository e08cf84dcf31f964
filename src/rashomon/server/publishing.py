"""The whole workbench as pages that open from a file or any web server: read only, links relative.

The application is asked in process for every page that its pages lead to; each answer is written as it
is but for its links. What needs a server (forms, filters, fragments that scripts fetch) is left out; a
small page searches the claims in the browser.
"""

import asyncio
import re
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import blake2b
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, relpath
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

import msgspec
from fastapi import FastAPI
from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.types import Message

from rashomon.errors import UsageError
from rashomon.exporting.files import replace_file, storing
from rashomon.exporting.making import making_of, making_row
from rashomon.server.app import create_app
from rashomon.server.desk import Desk
from rashomon.server.rendering import WEB
from rashomon.server.requests import scope_of
from rashomon.server.snapshots import Snapshot
from rashomon.settings import Settings

MARK = "published.json"
"""Tells a folder of published pages from any other, and of what they were made."""

FOLLOWED = ("status", "offset", "view", "copies")
"""Names in a query that make a page of their own; other filters need the server."""

_INDEX = "search-index.js"
_BRIEF = "/api/v1/brief"

_LINK = re.compile(r'(\s)(href|src|action)="([^"]*)"')
_SERVER_ONLY = re.compile(
    r'\s(?:data-rows|data-story|data-claim|data-statement|hx-[a-z:-]+)(?:="[^"]*")?(?=[\s>])'
)
_FORM = re.compile(r"<form\b(?![^>]*role=\"search\").*?</form>", re.DOTALL)
_SCRIPT = re.compile(r"<script\b[^>]*/(?:list|htmx\.min)\.js\"[^>]*></script>")
_PRELOAD = re.compile(r'<link rel="preload"[^>]*>')
_STYLED = re.compile(r'url\("([^":]+\.(svg|woff2))"\)')
_EMBEDDED = re.compile(r"\.svg\Z|-latin-(?:wght|400)-normal\.woff2\Z")
"""What a style sheet holds itself, since a browser fetches no font or mask for a page that is a file:
the icons, and the letters of English (150 KB); other letters come from the fonts of the machine."""

_MEDIA = {"svg": "image/svg+xml", "woff2": "font/woff2"}


class Published(Struct, frozen=True):
    """What was published: so many pages and other files, how large, and which addresses gave nothing."""

    pages: int
    files: int
    size_bytes: int
    missing: tuple[str, ...]


class _Answer(Struct, frozen=True):
    status: int
    headers: dict[str, str]
    body: bytes


def publish(
    ledger: Path,
    folder: Path,
    settings: Settings,
    asof: date | None = None,
    say: Callable[[int], None] | None = None,
) -> Published:
    """Write the workbench into a folder, as known now or on a day.

    Args:
        ledger: The ledger's file.
        folder: Where to; made where it is missing. One of earlier pages is written over.
        settings: How the workbench is shown; nobody has to enter.
        asof: The day of knowledge.
        say: Told now and then how many pages there are.

    Raises:
        UsageError: The folder holds something else.
        StorageError: There is no room, or the folder cannot be written.
    """
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file())
    ):
        raise UsageError(
            f"{folder} holds something else than published pages. Name a new folder, or empty it.",
            code="folder-not-empty",
        )
    serving = replace(
        settings.serving, users_file=None, token=None, requests_per_minute=10**9, develop=False
    )
    app = create_app(ledger, replace(settings, serving=serving))
    desk: Desk = app.state.workbench.desk
    try:
        snapshot = desk.snapshot(asof)
        with storing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        return _run(_Press(app, desk, folder, snapshot, say or (lambda _: None)).print)
    finally:
        desk.close()


def _run(printing: Callable[[], Coroutine[Any, Any, Published]]) -> Published:
    """What a coroutine gives, also where a loop is running already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(printing())
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(printing())).result()


class _Press:
    """Writes page after page, until no page leads to one that was not written."""

    def __init__(
        self,
        app: FastAPI,
        desk: Desk,
        folder: Path,
        snapshot: Snapshot,
        say: Callable[[int], None],
    ) -> None:
        self._app = app
        self._desk = desk
        self._root = f"/s/{desk.slug}"
        self._folder = folder
        self._snapshot = snapshot
        self._say = say
        self._waiting: deque[str] = deque()
        self._files: dict[str, str] = {}
        self._missing: list[str] = []
        self._pages = 0
        self._size = 0

    async def print(self) -> Published:
        self._wanted(self._root)
        findings = self._snapshot.findings
        # Also those that no list leads to.
        for claim in findings.claims:
            self._wanted(f"{self._root}/claims/{claim.id}")
        for report in findings.reports:
            self._wanted(f"{self._root}/reports/{report.id}")
        while self._waiting:
            address = self._waiting.popleft()
            await self._write(address, self._files[address])
            if len(self._files) % 100 == 0:
                self._say(self._pages)
        others = self._write_search() + self._write_static()
        making = making_of(self._snapshot.whole(), self._desk.made_by(), self._snapshot.asof)
        row = {**making_row(making), "pages": self._pages}
        self._put(MARK, msgspec.json.format(msgspec.json.encode(row), indent=2) + b"\n")
        files = len(self._files) - len(self._missing) - self._pages + others + 1
        return Published(self._pages, files, self._size, tuple(self._missing))

    async def _write(self, address: str, name: str) -> None:
        answer = await self._ask(address)
        if answer.status != 200:
            self._missing.append(address)
            return
        if answer.headers.get("content-type", "").startswith("text/html"):
            self._pages += 1
            self._put(name, self._relinked(answer.body.decode(), name).encode())
        else:
            self._put(name, answer.body)

    async def _ask(self, address: str) -> _Answer:
        """What the application answers, as if a browser without cookies had asked."""
        path, _, query = address.partition("?")
        if self._snapshot.asof is not None:
            query += ("&" if query else "") + f"asof={self._snapshot.asof.isoformat()}"
        scope = scope_of(path, query)
        start: Message = {}
        body = bytearray()

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))

        await self._app(scope, receive, send)
        headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return _Answer(start["status"], headers, bytes(body))

    def _relinked(self, page: str, name: str) -> str:
        """A page whose links lead to files beside it, without what needs a server."""
        page = _PRELOAD.sub("", _SCRIPT.sub("", _SERVER_ONLY.sub("", _FORM.sub("", page))))

        def relink(found: re.Match[str]) -> str:
            target = self._target(unescape(found[3]), found[2] == "action")
            if target is None:
                return found[0]
            if not target:
                return ""
            near, sharp, fragment = target.partition("#")
            near = relpath(near, dirname(name) or ".") if near else ""
            return f'{found[1]}{found[2]}="{escape(near + sharp + fragment)}"'

        return _LINK.sub(relink, page)

    def _target(self, address: str, is_form: bool) -> str | None:
        """The file that an address of ours is written to; None for one of elsewhere, "" for none."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not address.startswith("/"):
            return None
        if is_form or parts.path == f"{self._root}/search":
            return "search.html"
        if parts.path == f"{self._root}/{_INDEX}":
            return _INDEX
        if parts.path.startswith("/static/"):
            return "static/" + parts.path.split("/", 3)[3]
        return self._page(parts)

    def _page(self, parts: SplitResult) -> str:
        """The file of a page or a download; "" for what needs a server."""
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if parts.path in ("/", self._root):
            return self._wanted(self._root) + fragment
        if parts.path.startswith("/api/v1/export/") or parts.path == _BRIEF:
            return self._wanted(parts.path)
        if not parts.path.startswith(self._root + "/"):
            return ""
        kept = sorted(pair for pair in parse_qsl(parts.query) if pair[0] in FOLLOWED)
        query = f"?{urlencode(kept)}" if kept else ""
        return self._wanted(parts.path + query) + fragment

    def _wanted(self, address: str) -> str:
        """The file that an address is written to, sooner or later."""
        if address not in self._files:
            self._files[address] = self._file_of(address)
            self._waiting.append(address)
        return self._files[address]

    def _file_of(self, address: str) -> str:
        path, _, query = address.partition("?")
        if path == _BRIEF:
            return f"export/{self._desk.slug}-brief.md"
        if path.startswith("/api/v1/export/"):
            form = path.rpartition("/")[2]
            return f"export/{self._desk.slug}-{form}" + _SUFFIXES.get(form, ".zip")
        plain = unquote(path.removeprefix(self._root)).strip("/") or "index"
        stem, dot, suffix = plain.rpartition(".")
        if not (dot and suffix in ("json", "csv", "md")):
            stem, suffix = plain, "html"
        name = "/".join(map(_part, stem.split("/")))
        return (
            name
            + (f"~{_part(query.replace('=', '-').replace('&', '~'))}" if query else "")
            + f".{suffix}"
        )

    def _write_search(self) -> int:
        """The page that searches in the browser, and what it searches."""
        rows = [
            *(
                [f"claims/{one.id}.html", one.text, one.status]
                for one in self._snapshot.findings.claims
                if f"{self._root}/claims/{one.id}" in self._files
            ),
            *(
                [f"reports/{one.id}.html", one.title or one.name, one.outlet or ""]
                for one in self._snapshot.findings.reports
                if f"{self._root}/reports/{one.id}" in self._files
            ),
        ]
        index = b"var RASHOMON_INDEX = " + msgspec.json.encode(rows) + b";\n"
        self._put(_INDEX, index)
        request = Request(scope_of(f"{self._root}/search", ""))
        ask = self._app.state.workbench.ask(request)
        page = self._app.state.workbench.renderer.render(
            "published-search.html", view=None, ask=ask, screen=None
        )
        self._put("search.html", self._relinked(page, "search.html").encode())
        self._pages += 1
        return 1

    def _write_static(self) -> int:
        root = WEB / "static"
        files = [one for one in sorted(root.rglob("*")) if one.is_file()]
        for file in files:
            content = file.read_bytes()
            if file.suffix == ".css":
                content = _embed(content.decode(), file.parent).encode()
            self._put(f"static/{file.relative_to(root).as_posix()}", content)
        return len(files)

    def _put(self, name: str, content: bytes) -> None:
        path = self._folder / name
        with storing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, [content])
        self._size += len(content)


_SUFFIXES = {
    "geojson": ".geojson",
    "sqlite": ".db",
    "gexf": ".gexf",
    "timelinejs": ".json",
    "claimreview": ".jsonld",
}


def _embed(style: str, folder: Path) -> str:
    """A style sheet with the icons and fonts that it names, as far as it should hold them itself."""

    def inline(found: re.Match[str]) -> str:
        if not _EMBEDDED.search(found[1]):
            return found[0]
        content = b64encode((folder / found[1]).read_bytes()).decode()
        return f'url("data:{_MEDIA[found[2]]};base64,{content}")'

    return _STYLED.sub(inline, style)


def _part(words: str) -> str:
    """One part of a path that every file system takes."""
    kept = re.sub(r"[^A-Za-z0-9._~-]", "_", words)[:80]
    if kept == words:
        return kept
    return f"{kept}-{blake2b(words.encode(), digest_size=4).hexdigest()}"
