"""The program that reads: its version, its parser and the state of its code.

What was found is kept with it, so that it is found anew once any of them is another.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

from rashomon.version import __version__

_GROUND = ("calendars.py", "ids.py", "instants.py", "spans.py", "records")
_ALONE = ("reading", "language", "stating", "grounding", "gazetteers", "names")
_TOGETHER = (
    "tracing", "claiming", "correcting", "situation", "pipeline.py", "regrounding.py", "repeating.py",
    "reruling.py", "retelling.py",
)  # fmt: skip
"""Modules on which a report's extraction depends, and those on which the findings depend besides."""

_CODE = (".py", ".toml", ".csv", ".json", ".txt")
_DIGEST_BYTES = 6


def name_reader(parser: str) -> str:
    """The program as far as it reads one report alone: ``rashomon/1.2.0 parser code:digest``."""
    return f"rashomon/{__version__} {parser} code:{_digest((*_GROUND, *_ALONE))}"


def name_settler(parser: str) -> str:
    """The program as far as it settles all reports together."""
    return f"rashomon/{__version__} {parser} code:{_digest((*_GROUND, *_ALONE, *_TOGETHER))}"


@cache
def _digest(modules: tuple[str, ...]) -> str:
    """A hash of modules with their tables. Cost: some 20 ms, once."""
    digest = blake2b(digest_size=_DIGEST_BYTES)
    package = files("rashomon")
    for module in modules:
        for path, file in _code(package.joinpath(module), module):
            digest.update(f"{path}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _code(entry: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    if not entry.is_dir():
        yield path, entry
        return
    for one in sorted(entry.iterdir(), key=lambda found: found.name):
        if one.is_dir() or one.name.endswith(_CODE):
            yield from _code(one, f"{path}/{one.name}")
