"""Phrases: what reports say in one of several ways, as patterns over words.

Enters: the lists of ``data/phrases.toml``. Leaves: a pattern a list. In a phrase a star at the end of a
word stands for any ending, and an underscore for any one word.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


@cache
def load_phrases() -> Mapping[str, re.Pattern[str]]:
    """The patterns of ``data/phrases.toml``, by the names of their lists."""
    path = files(__package__).joinpath("data", "phrases.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: any_of(part["phrases"]) for name, part in table.items()}


def says(name: str, words: str) -> bool:
    """Whether some words have one of the phrases of a list."""
    return load_phrases()[name].search(words) is not None


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """What matches any of some phrases, whole words, the longest first."""
    ordered = sorted(phrases, key=lambda one: (-len(one), one))
    return re.compile(rf"\b(?:{'|'.join(map(_in_words, ordered))})\b", re.IGNORECASE)


def _in_words(phrase: str) -> str:
    return r"\s+".join(map(_in_letters, phrase.split()))


def _in_letters(word: str) -> str:
    if word == "_":
        return r"[\w’'-]+"
    return re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
