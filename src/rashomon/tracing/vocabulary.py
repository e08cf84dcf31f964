"""The word lists by which a passage's information and a copy's losses are judged."""

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Vocabulary(Struct, frozen=True):
    """Words in lower case: closed-class ones, those of sources, of hedging, and numbers."""

    function: frozenset[str]
    source: frozenset[str]
    hedge: frozenset[str]
    number: frozenset[str]


@cache
def load_vocabulary() -> Vocabulary:
    """The lists of ``data/words.toml``."""
    table = tomllib.loads(
        files(__package__).joinpath("data", "words.toml").read_text(encoding="utf-8")
    )
    return Vocabulary(**{name: frozenset(words.split()) for name, words in table.items()})
