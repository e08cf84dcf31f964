"""The packaged lists of words by which mentions are told: heads of descriptions, titles, pronouns."""

import tomllib
from functools import cache
from importlib.resources import files

Classes = dict[str, frozenset[str]]


@cache
def heads() -> Classes:
    """The nouns that head a description of somebody, by class; see ``data/heads.toml``."""
    return _classes("heads.toml")


@cache
def classes_of_head() -> dict[str, str]:
    """The class of each head; the first of the file where a noun stands in two."""
    found: dict[str, str] = {}
    for name in ("army", "arms", "government", "fighters", "body", "people", "officials"):
        for noun in heads()[name]:
            found.setdefault(noun, name)
    return found


@cache
def titles() -> Classes:
    """The words before a name that are no part of it, by class; see ``data/titles.toml``."""
    return _classes("titles.toml")


@cache
def counts() -> Classes:
    """The words around numbers; see ``data/counts.toml``."""
    return _classes("counts.toml")


@cache
def where() -> Classes:
    """The words that show a name to be a place's; see ``data/where.toml``."""
    return _classes("where.toml")


@cache
def anaphors() -> Classes:
    """The words that go back to something named before; see ``data/anaphors.toml``."""
    return _classes("anaphors.toml")


def _classes(name: str) -> Classes:
    text = files("rashomon.grounding").joinpath("data", name).read_text("utf-8")
    return {key: frozenset(words) for key, words in tomllib.loads(text).items()}
