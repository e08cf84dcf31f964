"""Pages out of templates, autoescaped; static files under addresses that change with their bytes."""

from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined

from rashomon.exporting.jsonl import plain
from rashomon.version import __version__

WEB = Path(str(files("rashomon.web")))
"""The folder of templates and static files."""


class Renderer:
    """Templates made ready once; ``develop`` looks at templates and static files anew each time."""

    def __init__(self, *, develop: bool = False) -> None:
        from rashomon.server.pages.filters import FILTERS, GLOBALS

        self._develop = develop
        self.environment = Environment(
            loader=PackageLoader("rashomon.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=develop,
        )
        # ``tojson`` takes records and views as the export has them, and escapes what HTML would obey.
        self.environment.policies["json.dumps_function"] = _json
        self.environment.filters.update(FILTERS)
        self.environment.globals.update(GLOBALS)
        self.environment.globals.update(static=self.static, version=__version__)

    def render(self, template: str, **context: Any) -> str:
        """A page's HTML."""
        return self.environment.get_template(template).render(**context)

    def static(self, name: str) -> str:
        """The address of a static file: ``static("app.css")``."""
        if self._develop:
            static_digest.cache_clear()
        return f"/static/{static_digest()}/{name}"


def _json(value: Any, **_: object) -> str:
    return msgspec.json.encode(plain(value)).decode()


@lru_cache(maxsize=1)
def static_digest() -> str:
    """Eight hexadecimal digits that change whenever a static file does."""
    digest = sha256()
    root = WEB / "static"
    for file in sorted(one for one in root.rglob("*") if one.is_file()):
        digest.update(file.relative_to(root).as_posix().encode() + b"\x00")
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:8]
