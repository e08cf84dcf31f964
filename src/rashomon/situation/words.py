"""Words that tell what begins, ends or holds in part: the data of this stage, ready to look up."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

_WORD = re.compile(r"[^\W_]+")
_DOUBLED = "bdgmnprt"


class Words(Struct, frozen=True):
    """Sets of word forms in lower case, by what they tell; see ``data/words.toml``."""

    gains: frozenset[str]
    captures: frozenset[str]
    losses: frozenset[str]
    falls: frozenset[str]
    leaves: frozenset[str]
    nears: frozenset[str]
    vague: frozenset[str]
    lost: frozenset[str]
    freed: frozenset[str]
    office_ends: frozenset[str]
    deaths: frozenset[str]
    removals: frozenset[str]
    steps_down: frozenset[str]
    former: frozenset[str]
    lesser: frozenset[str]
    plain: frozenset[str]
    parts: frozenset[str]
    whole: frozenset[str]
    things: frozenset[str]


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, without points and possessive endings."""
    plain = text.replace("’", "'").replace("'s ", " ").removesuffix("'s")
    return [word.lower() for word in _WORD.findall(plain)]


def forms(lemma: str, irregular: tuple[str, ...] = ()) -> frozenset[str]:
    """A verb's or noun's forms in English, made by rule; a form too many does no harm."""
    stem = lemma.removesuffix("e")
    made = {lemma, f"{lemma}s", f"{lemma}es", f"{stem}ed", f"{stem}ing", *irregular}
    if lemma.endswith("y"):
        made |= {f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"}
    if lemma[-1] in _DOUBLED:
        made |= {f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"}
    return frozenset(made)


@cache
def load_table(name: str) -> dict[str, Any]:
    """A table of this stage's data by its file's name."""
    data = files("rashomon.situation") / "data" / name
    return tomllib.loads(data.read_text(encoding="utf-8"))


@cache
def load_list(name: str, key: str) -> frozenset[str]:
    """The words under a key of one of this stage's files."""
    return frozenset(load_table(name)[key])


def all_forms(lemmas: list[str]) -> frozenset[str]:
    """The forms of several lemmas, irregular ones included."""
    irregular = load_table("words.toml")["irregular"]
    return frozenset().union(*(forms(one, tuple(irregular.get(one, ()))) for one in lemmas))


@cache
def load_words() -> Words:
    """The words of this stage, read once."""
    table = load_table("words.toml")
    control, office, extent = table["control"], table["office"], table["extent"]
    return Words(
        gains=all_forms(control["gains"]),
        captures=all_forms(control["captures"]),
        losses=all_forms(control["losses"]),
        falls=all_forms(control["falls"]),
        leaves=all_forms(control["leaves"]),
        nears=all_forms(control["nears"]),
        vague=frozenset(control["vague"]),
        lost=frozenset(table["force"]["lost"]),
        freed=all_forms(table["captivity"]["ends"]),
        office_ends=all_forms(office["ends"]),
        deaths=all_forms(office["deaths"]),
        removals=all_forms(office["removals"]),
        steps_down=all_forms(office["steps_down"]),
        former=frozenset(office["former"]),
        lesser=frozenset(office["lesser"]),
        plain=frozenset(office["plain"]),
        parts=all_forms(extent["parts"]),
        whole=frozenset(extent["whole"]),
        things=all_forms(extent["things"]),
    )
