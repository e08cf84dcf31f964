"""Rival words: what two accounts of one matter may say against each other, and what they have in common.

Enters: words and facts. Leaves: the tables of ``data/replies.toml``, and small questions that several
rules ask.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct

from rashomon.claiming.facts import Facts, stem

Answer = tuple[str, tuple[str, str]]
"""The field in which a reply differs from what it replies to, and the two accounts."""

WORDING_CHARS = 120
"""Of a longer account its beginning stands for it."""

_SUBJECT = re.compile(
    r"\W*(?:that\s+)?(he|she|they|those|these|we|the\s+(?:dead|men|women|victims|prisoners|captives))\b",
    re.IGNORECASE,
)
_ONE = frozenset({"he", "she"})
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Rivals(Struct, frozen=True):
    """The tables of ``data/replies.toml``: stems by what they say."""

    manners: Mapping[str, str]
    deaths: frozenset[str]
    war: frozenset[str]
    peace: frozenset[str]
    harm: frozenset[str]
    harmless: frozenset[str]
    anyone: frozenset[str]
    sums: frozenset[str]
    figures: frozenset[str]
    means: Mapping[str, str]
    loaded: frozenset[str]
    sorts: Mapping[str, frozenset[str]]
    remains: frozenset[str]


@cache
def load_rivals() -> Rivals:
    """The tables of rival words."""
    path = files(__package__).joinpath("data", "replies.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Rivals(
        {stem(word): manner for manner, words in table["manners"].items() for word in words},
        _stemmed(table["deaths"]["words"]),
        _stemmed(table["hit"]["war"]),
        _stemmed(table["hit"]["peace"]),
        _stemmed(table["kinds"]["harm"]),
        _stemmed(table["kinds"]["harmless"]),
        _stemmed(table["anyone"]["words"]),
        _stemmed(table["sums"]["words"]),
        _stemmed(table["figures"]["words"]),
        {stem(word): means for means, words in table["means"].items() for word in words},
        _stemmed(table["loaded"]["words"]),
        {sort: frozenset(words) for sort, words in table["sorts"].items()},
        _stemmed(table["remains"]["words"]),
    )


def _stemmed(words: Sequence[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


def may_be_one_place(mine: Facts, yours: Facts) -> bool:
    """Whether both share a place, or one names none or only a land in which the other may lie."""
    if mine.places & yours.places or not mine.places or not yours.places:
        return True
    return mine.places == mine.wide_places or yours.places == yours.wide_places


def goes_back(fact: Facts) -> bool:
    """Whether a statement is about those who were just told of: "they were", "the dead were"."""
    return _SUBJECT.match(fact.statement.quote) is not None


def are_of_two_numbers(mine: Facts, yours: Facts) -> bool:
    """Whether the one is of one somebody and the other of several: "she was" and "they were"."""
    subjects = (_SUBJECT.match(fact.statement.quote) for fact in (mine, yours))
    return len({one[1].casefold() in _ONE for one in subjects if one is not None}) > 1


def roots_in(words: str) -> frozenset[str]:
    """The stems of some words, compounds whole."""
    return frozenset(stem(word) for word in _WORD.findall(words.casefold()))


def wording(fact: Facts) -> str:
    """A statement's own words for an account, the beginning of long ones."""
    words = re.sub(r"\s+", " ", fact.statement.quote).strip(' ,;:.“”"').removeprefix("that ")
    if len(words) <= WORDING_CHARS:
        return words
    return words[:WORDING_CHARS].rsplit(" ", 1)[0] + " …"
