"""What words tell of: the deed, whatever word it is told by, and the kind of thing that it is done to.

Enters: words. Leaves: their roots, and the classes of deeds and things that they stand for ("hit",
"struck" and "the shelling" for one deed; a frigate for a ship). Two reports seldom choose one word.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from rashomon.claiming.facts import stem

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
SHORT_CHARS = 3
"""Words of no more letters say little of what a sentence is about."""

_WORDS_HELD = 50_000


class Deeds(Struct, frozen=True):
    """The tables of ``data/deeds.toml``: classes by root, forms, and words that say little."""

    deeds: Mapping[str, frozenset[str]]
    things: Mapping[str, frozenset[str]]
    irregular: Mapping[str, str]
    little: frozenset[str]


@cache
def load_deeds() -> Deeds:
    """The tables of deeds and things."""
    path = files(__package__).joinpath("data", "deeds.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    words = table["little"]["words"]
    little = frozenset((*words, *map(_plain_root, words)))
    return Deeds(_by_root(table["deeds"]), _by_root(table["things"]), table["irregular"], little)


def _by_root(classes: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, words in classes.items():
        for word in words:
            key = _plain_root(word)
            found[key] = found.get(key, frozenset()) | {name}
    return found


@lru_cache(maxsize=_WORDS_HELD)
def root(word: str) -> str:
    """A word without its endings, and an irregular form by its base: "sunk" and "sinking" by "sink"."""
    word = word.casefold()
    return _plain_root(load_deeds().irregular.get(word, word))


def _plain_root(word: str) -> str:
    """The stem, of a short word too ("ships", "hits"), without a doubled last letter ("hitting")."""
    found = word if word.endswith("ss") else stem(word)
    if len(found) > 4 and found.endswith("y"):  # "destroyed" as "destroy"
        found = found[:-1]
    if found == word and len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        found = word[:-1]
    if len(found) > 3 and found[-1] == found[-2] and found[-1] not in "lsef":
        found = found[:-1]
    return found


@lru_cache(maxsize=_WORDS_HELD)
def roots(text: str) -> frozenset[str]:
    """The roots of a text's words."""
    return frozenset(root(word) for word in _WORD.findall(text))


def deeds_in(words: frozenset[str]) -> frozenset[str]:
    """The classes of deeds that some roots tell of."""
    table = load_deeds().deeds
    return frozenset(name for word in words for name in table.get(word, ()))


def is_telling(word: str) -> bool:
    """Whether a root says something of the matter: it is no short word, and no "that" or "there"."""
    return len(word) > SHORT_CHARS and word not in load_deeds().little


def things_in(words: frozenset[str]) -> frozenset[str]:
    """The kinds of things that some roots name."""
    table = load_deeds().things
    return frozenset(name for word in words for name in table.get(word, ()))
